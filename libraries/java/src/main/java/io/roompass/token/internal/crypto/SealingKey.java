package io.roompass.token.internal.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Padding;
import io.roompass.token.internal.codec.ScannedClaims;
import io.roompass.token.internal.codec.Utf8;
import io.roompass.token.internal.names.CharSet;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What one ServerSecret computes for one app: the seal of spec/token04.md section 6. Several threads may use it at
 * once.
 */
public final class SealingKey {
    /** How many bytes of a tag the IV of CBC spells in base64url, and the nonce of GCM is: 96 bits. */
    private static final int SEAL_LENGTH = 12;

    private final long appId;
    private final String kid;
    private final AesKey aes;
    /** Of the secret decoded from hex, a mistake that is often made; null where the secret is no hex. */
    private final AesKey misread;

    private final HmacKey cbcSeal;
    private final HmacKey gcmSeal;
    private final HmacKey signature;

    /** The secret has 32 bytes, which are the AES key as they are. */
    public SealingKey(long appId, String serverSecret) {
        this.appId = appId;
        byte[] secret = serverSecret.getBytes(ISO_8859_1);
        Derivation derivation = new Derivation(appId, secret);
        byte[] sealKey = derivation.derive("token04-seal");
        kid = Hex.encode(Arrays.copyOf(derivation.derive("kid"), 4));
        aes = new AesKey(secret);
        misread = CharSet.HEX.holds(serverSecret) ? new AesKey(Hex.decode(serverSecret)) : null;
        cbcSeal = new HmacKey(sealKey, Derivation.labelled("roompass-seal/v1", appId));
        gcmSeal = new HmacKey(sealKey, Derivation.labelled("roompass-gcm-seal/v1", appId));
        signature = new HmacKey(derivation.derive("kit-token-signature"), new byte[0]);
    }

    public long appId() {
        return appId;
    }

    /** Names the key without telling it: 8 hex digits. */
    public String kid() {
        return kid;
    }

    /** The 32 bytes of the tag of a message under the key of signatures. */
    public byte[] sign(byte[] message) {
        return signature.tag(message);
    }

    /** Spells and seals claims. Gives the bytes of a Token04, or null when the claims are longer than max bytes. */
    public byte[] mint(Claims claims, Form form, int max) {
        byte[] plaintext = claims.spell();
        return plaintext.length > max ? null : aes.seal(form, claims.expiresAt(), sealOf(form, plaintext), plaintext);
    }

    /**
     * Null when a token does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart (R16, R18,
     * R19), so each failure does the work of a success. A signature that was right covers every byte already, and the
     * seal could prove nothing more.
     */
    public Opened open(Envelope envelope, boolean signed) {
        Decrypted decrypted = decrypt(aes, envelope);
        String text = Utf8.decode(decrypted.plaintext);
        ScannedClaims claims = text == null ? null : Claims.scan(text);
        boolean opens = decrypted.right && claims != null;
        if (!opens) {
            Claims.scan(Claims.UNREADABLE);
        }
        boolean sealed = signed || isSealed(envelope, decrypted.plaintext);
        return opens ? new Opened(claims, text, sealed) : null;
    }

    /**
     * What is inside, claims or not; null when the key does not fit. For explaining alone: it tells more than a refusal
     * may.
     */
    public String plaintext(Envelope envelope) {
        return plaintext(aes, envelope);
    }

    /** Whether a token opens with the secret decoded from hex. */
    public boolean fitsMisread(Envelope envelope) {
        return misread != null && plaintext(misread, envelope) != null;
    }

    /** Of wrong keys, one in 256 gives a right padding: what is no UTF-8 does not fit either. */
    private static String plaintext(AesKey key, Envelope envelope) {
        Decrypted decrypted = decrypt(key, envelope);
        return decrypted.right ? Utf8.decode(decrypted.plaintext) : null;
    }

    /** The IV or nonce that only holders of the secret can derive (spec/token04.md 6.1, 6.2). */
    private byte[] sealOf(Form form, byte[] plaintext) {
        if (form == Form.GCM) {
            return Arrays.copyOf(gcmSeal.tag(plaintext), SEAL_LENGTH);
        }
        return Base64Text.encodeUrl(Arrays.copyOf(cbcSeal.tag(plaintext), SEAL_LENGTH));
    }

    private boolean isSealed(Envelope envelope, byte[] plaintext) {
        return MessageDigest.isEqual(sealOf(envelope.form(), plaintext), envelope.iv());
    }

    /** A plaintext also where the padding or the tag is wrong: the work goes on with it. */
    private static Decrypted decrypt(AesKey key, Envelope envelope) {
        byte[] opened = key.open(envelope);
        if (envelope.form() == Form.GCM) {
            return opened == null ? new Decrypted(Utf8.encode(Claims.UNREADABLE), false) : new Decrypted(opened, true);
        }
        int padding = Padding.lengthOf(opened);
        return new Decrypted(Arrays.copyOf(opened, opened.length - Math.abs(padding)), padding > 0);
    }

    private static final class Decrypted {
        final byte[] plaintext;
        final boolean right;

        Decrypted(byte[] plaintext, boolean right) {
            this.plaintext = plaintext;
            this.right = right;
        }
    }
}
