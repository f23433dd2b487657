package io.roompass.token.internal.names;

/** A set of ASCII characters. */
public final class CharSet {
    public static final CharSet ALPHANUMERIC =
            range('0', '9').and(range('A', 'Z')).and(range('a', 'z'));
    public static final CharSet LOWER_HEX = range('0', '9').and("abcdef");
    public static final CharSet HEX = LOWER_HEX.and("ABCDEF");
    public static final CharSet BASE64_URL = ALPHANUMERIC.and("-_");

    private final boolean[] allowed = new boolean[0x80];

    private CharSet() {}

    public static CharSet of(String characters) {
        CharSet set = new CharSet();
        for (int i = 0; i < characters.length(); i++) {
            set.allowed[characters.charAt(i)] = true;
        }
        return set;
    }

    public static CharSet range(char first, char last) {
        CharSet set = new CharSet();
        for (char c = first; c <= last; c++) {
            set.allowed[c] = true;
        }
        return set;
    }

    public CharSet and(String characters) {
        return and(of(characters));
    }

    private CharSet and(CharSet other) {
        CharSet both = new CharSet();
        for (int c = 0; c < allowed.length; c++) {
            both.allowed[c] = allowed[c] || other.allowed[c];
        }
        return both;
    }

    CharSet without(String characters) {
        CharSet rest = new CharSet();
        for (int c = 0; c < allowed.length; c++) {
            rest.allowed[c] = allowed[c] && characters.indexOf(c) < 0;
        }
        return rest;
    }

    boolean holds(char c) {
        return c < allowed.length && allowed[c];
    }

    /** Whether a text has no other characters. */
    public boolean holds(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!holds(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
