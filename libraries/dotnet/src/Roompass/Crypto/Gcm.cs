// AES-GCM (NIST SP 800-38D) with a nonce of 12 bytes and without associated data, out of AES and GHASH: no platform
// before .NET Core 3 has it. Held by Wycheproof's vectors.
using System;
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal static class Gcm
    {
        internal const int TagSize = 16;

        /// <summary>Gives the ciphertext and the tag.</summary>
        internal static byte[] Seal(BlockCipher cipher, byte[] nonce, byte[] plaintext)
        {
            byte[] output = new byte[plaintext.Length + TagSize];
            byte[] stream = KeyStream(cipher, nonce, plaintext.Length);
            for (int i = 0; i < plaintext.Length; i++) output[i] = (byte)(plaintext[i] ^ stream[TagSize + i]);
            Buffer.BlockCopy(TagOf(cipher, stream, output, plaintext.Length), 0, output, plaintext.Length, TagSize);
            return output;
        }

        /// <summary>Gives the plaintext, also with a wrong tag, and whether the tag is right.</summary>
        internal static byte[] Open(BlockCipher cipher, byte[] nonce, byte[] sealedBytes, out bool right)
        {
            int length = sealedBytes.Length - TagSize;
            byte[] stream = KeyStream(cipher, nonce, length);
            byte[] tag = TagOf(cipher, stream, sealedBytes, length);
            right = Bytes.Equal(tag, Bytes.Slice(sealedBytes, length, TagSize));
            byte[] plaintext = new byte[length];
            for (int i = 0; i < length; i++) plaintext[i] = (byte)(sealedBytes[i] ^ stream[TagSize + i]);
            return plaintext;
        }

        private static byte[] TagOf(BlockCipher cipher, byte[] stream, byte[] ciphertext, int length)
        {
            byte[] tag = cipher.HashOf(ciphertext, length);
            for (int i = 0; i < TagSize; i++) tag[i] ^= stream[i];
            return tag;
        }

        /// <summary>The encrypted counter blocks: the first one masks the tag, the others the text.</summary>
        private static byte[] KeyStream(BlockCipher cipher, byte[] nonce, int length)
        {
            int blocks = 1 + (length + TagSize - 1) / TagSize;
            byte[] counters = new byte[blocks * TagSize];
            for (int i = 0; i < blocks; i++)
            {
                Buffer.BlockCopy(nonce, 0, counters, i * TagSize, nonce.Length);
                byte[] count = Bytes.U32((uint)(i + 1));
                Buffer.BlockCopy(count, 0, counters, i * TagSize + nonce.Length, count.Length);
            }
            return cipher.EncryptEach(counters);
        }
    }
}
