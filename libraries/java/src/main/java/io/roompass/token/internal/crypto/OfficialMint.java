package io.roompass.token.internal.crypto;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.codec.Utf8;

/** Mints for the drop-in: a sealed Token04 as long as the format allows. Several threads may use it at once. */
public final class OfficialMint {
    /** The key of the last call: the secret comes anew each time, and deriving costs more than minting. */
    private volatile Remembered last;

    /** Of arguments that were checked. Null for a payload that is not well-formed, or too long. */
    public String mint(long appId, String userId, String secret, long lifetime, String payload) {
        if (!Utf8.isWellFormed(payload)) {
            return null;
        }
        long now = System.currentTimeMillis() / 1000;
        Claims claims = new Claims(appId, userId, Nonce.draw(null), now, now + lifetime, payload);
        byte[] raw = keyOf(appId, secret).mint(claims, Form.CBC, Reading.MAX_OFFICIAL_PLAINTEXT);
        return raw == null ? null : Base64Text.TOKEN04_PREFIX + Base64Text.encode(raw);
    }

    private SealingKey keyOf(long appId, String secret) {
        Remembered known = last;
        if (known == null || known.key.appId() != appId || !known.secret.equals(secret)) {
            known = new Remembered(secret, new SealingKey(appId, secret));
            last = known;
        }
        return known.key;
    }

    private static final class Remembered {
        final String secret;
        final SealingKey key;

        Remembered(String secret, SealingKey key) {
            this.secret = secret;
            this.key = key;
        }
    }
}
