<?php

namespace Roompass\Codec;

/**
 * Taking PKCS#7 off blocks of 16 bytes (spec token04.md section 4, R16). OpenSSL puts it there.
 *
 * @internal
 */
final class Padding
{
    const BLOCK = 16;
    const ZEROS = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    /** From the place of a count on, 16 bytes that hide all but the last so many. */
    const MASKS = self::ZEROS
        . "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";

    /**
     * The plaintext, and whether the padding was right. All 16 bytes are looked at at once whatever they are, so that
     * neither the answer nor its time tells how far a guess came; with wrong padding the plaintext is a plausible one
     * and the work goes on.
     *
     * @return array [string, bool]
     */
    public static function remove($blocks)
    {
        $last = \ord($blocks[\strlen($blocks) - 1]);
        // A number that no padding has is compared with that of a whole block, which it is not.
        $count = $last >= 1 && $last <= self::BLOCK ? $last : self::BLOCK;
        $wanted = \str_repeat(\chr($count), self::BLOCK);
        $wrong = (\substr($blocks, -self::BLOCK) ^ $wanted) & \substr(self::MASKS, $count, self::BLOCK);
        $right = \hash_equals(self::ZEROS, $wrong);
        return [(string) \substr($blocks, 0, $right ? -$count : -1), $right];
    }
}
