<?php

namespace Roompass\Inspect;

use Roompass\Codec\Claims;
use Roompass\Codec\Whole;
use Roompass\KitTokenError;
use Roompass\Terms;

/**
 * What contradicts what in an opened token, in numbers where there are some. The contradictions themselves are
 * verify's.
 *
 * @internal
 */
final class Conflicts
{
    /** A minting so far ahead is a clock that is wrong, and not a date that is meant. */
    const CLOCK_FAULT = 86400;

    public static function note(
        Findings $problems,
        KitTokenError $conflict,
        Claims $claims,
        $headerExpire,
        Terms $terms
    ) {
        $code = $conflict->getCode();
        switch ($code) {
            case 'app_mismatch':
                $problems->add($code, 'The claims name app ' . Whole::write($claims->appId) . '.');
                break;
            case 'expiry_mismatch':
                $problems->add($code, self::expiries($claims, $headerExpire));
                break;
            case 'lifetime_too_long':
                $lives = self::span($claims->expiresAt - $claims->issuedAt);
                $problems->add($code, "It lives for $lives; " . self::span($terms->maxLifetime) . ' are allowed.');
                break;
            case 'not_yet_valid':
                $ahead = $claims->issuedAt - $terms->now;
                $detail = 'It is so by ' . self::span($ahead) . '.';
                if ($ahead < self::CLOCK_FAULT) {
                    $problems->add('clock_ahead', $detail);
                }
                $problems->add($code, $detail);
                break;
            case 'token_expired':
                self::noteExpired($problems, $claims->expiresAt, $terms);
                break;
            default:
                $problems->addRefusal($conflict);
        }
    }

    public static function noteExpired(Findings $problems, $expire, Terms $terms)
    {
        $problems->add('token_expired', 'It did so ' . self::span($terms->now - $expire) . ' ago.');
    }

    private static function expiries(Claims $claims, $headerExpire)
    {
        $inside = Whole::write($claims->expiresAt);
        if ($claims->expiresAt === $headerExpire) {
            return 'Minted at ' . Whole::write($claims->issuedAt) . ", it expires at $inside.";
        }
        $isCut = \fmod($claims->expiresAt, 4294967296.0) === $headerExpire + 0.0;
        $cut = $isCut ? ', cut to 32 bits as the web kit does' : '';
        return 'Outside it is ' . Whole::write($headerExpire) . "$cut, inside $inside.";
    }

    /** A length of time as people say it. */
    private static function span($seconds)
    {
        foreach ([[172800, 86400, 'days'], [7200, 3600, 'hours'], [300, 60, 'minutes']] as list($from, $size, $name)) {
            if ($seconds >= $from) {
                return \sprintf('%.0f %s', \round($seconds / $size), $name);
            }
        }
        return \sprintf('%.0f seconds', $seconds);
    }
}
