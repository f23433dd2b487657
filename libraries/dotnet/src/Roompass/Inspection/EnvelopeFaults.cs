// Why the bytes of a token do not have the lengths of a Token04, where that can be told.
using System.Collections.Generic;
using Roompass.Codec;

namespace Roompass.Inspection
{
    internal static class EnvelopeFaults
    {
        internal static IEnumerable<Finding> Of(byte[] raw)
        {
            Finding finding = FindIn(raw);
            return finding == null ? Walk.Nothing : new[] { finding };
        }

        private static Finding FindIn(byte[] raw)
        {
            if (raw.Length < 28) return new Finding(ReasonCode.Truncated);
            ulong expire = (ulong)Bytes.ReadU32(raw, 0) << 32 | Bytes.ReadU32(raw, 4);
            if (expire > 1000000000000 && expire < 10000000000000) return new Finding(ReasonCode.ExpiryInMilliseconds);
            int ivLength = Bytes.ReadU16(raw, 8);
            if (ivLength != 16 && ivLength != 12) return null;
            int before = 12 + ivLength;
            int said = Bytes.ReadU16(raw, before - 2);
            int found = raw.Length - before - (ivLength == 12 ? 1 : 0);
            if (said > found)
            {
                string detail =
                    "It says " + Numbers.Decimal(said) + " bytes of claims and has " + Numbers.Decimal(found) + ".";
                return new Finding(ReasonCode.Truncated, detail);
            }
            // Lengths are signed numbers of 16 bits; generators that write more lose the upper bits, and readers see
            // another number.
            if (found > short.MaxValue && found % 0x10000 == said)
                return new Finding(ReasonCode.LengthOverflow, "It has " + Numbers.Decimal(found) + " bytes of claims.");
            bool empty = ivLength == 16 && said == 16 && found == 16;
            return empty ? new Finding(ReasonCode.PlaintextEmpty) : null;
        }
    }
}
