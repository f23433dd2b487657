<?php

namespace Roompass\Codec;

use Roompass\KitTokenError;

/**
 * The outermost text: how a Kit Token falls into Token04 and suffix, and a Token04 becomes bytes (spec R1 to R4).
 * Nobody else splits at "#" or puts it there.
 *
 * @internal
 */
final class Frame
{
    const PREFIX = '04';

    public static function join($token04, $suffix)
    {
        return $token04 . '#' . $suffix;
    }

    /**
     * Spec R1, R2.
     *
     * @return array the text before the "#", and what that after it decodes to, or null
     * @throws KitTokenError
     */
    public static function split($text, $reading)
    {
        self::checkLength($text, Bounds::SPANS[$reading]['kitToken']);
        $parts = \explode('#', $text);
        // A client that splits reads the second part, a verifier that looks for the last "#" another: one is allowed.
        if (\count($parts) !== 2) {
            throw new KitTokenError('token_malformed');
        }
        // What can be decoded is printable. Before the "#" that is seen when it is decoded.
        $line = Base64::decode($parts[1]);
        if ($line === null && !self::isPrintable($text)) {
            throw new KitTokenError('token_malformed');
        }
        return [$parts[0], $line];
    }

    /**
     * The bytes of a Token04 (spec R1 to R4).
     *
     * @throws KitTokenError
     */
    public static function decode($text, $reading)
    {
        self::checkLength($text, Bounds::SPANS[$reading]['token04']);
        $raw = \base64_decode(\substr($text, 2), true);
        // As Base64 has it, and the prefix with it: a token is right when it is what its bytes are spelled as.
        if ($raw === false || self::PREFIX . \base64_encode($raw) !== $text) {
            throw new KitTokenError(self::faultOf($text));
        }
        return $raw;
    }

    public static function encode($raw)
    {
        return self::PREFIX . \base64_encode($raw);
    }

    /** Which rule is broken by a text that is no Token04. What can be decoded keeps them all. */
    private static function faultOf($text)
    {
        if (\strpos($text, '#') !== false || !self::isPrintable($text)) {
            return 'token_malformed';
        }
        return \strncmp($text, self::PREFIX, 2) === 0 ? 'token_encoding' : 'token_version';
    }

    private static function isPrintable($text)
    {
        return \preg_match('/[^\x21-\x7e]/', $text) === 0;
    }

    /** The length comes first: nothing is done with a text of any size. */
    private static function checkLength($text, array $span)
    {
        if (!\is_string($text) || \strlen($text) < $span[0] || \strlen($text) > $span[1]) {
            throw new KitTokenError('token_malformed');
        }
    }
}
