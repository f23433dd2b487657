<?php

namespace Roompass\Crypto;

use Roompass\Failure;

/**
 * AES-GCM (NIST SP 800-38D) over OpenSSL's CTR and ECB, for PHP before 7.1, whose OpenSSL extension has none. Nonces of
 * 12 bytes, tags of 16, no associated data. Slower than OpenSSL's, and how long GHASH takes depends on what it hashes.
 *
 * @internal
 */
final class Gcm
{
    const BLOCK = 16;

    private $key;
    private $bits;
    /** @var string[]|null the hash key times x^0 to x^127, made when it is needed */
    private $powers;

    public function __construct($key)
    {
        $this->key = $key;
        $this->bits = 8 * \strlen($key);
    }

    /** The ciphertext and the tag. */
    public function seal($nonce, $plaintext)
    {
        $ciphertext = $this->counter($nonce, $plaintext);
        return $ciphertext . $this->tag($nonce, $ciphertext);
    }

    /** @return string|null */
    public function open($nonce, $sealed)
    {
        $ciphertext = (string) \substr($sealed, 0, -self::BLOCK);
        if (!\hash_equals($this->tag($nonce, $ciphertext), \substr($sealed, -self::BLOCK))) {
            return null;
        }
        return $this->counter($nonce, $ciphertext);
    }

    private function counter($nonce, $bytes)
    {
        $name = "aes-$this->bits-ctr";
        // The first counter belongs to the tag.
        return self::made(\openssl_encrypt($bytes, $name, $this->key, \OPENSSL_RAW_DATA, $nonce . \pack('N', 2)));
    }

    private function tag($nonce, $ciphertext)
    {
        $padded = $ciphertext . \str_repeat("\x00", -\strlen($ciphertext) & 15);
        $lengths = \pack('NNNN', 0, 0, 0, 8 * \strlen($ciphertext));
        $hash = \str_repeat("\x00", self::BLOCK);
        foreach (\str_split($padded . $lengths, self::BLOCK) as $block) {
            $hash = $this->timesKey($hash ^ $block);
        }
        return $hash ^ $this->encryptBlock($nonce . \pack('N', 1));
    }

    /** The product of a block and the hash key: the sum of the powers whose bits it has. */
    private function timesKey($block)
    {
        if ($this->powers === null) {
            $this->powers = self::powersOf($this->encryptBlock(\str_repeat("\x00", self::BLOCK)));
        }
        $product = \str_repeat("\x00", self::BLOCK);
        for ($i = 0; $i < self::BLOCK; $i++) {
            $byte = \ord($block[$i]);
            for ($bit = 0; $byte !== 0; $bit++) {
                if ($byte & 0x80) {
                    $product ^= $this->powers[8 * $i + $bit];
                }
                $byte = $byte << 1 & 0xff;
            }
        }
        return $product;
    }

    private static function powersOf($power)
    {
        $powers = [];
        for ($i = 0; $i < 128; $i++) {
            $powers[] = $power;
            $power = self::timesX($power);
        }
        return $powers;
    }

    /** One bit to the right, as bits are counted there, and modulo the polynomial. */
    private static function timesX($power)
    {
        $carry = 0;
        $shifted = '';
        foreach (\unpack('C*', $power) as $byte) {
            $shifted .= \chr($carry | $byte >> 1);
            $carry = ($byte & 1) << 7;
        }
        return $carry === 0 ? $shifted : \chr(\ord($shifted[0]) ^ 0xe1) . \substr($shifted, 1);
    }

    private function encryptBlock($block)
    {
        $flags = \OPENSSL_RAW_DATA | \OPENSSL_ZERO_PADDING;
        return self::made(\openssl_encrypt($block, "aes-$this->bits-ecb", $this->key, $flags, ''));
    }

    private static function made($bytes)
    {
        if ($bytes === false) {
            throw new Failure('OpenSSL could not compute AES');
        }
        return $bytes;
    }
}
