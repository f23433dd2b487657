package io.roompass.token.internal.codec;

import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonText;
import io.roompass.token.internal.json.JsonValue;

/** What is encrypted in a Token04. Times are Unix seconds. */
public final class Claims {
    private final long appId;
    private final String userId;
    private final int nonce;
    private final long issuedAt;
    private final long expiresAt;
    private final String payload;

    public Claims(long appId, String userId, int nonce, long issuedAt, long expiresAt, String payload) {
        this.appId = appId;
        this.userId = userId;
        this.nonce = nonce;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.payload = payload;
    }

    public long appId() {
        return appId;
    }

    public String userId() {
        return userId;
    }

    public int nonce() {
        return nonce;
    }

    public long issuedAt() {
        return issuedAt;
    }

    public long expiresAt() {
        return expiresAt;
    }

    /** "" also where the key is absent or null. */
    public String payload() {
        return payload;
    }

    /** The claims as they are minted (spec/token04.md 3.1): the order of the keys is part of it. */
    public byte[] spell() {
        StringBuilder json = new StringBuilder(128 + userId.length() + payload.length() * 9 / 8);
        json.append("{\"app_id\":").append(appId).append(",\"user_id\":");
        JsonText.append(json, userId);
        json.append(",\"nonce\":").append(nonce).append(",\"ctime\":").append(issuedAt);
        json.append(",\"expire\":").append(expiresAt).append(",\"payload\":");
        JsonText.append(json, payload);
        return Utf8.encode(json.append('}').toString());
    }

    /** Read in place of a plaintext that cannot be read, so that the failure costs what a success costs. */
    public static final String UNREADABLE =
            "{\"app_id\":1,\"user_id\":\"nobody\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}";

    /**
     * Null when a text is not the compact JSON of one flat object (R18, R19), which nobody may tell apart from one that
     * was never decrypted.
     */
    public static JsonDocument scan(String text) {
        JsonDocument document = JsonScanner.scan(text, 1);
        return document == null || document.spaced() ? null : document;
    }

    /** The claims of a document whose keys and values were looked at. */
    public static Claims of(JsonValue object) {
        return new Claims(
                object.get("app_id").integer(),
                object.get("user_id").text(),
                (int) object.get("nonce").integer(),
                object.get("ctime").integer(),
                object.get("expire").integer(),
                object.get("payload").text());
    }
}
