package io.roompass.token;

/** What was encrypted in a token. Whoever sent it must not see this. */
public final class ClaimsLayer {
    private final long appId;
    private final String userId;
    private final int nonce;
    private final long issuedAt;
    private final long expiresAt;
    private final String payload;

    ClaimsLayer(long appId, String userId, int nonce, long issuedAt, long expiresAt, String payload) {
        this.appId = appId;
        this.userId = userId;
        this.nonce = nonce;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.payload = payload;
    }

    /** The app, 1 to 4294967295. */
    public long appId() {
        return appId;
    }

    /** The user. */
    public String userId() {
        return userId;
    }

    /** What tells tokens with equal claims apart. */
    public int nonce() {
        return nonce;
    }

    /** Unix seconds. */
    public long issuedAt() {
        return issuedAt;
    }

    /** Unix seconds. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Room and rights, {@code ""} for none. */
    public String payload() {
        return payload;
    }
}
