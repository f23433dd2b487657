using System;
using Roompass.Codec;
using Roompass.Verification;

namespace Roompass
{
    /// <summary>
    /// A verified token (spec kit-token.md 6): only what was checked. What it proves depends on <see cref="Trust"/>; a
    /// bare one proves nothing at all. It does not change.
    /// </summary>
    public sealed class Pass
    {
        internal Pass(Trust trust, Claims claims, Payload payload, Evidence evidence, AppKey key)
        {
            Suffix suffix = evidence.Suffix;
            Trust = trust;
            AppId = claims.AppId;
            UserId = claims.UserId;
            RoomId = Consistency.ProvenRoom(payload, trust, suffix);
            UserName = trust == Trust.Signed ? suffix.UserName : null;
            Grant = payload.Grant;
            IssuedAt = Numbers.Time(claims.IssuedAt);
            ExpiresAt = Numbers.Time(claims.ExpiresAt);
            Tid = key.Secret.TokenIdOf(evidence.Raw);
            Kid = key.Kid;
            Format = evidence.Envelope.Format;
            Payload = claims.Payload;
            Ext = trust == Trust.Signed ? suffix.Ext : null;
            Claimed = suffix == null ? null : new Claimed(suffix);
        }

        /// <summary>What was proved.</summary>
        public Trust Trust { get; private set; }

        /// <summary>The app.</summary>
        public uint AppId { get; private set; }

        /// <summary>The user.</summary>
        public string UserId { get; private set; }

        /// <summary>The room that is proven by the signature or by the sealed payload; null when none is.</summary>
        public string RoomId { get; private set; }

        /// <summary>Proven by the signature only; null without one.</summary>
        public string UserName { get; private set; }

        /// <summary>What the payload allows: everything where it is empty.</summary>
        public Grant Grant { get; private set; }

        /// <summary>When it was minted.</summary>
        public DateTimeOffset IssuedAt { get; private set; }

        /// <summary>The first second of no use.</summary>
        public DateTimeOffset ExpiresAt { get; private set; }

        /// <summary>The token's identity in 64 hex digits.</summary>
        public string Tid { get; private set; }

        /// <summary>Which key opened it, in 8 hex digits.</summary>
        public string Kid { get; private set; }

        /// <summary>How it is encrypted.</summary>
        public TokenFormat Format { get; private set; }

        /// <summary>The payload as it was sealed, "" for none.</summary>
        public string Payload { get; private set; }

        /// <summary>The signed extension; null without one or without a signature.</summary>
        public string Ext { get; private set; }

        /// <summary>
        /// What the suffix says, which nothing proves unless <see cref="Trust"/> is signed; null for a Token04 alone.
        /// </summary>
        public Claimed Claimed { get; private set; }
    }

    /// <summary>What a suffix says.</summary>
    public sealed class Claimed
    {
        internal Claimed(Suffix suffix)
        {
            RoomId = Names.IsRoomId(suffix.RoomId) ? suffix.RoomId : null;
            UserName = suffix.UserName;
        }

        /// <summary>Null where there is none that could be entered.</summary>
        public string RoomId { get; private set; }

        /// <summary>"" where there is none that could be shown.</summary>
        public string UserName { get; private set; }
    }
}
