<?php

namespace Roompass;

/**
 * Time and randomness of the machine: the only place that reads them. Everything else gets them as parameters.
 *
 * @internal
 */
final class Ambient
{
    /** Whole seconds since 1970. */
    public static function now()
    {
        return \time();
    }

    /**
     * That many bytes from the generator of the operating system, or of OpenSSL where PHP is older than 7.
     *
     * @throws Failure
     */
    public static function random($count)
    {
        return \PHP_VERSION_ID < 70000 ? self::randomOfOpenssl($count) : \random_bytes($count);
    }

    /** @throws Failure */
    public static function randomOfOpenssl($count)
    {
        $bytes = \openssl_random_pseudo_bytes($count, $strong);
        return self::checked($bytes, $count, $strong);
    }

    /** @throws Failure when OpenSSL says of its bytes that they are none or not strong */
    public static function checked($bytes, $count, $strong)
    {
        if (!\is_string($bytes) || \strlen($bytes) !== $count || $strong !== true) {
            throw new Failure('this machine has no cryptographic randomness');
        }
        return $bytes;
    }
}
