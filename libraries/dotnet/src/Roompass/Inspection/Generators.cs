// Who most likely made a token: official generators differ in the order of their claims, in their escapes and in what
// their IVs are made of. A guess for people; nothing is decided by it.
using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Roompass.Codec;

namespace Roompass.Inspection
{
    internal static class Generators
    {
        private static readonly Regex ClaimName = new Regex("[{,]\"([a-z_]+)\":", RegexOptions.CultureInvariant);
        private static readonly Regex Escape = new Regex(@"\\/|\\u[0-9a-f]{4}", RegexOptions.CultureInvariant);

        /// <summary>By the number of each generator.</summary>
        private static readonly string[] AllNames = {
            "Roompass", "Go",      "C++",
            "Java",     "Python",  "PHP",
            ".NET",     "Node.js", "the web kit (generateKitTokenForTest)",
        };

        internal static IvLooks LooksOf(byte[] iv)
        {
            string text = Bytes.Latin1(iv);
            // The web kit takes the digits of Math.random(), which may be written with an exponent.
            if (IsOf(text, "0123456789.e-")) return IvLooks.Digits;
            if (IsOf(text, "0123456789abcdef")) return IvLooks.Hex;
            if (IsOf(text, GlibcRandom.Alphabet)) return IvLooks.Alphanumeric;
            return IsOf(text, GlibcRandom.Alphabet + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-") ? IvLooks.Base64Url
                                                                                     : IvLooks.Bytes;
        }

        /// <summary>Weak are those whose next value can be computed from others, or that are short of values.</summary>
        internal static bool IsWeak(IvLooks looks) { return looks <= IvLooks.Alphanumeric; }

        internal static string NamesOf(IEnumerable<Generator> generators)
        {
            List<string> names = new List<string>();
            foreach (Generator generator in generators) names.Add(AllNames[(int)generator]);
            return string.Join(" or ", names.ToArray());
        }

        /// <summary>By the IV alone, which anyone can see.</summary>
        internal static List<Generator> ByIv(Envelope envelope)
        {
            IvLooks looks = LooksOf(envelope.Iv);
            if (envelope.Format == TokenFormat.Gcm)
                return IsWeak(looks)
                           ? ListOf(Generator.Cpp, Generator.Php, Generator.Python)
                           : ListOf(Generator.Roompass, Generator.Go, Generator.Java, Generator.DotNet, Generator.Node);
            switch (looks)
            {
                case IvLooks.Digits: return ListOf(Generator.WebKit);
                case IvLooks.Hex: return ListOf(Generator.Python);
                case IvLooks.Alphanumeric:
                    return ListOf(Generator.Go, Generator.Cpp, Generator.Php, Generator.DotNet, Generator.Node);
                case IvLooks.Base64Url: return ListOf(Generator.Roompass);
                default: return ListOf(Generator.Java);
            }
        }

        /// <summary>By the plaintext and the IV of a token that is not sealed, and therefore not ours.</summary>
        internal static List<Generator> Of(string plaintext, Envelope envelope)
        {
            List<string> order = new List<string>();
            foreach (Match match in ClaimName.Matches(plaintext)) order.Add(match.Groups[1].Value);
            List<Generator> candidates = ByOrder(string.Join(" ", order.ToArray()));
            if (candidates.Contains(Generator.Cpp) && GlibcRandom.MadeIvOf(plaintext, envelope))
                return ListOf(Generator.Cpp);
            bool escaped = Escape.IsMatch(plaintext);
            List<Generator> byIv = ByIv(envelope);
            List<Generator> likely =
                candidates.FindAll(maker => byIv.Contains(maker) && (!escaped || WritesEscapes(maker)));
            return likely.Count > 0 ? likely : candidates;
        }

        /// <summary>
        /// Those that write a slash or letters of other scripts with a backslash. Java does too, and is known by its
        /// order.
        /// </summary>
        private static bool WritesEscapes(Generator maker) { return maker == Generator.Php || maker == Generator.Go; }

        private static List<Generator> ByOrder(string order)
        {
            if (order.StartsWith("user_id", StringComparison.Ordinal)) return ListOf(Generator.Java);
            if (order.StartsWith("app_id user_id payload", StringComparison.Ordinal)) return ListOf(Generator.DotNet);
            if (order.StartsWith("app_id user_id ctime", StringComparison.Ordinal))
                return ListOf(Generator.Go, Generator.Php);
            if (order.EndsWith("expire", StringComparison.Ordinal)) return ListOf(Generator.WebKit);
            return ListOf(Generator.Node, Generator.Php, Generator.Python, Generator.Cpp);
        }

        private static bool IsOf(string text, string set)
        {
            foreach (char character in text)
                if (set.IndexOf(character) < 0) return false;
            return true;
        }

        private static List<Generator> ListOf(params Generator[] generators) { return new List<Generator>(generators); }
    }
}
