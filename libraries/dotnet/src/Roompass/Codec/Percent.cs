// Percent-encoding as ECMAScript's encodeURIComponent and decodeURIComponent have it (spec kit-token.md 2.2, R11).
using System.Text;

namespace Roompass.Codec
{
    internal static class Percent
    {
        private const string Plain = "-_.!~*'()";

        /// <summary>Encodes a well-formed text.</summary>
        internal static string Encode(string text)
        {
            const string digits = "0123456789ABCDEF";
            StringBuilder encoded = new StringBuilder(text.Length);
            foreach (byte unit in Utf8.Encode(text))
            {
                char character = (char)unit;
                if (IsLetterOrDigit(character) || Plain.IndexOf(character) >= 0)
                    encoded.Append(character);
                else
                    encoded.Append('%').Append(digits[unit >> 4]).Append(digits[unit & 15]);
            }
            return encoded.ToString();
        }

        /// <summary>The text that is encoded, or null where it is none. What is not encoded stands for
        /// itself.</summary>
        internal static string Decode(string encoded)
        {
            if (encoded.IndexOf('%') < 0) return encoded;
            // No text has more characters than its spelling.
            char[] text = new char[encoded.Length];
            int length = 0;
            byte[] bytes = new byte[encoded.Length / 3];
            int at = 0;
            while (at < encoded.Length)
            {
                if (encoded[at] != '%')
                {
                    text[length++] = encoded[at++];
                    continue;
                }
                int count = 0;
                for (; at < encoded.Length && encoded[at] == '%'; at += 3)
                {
                    int high = at + 2 < encoded.Length ? HexValue(encoded[at + 1]) : -1;
                    int low = high < 0 ? -1 : HexValue(encoded[at + 2]);
                    if (low < 0) return null;
                    bytes[count++] = (byte)(high << 4 | low);
                }
                string decoded = Utf8.Decode(bytes, count);
                if (decoded == null) return null;
                decoded.CopyTo(0, text, length, decoded.Length);
                length += decoded.Length;
            }
            return new string(text, 0, length);
        }

        /// <summary>The value of a hex digit, or -1.</summary>
        internal static int HexValue(char digit)
        {
            if (digit >= '0' && digit <= '9') return digit - '0';
            int letter = digit | 0x20;
            return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
        }

        private static bool IsLetterOrDigit(char c)
        {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
    }
}
