<?php

namespace Roompass;

use Roompass\Codec\Bounds;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Codec\Suffix;
use Roompass\Codec\Whole;
use Roompass\Crypto\Signing;

/**
 * Making tokens: sealed always, and signed where there is a suffix. What is minted here is what verify takes.
 *
 * @internal
 */
final class Minting
{
    private static $kitTokenInput = [
        'appId' => null, 'userId' => null, 'roomId' => null, 'userName' => '', 'grant' => null, 'expiresIn' => null,
        'format' => 'cbc', 'ext' => null,
    ];
    private static $token04Input = [
        'appId' => null, 'userId' => null, 'roomId' => null, 'grant' => null, 'payload' => null, 'expiresIn' => null,
        'format' => 'cbc',
    ];

    private static $options = ['now' => null, 'random' => null, 'maxLifetime' => Terms::DEFAULT_MAX_LIFETIME];

    /** @throws ArgumentError */
    public static function kitToken(array $input, Rings $rings, array $options)
    {
        if (\array_key_exists('payload', $input)) {
            throw new ArgumentError('input.payload is made from grant; mintToken04 takes one of its own');
        }
        $input = Arguments::named('input', $input, self::$kitTokenInput);
        $key = $rings->minting($input['appId']);
        $ext = $input['ext'];
        self::checkRoomId($input['roomId']);
        if (!Names::isUserName($input['userName'])) {
            throw new ArgumentError('userName must be text of at most 256 bytes of UTF-8 without control characters');
        }
        if ($ext !== null && !Suffix::isExt($ext)) {
            throw new ArgumentError('ext must be at most ' . Suffix::MAX_EXT . ' printable ASCII characters');
        }
        $rights = self::rightsOf($input['grant']);
        $payload = $rights === null ? '' : Payload::write($input['roomId'], $rights);
        $raw = self::raw($key, $input, $payload, $options);
        $name = Names::encodePercent($input['userName']);
        $suffix = new Suffix($input['userId'], $input['roomId'], $name, $key->secret->appId, $ext === '' ? null : $ext);
        $suffix->signature = Signing::sign($key->secret, $suffix, $raw);
        $text = $suffix->write();
        if ($text === null) {
            throw new ArgumentError('ext is too long beside this userName');
        }
        return Frame::join(Frame::encode($raw), $text);
    }

    /** @throws ArgumentError */
    public static function token04(array $input, Rings $rings, array $options)
    {
        $input = Arguments::named('input', $input, self::$token04Input);
        $key = $rings->minting($input['appId']);
        return Frame::encode(self::raw($key, $input, self::payloadOf($input), $options));
    }

    private static function payloadOf(array $input)
    {
        $rights = self::rightsOf($input['grant']);
        if ($input['roomId'] !== null) {
            self::checkRoomId($input['roomId']);
        }
        if ($input['payload'] === null) {
            if ($rights === null && $input['roomId'] !== null) {
                throw new ArgumentError('roomId is sealed together with a grant: pass grant as well');
            }
            return $rights === null ? '' : Payload::write((string) $input['roomId'], $rights);
        }
        if ($rights !== null || $input['roomId'] !== null) {
            throw new ArgumentError('payload takes the place of grant and roomId');
        }
        if (!\is_string($input['payload']) || !self::isProvable($input['payload'])) {
            throw new ArgumentError(
                'payload must be JSON text of room_id, privilege and stream_id_list as documented, or ""'
            );
        }
        return $input['payload'];
    }

    private static function isProvable($payload)
    {
        try {
            Payload::read($payload, true, Bounds::OWN);
        } catch (KitTokenError $refusal) {
            return false;
        }
        return true;
    }

    private static function rightsOf($grant)
    {
        if ($grant !== null && !\is_array($grant) && !$grant instanceof Grant) {
            throw new ArgumentError('grant must be an array or a Grant');
        }
        return $grant === null ? null : Grant::rightsOf($grant);
    }

    private static function checkRoomId($roomId)
    {
        if (!Names::isRoomId($roomId)) {
            throw new ArgumentError('roomId must be ' . Names::ROOM_ID_RULE);
        }
    }

    private static function raw(AppKey $key, array $input, $payload, array $options)
    {
        $options = Arguments::named('options', $options, self::$options);
        if (!Names::isUserId($input['userId'])) {
            throw new ArgumentError('userId must be ' . Names::USER_ID_RULE);
        }
        $expiresIn = self::lifetime($input['expiresIn'], $options['maxLifetime']);
        $format = $input['format'];
        if ($format !== Envelope::CBC && $format !== Envelope::GCM) {
            throw new ArgumentError('format must be cbc or gcm');
        }
        if ($format === Envelope::GCM && $key->gcm === 'refuse') {
            throw new ArgumentError('format: this key refuses gcm');
        }
        $now = $options['now'] === null ? Ambient::now() : $options['now'];
        if (!Whole::isBetween($now, 1, Envelope::LAST_SECOND - $expiresIn)) {
            throw new ArgumentError('options.now must be whole Unix seconds');
        }
        $random = $options['random'];
        if ($random !== null && !\is_callable($random)) {
            throw new ArgumentError('options.random must be callable');
        }
        return SealedToken::make($key->secret, $input['userId'], $payload, $now, $expiresIn, $format, $random);
    }

    private static function lifetime($expiresIn, $maxLifetime)
    {
        if ($maxLifetime !== Terms::DEFAULT_MAX_LIFETIME) {
            Arguments::maxLifetime($maxLifetime);
        }
        if (!(\is_int($expiresIn) || Whole::is($expiresIn)) || $expiresIn < 1 || $expiresIn > $maxLifetime) {
            throw new ArgumentError(
                "expiresIn must be whole seconds from 1 to $maxLifetime, which options.maxLifetime sets"
            );
        }
        return $expiresIn;
    }
}
