<?php

namespace Roompass\Codec;

/**
 * A number that is no plain safe integer (1.0, 1e3, -0, 9007199254740993), as it is spelled.
 *
 * @internal
 */
final class OddNumber
{
    public $literal;

    public function __construct($literal)
    {
        $this->literal = $literal;
    }
}
