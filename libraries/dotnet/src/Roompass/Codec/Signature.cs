// The text of a signature (spec R12, R15). What it is computed from is in Crypto/Signing.cs.
namespace Roompass.Codec
{
    internal sealed class Signature
    {
        private const string Version = "1.";
        private const int KidLength = 8;
        private const int TagLength = 43;

        /// <summary>Names the key.</summary>
        internal readonly string Kid;

        /// <summary>In base64url.</summary>
        internal readonly string Tag;

        internal Signature(string kid, string tag)
        {
            Kid = kid;
            Tag = tag;
        }

        public override string ToString() { return Version + Kid + "." + Tag; }

        /// <summary>Null where the key is absent. An unknown version is refused, and not taken for an unsigned
        /// token.</summary>
        internal static Signature Read(JsonValue value)
        {
            if (value == null) return null;
            Signature signature = Of(value.Kind == JsonKind.String ? value.Text : "");
            if (signature == null) throw new KitTokenError(ReasonCode.SignatureMalformed, "sig");
            return signature;
        }

        /// <summary>Null for a text that is no signature of the first version.</summary>
        internal static Signature Of(string text)
        {
            int tagAt = Version.Length + KidLength + 1;
            bool right = text.Length == tagAt + TagLength && text[0] == Version[0] && text[1] == Version[1] &&
                         text[tagAt - 1] == '.';
            for (int i = Version.Length; right && i < tagAt - 1; i++) right = IsHexDigit(text[i]);
            for (int i = tagAt; right && i < text.Length; i++) right = IsBase64Url(text[i]);
            // The last character carries four bits: its two spare ones are zero.
            right = right && "AEIMQUYcgkosw048".IndexOf(text[text.Length - 1]) >= 0;
            if (!right) return null;
            return new Signature(text.Substring(Version.Length, KidLength), text.Substring(tagAt));
        }

        private static bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

        private static bool IsBase64Url(char c)
        {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
    }
}
