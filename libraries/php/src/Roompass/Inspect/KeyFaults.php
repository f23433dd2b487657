<?php

namespace Roompass\Inspect;

use Roompass\AppKey;
use Roompass\Codec\Envelope;
use Roompass\Codec\Json;
use Roompass\Codec\Whole;
use Roompass\Crypto\Seal;
use Roompass\Ring;

/**
 * Why a token does not open with the keys of its app: tried with everything else that the keyring knows. Only for
 * whoever has the keys.
 *
 * @internal
 */
final class KeyFaults
{
    /** @param AppKey[] $usual the keys that were tried */
    public static function note(Findings $problems, Envelope $envelope, array $usual, Ring $all)
    {
        foreach ($usual as $key) {
            // Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
            $inside = Seal::plaintextOf($key->secret->aes, $envelope);
            if ($inside !== null) {
                $problems->add(self::faultOfPlaintext($inside));
                return;
            }
        }
        foreach ($usual as $key) {
            $misread = $key->secret->misread;
            if ($misread !== null && Seal::plaintextOf($misread, $envelope) !== null) {
                $problems->add('secret_hex_decoded');
                return;
            }
        }
        $others = \array_filter($all->verifying, function (AppKey $key) use ($usual) {
            return !\in_array($key, $usual, true);
        });
        $retired = self::firstThatFits($all->retired, $envelope);
        $other = $retired === null ? self::firstThatFits($others, $envelope) : null;
        if ($retired !== null) {
            self::noteRetired($problems, $retired);
        } elseif ($other !== null) {
            $problems->add('key_of_another_app', 'It is app ' . Whole::write($other->info->appId) . '.');
        } else {
            $problems->add('wrong_secret');
        }
    }

    /** That the key which signed is retired, if it is. */
    public static function noteSigner(Findings $problems, $kid, Ring $all)
    {
        foreach ($all->retired as $key) {
            if ($key->info->kid === $kid) {
                self::noteRetired($problems, $key);
            }
        }
    }

    private static function noteRetired(Findings $problems, AppKey $key)
    {
        $problems->add('key_retired', "It is the key {$key->info->kid}.");
    }

    /**
     * @param AppKey[] $keys
     * @return AppKey|null
     */
    private static function firstThatFits(array $keys, Envelope $envelope)
    {
        foreach ($keys as $key) {
            if (Seal::plaintextOf($key->secret->aes, $envelope) !== null) {
                return $key;
            }
        }
        return null;
    }

    private static function faultOfPlaintext($text)
    {
        $scanned = Json::scanObject($text, 8);
        if ($scanned === null) {
            return 'claims_unreadable';
        }
        return $scanned->spaced ? 'claims_spaced' : 'claims_nested';
    }
}
