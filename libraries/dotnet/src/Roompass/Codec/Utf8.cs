// UTF-8 in its one spelling. Decoding never throws: an exception would take longer than all that a refusal may take
// (spec 5.2.2).
using System.Text;

namespace Roompass.Codec
{
    internal static class Utf8
    {
        /// <summary>The first code point that needs so many bytes after the lead: anything below has a shorter
        /// spelling.</summary>
        private static readonly int[] Shortest = { 0, 0x80, 0x800, 0x10000 };

        /// <summary>The bytes of a well-formed text.</summary>
        internal static byte[] Encode(string text) { return Encoding.UTF8.GetBytes(text); }

        /// <summary>The text of the first <paramref name="count"/> bytes, or null where they are no UTF-8.</summary>
        internal static string Decode(byte[] bytes, int count)
        {
            char[] text = new char[count];
            int length = 0;
            for (int at = 0; at < count;)
            {
                if (bytes[at] < 0x80)
                {
                    text[length++] = (char)bytes[at++];
                    continue;
                }
                int extra = bytes[at] >= 0xf0 ? 3 : bytes[at] >= 0xe0 ? 2 : 1;
                int point = PointAt(bytes, at, extra, count);
                if (point < 0) return null;
                at += 1 + extra;
                if (point >= 0x10000)
                {
                    text[length++] = (char)(0xd7c0 + (point >> 10));
                    point = 0xdc00 | (point & 0x3ff);
                }
                text[length++] = (char)point;
            }
            return new string(text, 0, length);
        }

        private static int PointAt(byte[] bytes, int at, int extra, int end)
        {
            int lead = bytes[at];
            if (lead < 0xc2 || lead > 0xf4 || at + extra >= end) return -1;
            int point = lead & (0x3f >> extra);
            for (int i = 1; i <= extra; i++)
            {
                int next = bytes[at + i];
                if ((next & 0xc0) != 0x80) return -1;
                point = point << 6 | (next & 0x3f);
            }
            bool surrogate = point >= 0xd800 && point < 0xe000;
            return point < Shortest[extra] || point > 0x10ffff || surrogate ? -1 : point;
        }
    }
}
