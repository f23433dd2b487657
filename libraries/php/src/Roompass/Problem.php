<?php

namespace Roompass;

use Roompass\Inspect\Hints;
use Roompass\Inspect\Reasons;

/**
 * Why a token is refused, or what is worth knowing about it.
 *
 * @property-read string $code
 * @property-read string $message the cause in a sentence or two; it may end with what is particular to this token
 * @property-read string $fix what to do about it
 * @property-read int[][] $zegocloud the numbers under which ZEGOCLOUD's clients and servers report it: web, native,
 *     zim, server
 */
final class Problem extends Record
{
    /**
     * @internal
     * @param string|null $detail a sentence about this token in particular
     */
    public function __construct($code, $detail)
    {
        $all = \array_key_exists($code, Reasons::ALL) ? Reasons::ALL : Hints::ALL;
        list($message, $fix, $zegocloud) = $all[$code];
        parent::__construct([
            'code' => $code,
            'message' => $detail === null ? $message : "$message $detail",
            'fix' => $fix,
            'zegocloud' => $zegocloud,
        ]);
    }
}
