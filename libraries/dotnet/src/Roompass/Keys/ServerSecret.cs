using System;

namespace Roompass
{
    /// <summary>What a ServerSecret may be, and which are no secret.</summary>
    public static class ServerSecret
    {
        private const int Length = 32;
        private const int FewCharacters = 8;

        private static readonly string[] PublishedSamples = {
            "0123456789abcdef0123456789abcdef",
            "fa94dd0f974cf2e293728a526b028271",
            "12345678901234567890123456789012",
        };

        /// <summary>
        /// Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters (32
        /// random hex digits have so few once in 27 million). Servers should refuse such a secret; verifying does not
        /// care.
        /// </summary>
        public static bool IsWeak(string serverSecret)
        {
            if (serverSecret == null) throw new ArgumentNullException("serverSecret");
            int different = 0;
            for (int i = 0; i < serverSecret.Length; i++)
                if (serverSecret.IndexOf(serverSecret[i]) == i) different++;
            return different < FewCharacters || Array.IndexOf(PublishedSamples, serverSecret) >= 0;
        }

        /// <summary>Whether it is 32 characters from 0x20 to 0x7E: then they are 32 bytes, too.</summary>
        internal static bool IsOne(string value)
        {
            return value != null && value.Length == Length && Names.IsOneLineOfAscii(value);
        }
    }
}
