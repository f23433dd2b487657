<?php

namespace Roompass;

use Roompass\Codec\Suffix;

/**
 * What the suffix of a Kit Token says, which nothing proves unless it is signed.
 *
 * @property-read string|null $roomId null where there is none that could be entered
 * @property-read string $userName "" where there is none that could be shown
 */
final class Claimed extends Record
{
    /** @internal */
    public function __construct(Suffix $suffix)
    {
        $roomId = $suffix->roomId;
        // What is signed was looked at.
        $enterable = $suffix->signature === null ? Names::isRoomId($roomId) : $roomId !== '';
        parent::__construct(['roomId' => $enterable ? $roomId : null, 'userName' => $suffix->userName]);
    }
}
