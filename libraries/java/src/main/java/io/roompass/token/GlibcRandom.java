package io.roompass.token;

/**
 * rand() of glibc, the additive feedback generator of its default size. The official C++ generator seeds it with the
 * second of minting, once for the nonce and once more for the IV, so every token of one second has the same IV.
 */
final class GlibcRandom {
    private static final int MULTIPLIER = 16807;
    private static final int MODULUS = Integer.MAX_VALUE;
    private static final int SIZE = 31;
    private static final int LAG = 3;
    private static final int DISCARDED = 310;

    /** The last numbers in a ring, the oldest at the place that comes next. */
    private final int[] state = new int[SIZE];

    private int at = LAG;

    GlibcRandom(int seed) {
        long word = seed == 0 ? 1 : seed;
        for (int i = 0; i < SIZE; i++) {
            state[i] = (int) word;
            word = MULTIPLIER * word % MODULUS;
            word = word < 0 ? word + MODULUS : word;
        }
        for (int i = 0; i < DISCARDED; i++) {
            next();
        }
    }

    /** 0 to 2^31-1. */
    int next() {
        int sum = state[at] + state[(at + SIZE - LAG) % SIZE];
        state[at] = sum;
        at = (at + 1) % SIZE;
        return sum >>> 1;
    }
}
