// A strict JSON scanner: it keeps what others forget (duplicate keys, the spelling of numbers, spaces, depth) and never
// throws. It knows no schema.
using System.Collections.Generic;
using System.Text;

namespace Roompass.Codec
{
    internal sealed class JsonReader
    {
        /// <summary>Characters of a payload; longer texts grow.</summary>
        private const int TypicalText = 128;

        private const long MaxInteger = 9007199254740991;

        private readonly string text;
        private readonly int maxDepth;
        private int at;
        private bool broken;

        private JsonReader(string text, int maxDepth)
        {
            this.text = text;
            this.maxDepth = maxDepth;
        }

        /// <summary>The object that was read.</summary>
        internal JsonValue Object { get; private set; }

        /// <summary>Whether an object in it has a key twice, by meaning. The last one is kept.</summary>
        internal bool Duplicate { get; private set; }

        /// <summary>Whether there is white space between tokens.</summary>
        internal bool Spaced { get; private set; }

        /// <summary>
        /// Reads the object that a text spells; null when it is not JSON, not an object, or nested deeper than
        /// <paramref name="maxDepth"/> (an object of scalars has depth 1).
        /// </summary>
        internal static JsonReader Scan(string text, int maxDepth)
        {
            JsonReader reader = new JsonReader(text, maxDepth);
            reader.SkipSpace();
            JsonValue value = reader.ReadValue(0);
            reader.SkipSpace();
            if (reader.broken || reader.at != text.Length || value.Kind != JsonKind.Object) return null;
            reader.Object = value;
            return reader;
        }

        /// <summary>The next character, or U+0000, which JSON has nowhere, at the end.</summary>
        private char Next() { return at < text.Length ? text[at] : '\0'; }

        private bool Take(char wanted)
        {
            if (Next() != wanted) return false;
            at++;
            return true;
        }

        private void SkipSpace()
        {
            for (char next = Next(); next == ' ' || next == '\n' || next == '\r' || next == '\t'; next = Next())
            {
                Spaced = true;
                at++;
            }
        }

        /// <summary>After a failure the scanner is at the end of the text, where nothing can be taken.</summary>
        private JsonValue Fail()
        {
            broken = true;
            at = text.Length;
            return JsonValue.Null;
        }

        private JsonValue ReadValue(int depth)
        {
            switch (Next())
            {
                case '"': return new JsonValue(ReadString());
                case '{': return depth == maxDepth ? Fail() : ReadObject(depth + 1);
                case '[': return depth == maxDepth ? Fail() : ReadArray(depth + 1);
                case 't': return ReadWord("true", JsonValue.True);
                case 'f': return ReadWord("false", JsonValue.False);
                case 'n': return ReadWord("null", JsonValue.Null);
                default: return ReadNumber();
            }
        }

        private JsonValue ReadObject(int depth)
        {
            JsonMembers members = new JsonMembers();
            at++;
            SkipSpace();
            if (Take('}')) return new JsonValue(members);
            do {
                SkipSpace();
                if (Next() != '"') return Fail();
                string key = ReadString();
                SkipSpace();
                if (!Take(':')) return Fail();
                SkipSpace();
                if (members.Set(key, ReadValue(depth))) Duplicate = true;
                SkipSpace();
            } while (Take(','));
            return Take('}') ? new JsonValue(members) : Fail();
        }

        private JsonValue ReadArray(int depth)
        {
            List<JsonValue> items = new List<JsonValue>();
            at++;
            SkipSpace();
            if (Take(']')) return new JsonValue(items);
            do {
                SkipSpace();
                items.Add(ReadValue(depth));
                SkipSpace();
            } while (Take(','));
            return Take(']') ? new JsonValue(items) : Fail();
        }

        private string ReadString()
        {
            int start = ++at;
            StringBuilder escaped = null;
            for (;;)
            {
                SkipPlain();
                char next = Next();
                if (next == '"') break;
                if (next != '\\')
                {
                    Fail();
                    return "";
                }
                if (escaped == null) escaped = new StringBuilder(TypicalText);
                escaped.Append(text, start, at - start).Append(ReadEscape());
                start = at;
            }
            int end = at++;
            if (escaped == null) return text.Substring(start, end - start);
            return escaped.Append(text, start, end - start).ToString();
        }

        /// <summary>Most characters are plain: they are gone through without a call.</summary>
        private void SkipPlain()
        {
            int i = at;
            while (i < text.Length && text[i] >= ' ' && text[i] != '"' && text[i] != '\\') i++;
            at = i;
        }

        private char ReadEscape()
        {
            const string letters = "\"\\/bfnrt";
            const string meanings = "\"\\/\b\f\n\r\t";
            char letter = at + 1 < text.Length ? text[at + 1] : '\0';
            if (letter == 'u') return ReadUnit();
            int place = letters.IndexOf(letter);
            if (place < 0)
            {
                Fail();
                return '\0';
            }
            at += 2;
            return meanings[place];
        }

        private char ReadUnit()
        {
            int unit = 0;
            for (int i = at + 2; i < at + 6; i++)
            {
                int digit = i < text.Length ? Percent.HexValue(text[i]) : -1;
                if (digit < 0)
                {
                    Fail();
                    return '\0';
                }
                unit = unit << 4 | digit;
            }
            at += 6;
            return (char)unit;
        }

        private JsonValue ReadWord(string word, JsonValue value)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return Fail();
            at += word.Length;
            return value;
        }

        private JsonValue ReadNumber()
        {
            bool negative = Take('-');
            int start = at;
            long integer = 0;
            for (; IsDigit(Next()); at++)
            {
                // Beyond 2^53 it only has to stay there.
                if (integer <= MaxInteger) integer = 10 * integer + (text[at] - '0');
            }
            if (at == start || (text[start] == '0' && at > start + 1)) return Fail();
            bool odd = integer > MaxInteger || (negative && integer == 0);
            if (Take('.'))
            {
                odd = true;
                if (!SkipDigits()) return Fail();
            }
            if (Take('e') || Take('E'))
            {
                odd = true;
                if (!Take('+')) Take('-');
                if (!SkipDigits()) return Fail();
            }
            return odd ? JsonValue.OddNumber : new JsonValue(negative ? -integer : integer);
        }

        private bool SkipDigits()
        {
            int start = at;
            while (IsDigit(Next())) at++;
            return at > start;
        }

        private static bool IsDigit(char character) { return character >= '0' && character <= '9'; }
    }
}
