// The bytes of a Token04 around the ciphertext (spec R5 to R7): expiry, IV or nonce, ciphertext, and for GCM a mode
// byte.
using System;

namespace Roompass.Codec
{
    internal sealed class Envelope
    {
        /// <summary>9999-12-31T23:59:59Z: the last second that common date types can hold.</summary>
        internal const long LastSecond = 253402300799;

        private const int CbcIv = 16;
        private const int GcmNonce = 12;
        private const byte GcmMode = 1;

        internal readonly TokenFormat Format;

        /// <summary>Unix seconds; in the clear, and proved by nothing.</summary>
        internal readonly long Expire;

        /// <summary>The IV, or the nonce of the GCM form.</summary>
        internal readonly byte[] Iv;

        /// <summary>For GCM with the tag of 16 bytes at its end.</summary>
        internal readonly byte[] Ciphertext;

        internal Envelope(TokenFormat format, long expire, byte[] iv, byte[] ciphertext)
        {
            Format = format;
            Expire = expire;
            Iv = iv;
            Ciphertext = ciphertext;
        }

        internal static Envelope Read(byte[] raw, Reading reading)
        {
            if (raw.Length < Reading.MinRaw || raw.Length > reading.MaxRaw) throw Refused(null);
            // A signed number: before 1970 is before 1.
            long expire = (long)((ulong)Bytes.ReadU32(raw, 0) << 32 | Bytes.ReadU32(raw, 4));
            if (expire < 1 || expire > LastSecond) throw Refused("expire");
            // Exactly two shapes. A length that fits neither is refused; there is no "else CBC".
            switch (Bytes.ReadU16(raw, 8))
            {
                case CbcIv:
                    int length = Bytes.ReadU16(raw, 26);
                    bool blocks = length >= Reading.MinCbc && length <= reading.MaxCbc && length % 16 == 0;
                    if (!blocks || raw.Length != 28 + length) break;
                    return Cut(raw, TokenFormat.Cbc, expire, CbcIv, length);
                case GcmNonce:
                    int sealedLength = Bytes.ReadU16(raw, 22);
                    bool fits = sealedLength >= Reading.MinGcm && sealedLength <= reading.MaxGcm;
                    if (!fits || raw.Length != 25 + sealedLength || raw[raw.Length - 1] != GcmMode) break;
                    return Cut(raw, TokenFormat.Gcm, expire, GcmNonce, sealedLength);
            }
            throw Refused(null);
        }

        private static Envelope Cut(byte[] raw, TokenFormat format, long expire, int ivLength, int length)
        {
            return new Envelope(format, expire, Bytes.Slice(raw, 10, ivLength),
                                Bytes.Slice(raw, 12 + ivLength, length));
        }

        private static KitTokenError Refused(string claim)
        {
            return new KitTokenError(ReasonCode.TokenEnvelope, claim);
        }

        internal byte[] ToBytes()
        {
            int end = 12 + Iv.Length + Ciphertext.Length;
            byte[] raw = new byte[end + (Format == TokenFormat.Gcm ? 1 : 0)];
            for (int i = 0; i < 8; i++) raw[i] = (byte)(Expire >> (56 - 8 * i));
            raw[9] = (byte)Iv.Length;
            Buffer.BlockCopy(Iv, 0, raw, 10, Iv.Length);
            raw[10 + Iv.Length] = (byte)(Ciphertext.Length >> 8);
            raw[11 + Iv.Length] = (byte)Ciphertext.Length;
            Buffer.BlockCopy(Ciphertext, 0, raw, 12 + Iv.Length, Ciphertext.Length);
            if (Format == TokenFormat.Gcm) raw[end] = GcmMode;
            return raw;
        }
    }
}
