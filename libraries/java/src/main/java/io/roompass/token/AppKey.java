package io.roompass.token;

import io.roompass.token.internal.crypto.SealingKey;
import io.roompass.token.internal.names.Names;

/** A key of a keyring: what it computes, and what may be done with it. */
final class AppKey {
    final SealingKey sealing;
    final KeyState state;
    final GcmPolicy gcm;
    final boolean weak;

    private AppKey(Key key) {
        sealing = new SealingKey(key.appId, key.serverSecret);
        state = key.state;
        gcm = key.gcm;
        weak = Keyring.isWeakServerSecret(key.serverSecret);
    }

    /** Derives its keys. The name is that of the argument, for messages. */
    static AppKey of(Key key, String name) {
        Arguments.given(name, key);
        Arguments.check(Names.isAppId(key.appId), name + ".appId", "must be " + Names.APP_ID_RULE);
        String secret = Arguments.given(name + ".serverSecret", key.serverSecret);
        Arguments.check(Names.isServerSecret(secret), name + ".serverSecret", "must be " + Names.SECRET_RULE);
        Arguments.given(name + ".state", key.state);
        Arguments.given(name + ".gcm", key.gcm);
        return new AppKey(key);
    }

    long appId() {
        return sealing.appId();
    }

    String kid() {
        return sealing.kid();
    }

    KeyInfo info() {
        return new KeyInfo(appId(), kid(), state, weak);
    }
}
