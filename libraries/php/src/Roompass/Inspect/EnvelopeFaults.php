<?php

namespace Roompass\Inspect;

use Roompass\Codec\Envelope;

/**
 * Why the bytes of a token do not have the lengths of a Token04, where that can be told.
 *
 * @internal
 */
final class EnvelopeFaults
{
    /** Bytes before and after the ciphertext, by the length of the IV. */
    private static $around = [16 => [28, 0], 12 => [24, 1]];

    public static function note(Findings $problems, $raw)
    {
        if (\strlen($raw) < 28) {
            $problems->add('truncated');
            return;
        }
        if (self::isInMilliseconds($raw)) {
            $problems->add('expiry_in_milliseconds');
            return;
        }
        $ivLength = Envelope::u16($raw, 8);
        if (!isset(self::$around[$ivLength])) {
            return;
        }
        list($before, $after) = self::$around[$ivLength];
        $said = Envelope::u16($raw, $before - 2);
        $found = \strlen($raw) - $before - $after;
        if ($said > $found) {
            $problems->add('truncated', "It says $said bytes of claims and has $found.");
        } elseif ($found > 0x7fff && $found % 0x10000 === $said) {
            // Lengths are signed numbers of 16 bits; generators that write more lose the upper bits, and readers see
            // another number.
            $problems->add('length_overflow', "It has $found bytes of claims.");
        } elseif ($ivLength === 16 && $said === 16 && $found === 16) {
            $problems->add('plaintext_empty');
        }
    }

    private static function isInMilliseconds($raw)
    {
        list(, $first, $second, $third, $fourth) = \array_merge([0], \array_values(\unpack('n4', $raw)));
        $expire = (($first * 65536.0 + $second) * 65536.0 + $third) * 65536.0 + $fourth;
        return $expire > 1e12 && $expire < 1e13;
    }
}
