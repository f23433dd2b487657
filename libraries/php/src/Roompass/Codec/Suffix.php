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
    const OURS = '/^\{"userID":"(' . Names::PLAIN_USER_ID . ')","roomID":"([!$-\[\]-~]{0,128})"'
        . ',"userName":"([ !#-\[\]-~]*+)","appID":' . Json::PLAIN_U32
        . '(?:,"ext":' . Json::PLAIN_ASCII . ')?,"sig":"' . Signature::FORM . '"\}$/D';

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
            // Nothing in these two needs an escape.
            . ',"roomID":"' . $this->roomId
            . '","userName":"' . $this->encodedName
            . '","appID":' . Whole::write($this->appId)
            . ($this->ext === null ? '' : ',"ext":' . Json::spell($this->ext))
            . ',"sig":"' . $this->signature->write() . '"}';
        return Bounds::hold(Bounds::OWN, 'suffix', \strlen($json)) ? \base64_encode($json) : null;
    }

    /**
     * @param string|null $line the decoded suffix; null where it is not base64
     * @throws KitTokenError
     */
    public static function read($line, $reading)
    {
        if ($line === null || \strlen($line) > Bounds::SPANS[$reading]['suffix'][1]) {
            throw new KitTokenError('suffix_malformed');
        }
        if (\preg_match(self::OURS, $line, $match) === 1 && \strlen($line) <= Bounds::SPANS[Bounds::OWN]['suffix'][1]) {
            return self::readOurs($match);
        }
        return self::readTheirs($line, $reading);
    }

    /** Whether it can be the signed extension (spec R12). */
    public static function isExt($value)
    {
        return \is_string($value) && \strlen($value) <= self::MAX_EXT && \preg_match('/[^\x20-\x7e]/', $value) === 0;
    }

    /** Of what OURS matched only these can be wrong. */
    private static function readOurs(array $match)
    {
        $appId = $match[4] + 0;
        if ($appId < 1 || $appId > Names::MAX_APP_ID) {
            throw new KitTokenError('suffix_malformed', 'appID');
        }
        $ext = $match[5] === '' ? null : Json::readPlainText($match[5]);
        $suffix = new self($match[1], $match[2], $match[3], $appId, $ext);
        // Most names have nothing to decode but spaces, and what is left then is ASCII that may be shown.
        $name = \str_replace('%20', ' ', $match[3]);
        $plain = \strlen($name) <= Names::MAX_NAME_BYTES && \strpos($name, '%') === false;
        $suffix->userName = $plain ? $name : self::readName($match[3], false);
        if ($ext !== null && !self::isExt($ext)) {
            throw new KitTokenError('signature_malformed', 'ext');
        }
        $suffix->signature = new Signature($match[6], $match[7]);
        return $suffix;
    }

    private static function readTheirs($line, $reading)
    {
        // What each field is comes before what it says: R8 to R10, then R11, R12.
        $values = self::scan($line, $reading);
        $suffix = self::readFields($values);
        $signed = \array_key_exists('sig', $values);
        if (!Names::isUserId($suffix->userId)) {
            throw new KitTokenError('user_id_invalid', 'userID');
        }
        // Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words may hold them.
        $lenient = $reading === Bounds::OFFICIAL && !$signed;
        $roomId = $suffix->roomId;
        if ($roomId !== '' && !Names::isRoomId($roomId) && !($lenient && Utf8::isText($roomId))) {
            throw new KitTokenError('room_id_invalid', 'roomID');
        }
        $suffix->userName = self::readName($suffix->encodedName, $lenient);
        if ($suffix->ext !== null && !self::isExt($suffix->ext)) {
            throw new KitTokenError('signature_malformed', 'ext');
        }
        $suffix->signature = $signed ? Signature::read($values['sig']) : null;
        return $suffix;
    }

    /**
     * Spec R8, R9.
     *
     * @return array the values by key
     */
    private static function scan($line, $reading)
    {
        $ordinary = Bounds::hold(Bounds::OWN, 'suffix', \strlen($line)) && \preg_match('/[^\x20-\x7e]/', $line) === 0;
        // What the official client's btoa can have encoded.
        $readable = $ordinary || ($reading === Bounds::OFFICIAL && \preg_match('/[\x00-\x1f]/', $line) === 0);
        $scanned = $readable ? Json::scanObject(Utf8::ofLatin1($line), 1) : null;
        if ($scanned === null || $scanned->duplicate) {
            throw new KitTokenError('suffix_malformed');
        }
        // Suffixes that people built themselves come with spaces and fields of their own. Signed ones have one
        // spelling.
        $strangers = \count(\array_diff($scanned->keys(), self::$named));
        $loose = $scanned->spaced || $strangers > 0 || !$ordinary;
        if ($strangers > self::MAX_UNKNOWN_KEYS || ($loose && $scanned->has('sig'))) {
            throw new KitTokenError('suffix_malformed');
        }
        return $scanned->members;
    }

    /** Spec R9, R10: an absent room is none, an absent name is empty. */
    private static function readFields(array $values)
    {
        $texts = $values + ['userID' => null, 'userName' => '', 'ext' => ''];
        $texts['roomID'] = isset($values['roomID']) ? $values['roomID'] : '';
        foreach (['userID', 'roomID', 'userName', 'ext'] as $key) {
            if (!\is_string($texts[$key])) {
                throw new KitTokenError('suffix_malformed', $key);
            }
        }
        // An empty extension has the signed bytes of none, and is none.
        $ext = $texts['ext'] === '' ? null : $texts['ext'];
        return new self($texts['userID'], $texts['roomID'], $texts['userName'], self::readAppId($values), $ext);
    }

    private static function readAppId(array $values)
    {
        $appId = isset($values['appID']) ? $values['appID'] : null;
        $inDigits = \is_string($appId) && !\array_key_exists('sig', $values);
        if ($inDigits && \preg_match('/^[1-9][0-9]{0,9}$/D', $appId) === 1) {
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
}
