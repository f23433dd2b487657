<?php

namespace Roompass;

/**
 * A key by its name, without the secret.
 *
 * @property-read int $appId
 * @property-read string $kid 8 hex digits that name the key without telling it: the kid of a pass
 * @property-read string $state next, active, previous or retired
 * @property-read bool $weak whether its secret is none: see ServerSecret::isWeak
 */
final class KeyInfo extends Record
{
    /** @internal */
    public function __construct($appId, $kid, $state, $weak)
    {
        parent::__construct(['appId' => $appId, 'kid' => $kid, 'state' => $state, 'weak' => $weak]);
    }
}
