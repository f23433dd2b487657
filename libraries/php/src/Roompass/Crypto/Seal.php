<?php

namespace Roompass\Crypto;

use Roompass\Codec\Base64;
use Roompass\Codec\Claims;
use Roompass\Codec\Envelope;
use Roompass\Codec\Padding;
use Roompass\Codec\Utf8;

/**
 * The seal (spec token04.md 6, R16 to R18): encrypting under an IV that is derived from the plaintext, and opening
 * again. Opening answers with one failure for everything, and does on each path the work of a success.
 *
 * @internal
 */
final class Seal
{
    /** 96 bits: all of an IV of 16 characters that must look like others', and the 12 bytes of a GCM nonce. */
    const BYTES = 12;

    /** Read in place of what cannot be read, in a spelling that takes long: the failure costs what a success costs. */
    const UNREADABLE = '{"user_id":"nobody","app_id":1,"nonce":1,"ctime":1,"expire":2,"payload":""}';

    /** Encrypts under the IV or nonce that authenticates the plaintext. */
    public static function close(SecretKey $key, $format, $expire, $plaintext)
    {
        $iv = self::sealOf($key, $format, $plaintext);
        $ciphertext = $format === Envelope::CBC
            ? $key->aes->encryptCbc($iv, $plaintext)
            : $key->aes->sealGcm($iv, $plaintext);
        return new Envelope($format, $expire, $iv, $ciphertext);
    }

    /**
     * Null when it does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart.
     *
     * @param bool $signed the signature was right: it covers every byte, and the seal could prove nothing more
     * @return Opened|null
     */
    public static function open(SecretKey $key, Envelope $envelope, $signed)
    {
        list($plaintext, $right) = self::decrypt($key->aes, $envelope);
        // Whether padding, tag and text are right decides nothing before the end.
        $scanned = Claims::scan($plaintext);
        if ($scanned === null) {
            Claims::scan(self::UNREADABLE);
        }
        $sealed = $signed || \hash_equals(self::sealOf($key, $envelope->format, $plaintext), $envelope->iv);
        return $scanned !== null && $right ? new Opened($scanned, $plaintext, $sealed) : null;
    }

    /**
     * What is inside, claims or not; null when the key does not fit. To explain alone: it tells more than a refusal
     * may.
     *
     * @return string|null
     */
    public static function plaintextOf(Aes $aes, Envelope $envelope)
    {
        list($plaintext, $right) = self::decrypt($aes, $envelope);
        return $right && Utf8::isText($plaintext) ? $plaintext : null;
    }

    private static function sealOf(SecretKey $key, $format, $plaintext)
    {
        return $format === Envelope::CBC
            ? Base64::encodeUrl(\substr($key->sealTag->tag($plaintext), 0, self::BYTES))
            : \substr($key->gcmSealTag->tag($plaintext), 0, self::BYTES);
    }

    /** @return array [string, bool] the plaintext, or one to go on with, and whether padding or tag was right */
    private static function decrypt(Aes $aes, Envelope $envelope)
    {
        if ($envelope->format === Envelope::CBC) {
            return Padding::remove($aes->decryptCbc($envelope->iv, $envelope->ciphertext));
        }
        $plaintext = $aes->openGcm($envelope->iv, $envelope->ciphertext);
        return $plaintext === null ? [self::UNREADABLE, false] : [$plaintext, true];
    }
}
