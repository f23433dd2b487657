<?php

namespace Roompass\Crypto;

use Roompass\Failure;

/**
 * HMAC-SHA256 of a prefix and a message under one key, faster than hash_hmac. The message is hashed by OpenSSL, since
 * PHP's own SHA-256 uses no instructions that machines have for it. But OpenSSL is slow to start: the outer hash, which
 * is short, is PHP's, and goes on from where the key was hashed already.
 *
 * @internal
 */
final class Mac
{
    const BLOCK = 64;

    /** @var string the first block, and what follows it always */
    private $inner;
    /** @var \HashContext|resource the outer hash, after its first block */
    private $outer;

    /** @param string $key at most 64 bytes, which all of ours are */
    public function __construct($key, $prefix = '')
    {
        $padded = \str_pad($key, self::BLOCK, "\x00");
        $this->inner = ($padded ^ \str_repeat("\x36", self::BLOCK)) . $prefix;
        $this->outer = \hash_init('sha256');
        \hash_update($this->outer, $padded ^ \str_repeat("\x5c", self::BLOCK));
    }

    /** 32 bytes. */
    public function tag($message)
    {
        $outer = \hash_copy($this->outer);
        // Without a digest there would be one tag for every message.
        \hash_update($outer, \openssl_digest($this->inner . $message, 'sha256', true) ?: self::fail());
        return \hash_final($outer, true);
    }

    /** @throws Failure where OpenSSL makes no digest */
    public static function fail()
    {
        throw new Failure('OpenSSL could not compute SHA-256');
    }

    public function __debugInfo()
    {
        return [];
    }
}
