<?php

namespace Roompass\Inspect;

/**
 * What a text is by its looks, before anything is decoded.
 *
 * @internal
 */
final class Kind
{
    /** Pattern, kind, code; the first that fits. */
    private static $looks = [
        ['/^\s*$/D', 'empty', 'empty'],
        ['/^(?:undefined|null|NaN|\[object \w+\])$/D', 'unknown', 'placeholder'],
        ['/^(?:undefined|null)?#/', 'kit-token', 'token_missing'],
        // Every token of these centuries begins so.
        ['/^04[^#]*#.*04AAAAA/s', 'kit-token', 'two_tokens'],
        ['/^04.+04AAAAA/s', 'token04', 'two_tokens'],
        ['/^04[^#]*#[^#]*#/', 'kit-token', 'kit_token_twice'],
        ['/^04[^#]*#/', 'kit-token', null],
        // Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
        ['/^[0-9a-f]{64}$/Di', 'app-sign', 'app_sign_given'],
        ['/^[0-9a-f]{32}$/Di', 'server-secret-like', 'server_secret_given'],
        ['/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/D', 'jwt', 'jwt_given'],
        ['/^03[A-Za-z0-9+\/=]{40,}$/D', 'token03', 'token03_given'],
        ['/^04/', 'token04', null],
    ];

    /** @return array [string, string|null] the kind, and the code of what is wrong with that */
    public static function of($text)
    {
        foreach (self::$looks as list($pattern, $kind, $code)) {
            if (\preg_match($pattern, $text) === 1) {
                return [$kind, $code];
            }
        }
        return ['unknown', SuffixFaults::looksLikeSuffix($text) ? 'suffix_given' : 'not_a_kit_token'];
    }
}
