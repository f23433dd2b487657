package io.roompass.token;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.names.Names;

/**
 * The outermost text: how a Kit Token falls into Token04 and suffix, and how a Token04 becomes bytes (R1 to R7). Nobody
 * else splits at "#" or puts it there.
 */
final class Frame {
    static final String PREFIX = Base64Text.TOKEN04_PREFIX;
    static final char SEPARATOR = '#';

    final String token04;
    /** Null where there is none. */
    final String suffix;

    private Frame(String token04, String suffix) {
        this.token04 = token04;
        this.suffix = suffix;
    }

    static String encode(byte[] raw) {
        return PREFIX + Base64Text.encode(raw);
    }

    static String join(byte[] raw, byte[] suffixJson) {
        return encode(raw) + SEPARATOR + Base64Text.encode(suffixJson);
    }

    /** R1 and R2. The length comes first: nothing is done with a text of any size. */
    static Frame split(String kitToken, Reading reading) {
        if (kitToken == null || !reading.takesKitToken(kitToken.length()) || !Names.isVisible(kitToken)) {
            throw new KitTokenError(Code.TOKEN_MALFORMED);
        }
        int at = kitToken.indexOf(SEPARATOR);
        if (at < 0 || at != kitToken.lastIndexOf(SEPARATOR)) {
            throw new KitTokenError(Code.TOKEN_MALFORMED);
        }
        return splitAny(kitToken);
    }

    /** At the first separator, whatever the text. */
    static Frame splitAny(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 0 ? new Frame(text, null) : new Frame(text.substring(0, at), text.substring(at + 1));
    }

    /** The bytes of a Token04, R1 to R7 but for the time. */
    static Envelope open(String token04, Reading reading) {
        Envelope envelope = Envelope.parse(decode(token04, reading), reading);
        if (envelope == null) {
            throw new KitTokenError(Code.TOKEN_ENVELOPE);
        }
        if (envelope.expire() < 1 || envelope.expire() > Envelope.LAST_SECOND) {
            throw new KitTokenError(Code.TOKEN_ENVELOPE, "expire");
        }
        return envelope;
    }

    private static byte[] decode(String token04, Reading reading) {
        if (token04 == null || !reading.takesToken04(token04.length())) {
            throw new KitTokenError(Code.TOKEN_MALFORMED);
        }
        byte[] raw = token04.startsWith(PREFIX) ? Base64Text.decode(token04.substring(PREFIX.length())) : null;
        if (raw == null) {
            throw new KitTokenError(faultOf(token04));
        }
        return raw;
    }

    /** Which rule is broken by a text that is no Token04. What can be decoded keeps them all. */
    private static Code faultOf(String token04) {
        if (!Names.isVisible(token04) || token04.indexOf(SEPARATOR) >= 0) {
            return Code.TOKEN_MALFORMED;
        }
        return token04.startsWith(PREFIX) ? Code.TOKEN_ENCODING : Code.TOKEN_VERSION;
    }
}
