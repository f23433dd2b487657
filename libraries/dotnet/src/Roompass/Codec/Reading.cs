// How long a token and its parts may be (spec kit-token.md 5.1.4, R1, R5, R6, R8): what is minted here, with room to
// spare, and what the format can hold at most, which is what official generators make.
namespace Roompass.Codec
{
    internal sealed class Reading
    {
        /// <summary>The most bytes of claims that are minted.</summary>
        internal const int MaxPlaintext = 3071;

        /// <summary>The most that fit lengths of 15 bits, which every official reader takes.</summary>
        internal const int MaxOfficialPlaintext = 32751;

        internal const int MinKitToken = 140;
        internal const int MinToken04 = 120;
        internal const int MinRaw = 89;
        internal const int MinCbc = 64;
        internal const int MinGcm = 72;

        /// <summary>What is minted by the specification.</summary>
        internal static readonly Reading Own = new Reading(false, 8192, 4154, 3113, MaxPlaintext, 2048);

        /// <summary>All that official generators make, for those who take bare tokens.</summary>
        internal static readonly Reading Official = new Reading(true, 65536, 43726, 32792, MaxOfficialPlaintext, 16384);

        internal readonly bool IsOfficial;

        /// <summary>Characters.</summary>
        internal readonly int MaxKitToken;

        /// <summary>Characters.</summary>
        internal readonly int MaxToken04;

        /// <summary>Bytes of a Token04.</summary>
        internal readonly int MaxRaw;

        /// <summary>Bytes of ciphertext.</summary>
        internal readonly int MaxCbc;

        /// <summary>Bytes of ciphertext and tag.</summary>
        internal readonly int MaxGcm;

        /// <summary>Bytes of the suffix's JSON.</summary>
        internal readonly int MaxSuffix;

        private Reading(bool isOfficial, int maxKitToken, int maxToken04, int maxRaw, int maxPlaintext, int maxSuffix)
        {
            IsOfficial = isOfficial;
            MaxKitToken = maxKitToken;
            MaxToken04 = maxToken04;
            MaxRaw = maxRaw;
            MaxCbc = maxPlaintext + 1;
            MaxGcm = maxPlaintext + 16;
            MaxSuffix = maxSuffix;
        }
    }
}
