package io.roompass.token;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** How to mint. */
public final class MintOptions {
    final LongSupplier now;
    final Consumer<byte[]> random;
    final long maxLifetime;

    private MintOptions(Builder builder) {
        now = builder.now;
        random = builder.random;
        maxLifetime = builder.maxLifetime;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The defaults. */
    public static final MintOptions DEFAULTS = builder().build();

    /** Sets what is not as by default. One thread may use it at a time. */
    public static final class Builder {
        private LongSupplier now = Terms.CLOCK;
        private Consumer<byte[]> random;
        private long maxLifetime = Terms.DEFAULT_MAX_LIFETIME;

        private Builder() {}

        /** The clock, in Unix seconds. Default: that of this machine. */
        public Builder now(LongSupplier now) {
            this.now = now;
            return this;
        }

        /**
         * Fills an array with random bytes, where nonces come from. Default null: a {@link
         * java.security.SecureRandom}. Tests pass their own; nobody else should.
         */
        public Builder random(Consumer<byte[]> random) {
            this.random = random;
            return this;
        }

        /** The longest lifetime that is minted, in seconds. Default 86400, the most that verifying takes by default. */
        public Builder maxLifetime(long maxLifetime) {
            this.maxLifetime = maxLifetime;
            return this;
        }

        /** What was set; it is looked at where it is used. */
        public MintOptions build() {
            return new MintOptions(this);
        }
    }
}
