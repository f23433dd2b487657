package io.roompass.token.internal.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What stands in the bytes of a Token04 (spec/token04.md section 2). */
public final class Envelope {
    /** 9999-12-31T23:59:59Z, the last second that common date types can hold. */
    public static final long LAST_SECOND = 253402300799L;

    public static final int BLOCK = 16;
    public static final int TAG = 16;

    static final int IV_LENGTH_AT = 8;
    static final int IV_AT = IV_LENGTH_AT + 2;
    private static final byte GCM_MODE = 1;

    private final Form form;
    private final byte[] raw;

    private Envelope(Form form, byte[] raw) {
        this.form = form;
        this.raw = raw;
    }

    /** Null when the bytes have neither form, to the last byte (R5, R6). The expiry is not looked at. */
    public static Envelope parse(byte[] raw, Reading reading) {
        if (!reading.takesRaw(raw.length)) {
            return null;
        }
        Form form = Form.withIv(u16(raw, IV_LENGTH_AT));
        if (form == null) {
            return null;
        }
        Envelope envelope = new Envelope(form, raw);
        int length = envelope.ciphertextLength();
        // Bytes left over are no matter of taste.
        boolean whole = length == u16(raw, form.header() - 2) && reading.takesCiphertext(form, length);
        return whole && (form == Form.CBC || raw[raw.length - 1] == GCM_MODE) ? envelope : null;
    }

    /** The bytes of a token whose ciphertext is still to be written after {@link Form#header}. */
    public static byte[] allocate(Form form, long expire, byte[] iv, int ciphertextLength) {
        byte[] raw = new byte[form.header() + ciphertextLength + form.rest];
        ByteBuffer.wrap(raw).putLong(expire).putShort((short) iv.length).put(iv).putShort((short) ciphertextLength);
        if (form == Form.GCM) {
            raw[raw.length - 1] = GCM_MODE;
        }
        return raw;
    }

    public Form form() {
        return form;
    }

    /** Unix seconds, in the clear, and proved by nothing. */
    public long expire() {
        return ByteBuffer.wrap(raw).getLong();
    }

    /** All bytes. They are nobody's to change. */
    public byte[] raw() {
        return raw;
    }

    /** The IV of CBC or the nonce of GCM. */
    public byte[] iv() {
        return Arrays.copyOfRange(raw, IV_AT, IV_AT + form.iv);
    }

    /** Of GCM with its tag. */
    public int ciphertextLength() {
        return raw.length - form.header() - form.rest;
    }

    static int u16(byte[] raw, int at) {
        return ByteBuffer.wrap(raw).getShort(at) & 0xffff;
    }
}
