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
        $spans = Bounds::SPANS[$reading];
        $size = \strlen($raw);
        if ($size < $spans['raw'][0] || $size > $spans['raw'][1]) {
            throw new KitTokenError('token_envelope');
        }
        $head = \unpack('n5', $raw);
        $expire = ($head[2] * 0x10000 + $head[3]) * 0x10000 + $head[4];
        // What is beyond 48 bits is far after the last second, or before 1970.
        if ($head[1] !== 0 || $expire < 1 || $expire > self::LAST_SECOND) {
            throw new KitTokenError('token_envelope', 'expire');
        }
        // Exactly two shapes. What fits neither is refused; there is no "else CBC", and no byte is left over.
        $ivLength = $head[5];
        if ($ivLength === 16) {
            $length = self::u16($raw, 26);
            $fits = $length % Padding::BLOCK === 0 && $size === 28 + $length;
            $format = self::CBC;
        } else {
            $length = self::u16($raw, 22);
            $fits = $ivLength === 12 && $size === 25 + $length && $raw[24 + $length] === self::$ends[self::GCM];
            $format = self::GCM;
        }
        if (!$fits || $length < $spans[$format][0] || $length > $spans[$format][1]) {
            throw new KitTokenError('token_envelope');
        }
        return new self($format, $expire, \substr($raw, 10, $ivLength), \substr($raw, 12 + $ivLength, $length));
    }

    public function write()
    {
        // The last second is below 2^48, and neither half exceeds integers of 32 bits.
        $high = (int) ($this->expire / 0x10000);
        $low = (int) ($this->expire - $high * 0x10000);
        return \pack('nNnn', 0, $high, $low, \strlen($this->iv)) . $this->iv
            . \pack('n', \strlen($this->ciphertext)) . $this->ciphertext . self::$ends[$this->format];
    }

    /** Two big-endian bytes. */
    public static function u16($bytes, $at)
    {
        return \ord($bytes[$at]) << 8 | \ord($bytes[$at + 1]);
    }
}
