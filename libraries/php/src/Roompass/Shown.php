<?php

namespace Roompass;

use Roompass\Codec\Bounds;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Codec\Suffix;

/**
 * What anyone can read in a Kit Token. It proves nothing.
 *
 * @property-read int $appId
 * @property-read string $userId
 * @property-read string $roomId "" where the token names no room
 * @property-read string $userName decoded; "" where the token shows no name
 * @property-read int $expiresAt Unix seconds
 */
final class Shown extends Record
{
    /**
     * @internal
     * @throws KitTokenError
     */
    public static function read($kitToken)
    {
        list($token04, $line) = Frame::split($kitToken, Bounds::OWN);
        $envelope = Envelope::read(Frame::decode($token04, Bounds::OWN), Bounds::OWN);
        $suffix = Suffix::read($line, Bounds::OWN);
        return new self([
            'appId' => $suffix->appId,
            'userId' => $suffix->userId,
            'roomId' => $suffix->roomId,
            'userName' => $suffix->userName,
            'expiresAt' => $envelope->expire,
        ]);
    }
}
