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
            byte[] tag = key.Signature.TagOf(engine.Hash, message, message.Length);
            key.Return(engine);
            return Base64.EncodeUrl(tag, tag.Length);
        }

        private static byte[] Message(Suffix suffix, byte[] raw)
        {
            // A name that is spelled with escapes is no ASCII; the other texts are, or they would have been refused.
            byte[] name = Utf8.Encode(suffix.EncodedName);
            string ext = suffix.Ext ?? "";
            int length = suffix.UserId.Length + suffix.RoomId.Length + name.Length + ext.Length + raw.Length;
            byte[] message = new byte[4 * 5 + length];
            int at = AppendText(message, 0, suffix.UserId);
            at = AppendText(message, at, suffix.RoomId);
            at = AppendBytes(message, at, name);
            at = AppendText(message, at, ext);
            AppendBytes(message, at, raw);
            return message;
        }

        private static int AppendText(byte[] message, int at, string text)
        {
            at = AppendLength(message, at, text.Length);
            for (int i = 0; i < text.Length; i++) message[at + i] = (byte)text[i];
            return at + text.Length;
        }

        private static int AppendBytes(byte[] message, int at, byte[] bytes)
        {
            at = AppendLength(message, at, bytes.Length);
            Buffer.BlockCopy(bytes, 0, message, at, bytes.Length);
            return at + bytes.Length;
        }

        private static int AppendLength(byte[] message, int at, int length)
        {
            message[at] = (byte)(length >> 24);
            message[at + 1] = (byte)(length >> 16);
            message[at + 2] = (byte)(length >> 8);
            message[at + 3] = (byte)length;
            return at + 4;
        }
    }
}
