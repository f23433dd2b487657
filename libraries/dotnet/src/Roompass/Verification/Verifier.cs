// Is a token authentic, whole, in time and consistent? The rules R1 to R31 of the specification, in their order.
// The rules themselves live with what they are about; here is the path through them.
using System;
using System.Collections.Generic;
using Roompass.Codec;
using Roompass.Crypto;

namespace Roompass.Verification
{
    internal static class Verifier
    {
        internal static Pass Verify(string kitToken, Keyring keys, Terms terms)
        {
            if (keys == null) throw new ArgumentNullException("keys");
            int at = Frame.Split(kitToken, terms.Reading);                // R1, R2
            byte[] raw = Frame.Decode(kitToken, at, terms.Reading);       // R1 to R4
            Envelope envelope = Envelope.Read(raw, terms.Reading);        // R5 to R7
            RefuseExpired(envelope, terms);                               // R7
            Suffix suffix = Suffix.Read(kitToken, at + 1, terms.Reading); // R8 to R12, R15
            List<AppKey> candidates = keys.RingOf(suffix.AppId).Verifying;
            AppKey signer = suffix.Signature == null ? null : SignerOf(candidates, suffix, raw); // R13
            if (signer != null) candidates = new List<AppKey> { signer };
            return Conclude(candidates, signer != null, new Evidence(raw, envelope, suffix, terms));
        }

        internal static Pass VerifyToken04(string token, Keyring keys, Terms terms)
        {
            if (keys == null) throw new ArgumentNullException("keys");
            byte[] raw = Frame.Decode(token, terms.Reading);
            Envelope envelope = Envelope.Read(raw, terms.Reading);
            RefuseExpired(envelope, terms);
            Ring ring = terms.AppId == null ? keys.All : keys.RingOf(terms.AppId.Value);
            return Conclude(ring.Verifying, false, new Evidence(raw, envelope, null, terms));
        }

        private static Pass Conclude(List<AppKey> candidates, bool signed, Evidence evidence)
        {
            Terms terms = evidence.Terms;
            Found found = OpenWith(candidates, evidence.Envelope, signed); // R16 to R19
            Trust trust = TrustOf(found, evidence.Envelope, signed);       // R17
            Claims claims = Claims.Read(found.Opened.Claims);              // R19, R21, R22
            foreach (KitTokenError conflict in Consistency.ConflictsOf(claims, evidence, found.Key.AppId))
                throw conflict;                                                                 // R23 to R28
            Payload payload = Payload.Read(claims.Payload, trust != Trust.Bare, terms.Reading); // R29
            Consistency.RefuseOtherRoom(payload, trust, evidence.Suffix, terms);                // R30, R31
            // Last, so that it is said only of a token that keeps every other rule (R14).
            if (trust < terms.Accept) throw new KitTokenError(ReasonCode.TrustTooLow);
            return new Pass(trust, claims, payload, evidence, found.Key);
        }

        /// <summary>The outer expiry is public and cheap to read: an expired token costs no cryptography.</summary>
        private static void RefuseExpired(Envelope envelope, Terms terms)
        {
            if (terms.HasExpired(envelope.Expire)) throw new KitTokenError(ReasonCode.TokenExpired, "expire");
        }

        /// <summary>The key that signed the token; a wrong signature ends here, before anything is decrypted.</summary>
        internal static AppKey SignerOf(List<AppKey> candidates, Suffix suffix, byte[] raw)
        {
            AppKey signer = candidates.Find(key => key.Kid == suffix.Signature.Kid);
            if (signer == null) throw new KitTokenError(ReasonCode.KeyUnknown, "sig");
            if (!Signing.IsSignedBy(signer.Secret, suffix, raw))
                throw new KitTokenError(ReasonCode.SignatureInvalid, "sig");
            return signer;
        }

        /// <summary>Tries every key, also after one fitted, so that the time does not tell which.</summary>
        internal static Found OpenWith(List<AppKey> candidates, Envelope envelope, bool signed)
        {
            if (candidates.Count == 0) throw new KitTokenError(ReasonCode.KeyUnknown);
            bool refusable = envelope.Format == TokenFormat.Gcm;
            bool usable = false;
            Found found = null;
            foreach (AppKey key in candidates)
            {
                if (refusable && key.Gcm == GcmPolicy.Refuse) continue;
                usable = true;
                Opened opened = Sealing.Open(key.Secret, envelope, signed);
                if (opened == null) continue;
                if (found == null || (opened.IsSealed && !found.Opened.IsSealed)) found = new Found(key, opened);
            }
            if (!usable) throw new KitTokenError(ReasonCode.TokenEnvelope);
            if (found == null) throw new KitTokenError(ReasonCode.TokenUndecryptable);
            return found;
        }

        /// <summary>Spec R17. The tag of a GCM token speaks for its maker only if every maker with this secret is known
        /// to be good.</summary>
        internal static Trust TrustOf(Found found, Envelope envelope, bool signed)
        {
            if (signed) return Trust.Signed;
            bool trusted = envelope.Format == TokenFormat.Gcm && found.Key.Gcm == GcmPolicy.Trust;
            return found.Opened.IsSealed || trusted ? Trust.Sealed : Trust.Bare;
        }
    }

    /// <summary>A key that opened, and what it found.</summary>
    internal sealed class Found
    {
        internal readonly AppKey Key;
        internal readonly Opened Opened;

        internal Found(AppKey key, Opened opened)
        {
            Key = key;
            Opened = opened;
        }
    }
}
