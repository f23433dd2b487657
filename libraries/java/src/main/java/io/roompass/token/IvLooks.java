package io.roompass.token;

/** What the bytes of an IV or nonce look like. */
public enum IvLooks {
    /** Decimal digits, from a weak source of randomness. */
    DIGITS("digits"),
    /** Hex digits, from a weak source of randomness. */
    HEX("hex"),
    /** Digits and lowercase letters, most often from a weak source of randomness. */
    ALPHANUMERIC("alphanumeric"),
    /** What our seal looks like. */
    BASE64URL("base64url"),
    /** Bytes of any kind. */
    BYTES("bytes");

    private final String word;

    IvLooks(String word) {
        this.word = word;
    }

    /** Whether the next IV can be computed from others, or there are few of them. */
    boolean isWeak() {
        return this == DIGITS || this == HEX || this == ALPHANUMERIC;
    }

    /** As it is spelled in every language: {@code digits}. */
    @Override
    public String toString() {
        return word;
    }
}
