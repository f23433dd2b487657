package io.roompass.token;

/** A key by its name, without the secret. */
public final class KeyInfo {
    private final long appId;
    private final String kid;
    private final KeyState state;
    private final boolean weak;

    KeyInfo(long appId, String kid, KeyState state, boolean weak) {
        this.appId = appId;
        this.kid = kid;
        this.state = state;
        this.weak = weak;
    }

    /** The app, 1 to 4294967295. */
    public long appId() {
        return appId;
    }

    /** 8 hex digits that name the key without telling it. */
    public String kid() {
        return kid;
    }

    /** What may be done with it. */
    public KeyState state() {
        return state;
    }

    /** Whether the secret is none: see {@link Keyring#isWeakServerSecret}. */
    public boolean weak() {
        return weak;
    }
}
