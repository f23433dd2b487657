package io.roompass.token;

/** A form of the sealed part. */
public enum Format {
    /** The form that every ZEGOCLOUD client takes. */
    CBC("cbc"),
    /** The form of newer official generators. */
    GCM("gcm");

    private final String word;

    Format(String word) {
        this.word = word;
    }

    /** As it is spelled in every language: {@code cbc}. */
    @Override
    public String toString() {
        return word;
    }
}
