package io.roompass.token.internal.crypto;

import io.roompass.token.internal.json.JsonDocument;

/** A plaintext of the right form, whose values were not looked at yet. */
public final class Opened {
    private final JsonDocument claims;
    private final String plaintext;
    private final boolean sealed;

    Opened(JsonDocument claims, String plaintext, boolean sealed) {
        this.claims = claims;
        this.plaintext = plaintext;
        this.sealed = sealed;
    }

    public JsonDocument claims() {
        return claims;
    }

    /** What the claims were read from. */
    public String plaintext() {
        return plaintext;
    }

    /**
     * Whether only a holder of the secret can have made it: by the signature, or by an IV or nonce that nobody else
     * could derive.
     */
    public boolean isSealed() {
        return sealed;
    }
}
