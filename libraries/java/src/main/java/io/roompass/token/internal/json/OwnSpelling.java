package io.roompass.token.internal.json;

/**
 * Reads a text in the one spelling that is minted here, from its beginning to its end, without a value for each member.
 * What is spelled otherwise is no fault: JsonScanner, which takes longer, reads it then and knows what is wrong. After
 * the first step that finds something else nothing else counts, and {@code done} is false.
 */
public final class OwnSpelling {
    /** Those of the last time that may be. */
    private static final int MAX_DIGITS = 12;

    private final String text;
    private int at;
    private boolean other;

    public OwnSpelling(String text) {
        this.text = text;
    }

    /** Whether all steps found what they wanted, and nothing is left. */
    public boolean done() {
        return !other && at == text.length();
    }

    /** Wants these characters. */
    public void take(String wanted) {
        if (!takes(wanted)) {
            other = true;
        }
    }

    /** The same for what may be absent: whether they were there. */
    public boolean takes(String wanted) {
        if (!text.startsWith(wanted, at)) {
            return false;
        }
        at += wanted.length();
        return true;
    }

    /** Wants a number of at most 12 digits, without a sign and zeros before it. */
    public long number() {
        int from = at;
        long number = 0;
        while (at - from < MAX_DIGITS && next() >= '0' && next() <= '9') {
            number = 10 * number + (next() - '0');
            at++;
        }
        if (at == from || (at > from + 1 && text.charAt(from) == '0')) {
            other = true;
        }
        return number;
    }

    /** Wants 0 or 1. */
    public boolean bit() {
        if (takes("1")) {
            return true;
        }
        take("0");
        return false;
    }

    /**
     * Wants the inside of a string and the quotation mark after it. Nothing but that mark and the backslash is escaped
     * in it.
     */
    public String text() {
        int from = at;
        skipPlain();
        String inside = next() == '\\' ? unescaped(from) : text.substring(from, at);
        take("\"");
        return inside;
    }

    /** Reads on from the first backslash of a string that began at {@code from}. */
    private String unescaped(int from) {
        StringBuilder meant = new StringBuilder(text.length() - from).append(text, from, at);
        while (next() == '\\') {
            int escaped = at + 1;
            if (escaped == text.length() || (text.charAt(escaped) != '"' && text.charAt(escaped) != '\\')) {
                break;
            }
            at = escaped + 1;
            skipPlain();
            // What is escaped stands for itself, and what is plain follows it.
            meant.append(text, escaped, at);
        }
        return meant.toString();
    }

    private void skipPlain() {
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
    }

    /** The character that comes, or NUL at the end: no JSON has one. */
    private char next() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
