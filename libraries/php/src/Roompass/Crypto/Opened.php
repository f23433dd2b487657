<?php

namespace Roompass\Crypto;

/**
 * What came out of a Token04.
 *
 * @internal
 */
final class Opened
{
    /** @var array|\Roompass\Codec\ScannedObject the claims, whose values nobody has looked at yet */
    public $claims;
    /** @var string what the claims were read from */
    public $plaintext;
    /** @var bool whether only a holder of the secret can have made it */
    public $sealed;

    public function __construct($claims, $plaintext, $sealed)
    {
        $this->claims = $claims;
        $this->plaintext = $plaintext;
        $this->sealed = $sealed;
    }
}
