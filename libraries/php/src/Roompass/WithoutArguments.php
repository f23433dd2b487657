<?php

namespace Roompass;

/**
 * For exceptions: PHP keeps the arguments of every call on the way in a trace, and with them tokens and secrets. Logs
 * and error pages print traces.
 *
 * @internal
 */
trait WithoutArguments
{
    private function forgetArguments()
    {
        $calls = $this->getTrace();
        foreach (\array_keys($calls) as $place) {
            unset($calls[$place]['args']);
        }
        $trace = new \ReflectionProperty('Exception', 'trace');
        if (\PHP_VERSION_ID < 80100) {
            $trace->setAccessible(true); // @codeCoverageIgnore
        }
        $trace->setValue($this, $calls);
    }
}
