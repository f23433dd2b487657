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
        $isApp = $claims->appId === $keyAppId && ($terms->appId === null || $terms->appId === $claims->appId);
        $isWhole = $claims->expiresAt === $headerExpire && $lifetime > 0;
        $checks = [
            [$isApp, 'app_mismatch', 'app_id'], // R23
            [$suffix === null || $suffix->userId === $claims->userId, 'user_mismatch', 'userID'], // R24
            [$terms->userId === null || $terms->userId === $claims->userId, 'user_mismatch', 'user_id'],
            [$isWhole, 'expiry_mismatch', 'expire'], // R25
            [$lifetime <= $terms->maxLifetime, 'lifetime_too_long', 'expire'], // R26
            [$claims->issuedAt <= $terms->now + self::MAX_CLOCK_DRIFT, 'not_yet_valid', 'ctime'], // R27
            [!self::hasExpired($claims->expiresAt, $terms), 'token_expired', 'expire'], // R28
        ];
        $conflicts = [];
        foreach ($checks as list($holds, $code, $claim)) {
            if (!$holds) {
                $conflicts[] = new KitTokenError($code, $claim);
            }
        }
        return $conflicts;
    }
}
