<?php

namespace Roompass;

/**
 * The machine could not do what was asked: it has no randomness, or OpenSSL no AES or SHA-256. Nothing is made then.
 */
final class Failure extends \RuntimeException
{
    use WithoutArguments;

    public function __construct($message)
    {
        parent::__construct($message);
        $this->forgetArguments();
    }
}
