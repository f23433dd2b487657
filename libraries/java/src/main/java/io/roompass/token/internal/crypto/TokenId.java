package io.roompass.token.internal.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a Token04 in audit and revocation (spec/token04.md section 7). */
public final class TokenId {
    private static final byte[] LABEL = "roompass-tid/v1\0".getBytes(ISO_8859_1);

    private TokenId() {}

    /** 64 hex digits. */
    public static String of(byte[] raw) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(LABEL);
            return Hex.encode(sha256.digest(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
