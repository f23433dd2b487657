// rand() of glibc, by which tokens of the C++ generator are known: it seeds rand() with the second of minting, once for
// the nonce and once more for the IV. So every token of one second has the same IV.
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Roompass.Codec;

namespace Roompass.Inspection
{
    internal sealed class GlibcRandom
    {
        internal const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

        private static readonly Regex ClaimOfTime =
            new Regex("\"ctime\":([0-9]{1,10})[,}]", RegexOptions.CultureInvariant);

        /// <summary>The additive feedback generator of its default size.</summary>
        private readonly List<int> state = new List<int>();

        /// <summary>As after <c>srand(seed)</c>.</summary>
        private GlibcRandom(int seed)
        {
            state.Add(seed);
            for (int i = 1; i < 31; i++)
            {
                long word = 16807L * state[i - 1] % int.MaxValue;
                state.Add((int)(word < 0 ? word + int.MaxValue : word));
            }
            for (int i = 31; i < 34; i++) state.Add(state[i - 31]);
            for (int i = 34; i < 344; i++) Feed();
        }

        /// <summary>Whether the IV is what the C++ generator makes of the time in the claims.</summary>
        internal static bool MadeIvOf(string plaintext, Envelope envelope)
        {
            Match time = ClaimOfTime.Match(plaintext);
            if (!time.Success) return false;
            long seconds = 0;
            foreach (char digit in time.Groups[1].Value) seconds = 10 * seconds + (digit - '0');
            GlibcRandom random = new GlibcRandom(unchecked((int)seconds));
            foreach (byte unit in envelope.Iv)
                if (unit != Alphabet[random.Next() % Alphabet.Length]) return false;
            return true;
        }

        private int Next() { return (int)((uint)Feed() >> 1); }

        private int Feed()
        {
            int word = unchecked(state[state.Count - 3] + state[state.Count - 31]);
            state.Add(word);
            return word;
        }
    }
}
