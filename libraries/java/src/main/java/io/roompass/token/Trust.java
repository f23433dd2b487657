package io.roompass.token;

/** What a verified token proved, the least first (spec/kit-token.md section 4). */
public enum Trust {
    /** Nothing: whoever holds a token of an official generator can make others from it. */
    BARE("bare"),
    /** The claims, with room and rights in the payload, and not the suffix. */
    SEALED("sealed"),
    /** Every claim and every field of the suffix. */
    SIGNED("signed");

    private final String word;

    Trust(String word) {
        this.word = word;
    }

    /** As it is spelled in every language: {@code bare}. */
    @Override
    public String toString() {
        return word;
    }
}
