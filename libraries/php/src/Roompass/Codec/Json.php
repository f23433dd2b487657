<?php

namespace Roompass\Codec;

/**
 * The one spelling of text that is written, patterns that read it fast, and the way into the strict reader, which keeps
 * what json_decode forgets: duplicate keys, the spelling of numbers, spaces, depth.
 *
 * @internal
 */
final class Json
{
    /** For patterns: text without other escapes than those of the quotation mark and the backslash. */
    const PLAIN_TEXT = '"([^"\\\\\\x00-\\x1f]*+(?:\\\\["\\\\][^"\\\\\\x00-\\x1f]*+)*+)"';
    /** For patterns: the same of printable ASCII alone. */
    const PLAIN_ASCII = '"([ !#-\[\]-~]*+(?:\\\\["\\\\][ !#-\[\]-~]*+)*+)"';
    /** For patterns: a whole number of up to 10 digits, a little more than 32 bits. */
    const PLAIN_U32 = '(0|[1-9][0-9]{0,9})';
    /** For patterns: a time of up to 11 digits, which is always one that may be. */
    const PLAIN_TIME = '([1-9][0-9]{0,10})';

    private static $controls;

    /** Spells well-formed text as ECMAScript's JSON.stringify does (spec token04.md 3.1.3); json_encode does not. */
    public static function spell($text)
    {
        if (\preg_match('/["\\\\\x00-\x1f]/', $text) === 0) {
            return '"' . $text . '"';
        }
        $escaped = \addcslashes($text, '"\\');
        if (\preg_match('/[\x00-\x1f]/', $escaped) === 0) {
            return '"' . $escaped . '"';
        }
        return '"' . \strtr($escaped, self::controls()) . '"';
    }

    public static function spellList(array $texts)
    {
        return '[' . \implode(',', \array_map([__CLASS__, 'spell'], $texts)) . ']';
    }

    /** What the inside of a string means that PLAIN_TEXT matched. */
    public static function readPlainText($spelled)
    {
        return \strpos($spelled, '\\') === false ? $spelled : \stripslashes($spelled);
    }

    /**
     * The object that a text spells; null when it is not JSON, not an object, or nested deeper than $maxDepth
     * (an object of scalars has depth 1).
     *
     * @return ScannedObject|null
     */
    public static function scanObject($text, $maxDepth)
    {
        $scanner = new Scanner($text, $maxDepth);
        return $scanner->object();
    }

    private static function controls()
    {
        if (self::$controls === null) {
            foreach (\range(0, 0x1f) as $code) {
                self::$controls[\chr($code)] = \sprintf('\\u%04x', $code);
            }
            $short = ["\x08" => '\\b', "\t" => '\\t', "\n" => '\\n', "\f" => '\\f', "\r" => '\\r'];
            self::$controls = $short + self::$controls;
        }
        return self::$controls;
    }
}
