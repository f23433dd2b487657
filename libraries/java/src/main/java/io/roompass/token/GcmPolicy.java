package io.roompass.token;

/** What a Token04 in GCM form is worth when its tag is right. */
public enum GcmPolicy {
    /** It is taken, and proves nothing unless its nonce is ours: some generators repeat nonces. */
    ACCEPT("accept"),
    /** It is taken for sealed: every maker with this secret is known to be good. */
    TRUST("trust"),
    /** It is not taken. */
    REFUSE("refuse");

    private final String word;

    GcmPolicy(String word) {
        this.word = word;
    }

    /** As it is spelled in every language: {@code accept}. */
    @Override
    public String toString() {
        return word;
    }
}
