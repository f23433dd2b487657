<?php

namespace Roompass;

use Roompass\Codec\Bounds;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Codec\Utf8;
use Roompass\Codec\Whole;
use Roompass\Crypto\SecretKey;

/**
 * What ZEGOCLOUD's generateToken04 does, sealed: its arguments as it takes them, its codes and its messages in its
 * order.
 *
 * @internal
 */
final class OfficialToken
{
    /** @var array|null [AppID, secret, SecretKey] of the last call: deriving costs more than minting */
    private static $last;

    /**
     * @return array code, message, token
     * @throws ArgumentError for the payload
     */
    public static function make(
        $appId,
        $userId,
        #[\SensitiveParameter]
        $secret,
        $lifetime,
        $payload
    ) {
        $appId = self::whole($appId);
        if (!Names::isAppId($appId)) {
            return [1, 'appID invalid', null];
        }
        $userId = \is_int($userId) ? (string) $userId : $userId;
        if (!Names::isUserId($userId)) {
            return [3, 'userID invalid', null];
        }
        if (!ServerSecret::is($secret)) {
            return [5, 'secret must be a 32 byte string', null];
        }
        $lifetime = self::whole($lifetime);
        $issuedAt = Ambient::now();
        if (!Whole::isBetween($lifetime, 1, Envelope::LAST_SECOND - $issuedAt)) {
            return [6, 'effectiveTimeInSeconds invalid', null];
        }
        $text = self::payload($payload);
        $raw = SealedToken::make(
            self::keyOf($appId, $secret),
            $userId,
            $text,
            $issuedAt,
            $lifetime,
            Envelope::CBC,
            null,
            Bounds::MAX_OFFICIAL_PLAINTEXT
        );
        return [0, '', Frame::encode($raw)];
    }

    /** The number that digits spell, or a float that is whole: PHP makes integers of them where a function asks for one. */
    private static function whole($value)
    {
        if (\is_string($value) && \preg_match('/^[0-9]{1,12}$/D', $value) === 1) {
            return Whole::read($value);
        }
        $whole = \is_float($value) && \floor($value) === $value && \abs($value) <= Whole::MAX_SAFE;
        return $whole ? Whole::read(Whole::write($value)) : $value;
    }

    private static function payload($payload)
    {
        if ($payload !== null && !\is_string($payload)) {
            throw new ArgumentError('payload must be a string: pass json_encode($payload)');
        }
        if (!Utf8::isText((string) $payload)) {
            throw new ArgumentError('payload must be text in UTF-8');
        }
        return (string) $payload;
    }

    private static function keyOf(
        $appId,
        #[\SensitiveParameter]
        $secret
    ) {
        if (self::$last === null || self::$last[0] !== $appId || !\hash_equals(self::$last[1], $secret)) {
            self::$last = [$appId, $secret, new SecretKey($appId, $secret)];
        }
        return self::$last[2];
    }
}
