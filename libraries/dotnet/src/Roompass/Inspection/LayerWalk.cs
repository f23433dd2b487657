// A walk through the layers of one token that goes on after a fault, with the very functions that verifying uses.
using System.Collections.Generic;
using Roompass.Codec;
using Roompass.Verification;

namespace Roompass.Inspection
{
    internal sealed class LayerWalk
    {
        private readonly Walk walk;
        private readonly Keyring keys;
        private readonly Terms terms;

        /// <param name="walk">Where the findings go.</param>
        /// <param name="keys">Null for none.</param>
        /// <param name="terms">What is expected.</param>
        internal LayerWalk(Walk walk, Keyring keys, Terms terms)
        {
            this.walk = walk;
            this.keys = keys;
            this.terms = terms;
        }

        /// <param name="token04">What stands before "#".</param>
        /// <param name="suffixText">What stands after it; null where there is none.</param>
        internal void Through(string token04, string suffixText)
        {
            walk.Layers.Frame = new FrameLayer(token04, suffixText);
            byte[] raw;
            Envelope envelope = ReadOutside(token04, out raw);
            Suffix suffix = suffixText == null ? null : ReadReadable(suffixText);
            // Without the suffix of a Kit Token its app is unknown, and no key may be tried.
            bool reachable = suffixText == null || suffix != null;
            if (keys != null && envelope != null && reachable)
            {
                Evidence evidence = new Evidence(raw, envelope, suffix, terms);
                walk.Attempt(() => LookInside(evidence));
            }
            if (envelope != null) NoteIv(envelope);
        }

        private Envelope ReadOutside(string token04, out byte[] raw)
        {
            // Too long a token is decoded all the same, to see why it is. Where there is none, nothing can be cut off.
            byte[] bytes = token04.Length < 2 ? null : Base64.Decode(token04, 2);
            Envelope envelope =
                walk.Attempt(() => Envelope.Read(Frame.Decode(token04, Reading.Official), Reading.Official),
                             refusal => bytes == null ? Walk.Nothing : EnvelopeFaults.Of(bytes));
            raw = bytes;
            if (envelope == null) return null;
            walk.Layers.Envelope = new EnvelopeLayer(envelope, Generators.LooksOf(envelope.Iv));
            walk.Layers.Generators = Generators.ByIv(envelope).AsReadOnly();
            if (terms.HasExpired(envelope.Expire)) walk.Problems.Add(Conflicts.Expired(envelope.Expire, terms));
            return envelope;
        }

        private Suffix ReadReadable(string text)
        {
            Suffix suffix = walk.Attempt(() => Suffix.Read(text, 0, terms.Reading),
                                         refusal => refusal.Code == ReasonCode.SuffixMalformed ? SuffixFaults.Of(text)
                                                                                               : Walk.Nothing);
            if (suffix == null) return null;
            walk.Layers.Suffix = new SuffixLayer(suffix);
            if (suffix.Signature == null) walk.Warnings.Add(new Finding(ReasonCode.SuffixUnproven));
            return suffix;
        }

        /// <summary>Gives what was found, or null.</summary>
        private Found LookInside(Evidence evidence)
        {
            Envelope envelope = evidence.Envelope;
            Suffix suffix = evidence.Suffix;
            uint? appId = suffix == null ? terms.AppId : suffix.AppId;
            List<AppKey> usual = (appId == null ? keys.All : keys.RingOf(appId.Value)).Verifying;
            // With a wrong signature the token may still open: what is inside explains what was changed.
            AppKey signer = null;
            if (suffix != null && suffix.Signature != null)
                signer = walk.Attempt(() => Verifier.SignerOf(usual, suffix, evidence.Raw),
                                      refusal => KeyFaults.Retired(keys.All, key => key.Kid == suffix.Signature.Kid));
            List<AppKey> candidates = signer == null ? usual : new List<AppKey> { signer };
            Found found = walk.Attempt(() => Verifier.OpenWith(candidates, envelope, false),
                                       refusal => refusal.Code == ReasonCode.TokenEnvelope
                                                      ? Walk.Nothing
                                                      : KeyFaults.Of(envelope, candidates, keys.All));
            if (found == null) return null;
            walk.Layers.Key = found.Key.Info();
            if (found.Key.Weak) walk.Warnings.Add(new Finding(ReasonCode.SecretWeak));
            NoteGenerator(found, envelope);
            Claims claims = walk.Attempt(() => Claims.Read(found.Opened.Claims));
            Trust trust = Verifier.TrustOf(found, envelope, signer != null);
            walk.Layers.Trust = trust;
            if (claims != null) CheckClaims(claims, evidence, found.Key.AppId, trust);
            if (trust < terms.Accept) walk.Problems.Add(new Finding(ReasonCode.TrustTooLow));
            return found;
        }

        /// <summary>With the plaintext, guesses about the maker become better ones.</summary>
        private void NoteGenerator(Found found, Envelope envelope)
        {
            string plaintext = found.Opened.Plaintext;
            bool ours = found.Opened.IsSealed;
            List<Generator> makers =
                ours ? new List<Generator> { Generator.Roompass } : Generators.Of(plaintext, envelope);
            walk.Layers.Generators = makers.AsReadOnly();
            if (!ours && GlibcRandom.MadeIvOf(plaintext, envelope))
                walk.Warnings.Add(new Finding(ReasonCode.IvRepeated));
        }

        /// <summary>An IV of ours may look like any other.</summary>
        private void NoteIv(Envelope envelope)
        {
            ICollection<Generator> makers = walk.Layers.Generators;
            if (makers.Contains(Generator.Roompass) || !Generators.IsWeak(Generators.LooksOf(envelope.Iv))) return;
            walk.Warnings.Add(
                new Finding(ReasonCode.IvWeak, "It looks like one of " + Generators.NamesOf(makers) + "."));
        }

        private void CheckClaims(Claims claims, Evidence evidence, uint keyAppId, Trust trust)
        {
            walk.Layers.Claims = new ClaimsLayer(claims);
            foreach (KitTokenError conflict in Consistency.ConflictsOf(claims, evidence, keyAppId))
                walk.Problems.AddRange(Conflicts.Explain(conflict, claims, evidence.Envelope.Expire, terms));
            walk.Attempt(() =>
                         {
                             Payload payload = Payload.Read(claims.Payload, trust != Trust.Bare, terms.Reading);
                             Consistency.RefuseOtherRoom(payload, trust, evidence.Suffix, terms);
                             return payload;
                         });
            // What would be refused by default in a proven token is worth knowing where it is not.
            if (trust != Trust.Bare && !terms.Reading.IsOfficial) return;
            try
            {
                Payload.Read(claims.Payload, true, Reading.Own);
            }
            catch (KitTokenError refusal)
            {
                walk.Warnings.Add(new Finding(refusal));
            }
        }
    }
}
