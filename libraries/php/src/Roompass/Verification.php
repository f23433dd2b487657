<?php

namespace Roompass;

use Roompass\Codec\Claims;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Codec\Suffix;
use Roompass\Crypto\Mac;
use Roompass\Crypto\Seal;
use Roompass\Crypto\Signing;

/**
 * Is a token authentic, whole, in time and consistent? The rules R1 to R31 of the specification, in their order. The
 * rules themselves live with what they are about; here is the path through them.
 *
 * @internal
 */
final class Verification
{
    /** @throws KitTokenError */
    public static function ofKitToken($kitToken, Rings $rings, Terms $terms)
    {
        list($token04, $line) = Frame::split($kitToken, $terms->reading); // R1, R2
        $raw = Frame::decode($token04, $terms->reading); // R1 to R4
        $envelope = Envelope::read($raw, $terms->reading); // R5, R6
        self::refuseExpired($envelope, $terms); // R7
        $suffix = Suffix::read($line, $terms->reading); // R8 to R12, R15
        $verifying = self::ringOf($rings, $suffix->appId)->verifying;
        $signer = $suffix->signature === null ? null : self::signerOf($verifying, $suffix, $raw); // R13
        $found = self::openWith($signer === null ? $verifying : [$signer], $envelope, $signer !== null); // R16 to R19
        return self::conclude($found, $signer !== null, $raw, $envelope, $suffix, $terms);
    }

    /** @throws KitTokenError */
    public static function ofToken04($token, Rings $rings, Terms $terms)
    {
        $raw = Frame::decode($token, $terms->reading);
        $envelope = Envelope::read($raw, $terms->reading);
        self::refuseExpired($envelope, $terms);
        $ring = $terms->appId === null ? $rings->all : self::ringOf($rings, $terms->appId);
        return self::conclude(self::openWith($ring->verifying, $envelope, false), false, $raw, $envelope, null, $terms);
    }

    private static function conclude(Found $found, $signed, $raw, Envelope $envelope, $suffix, Terms $terms)
    {
        $trust = self::trustOf($found, $envelope, $signed); // R17
        $claims = Claims::read($found->opened->claims); // R19, R21, R22
        $key = $found->key->secret;
        $conflicts = Consistency::conflictsOf($claims, $envelope->expire, $key->appId, $suffix, $terms); // R23 to R28
        if ($conflicts !== []) {
            throw $conflicts[0];
        }
        $payload = Payload::read($claims->payload, $trust !== 'bare', $terms->reading); // R29
        self::refuseOtherRoom($payload, $trust, $suffix, $terms); // R30, R31
        // Last, so that it is said only of a token that keeps every other rule (R14).
        if (!$terms->suffices($trust)) {
            throw new KitTokenError('trust_too_low');
        }
        return Pass::make($trust, $claims, $payload, $suffix, $envelope, self::tokenId($raw), $key->kid);
    }

    /** The outer expiry is public and cheap to read: an expired token costs no cryptography. */
    private static function refuseExpired(Envelope $envelope, Terms $terms)
    {
        if (Consistency::hasExpired($envelope->expire, $terms)) {
            throw new KitTokenError('token_expired', 'expire');
        }
    }

    /**
     * The keys of one app. A secret is never tried for another app's token.
     *
     * @throws KitTokenError
     */
    public static function ringOf(Rings $rings, $appId)
    {
        $ring = $rings->ofApp($appId);
        if ($ring === null) {
            throw new KitTokenError('key_unknown', 'appID');
        }
        return $ring;
    }

    /**
     * The key that signed. A wrong signature ends here, before anything is decrypted.
     *
     * @param AppKey[] $candidates
     * @throws KitTokenError
     */
    public static function signerOf(array $candidates, Suffix $suffix, $raw)
    {
        foreach ($candidates as $key) {
            if ($key->secret->kid === $suffix->signature->kid) {
                if (!Signing::isSignedBy($key->secret, $suffix, $raw)) {
                    throw new KitTokenError('signature_invalid', 'sig');
                }
                return $key;
            }
        }
        throw new KitTokenError('key_unknown', 'sig');
    }

    /**
     * Tries every key, also after one fitted, so that the time does not tell which.
     *
     * @param AppKey[] $candidates
     * @return Found
     * @throws KitTokenError
     */
    public static function openWith(array $candidates, Envelope $envelope, $signed)
    {
        if ($candidates === []) {
            throw new KitTokenError('key_unknown');
        }
        $found = null;
        $usable = 0;
        foreach ($candidates as $key) {
            if ($envelope->format === Envelope::GCM && $key->gcm === 'refuse') {
                continue;
            }
            $usable++;
            $opened = Seal::open($key->secret, $envelope, $signed);
            if ($opened !== null && ($found === null || ($opened->sealed && !$found->opened->sealed))) {
                $found = new Found($key, $opened);
            }
        }
        if ($found === null) {
            throw new KitTokenError($usable === 0 ? 'token_envelope' : 'token_undecryptable');
        }
        return $found;
    }

    /** Spec R17. The tag of a GCM token speaks for its maker only if every maker with this secret is known to be good. */
    public static function trustOf(Found $found, Envelope $envelope, $signed)
    {
        if ($signed) {
            return 'signed';
        }
        $trusted = $envelope->format === Envelope::GCM && $found->key->gcm === 'trust';
        return $found->opened->sealed || $trusted ? 'sealed' : 'bare';
    }

    /**
     * Spec R30, and the room that the caller asks for.
     *
     * @param Suffix|null $suffix
     * @throws KitTokenError
     */
    public static function refuseOtherRoom(PayloadFacts $payload, $trust, $suffix, Terms $terms)
    {
        $shown = $suffix === null || $suffix->roomId === '' ? null : $suffix->roomId;
        if ($payload->roomId !== null && $shown !== null && $payload->roomId !== $shown) {
            throw new KitTokenError('room_mismatch', 'roomID');
        }
        if ($terms->roomId === null) {
            return;
        }
        // A bare token proves no room. Whoever takes it all the same is at least told when it speaks of another one.
        $said = $payload->roomId === null ? $shown : $payload->roomId;
        $room = $trust === 'bare' ? $said : Pass::provenRoom($trust, $suffix, $payload);
        if ($room !== $terms->roomId) {
            throw new KitTokenError('room_mismatch', 'roomID');
        }
    }

    /** Spec token04.md section 7. */
    private static function tokenId($raw)
    {
        return \openssl_digest("roompass-tid/v1\x00" . $raw, 'sha256') ?: Mac::fail();
    }
}
