<?php

namespace Roompass;

use Roompass\Crypto\SecretKey;

/**
 * A key and what may be done with it.
 *
 * @internal
 */
final class AppKey
{
    /** @var SecretKey */
    public $secret;
    /** @var KeyInfo */
    public $info;
    /** @var string refuse, accept or trust */
    public $gcm;

    public function __construct(SecretKey $secret, KeyInfo $info, $gcm)
    {
        $this->secret = $secret;
        $this->info = $info;
        $this->gcm = $gcm;
    }
}
