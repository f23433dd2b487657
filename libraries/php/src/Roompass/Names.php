<?php

namespace Roompass;

use Roompass\Codec\Utf8;
use Roompass\Codec\Whole;

/**
 * What AppIDs, user IDs, room IDs and user names may be (spec R10, R11): one home for minting and verifying.
 */
final class Names
{
    const MAX_APP_ID = 4294967295;
    const MAX_NAME_BYTES = 256;
    const USER_ID_RULE = '1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;\',.<>/\\';
    const ROOM_ID_RULE = '1 to 128 printable ASCII characters without space, ", \\ and #';

    /** For patterns: a user ID that JSON spells without an escape. @internal */
    const PLAIN_USER_ID = '[A-Za-z0-9~!@#$%^&*()_+=\-`;\',.<>\/]{1,64}';

    /** Whether it is an AppID: a whole number from 1 to 4294967295. */
    public static function isAppId($value)
    {
        return Whole::isBetween($value, 1, self::MAX_APP_ID);
    }

    /** Whether it can be a user ID: 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ */
    public static function isUserId($value)
    {
        return \is_string($value) && \preg_match('/^[A-Za-z0-9~!@#$%^&*()_+=\-`;\',.<>\/\\\\]{1,64}$/D', $value) === 1;
    }

    /** Whether it can be a room ID: 1 to 128 printable ASCII characters without space, ", \ and # */
    public static function isRoomId($value)
    {
        return \is_string($value) && \preg_match('/^[!$-\[\]-~]{1,128}$/D', $value) === 1;
    }

    /** Whether it can be a user name: text without control characters, at most 256 bytes of UTF-8. "" is one. */
    public static function isUserName($value)
    {
        if (!\is_string($value) || \strlen($value) > self::MAX_NAME_BYTES) {
            return false;
        }
        // C0, DEL, C1, and the characters of Unicode's Bidi_Control, which make a name read as another. Not 0 also
        // where it is no UTF-8.
        $hidden = '\x{00}-\x{1f}\x{7f}-\x{9f}\x{61c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}';
        return \preg_match('/[' . $hidden . ']/u', $value) === 0;
    }

    /**
     * Spells well-formed text as ECMAScript's encodeURIComponent does (spec kit-token.md 2.2).
     *
     * @internal
     */
    public static function encodePercent($text)
    {
        $asThemselves = ['%21' => '!', '%2A' => '*', '%27' => "'", '%28' => '(', '%29' => ')'];
        return \strtr(\rawurlencode($text), $asThemselves);
    }

    /**
     * The text that is percent-encoded, or null when that is none. Characters that are not encoded stay.
     *
     * @internal
     * @return string|null
     */
    public static function decodePercent($encoded)
    {
        if (\strpos($encoded, '%') === false) {
            return Utf8::isText($encoded) ? $encoded : null;
        }
        if (\preg_match('/%(?![0-9A-Fa-f]{2})/', $encoded) !== 0) {
            return null;
        }
        $text = \rawurldecode($encoded);
        return Utf8::isText($text) ? $text : null;
    }
}
