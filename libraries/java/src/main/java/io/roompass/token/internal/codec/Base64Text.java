package io.roompass.token.internal.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/** Base64 in one spelling only (R4, R8). */
public final class Base64Text {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** How every Token04 begins, before the base64. */
    public static final String TOKEN04_PREFIX = "04";

    private Base64Text() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Null for every spelling but the one that encoding gives. */
    public static byte[] decode(String text) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        // The decoder forgives missing padding and spare bits.
        return encode(decoded).equals(text) ? decoded : null;
    }

    /** Base64url without padding, in ASCII. */
    public static byte[] encodeUrl(byte[] bytes) {
        return URL.encode(bytes);
    }

    public static String encodeUrlText(byte[] bytes) {
        return new String(encodeUrl(bytes), ISO_8859_1);
    }
}
