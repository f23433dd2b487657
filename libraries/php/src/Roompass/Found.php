<?php

namespace Roompass;

use Roompass\Crypto\Opened;

/**
 * The key that opened a token, and what was inside.
 *
 * @internal
 */
final class Found
{
    /** @var AppKey */
    public $key;
    /** @var Opened */
    public $opened;

    public function __construct(AppKey $key, Opened $opened)
    {
        $this->key = $key;
        $this->opened = $opened;
    }
}
