package io.roompass.token;

import io.roompass.token.internal.codec.Claims;
import java.util.ArrayList;
import java.util.List;

/** Do the parts of an opened token agree with each other, with the clock and with what is expected (R23 to R31)? */
final class Consistency {
    /** How many seconds the clock that minted may be ahead of this one. */
    private static final long MAX_CLOCK_DRIFT = 60;

    private Consistency() {}

    /** R23 to R28: all that contradicts, in the order of the codes that a caller sees. Empty when all is well. */
    static List<KitTokenError> conflicts(Claims claims, AppKey key, Evidence evidence) {
        Terms terms = evidence.terms;
        Suffix suffix = evidence.suffix;
        long appId = claims.appId();
        long expire = claims.expiresAt();
        List<KitTokenError> found = new ArrayList<>(0);
        check(
                found,
                appId == key.appId() && (terms.appId == null || terms.appId == appId),
                Code.APP_MISMATCH,
                "app_id");
        check(found, suffix == null || suffix.fields.userId.equals(claims.userId()), Code.USER_MISMATCH, "userID");
        check(found, terms.userId == null || terms.userId.equals(claims.userId()), Code.USER_MISMATCH, "user_id");
        check(
                found,
                expire == evidence.envelope.expire() && expire > claims.issuedAt(),
                Code.EXPIRY_MISMATCH,
                "expire");
        check(found, expire - claims.issuedAt() <= terms.maxLifetime, Code.LIFETIME_TOO_LONG, "expire");
        check(found, claims.issuedAt() <= terms.now + MAX_CLOCK_DRIFT, Code.NOT_YET_VALID, "ctime");
        check(found, !terms.expired(expire), Code.TOKEN_EXPIRED, "expire");
        return found;
    }

    private static void check(List<KitTokenError> found, boolean holds, Code code, String claim) {
        if (!holds) {
            found.add(new KitTokenError(code, claim));
        }
    }

    /** R30, and the room that the caller asks for. */
    static void checkRoom(Payload payload, Trust trust, Evidence evidence) {
        String shown = evidence.suffix == null ? "" : evidence.suffix.fields.roomId;
        if (!payload.roomId.isEmpty() && !shown.isEmpty() && !payload.roomId.equals(shown)) {
            throw new KitTokenError(Code.ROOM_MISMATCH, "roomID");
        }
        String wanted = evidence.terms.roomId;
        if (wanted == null) {
            return;
        }
        String room = provenRoom(payload, trust, evidence.suffix);
        if (trust == Trust.BARE) {
            // It proves no room. Whoever takes it all the same is at least told when it speaks of another one.
            room = payload.roomId.isEmpty() ? shown : payload.roomId;
        }
        if (room.isEmpty() || !room.equals(wanted)) {
            throw new KitTokenError(Code.ROOM_MISMATCH, "roomID");
        }
    }

    /**
     * R31: the signature, or else the sealed payload; "" for none. The suffix of an unsigned token is what its holder
     * wrote there.
     */
    static String provenRoom(Payload payload, Trust trust, Suffix suffix) {
        if (trust == Trust.BARE) {
            return "";
        }
        boolean signed = trust == Trust.SIGNED && !suffix.fields.roomId.isEmpty();
        return signed ? suffix.fields.roomId : payload.roomId;
    }
}
