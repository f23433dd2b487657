package io.roompass.token.internal.crypto;

import io.roompass.token.internal.codec.ScannedClaims;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;

/** A plaintext of the right form. */
public final class Opened {
    private final ScannedClaims claims;
    private final String plaintext;
    private final boolean sealed;

    Opened(ScannedClaims claims, String plaintext, boolean sealed) {
        this.claims = claims;
        this.plaintext = plaintext;
        this.sealed = sealed;
    }

    public ScannedClaims claims() {
        return claims;
    }

    /** The claims with their keys in order, to explain: others may spell them as we do. */
    public JsonValue object() {
        return claims.own() == null
                ? claims.document().object()
                : JsonScanner.scan(plaintext, 1).object();
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
