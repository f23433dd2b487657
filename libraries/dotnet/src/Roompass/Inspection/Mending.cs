// What happens to tokens on their way through URLs, JSON, terminals and mail: each damage recognised, named and undone,
// one at a time.
using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Roompass.Codec;

namespace Roompass.Inspection
{
    internal static class Mending
    {
        private const int MaxDepth = 8;
        private const RegexOptions Plain = RegexOptions.CultureInvariant;

        /// <summary>White space as ECMAScript has it; that of String.Trim differs from one .NET to the other.</summary>
        private const string Space =
            "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
            "\u2028\u2029\u202f\u205f\u3000\ufeff";

        private static readonly string[] AnswerFields = { "kitToken", "kit_token", "token", "data" };

        private static readonly Regex Bearer = new Regex(@"^bearer\s+", Plain | RegexOptions.IgnoreCase);
        private static readonly Regex Encoded = new Regex("^04[^#]*%(?:2B|2F|3D|23)", Plain | RegexOptions.IgnoreCase);
        private static readonly Regex Token = new Regex(@"^04[A-Za-z0-9+/]+=*(?:#[A-Za-z0-9+/]*=*)?\z", Plain);
        private static readonly Regex Hex = new Regex(@"^[0-9a-fA-F]+\z", Plain);

        private static readonly KeyValuePair<string, Func<string, string>>[] Mends = {
            Mend(ReasonCode.SurroundingSpace, Trim),
            Mend(ReasonCode.WrappedInJson, FieldOfAnswer),
            Mend(ReasonCode.Quoted, Unquote),
            Mend(ReasonCode.BearerPrefix, text => Bearer.Replace(text, "")),
            Mend(ReasonCode.LineBreaks, text => text.Replace("\r", "").Replace("\n", "")),
            Mend(ReasonCode.PercentEncoded, DecodePercent),
            Mend(ReasonCode.PlusBecameSpace, text => Starts(text) ? text.Replace(' ', '+') : text),
            Mend(ReasonCode.Base64urlSpelling, text => Starts(text) ? text.Replace('-', '+').Replace('_', '/') : text),
            Mend(ReasonCode.PaddingMissing, PadParts),
        };

        /// <summary>The text without its damage; what was damaged goes to the findings.</summary>
        internal static string Mend(string text, List<Finding> findings)
        {
            foreach (KeyValuePair<string, Func<string, string>> mend in Mends)
            {
                string better = mend.Value(text);
                if (better != text) findings.Add(new Finding(mend.Key));
                text = better;
            }
            return text;
        }

        internal static string Trim(string text) { return text.Trim(Space.ToCharArray()); }

        private static KeyValuePair<string, Func<string, string>> Mend(string code, Func<string, string> undo)
        {
            return new KeyValuePair<string, Func<string, string>>(code, undo);
        }

        private static bool Starts(string text) { return text.StartsWith("04", StringComparison.Ordinal); }

        private static string Unquote(string text)
        {
            bool quoted = text.Length >= 2 && "\"'`".IndexOf(text[0]) >= 0 && text[text.Length - 1] == text[0];
            return quoted ? Trim(text.Substring(1, text.Length - 2)) : text;
        }

        /// <summary>
        /// The token in <c>{"token": "04…"}</c>, <c>{"data": {"token": "04…"}}</c> and their like (spec kit-token.md
        /// 5.5.1).
        /// </summary>
        private static string FieldOfAnswer(string text)
        {
            JsonReader scanned = JsonReader.Scan(text, MaxDepth);
            JsonValue answer = scanned == null ? null : scanned.Object;
            while (answer != null && answer.Kind == JsonKind.Object)
            {
                foreach (string key in AnswerFields)
                {
                    JsonValue value = answer.Get(key);
                    if (value != null && value.Kind == JsonKind.String) return value.Text;
                }
                answer = answer.Get("data");
            }
            return text;
        }

        private static string DecodePercent(string text)
        {
            return Encoded.IsMatch(text) ? Percent.Decode(text) ?? text : text;
        }

        /// <summary>Gives each base64 part of a token the padding that its length asks for.</summary>
        private static string PadParts(string text)
        {
            // Hex is not base64 at all: a secret or an AppSign, which may begin with 04 as well.
            if (!Token.IsMatch(text) || Hex.IsMatch(text)) return text;
            string[] parts = text.Substring(2).Split(new[] { '#' });
            for (int i = 0; i < parts.Length; i++) parts[i] = Padded(parts[i]);
            return "04" + string.Join("#", parts);
        }

        private static string Padded(string part)
        {
            int missing = (4 - part.Length % 4) % 4;
            bool done = missing == 3 || part.EndsWith("=", StringComparison.Ordinal);
            return done ? part : part + new string('=', missing);
        }
    }
}
