<?php

namespace Roompass\Inspect;

use Roompass\Codec\Json;
use Roompass\Codec\ScannedObject;

/**
 * What happens to tokens on their way through URLs, JSON, terminals and mail: each damage recognised, named and undone,
 * one at a time.
 *
 * @internal
 */
final class Mend
{
    /** By code, in the order in which they are tried. */
    private static $mends = [
        'surrounding_space' => 'trim',
        'wrapped_in_json' => 'fieldOfAnswer',
        'quoted' => 'unquote',
        'bearer_prefix' => 'withoutBearer',
        'line_breaks' => 'withoutLineBreaks',
        'percent_encoded' => 'decodePercent',
        'plus_became_space' => 'restorePlus',
        'base64url_spelling' => 'standardBase64',
        'padding_missing' => 'padParts',
    ];

    /** @return array [string, string[]] the text without its damage, and the codes of what was undone */
    public static function text($text)
    {
        $damage = [];
        foreach (self::$mends as $code => $undo) {
            $better = self::$undo($text);
            if ($better !== $text) {
                $damage[] = $code;
            }
            $text = $better;
        }
        return [$text, $damage];
    }

    /** White space of any script, and a byte order mark; of ASCII alone where the text is no UTF-8. */
    private static function trim($text)
    {
        $space = '[\s\p{Z}\x{feff}]+';
        $trimmed = \preg_replace("/^$space|$space\$/Du", '', $text);
        return $trimmed === null ? \trim($text) : $trimmed;
    }

    /** The token in {"token": "04…"}, {"data": {"token": "04…"}} and their like (spec kit-token.md 5.5.1). */
    private static function fieldOfAnswer($text)
    {
        $answer = \strncmp($text, '{', 1) === 0 ? Json::scanObject($text, 8) : null;
        while ($answer instanceof ScannedObject) {
            foreach (['kitToken', 'kit_token', 'token', 'data'] as $key) {
                if (\is_string($answer->get($key))) {
                    return $answer->get($key);
                }
            }
            $answer = $answer->get('data');
        }
        return $text;
    }

    private static function unquote($text)
    {
        return self::trim(\preg_replace('/^(["\'`])(.*)\1$/Ds', '$2', $text));
    }

    private static function withoutBearer($text)
    {
        return \preg_replace('/^bearer\s+/i', '', $text);
    }

    private static function withoutLineBreaks($text)
    {
        return \str_replace(["\r", "\n"], '', $text);
    }

    private static function decodePercent($text)
    {
        $encoded = \preg_match('/^04[^#]*%(?:2B|2F|3D|23)/i', $text) === 1;
        // Where one escape is broken, none is undone.
        return $encoded && \preg_match('/%(?![0-9A-Fa-f]{2})/', $text) === 0 ? \rawurldecode($text) : $text;
    }

    private static function restorePlus($text)
    {
        return \strncmp($text, '04', 2) === 0 ? \str_replace(' ', '+', $text) : $text;
    }

    private static function standardBase64($text)
    {
        return \strncmp($text, '04', 2) === 0 ? \strtr($text, '-_', '+/') : $text;
    }

    /** Gives each base64 part of a token the padding that its length asks for. */
    private static function padParts($text)
    {
        if (\preg_match('/^04[A-Za-z0-9+\/]+=*(?:#[A-Za-z0-9+\/]*=*)?$/D', $text) !== 1) {
            return $text;
        }
        // Not base64 at all: a secret or an AppSign in hex, which may begin with 04 as well.
        if (\preg_match('/[^0-9a-fA-F]/', $text) === 0) {
            return $text;
        }
        $parts = \explode('#', \substr($text, 2));
        return '04' . \implode('#', \array_map([__CLASS__, 'padded'], $parts));
    }

    private static function padded($part)
    {
        $missing = -\strlen($part) & 3;
        return $missing === 3 || \substr($part, -1) === '=' ? $part : $part . \str_repeat('=', $missing);
    }
}
