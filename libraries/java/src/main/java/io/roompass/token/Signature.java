package io.roompass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Utf8;
import io.roompass.token.internal.crypto.SealingKey;
import io.roompass.token.internal.names.CharSet;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The signature of a Kit Token (spec/kit-token.md section 3): over the bytes of the Token04 and every field of the
 * suffix.
 */
final class Signature {
    private static final String VERSION = "1.";
    private static final int KID_LENGTH = 8;
    private static final int TAG_LENGTH = 43;
    private static final int KID_AT = VERSION.length();
    private static final int TAG_AT = KID_AT + KID_LENGTH + 1;
    /** The characters with which 43 of them can end when they spell 32 bytes. */
    private static final CharSet NO_SPARE_BITS = CharSet.of("AEIMQUYcgkosw048");

    private static final byte[] LABEL = "roompass-signature/v1\0\7".getBytes(ISO_8859_1);

    final String kid;
    /** 32 bytes in base64url. */
    private final String tag;

    private Signature(String kid, String tag) {
        this.kid = kid;
        this.tag = tag;
    }

    /** R12 and R15: another version is refused, not taken for an unsigned token. */
    static Signature parse(String text) {
        Signature signature = ofText(text);
        if (signature == null) {
            throw new KitTokenError(Code.SIGNATURE_MALFORMED, "sig");
        }
        return signature;
    }

    /** Null for a text that is no signature of the first version. */
    static Signature ofText(String text) {
        if (text.length() != TAG_AT + TAG_LENGTH || !text.startsWith(VERSION) || text.charAt(TAG_AT - 1) != '.') {
            return null;
        }
        String kid = text.substring(KID_AT, TAG_AT - 1);
        String tag = text.substring(TAG_AT);
        boolean canonical = NO_SPARE_BITS.holds(tag.substring(TAG_LENGTH - 1));
        boolean good = canonical && CharSet.LOWER_HEX.holds(kid) && CharSet.BASE64_URL.holds(tag);
        return good ? new Signature(kid, tag) : null;
    }

    static Signature of(SealingKey key, SuffixFields fields, byte[] raw) {
        return new Signature(key.kid(), Base64Text.encodeUrlText(key.sign(signed(key.kid(), fields, raw))));
    }

    /** R13: computed anew and compared in constant time. */
    boolean isOf(SealingKey key, SuffixFields fields, byte[] raw) {
        byte[] computed = Base64Text.encodeUrl(key.sign(signed(key.kid(), fields, raw)));
        return MessageDigest.isEqual(computed, tag.getBytes(ISO_8859_1));
    }

    /** What is signed: each part with its length before it, so that no two tokens give the same bytes. */
    static byte[] signed(String kid, SuffixFields fields, byte[] raw) {
        byte[][] parts = {
            ascii(kid),
            ascii(Long.toString(fields.appId)),
            ascii(fields.userId),
            ascii(fields.roomId),
            // A name that is spelled with escapes is no ASCII; the other texts are, or they would have been refused.
            Utf8.encode(fields.encodedName),
            ascii(fields.ext == null ? "" : fields.ext),
            raw,
        };
        int length = LABEL.length;
        for (byte[] part : parts) {
            length += 4 + part.length;
        }
        ByteBuffer message = ByteBuffer.allocate(length).put(LABEL);
        for (byte[] part : parts) {
            message.putInt(part.length).put(part);
        }
        return message.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return VERSION + kid + "." + tag;
    }
}
