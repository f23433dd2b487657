// GHASH (NIST SP 800-38D 6.4): the hash of GCM, which .NET Framework and .NET Standard 2.0 do not have.
// Bit by bit with masks: tables would be faster, and tell the key through the cache.
namespace Roompass.Crypto
{
    internal sealed class Ghash
    {
        private const ulong Reduction = 0xe100000000000000;

        private readonly ulong high;
        private readonly ulong low;

        /// <param name="key">16 bytes: the encrypted block of zeros.</param>
        internal Ghash(byte[] key)
        {
            high = Read(key, 0, 8);
            low = Read(key, 8, 16);
        }

        /// <summary>Of a ciphertext without associated data.</summary>
        internal byte[] Of(byte[] data, int length)
        {
            ulong sumHigh = 0;
            ulong sumLow = 0;
            for (int at = 0; at < length; at += 16)
            {
                sumHigh ^= Read(data, at, length);
                sumLow ^= Read(data, at + 8, length);
                Multiply(ref sumHigh, ref sumLow);
            }
            // The last block holds both lengths in bits; that of the associated data is zero.
            sumLow ^= (ulong)length * 8;
            Multiply(ref sumHigh, ref sumLow);
            byte[] hash = new byte[16];
            for (int i = 0; i < 8; i++)
            {
                hash[i] = (byte)(sumHigh >> (56 - 8 * i));
                hash[8 + i] = (byte)(sumLow >> (56 - 8 * i));
            }
            return hash;
        }

        /// <summary>The product with the key in GF(2^128), whose bits count from the left.</summary>
        private void Multiply(ref ulong leftHigh, ref ulong leftLow)
        {
            ulong productHigh = 0;
            ulong productLow = 0;
            ulong shiftedHigh = high;
            ulong shiftedLow = low;
            for (int i = 0; i < 128; i++)
            {
                ulong word = i < 64 ? leftHigh : leftLow;
                ulong bit = 0 - (word >> (63 - (i & 63)) & 1);
                productHigh ^= shiftedHigh & bit;
                productLow ^= shiftedLow & bit;
                ulong carry = 0 - (shiftedLow & 1);
                shiftedLow = shiftedLow >> 1 | shiftedHigh << 63;
                shiftedHigh = shiftedHigh >> 1 ^ (Reduction & carry);
            }
            leftHigh = productHigh;
            leftLow = productLow;
        }

        /// <summary>Eight bytes from the left; beyond the end there are zeros.</summary>
        private static ulong Read(byte[] data, int at, int end)
        {
            ulong word = 0;
            for (int i = at; i < at + 8; i++) word = word << 8 | (i < end ? data[i] : 0UL);
            return word;
        }
    }
}
