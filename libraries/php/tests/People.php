<?php

namespace Roompass\Test;

use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\KitTokenError;

/** Who and what tests speak of. */
final class People
{
    const APP_ID = 1234567890;
    // roompass-scan-allow: made up for tests
    const SECRET = 'mE5Vn3pX8rT1wZ6yB0cD4fG7hJ9kL2qS';
    const OLD_SECRET = 'retired since the spring of 2025';
    const NOW = 1767225600;
    const ADA = ['userId' => 'ada', 'roomId' => 'lobby', 'userName' => 'Ada L.', 'expiresIn' => 3600];

    public static function keys($gcm = 'accept')
    {
        return new Keyring([new Key(self::APP_ID, self::SECRET, 'active', $gcm)]);
    }

    /** A Kit Token of Ada, minted now. */
    public static function kitToken(array $input = [])
    {
        return KitToken::mint($input + self::ADA, self::keys(), ['now' => self::NOW]);
    }

    /** The code with which something is refused. */
    public static function codeOf($step)
    {
        try {
            $step();
        } catch (KitTokenError $refusal) {
            return $refusal->getCode();
        }
        return 'not refused';
    }
}
