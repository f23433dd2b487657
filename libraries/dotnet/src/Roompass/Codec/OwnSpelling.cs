// A text in the one spelling that is minted here, read from its beginning to its end without a value for each member.
// What is spelled otherwise is no fault: the strict reader (JsonReader), which takes longer, reads it then and says
// what is wrong.
namespace Roompass.Codec
{
    /// <summary>Each step is false where something else comes. After one that was false nothing more is
    /// asked.</summary>
    internal sealed class OwnSpelling
    {
        /// <summary>No time has more digits.</summary>
        private const int MaxDigits = 12;

        private readonly string text;
        private int at;

        internal OwnSpelling(string text) { this.text = text; }

        internal bool IsAtEnd
        {
            get {
                return at == text.Length;
            }
        }

        /// <summary>These characters come, and are taken.</summary>
        internal bool Take(string wanted)
        {
            if (text.Length - at < wanted.Length) return false;
            for (int i = 0; i < wanted.Length; i++)
                if (text[at + i] != wanted[i]) return false;
            at += wanted.Length;
            return true;
        }

        /// <summary>A number of at most 12 digits, without a sign and zeros before it.</summary>
        internal bool TakeNumber(out long number)
        {
            int start = at;
            number = 0;
            for (; IsDigit(Next()) && at - start < MaxDigits; at++) number = 10 * number + (text[at] - '0');
            return at > start && !IsDigit(Next()) && (at == start + 1 || text[start] != '0');
        }

        /// <summary>0 or 1.</summary>
        internal bool TakeBit(out bool bit)
        {
            char next = Next();
            bit = next == '1';
            if (next != '0' && next != '1') return false;
            at++;
            return true;
        }

        /// <summary>The inside of a string and the quotation mark after it. Nothing but that mark and the backslash is
        /// escaped.</summary>
        internal bool TakeText(out string inside)
        {
            int start = at;
            at = EndOfPlain(at);
            inside = text.Substring(start, at - start);
            if (Next() == '\\' && !TakeEscaped(start, out inside)) return false;
            return Take("\"");
        }

        private bool TakeEscaped(int start, out string inside)
        {
            inside = "";
            char[] meaning = new char[text.Length - start];
            int length = 0;
            for (; Next() == '\\'; at = EndOfPlain(at + 2))
            {
                char escaped = at + 1 < text.Length ? text[at + 1] : '\0';
                if (escaped != '"' && escaped != '\\') return false;
                length = Append(meaning, length, start);
                // What is escaped stands for itself, and what is plain follows it.
                start = at + 1;
            }
            inside = new string(meaning, 0, Append(meaning, length, start));
            return true;
        }

        /// <summary>Appends what stands between a place and the current one.</summary>
        private int Append(char[] to, int length, int start)
        {
            text.CopyTo(start, to, length, at - start);
            return length + at - start;
        }

        private int EndOfPlain(int from)
        {
            while (from < text.Length && text[from] >= ' ' && text[from] != '"' && text[from] != '\\') from++;
            return from;
        }

        /// <summary>The next character, or U+0000, which JSON has nowhere, at the end.</summary>
        private char Next() { return at < text.Length ? text[at] : '\0'; }

        private static bool IsDigit(char character) { return character >= '0' && character <= '9'; }
    }
}
