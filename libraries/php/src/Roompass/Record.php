<?php

namespace Roompass;

/**
 * Plain data that does not change: fields are read as properties, and JSON shows them all.
 */
abstract class Record implements \JsonSerializable
{
    private $fields;

    /** @param array $fields by name */
    protected function __construct(array $fields)
    {
        $this->fields = $fields;
    }

    /** Another of the same kind, whose fields nobody needs to check. */
    protected function with(array $fields)
    {
        $other = clone $this;
        $other->fields = $fields;
        return $other;
    }

    public function __get($name)
    {
        if (!\array_key_exists($name, $this->fields)) {
            throw new \LogicException(\get_class($this) . " has no $name");
        }
        return $this->fields[$name];
    }

    public function __isset($name)
    {
        return isset($this->fields[$name]);
    }

    public function __set($name, $value)
    {
        throw new \LogicException(\get_class($this) . " does not change: $name was not set");
    }

    public function __unset($name)
    {
        $this->__set($name, null);
    }

    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        return $this->fields;
    }

    public function __debugInfo()
    {
        return $this->fields;
    }
}
