// Time and randomness of the machine: the only place that reads them. Everything else gets them as parameters.
using System;
using System.Security.Cryptography;

namespace Roompass
{
    internal static class Ambient
    {
        private static readonly RandomNumberGenerator Generator = RandomNumberGenerator.Create();
        private static readonly byte[] Block = new byte[4096];
        private static int used = Block.Length;

        internal static DateTimeOffset Now() { return DateTimeOffset.UtcNow; }

        /// <summary>
        /// Fills a short array with random bytes. They are drawn in blocks, since a call to the system costs more than
        /// minting a token.
        /// </summary>
        internal static void FillRandom(byte[] bytes)
        {
            lock (Block)
            {
                if (used + bytes.Length > Block.Length)
                {
                    Generator.GetBytes(Block);
                    used = 0;
                }
                Buffer.BlockCopy(Block, used, bytes, 0, bytes.Length);
                // What was given away is not kept.
                Array.Clear(Block, used, bytes.Length);
                used += bytes.Length;
            }
        }
    }
}
