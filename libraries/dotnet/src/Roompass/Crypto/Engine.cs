// The objects of the platform that one key computes with. They have states: one thread has an engine at a time.
using System.Security.Cryptography;

namespace Roompass.Crypto
{
    internal sealed class Engine
    {
        internal readonly BlockCipher Cipher;
        internal readonly HMACSHA256 SealMac;
        internal readonly HMACSHA256 SignatureMac;
        internal readonly SHA256 Hash = SHA256.Create();

        internal Engine(byte[] secret, byte[] sealKey, byte[] signatureKey)
        {
            Cipher = new BlockCipher(secret);
            SealMac = new HMACSHA256(sealKey);
            SignatureMac = new HMACSHA256(signatureKey);
        }

        /// <summary>The hash or tag of <c>prefix || message</c>, of as many bytes of the message as are
        /// meant.</summary>
        internal static byte[] Compute(HashAlgorithm algorithm, byte[] prefix, byte[] message, int count)
        {
            // Where nothing is to be copied to, .NET Framework wants the input once more.
            algorithm.TransformBlock(prefix, 0, prefix.Length, prefix, 0);
            algorithm.TransformFinalBlock(message, 0, count);
            byte[] result = algorithm.Hash;
            algorithm.Initialize();
            return result;
        }
    }
}
