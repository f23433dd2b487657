// Do the parts of an opened token agree with each other, with the clock and with what is expected (spec R23 to R28,
// R30)? The order of the checks is the order of the codes that a caller sees.
using System.Collections.Generic;
using Roompass.Codec;

namespace Roompass.Verification
{
    internal static class Consistency
    {
        /// <summary>Minting may be ahead of verifying by so many seconds.</summary>
        private const int MaxClockDrift = 60;

        /// <summary>All that contradicts, most telling first.</summary>
        internal static IEnumerable<KitTokenError> ConflictsOf(Claims claims, Evidence evidence, uint keyAppId)
        {
            Terms terms = evidence.Terms;
            Suffix suffix = evidence.Suffix;
            if (claims.AppId != keyAppId || (terms.AppId ?? keyAppId) != keyAppId)
                yield return new KitTokenError(ReasonCode.AppMismatch, "app_id"); // R23
            if (suffix != null && suffix.UserId != claims.UserId)
                yield return new KitTokenError(ReasonCode.UserMismatch, "userID"); // R24
            if (terms.UserId != null && terms.UserId != claims.UserId)
                yield return new KitTokenError(ReasonCode.UserMismatch, "user_id");
            if (claims.ExpiresAt != evidence.Envelope.Expire || claims.ExpiresAt <= claims.IssuedAt)
                yield return new KitTokenError(ReasonCode.ExpiryMismatch, "expire"); // R25
            if (claims.ExpiresAt - claims.IssuedAt > terms.MaxLifetime)
                yield return new KitTokenError(ReasonCode.LifetimeTooLong, "expire"); // R26
            if (claims.IssuedAt > terms.Now + MaxClockDrift)
                yield return new KitTokenError(ReasonCode.NotYetValid, "ctime"); // R27
            if (terms.HasExpired(claims.ExpiresAt))
                yield return new KitTokenError(ReasonCode.TokenExpired, "expire"); // R28
        }

        /// <summary>Spec R30, and the room that the caller asks for.</summary>
        internal static void RefuseOtherRoom(Payload payload, Trust trust, Suffix suffix, Terms terms)
        {
            string shown = suffix == null || suffix.RoomId.Length == 0 ? null : suffix.RoomId;
            bool contradiction = payload.RoomId != null && shown != null && payload.RoomId != shown;
            // A bare token proves no room. Whoever takes it all the same is at least told when it speaks of another
            // one.
            string room = trust == Trust.Bare ? payload.RoomId ?? shown : ProvenRoom(payload, trust, suffix);
            if (contradiction || (terms.RoomId != null && terms.RoomId != room))
                throw new KitTokenError(ReasonCode.RoomMismatch, "roomID");
        }

        /// <summary>Spec R31: the signature, or else the sealed payload. The suffix of an unsigned token is what its
        /// holder wrote there.</summary>
        internal static string ProvenRoom(Payload payload, Trust trust, Suffix suffix)
        {
            if (trust == Trust.Bare) return null;
            return trust == Trust.Signed && suffix.RoomId.Length > 0 ? suffix.RoomId : payload.RoomId;
        }
    }
}
