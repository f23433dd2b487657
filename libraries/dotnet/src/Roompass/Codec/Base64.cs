// Base64 in one spelling only: a text decodes if and only if encoding gives it back (spec R4, R8).
// Convert.FromBase64String forgives white space and spare bits, and throws, which costs more than all of verifying.
using System;

namespace Roompass.Codec
{
    internal static class Base64
    {
        private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        private const sbyte None = -1;
        private static readonly sbyte[] Values = ValuesOf(Alphabet);

        internal static string Encode(byte[] bytes) { return Convert.ToBase64String(bytes); }

        /// <summary>Base64url without padding, in ASCII, of the first bytes of a tag that was made here.</summary>
        internal static byte[] EncodeUrl(byte[] bytes, int count)
        {
            byte[] text = new byte[(8 * count + 5) / 6];
            for (int i = 0; i < text.Length; i++)
            {
                int at = 6 * i / 8;
                int pair = bytes[at] << 8 | (at + 1 < count ? bytes[at + 1] : 0);
                char character = Alphabet[pair >> (10 - 6 * i % 8) & 63];
                text[i] = (byte)(character == '+' ? '-' : character == '/' ? '_' : character);
            }
            return text;
        }

        /// <summary>The bytes that a text spells from a place on; null for any other spelling.</summary>
        internal static byte[] Decode(string text, int start) { return Decode(text, start, text.Length); }

        /// <summary>The bytes that a text spells from <paramref name="start"/> on; null for any other
        /// spelling.</summary>
        internal static byte[] Decode(string text, int start, int end)
        {
            int count = end - start;
            if (count % 4 != 0) return null;
            int padding = count == 0 || text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
            byte[] bytes = new byte[count / 4 * 3 - padding];
            int at = 0;
            int last = end - (padding == 0 ? 0 : 4);
            // What is none of the alphabet has a negative value, and makes all of it negative.
            int wrong = 0;
            for (int i = start; i < last; i += 4)
            {
                int bits = Six(text[i]) << 18 | Six(text[i + 1]) << 12 | Six(text[i + 2]) << 6 | Six(text[i + 3]);
                wrong |= bits;
                bytes[at++] = (byte)(bits >> 16);
                bytes[at++] = (byte)(bits >> 8);
                bytes[at++] = (byte)bits;
            }
            bool right = padding == 0 || DecodeLast(text, last, padding, bytes);
            return right && wrong >= 0 ? bytes : null;
        }

        private static bool DecodeLast(string text, int from, int padding, byte[] bytes)
        {
            int third = padding == 1 ? Six(text[from + 2]) : 0;
            int bits = Six(text[from]) << 18 | Six(text[from + 1]) << 12 | third << 6;
            bytes[bytes.Length - (3 - padding)] = (byte)(bits >> 16);
            if (padding == 1) bytes[bytes.Length - 1] = (byte)(bits >> 8);
            // Bits that no byte takes are zero in the one spelling.
            return bits >= 0 && (bits & (padding == 1 ? 0xff : 0xffff)) == 0;
        }

        private static int Six(char character) { return character < 128 ? Values[character] : None; }

        private static sbyte[] ValuesOf(string alphabet)
        {
            sbyte[] values = new sbyte[128];
            for (int i = 0; i < values.Length; i++) values[i] = None;
            for (int i = 0; i < alphabet.Length; i++) values[alphabet[i]] = (sbyte)i;
            return values;
        }
    }
}
