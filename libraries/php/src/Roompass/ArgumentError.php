<?php

namespace Roompass;

/**
 * A call was wrong. The message names the argument and never shows a secret; nor does the trace.
 */
final class ArgumentError extends \InvalidArgumentException
{
    use WithoutArguments;

    public function __construct($message)
    {
        parent::__construct($message);
        $this->forgetArguments();
    }
}
