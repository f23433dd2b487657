package io.roompass.token.internal.crypto;

import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Padding;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts and decrypts in both forms. It knows neither seals nor claims. Several threads may use it at once. */
final class AesKey {
    private static final int TAG_BITS = 8 * Envelope.TAG;

    private final SecretKeySpec key;
    private final Pool<Cipher> encrypters = new Pool<>(() -> newCbc(Cipher.ENCRYPT_MODE));
    private final Pool<Cipher> decrypters = new Pool<>(() -> newCbc(Cipher.DECRYPT_MODE));

    AesKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The bytes of a Token04. */
    byte[] seal(Form form, long expire, byte[] iv, byte[] plaintext) {
        try {
            return form == Form.CBC ? sealCbc(expire, iv, plaintext) : sealGcm(expire, iv, plaintext);
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    /** The plaintext, padded in CBC form; null for a wrong tag. */
    byte[] open(Envelope envelope) {
        try {
            return envelope.form() == Form.CBC ? openCbc(envelope) : openGcm(envelope);
        } catch (AEADBadTagException wrongTag) {
            return null;
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    private byte[] sealCbc(long expire, byte[] iv, byte[] plaintext) throws GeneralSecurityException {
        int from = Form.CBC.header();
        byte[] raw = Envelope.allocate(Form.CBC, expire, iv, Padding.paddedLength(plaintext.length));
        System.arraycopy(plaintext, 0, raw, from, plaintext.length);
        Padding.fill(raw, from + plaintext.length);
        xorBlock(raw, from, iv);
        Cipher cipher = encrypters.take();
        cipher.doFinal(raw, from, raw.length - from, raw, from);
        encrypters.give(cipher);
        return raw;
    }

    private byte[] openCbc(Envelope envelope) throws GeneralSecurityException {
        Cipher cipher = decrypters.take();
        byte[] blocks = cipher.doFinal(envelope.raw(), Form.CBC.header(), envelope.ciphertextLength());
        decrypters.give(cipher);
        xorBlock(blocks, 0, envelope.iv());
        return blocks;
    }

    private byte[] sealGcm(long expire, byte[] nonce, byte[] plaintext) throws GeneralSecurityException {
        byte[] raw = Envelope.allocate(Form.GCM, expire, nonce, plaintext.length + Envelope.TAG);
        newGcm(Cipher.ENCRYPT_MODE, nonce).doFinal(plaintext, 0, plaintext.length, raw, Form.GCM.header());
        return raw;
    }

    private byte[] openGcm(Envelope envelope) throws GeneralSecurityException {
        Cipher cipher = newGcm(Cipher.DECRYPT_MODE, envelope.iv());
        return cipher.doFinal(envelope.raw(), Form.GCM.header(), envelope.ciphertextLength());
    }

    /**
     * A cipher under an IV of zeros, to which it returns after each token. The IV of a token comes in by {@link
     * #xorBlock}, which is what CBC does with it; so no token needs a new cipher or key schedule.
     */
    private Cipher newCbc(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(new byte[Envelope.BLOCK]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    /** A fresh one for each token: a cipher refuses to encrypt twice under one nonce, even the same plaintext. */
    private Cipher newGcm(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static void xorBlock(byte[] bytes, int at, byte[] iv) {
        for (int i = 0; i < iv.length; i++) {
            bytes[at + i] ^= iv[i];
        }
    }

    /** Not about a token: keys, lengths and nonces were checked. */
    private static IllegalStateException failed(GeneralSecurityException e) {
        return new IllegalStateException("this Java does not do AES-256 as it should", e);
    }
}
