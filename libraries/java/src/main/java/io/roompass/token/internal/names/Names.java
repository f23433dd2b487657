package io.roompass.token.internal.names;

import io.roompass.token.internal.codec.Utf8;

/**
 * What AppIDs, user IDs, room IDs, user names and secrets may be (spec/kit-token.md R10, R11, spec/token04.md 1.4): one
 * home for minting and verifying.
 */
public final class Names {
    // The rules in words, for messages.
    public static final String APP_ID_RULE = "1 to 4294967295";
    public static final String USER_ID_RULE = "1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\";
    public static final String ROOM_ID_RULE = "1 to 128 printable ASCII characters without space, \", \\ and #";
    public static final String USER_NAME_RULE = "text of at most 256 bytes of UTF-8 without control characters";
    public static final String SECRET_RULE = "32 printable ASCII characters";

    private static final long MAX_APP_ID = 0xffffffffL;
    private static final int MAX_USER_ID = 64;
    private static final int MAX_ROOM_ID = 128;
    private static final int MAX_USER_NAME = 256;
    private static final int SECRET_LENGTH = 32;

    private static final CharSet USER_IDS = CharSet.ALPHANUMERIC.and("~!@#$%^&*()_+=-`;',.<>/\\");
    private static final CharSet VISIBLE = CharSet.range('!', '~');
    private static final CharSet ROOM_IDS = VISIBLE.without("\"#\\");
    private static final CharSet PRINTABLE = CharSet.range(' ', '~');

    private Names() {}

    public static boolean isAppId(long number) {
        return number >= 1 && number <= MAX_APP_ID;
    }

    public static boolean isUserId(String text) {
        return !text.isEmpty() && text.length() <= MAX_USER_ID && USER_IDS.holds(text);
    }

    /** The empty text, which is no room, is none. */
    public static boolean isRoomId(String text) {
        return !text.isEmpty() && text.length() <= MAX_ROOM_ID && ROOM_IDS.holds(text);
    }

    public static boolean isServerSecret(String text) {
        return text.length() == SECRET_LENGTH && PRINTABLE.holds(text);
    }

    /** Whether all characters are 0x21 to 0x7E. */
    public static boolean isVisible(String text) {
        return VISIBLE.holds(text);
    }

    /** Whether all characters are 0x20 to 0x7E. */
    public static boolean isPrintable(String text) {
        return PRINTABLE.holds(text);
    }

    /** The empty text is one. */
    public static boolean isUserName(String text) {
        if (text.length() > MAX_USER_NAME || !Utf8.isWellFormed(text) || !Utf8.fits(text, MAX_USER_NAME)) {
            return false;
        }
        return text.chars().noneMatch(Names::isHidden);
    }

    /** C0, DEL and C1, and what Unicode calls Bidi_Control, which makes a name read as another. */
    private static boolean isHidden(int c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x61c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
