package io.roompass.token.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the platform itself needs for a token without any proof: JSON put together as text, a fresh AES-CBC cipher under a
 * random IV, base64.
 */
final class PlainLoop {
    private static final String PAYLOAD =
            "{\\\"room_id\\\":\\\"lobby\\\",\\\"privilege\\\":{\\\"1\\\":1,\\\"2\\\":1},\\\"stream_id_list\\\":null}";
    private static final int IV = 16;
    private static final int HEADER = 28;

    private final SecureRandom random = new SecureRandom();
    private final long appId;
    private final SecretKeySpec key;

    PlainLoop(long appId, String secret) {
        this.appId = appId;
        key = new SecretKeySpec(secret.getBytes(UTF_8), "AES");
    }

    String mint() {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        long now = System.currentTimeMillis() / 1000;
        int nonce = random.nextInt() & Integer.MAX_VALUE;
        String claims = "{\"app_id\":" + appId + ",\"user_id\":\"ada\",\"nonce\":" + nonce + ",\"ctime\":" + now
                + ",\"expire\":" + (now + 3600) + ",\"payload\":\"" + PAYLOAD + "\"}";
        byte[] ciphertext = crypt(Cipher.ENCRYPT_MODE, iv, claims.getBytes(UTF_8));
        ByteBuffer raw = ByteBuffer.allocate(HEADER + ciphertext.length);
        raw.putLong(now + 3600)
                .putShort((short) IV)
                .put(iv)
                .putShort((short) ciphertext.length)
                .put(ciphertext);
        return "04" + Base64.getEncoder().encodeToString(raw.array());
    }

    /** Without any check, and without a look at the claims. */
    String open(String token) {
        byte[] raw = Base64.getDecoder().decode(token.substring(2));
        byte[] iv = Arrays.copyOfRange(raw, 10, 26);
        return new String(crypt(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(raw, HEADER, raw.length)), UTF_8);
    }

    private byte[] crypt(int mode, byte[] iv, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, key, new IvParameterSpec(iv));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
