// A strict JSON scanner: it keeps what others forget (duplicate keys, the spelling of numbers, spaces, depth) and never
// throws. It knows no schema.
using System.Collections.Generic;

namespace Roompass.Codec
{
    internal sealed class JsonReader
    {
        private const long MaxInteger = 9007199254740991;

        private readonly string text;
        private readonly int maxDepth;
        private int at;
        private bool broken;
        private char[] scratch;

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
            JsonValue value = reader.ReadValue(0);
            reader.NextToken();
            if (reader.broken || reader.at != text.Length || value.Kind != JsonKind.Object) return null;
            reader.Object = value;
            return reader;
        }

        /// <summary>The next character, or U+0000, which JSON has nowhere, at the end.</summary>
        private char Next() { return at < text.Length ? text[at] : '\0'; }

        /// <summary>The next character that is no white space.</summary>
        private char NextToken()
        {
            char next = Next();
            while (next == ' ' || next == '\n' || next == '\r' || next == '\t')
            {
                Spaced = true;
                at++;
                next = Next();
            }
            return next;
        }

        private bool Take(char wanted)
        {
            if (Next() != wanted) return false;
            at++;
            return true;
        }

        private bool TakeToken(char wanted)
        {
            if (NextToken() != wanted) return false;
            at++;
            return true;
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
            switch (NextToken())
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
            if (TakeToken('}')) return new JsonValue(members);
            do {
                if (NextToken() != '"') return Fail();
                string key = ReadString();
                if (!TakeToken(':')) return Fail();
                if (members.Set(key, ReadValue(depth))) Duplicate = true;
            } while (TakeToken(','));
            return TakeToken('}') ? new JsonValue(members) : Fail();
        }

        private JsonValue ReadArray(int depth)
        {
            List<JsonValue> items = new List<JsonValue>();
            at++;
            if (TakeToken(']')) return new JsonValue(items);
            do {
                items.Add(ReadValue(depth));
            } while (TakeToken(','));
            return TakeToken(']') ? new JsonValue(items) : Fail();
        }

        private string ReadString()
        {
            int start = ++at;
            int length = 0; // of what is in the scratch, where there was an escape
            bool escaped = false;
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
                // No text is longer than its spelling: all of it has place in one scratch, which is made once.
                if (scratch == null) scratch = new char[text.Length];
                escaped = true;
                text.CopyTo(start, scratch, length, at - start);
                length += at - start;
                scratch[length++] = ReadEscape();
                start = at;
            }
            int rest = at++ - start;
            if (!escaped) return text.Substring(start, rest);
            text.CopyTo(start, scratch, length, rest);
            return new string(scratch, 0, length + rest);
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
