package io.roompass.token;

import java.util.Locale;

/**
 * Why a token was refused, or what inspecting found out about it: a closed list, the same in every language
 * (spec/reasons.json). The sentences are in {@link #message} and {@link #fix}.
 */
public enum Code {
    // Why verifying refuses, in the order of the rules.
    TOKEN_MALFORMED,
    TOKEN_VERSION,
    TOKEN_ENCODING,
    TOKEN_ENVELOPE,
    SUFFIX_MALFORMED,
    USER_ID_INVALID,
    ROOM_ID_INVALID,
    USER_NAME_INVALID,
    SIGNATURE_MALFORMED,
    KEY_UNKNOWN,
    SIGNATURE_INVALID,
    TRUST_TOO_LOW,
    TOKEN_UNDECRYPTABLE,
    CLAIMS_INVALID,
    APP_MISMATCH,
    USER_MISMATCH,
    ROOM_MISMATCH,
    EXPIRY_MISMATCH,
    LIFETIME_TOO_LONG,
    NOT_YET_VALID,
    TOKEN_EXPIRED,
    PAYLOAD_INVALID,

    // What only inspecting gives. A guess is never the last word: the reason of verifying stands beside it.

    // It is no token.
    NOT_TEXT,
    EMPTY,
    NOT_A_KIT_TOKEN,
    PLACEHOLDER,
    TOKEN03_GIVEN,
    JWT_GIVEN,
    APP_SIGN_GIVEN,
    SERVER_SECRET_GIVEN,

    // It is a token of the other kind, or a part of one, or more than one.
    KIT_TOKEN_GIVEN,
    TOKEN04_GIVEN,
    SUFFIX_GIVEN,
    TOKEN_MISSING,
    KIT_TOKEN_TWICE,
    TWO_TOKENS,

    // Something happened on its way.
    SURROUNDING_SPACE,
    LINE_BREAKS,
    QUOTED,
    BEARER_PREFIX,
    WRAPPED_IN_JSON,
    PERCENT_ENCODED,
    PLUS_BECAME_SPACE,
    BASE64URL_SPELLING,
    PADDING_MISSING,
    TRUNCATED,

    // Its maker did something wrong.
    LENGTH_OVERFLOW,
    PLAINTEXT_EMPTY,
    EXPIRY_IN_MILLISECONDS,
    CLAIMS_NESTED,
    CLAIMS_SPACED,
    CLAIMS_UNREADABLE,
    SUFFIX_NOT_BASE64,
    SUFFIX_NOT_ASCII,
    SUFFIX_APP_MISSING,

    // The keys do not fit.
    WRONG_SECRET,
    SECRET_HEX_DECODED,
    KEY_OF_ANOTHER_APP,
    KEY_RETIRED,
    SECRET_WEAK,

    // It may be good all the same.
    CLOCK_AHEAD,
    SUFFIX_UNPROVEN,
    IV_WEAK,
    IV_REPEATED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** One sentence or two that are true of every token with this fault. */
    public String message() {
        return Reason.of(this).message;
    }

    /** What to do about it. */
    public String fix() {
        return Reason.of(this).fix;
    }

    /** The numbers under which ZEGOCLOUD reports it. */
    public ZegocloudCodes zegocloud() {
        return Reason.of(this).zegocloud;
    }

    /** As it is spelled in every language: {@code token_expired}. */
    @Override
    public String toString() {
        return word;
    }
}
