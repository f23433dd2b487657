<?php

namespace Roompass\Codec;

/**
 * An object that a text spells, and how it spells it.
 *
 * @internal
 */
final class ScannedObject
{
    /** @var array by key; objects within are ScannedObject, lists are arrays, see Json */
    public $members = [];
    /** @var bool whether a key stands twice, here or further inside; the last one is kept */
    public $duplicate = false;
    /** @var bool whether there is white space between tokens, here or further inside */
    public $spaced = false;

    /** The value of a key, or null; whether it stands there is told by has. */
    public function get($key)
    {
        return $this->has($key) ? $this->members[$key] : null;
    }

    public function has($key)
    {
        return \array_key_exists($key, $this->members);
    }

    /** @return string[] the keys, as text: PHP makes numbers of those that look like one */
    public function keys()
    {
        return \array_map('strval', \array_keys($this->members));
    }
}
