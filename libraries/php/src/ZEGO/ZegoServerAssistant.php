<?php

namespace ZEGO;

use Roompass\OfficialToken;

/**
 * ZEGOCLOUD's generator under its own names: a program exchanges the folder and nothing else. What it makes is sealed.
 */
class ZegoServerAssistant
{
    /**
     * Makes a Token04. A wrong argument is told in the result, in the order of the official generator. As there, a
     * number may come as text, and a user ID as a number.
     *
     * @param int $appId 1 to 4294967295
     * @param string $userId 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\
     * @param string $secret the ServerSecret: 32 printable ASCII characters
     * @param int $effectiveTimeInSeconds the lifetime; verifyToken04 takes 24 hours unless told otherwise
     * @param string|null $payload a text in UTF-8, or "" or null for none
     * @return ZegoAssistantToken
     * @throws \InvalidArgumentException for a payload that is no such text, or makes the claims longer than 32751 bytes
     */
    public static function generateToken04(
        $appId,
        $userId,
        #[\SensitiveParameter]
        $secret,
        $effectiveTimeInSeconds,
        $payload = ''
    ) {
        // Where only this namespace is mapped, as ZEGOCLOUD's page has it, nobody has heard of ours.
        if (!\class_exists('Roompass\OfficialToken')) {
            require_once __DIR__ . '/../../auto_loader.php'; // @codeCoverageIgnore
        }
        $result = new ZegoAssistantToken();
        list($result->code, $result->message, $result->token) = OfficialToken::make(
            $appId,
            $userId,
            $secret,
            $effectiveTimeInSeconds,
            $payload
        );
        return $result;
    }
}
