<?php

namespace Roompass;

/**
 * What the suffix of a Kit Token says, which nothing proves unless it is signed.
 *
 * @property-read string|null $roomId null where there is none that could be entered
 * @property-read string $userName "" where there is none that could be shown
 */
final class Claimed extends Record
{
    /** @internal */
    public function __construct($roomId, $userName)
    {
        parent::__construct([
            'roomId' => $roomId !== '' && Names::isRoomId($roomId) ? $roomId : null,
            'userName' => $userName,
        ]);
    }
}
