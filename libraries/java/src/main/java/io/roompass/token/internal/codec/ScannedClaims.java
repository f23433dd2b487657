package io.roompass.token.internal.codec;

import io.roompass.token.internal.json.JsonDocument;

/** A text that may be claims. */
public final class ScannedClaims {
    private final Claims own;
    private final JsonDocument document;

    private ScannedClaims(Claims own, JsonDocument document) {
        this.own = own;
        this.document = document;
    }

    static ScannedClaims own(Claims claims) {
        return new ScannedClaims(claims, null);
    }

    public static ScannedClaims of(JsonDocument document) {
        return new ScannedClaims(null, document);
    }

    /** Claims that are spelled as ours, and are good already; null where they are spelled otherwise. */
    public Claims own() {
        return own;
    }

    /** The object that nobody has looked at yet; null where it is spelled as ours. */
    public JsonDocument document() {
        return document;
    }
}
