package io.roompass.token;

import java.util.Optional;

/** What a suffix says, which nothing proves unless the trust is signed. */
public final class SuffixLayer {
    private final long appId;
    private final String userId;
    private final String roomId;
    private final String userName;
    private final String ext;
    private final String signedWith;

    SuffixLayer(long appId, String userId, String roomId, String userName, String ext, String signedWith) {
        this.appId = appId;
        this.userId = userId;
        this.roomId = roomId;
        this.userName = userName;
        this.ext = ext;
        this.signedWith = signedWith;
    }

    /** The app, 1 to 4294967295. */
    public long appId() {
        return appId;
    }

    /** The user. */
    public String userId() {
        return userId;
    }

    /** The room; {@code ""} where there is none. */
    public String roomId() {
        return roomId;
    }

    /** The name to show; {@code ""} where there is none. */
    public String userName() {
        return userName;
    }

    /** The extension. */
    public Optional<String> ext() {
        return Optional.ofNullable(ext);
    }

    /** The key ID in the signature, right or not; empty without one. */
    public Optional<String> signedWith() {
        return Optional.ofNullable(signedWith);
    }
}
