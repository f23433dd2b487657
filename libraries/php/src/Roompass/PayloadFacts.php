<?php

namespace Roompass;

/**
 * What a payload means.
 *
 * @internal
 */
final class PayloadFacts
{
    /** @var string|null null where the payload is bound to no room */
    public $roomId;
    /** @var Grant */
    public $grant;

    public function __construct($roomId, $join, $publish, $streamIds = null)
    {
        $this->roomId = $roomId;
        $this->grant = Grant::of($join, $publish, $streamIds);
    }
}
