package io.roompass.token;

import java.util.function.LongSupplier;

/** What a token must prove. */
public final class VerifyOptions {
    final Trust accept;
    final String roomId;
    final String userId;
    final Long appId;
    final LongSupplier now;
    final long clockTolerance;
    final long maxLifetime;

    private VerifyOptions(Builder builder) {
        accept = builder.accept;
        roomId = builder.roomId;
        userId = builder.userId;
        appId = builder.appId;
        now = builder.now;
        clockTolerance = builder.clockTolerance;
        maxLifetime = builder.maxLifetime;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The defaults. */
    public static final VerifyOptions DEFAULTS = builder().build();

    /** Sets what is not as by default. One thread may use it at a time. */
    public static final class Builder {
        private Trust accept = Trust.SEALED;
        private String roomId;
        private String userId;
        private Long appId;
        private LongSupplier now = Terms.CLOCK;
        private long clockTolerance;
        private long maxLifetime = Terms.DEFAULT_MAX_LIFETIME;

        private Builder() {}

        /**
         * The least trust that is taken. Default {@link Trust#SEALED}. With {@link Trust#BARE} all that official
         * generators make is read, longer and stranger than what is minted here.
         */
        public Builder accept(Trust accept) {
            this.accept = accept;
            return this;
        }

        /**
         * The room that the token must prove. Default null: any. {@code ""} is no room, and no token proves it. A bare
         * token proves none: there its words are compared.
         */
        public Builder roomId(String roomId) {
            this.roomId = roomId;
            return this;
        }

        /** The user that the token must name. Default null: any. */
        public Builder userId(String userId) {
            this.userId = userId;
            return this;
        }

        /** The app that the token must belong to. Default: any of the keyring. */
        public Builder appId(long appId) {
            this.appId = appId;
            return this;
        }

        /** The clock, in Unix seconds. Default: that of this machine. */
        public Builder now(LongSupplier now) {
            this.now = now;
            return this;
        }

        /** How many seconds an expired token is still taken, up to 300. Default 0. */
        public Builder clockTolerance(long clockTolerance) {
            this.clockTolerance = clockTolerance;
            return this;
        }

        /** The longest lifetime in seconds that is taken. Default 86400; {@link Long#MAX_VALUE} for no limit. */
        public Builder maxLifetime(long maxLifetime) {
            this.maxLifetime = maxLifetime;
            return this;
        }

        /** What was set; it is looked at where it is used. */
        public VerifyOptions build() {
            return new VerifyOptions(this);
        }
    }
}
