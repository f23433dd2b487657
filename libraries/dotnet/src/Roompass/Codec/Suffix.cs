// The readable part of a Kit Token (spec R8 to R12): base64 of one line of ASCII JSON. It proves nothing unless it is
// signed. What each field may be is in SuffixFields.cs.
using System.Text;

namespace Roompass.Codec
{
    internal sealed class Suffix
    {
        private const int MaxStrangers = 8;

        internal string UserId;

        /// <summary>"" is no room.</summary>
        internal string RoomId;

        /// <summary>Percent-encoded, as it stands in the JSON.</summary>
        internal string EncodedName;

        internal string UserName;
        internal uint AppId;

        /// <summary>Null for none.</summary>
        internal string Ext;

        /// <summary>Null where it is unsigned.</summary>
        internal Signature Signature;

        /// <summary>The JSON of a signed suffix; it is ASCII, since everything that could be otherwise is not
        /// allowed.</summary>
        internal string Write()
        {
            StringBuilder json = new StringBuilder(256 + EncodedName.Length);
            json.Append("{\"userID\":").AppendJson(UserId).Append(",\"roomID\":").AppendJson(RoomId);
            json.Append(",\"userName\":").AppendJson(EncodedName).Append(",\"appID\":").Append(Numbers.Decimal(AppId));
            if (Ext != null) json.Append(",\"ext\":").AppendJson(Ext);
            return json.Append(",\"sig\":").AppendJson(Signature.ToString()).Append('}').ToString();
        }

        /// <param name="text">A text that ends with a suffix.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="reading">How strict to be.</param>
        internal static Suffix Read(string text, int start, Reading reading)
        {
            byte[] bytes = Base64.Decode(text, start);
            if (bytes == null || bytes.Length > reading.MaxSuffix) throw Malformed();
            string line = Bytes.Latin1(bytes);
            bool ordinary = Names.IsOneLineOfAscii(line) && line.Length <= Reading.Own.MaxSuffix;
            return (ordinary ? SuffixFields.ReadOwn(line) : null) ?? ReadStrictly(line, ordinary, reading);
        }

        private static Suffix ReadStrictly(string line, bool ordinary, Reading reading)
        {
            JsonValue json = ReadJson(line, ordinary, reading);
            Suffix suffix = new Suffix();
            SuffixFields.Read(json, suffix, reading.IsOfficial && json.Get("sig") == null);
            if (suffix.Ext != null && !SuffixFields.IsExt(suffix.Ext))
                throw new KitTokenError(ReasonCode.SignatureMalformed, "ext");
            suffix.Signature = Signature.Read(json.Get("sig"));
            return suffix;
        }

        /// <summary>Spec R8, R9.</summary>
        private static JsonValue ReadJson(string json, bool ordinary, Reading reading)
        {
            // What the official client's btoa can have encoded.
            bool readable = ordinary || (reading.IsOfficial && !HasControls(json));
            JsonReader scanned = readable ? JsonReader.Scan(json, 1) : null;
            if (scanned == null || scanned.Duplicate) throw Malformed();
            // Suffixes that people built themselves come with spaces and fields of their own. Under a signature there
            // is one spelling.
            int strangers = SuffixFields.CountStrangers(scanned.Object);
            bool loose = scanned.Spaced || strangers > 0 || !ordinary;
            if (strangers > MaxStrangers || (loose && scanned.Object.Get("sig") != null)) throw Malformed();
            return scanned.Object;
        }

        private static bool HasControls(string text)
        {
            foreach (char character in text)
                if (character < ' ') return true;
            return false;
        }

        private static KitTokenError Malformed() { return new KitTokenError(ReasonCode.SuffixMalformed); }
    }
}
