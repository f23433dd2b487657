package io.roompass.token.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What somebody writes by hand with what the JDK has, and without a check. {@code mint} and {@code open} encrypt and
 * decrypt alone, and read who it is for until when. The others do the work of sealed and signed tokens: an HMAC for the
 * seal, one for the signature, and the suffix. The secret itself is the key of the HMACs, which costs the same, and
 * JSON is read by the library: Java has no reader.
 */
final class PlainLoop {
    private static final String PAYLOAD =
            "{\\\"room_id\\\":\\\"lobby\\\",\\\"privilege\\\":{\\\"1\\\":1,\\\"2\\\":1},\\\"stream_id_list\\\":null}";
    private static final int IV = 16;
    private static final int HEADER = 28;

    private final SecureRandom random = new SecureRandom();
    private final long appId;
    private final SecretKeySpec key;
    private final SecretKeySpec macKey;

    PlainLoop(long appId, String secret) {
        this.appId = appId;
        key = new SecretKeySpec(secret.getBytes(UTF_8), "AES");
        macKey = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
    }

    String mint() {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        long now = now();
        return "04" + Base64.getEncoder().encodeToString(encrypt(claims(now), iv, now));
    }

    String open(String token) {
        return user(decrypt(Base64.getDecoder().decode(token.substring(2))));
    }

    String mintSealed() {
        return "04" + Base64.getEncoder().encodeToString(sealed());
    }

    String openSealed(String token) {
        byte[] raw = Base64.getDecoder().decode(token.substring(2));
        byte[] text = decrypt(raw);
        return MessageDigest.isEqual(seal(text), Arrays.copyOfRange(raw, 10, 10 + IV)) ? user(text) : "";
    }

    String mintSigned() {
        byte[] raw = sealed();
        String name = encoded("Ada");
        String suffix = "{\"userID\":\"ada\",\"roomID\":\"lobby\",\"userName\":\"" + name + "\",\"appID\":" + appId
                + ",\"sig\":\"" + signature(raw, "ada", "lobby", name) + "\"}";
        Base64.Encoder base64 = Base64.getEncoder();
        return "04" + base64.encodeToString(raw) + "#" + base64.encodeToString(suffix.getBytes(UTF_8));
    }

    String openSigned(String kitToken) {
        int at = kitToken.indexOf('#');
        byte[] raw = Base64.getDecoder().decode(kitToken.substring(2, at));
        JsonValue suffix = read(Base64.getDecoder().decode(kitToken.substring(at + 1)), 1);
        String user = suffix.get("userID").text();
        String name = suffix.get("userName").text();
        byte[] wanted = signature(raw, user, suffix.get("roomID").text(), name).getBytes(UTF_8);
        boolean good = MessageDigest.isEqual(wanted, suffix.get("sig").text().getBytes(UTF_8))
                && !decoded(name).isEmpty();
        return good && user(decrypt(raw)).equals(user) ? user : "";
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private byte[] claims(long now) {
        int nonce = random.nextInt() & Integer.MAX_VALUE;
        String claims = "{\"app_id\":" + appId + ",\"user_id\":\"ada\",\"nonce\":" + nonce + ",\"ctime\":" + now
                + ",\"expire\":" + (now + 3600) + ",\"payload\":\"" + PAYLOAD + "\"}";
        return claims.getBytes(UTF_8);
    }

    private static String user(byte[] text) {
        JsonValue claims = read(text, 1);
        JsonValue payload = read(claims.get("payload").text().getBytes(UTF_8), 3);
        boolean good = claims.get("expire").integer() > now()
                && !payload.get("room_id").text().isEmpty();
        return good ? claims.get("user_id").text() : "";
    }

    private byte[] sealed() {
        long now = now();
        byte[] text = claims(now);
        return encrypt(text, seal(text), now);
    }

    private byte[] encrypt(byte[] text, byte[] iv, long now) {
        byte[] ciphertext = crypt(Cipher.ENCRYPT_MODE, iv, text);
        ByteBuffer raw = ByteBuffer.allocate(HEADER + ciphertext.length);
        raw.putLong(now + 3600)
                .putShort((short) IV)
                .put(iv)
                .putShort((short) ciphertext.length)
                .put(ciphertext);
        return raw.array();
    }

    private byte[] decrypt(byte[] raw) {
        byte[] iv = Arrays.copyOfRange(raw, 10, 10 + IV);
        return crypt(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(raw, HEADER, raw.length));
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

    private byte[] seal(byte[] text) {
        return Arrays.copyOf(mac().doFinal(text), IV);
    }

    private String signature(byte[] raw, String... fields) {
        Mac mac = mac();
        mac.update(String.join("\0", fields).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(raw));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(macKey);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonValue read(byte[] json, int depth) {
        return JsonScanner.scan(new String(json, UTF_8), depth).object();
    }

    private static String encoded(String name) {
        try {
            return URLEncoder.encode(name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
