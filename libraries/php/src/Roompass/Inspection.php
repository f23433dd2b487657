<?php

namespace Roompass;

use Roompass\Inspect\Findings;
use Roompass\Inspect\Kind;
use Roompass\Inspect\Mend;
use Roompass\Inspect\Walk;

/**
 * Explains any text that may be a token: what it is, what every layer holds, everything that is wrong with it, and what
 * mends it.
 *
 * @internal
 */
final class Inspection
{
    /** Nothing longer is looked at. Generators have made tokens of 96 thousand characters, which shall be explained. */
    const MAX_LENGTH = 262144;

    /**
     * @param Rings|null $rings
     * @throws ArgumentError
     */
    public static function of($text, $rings, array $options)
    {
        $expect = self::expectOf($options);
        unset($options['expect']);
        $terms = new Terms($options);
        $problems = new Findings();
        $walk = new Walk($problems, $terms);
        if (!\is_string($text)) {
            $problems->add('not_text');
            return self::report('unknown', $walk);
        }
        if (\strlen($text) > self::MAX_LENGTH) {
            $problems->add('token_malformed', 'It has ' . \strlen($text) . ' characters.');
            return self::report('unknown', $walk);
        }
        list($mended, $damage) = Mend::text($text);
        list($kind, $code) = Kind::of($mended);
        foreach ($code === null ? $damage : \array_merge($damage, [$code]) as $hint) {
            $problems->add($hint);
        }
        if ($kind === 'kit-token' || $kind === 'token04') {
            self::walk($walk, $mended, $kind, $expect, $rings);
            if ($rings !== null) {
                self::noteRefusal($problems, $text, $expect === null ? $kind : $expect, $rings, $terms);
            }
        }
        return self::report($kind, $walk);
    }

    private static function walk(Walk $walk, $text, $kind, $expect, $rings)
    {
        if ($expect !== null && $expect !== $kind) {
            $walk->problems->add($expect === 'token04' ? 'kit_token_given' : 'token04_given');
        }
        $parts = \explode('#', $text, 2);
        $walk->through($parts[0], isset($parts[1]) ? $parts[1] : null, $rings);
    }

    /** Whatever was guessed: the last word is verify's, on the text as it came. */
    private static function noteRefusal(Findings $problems, $text, $kind, Rings $rings, Terms $terms)
    {
        try {
            if ($kind === 'token04') {
                Verification::ofToken04($text, $rings, $terms);
            } else {
                Verification::ofKitToken($text, $rings, $terms);
            }
        } catch (KitTokenError $refusal) {
            $problems->add($refusal->getCode());
        }
    }

    private static function expectOf(array $options)
    {
        $expect = \array_key_exists('expect', $options) ? $options['expect'] : null;
        if ($expect !== null && $expect !== 'kit-token' && $expect !== 'token04') {
            throw new ArgumentError('options.expect must be kit-token or token04');
        }
        return $expect;
    }

    private static function report($kind, Walk $walk)
    {
        return new Report($kind, $walk->problems->problems(), $walk->warnings->problems(), $walk->layers);
    }
}
