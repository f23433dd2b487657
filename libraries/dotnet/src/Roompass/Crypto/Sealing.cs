// The seal (spec token04.md 6, R16 to R18): encrypting under an IV that is derived from the plaintext, and opening
// again. Opening answers with one failure for everything, and does on each path the work of a success.
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal static class Sealing
    {
        /// <summary>Bytes of the tag that go into the seal: 96 bits, as a GCM nonce or as 16 characters of
        /// base64url.</summary>
        private const int SealSize = 12;

        /// <summary>Read in place of a plaintext that cannot be read, so that the failure costs what a success
        /// costs.</summary>
        private const string Unreadable =
            "{\"user_id\":\"nobody\",\"app_id\":1,\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}";

        internal static Envelope Seal(SecretKey key, TokenFormat format, long expire, byte[] plaintext)
        {
            Engine engine = key.Rent();
            byte[] iv = SealOf(key, engine, format, plaintext, plaintext.Length);
            byte[] ciphertext = format == TokenFormat.Cbc ? engine.Cipher.EncryptCbc(iv, Padding.Pad(plaintext))
                                                          : Gcm.Seal(engine.Cipher, iv, plaintext);
            key.Return(engine);
            return new Envelope(format, expire, iv, ciphertext);
        }

        /// <summary>
        /// Null when it does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart.
        /// </summary>
        /// <param name="key">The key that is tried.</param>
        /// <param name="envelope">What it is tried on.</param>
        /// <param name="signed">The signature was right: it covers every byte, and the seal could prove nothing
        /// more.</param>
        internal static Opened Open(SecretKey key, Envelope envelope, bool signed)
        {
            Engine engine = key.Rent();
            bool right;
            int length;
            byte[] plaintext = Decrypt(engine.Cipher, envelope, out length, out right);
            // Whether the padding or the tag is right decides nothing before the end.
            string text = Utf8.Decode(plaintext, length);
            ScannedClaims scanned = text == null ? null : Claims.Scan(text);
            ScannedClaims claims = right ? scanned : null;
            if (claims == null) Claims.Scan(Unreadable);
            bool isSealed = signed || Bytes.Equal(SealOf(key, engine, envelope.Format, plaintext, length), envelope.Iv);
            key.Return(engine);
            return claims == null ? null : new Opened(claims, text, isSealed);
        }

        /// <summary>
        /// What is inside, claims or not; null when the cipher does not fit. For explaining alone: it tells more than a
        /// refusal may.
        /// </summary>
        internal static string PlaintextOf(BlockCipher cipher, Envelope envelope)
        {
            bool right;
            int length;
            byte[] plaintext = Decrypt(cipher, envelope, out length, out right);
            return right ? Utf8.Decode(plaintext, length) : null;
        }

        private static byte[] Decrypt(BlockCipher cipher, Envelope envelope, out int length, out bool right)
        {
            if (envelope.Format == TokenFormat.Cbc)
            {
                byte[] blocks = cipher.DecryptCbc(envelope.Iv, envelope.Ciphertext);
                length = Padding.Unpad(blocks, out right);
                return blocks;
            }
            byte[] plaintext = Gcm.Open(cipher, envelope.Iv, envelope.Ciphertext, out right);
            length = plaintext.Length;
            return plaintext;
        }

        private static byte[] SealOf(SecretKey key, Engine engine, TokenFormat format, byte[] plaintext, int length)
        {
            bool cbc = format == TokenFormat.Cbc;
            byte[] tag = (cbc ? key.Seal : key.GcmSeal).TagOf(engine.Hash, plaintext, length);
            return cbc ? Base64.EncodeUrl(tag, SealSize) : Bytes.Slice(tag, 0, SealSize);
        }
    }

    /// <summary>What a key found in an envelope.</summary>
    internal sealed class Opened
    {
        internal readonly ScannedClaims Claims;

        /// <summary>What the claims were read from.</summary>
        internal readonly string Plaintext;

        /// <summary>
        /// Whether only a holder of the secret can have made it: by the signature, or by the IV or nonce that nobody
        /// else could derive.
        /// </summary>
        internal readonly bool IsSealed;

        internal Opened(ScannedClaims claims, string plaintext, bool isSealed)
        {
            Claims = claims;
            Plaintext = plaintext;
            IsSealed = isSealed;
        }
    }
}
