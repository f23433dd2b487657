package io.roompass.token.internal.crypto;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.codec.Utf8;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Mints for the drop-in: a sealed Token04 as long as the format allows. Several threads may use it at once. */
public final class OfficialMint {
    private final LongSupplier now;
    private final Consumer<byte[]> random;
    /** The key of the last call: the secret comes anew each time, and deriving costs more than minting. */
    private volatile Remembered last;

    /** With the clock and the generator of this machine. */
    public OfficialMint() {
        this(() -> System.currentTimeMillis() / 1000, null);
    }

    OfficialMint(LongSupplier now, Consumer<byte[]> random) {
        this.now = now;
        this.random = random;
    }

    /** Of arguments that were checked. Null for a payload that is not well-formed, or too long. */
    public String mint(long appId, String userId, String secret, long lifetime, String payload) {
        if (!Utf8.isWellFormed(payload)) {
            return null;
        }
        long issued = now.getAsLong();
        Claims claims = new Claims(appId, userId, Nonce.draw(random), issued, issued + lifetime, payload);
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
