// PKCS#7 for blocks of 16 bytes (spec R16).
using System;

namespace Roompass.Codec
{
    internal static class Padding
    {
        private const int BlockSize = 16;

        internal static byte[] Pad(byte[] plaintext)
        {
            int length = BlockSize - plaintext.Length % BlockSize;
            byte[] blocks = new byte[plaintext.Length + length];
            Buffer.BlockCopy(plaintext, 0, blocks, 0, plaintext.Length);
            for (int i = plaintext.Length; i < blocks.Length; i++) blocks[i] = (byte)length;
            return blocks;
        }

        /// <summary>
        /// Where the plaintext ends. All 16 bytes are looked at whatever they are, so that neither the answer nor its
        /// time tells how far a guess came; with wrong padding the end is a plausible one and the work goes on.
        /// </summary>
        internal static int Unpad(byte[] blocks, out bool right)
        {
            int length = blocks[blocks.Length - 1];
            // Negative numbers, whose sign bit says what is wrong, instead of branches.
            int wrong = ((length - 1) | (BlockSize - length)) >> 31;
            for (int i = 1; i <= BlockSize; i++)
            {
                int inPadding = ~((length - i) >> 31);
                wrong |= inPadding & (blocks[blocks.Length - i] ^ length);
            }
            right = wrong == 0;
            return blocks.Length - (right ? length : 1);
        }
    }
}
