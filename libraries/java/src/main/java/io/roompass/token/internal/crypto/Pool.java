package io.roompass.token.internal.crypto;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Objects that are costly to make and that one thread alone may use at a time, such as ciphers. It holds as many as
 * were in use at once. Unlike thread locals they go with their keyring, and threads that are many and short find them
 * made.
 */
final class Pool<T> {
    private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<T> make;

    Pool(Supplier<T> make) {
        this.make = make;
    }

    T take() {
        T taken = idle.poll();
        return taken == null ? make.get() : taken;
    }

    /** Only what is as good as new: not after an exception. */
    void give(T back) {
        idle.add(back);
    }
}
