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
    const OURS = '/^\{"app_id":' . Json::PLAIN_NATURAL . ',"user_id":' . Json::PLAIN_TEXT
        . ',"nonce":' . Json::PLAIN_NATURAL . ',"ctime":' . Json::PLAIN_NATURAL
        . ',"expire":' . Json::PLAIN_NATURAL . ',"payload":' . Json::PLAIN_TEXT . '\}$/D';

    public $appId;
    public $userId;
    public $nonce;
    public $issuedAt;
    public $expiresAt;
    /** @var string "" also where the key is absent or null */
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
        return '{"app_id":' . Whole::write($this->appId)
            . ',"user_id":' . Json::spell($this->userId)
            . ',"nonce":' . $this->nonce
            . ',"ctime":' . Whole::write($this->issuedAt)
            . ',"expire":' . Whole::write($this->expiresAt)
            . ',"payload":' . Json::spell($this->payload) . '}';
    }

    /**
     * What must hold before anything is said about a plaintext: compact JSON of one flat object. Null is "it does not
     * open". The values are not looked at yet.
     *
     * @return ScannedObject|null
     */
    public static function scan($text)
    {
        if (preg_match(self::OURS, $text, $match) === 1) {
            return self::scanned($match);
        }
        $scanned = Json::scanObject($text, 1);
        return $scanned === null || $scanned->spaced ? null : $scanned;
    }

    private static function scanned(array $match)
    {
        $scanned = new ScannedObject();
        $scanned->members = [
            'app_id' => $match[1] + 0,
            'user_id' => Json::readPlainText($match[2]),
            'nonce' => $match[3] + 0,
            'ctime' => $match[4] + 0,
            'expire' => $match[5] + 0,
            'payload' => Json::readPlainText($match[6]),
        ];
        return $scanned;
    }

    /** @throws KitTokenError claims_invalid, user_id_invalid */
    public static function read(ScannedObject $scanned)
    {
        // Generators differ in the order of the keys; the set is exact. An absent payload is an empty one.
        $values = $scanned->members + ['payload' => null];
        if ($scanned->duplicate || count($values) !== self::KEYS) {
            throw new KitTokenError('claims_invalid');
        }
        $appId = self::integer($values, 'app_id', 1, Names::MAX_APP_ID);
        $userId = isset($values['user_id']) ? $values['user_id'] : null;
        if (!is_string($userId)) {
            throw new KitTokenError('claims_invalid', 'user_id');
        }
        $nonce = self::integer($values, 'nonce', -2147483648, 2147483647);
        $issuedAt = self::integer($values, 'ctime', 1, Envelope::LAST_SECOND);
        $expiresAt = self::integer($values, 'expire', 1, Envelope::LAST_SECOND);
        $payload = $values['payload'];
        if ($payload !== null && !is_string($payload)) {
            throw new KitTokenError('claims_invalid', 'payload');
        }
        if (!Names::isUserId($userId)) {
            throw new KitTokenError('user_id_invalid', 'user_id');
        }
        return new self($appId, $userId, $nonce, $issuedAt, $expiresAt, (string) $payload);
    }

    private static function integer(array $values, $key, $least, $most)
    {
        $value = isset($values[$key]) ? $values[$key] : null;
        if (!(is_int($value) || Whole::is($value)) || $value < $least || $value > $most) {
            throw new KitTokenError('claims_invalid', $key);
        }
        return $value;
    }
}
