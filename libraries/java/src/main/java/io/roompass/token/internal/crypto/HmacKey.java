package io.roompass.token.internal.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over messages that begin alike. Several threads may use it at once. */
final class HmacKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] prefix;
    private final Pool<Mac> macs;

    HmacKey(byte[] key, byte[] prefix) {
        this.prefix = prefix;
        SecretKeySpec spec = new SecretKeySpec(key, ALGORITHM);
        macs = new Pool<>(() -> newMac(spec));
    }

    /** The 32 bytes of the tag of prefix and message. */
    byte[] tag(byte[] message) {
        Mac mac = macs.take();
        mac.update(prefix);
        byte[] tag = mac.doFinal(message);
        macs.give(mac);
        return tag;
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }
}
