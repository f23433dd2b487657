<?php

namespace Roompass\Codec;

/**
 * PHP's strings are bytes; text is what is well-formed UTF-8 among them. Half a character that a JSON escape spells
 * (\ud800) becomes three bytes that are not, so that it is noticed wherever text is asked for.
 *
 * @internal
 */
final class Utf8
{
    /** Whether the bytes are text. */
    public static function isText($bytes)
    {
        return \preg_match('//u', $bytes) === 1;
    }

    /** The bytes of a code point, or of half a character. */
    public static function character($point)
    {
        if ($point < 0x80) {
            return \chr($point);
        }
        $last = \chr(0x80 | $point & 0x3f);
        if ($point < 0x800) {
            return \chr(0xc0 | $point >> 6) . $last;
        }
        $middle = \chr(0x80 | $point >> 6 & 0x3f) . $last;
        if ($point < 0x10000) {
            return \chr(0xe0 | $point >> 12) . $middle;
        }
        return \chr(0xf0 | $point >> 18) . \chr(0x80 | $point >> 12 & 0x3f) . $middle;
    }

    /** Each byte as the character of the same number. */
    public static function ofLatin1($bytes)
    {
        return \preg_replace_callback('/[\x80-\xff]/', function ($match) {
            return self::character(\ord($match[0]));
        }, $bytes);
    }
}
