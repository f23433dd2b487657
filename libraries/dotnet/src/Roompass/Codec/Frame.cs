// The outermost text: how a Kit Token falls into Token04 and suffix, and how a Token04 becomes bytes (spec R1 to R4).
// Nobody else splits at "#" or puts it there.
namespace Roompass.Codec
{
    internal static class Frame
    {
        private const string Prefix = "04";

        internal static string Join(string token04, string suffix) { return token04 + "#" + suffix; }

        /// <summary>Spec R1, R2: gives the place of the "#".</summary>
        internal static int Split(string text, Reading reading)
        {
            CheckLength(text, text == null ? 0 : text.Length, Reading.MinKitToken, reading.MaxKitToken);
            int at = -1;
            for (int i = 0; i < text.Length; i++)
            {
                char character = text[i];
                // A client that splits reads the second part, a verifier that looks for the last "#" another one: only
                // one is allowed.
                if (character <= ' ' || character > '~' || (character == '#' && at >= 0)) throw Malformed();
                if (character == '#') at = i;
            }
            if (at < 0) throw Malformed();
            return at;
        }

        /// <summary>The bytes of a Token04 alone, spec R1 to R4.</summary>
        internal static byte[] Decode(string text, Reading reading)
        {
            return Decode(text, text == null ? 0 : text.Length, reading);
        }

        /// <summary>The bytes of the Token04 that ends before a place.</summary>
        internal static byte[] Decode(string text, int end, Reading reading)
        {
            CheckLength(text, end, Reading.MinToken04, reading.MaxToken04);
            bool prefixed = text[0] == Prefix[0] && text[1] == Prefix[1];
            byte[] raw = prefixed ? Base64.Decode(text, Prefix.Length, end) : null;
            if (raw == null) throw new KitTokenError(FaultOf(text.Substring(0, end), prefixed));
            return raw;
        }

        /// <summary>Which rule is broken by a text that is no Token04. What can be decoded keeps them all.</summary>
        private static string FaultOf(string text, bool prefixed)
        {
            if (!Names.IsPrintable(text) || text.IndexOf('#') >= 0) return ReasonCode.TokenMalformed;
            return prefixed ? ReasonCode.TokenEncoding : ReasonCode.TokenVersion;
        }

        internal static string Encode(byte[] raw) { return Prefix + Base64.Encode(raw); }

        /// <summary>The length comes first: nothing is done with a text of any size.</summary>
        private static void CheckLength(string text, int length, int min, int max)
        {
            if (text == null || length < min || length > max) throw Malformed();
        }

        private static KitTokenError Malformed() { return new KitTokenError(ReasonCode.TokenMalformed); }
    }
}
