package io.roompass.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that are made without this library: by official generators, or by someone who has a secret and no seal. */
final class Forgery {
    private Forgery() {}

    static String claims(long issued, long expires, String payload) {
        return "{\"app_id\":1234567890,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":" + issued + ",\"expire\":" + expires
                + ",\"payload\":\"" + payload + "\"}";
    }

    static String cbc(String secret, String iv, long expire, byte[] plaintext) {
        IvParameterSpec spec = new IvParameterSpec(iv.getBytes(US_ASCII));
        byte[] ciphertext = encrypt("AES/CBC/PKCS5Padding", secret, spec, plaintext);
        return text(iv, expire, ciphertext, new byte[0]);
    }

    static String gcm(String secret, String nonce, long issued, long expire) {
        GCMParameterSpec spec = new GCMParameterSpec(128, nonce.getBytes(US_ASCII));
        byte[] plaintext = claims(issued, expire, "").getBytes(UTF_8);
        return text(nonce, expire, encrypt("AES/GCM/NoPadding", secret, spec, plaintext), new byte[] {1});
    }

    private static String text(String iv, long expire, byte[] ciphertext, byte[] rest) {
        ByteBuffer raw = ByteBuffer.allocate(12 + iv.length() + ciphertext.length + rest.length);
        raw.putLong(expire).putShort((short) iv.length()).put(iv.getBytes(US_ASCII));
        raw.putShort((short) ciphertext.length).put(ciphertext).put(rest);
        return "04" + Base64.getEncoder().encodeToString(raw.array());
    }

    private static byte[] encrypt(
            String transformation, String secret, java.security.spec.AlgorithmParameterSpec spec, byte[] plaintext) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret.getBytes(UTF_8), "AES"), spec);
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
