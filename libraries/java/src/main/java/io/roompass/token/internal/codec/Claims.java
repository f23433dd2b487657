package io.roompass.token.internal.codec;

import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonText;
import io.roompass.token.internal.json.JsonValue;
import io.roompass.token.internal.json.OwnSpelling;
import io.roompass.token.internal.names.Names;

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
    public static ScannedClaims scan(String text) {
        Claims own = readOwn(text);
        if (own != null) {
            return ScannedClaims.own(own);
        }
        JsonDocument document = JsonScanner.scan(text, 1);
        return document == null || document.spaced() ? null : ScannedClaims.of(document);
    }

    /** Null for all but claims that {@code spell} spelled, with values that may be. */
    private static Claims readOwn(String text) {
        OwnSpelling own = new OwnSpelling(text);
        own.take("{\"app_id\":");
        long appId = own.number();
        own.take(",\"user_id\":\"");
        String userId = own.text();
        own.take(",\"nonce\":");
        long nonce = own.number();
        own.take(",\"ctime\":");
        long issuedAt = own.number();
        own.take(",\"expire\":");
        long expiresAt = own.number();
        own.take(",\"payload\":\"");
        String payload = own.text();
        own.take("}");
        boolean good = own.done()
                && Names.isAppId(appId)
                && Names.isUserId(userId)
                && nonce <= Integer.MAX_VALUE
                && isTime(issuedAt)
                && isTime(expiresAt);
        return good ? new Claims(appId, userId, (int) nonce, issuedAt, expiresAt, payload) : null;
    }

    private static boolean isTime(long seconds) {
        return seconds >= 1 && seconds <= Envelope.LAST_SECOND;
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
