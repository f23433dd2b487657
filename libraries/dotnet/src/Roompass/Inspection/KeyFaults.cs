// Why a token does not open with the keys of its app: tried with everything else that the keyring knows. Only for
// whoever has the keys.
using System;
using System.Collections.Generic;
using Roompass.Codec;
using Roompass.Crypto;

namespace Roompass.Inspection
{
    internal static class KeyFaults
    {
        private const int MaxDepth = 8;

        /// <param name="envelope">What does not open.</param>
        /// <param name="usual">The keys that were tried.</param>
        /// <param name="all">All there are.</param>
        internal static IEnumerable<Finding> Of(Envelope envelope, List<AppKey> usual, Ring all)
        {
            return new[] { FindIn(envelope, usual, all) };
        }

        /// <summary>The retired key that is meant, if there is one.</summary>
        internal static Finding[] Retired(Ring all, Predicate<AppKey> isMeant)
        {
            AppKey key = all.Retired.Find(isMeant);
            if (key == null) return Walk.Nothing;
            return new[] { new Finding(ReasonCode.KeyRetired, "It is the key " + key.Kid + ".") };
        }

        private static Finding FindIn(Envelope envelope, List<AppKey> usual, Ring all)
        {
            // Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
            foreach (AppKey key in usual)
            {
                string inside = PlaintextOf(key, envelope);
                if (inside != null) return new Finding(FaultOf(inside));
            }
            foreach (AppKey key in usual)
            {
                BlockCipher misread = key.Secret.MisreadCipher();
                if (misread != null && Sealing.PlaintextOf(misread, envelope) != null)
                    return new Finding(ReasonCode.SecretHexDecoded);
            }
            foreach (Finding retired in Retired(all, key => PlaintextOf(key, envelope) != null)) return retired;
            AppKey other = all.Verifying.Find(key => !usual.Contains(key) && PlaintextOf(key, envelope) != null);
            if (other == null) return new Finding(ReasonCode.WrongSecret);
            return new Finding(ReasonCode.KeyOfAnotherApp, "It is app " + Numbers.Decimal(other.AppId) + ".");
        }

        private static string PlaintextOf(AppKey key, Envelope envelope)
        {
            Engine engine = key.Secret.Rent();
            string plaintext = Sealing.PlaintextOf(engine.Cipher, envelope);
            key.Secret.Return(engine);
            return plaintext;
        }

        private static string FaultOf(string plaintext)
        {
            JsonReader scanned = JsonReader.Scan(plaintext, MaxDepth);
            if (scanned == null) return ReasonCode.ClaimsUnreadable;
            return scanned.Spaced ? ReasonCode.ClaimsSpaced : ReasonCode.ClaimsNested;
        }
    }
}
