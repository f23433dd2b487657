// The signature of a Kit Token (spec kit-token.md 3, R13): over the bytes of the Token04 and every field of the suffix.
using System;
using Roompass.Codec;

namespace Roompass.Crypto
{
    internal static class Signing
    {
        internal static Signature Sign(SecretKey key, Suffix suffix, byte[] raw)
        {
            return new Signature(key.Kid, Bytes.Latin1(TagOf(key, suffix, raw)));
        }

        internal static bool IsSignedBy(SecretKey key, Suffix suffix, byte[] raw)
        {
            byte[] right = TagOf(key, suffix, raw);
            return Bytes.Equal(right, Bytes.OfLatin1(suffix.Signature.Tag));
        }

        /// <summary>In base64url. Each part has its length before it: no two different tokens give the same
        /// bytes.</summary>
        private static byte[] TagOf(SecretKey key, Suffix suffix, byte[] raw)
        {
            byte[] message = Message(suffix, raw);
            Engine engine = key.Rent();
            byte[] tag = Engine.Compute(engine.SignatureMac, key.SignaturePrefix, message, message.Length);
            key.Return(engine);
            return Base64.EncodeUrl(tag, tag.Length);
        }

        private static byte[] Message(Suffix suffix, byte[] raw)
        {
            // A name that is spelled with escapes is no ASCII; the other texts are, or they would have been refused.
            byte[] user = Bytes.OfLatin1(suffix.UserId);
            byte[] room = Bytes.OfLatin1(suffix.RoomId);
            byte[] name = Utf8.Encode(suffix.EncodedName);
            byte[] ext = Bytes.OfLatin1(suffix.Ext ?? "");
            byte[] message = new byte[4 * 5 + user.Length + room.Length + name.Length + ext.Length + raw.Length];
            int at = Append(message, 0, user);
            at = Append(message, at, room);
            at = Append(message, at, name);
            at = Append(message, at, ext);
            Append(message, at, raw);
            return message;
        }

        private static int Append(byte[] message, int at, byte[] part)
        {
            Buffer.BlockCopy(Bytes.U32((uint)part.Length), 0, message, at, 4);
            Buffer.BlockCopy(part, 0, message, at + 4, part.Length);
            return at + 4 + part.Length;
        }
    }
}
