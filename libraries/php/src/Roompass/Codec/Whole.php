<?php

namespace Roompass\Codec;

/**
 * Whole numbers up to 2^53. AppIDs and times do not fit PHP's integers where those have 32 bits: there they are floats,
 * which hold them exactly.
 *
 * @internal
 */
final class Whole
{
    const MAX_SAFE = 9007199254740991;

    /** Whether it is such a number. Where integers have 64 bits a float is none. */
    public static function is($value)
    {
        return \is_int($value) || (\PHP_INT_SIZE < 8 && \is_float($value) && \floor($value) === $value);
    }

    public static function isBetween($value, $least, $most)
    {
        return self::is($value) && $value >= $least && $value <= $most;
    }

    /** In decimal digits. */
    public static function write($value)
    {
        return \is_int($value) ? (string) $value : \sprintf('%.0f', $value);
    }

    /** @return int|float the number of its digits: an integer where it fits one, so that equal numbers are identical */
    public static function read($digits)
    {
        return $digits + 0;
    }

    /** Four big-endian bytes of a number from 0 to 2^32 - 1. */
    public static function u32($value)
    {
        return \pack('nn', (int) \floor($value / 0x10000), (int) \fmod($value, 0x10000));
    }
}
