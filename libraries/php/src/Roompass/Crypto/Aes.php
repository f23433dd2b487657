<?php

namespace Roompass\Crypto;

use Roompass\Failure;

/**
 * AES under one key, by OpenSSL. GCM is OpenSSL's from PHP 7.1 on, and ours before.
 *
 * @internal
 */
final class Aes
{
    const TAG = 16;

    private $key;
    /** @var string OpenSSL's names of the modes */
    private $cbcName;
    private $gcmName;
    /** @var Gcm|null */
    private $gcm;

    /**
     * @param string $key 32 bytes, or 16
     * @param bool $byHand GCM without OpenSSL's; for tests
     */
    public function __construct($key, $byHand = \PHP_VERSION_ID < 70100)
    {
        $this->key = $key;
        $bits = 8 * \strlen($key);
        $this->cbcName = "aes-$bits-cbc";
        $this->gcmName = "aes-$bits-gcm";
        $this->gcm = $byHand ? new Gcm($key) : null;
    }

    /** CBC with the padding of PKCS#7. */
    public function encryptCbc($iv, $plaintext)
    {
        return self::made(\openssl_encrypt($plaintext, $this->cbcName, $this->key, \OPENSSL_RAW_DATA, $iv));
    }

    /** CBC over whole blocks; the padding stays. */
    public function decryptCbc($iv, $blocks)
    {
        $flags = \OPENSSL_RAW_DATA | \OPENSSL_ZERO_PADDING;
        return self::made(\openssl_decrypt($blocks, $this->cbcName, $this->key, $flags, $iv));
    }

    /** GCM without associated data; the tag of 16 bytes follows the ciphertext. */
    public function sealGcm($nonce, $plaintext)
    {
        if ($this->gcm !== null) {
            return $this->gcm->seal($nonce, $plaintext);
        }
        $sealed = self::made(\openssl_encrypt($plaintext, $this->gcmName, $this->key, \OPENSSL_RAW_DATA, $nonce, $tag));
        return $sealed . $tag;
    }

    /** @return string|null null when the tag of 16 bytes is not right */
    public function openGcm($nonce, $sealed)
    {
        if ($this->gcm !== null) {
            return $this->gcm->open($nonce, $sealed);
        }
        $ciphertext = (string) \substr($sealed, 0, -self::TAG);
        $tag = \substr($sealed, -self::TAG);
        $opened = \openssl_decrypt($ciphertext, $this->gcmName, $this->key, \OPENSSL_RAW_DATA, $nonce, $tag);
        return $opened === false ? null : $opened;
    }

    public function __debugInfo()
    {
        return [];
    }

    private static function made($bytes)
    {
        if ($bytes === false) {
            throw new Failure('OpenSSL could not compute AES');
        }
        return $bytes;
    }
}
