package io.roompass.token.internal.crypto;

/** Bytes in lowercase hex digits, and back. */
final class Hex {
    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    static String encode(byte[] bytes) {
        StringBuilder digits = new StringBuilder(2 * bytes.length);
        for (byte b : bytes) {
            digits.append(DIGITS.charAt(b >> 4 & 15)).append(DIGITS.charAt(b & 15));
        }
        return digits.toString();
    }

    /** Of hex digits in even number. */
    static byte[] decode(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
