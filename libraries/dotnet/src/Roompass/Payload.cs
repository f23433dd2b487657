// What the payload of a Token04 says (spec R29): the room and the rights that were encrypted together with the user.
// How payloads are minted is in Grant.cs.
using System;
using System.Collections.Generic;
using Roompass.Codec;

namespace Roompass
{
    internal sealed class Payload
    {
        private const int MaxDepth = 3;
        private static readonly Payload Unrestricted = new Payload(null, Grant.Everything);
        private static readonly Payload Nothing = new Payload(null, Grant.Nothing);

        /// <summary>Null where it is bound to no room.</summary>
        internal readonly string RoomId;

        internal readonly Grant Grant;

        private Payload(string roomId, Grant grant)
        {
            RoomId = roomId;
            Grant = grant;
        }

        /// <summary>
        /// A proven payload is as minting and the documents have it, beside keys of an application ("x-…"). In official
        /// reading, and unproven, it may be whatever an application gave to a generator: what is not understood there
        /// grants nothing.
        /// </summary>
        internal static Payload Read(string text, bool proven, Reading reading)
        {
            if (text.Length == 0) return Unrestricted;
            Payload usual = ReadUsual(text);
            if (usual != null) return usual;
            if (!Names.IsWellFormed(text)) throw Refused(null);
            Payload payload = proven && !reading.IsOfficial ? ReadOwn(text) : ReadOfficial(text);
            // Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
            if (proven && payload.RoomId != null && !Names.IsRoomId(payload.RoomId))
                throw new KitTokenError(ReasonCode.RoomIdInvalid, "room_id");
            return payload;
        }

        /// <summary>One as it is minted, without streams and for a room that may be; null for any other.</summary>
        private static Payload ReadUsual(string text)
        {
            OwnSpelling spelling = new OwnSpelling(text);
            string room = "";
            bool join = false;
            bool publish = false;
            bool spelled = spelling.Take("{\"room_id\":\"") && spelling.TakeText(out room) &&
                           spelling.Take(",\"privilege\":{\"1\":") && spelling.TakeBit(out join) &&
                           spelling.Take(",\"2\":") && spelling.TakeBit(out publish) &&
                           spelling.Take("},\"stream_id_list\":null}") && spelling.IsAtEnd;
            if (!spelled) return null;
            Grant grant = new Grant(join, publish, null);
            if (room.Length == 0) return new Payload(null, grant);
            return Names.IsRoomId(room) ? new Payload(room, grant) : null;
        }

        private static Payload ReadOwn(string text)
        {
            JsonValue json = Names.FitsUtf8(text, Grant.MaxPayload) ? ObjectOf(text) : null;
            if (json == null || HasStrangers(json)) throw Refused(null);
            string odd = OddField(json);
            if (odd != null) throw Refused(odd);
            Payload payload = Understand(json, out odd);
            if (odd != null) throw Refused(odd);
            return payload;
        }

        private static Payload ReadOfficial(string text)
        {
            JsonValue json = ObjectOf(text);
            string odd = null;
            Payload payload = json == null ? null : Understand(json, out odd);
            return json == null || odd != null ? Nothing : payload;
        }

        /// <summary>The object, with strings that are text and keys that stand once; null for anything else.</summary>
        private static JsonValue ObjectOf(string text)
        {
            JsonReader scanned = JsonReader.Scan(text, MaxDepth);
            return scanned == null || scanned.Duplicate || !IsText(scanned.Object) ? null : scanned.Object;
        }

        /// <summary>The scanner bounds the depth.</summary>
        private static bool IsText(JsonValue value)
        {
            if (value.Kind == JsonKind.String) return Names.IsWellFormed(value.Text);
            if (value.Kind == JsonKind.Array)
                foreach (JsonValue item in value.Items)
                    if (!IsText(item)) return false;
            if (value.Kind == JsonKind.Object)
                foreach (KeyValuePair<string, JsonValue> member in value.Members.All)
                    if (!Names.IsWellFormed(member.Key) || !IsText(member.Value)) return false;
            return true;
        }

        private static bool HasStrangers(JsonValue json)
        {
            foreach (KeyValuePair<string, JsonValue> member in json.Members.All)
            {
                string key = member.Key;
                bool known = key == "room_id" || key == "privilege" || key == "stream_id_list";
                if (!known && !key.StartsWith("x-", StringComparison.Ordinal)) return true;
            }
            return false;
        }

        /// <summary>The first field with a value that the documents do not know, though its meaning can be
        /// guessed.</summary>
        private static string OddField(JsonValue json)
        {
            JsonValue room = json.Get("room_id");
            if (room != null && room.Kind == JsonKind.Null) return "room_id";
            JsonValue privilege = json.Get("privilege");
            if (privilege == null) return null;
            if (privilege.Kind != JsonKind.Object) return "privilege";
            foreach (KeyValuePair<string, JsonValue> right in privilege.Members.All)
            {
                bool bit = right.Value.Kind == JsonKind.Integer && (right.Value.Integer | 1) == 1;
                if ((right.Key != "1" && right.Key != "2") || !bit) return "privilege";
            }
            return null;
        }

        /// <summary>
        /// What it says; <paramref name="odd"/> is the field that is not of its kind, else null. Null is as good as
        /// absent, and restricts nothing.
        /// </summary>
        private static Payload Understand(JsonValue json, out string odd)
        {
            JsonValue room = json.Get("room_id") ?? JsonValue.Null;
            JsonValue privilege = json.Get("privilege") ?? JsonValue.Null;
            JsonValue streams = json.Get("stream_id_list") ?? JsonValue.Null;
            odd = null;
            if (room.Kind != JsonKind.Null && room.Kind != JsonKind.String)
                odd = "room_id";
            else if (privilege.Kind != JsonKind.Null && privilege.Kind != JsonKind.Object)
                odd = "privilege";
            else if (streams.Kind != JsonKind.Null && !IsStreamList(streams))
                odd = "stream_id_list";
            if (odd != null) return null;
            Grant grant = new Grant(Gives(privilege, "1"), Gives(privilege, "2"), StreamIdsOf(streams));
            return new Payload(string.IsNullOrEmpty(room.Text) ? null : room.Text, grant);
        }

        /// <summary>A right that is not named is not given, nor is one with any value but 1; without any privileges
        /// nothing is restricted.</summary>
        private static bool Gives(JsonValue privilege, string key)
        {
            if (privilege.Kind == JsonKind.Null) return true;
            JsonValue value = privilege.Get(key);
            return value != null && value.Kind == JsonKind.Integer && value.Integer == 1;
        }

        private static bool IsStreamList(JsonValue value)
        {
            if (value.Kind != JsonKind.Array || value.Items.Count > Grant.MaxStreams) return false;
            foreach (JsonValue item in value.Items)
                if (!Grant.IsStreamId(item.Text)) return false;
            return true;
        }

        private static List<string> StreamIdsOf(JsonValue streams)
        {
            if (streams.Kind == JsonKind.Null || streams.Items.Count == 0) return null;
            List<string> ids = new List<string>();
            foreach (JsonValue item in streams.Items) ids.Add(item.Text);
            return ids;
        }

        private static KitTokenError Refused(string claim)
        {
            return new KitTokenError(ReasonCode.PayloadInvalid, claim);
        }
    }
}
