package io.roompass.token;

import java.util.Optional;

/**
 * A token was refused. The code is for programs, logs and people who help; {@link Roompass#inspect} explains it. The
 * message says the code in words and never holds a part of the token. It bears the name that it has in every language,
 * and is an ordinary exception.
 */
public final class KitTokenError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why it was refused. */
    private final Code code;
    /** The field that broke the rule, or null. */
    private final String claim;

    KitTokenError(Code code) {
        this(code, null);
    }

    KitTokenError(Code code, String claim) {
        super(code + (claim == null ? ": " : " (" + claim + "): ") + code.message());
        this.code = code;
        this.claim = claim;
    }

    /** Why it was refused. */
    public Code code() {
        return code;
    }

    /**
     * The field that broke the rule, in the spelling of the format ({@code user_id}, {@code roomID}), where one field
     * did.
     */
    public Optional<String> claim() {
        return Optional.ofNullable(claim);
    }
}
