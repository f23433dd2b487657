package io.roompass.token.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly, and keeps what others forget: keys that stand twice, how a number was spelled, spaces, depth. It
 * knows no schema and throws nothing.
 */
public final class JsonScanner {
    private final String text;
    private final int maxDepth;
    private int at;
    private boolean broken;
    private boolean duplicate;
    private boolean spaced;

    private JsonScanner(String text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
    }

    /**
     * The object that a text spells, or null when it is not JSON, not an object, or nested deeper than maxDepth; an
     * object of scalars has depth 1.
     */
    public static JsonDocument scan(String text, int maxDepth) {
        JsonScanner scanner = new JsonScanner(text, maxDepth);
        scanner.skipSpace();
        JsonValue value = scanner.value(0);
        scanner.skipSpace();
        if (scanner.broken || scanner.at != text.length() || !value.is(JsonValue.Kind.OBJECT)) {
            return null;
        }
        return new JsonDocument(value, scanner.duplicate, scanner.spaced);
    }

    /** After a failure the scanner is at the end of the text, where nothing can be taken. */
    private JsonValue fail() {
        broken = true;
        at = text.length();
        return JsonValue.ABSENT;
    }

    /** The character that comes, or NUL at the end: no JSON has one. */
    private char next() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipSpace() {
        for (char c = next(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = next()) {
            spaced = true;
            at++;
        }
    }

    private JsonValue value(int depth) {
        switch (next()) {
            case '"':
                return JsonValue.string(string());
            case '{':
                return depth == maxDepth ? fail() : object(depth + 1);
            case '[':
                return depth == maxDepth ? fail() : array(depth + 1);
            case 'n':
                return word("null", JsonValue.NULL);
            case 't':
                return word("true", JsonValue.TRUE);
            case 'f':
                return word("false", JsonValue.FALSE);
            default:
                return number();
        }
    }

    private JsonValue word(String word, JsonValue meant) {
        if (!text.startsWith(word, at)) {
            return fail();
        }
        at += word.length();
        return meant;
    }

    private JsonValue object(int depth) {
        at++;
        skipSpace();
        if (take('}')) {
            return JsonValue.object(Collections.emptyMap());
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        do {
            skipSpace();
            if (next() != '"') {
                return fail();
            }
            String key = string();
            skipSpace();
            if (!take(':')) {
                return fail();
            }
            skipSpace();
            if (members.put(key, value(depth)) != null) {
                duplicate = true;
            }
            skipSpace();
        } while (take(','));
        return take('}') ? JsonValue.object(members) : fail();
    }

    private JsonValue array(int depth) {
        at++;
        skipSpace();
        List<JsonValue> items = new ArrayList<>();
        if (take(']')) {
            return JsonValue.array(items);
        }
        do {
            skipSpace();
            items.add(value(depth));
            skipSpace();
        } while (take(','));
        return take(']') ? JsonValue.array(items) : fail();
    }

    /** It stands at the opening quote. */
    private String string() {
        int from = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(from, at++);
            }
            if (c == '\\') {
                return escapedString(from);
            }
            if (c < ' ') {
                break;
            }
            at++;
        }
        fail();
        return "";
    }

    /** Reads on from the first backslash of a string that began at {@code from}. */
    private String escapedString(int from) {
        StringBuilder meant = new StringBuilder(text.length() - from).append(text, from, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return meant.toString();
            }
            if (c < ' ' || (c == '\\' && !escape(meant))) {
                break;
            }
            if (c != '\\') {
                meant.append(c);
                at++;
            }
        }
        fail();
        return "";
    }

    private static final String LETTERS = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";

    /** It stands at the backslash. False for what is no escape. */
    private boolean escape(StringBuilder meant) {
        at++;
        if (next() == 'u') {
            int unit = unit(at + 1);
            meant.append((char) unit);
            at += 5;
            return unit >= 0;
        }
        int known = LETTERS.indexOf(next());
        if (known < 0) {
            return false;
        }
        meant.append(MEANINGS.charAt(known));
        at++;
        return true;
    }

    /** Four hex digits, or -1. */
    private int unit(int from) {
        if (from + 4 > text.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            char c = text.charAt(i);
            // Character.digit takes digits of every script.
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
    private static final int MAX_DIGITS = 16;

    private JsonValue number() {
        int from = at;
        boolean negative = take('-');
        int digits = at;
        if (!take('0') && !takeDigits()) {
            return fail();
        }
        int plain = at;
        if (take('.') && !takeDigits()) {
            return fail();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            if (!takeDigits()) {
                return fail();
            }
        }
        if (at != plain || plain - digits > MAX_DIGITS) {
            return JsonValue.ODD_NUMBER;
        }
        long integer = Long.parseLong(text.substring(from, plain));
        boolean odd = Math.abs(integer) > MAX_SAFE_INTEGER || (negative && integer == 0);
        return odd ? JsonValue.ODD_NUMBER : JsonValue.integer(integer);
    }

    /** Takes as many as there are; false when there is none. */
    private boolean takeDigits() {
        int from = at;
        while (next() >= '0' && next() <= '9') {
            at++;
        }
        return at > from;
    }
}
