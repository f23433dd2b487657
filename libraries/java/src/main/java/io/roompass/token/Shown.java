package io.roompass.token;

/** What a Kit Token shows to anyone. Nothing proves it. */
public final class Shown {
    private final long appId;
    private final String userId;
    private final String roomId;
    private final String userName;
    private final long expiresAt;

    Shown(long appId, String userId, String roomId, String userName, long expiresAt) {
        this.appId = appId;
        this.userId = userId;
        this.roomId = roomId;
        this.userName = userName;
        this.expiresAt = expiresAt;
    }

    /** The app, 1 to 4294967295. */
    public long appId() {
        return appId;
    }

    /** The user. */
    public String userId() {
        return userId;
    }

    /** The room; {@code ""} where the token names none. */
    public String roomId() {
        return roomId;
    }

    /** The name to show; {@code ""} where there is none. */
    public String userName() {
        return userName;
    }

    /** Unix seconds. */
    public long expiresAt() {
        return expiresAt;
    }
}
