<?php

namespace Roompass;

use Roompass\Codec\Claims;
use Roompass\Codec\Envelope;
use Roompass\Codec\OwnPayload;
use Roompass\Codec\Suffix;

/**
 * A verified token (spec kit-token.md 6): only what was checked. A bare one proves nothing at all.
 *
 * @property-read string $trust signed: every field; sealed: the claims inside Token04, not the suffix; bare: nothing
 * @property-read int $appId
 * @property-read string $userId
 * @property-read string|null $roomId the room that is proven by the signature or by the sealed payload; null when none
 *     is
 * @property-read string|null $userName proven by the signature only; null without one
 * @property-read Grant $grant what the payload allows: everything where it is empty
 * @property-read int $issuedAt Unix seconds
 * @property-read int $expiresAt Unix seconds; the token is good until the second before
 * @property-read string $tid the token's identity in 64 hex digits
 * @property-read string $kid which key opened it, in 8 hex digits
 * @property-read string $format cbc or gcm
 * @property-read string $payload as it was sealed, "" for none
 * @property-read string|null $ext the signed extension; null without one or without a signature
 * @property-read Claimed|null $claimed what the suffix says, proven or not; null for a Token04 alone
 */
final class Pass extends Record
{
    /** @internal */
    public static function make($trust, Claims $claims, PayloadFacts $payload, $suffix, Envelope $envelope, $tid, $kid)
    {
        $signed = $trust === 'signed' ? $suffix : null;
        return new self([
            'trust' => $trust,
            'appId' => $claims->appId,
            'userId' => $claims->userId,
            'roomId' => self::provenRoom($trust, $suffix, $payload),
            'userName' => $signed === null ? null : $signed->userName,
            'grant' => $payload->grant,
            'issuedAt' => $claims->issuedAt,
            'expiresAt' => $claims->expiresAt,
            'tid' => $tid,
            'kid' => $kid,
            'format' => $envelope->format,
            'payload' => OwnPayload::textOf($claims->payload),
            'ext' => $signed === null ? null : $signed->ext,
            'claimed' => $suffix === null ? null : new Claimed($suffix),
        ]);
    }

    /**
     * Spec R31: the signature, or else the sealed payload. The suffix of an unsigned token is what its holder wrote.
     *
     * @internal
     * @param Suffix|null $suffix
     */
    public static function provenRoom($trust, $suffix, PayloadFacts $payload)
    {
        if ($trust === 'bare') {
            return null;
        }
        return $trust === 'signed' && $suffix->roomId !== '' ? $suffix->roomId : $payload->roomId;
    }
}
