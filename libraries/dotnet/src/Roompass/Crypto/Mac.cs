// HMAC-SHA256 (RFC 2104) of messages that begin alike, as two calls of the platform's SHA-256: for messages as short as
// tokens, its own HMAC spends almost as long on getting ready. It does not change; the hash is the caller's.
using System;
using System.Security.Cryptography;
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal sealed class Mac
    {
        private const int HashBlock = 64;
        private const int HashSize = 32;

        /// <summary>The first block, and what follows it always.</summary>
        private readonly byte[] inner;

        private readonly byte[] outer;

        /// <param name="key">Of any length.</param>
        /// <param name="prefix">With what every message begins.</param>
        internal Mac(byte[] key, byte[] prefix)
        {
            if (key.Length > HashBlock) using (SHA256 hash = SHA256.Create()) key = hash.ComputeHash(key);
            inner = Bytes.Concat(Padded(key, 0x36), prefix);
            outer = Padded(key, 0x5c);
        }

        /// <summary>The tag of so many bytes of a message.</summary>
        internal byte[] TagOf(HashAlgorithm hash, byte[] message, int count)
        {
            byte[] first = new byte[inner.Length + count];
            Buffer.BlockCopy(inner, 0, first, 0, inner.Length);
            Buffer.BlockCopy(message, 0, first, inner.Length, count);
            byte[] second = new byte[HashBlock + HashSize];
            Buffer.BlockCopy(outer, 0, second, 0, HashBlock);
            Buffer.BlockCopy(hash.ComputeHash(first), 0, second, HashBlock, HashSize);
            return hash.ComputeHash(second);
        }

        private static byte[] Padded(byte[] key, byte pad)
        {
            byte[] block = new byte[HashBlock];
            Buffer.BlockCopy(key, 0, block, 0, key.Length);
            for (int i = 0; i < HashBlock; i++) block[i] ^= pad;
            return block;
        }
    }
}
