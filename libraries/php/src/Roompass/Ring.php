<?php

namespace Roompass;

/**
 * The keys of one app, or of all.
 *
 * @internal
 */
final class Ring
{
    /** @var AppKey|null */
    public $active;
    /** @var AppKey[] newest first */
    public $verifying = [];
    /** @var AppKey[] */
    public $retired = [];

    /** @param AppKey[] $keys in the order in which they are tried */
    public function __construct(array $keys)
    {
        foreach ($keys as $key) {
            $state = $key->info->state;
            if ($state === 'active' && $this->active === null) {
                $this->active = $key;
            }
            if ($state === 'retired') {
                $this->retired[] = $key;
            } else {
                $this->verifying[] = $key;
            }
        }
    }
}
