<?php

namespace Roompass\Crypto;

/**
 * HMAC-SHA256 of a prefix and a message under one key. Made of two hashes of OpenSSL's, which are faster than
 * hash_hmac: PHP's own SHA-256 uses no instructions that machines have for it.
 *
 * @internal
 */
final class Mac
{
    const BLOCK = 64;

    /** @var string the first block, and what follows it always */
    private $inner;
    /** @var string the first block of the outer hash */
    private $outer;

    /** @param string $key at most 64 bytes, which all of ours are */
    public function __construct($key, $prefix = '')
    {
        $padded = str_pad($key, self::BLOCK, "\x00");
        $this->inner = ($padded ^ str_repeat("\x36", self::BLOCK)) . $prefix;
        $this->outer = $padded ^ str_repeat("\x5c", self::BLOCK);
    }

    /** 32 bytes. */
    public function tag($message)
    {
        return openssl_digest($this->outer . openssl_digest($this->inner . $message, 'sha256', true), 'sha256', true);
    }

    public function __debugInfo()
    {
        return [];
    }
}
