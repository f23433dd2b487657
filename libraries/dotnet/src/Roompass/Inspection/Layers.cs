using System;
using System.Collections.ObjectModel;
using Roompass.Codec;

namespace Roompass
{
    /// <summary>
    /// What was found, from the outside in. Null was not reached: a layer around it is broken, or no key was given.
    /// </summary>
    public sealed class Layers
    {
        /// <summary>The text, after its damage was mended.</summary>
        public FrameLayer Frame { get; internal set; }

        /// <summary>What stands around the ciphertext.</summary>
        public EnvelopeLayer Envelope { get; internal set; }

        /// <summary>What the suffix says, which nothing proves unless <see cref="Trust"/> is signed.</summary>
        public SuffixLayer Suffix { get; internal set; }

        /// <summary>The key that opened it.</summary>
        public KeyInfo Key { get; internal set; }

        /// <summary>What was encrypted. Whoever sent a token must not see it.</summary>
        public ClaimsLayer Claims { get; internal set; }

        /// <summary>What the token proves.</summary>
        public Trust? Trust { get; internal set; }

        /// <summary>Who most likely made it, by its spelling and its IV: several where they cannot be told
        /// apart.</summary>
        public ReadOnlyCollection<Generator> Generators { get; internal set; }
    }

    /// <summary>The text.</summary>
    public sealed class FrameLayer
    {
        internal FrameLayer(string token04, string suffix)
        {
            Length = token04.Length + (suffix == null ? 0 : 1 + suffix.Length);
            Prefix = token04.Substring(0, Math.Min(2, token04.Length));
            HasSuffix = suffix != null;
        }

        /// <summary>Characters.</summary>
        public int Length { get; private set; }

        /// <summary>The first two characters, "04" in a good token.</summary>
        public string Prefix { get; private set; }

        /// <summary>Whether there is a "#".</summary>
        public bool HasSuffix { get; private set; }
    }

    /// <summary>What stands around the ciphertext.</summary>
    public sealed class EnvelopeLayer
    {
        internal EnvelopeLayer(Envelope envelope, IvLooks ivLooks)
        {
            Format = envelope.Format;
            ExpiresAt = Numbers.Time(envelope.Expire);
            CiphertextLength = envelope.Ciphertext.Length;
            IvLooks = ivLooks;
        }

        /// <summary>How it is encrypted.</summary>
        public TokenFormat Format { get; private set; }

        /// <summary>The expiry outside.</summary>
        public DateTimeOffset ExpiresAt { get; private set; }

        /// <summary>Bytes, with the tag of the GCM form.</summary>
        public int CiphertextLength { get; private set; }

        /// <summary>What the IV or nonce is made of.</summary>
        public IvLooks IvLooks { get; private set; }
    }

    /// <summary>What a suffix says.</summary>
    public sealed class SuffixLayer
    {
        internal SuffixLayer(Suffix suffix)
        {
            AppId = suffix.AppId;
            UserId = suffix.UserId;
            RoomId = suffix.RoomId;
            UserName = suffix.UserName;
            Ext = suffix.Ext;
            SignedWith = suffix.Signature == null ? null : suffix.Signature.Kid;
        }

        /// <summary>The app.</summary>
        public uint AppId { get; private set; }

        /// <summary>The user.</summary>
        public string UserId { get; private set; }

        /// <summary>"" for none.</summary>
        public string RoomId { get; private set; }

        /// <summary>Decoded; "" for none.</summary>
        public string UserName { get; private set; }

        /// <summary>Null for none.</summary>
        public string Ext { get; private set; }

        /// <summary>The key ID in the signature, right or not; null without one.</summary>
        public string SignedWith { get; private set; }
    }

    /// <summary>What was encrypted.</summary>
    public sealed class ClaimsLayer
    {
        internal ClaimsLayer(Claims claims)
        {
            AppId = claims.AppId;
            UserId = claims.UserId;
            Nonce = claims.Nonce;
            IssuedAt = Numbers.Time(claims.IssuedAt);
            ExpiresAt = Numbers.Time(claims.ExpiresAt);
            Payload = claims.Payload;
        }

        /// <summary>The app.</summary>
        public uint AppId { get; private set; }

        /// <summary>The user.</summary>
        public string UserId { get; private set; }

        /// <summary>Sets two tokens with the same claims apart.</summary>
        public int Nonce { get; private set; }

        /// <summary>When it was minted.</summary>
        public DateTimeOffset IssuedAt { get; private set; }

        /// <summary>The expiry inside.</summary>
        public DateTimeOffset ExpiresAt { get; private set; }

        /// <summary>"" for none.</summary>
        public string Payload { get; private set; }
    }
}
