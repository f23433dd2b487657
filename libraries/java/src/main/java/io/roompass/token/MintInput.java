package io.roompass.token;

/** What a Kit Token is to say. */
public final class MintInput {
    final long appId;
    final String userId;
    final String roomId;
    final String userName;
    final Grant grant;
    final long expiresIn;
    final Format format;
    final String ext;

    private MintInput(Builder builder) {
        appId = builder.appId;
        userId = builder.userId;
        roomId = builder.roomId;
        userName = builder.userName;
        grant = builder.grant;
        expiresIn = builder.expiresIn;
        format = builder.format;
        ext = builder.ext;
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
        private String userName = "";
        private Grant grant;
        private long expiresIn;
        private Format format = Format.CBC;
        private String ext;

        private Builder() {}

        /** The app. Default: the only one of the keyring. */
        public Builder appId(long appId) {
            this.appId = appId;
            return this;
        }

        /** 1 to 64 ASCII letters, digits and {@code ~!@#$%^&*()_+=-`;',.<>/\}. To be given. */
        public Builder userId(String userId) {
            this.userId = userId;
            return this;
        }

        /** 1 to 128 printable ASCII characters without space, {@code "}, {@code \} and {@code #}. To be given. */
        public Builder roomId(String roomId) {
            this.roomId = roomId;
            return this;
        }

        /** Text of any script without control characters, at most 256 bytes of UTF-8. Default {@code ""}. */
        public Builder userName(String userName) {
            this.userName = userName;
            return this;
        }

        /**
         * Sealed into the payload together with the room. Default null: the payload is empty, which restricts nothing.
         */
        public Builder grant(Grant grant) {
            this.grant = grant;
            return this;
        }

        /** Seconds, from 1 to {@link MintOptions.Builder#maxLifetime}. To be given. */
        public Builder expiresIn(long expiresIn) {
            this.expiresIn = expiresIn;
            return this;
        }

        /** Default {@link Format#CBC}, which every ZEGOCLOUD client takes. */
        public Builder format(Format format) {
            this.format = format;
            return this;
        }

        /**
         * Up to 512 printable ASCII characters that the signature proves and the application reads. Default null:
         * none; so is {@code ""}.
         */
        public Builder ext(String ext) {
            this.ext = ext;
            return this;
        }

        /** What was set; it is looked at where it is used. */
        public MintInput build() {
            return new MintInput(this);
        }
    }
}
