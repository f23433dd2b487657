package io.roompass.token.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Text to UTF-8 and back: all or nothing and without exceptions, so that a failure costs what a success costs. */
public final class Utf8 {
    private Utf8() {}

    /** The text must be well-formed. */
    public static byte[] encode(String text) {
        return text.getBytes(UTF_8);
    }

    /** Null when the bytes are not well-formed UTF-8. A byte order mark is a character like others. */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        // What is malformed becomes U+FFFD, and then other bytes.
        return Arrays.equals(text.getBytes(UTF_8), bytes) ? text : null;
    }

    /** Whether no surrogate stands alone, which no UTF-8 can spell. */
    public static boolean isWellFormed(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(point);
        }
        return true;
    }

    /** Whether a well-formed text has at most so many bytes. */
    public static boolean fits(String text, int max) {
        // No unit of UTF-16 takes more than three bytes, and none takes less than one.
        return text.length() * 3L <= max || (text.length() <= max && encode(text).length <= max);
    }
}
