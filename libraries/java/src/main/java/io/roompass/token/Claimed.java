package io.roompass.token;

import java.util.Optional;

/** What a suffix says, proven or not. */
public final class Claimed {
    private final String roomId;
    private final String userName;

    Claimed(String roomId, String userName) {
        this.roomId = roomId;
        this.userName = userName;
    }

    /** The room; empty where there is none that could be entered. */
    public Optional<String> roomId() {
        return Optional.ofNullable(roomId);
    }

    /** The name; {@code ""} where there is none that could be shown. */
    public String userName() {
        return userName;
    }
}
