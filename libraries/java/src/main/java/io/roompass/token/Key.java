package io.roompass.token;

/** One secret of one app, and what may be done with it. It prints without the secret. */
public final class Key {
    final long appId;
    final String serverSecret;
    final KeyState state;
    final GcmPolicy gcm;

    /**
     * An active key that accepts GCM.
     *
     * @param appId 1 to 4294967295
     * @param serverSecret 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them; not decoded from hex
     */
    public Key(long appId, String serverSecret) {
        this(appId, serverSecret, KeyState.ACTIVE, GcmPolicy.ACCEPT);
    }

    private Key(long appId, String serverSecret, KeyState state, GcmPolicy gcm) {
        this.appId = appId;
        this.serverSecret = serverSecret;
        this.state = state;
        this.gcm = gcm;
    }

    /** The same key in another state. */
    public Key withState(KeyState state) {
        return new Key(appId, serverSecret, state, gcm);
    }

    /** The same key with another policy for GCM. */
    public Key withGcm(GcmPolicy gcm) {
        return new Key(appId, serverSecret, state, gcm);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Key[appId=" + appId + ", state=" + state + "]";
    }
}
