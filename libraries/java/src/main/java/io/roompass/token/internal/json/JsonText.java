package io.roompass.token.internal.json;

/** Spells texts in JSON in one way (spec/token04.md 3.1.3). */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /**
     * Appends a well-formed text as ECMAScript's JSON.stringify spells it: {@code /}, {@code <} and U+2028 as they are.
     */
    public static void append(StringBuilder json, String text) {
        json.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(text, from, i);
                appendEscape(json, c);
                from = i + 1;
            }
        }
        json.append(text, from, text.length()).append('"');
    }

    private static void appendEscape(StringBuilder json, char c) {
        json.append('\\');
        switch (c) {
            case '\b':
                json.append('b');
                break;
            case '\t':
                json.append('t');
                break;
            case '\n':
                json.append('n');
                break;
            case '\f':
                json.append('f');
                break;
            case '\r':
                json.append('r');
                break;
            case '"':
            case '\\':
                json.append(c);
                break;
            default:
                json.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
