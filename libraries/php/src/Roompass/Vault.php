<?php

namespace Roompass;

/**
 * Where objects keep what must never be printed: in no property of theirs. So var_export, array casts and the dumpers
 * of frameworks, which all ignore __debugInfo, find nothing.
 *
 * @internal
 */
final class Vault
{
    private static $kept = [];

    public static function keep($owner, $content)
    {
        self::$kept[self::placeOf($owner)] = $content;
    }

    /** What the owner keeps; null for a copy of one that does. */
    public static function of($owner)
    {
        $place = self::placeOf($owner);
        return isset(self::$kept[$place]) ? self::$kept[$place] : null;
    }

    /** Called when the owner is destroyed: another object may get its place. */
    public static function forget($owner)
    {
        unset(self::$kept[self::placeOf($owner)]);
    }

    private static function placeOf($owner)
    {
        return \PHP_VERSION_ID < 70200 ? \spl_object_hash($owner) : \spl_object_id($owner);
    }
}
