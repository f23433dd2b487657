<?php

namespace Roompass\Inspect;

use Roompass\Codec\Base64;
use Roompass\Codec\Json;
use Roompass\Codec\Utf8;
use Roompass\Codec\Whole;
use Roompass\Names;

/**
 * Why a text is not the suffix of a Kit Token, where that can be told.
 *
 * @internal
 */
final class SuffixFaults
{
    /** @return string|null a code */
    public static function of($text)
    {
        $line = Base64::decode($text);
        if ($line === null) {
            return 'suffix_not_base64';
        }
        if (\preg_match('/[\x80-\xff]/', $line) === 1) {
            return 'suffix_not_ascii';
        }
        $object = Json::scanObject($line, 8);
        if ($object === null) {
            return null;
        }
        $appId = $object->get('appID');
        // is_numeric takes hex as well on PHP 5.
        if (\is_string($appId) && \preg_match('/^[1-9][0-9]{0,9}$/D', $appId) === 1) {
            $appId = Whole::read($appId);
        }
        return Names::isAppId($appId) ? null : 'suffix_app_missing';
    }

    /** Whether a text is a suffix without its token. */
    public static function looksLikeSuffix($text)
    {
        $line = \strncmp($text, 'eyJ', 3) === 0 ? Base64::decode($text) : null;
        $object = $line === null ? null : Json::scanObject(Utf8::ofLatin1($line), 1);
        return $object !== null && $object->has('userID') && $object->has('roomID');
    }
}
