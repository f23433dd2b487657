// What is known of a token before anything is decrypted.
using Roompass.Codec;

namespace Roompass.Verification
{
    internal sealed class Evidence
    {
        /// <summary>The bytes that are signed.</summary>
        internal readonly byte[] Raw;

        internal readonly Envelope Envelope;

        /// <summary>Null for a Token04 alone.</summary>
        internal readonly Suffix Suffix;

        internal readonly Terms Terms;

        internal Evidence(byte[] raw, Envelope envelope, Suffix suffix, Terms terms)
        {
            Raw = raw;
            Envelope = envelope;
            Suffix = suffix;
            Terms = terms;
        }
    }
}
