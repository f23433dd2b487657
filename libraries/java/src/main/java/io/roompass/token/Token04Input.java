package io.roompass.token;

/** What a Token04 without a suffix is to say. */
public final class Token04Input {
    final long appId;
    final String userId;
    final String roomId;
    final Grant grant;
    final String payload;
    final long expiresIn;
    final Format format;

    private Token04Input(Builder builder) {
        appId = builder.appId;
        userId = builder.userId;
        roomId = builder.roomId;
        grant = builder.grant;
        payload = builder.payload;
        expiresIn = builder.expiresIn;
        format = builder.format;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets what is not as by default. One thread may use it at a time. */
    public static final class Builder {
        private long appId;
        private String userId;
        private String roomId;
        private Grant grant;
        private String payload;
        private long expiresIn;
        private Format format = Format.CBC;

        private Builder() {}

        /** The app. Default: the only one of the keyring. */
        public Builder appId(long appId) {
            this.appId = appId;
            return this;
        }

        /** As in {@link MintInput.Builder#userId}. To be given. */
        public Builder userId(String userId) {
            this.userId = userId;
            return this;
        }

        /** Sealed together with the grant; without one it has no place to stand. Default null: none. */
        public Builder roomId(String roomId) {
            this.roomId = roomId;
            return this;
        }

        /** What the holder may do. Default null: the payload is empty, which restricts nothing. */
        public Builder grant(Grant grant) {
            this.grant = grant;
            return this;
        }

        /** A payload that was made elsewhere, instead of room and grant. Default null. */
        public Builder payload(String payload) {
            this.payload = payload;
            return this;
        }

        /** Seconds, from 1 to {@link MintOptions.Builder#maxLifetime}. To be given. */
        public Builder expiresIn(long expiresIn) {
            this.expiresIn = expiresIn;
            return this;
        }

        /** Default {@link Format#CBC}. */
        public Builder format(Format format) {
            this.format = format;
            return this;
        }

        /** What was set; it is looked at where it is used. */
        public Token04Input build() {
            return new Token04Input(this);
        }
    }
}
