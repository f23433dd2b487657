package io.roompass.token.internal.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** HKDF-SHA256 as spec/token04.md section 5 has it: one block of 32 bytes for each label. */
final class Derivation {
    private static final byte[] SALT = "roompass/v1".getBytes(ISO_8859_1);
    private static final byte[] NOTHING = {};

    private final long appId;
    private final HmacKey expand;

    Derivation(long appId, byte[] secret) {
        this.appId = appId;
        expand = new HmacKey(new HmacKey(SALT, NOTHING).tag(secret), NOTHING);
    }

    byte[] derive(String label) {
        byte[] info = labelled(label, appId);
        return expand.tag(
                ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
    }

    /** Sets one use of a key apart from others. */
    static byte[] labelled(String label, long appId) {
        byte[] text = label.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(text.length + 5)
                .put(text)
                .put((byte) 0)
                .putInt((int) appId)
                .array();
    }
}
