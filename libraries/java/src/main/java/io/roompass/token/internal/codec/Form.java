package io.roompass.token.internal.codec;

/** A form of the bytes around a ciphertext (spec/token04.md section 2). */
public enum Form {
    /** AES-256-CBC with an IV of a block. */
    CBC(16, 0),
    /** AES-256-GCM with a nonce of 12 bytes, a tag after the ciphertext and a mode byte at the end. */
    GCM(12, 1);

    /** The length of the IV or nonce. */
    final int iv;
    /** How many bytes follow the ciphertext. */
    final int rest;

    Form(int iv, int rest) {
        this.iv = iv;
        this.rest = rest;
    }

    /** Where the ciphertext begins; the two bytes before it say its length. */
    public int header() {
        return Envelope.IV_AT + iv + 2;
    }

    /** Null for an IV of another length: there is no "else CBC". */
    static Form withIv(int length) {
        return length == CBC.iv ? CBC : length == GCM.iv ? GCM : null;
    }
}
