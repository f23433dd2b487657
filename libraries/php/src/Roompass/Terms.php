<?php

namespace Roompass;

use Roompass\Codec\Bounds;

/**
 * The options of verifying, with their defaults and checks (spec kit-token.md 5.1.3).
 *
 * @internal
 */
final class Terms
{
    const DEFAULT_MAX_LIFETIME = 86400;
    const MAX_TOLERANCE = 300;

    private static $names = [
        'accept' => 0, 'roomId' => 0, 'userId' => 0, 'appId' => 0,
        'now' => 0, 'clockTolerance' => 0, 'maxLifetime' => 0,
    ];
    private static $ranks = ['bare' => 0, 'sealed' => 1, 'signed' => 2];

    /** @var string the least trust that is taken */
    public $accept = 'sealed';
    /** @var string|null */
    public $roomId;
    /** @var string|null */
    public $userId;
    /** @var int|float|null */
    public $appId;
    /** @var int|float whole Unix seconds */
    public $now;
    public $clockTolerance = 0;
    public $maxLifetime = self::DEFAULT_MAX_LIFETIME;
    /** @var string of Bounds: who takes bare tokens reads all that official generators make */
    public $reading;

    /** @throws ArgumentError naming the option. Null is no room, no user and no app: it is refused, not "any". */
    public function __construct(array $options)
    {
        if ($options !== []) {
            $this->take($options);
        }
        if ($this->now === null) {
            $this->now = Ambient::now();
        }
        $this->reading = $this->accept === 'bare' ? Bounds::OFFICIAL : Bounds::OWN;
    }

    /** Whether a trust is worth at least what is accepted. */
    public function suffices($trust)
    {
        return self::$ranks[$trust] >= self::$ranks[$this->accept];
    }

    private function take(array $options)
    {
        Arguments::named('options', $options, self::$names);
        foreach ($options as $name => $value) {
            $this->$name = $value;
            if (($name === 'roomId' || $name === 'userId') && !\is_string($value)) {
                throw new ArgumentError("options.$name must be a string");
            }
            if ($name === 'appId') {
                $this->appId = Arguments::appId('options.appId', $value);
            }
            if ($name === 'now') {
                $this->now = self::seconds($value);
            }
        }
        if (!\is_string($this->accept) || !isset(self::$ranks[$this->accept])) {
            throw new ArgumentError('options.accept must be signed, sealed or bare');
        }
        $tolerance = $this->clockTolerance;
        if (!Arguments::isNumber($tolerance) || !($tolerance >= 0 && $tolerance <= self::MAX_TOLERANCE)) {
            throw new ArgumentError('options.clockTolerance must be 0 to ' . self::MAX_TOLERANCE . ' seconds');
        }
        Arguments::maxLifetime($this->maxLifetime);
    }

    private static function seconds($now)
    {
        if (!Arguments::isNumber($now) || !\is_finite($now)) {
            throw new ArgumentError('options.now must be a time in Unix seconds');
        }
        return \floor($now);
    }
}
