// The objects of the platform that one key computes with. They have states: one thread has an engine at a time.
using System.Security.Cryptography;

namespace Roompass.Crypto
{
    internal sealed class Engine
    {
        internal readonly BlockCipher Cipher;
        internal readonly HMACSHA256 SealMac;
        internal readonly HMACSHA256 SignatureMac;

        internal Engine(byte[] secret, byte[] sealKey, byte[] signatureKey)
        {
            Cipher = new BlockCipher(secret);
            SealMac = new HMACSHA256(sealKey);
            SignatureMac = new HMACSHA256(signatureKey);
        }

        /// <summary>The tag of <c>prefix || message</c>.</summary>
        internal static byte[] TagOf(HMACSHA256 mac, byte[] prefix, byte[] message, int count)
        {
            // Where nothing is to be copied to, .NET Framework wants the input once more.
            mac.TransformBlock(prefix, 0, prefix.Length, prefix, 0);
            mac.TransformFinalBlock(message, 0, count);
            byte[] tag = mac.Hash;
            mac.Initialize();
            return tag;
        }
    }
}
