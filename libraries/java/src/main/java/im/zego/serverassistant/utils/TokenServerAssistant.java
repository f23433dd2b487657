package im.zego.serverassistant.utils;

import io.roompass.token.internal.crypto.OfficialMint;
import io.roompass.token.internal.names.Names;

/**
 * ZEGOCLOUD's generator under its own name, with the same arguments, results and error codes: a program leaves the
 * official source files out and changes nothing else. What it makes is sealed, so that {@link
 * io.roompass.token.Roompass#verifyToken04} can tell it from what others made.
 */
public class TokenServerAssistant {
    /** Whether to print on standard output what is wrong with the arguments. It never prints a value. */
    public static boolean VERBOSE = false;

    /** To log in to the room. */
    public static final String PrivilegeKeyLogin = "1";
    /** To publish streams. */
    public static final String PrivilegeKeyPublish = "2";

    /** The right is given. */
    public static final int PrivilegeEnable = 1;
    /** The right is denied. */
    public static final int PrivilegeDisable = 0;

    private static final OfficialMint MINT = new OfficialMint();

    private TokenServerAssistant() {}

    /** What is wrong with a call. */
    public enum ErrorCode {
        /** Nothing. */
        SUCCESS(0),
        /** The AppID is not 1 to 4294967295. */
        ILLEGAL_APP_ID(1),
        /** The user ID is not in the documented set. */
        ILLEGAL_USER_ID(3),
        /** The secret is not 32 printable ASCII characters. */
        ILLEGAL_SECRET(5),
        /** The lifetime is not positive. */
        ILLEGAL_EFFECTIVE_TIME(6),
        /** The payload is not well-formed, or longer than the format holds. */
        OTHER(-1);

        /** The number of the code. */
        public final int value;

        ErrorCode(int code) {
            value = code;
        }
    }

    /** A code and a message. */
    public static class ErrorInfo {
        /** The code. */
        public ErrorCode code = ErrorCode.SUCCESS;
        /** The message, "" for success. */
        public String message = "";

        ErrorInfo() {}

        @Override
        public String toString() {
            return "{\"code\": " + code.value + ", \"message\": \"" + message + "\"}";
        }
    }

    /** The result of a call. Look at the error before using it. */
    public static class TokenInfo {
        /** The token, "" where there is an error. */
        public String data = "";
        /** What is wrong. */
        public ErrorInfo error = new ErrorInfo();

        TokenInfo() {}

        /** Holds the token. */
        @Override
        public String toString() {
            return "TokenInfo {\"error\": " + error + ", \"data\": \"" + data + "\"}";
        }
    }

    /**
     * Makes a Token04 for a user of an app.
     *
     * <p>What is refused here and not by the official generator would have made a token that nobody can use: an AppID
     * that is negative or above 4294967295, a user ID outside the documented set, a secret of other characters, and a
     * payload that is not well-formed or longer than the format holds.
     *
     * @param appId 1 to 4294967295
     * @param userId 1 to 64 ASCII letters, digits and {@code ~!@#$%^&*()_+=-`;',.<>/\}
     * @param secret the ServerSecret: 32 printable ASCII characters, used as they are
     * @param effectiveTimeInSeconds the lifetime, above 0
     * @param payload "" or JSON of room_id, privilege and stream_id_list; its form is not looked at, which official
     *     generators do not do either. Null is ""
     * @return the token, or the error
     */
    public static TokenInfo generateToken04(
            long appId, String userId, String secret, int effectiveTimeInSeconds, String payload) {
        if (!Names.isAppId(appId)) {
            return refused(ErrorCode.ILLEGAL_APP_ID, "illegal appId");
        }
        if (userId == null || !Names.isUserId(userId)) {
            return refused(ErrorCode.ILLEGAL_USER_ID, "illegal userId");
        }
        if (secret == null || !Names.isServerSecret(secret)) {
            return refused(ErrorCode.ILLEGAL_SECRET, "illegal secret");
        }
        if (effectiveTimeInSeconds <= 0) {
            return refused(ErrorCode.ILLEGAL_EFFECTIVE_TIME, "effectiveTimeInSeconds must > 0");
        }
        String token = MINT.mint(appId, userId, secret, effectiveTimeInSeconds, payload == null ? "" : payload);
        if (token == null) {
            return refused(ErrorCode.OTHER, "illegal payload");
        }
        TokenInfo made = new TokenInfo();
        made.data = token;
        return made;
    }

    private static TokenInfo refused(ErrorCode code, String message) {
        if (VERBOSE) {
            System.out.println(message);
        }
        TokenInfo refused = new TokenInfo();
        refused.error.code = code;
        refused.error.message = message;
        return refused;
    }
}
