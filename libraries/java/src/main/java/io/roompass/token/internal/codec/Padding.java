package io.roompass.token.internal.codec;

import java.util.Arrays;

/** PKCS#7 for blocks of 16 bytes (spec/token04.md section 4). */
public final class Padding {
    private Padding() {}

    /** How long so many bytes are with their padding. */
    public static int paddedLength(int length) {
        return length + Envelope.BLOCK - length % Envelope.BLOCK;
    }

    /** Fills the end of an array from {@code from}. */
    public static void fill(byte[] blocks, int from) {
        Arrays.fill(blocks, from, blocks.length, (byte) (blocks.length - from));
    }

    /**
     * The length of the padding, or a negative one where it is not right: then the work goes on as if it were one byte.
     * All of 16 bytes are looked at whatever they are.
     */
    public static int lengthOf(byte[] blocks) {
        int last = blocks.length - 1;
        int length = blocks[last] & 0xff;
        // Negative numbers have their highest bit set: no branch depends on the bytes.
        int wrong = ((length - 1) | (Envelope.BLOCK - length)) >> 31;
        for (int i = 0; i < Envelope.BLOCK; i++) {
            int inside = (i - length) >> 31;
            wrong |= inside & ((blocks[last - i] & 0xff) ^ length);
        }
        int isWrong = (wrong | -wrong) >> 31;
        return isWrong | (~isWrong & length);
    }
}
