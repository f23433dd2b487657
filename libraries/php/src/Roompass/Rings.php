<?php

namespace Roompass;

use Roompass\Codec\Whole;

/**
 * What is inside a Keyring: the keys by app, and all of them together.
 *
 * @internal
 */
final class Rings
{
    /** @var Ring of every app together */
    public $all;
    /** @var Ring[] by AppID in digits */
    private $byApp = [];

    /**
     * @param AppKey[][] $keys by AppID in digits, each in the order in which they are tried
     * @param AppKey[] $all in the order in which they are tried where no app is named
     */
    public function __construct(array $keys, array $all)
    {
        foreach ($keys as $app => $own) {
            $this->byApp[$app] = new Ring($own);
        }
        $this->all = new Ring($all);
    }

    /** @return Ring|null */
    public function ofApp($appId)
    {
        $app = \is_int($appId) ? $appId : Whole::write($appId);
        return isset($this->byApp[$app]) ? $this->byApp[$app] : null;
    }

    /**
     * The key that mints for an app; without an app, for the only one.
     *
     * @throws ArgumentError naming the argument
     */
    public function minting($appId)
    {
        if ($appId === null && \count($this->byApp) !== 1) {
            throw new ArgumentError('appId must be given: the keyring has several apps');
        }
        $ring = $appId === null ? $this->all : $this->ofApp(Arguments::appId('appId', $appId));
        if ($ring === null || $ring->active === null) {
            throw new ArgumentError('appId: the keyring has no active key for this app');
        }
        return $ring->active;
    }
}
