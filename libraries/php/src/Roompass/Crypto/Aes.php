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
    private $bits;
    private $gcm;

    /**
     * @param string $key 32 bytes, or 16
     * @param bool $byHand GCM without OpenSSL's; for tests
     */
    public function __construct($key, $byHand = PHP_VERSION_ID < 70100)
    {
        $this->key = $key;
        $this->bits = 8 * strlen($key);
        $this->gcm = $byHand ? new Gcm($key) : null;
    }

    /** CBC with the padding of PKCS#7. */
    public function encryptCbc($iv, $plaintext)
    {
        return self::made(openssl_encrypt($plaintext, "aes-$this->bits-cbc", $this->key, OPENSSL_RAW_DATA, $iv));
    }

    /** CBC over whole blocks; the padding stays. */
    public function decryptCbc($iv, $blocks)
    {
        $flags = OPENSSL_RAW_DATA | OPENSSL_ZERO_PADDING;
        return self::made(openssl_decrypt($blocks, "aes-$this->bits-cbc", $this->key, $flags, $iv));
    }

    /** GCM without associated data; the tag of 16 bytes follows the ciphertext. */
    public function sealGcm($nonce, $plaintext)
    {
        if ($this->gcm !== null) {
            return $this->gcm->seal($nonce, $plaintext);
        }
        $name = "aes-$this->bits-gcm";
        $sealed = self::made(openssl_encrypt($plaintext, $name, $this->key, OPENSSL_RAW_DATA, $nonce, $tag));
        return $sealed . $tag;
    }

    /** @return string|null null when the tag of 16 bytes is not right */
    public function openGcm($nonce, $sealed)
    {
        if ($this->gcm !== null) {
            return $this->gcm->open($nonce, $sealed);
        }
        $ciphertext = (string) substr($sealed, 0, -self::TAG);
        $tag = substr($sealed, -self::TAG);
        $name = "aes-$this->bits-gcm";
        $opened = openssl_decrypt($ciphertext, $name, $this->key, OPENSSL_RAW_DATA, $nonce, $tag);
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
