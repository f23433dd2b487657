package io.roompass.token;

/** A code, what it means, and what mends it. */
public final class Problem {
    private final Code code;
    private final String message;
    private final String fix;

    Problem(Code code, String message, String fix) {
        this.code = code;
        this.message = message;
        this.fix = fix;
    }

    /** The code. */
    public Code code() {
        return code;
    }

    /** What is wrong, in sentences. The last may be particular to this token. */
    public String message() {
        return message;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }

    /** The numbers under which ZEGOCLOUD reports it. */
    public ZegocloudCodes zegocloud() {
        return code.zegocloud();
    }

    /** The code and the message. */
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
