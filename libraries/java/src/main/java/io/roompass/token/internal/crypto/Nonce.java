package io.roompass.token.internal.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** The nonce of a token: two tokens with equal claims differ by it, and through the seal in all their bytes. */
public final class Nonce {
    /** The generator of this machine. */
    private static final SecureRandom SYSTEM = new SecureRandom();

    private Nonce() {}

    /** From 0 to 2^31-1. Without a source it comes from the machine's generator. */
    public static int draw(Consumer<byte[]> random) {
        byte[] drawn = new byte[4];
        if (random == null) {
            SYSTEM.nextBytes(drawn);
        } else {
            random.accept(drawn);
        }
        return ByteBuffer.wrap(drawn).getInt() & Integer.MAX_VALUE;
    }
}
