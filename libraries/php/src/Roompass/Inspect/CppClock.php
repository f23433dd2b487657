<?php

namespace Roompass\Inspect;

/**
 * The official generator for C++ seeds rand() with the second of minting, once for the nonce and once more for the IV:
 * so every token of one second has the same IV. Known for glibc, whose rand() this follows.
 *
 * @internal
 */
final class CppClock
{
    const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
    const MODULUS = 4294967296.0;

    public static function hasIvOfItsSecond($plaintext, $iv)
    {
        $ctime = \preg_match('/"ctime":([0-9]{1,10})[,}]/', $plaintext, $match) === 1 ? $match[1] : '0';
        $expected = '';
        foreach (self::random($ctime + 0.0, \strlen($iv)) as $number) {
            $expected .= self::ALPHABET[(int) \fmod($number, \strlen(self::ALPHABET))];
        }
        return $expected === $iv;
    }

    /**
     * The first numbers of rand() after srand(seed): the additive feedback generator of its default size. All in
     * floats, which hold its words of 32 bits on every machine.
     */
    private static function random($seed, $count)
    {
        $seed = \fmod($seed, self::MODULUS);
        // The words are signed while they are multiplied, and unsigned when they are added.
        $state = [$seed >= self::MODULUS / 2 ? $seed - self::MODULUS : $seed];
        for ($i = 1; $i < 31; $i++) {
            $word = \fmod(16807 * $state[$i - 1], 2147483647.0);
            $state[] = $word < 0 ? $word + 2147483647 : $word;
        }
        $state[0] = $seed;
        for ($i = 31; $i < 34; $i++) {
            $state[] = $state[$i - 31];
        }
        $numbers = [];
        for ($i = 34; $i < 344 + $count; $i++) {
            $state[] = \fmod($state[$i - 3] + $state[$i - 31], self::MODULUS);
            if ($i >= 344) {
                $numbers[] = \floor($state[$i] / 2);
            }
        }
        return $numbers;
    }
}
