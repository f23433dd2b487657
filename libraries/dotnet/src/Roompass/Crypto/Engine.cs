// The objects of the platform that one key computes with. They have states: one thread has an engine at a time.
using System.Security.Cryptography;

namespace Roompass.Crypto
{
    internal sealed class Engine
    {
        internal readonly BlockCipher Cipher;
        internal readonly SHA256 Hash = SHA256.Create();

        internal Engine(byte[] secret) { Cipher = new BlockCipher(secret); }
    }
}
