<?php

namespace Roompass\Codec;

/**
 * Base64 in one spelling only: a text decodes if and only if encoding gives it back (spec R4, R8).
 *
 * @internal
 */
final class Base64
{
    /** @return string|null the bytes; null for every spelling but the one with padding and zero spare bits */
    public static function decode($text)
    {
        $bytes = \base64_decode($text, true);
        // The decoder forgives white space, spare bits and missing padding; the encoder has none of them.
        return $bytes !== false && \base64_encode($bytes) === $text ? $bytes : null;
    }

    /** Base64url without padding. */
    public static function encodeUrl($bytes)
    {
        return \rtrim(\strtr(\base64_encode($bytes), '+/', '-_'), '=');
    }
}
