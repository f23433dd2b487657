// Why a text is not the suffix of a Kit Token, where that can be told.
using System.Collections.Generic;
using Roompass.Codec;

namespace Roompass.Inspection
{
    internal static class SuffixFaults
    {
        private const int MaxDepth = 8;

        internal static IEnumerable<Finding> Of(string text)
        {
            string code = CodeOf(text);
            return code == null ? Walk.Nothing : new[] { new Finding(code) };
        }

        private static string CodeOf(string text)
        {
            byte[] bytes = Base64.Decode(text, 0);
            if (bytes == null) return ReasonCode.SuffixNotBase64;
            foreach (byte unit in bytes)
                if (unit >= 0x80) return ReasonCode.SuffixNotAscii;
            JsonReader scanned = JsonReader.Scan(Bytes.Latin1(bytes), MaxDepth);
            return scanned == null || HasAppId(scanned.Object.Get("appID")) ? null : ReasonCode.SuffixAppMissing;
        }

        private static bool HasAppId(JsonValue value)
        {
            if (value == null) return false;
            if (value.Kind == JsonKind.String) return Names.AppIdOfDigits(value.Text) != 0;
            return value.Kind == JsonKind.Integer && value.Integer >= 1 && value.Integer <= uint.MaxValue;
        }

        /// <summary>Whether a text is a suffix without its token.</summary>
        internal static bool LooksLikeOne(string text)
        {
            byte[] bytes = text.StartsWith("eyJ", System.StringComparison.Ordinal) ? Base64.Decode(text, 0) : null;
            JsonReader scanned = bytes == null ? null : JsonReader.Scan(Bytes.Latin1(bytes), 1);
            return scanned != null && scanned.Object.Get("userID") != null && scanned.Object.Get("roomID") != null;
        }
    }
}
