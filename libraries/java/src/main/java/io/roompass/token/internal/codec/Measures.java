package io.roompass.token.internal.codec;

import java.nio.ByteBuffer;

/** What bytes that should be a Token04 say of themselves, and what they are. For explaining alone. */
public final class Measures {
    private final Form form;
    private final long expire;
    private final int said;
    private final int found;

    private Measures(Form form, long expire, int said, int found) {
        this.form = form;
        this.expire = expire;
        this.said = said;
        this.found = found;
    }

    /** Null where there is no room for a header. */
    public static Measures of(byte[] raw) {
        if (raw.length < Form.CBC.header()) {
            return null;
        }
        long expire = ByteBuffer.wrap(raw).getLong();
        Form form = Form.withIv(Envelope.u16(raw, Envelope.IV_LENGTH_AT));
        if (form == null) {
            return new Measures(null, expire, 0, 0);
        }
        return new Measures(form, expire, Envelope.u16(raw, form.header() - 2), raw.length - form.header() - form.rest);
    }

    /** Null for neither form; then there are no lengths either. */
    public Form form() {
        return form;
    }

    public long expire() {
        return expire;
    }

    /** The length of the ciphertext that is written there. */
    public int said() {
        return said;
    }

    /** How long it is. */
    public int found() {
        return found;
    }
}
