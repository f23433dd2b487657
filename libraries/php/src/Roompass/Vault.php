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
        self::$kept[spl_object_hash($owner)] = $content;
    }

    /** What the owner keeps; null for a copy of one that does. */
    public static function of($owner)
    {
        $hash = spl_object_hash($owner);
        return isset(self::$kept[$hash]) ? self::$kept[$hash] : null;
    }

    /** Called when the owner is destroyed: another object may get its hash. */
    public static function forget($owner)
    {
        unset(self::$kept[spl_object_hash($owner)]);
    }
}
