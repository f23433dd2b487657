// What AppIDs, user IDs, room IDs and user names may be (spec R10, R11): one home for minting and verifying.
using System.Text;

namespace Roompass
{
    /// <summary>What user IDs, room IDs and user names may be (spec kit-token.md R11).</summary>
    public static class Names
    {
        internal const string UserIdRule = "must be 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\";
        internal const string RoomIdRule = "must be 1 to 128 printable ASCII characters without space, \", \\ and #";
        internal const string UserNameRule = "must be text of at most 256 bytes of UTF-8 without control characters";
        private const string UserIdSigns = "~!@#$%^&*()_+=-`;',.<>/\\";
        private const int MaxUserId = 64;
        private const int MaxRoomId = 128;
        private const int MaxNameBytes = 256;

        /// <summary>Whether it can be a user ID: 1 to 64 ASCII letters, digits and
        /// ~!@#$%^&amp;*()_+=-`;',.&lt;&gt;/\</summary>
        public static bool IsUserId(string value)
        {
            if (string.IsNullOrEmpty(value) || value.Length > MaxUserId) return false;
            foreach (char c in value)
            {
                bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                if (!plain && UserIdSigns.IndexOf(c) < 0) return false;
            }
            return true;
        }

        /// <summary>Whether it can be a room ID: 1 to 128 printable ASCII characters without space, ", \ and
        /// #.</summary>
        public static bool IsRoomId(string value)
        {
            if (string.IsNullOrEmpty(value) || value.Length > MaxRoomId) return false;
            foreach (char c in value)
                if (c <= ' ' || c > '~' || c == '"' || c == '#' || c == '\\') return false;
            return true;
        }

        /// <summary>
        /// Whether it can be a user name: well-formed text of at most 256 bytes of UTF-8, without control characters
        /// and those that turn the direction of writing. "" is one.
        /// </summary>
        public static bool IsUserName(string value)
        {
            if (value == null || value.Length > MaxNameBytes || !IsWellFormed(value)) return false;
            foreach (char c in value)
                if (IsHidden(c)) return false;
            return FitsUtf8(value, MaxNameBytes);
        }

        /// <summary>C0, DEL, C1, and the characters of Unicode's Bidi_Control, which make a name read as
        /// another.</summary>
        private static bool IsHidden(char c)
        {
            return c < ' ' || (c >= '\u007f' && c <= '\u009f') || c == '\u061c' || c == '\u200e' || c == '\u200f' ||
                   (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        }

        /// <summary>Whether a text is free of unpaired surrogates, which no UTF-8 can spell.</summary>
        internal static bool IsWellFormed(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if ((text[i] & 0xf800) != 0xd800) continue;
                bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
                if (!pair) return false;
                i++;
            }
            return true;
        }

        /// <summary>Whether a well-formed text has at most so many bytes of UTF-8.</summary>
        internal static bool FitsUtf8(string text, int max)
        {
            // No unit of UTF-16 takes more than three bytes, and none takes less than one.
            return text.Length <= max / 3 || (text.Length <= max && Encoding.UTF8.GetByteCount(text) <= max);
        }

        /// <summary>Whether every character is 0x21 to 0x7E.</summary>
        internal static bool IsPrintable(string text)
        {
            foreach (char c in text)
                if (c <= ' ' || c > '~') return false;
            return true;
        }

        /// <summary>Whether every character is 0x20 to 0x7E.</summary>
        internal static bool IsOneLineOfAscii(string text)
        {
            foreach (char c in text)
                if (c < ' ' || c > '~') return false;
            return true;
        }

        /// <summary>The AppID that decimal digits without a leading zero spell, or 0.</summary>
        internal static uint AppIdOfDigits(string digits)
        {
            if (digits.Length < 1 || digits.Length > 10 || digits[0] == '0') return 0;
            long value = 0;
            foreach (char c in digits)
            {
                if (c < '0' || c > '9') return 0;
                value = 10 * value + (c - '0');
            }
            return value <= uint.MaxValue ? (uint)value : 0;
        }
    }
}
