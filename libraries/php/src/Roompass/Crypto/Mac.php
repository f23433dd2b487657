<?php

namespace Roompass\Crypto;

/**
 * HMAC-SHA256 of a prefix and a message under one key. The long part is OpenSSL's, which hashes several times as fast
 * as PHP and takes long to start; the short part is PHP's, which resumes where the key has been hashed already.
 *
 * @internal
 */
final class Mac
{
    const BLOCK = 64;

    /** @var string the first block, and what follows it always */
    private $inner;
    /** @var resource|\HashContext */
    private $outer;

    /** @param string $key at most 64 bytes, which all of ours are */
    public function __construct($key, $prefix = '')
    {
        $padded = str_pad($key, self::BLOCK, "\x00");
        $this->inner = ($padded ^ str_repeat("\x36", self::BLOCK)) . $prefix;
        $this->outer = hash_init('sha256');
        hash_update($this->outer, $padded ^ str_repeat("\x5c", self::BLOCK));
    }

    /** 32 bytes. */
    public function tag($message)
    {
        $hash = hash_copy($this->outer);
        hash_update($hash, openssl_digest($this->inner . $message, 'sha256', true));
        return hash_final($hash, true);
    }
}
