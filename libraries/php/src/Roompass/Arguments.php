<?php

namespace Roompass;

use Roompass\Codec\Whole;

/**
 * Reading arguments that come by name: nothing unknown, and what is absent by its default.
 *
 * @internal
 */
final class Arguments
{
    /**
     * @param array $defaults by name; what has no other names is not taken
     * @throws ArgumentError naming the argument
     */
    public static function named($whole, array $given, array $defaults)
    {
        if ($given === []) {
            return $defaults;
        }
        $all = $given + $defaults;
        if (\count($all) !== \count($defaults)) {
            $unknown = \array_diff_key($given, $defaults);
            throw new ArgumentError($whole . '.' . \key($unknown) . ' is no argument of this call');
        }
        return $all;
    }

    /** @throws ArgumentError */
    public static function appId($name, $value)
    {
        if (!Names::isAppId($value)) {
            throw new ArgumentError("$name must be an integer from 1 to 4294967295");
        }
        return Whole::read(Whole::write($value));
    }

    /** @throws ArgumentError */
    public static function maxLifetime($seconds)
    {
        // Written so that what is no number at all (NAN) fails. Infinity is a limit that is never reached.
        if (!self::isNumber($seconds) || !($seconds > 0)) {
            throw new ArgumentError('options.maxLifetime must be a positive number of seconds');
        }
    }

    public static function isNumber($value)
    {
        return \is_int($value) || \is_float($value);
    }
}
