<?php

namespace Roompass\Crypto;

/**
 * HMAC-SHA256 of a prefix and a message under one key. What key and prefix cost is paid once.
 *
 * @internal
 */
final class Mac
{
    const BLOCK = 64;

    private $inner;
    private $outer;

    /** @param string $key at most 64 bytes, which all of ours are */
    public function __construct($key, $prefix = '')
    {
        $padded = str_pad($key, self::BLOCK, "\x00");
        $this->inner = hash_init('sha256');
        hash_update($this->inner, $padded ^ str_repeat("\x36", self::BLOCK));
        hash_update($this->inner, $prefix);
        $this->outer = hash_init('sha256');
        hash_update($this->outer, $padded ^ str_repeat("\x5c", self::BLOCK));
    }

    /** 32 bytes. */
    public function tag($message)
    {
        $hash = hash_copy($this->inner);
        hash_update($hash, $message);
        $digest = hash_final($hash, true);
        $hash = hash_copy($this->outer);
        hash_update($hash, $digest);
        return hash_final($hash, true);
    }
}
