<?php

namespace Roompass\Crypto;

use Roompass\Codec\Base64;
use Roompass\Codec\Signature;
use Roompass\Codec\Suffix;

/**
 * The signature of a Kit Token (spec kit-token.md section 3, R13): over the Token04 and every field of the suffix.
 *
 * @internal
 */
final class Signing
{
    public static function sign(SecretKey $key, Suffix $suffix, $raw)
    {
        return new Signature($key->kid, self::tagOf($key, $suffix, $raw));
    }

    /** Whether the key made this signature for exactly these bytes and fields. */
    public static function isSignedBy(SecretKey $key, Suffix $suffix, $raw)
    {
        return \hash_equals(self::tagOf($key, $suffix, $raw), $suffix->signature->tag);
    }

    /** Each part with its length before it. Key ID and AppID stand before them, in the key's prefix. */
    private static function tagOf(SecretKey $key, Suffix $suffix, $raw)
    {
        $ext = (string) $suffix->ext;
        return Base64::encodeUrl($key->signatureTag->tag(\pack(
            'Na*Na*Na*Na*N',
            \strlen($suffix->userId),
            $suffix->userId,
            \strlen($suffix->roomId),
            $suffix->roomId,
            \strlen($suffix->encodedName),
            $suffix->encodedName,
            \strlen($ext),
            $ext,
            \strlen($raw)
        ) . $raw));
    }
}
