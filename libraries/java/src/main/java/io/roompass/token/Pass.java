package io.roompass.token;

import java.util.Optional;

/**
 * A verified token: only what was checked (spec/kit-token.md section 6). What it proves depends on {@link #trust}; a
 * bare one proves nothing at all.
 */
public final class Pass {
    private final Trust trust;
    private final long appId;
    private final String userId;
    private final String roomId;
    private final String userName;
    private final Grant grant;
    private final long issuedAt;
    private final long expiresAt;
    private final String tid;
    private final String kid;
    private final Format format;
    private final String payload;
    private final String ext;
    private final Claimed claimed;

    Pass(
            Trust trust,
            long appId,
            String userId,
            String roomId,
            String userName,
            Grant grant,
            long issuedAt,
            long expiresAt,
            String tid,
            String kid,
            Format format,
            String payload,
            String ext,
            Claimed claimed) {
        this.trust = trust;
        this.appId = appId;
        this.userId = userId;
        this.roomId = roomId;
        this.userName = userName;
        this.grant = grant;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.tid = tid;
        this.kid = kid;
        this.format = format;
        this.payload = payload;
        this.ext = ext;
        this.claimed = claimed;
    }

    /** What the token proved. */
    public Trust trust() {
        return trust;
    }

    /** The app, 1 to 4294967295. */
    public long appId() {
        return appId;
    }

    /** The user. */
    public String userId() {
        return userId;
    }

    /** The room that the signature or the sealed payload proves; empty when none is. */
    public Optional<String> roomId() {
        return Optional.ofNullable(roomId);
    }

    /** The name to show, which the signature alone proves; empty without one. */
    public Optional<String> userName() {
        return Optional.ofNullable(userName);
    }

    /** What the holder may do in the room: all where the payload is empty. */
    public Grant grant() {
        return grant;
    }

    /** Unix seconds. */
    public long issuedAt() {
        return issuedAt;
    }

    /** Unix seconds: the first second of no use. */
    public long expiresAt() {
        return expiresAt;
    }

    /** The identity of the Token04, in 64 hex digits. */
    public String tid() {
        return tid;
    }

    /** Names the key that opened it, in 8 hex digits. */
    public String kid() {
        return kid;
    }

    /** How it is encrypted. */
    public Format format() {
        return format;
    }

    /** The payload as it was sealed, {@code ""} for none. */
    public String payload() {
        return payload;
    }

    /** The signed extension; empty without one or without a signature. */
    public Optional<String> ext() {
        return Optional.ofNullable(ext);
    }

    /** What the suffix says, which nothing proves unless the trust is signed; empty for a Token04 alone. */
    public Optional<Claimed> claimed() {
        return Optional.ofNullable(claimed);
    }

    /** What it proves, of whom, and for how long; not the payload. */
    @Override
    public String toString() {
        return "Pass[trust=" + trust + ", appId=" + appId + ", userId=" + userId + ", expiresAt=" + expiresAt + "]";
    }
}
