package io.roompass.token;

/** What stands around the ciphertext of a token, where anyone can read it. */
public final class EnvelopeLayer {
    private final Format format;
    private final long expiresAt;
    private final int ciphertextLength;
    private final IvLooks ivLooks;

    EnvelopeLayer(Format format, long expiresAt, int ciphertextLength, IvLooks ivLooks) {
        this.format = format;
        this.expiresAt = expiresAt;
        this.ciphertextLength = ciphertextLength;
        this.ivLooks = ivLooks;
    }

    /** How it is encrypted. */
    public Format format() {
        return format;
    }

    /** Unix seconds. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Bytes; of GCM with its tag. */
    public int ciphertextLength() {
        return ciphertextLength;
    }

    /** What the IV or nonce is made of. */
    public IvLooks ivLooks() {
        return ivLooks;
    }
}
