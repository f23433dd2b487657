package io.roompass.token;

import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.crypto.Opened;
import io.roompass.token.internal.crypto.TokenId;
import io.roompass.token.internal.names.Names;
import java.util.Collections;
import java.util.List;

/**
 * Is a token authentic, whole, in time and consistent? The rules R1 to R31 of spec/kit-token.md, in their order. They
 * live with what they are about; here is the path through them.
 */
final class Verifying {
    private Verifying() {}

    static Pass kitToken(String kitToken, Keyring keys, Terms terms) {
        Frame frame = Frame.split(kitToken, terms.reading); // R1, R2
        Envelope envelope = readOutside(frame.token04, terms); // R1 to R7
        Suffix suffix = SuffixReader.read(frame.suffix, terms.reading); // R8 to R12
        Evidence evidence = new Evidence(envelope, suffix, terms);
        List<AppKey> candidates = keys.candidates(suffix.fields.appId); // R13
        if (!evidence.isSignedOne()) {
            return conclude(candidates, evidence, false);
        }
        return conclude(Collections.singletonList(signerOf(candidates, evidence)), evidence, true);
    }

    static Pass token04(String token04, Keyring keys, Terms terms) {
        Envelope envelope = readOutside(token04, terms); // R1 to R7
        List<AppKey> candidates = terms.appId == null ? keys.all().verifying : keys.candidates(terms.appId); // R13
        return conclude(candidates, new Evidence(envelope, null, terms), false);
    }

    static Shown read(String kitToken) {
        Frame frame = Frame.split(kitToken, Reading.OWN);
        Envelope envelope = Frame.open(frame.token04, Reading.OWN);
        Suffix suffix = SuffixReader.read(frame.suffix, Reading.OWN);
        SuffixFields fields = suffix.fields;
        return new Shown(fields.appId, fields.userId, fields.roomId, suffix.userName, envelope.expire());
    }

    /** The outer expiry is public and cheap to read: an expired token costs no cryptography. */
    private static Envelope readOutside(String token04, Terms terms) {
        Envelope envelope = Frame.open(token04, terms.reading);
        if (terms.expired(envelope.expire())) {
            throw new KitTokenError(Code.TOKEN_EXPIRED, "expire");
        }
        return envelope;
    }

    /** Opens a token with the keys that may, and judges what is inside. */
    private static Pass conclude(List<AppKey> candidates, Evidence evidence, boolean signed) {
        Found found = open(candidates, evidence.envelope, signed); // R16 to R19
        Trust trust = found.trust(evidence.envelope.form(), signed); // R17
        Claims claims = ClaimsReader.read(found.opened.claims()); // R19, R21, R22
        List<KitTokenError> conflicts = Consistency.conflicts(claims, found.key, evidence); // R23 to R28
        if (!conflicts.isEmpty()) {
            throw conflicts.get(0);
        }
        Payload payload = Payload.read(claims.payload(), trust != Trust.BARE, evidence.terms.reading); // R29
        Consistency.checkRoom(payload, trust, evidence); // R30, R31
        // Last, so that it is said only of a token that keeps every other rule (R14, R17).
        if (trust.compareTo(evidence.terms.accept) < 0) {
            throw new KitTokenError(Code.TRUST_TOO_LOW);
        }
        return passOf(evidence, found.key, trust, claims, payload);
    }

    /** The key that signed the token (R13). A wrong signature ends here, before anything is decrypted. */
    static AppKey signerOf(List<AppKey> candidates, Evidence evidence) {
        Signature signature = evidence.suffix.signature;
        for (AppKey key : candidates) {
            if (!key.kid().equals(signature.kid)) {
                continue;
            }
            if (!signature.isOf(key.sealing, evidence.suffix.fields, evidence.envelope.raw())) {
                throw new KitTokenError(Code.SIGNATURE_INVALID, "sig");
            }
            return key;
        }
        throw new KitTokenError(Code.KEY_UNKNOWN, "sig");
    }

    /**
     * Tries every key, also after one fitted, so that the time does not tell which. Of several that open, the first
     * that seals wins.
     */
    static Found open(List<AppKey> candidates, Envelope envelope, boolean signed) {
        if (candidates.isEmpty()) {
            throw new KitTokenError(Code.KEY_UNKNOWN);
        }
        Found found = null;
        int usable = 0;
        for (AppKey key : candidates) {
            if (envelope.form() == Form.GCM && key.gcm == GcmPolicy.REFUSE) {
                continue;
            }
            usable++;
            Opened opened = key.sealing.open(envelope, signed);
            if (opened != null && (found == null || (opened.isSealed() && !found.opened.isSealed()))) {
                found = new Found(key, opened);
            }
        }
        if (found == null) {
            throw new KitTokenError(usable == 0 ? Code.TOKEN_ENVELOPE : Code.TOKEN_UNDECRYPTABLE);
        }
        return found;
    }

    private static Pass passOf(Evidence evidence, AppKey key, Trust trust, Claims claims, Payload payload) {
        Suffix suffix = evidence.suffix;
        boolean signed = trust == Trust.SIGNED;
        String room = Consistency.provenRoom(payload, trust, suffix);
        return new Pass(
                trust,
                claims.appId(),
                claims.userId(),
                room.isEmpty() ? null : room,
                signed ? suffix.userName : null,
                payload.grant,
                claims.issuedAt(),
                claims.expiresAt(),
                TokenId.of(evidence.envelope.raw()),
                key.kid(),
                Format.valueOf(evidence.envelope.form().name()),
                claims.payload(),
                signed ? suffix.fields.ext : null,
                suffix == null ? null : claimedBy(suffix));
    }

    private static Claimed claimedBy(Suffix suffix) {
        String room = suffix.fields.roomId;
        return new Claimed(Names.isRoomId(room) ? room : null, suffix.userName);
    }
}
