<?php

namespace Roompass\Inspect;

use Roompass\AppKey;
use Roompass\Codec\Base64;
use Roompass\Codec\Bounds;
use Roompass\Codec\Claims;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Codec\OwnPayload;
use Roompass\Codec\Suffix;
use Roompass\Consistency;
use Roompass\Found;
use Roompass\Payload;
use Roompass\Rings;
use Roompass\Terms;
use Roompass\Verification;

/**
 * A walk through the layers of one token that goes on after a fault, with the very functions that verify uses.
 *
 * @internal
 */
final class Walk
{
    /** @var array by name; null is "not reached" */
    public $layers = [
        'frame' => null, 'envelope' => null, 'suffix' => null, 'key' => null, 'claims' => null, 'trust' => null,
        'generators' => null,
    ];
    /** @var Findings */
    public $problems;
    /** @var Findings */
    public $warnings;

    private $terms;

    public function __construct(Findings $problems, Terms $terms)
    {
        $this->problems = $problems;
        $this->warnings = new Findings();
        $this->terms = $terms;
    }

    /**
     * @param string|null $suffixText null for a Token04 alone
     * @param Rings|null $rings
     */
    public function through($token04, $suffixText, $rings)
    {
        $this->layers['frame'] = [
            'length' => \strlen($token04) + ($suffixText === null ? 0 : \strlen($suffixText) + 1),
            'prefix' => (string) \substr($token04, 0, 2),
            'separators' => $suffixText === null ? 0 : 1,
        ];
        list($raw, $envelope) = $this->readOutside($token04);
        $suffix = $suffixText === null ? null : $this->readReadable($suffixText);
        // Without the suffix of a Kit Token its app is unknown, and no key may be tried.
        $reachable = $suffixText === null || $suffix !== null;
        if ($rings !== null && $envelope !== null && $reachable) {
            $this->problems->attempt(function () use ($raw, $envelope, $suffix, $rings) {
                $this->lookInside($raw, $envelope, $suffix, $rings);
            });
        }
        $this->noteIv();
    }

    /** @return array the bytes that are signed and the envelope, or nulls */
    private function readOutside($token04)
    {
        // Too long a token is decoded all the same, to see why it is. Where there is none, nothing can be cut off.
        $bytes = $token04 === '' ? null : Base64::decode((string) \substr($token04, 2));
        $explain = function () use ($bytes) {
            if ($bytes !== null) {
                EnvelopeFaults::note($this->problems, $bytes);
            }
        };
        $envelope = $this->problems->attempt(function () use ($token04) {
            return Envelope::read(Frame::decode($token04, Bounds::OFFICIAL), Bounds::OFFICIAL);
        }, $explain);
        if ($envelope === null) {
            return [null, null];
        }
        $this->layers['envelope'] = [
            'format' => $envelope->format,
            'expire' => $envelope->expire,
            'ciphertextLength' => \strlen($envelope->ciphertext),
            'ivLooks' => Generators::ivLooks($envelope->iv),
        ];
        $this->layers['generators'] = Generators::byIv($envelope);
        if (Consistency::hasExpired($envelope->expire, $this->terms)) {
            Conflicts::noteExpired($this->problems, $envelope->expire, $this->terms);
        }
        return [$bytes, $envelope];
    }

    private function readReadable($text)
    {
        $suffix = $this->problems->attempt(function () use ($text) {
            return Suffix::read(Base64::decode($text), $this->terms->reading);
        }, function ($code) use ($text) {
            $fault = $code === 'suffix_malformed' ? SuffixFaults::of($text) : null;
            if ($fault !== null) {
                $this->problems->add($fault);
            }
        });
        if ($suffix === null) {
            return null;
        }
        $this->layers['suffix'] = [
            'userID' => $suffix->userId,
            'roomID' => $suffix->roomId,
            'userName' => $suffix->userName,
            'appID' => $suffix->appId,
            'ext' => $suffix->ext,
            'signedWith' => $suffix->signature === null ? null : $suffix->signature->kid,
        ];
        if ($suffix->signature === null) {
            $this->warnings->add('suffix_unproven');
        }
        return $suffix;
    }

    /** @param Suffix|null $suffix */
    private function lookInside($raw, Envelope $envelope, $suffix, Rings $rings)
    {
        $appId = $suffix === null ? $this->terms->appId : $suffix->appId;
        $ring = $appId === null ? $rings->all : Verification::ringOf($rings, $appId);
        $signer = $this->signerOf($ring->verifying, $suffix, $raw, $rings);
        $usual = $signer === null ? $ring->verifying : [$signer];
        $found = $this->problems->attempt(function () use ($usual, $envelope) {
            return Verification::openWith($usual, $envelope, false);
        }, function ($code) use ($usual, $envelope, $rings) {
            if ($code !== 'token_envelope') {
                KeyFaults::note($this->problems, $envelope, $usual, $rings->all);
            }
        });
        if ($found !== null) {
            $this->lookAtClaims($found, $envelope, $suffix, $signer !== null);
        }
    }

    /** With a wrong signature the token may still open: what is inside explains what was changed. */
    private function signerOf(array $verifying, $suffix, $raw, Rings $rings)
    {
        if ($suffix === null || $suffix->signature === null) {
            return null;
        }
        return $this->problems->attempt(function () use ($verifying, $suffix, $raw) {
            return Verification::signerOf($verifying, $suffix, $raw);
        }, function () use ($suffix, $rings) {
            KeyFaults::noteSigner($this->problems, $suffix->signature->kid, $rings->all);
        });
    }

    private function lookAtClaims(Found $found, Envelope $envelope, $suffix, $signed)
    {
        $info = $found->key->info;
        $this->layers['key'] = ['appId' => $info->appId, 'kid' => $info->kid, 'state' => $info->state];
        if ($info->weak) {
            $this->warnings->add('secret_weak');
        }
        $this->noteGenerator($found, $envelope);
        $claims = $this->problems->attempt(function () use ($found) {
            return Claims::read($found->opened->claims);
        });
        $trust = Verification::trustOf($found, $envelope, $signed);
        $this->layers['trust'] = $trust;
        if ($claims !== null) {
            $this->checkClaims($claims, $envelope, $suffix, $trust, $found->key);
        }
        if (!$this->terms->suffices($trust)) {
            $this->problems->add('trust_too_low');
        }
    }

    /** With the plaintext, guesses about the maker become better ones. */
    private function noteGenerator(Found $found, Envelope $envelope)
    {
        $opened = $found->opened;
        $this->layers['generators'] = $opened->sealed ? ['roompass'] : Generators::of($opened->plaintext, $envelope);
        if (!$opened->sealed && CppClock::hasIvOfItsSecond($opened->plaintext, $envelope->iv)) {
            $this->warnings->add('iv_repeated');
        }
    }

    /** An IV of ours may look like any other. */
    private function noteIv()
    {
        $generators = $this->layers['generators'];
        $weak = $generators !== null && Generators::isWeak($this->layers['envelope']['ivLooks']);
        if ($weak && !\in_array('roompass', $generators, true)) {
            $this->warnings->add('iv_weak', 'It looks like one of ' . Generators::spell($generators) . '.');
        }
    }

    private function checkClaims(Claims $claims, Envelope $envelope, $suffix, $trust, AppKey $key)
    {
        $terms = $this->terms;
        $this->layers['claims'] = [
            'app_id' => $claims->appId,
            'user_id' => $claims->userId,
            'nonce' => $claims->nonce,
            'ctime' => $claims->issuedAt,
            'expire' => $claims->expiresAt,
            'payload' => OwnPayload::textOf($claims->payload),
        ];
        $expire = $envelope->expire;
        foreach (Consistency::conflictsOf($claims, $expire, $key->info->appId, $suffix, $terms) as $conflict) {
            Conflicts::note($this->problems, $conflict, $claims, $expire, $terms);
        }
        $this->problems->attempt(function () use ($claims, $suffix, $trust, $terms) {
            $payload = Payload::read($claims->payload, $trust !== 'bare', $terms->reading);
            Verification::refuseOtherRoom($payload, $trust, $suffix, $terms);
        });
        // What would be refused by default in a proven token is worth knowing where it is not.
        if ($trust === 'bare' || $terms->reading === Bounds::OFFICIAL) {
            $this->warnings->attempt(function () use ($claims) {
                Payload::read($claims->payload, true, Bounds::OWN);
            });
        }
    }
}
