<?php

namespace Roompass\Codec;

use Roompass\KitTokenError;
use Roompass\Names;

/**
 * The readable part of a Kit Token (spec R8 to R12): base64 of one line of JSON. Unsigned, it proves nothing.
 *
 * @internal
 */
final class Suffix
{
    const MAX_EXT = 512;
    const MAX_UNKNOWN_KEYS = 8;
    const OURS = '/^\{"userID":' . Json::PLAIN_TEXT . ',"roomID":' . Json::PLAIN_TEXT
        . ',"userName":' . Json::PLAIN_TEXT . ',"appID":' . Json::PLAIN_NATURAL
        . '(?:,"ext":' . Json::PLAIN_TEXT . ')?,"sig":' . Json::PLAIN_TEXT . '\}$/D';

    private static $named = ['userID', 'roomID', 'userName', 'appID', 'ext', 'sig'];

    public $userId;
    /** @var string "" is no room */
    public $roomId;
    /** @var string percent-encoded, as it stands in the JSON */
    public $encodedName;
    /** @var string "" where there is none that may be shown */
    public $userName = '';
    public $appId;
    /** @var string|null */
    public $ext;
    /** @var Signature|null null for an unsigned suffix */
    public $signature;

    public function __construct($userId, $roomId, $encodedName, $appId, $ext)
    {
        $this->userId = $userId;
        $this->roomId = $roomId;
        $this->encodedName = $encodedName;
        $this->appId = $appId;
        $this->ext = $ext;
    }

    /** @return string|null null when the JSON would be longer than a verifier takes */
    public function write()
    {
        $json = '{"userID":' . Json::spell($this->userId)
            . ',"roomID":' . Json::spell($this->roomId)
            . ',"userName":' . Json::spell($this->encodedName)
            . ',"appID":' . Whole::write($this->appId)
            . ($this->ext === null ? '' : ',"ext":' . Json::spell($this->ext))
            . ',"sig":"' . $this->signature->write() . '"}';
        return Bounds::hold(Bounds::OWN, 'suffix', strlen($json)) ? base64_encode($json) : null;
    }

    /** @throws KitTokenError */
    public static function read($text, $reading)
    {
        $values = self::readValues($text, $reading);
        // What each field is comes before what it says: R9, R10, then R11, R12.
        $suffix = self::readFields($values);
        if (!Names::isUserId($suffix->userId)) {
            throw new KitTokenError('user_id_invalid', 'userID');
        }
        // Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words may hold them.
        $lenient = $reading === Bounds::OFFICIAL && !$values->has('sig');
        $roomId = $suffix->roomId;
        if ($roomId !== '' && !Names::isRoomId($roomId) && !($lenient && Utf8::isText($roomId))) {
            throw new KitTokenError('room_id_invalid', 'roomID');
        }
        $suffix->userName = self::readName($suffix->encodedName, $lenient);
        if ($suffix->ext !== null && !self::isExt($suffix->ext)) {
            throw new KitTokenError('signature_malformed', 'ext');
        }
        $suffix->signature = $values->has('sig') ? Signature::read($values->get('sig')) : null;
        return $suffix;
    }

    /** Whether it can be the signed extension (spec R12). */
    public static function isExt($value)
    {
        return is_string($value) && strlen($value) <= self::MAX_EXT && preg_match('/[^\x20-\x7e]/', $value) === 0;
    }

    /** Spec R8, R9. */
    private static function readValues($text, $reading)
    {
        $line = Base64::decode($text);
        if ($line === null || !Bounds::hold($reading, 'suffix', strlen($line))) {
            throw new KitTokenError('suffix_malformed');
        }
        $ordinary = Bounds::hold(Bounds::OWN, 'suffix', strlen($line)) && preg_match('/[^\x20-\x7e]/', $line) === 0;
        $values = $ordinary ? self::readOurs($line) : null;
        return $values === null ? self::readTheirs($line, $reading, $ordinary) : $values;
    }

    private static function readOurs($line)
    {
        if (preg_match(self::OURS, $line, $match) !== 1) {
            return null;
        }
        $values = new ScannedObject();
        $values->members = [
            'userID' => Json::readPlainText($match[1]),
            'roomID' => Json::readPlainText($match[2]),
            'userName' => Json::readPlainText($match[3]),
            'appID' => Whole::read($match[4]),
            'ext' => Json::readPlainText($match[5]),
            'sig' => Json::readPlainText($match[6]),
        ];
        return $values;
    }

    private static function readTheirs($line, $reading, $ordinary)
    {
        // What the official client's btoa can have encoded.
        $readable = $ordinary || ($reading === Bounds::OFFICIAL && preg_match('/[\x00-\x1f]/', $line) === 0);
        $scanned = $readable ? Json::scanObject(Utf8::ofLatin1($line), 1) : null;
        if ($scanned === null || $scanned->duplicate) {
            throw new KitTokenError('suffix_malformed');
        }
        // Suffixes that people built themselves come with spaces and fields of their own. Signed ones have one
        // spelling.
        $strangers = count(array_diff($scanned->keys(), self::$named));
        $loose = $scanned->spaced || $strangers > 0 || !$ordinary;
        if ($strangers > self::MAX_UNKNOWN_KEYS || ($loose && $scanned->has('sig'))) {
            throw new KitTokenError('suffix_malformed');
        }
        return $scanned;
    }

    /** Spec R9, R10: an absent room is none, an absent name is empty. */
    private static function readFields(ScannedObject $values)
    {
        $userId = self::text('userID', $values->get('userID'));
        $roomId = $values->get('roomID') === null ? '' : self::text('roomID', $values->get('roomID'));
        $name = $values->has('userName') ? self::text('userName', $values->get('userName')) : '';
        // An empty extension has the signed bytes of none, and is none.
        $ext = $values->has('ext') ? self::text('ext', $values->get('ext')) : '';
        return new self($userId, $roomId, $name, self::readAppId($values), $ext === '' ? null : $ext);
    }

    private static function readAppId(ScannedObject $values)
    {
        $appId = $values->get('appID');
        if (is_string($appId) && !$values->has('sig') && preg_match('/^[1-9][0-9]{0,9}$/D', $appId) === 1) {
            $appId = Whole::read($appId);
        }
        if (!Names::isAppId($appId)) {
            throw new KitTokenError('suffix_malformed', 'appID');
        }
        return $appId;
    }

    /** Spec R11: in lenient reading a name that is not allowed counts as none. */
    private static function readName($encoded, $lenient)
    {
        $name = Names::decodePercent($encoded);
        if ($name !== null && Names::isUserName($name)) {
            return $name;
        }
        if ($name === null || !$lenient) {
            throw new KitTokenError('user_name_invalid', 'userName');
        }
        return '';
    }

    private static function text($name, $value)
    {
        if (!is_string($value)) {
            throw new KitTokenError('suffix_malformed', $name);
        }
        return $value;
    }
}
