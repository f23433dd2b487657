<?php

namespace Roompass\Codec;

/**
 * How long a token and its parts may be (spec kit-token.md 5.1.4). Own: what is minted here, with room to spare.
 * Official: the most that the format can hold, which is what official generators make, for those who take bare tokens.
 *
 * @internal
 */
final class Bounds
{
    const OWN = 'own';
    const OFFICIAL = 'official';

    /** The most bytes of claims that are minted. */
    const MAX_PLAINTEXT = 3071;
    /** The most that fit lengths of 15 bits, which every official reader takes. */
    const MAX_OFFICIAL_PLAINTEXT = 32751;

    /** The least and the greatest length: of texts in characters, of the rest in bytes, of GCM with the tag. */
    const SPANS = [
        self::OWN => [
            'kitToken' => [140, 8192],
            'token04' => [120, 4154],
            'raw' => [89, 3113],
            'cbc' => [64, 3072],
            'gcm' => [72, 3087],
            'suffix' => [0, 2048],
        ],
        self::OFFICIAL => [
            'kitToken' => [140, 65536],
            'token04' => [120, 43726],
            'raw' => [89, 32792],
            'cbc' => [64, 32752],
            'gcm' => [72, 32767],
            'suffix' => [0, 16384],
        ],
    ];

    public static function hold($reading, $part, $length)
    {
        $span = self::SPANS[$reading][$part];
        return $length >= $span[0] && $length <= $span[1];
    }
}
