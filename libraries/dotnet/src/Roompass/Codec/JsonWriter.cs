// JSON in the one spelling of the specification (token04.md 3.1.3): that of ECMAScript's JSON.stringify.
using System.Text;

namespace Roompass.Codec
{
    internal static class JsonWriter
    {
        /// <summary>Appends a well-formed text as a JSON string.</summary>
        internal static StringBuilder AppendJson(this StringBuilder json, string text)
        {
            json.Append('"');
            int start = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char character = text[i];
                if (character >= ' ' && character != '"' && character != '\\') continue;
                json.Append(text, start, i - start).Append('\\');
                AppendEscaped(json, character);
                start = i + 1;
            }
            return json.Append(text, start, text.Length - start).Append('"');
        }

        private static void AppendEscaped(StringBuilder json, char character)
        {
            const string letters = "btn_fr"; // from U+0008 on; U+000B has none
            int place = character - '\b';
            if (character >= ' ')
                json.Append(character);
            else if (place >= 0 && place < letters.Length && letters[place] != '_')
                json.Append(letters[place]);
            else
                json.Append("u00").Append(character < 16 ? '0' : '1').Append("0123456789abcdef"[character & 15]);
        }
    }
}
