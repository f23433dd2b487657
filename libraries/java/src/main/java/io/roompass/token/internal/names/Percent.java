package io.roompass.token.internal.names;

import io.roompass.token.internal.codec.Utf8;
import java.io.ByteArrayOutputStream;

/** Percent-encoding as ECMAScript's encodeURIComponent has it (spec/kit-token.md 2.2); java.net's is that of forms. */
public final class Percent {
    private static final CharSet UNESCAPED = CharSet.ALPHANUMERIC.and("-_.!~*'()");
    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    public static String encode(String text) {
        if (UNESCAPED.holds(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(3 * text.length());
        for (byte b : Utf8.encode(text)) {
            char c = (char) (b & 0xff);
            if (UNESCAPED.holds(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    /**
     * The text that is encoded; null when a % is not followed by two hex digits, or when it is not well-formed.
     * Characters that are not encoded stand for themselves.
     */
    public static String decode(String encoded) {
        if (!Utf8.isWellFormed(encoded)) {
            return null;
        }
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = Utf8.encode(encoded);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            int meant = i + 2 < bytes.length ? (digit(bytes[i + 1]) << 4) | digit(bytes[i + 2]) : -1;
            if (meant < 0) {
                return null;
            }
            decoded.write(meant);
            i += 2;
        }
        return Utf8.decode(decoded.toByteArray());
    }

    /** The value of a hex digit, or a negative number. No byte is a digit of another script. */
    private static int digit(byte b) {
        return Character.digit(b & 0xff, 16);
    }
}
