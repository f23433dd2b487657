<?php

namespace Roompass;

use Roompass\Codec\Claims;
use Roompass\Codec\Suffix;

/**
 * Do the parts of an opened token agree with each other, with the clock and with what is expected (spec R23 to R28)?
 * The order of the checks is the order of the codes that a caller sees.
 *
 * @internal
 */
final class Consistency
{
    /** Minting may be ahead of verifying by so many seconds. */
    const MAX_CLOCK_DRIFT = 60;

    /** Spec R7, R28: the last second of a token is the one before it expires. */
    public static function hasExpired($expire, Terms $terms)
    {
        return $terms->now >= $expire + $terms->clockTolerance;
    }

    /**
     * All that contradicts, most telling first; empty when all is well.
     *
     * @param Suffix|null $suffix
     * @return KitTokenError[]
     */
    public static function conflictsOf(Claims $claims, $headerExpire, $keyAppId, $suffix, Terms $terms)
    {
        $lifetime = $claims->expiresAt - $claims->issuedAt;
        $conflicts = [];
        if ($claims->appId !== $keyAppId || ($terms->appId !== null && $terms->appId !== $claims->appId)) {
            $conflicts[] = new KitTokenError('app_mismatch', 'app_id'); // R23
        }
        if ($suffix !== null && $suffix->userId !== $claims->userId) {
            $conflicts[] = new KitTokenError('user_mismatch', 'userID'); // R24
        }
        if ($terms->userId !== null && $terms->userId !== $claims->userId) {
            $conflicts[] = new KitTokenError('user_mismatch', 'user_id');
        }
        if ($claims->expiresAt !== $headerExpire || $lifetime <= 0) {
            $conflicts[] = new KitTokenError('expiry_mismatch', 'expire'); // R25
        }
        if ($lifetime > $terms->maxLifetime) {
            $conflicts[] = new KitTokenError('lifetime_too_long', 'expire'); // R26
        }
        if ($claims->issuedAt > $terms->now + self::MAX_CLOCK_DRIFT) {
            $conflicts[] = new KitTokenError('not_yet_valid', 'ctime'); // R27
        }
        if (self::hasExpired($claims->expiresAt, $terms)) {
            $conflicts[] = new KitTokenError('token_expired', 'expire'); // R28
        }
        return $conflicts;
    }
}
