// AES with one key, through transforms of the platform that are made once and live long: for a few blocks, making them
// costs more than using them. One thread has it at a time.
using System;
using System.Security.Cryptography;
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal sealed class BlockCipher
    {
        internal const int BlockSize = 16;

        private readonly byte[] key;

        /// <summary>The last block of ciphertext that went through the encryptor.</summary>
        private readonly byte[] previous = new byte[BlockSize];
        private ICryptoTransform chained;
        private ICryptoTransform encryptor;
        private ICryptoTransform decryptor;
        private Ghash ghash;

        /// <param name="key">16 or 32 bytes.</param>
        internal BlockCipher(byte[] key) { this.key = key; }

        /// <summary>Encrypts whole blocks in CBC mode; their first one is overwritten.</summary>
        internal byte[] EncryptCbc(byte[] iv, byte[] blocks)
        {
            if (chained == null) chained = Make(CipherMode.CBC, true);
            // The transform will XOR `previous` into the first block; what it must XOR is the IV.
            for (int i = 0; i < BlockSize; i++) blocks[i] ^= (byte)(iv[i] ^ previous[i]);
            byte[] output = Run(chained, blocks, blocks.Length);
            Buffer.BlockCopy(output, output.Length - BlockSize, previous, 0, BlockSize);
            return output;
        }

        /// <summary>Decrypts whole blocks in CBC mode.</summary>
        internal byte[] DecryptCbc(byte[] iv, byte[] ciphertext)
        {
            if (decryptor == null) decryptor = Make(CipherMode.ECB, false);
            byte[] output = Run(decryptor, ciphertext, ciphertext.Length);
            for (int i = 0; i < BlockSize; i++) output[i] ^= iv[i];
            for (int i = BlockSize; i < output.Length; i++) output[i] ^= ciphertext[i - BlockSize];
            return output;
        }

        /// <summary>Encrypts whole blocks, each by itself.</summary>
        internal byte[] EncryptEach(byte[] blocks)
        {
            if (encryptor == null) encryptor = Make(CipherMode.ECB, true);
            return Run(encryptor, blocks, blocks.Length);
        }

        /// <summary>GHASH under this key.</summary>
        internal byte[] HashOf(byte[] data, int length)
        {
            if (ghash == null) ghash = new Ghash(EncryptEach(new byte[BlockSize]));
            return ghash.Of(data, length);
        }

        private static byte[] Run(ICryptoTransform transform, byte[] blocks, int length)
        {
            byte[] output = new byte[length];
            // A transform need not take more than one block at a time; all that are known do.
            int step = transform.CanTransformMultipleBlocks ? length : BlockSize;
            for (int at = 0; at < length; at += step) transform.TransformBlock(blocks, at, step, output, at);
            return output;
        }

        private ICryptoTransform Make(CipherMode mode, bool encrypting)
        {
            using (SymmetricAlgorithm aes = Aes.Create())
            {
                aes.Mode = mode;
                aes.Padding = PaddingMode.None;
                byte[] start = new byte[BlockSize];
                return encrypting ? aes.CreateEncryptor(key, start) : aes.CreateDecryptor(key, start);
            }
        }
    }
}
