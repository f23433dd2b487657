// HKDF-SHA256 (RFC 5869), which .NET has since 5 only.
using System;
using System.Security.Cryptography;
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal static class Hkdf
    {
        private const int HashSize = 32;

        internal static byte[] Extract(byte[] salt, byte[] secret)
        {
            using (HMACSHA256 mac = new HMACSHA256(salt)) return mac.ComputeHash(secret);
        }

        /// <param name="pseudorandom">From <see cref="Extract"/>.</param>
        /// <param name="info">What the key is for.</param>
        /// <param name="length">In bytes, up to 255 hashes.</param>
        internal static byte[] Expand(byte[] pseudorandom, byte[] info, int length)
        {
            byte[] output = new byte[length];
            byte[] block = new byte[0];
            using (HMACSHA256 mac = new HMACSHA256(pseudorandom))
            {
                for (int i = 0; i * HashSize < length; i++)
                {
                    block = mac.ComputeHash(Bytes.Concat(block, info, new[] { (byte)(i + 1) }));
                    Buffer.BlockCopy(block, 0, output, i * HashSize, Math.Min(HashSize, length - i * HashSize));
                }
            }
            return output;
        }
    }
}
