<?php

namespace Roompass;

/**
 * What a ServerSecret may be, and which are no secret.
 */
final class ServerSecret
{
    const LENGTH = 32;
    const FEWEST_CHARACTERS = 8;

    private static $publishedSamples = [
        '0123456789abcdef0123456789abcdef',
        'fa94dd0f974cf2e293728a526b028271',
        '12345678901234567890123456789012',
    ];

    /**
     * Whether it is 32 bytes from 0x20 to 0x7E.
     *
     * @internal
     */
    public static function is(
        #[\SensitiveParameter]
        $value
    ) {
        return \is_string($value) && \strlen($value) === self::LENGTH && \preg_match('/[^\x20-\x7e]/', $value) === 0;
    }

    /**
     * Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters (32 random
     * hex digits have so few once in 27 million). Servers refuse such a secret; verify does not care.
     */
    public static function isWeak(
        #[\SensitiveParameter]
        $serverSecret
    ) {
        return \strlen(\count_chars($serverSecret, 3)) < self::FEWEST_CHARACTERS
            || \in_array($serverSecret, self::$publishedSamples, true);
    }
}
