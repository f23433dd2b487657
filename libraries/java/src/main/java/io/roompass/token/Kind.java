package io.roompass.token;

/** What a text is by its looks. */
public enum Kind {
    /** A Token04 and a suffix. */
    KIT_TOKEN("kit-token"),
    /** A Token04 alone. */
    TOKEN04("token04"),
    /** What came before Token04. */
    TOKEN03("token03"),
    /** A JSON Web Token. */
    JWT("jwt"),
    /** An AppSign, 64 hex digits. */
    APP_SIGN("app-sign"),
    /** 32 hex digits, which look like a ServerSecret. */
    SERVER_SECRET_LIKE("server-secret-like"),
    /** Nothing. */
    EMPTY("empty"),
    /** Something else. */
    UNKNOWN("unknown");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As it is spelled in every language: {@code kit-token}. */
    @Override
    public String toString() {
        return word;
    }
}
