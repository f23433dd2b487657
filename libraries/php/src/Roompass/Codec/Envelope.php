<?php

namespace Roompass\Codec;

use Roompass\KitTokenError;

/**
 * The bytes of a Token04 around the ciphertext (spec R5 to R7): expiry, IV or nonce, ciphertext, and for GCM a mode
 * byte.
 *
 * @internal
 */
final class Envelope
{
    /** 9999-12-31T23:59:59Z: the last second that common date types can hold. */
    const LAST_SECOND = 253402300799;

    const CBC = 'cbc';
    const GCM = 'gcm';

    private static $ivLengths = [self::CBC => 16, self::GCM => 12];
    /** What follows the ciphertext. */
    private static $ends = [self::CBC => '', self::GCM => "\x01"];

    /** @var string cbc or gcm */
    public $format;
    /** @var int|float Unix seconds; in the clear, and proved by nothing */
    public $expire;
    /** @var string */
    public $iv;
    /** @var string for GCM with the tag of 16 bytes at its end */
    public $ciphertext;

    public function __construct($format, $expire, $iv, $ciphertext)
    {
        $this->format = $format;
        $this->expire = $expire;
        $this->iv = $iv;
        $this->ciphertext = $ciphertext;
    }

    /** @throws KitTokenError token_envelope */
    public static function read($raw, $reading)
    {
        if (!Bounds::hold($reading, 'raw', strlen($raw))) {
            throw new KitTokenError('token_envelope');
        }
        $expire = self::readExpiry($raw);
        // Exactly two shapes. What fits neither is refused; there is no "else CBC", and no byte is left over.
        $format = array_search(self::u16($raw, 8), self::$ivLengths, true);
        if ($format === false) {
            throw new KitTokenError('token_envelope');
        }
        $ivLength = self::$ivLengths[$format];
        $end = self::$ends[$format];
        $length = self::u16($raw, 10 + $ivLength);
        $ciphertext = (string) substr($raw, 12 + $ivLength, $length);
        $fits = Bounds::hold($reading, $format, $length)
            && ($format === self::GCM || $length % Padding::BLOCK === 0)
            && strlen($raw) === 12 + $ivLength + $length + strlen($end)
            && substr($raw, 12 + $ivLength) === $ciphertext . $end;
        if (!$fits) {
            throw new KitTokenError('token_envelope');
        }
        return new self($format, $expire, substr($raw, 10, $ivLength), $ciphertext);
    }

    public function write()
    {
        // The last second is below 2^48.
        $high = (int) floor($this->expire / 4294967296.0);
        $middle = (int) fmod(floor($this->expire / 65536.0), 65536.0);
        $low = (int) fmod($this->expire, 65536.0);
        return pack('n5', 0, $high, $middle, $low, strlen($this->iv)) . $this->iv
            . pack('n', strlen($this->ciphertext)) . $this->ciphertext . self::$ends[$this->format];
    }

    /** Two big-endian bytes. */
    public static function u16($bytes, $at)
    {
        return ord($bytes[$at]) << 8 | ord($bytes[$at + 1]);
    }

    private static function readExpiry($raw)
    {
        // Bytes beyond 48 bits are far after the last second, or before 1970.
        $expire = (self::u16($raw, 2) * 0x10000 + self::u16($raw, 4)) * 0x10000 + self::u16($raw, 6);
        if (self::u16($raw, 0) !== 0 || $expire < 1 || $expire > self::LAST_SECOND) {
            throw new KitTokenError('token_envelope', 'expire');
        }
        return $expire;
    }
}
