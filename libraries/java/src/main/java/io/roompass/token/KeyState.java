package io.roompass.token;

/** What may be done with a key, in the order in which keys are tried. An app has one active key at most. */
public enum KeyState {
    /** Verifies, before a rotation. */
    NEXT("next"),
    /** Mints and verifies. */
    ACTIVE("active"),
    /** Verifies, after a rotation. */
    PREVIOUS("previous"),
    /** Does neither: inspecting can say that a token was made with it. */
    RETIRED("retired");

    private final String word;

    KeyState(String word) {
        this.word = word;
    }

    /** As it is spelled in every language: {@code next}. */
    @Override
    public String toString() {
        return word;
    }
}
