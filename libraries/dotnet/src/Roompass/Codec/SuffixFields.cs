// The fields of a suffix (spec R9 to R11): what each may be.
namespace Roompass.Codec
{
    internal static class SuffixFields
    {
        internal const int MaxExt = 512;
        private static readonly string[] AllNames = { "userID", "roomID", "userName", "appID", "ext", "sig" };

        /// <summary>How many keys have no meaning here.</summary>
        internal static int CountStrangers(JsonValue json)
        {
            int count = json.Members.All.Count;
            foreach (string name in AllNames)
                if (json.Get(name) != null) count--;
            return count;
        }

        internal static bool IsExt(string text) { return text.Length <= MaxExt && Names.IsOneLineOfAscii(text); }

        /// <summary>Reads all fields but the signature. What each is comes before what it says: R9, R10, then
        /// R11.</summary> <param name="json">The object of the suffix.</param> <param name="suffix">Where they
        /// go.</param> <param name="lenient"> Rooms that nobody can enter and names that may not be shown are no fault
        /// (official reading of an unsigned suffix).
        /// </param>
        internal static void Read(JsonValue json, Suffix suffix, bool lenient)
        {
            JsonValue room = json.Get("roomID");
            suffix.UserId = TextOf("userID", json.Get("userID"));
            suffix.RoomId = room == null || room.Kind == JsonKind.Null ? "" : TextOf("roomID", room);
            suffix.EncodedName = json.Get("userName") == null ? "" : TextOf("userName", json.Get("userName"));
            suffix.Ext = json.Get("ext") == null ? null : TextOf("ext", json.Get("ext"));
            // An empty extension has the signed bytes of none: it is none.
            if (suffix.Ext != null && suffix.Ext.Length == 0) suffix.Ext = null;
            suffix.AppId = AppIdOf(json.Get("appID"), json.Get("sig") == null);
            if (!Names.IsUserId(suffix.UserId)) throw new KitTokenError(ReasonCode.UserIdInvalid, "userID");
            bool roomFits = suffix.RoomId.Length == 0 || Names.IsRoomId(suffix.RoomId);
            if (!roomFits && !(lenient && Names.IsWellFormed(suffix.RoomId)))
                throw new KitTokenError(ReasonCode.RoomIdInvalid, "roomID");
            suffix.UserName = NameOf(suffix.EncodedName, lenient);
        }

        /// <summary>A signed suffix in the spelling of <see cref="Suffix.Write"/>, in which every field is as it may
        /// be; null for any other.</summary>
        internal static Suffix ReadOwn(string json)
        {
            OwnSpelling spelling = new OwnSpelling(json);
            Suffix suffix = new Suffix();
            long appId = 0;
            string sig = "";
            bool spelled = spelling.Take("{\"userID\":\"") && spelling.TakeText(out suffix.UserId) &&
                           spelling.Take(",\"roomID\":\"") && spelling.TakeText(out suffix.RoomId) &&
                           spelling.Take(",\"userName\":\"") && spelling.TakeText(out suffix.EncodedName) &&
                           spelling.Take(",\"appID\":") && spelling.TakeNumber(out appId) &&
                           (!spelling.Take(",\"ext\":\"") || spelling.TakeText(out suffix.Ext)) &&
                           spelling.Take(",\"sig\":\"") && spelling.TakeText(out sig) && spelling.Take("}") &&
                           spelling.IsAtEnd;
            if (!spelled || appId < 1 || appId > uint.MaxValue || !IsNamed(suffix)) return null;
            suffix.AppId = (uint)appId;
            suffix.UserName = Percent.Decode(suffix.EncodedName);
            suffix.Signature = Signature.Of(sig);
            bool good = suffix.Signature != null && Names.IsUserName(suffix.UserName);
            return good ? suffix : null;
        }

        private static bool IsNamed(Suffix suffix)
        {
            bool extFits = suffix.Ext == null || (suffix.Ext.Length > 0 && IsExt(suffix.Ext));
            bool roomFits = suffix.RoomId.Length == 0 || Names.IsRoomId(suffix.RoomId);
            return extFits && roomFits && Names.IsUserId(suffix.UserId);
        }

        private static string TextOf(string name, JsonValue value)
        {
            if (value == null || value.Kind != JsonKind.String)
                throw new KitTokenError(ReasonCode.SuffixMalformed, name);
            return value.Text;
        }

        /// <summary>Spec R10.</summary>
        private static uint AppIdOf(JsonValue value, bool unsigned)
        {
            long appId = 0;
            if (value != null && value.Kind == JsonKind.Integer) appId = value.Integer;
            if (value != null && value.Kind == JsonKind.String && unsigned) appId = Names.AppIdOfDigits(value.Text);
            if (appId < 1 || appId > uint.MaxValue) throw new KitTokenError(ReasonCode.SuffixMalformed, "appID");
            return (uint)appId;
        }

        /// <summary>Spec R11: in lenient reading a name that is not allowed counts as none.</summary>
        private static string NameOf(string encoded, bool lenient)
        {
            string name = Percent.Decode(encoded);
            if (name != null && !Names.IsWellFormed(name)) name = null;
            if (name != null && Names.IsUserName(name)) return name;
            if (name == null || !lenient) throw new KitTokenError(ReasonCode.UserNameInvalid, "userName");
            return "";
        }
    }
}
