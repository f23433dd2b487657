// Small helpers for bytes and texts: no format lives here.
using System;

namespace Roompass.Codec
{
    internal static class Bytes
    {
        /// <summary>Each character below 256 as the byte of the same number.</summary>
        internal static byte[] OfLatin1(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)text[i];
            return bytes;
        }

        /// <summary>Each byte as the character of the same number.</summary>
        internal static string Latin1(byte[] bytes)
        {
            char[] text = new char[bytes.Length];
            for (int i = 0; i < text.Length; i++) text[i] = (char)bytes[i];
            return new string(text);
        }

        internal static string Hex(byte[] bytes, int count)
        {
            const string digits = "0123456789abcdef";
            char[] text = new char[2 * count];
            for (int i = 0; i < text.Length; i++) text[i] = digits[bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
            return new string(text);
        }

        internal static byte[] Slice(byte[] bytes, int start, int count)
        {
            byte[] part = new byte[count];
            Buffer.BlockCopy(bytes, start, part, 0, count);
            return part;
        }

        internal static byte[] Concat(params byte[][] parts)
        {
            int length = 0;
            foreach (byte[] part in parts) length += part.Length;
            byte[] whole = new byte[length];
            int at = 0;
            foreach (byte[] part in parts)
            {
                Buffer.BlockCopy(part, 0, whole, at, part.Length);
                at += part.Length;
            }
            return whole;
        }

        internal static byte[] U32(uint value)
        {
            return new byte[] { (byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value };
        }

        internal static uint ReadU32(byte[] bytes, int at)
        {
            return (uint)(ReadU16(bytes, at) << 16 | ReadU16(bytes, at + 2));
        }

        internal static int ReadU16(byte[] bytes, int at) { return bytes[at] << 8 | bytes[at + 1]; }

        /// <summary>Compares in a time that depends on the lengths alone.</summary>
        internal static bool Equal(byte[] one, byte[] other)
        {
            if (one.Length != other.Length) return false;
            int difference = 0;
            for (int i = 0; i < one.Length; i++) difference |= one[i] ^ other[i];
            return difference == 0;
        }
    }
}
