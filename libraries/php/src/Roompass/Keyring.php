<?php

namespace Roompass;

use Roompass\Codec\Whole;

/**
 * The keys of one or several apps: one to four each, of which one at most is active. It is opaque: printing, exporting
 * and serializing it shows no secret. Keys are derived once, when it is made; make it once and keep it.
 */
final class Keyring implements \JsonSerializable
{
    const MAX_KEYS = 4;

    private $keys = [];

    /**
     * @param Key[] $entries at least one
     * @throws ArgumentError naming the entry that is wrong
     */
    public function __construct(array $entries)
    {
        if ($entries === []) {
            throw new ArgumentError('entries must be a list of at least one Key');
        }
        $keys = [];
        foreach ($entries as $place => $entry) {
            $key = $entry instanceof Key ? Vault::of($entry) : null;
            if ($key === null) {
                throw new ArgumentError("entries[$place] must be a Key");
            }
            $app = Whole::write($key->info->appId);
            $others = isset($keys[$app]) ? $keys[$app] : [];
            self::checkPlace($key, $others, "entries[$place]");
            $keys[$app] = \array_merge($others, [$key]);
        }
        $keys = \array_map([__CLASS__, 'ordered'], $keys);
        $all = \array_merge(...\array_values($keys));
        foreach ($all as $key) {
            $this->keys[] = $key->info;
        }
        Vault::keep($this, new Rings($keys, self::ordered($all)));
    }

    /** @return KeyInfo[] app by app; of one app in the order in which they are tried, newest first */
    public function keys()
    {
        return $this->keys;
    }

    /** @return int[] */
    public function appIds()
    {
        $appIds = [];
        foreach ($this->keys as $info) {
            $appIds[Whole::write($info->appId)] = $info->appId;
        }
        return \array_values($appIds);
    }

    public function __destruct()
    {
        Vault::forget($this);
    }

    /**
     * A copy would keep nothing.
     *
     * @codeCoverageIgnore
     */
    private function __clone()
    {
    }

    public function __sleep()
    {
        throw new \LogicException('a Keyring holds secrets: it is not serialized');
    }

    public function __wakeup()
    {
        throw new \LogicException('a Keyring holds secrets: it is not unserialized');
    }

    public function __toString()
    {
        $kids = \array_map(function (KeyInfo $info) {
            return $info->kid;
        }, $this->keys);
        return '[Keyring kid=' . \implode(',', $kids) . ']';
    }

    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        return (string) $this;
    }

    private static function checkPlace(AppKey $key, array $others, $name)
    {
        if (\count($others) === self::MAX_KEYS) {
            throw new ArgumentError("$name: an app has at most " . self::MAX_KEYS . ' keys');
        }
        foreach ($others as $other) {
            if ($other->info->kid === $key->info->kid) {
                throw new ArgumentError("$name: its serverSecret is in the ring already");
            }
            if ($key->info->state === 'active' && $other->info->state === 'active') {
                throw new ArgumentError("$name: an app has one active key; mark the others next, previous or retired");
            }
        }
    }

    /** Newest first: the order in which keys are tried. Those of one state stay as they were given. */
    private static function ordered(array $keys)
    {
        $ordered = [];
        foreach (Key::STATES as $state) {
            foreach ($keys as $key) {
                if ($key->info->state === $state) {
                    $ordered[] = $key;
                }
            }
        }
        return $ordered;
    }
}
