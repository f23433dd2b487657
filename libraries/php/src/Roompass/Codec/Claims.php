<?php

namespace Roompass\Codec;

use Roompass\KitTokenError;
use Roompass\Names;

/**
 * The sealed JSON of a Token04: how we spell it, and what is taken of what others spell (spec R18, R19, R21, R22).
 *
 * @internal
 */
final class Claims
{
    const KEYS = 6;
    const MAX_NONCE = 2147483647;
    const OURS = '/^\{"app_id":' . Json::PLAIN_U32 . ',"user_id":"(' . Names::PLAIN_USER_ID . ')"'
        . ',"nonce":' . Json::PLAIN_U32 . ',"ctime":' . Json::PLAIN_TIME . ',"expire":' . Json::PLAIN_TIME
        . ',"payload":(?:' . OwnPayload::SPELLED . '|' . Json::PLAIN_TEXT . ')\}$/D';

    public $appId;
    public $userId;
    public $nonce;
    public $issuedAt;
    public $expiresAt;
    /** @var string|OwnPayload "" also where the key is absent or null */
    public $payload;

    public function __construct($appId, $userId, $nonce, $issuedAt, $expiresAt, $payload)
    {
        $this->appId = $appId;
        $this->userId = $userId;
        $this->nonce = $nonce;
        $this->issuedAt = $issuedAt;
        $this->expiresAt = $expiresAt;
        $this->payload = $payload;
    }

    /** Spec token04.md 3.1: the order of the keys is part of our spelling. */
    public function write()
    {
        // What is an integer here spells itself.
        $whole = \is_int($this->appId) && \is_int($this->expiresAt);
        return '{"app_id":' . ($whole ? $this->appId : Whole::write($this->appId))
            . ',"user_id":' . Json::spell($this->userId)
            . ',"nonce":' . $this->nonce
            . ',"ctime":' . ($whole ? $this->issuedAt : Whole::write($this->issuedAt))
            . ',"expire":' . ($whole ? $this->expiresAt : Whole::write($this->expiresAt))
            . ',"payload":' . OwnPayload::spell($this->payload) . '}';
    }

    /**
     * What must hold before anything is said about a plaintext: well-formed, compact JSON of one flat object. Null is
     * "it does not open". The values are not looked at yet.
     *
     * @return array|ScannedObject|null what OURS matched, or what anybody may spell
     */
    public static function scan($text)
    {
        if (\preg_match(self::OURS, $text, $match) === 1) {
            // All but the ninth part is ASCII.
            return !isset($match[9]) || Utf8::isText($match[9]) ? $match : null;
        }
        $scanned = Utf8::isText($text) ? Json::scanObject($text, 1) : null;
        return $scanned === null || $scanned->spaced ? null : $scanned;
    }

    /**
     * @param array|ScannedObject $scanned
     * @throws KitTokenError claims_invalid, user_id_invalid
     */
    public static function read($scanned)
    {
        return \is_array($scanned) ? self::readOurs($scanned) : self::readTheirs($scanned);
    }

    private static function readOurs(array $match)
    {
        // Of what OURS matched only these can be wrong.
        $appId = $match[1] + 0;
        $nonce = $match[3] + 0;
        if ($appId < 1 || $appId > Names::MAX_APP_ID) {
            throw new KitTokenError('claims_invalid', 'app_id');
        }
        if ($nonce > self::MAX_NONCE) {
            throw new KitTokenError('claims_invalid', 'nonce');
        }
        return new self(
            $appId,
            $match[2],
            $nonce,
            $match[4] + 0,
            $match[5] + 0,
            isset($match[9])
                ? Json::readPlainText($match[9])
                : new OwnPayload($match[6], $match[7] === '1', $match[8] === '1')
        );
    }

    private static function readTheirs(ScannedObject $scanned)
    {
        // Generators differ in the order of the keys; the set is exact. An absent payload is an empty one.
        $values = $scanned->members + ['payload' => null];
        if ($scanned->duplicate || \count($values) !== self::KEYS) {
            throw new KitTokenError('claims_invalid');
        }
        $appId = self::integer('app_id', $scanned->get('app_id'), 1, Names::MAX_APP_ID);
        $userId = $scanned->get('user_id');
        if (!\is_string($userId)) {
            throw new KitTokenError('claims_invalid', 'user_id');
        }
        $nonce = self::integer('nonce', $scanned->get('nonce'), -self::MAX_NONCE - 1, self::MAX_NONCE);
        $issuedAt = self::integer('ctime', $scanned->get('ctime'), 1, Envelope::LAST_SECOND);
        $expiresAt = self::integer('expire', $scanned->get('expire'), 1, Envelope::LAST_SECOND);
        $payload = $values['payload'];
        if ($payload !== null && !\is_string($payload)) {
            throw new KitTokenError('claims_invalid', 'payload');
        }
        if (!Names::isUserId($userId)) {
            throw new KitTokenError('user_id_invalid', 'user_id');
        }
        return new self($appId, $userId, $nonce, $issuedAt, $expiresAt, (string) $payload);
    }

    private static function integer($key, $value, $least, $most)
    {
        if (!(\is_int($value) || Whole::is($value)) || $value < $least || $value > $most) {
            throw new KitTokenError('claims_invalid', $key);
        }
        return $value;
    }
}
