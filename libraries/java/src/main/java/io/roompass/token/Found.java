package io.roompass.token;

import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.crypto.Opened;

/** What a token holds, and the key that opened it. */
final class Found {
    final AppKey key;
    final Opened opened;

    Found(AppKey key, Opened opened) {
        this.key = key;
        this.opened = opened;
    }

    /** R17. The tag of a GCM token speaks for its maker only if every maker with this secret is known to be good. */
    Trust trust(Form form, boolean signed) {
        if (signed) {
            return Trust.SIGNED;
        }
        boolean trusted = form == Form.GCM && key.gcm == GcmPolicy.TRUST;
        return opened.isSealed() || trusted ? Trust.SEALED : Trust.BARE;
    }
}
