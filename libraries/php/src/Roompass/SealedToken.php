<?php

namespace Roompass;

use Roompass\Codec\Bounds;
use Roompass\Codec\Claims;
use Roompass\Crypto\Seal;
use Roompass\Crypto\SecretKey;

/**
 * From checked values to the bytes of a sealed Token04: the only way by which tokens come into being here.
 *
 * @internal
 */
final class SealedToken
{
    /**
     * @param callable|null $random gives that many random bytes; null: the machine does
     * @param int $most bytes of claims
     * @throws ArgumentError when the payload makes it too long
     */
    public static function make(
        SecretKey $key,
        $userId,
        $payload,
        $issuedAt,
        $lifetime,
        $format,
        $random,
        $most = Bounds::MAX_PLAINTEXT
    ) {
        $claims = new Claims($key->appId, $userId, self::nonce($random), $issuedAt, $issuedAt + $lifetime, $payload);
        $plaintext = $claims->write();
        if (\strlen($plaintext) > $most) {
            throw new ArgumentError("payload: the claims are longer than $most bytes");
        }
        return Seal::close($key, $format, $claims->expiresAt, $plaintext)->write();
    }

    /** 0 to 2^31 - 1. Two tokens with equal claims in one second differ by it, and therefore in all their bytes. */
    private static function nonce($random)
    {
        $bytes = $random === null ? Ambient::random(4) : \call_user_func($random, 4);
        if (!\is_string($bytes) || \strlen($bytes) !== 4) {
            throw new ArgumentError('options.random must give as many bytes as asked');
        }
        return \unpack('N', $bytes)[1] & 0x7fffffff;
    }
}
