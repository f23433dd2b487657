<?php

namespace Roompass\Test;

use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\KitTokenError;

/**
 * The vectors of the specification, read where they lie, and what a library has to answer to them. For every PHP: the
 * old ones have no PHPUnit.
 */
final class Vectors
{
    const FOLDER = __DIR__ . '/../../../spec/vectors/';

    /** @return array[] the tests of a file, by id */
    public static function load($file)
    {
        $content = json_decode(file_get_contents(self::FOLDER . "$file.json"), true);
        $tests = [];
        foreach ($content['tests'] as $test) {
            $tests[$test['id']] = [$test];
        }
        if ($content['numberOfTests'] !== count($tests)) {
            throw new \LogicException("$file.json says that it has {$content['numberOfTests']} tests");
        }
        return $tests;
    }

    public static function keyring(array $entries)
    {
        return new Keyring(array_map(function (array $entry) {
            $entry += ['state' => 'active', 'gcm' => 'accept'];
            return new Key($entry['appId'], $entry['serverSecret'], $entry['state'], $entry['gcm']);
        }, $entries));
    }

    /** What mint makes of the input of a test. */
    public static function mint(array $in)
    {
        $input = array_diff_key($in, ['serverSecret' => 0, 'now' => 0, 'nonce' => 0]);
        return KitToken::mint($input, self::keyring([$in]), [
            'now' => $in['now'],
            'maxLifetime' => INF,
            'random' => function () use ($in) {
                return pack('N', $in['nonce']);
            },
        ]);
    }

    /** @return array the pass or the code, as the vectors spell it */
    public static function outcome(array $test, array $options)
    {
        $keys = self::keyring($test['keyring']);
        try {
            $pass = $test['kind'] === 'kit-token'
                ? KitToken::verify($test['token'], $keys, $options)
                : KitToken::verifyToken04($test['token'], $keys, $options);
        } catch (KitTokenError $refusal) {
            return ['code' => $refusal->getCode()];
        }
        return ['pass' => self::plain($pass)];
    }

    /**
     * What a report must say, and what it says: kind, primary code, codes that must be among the others, and the
     * primary code without keys.
     *
     * @return array[] what is expected, and what is said
     */
    public static function diagnosis(array $test)
    {
        $options = $test['options'] + (isset($test['expect']) ? ['expect' => $test['expect']] : []);
        $report = KitToken::inspect($test['text'], self::keyring($test['keyring']), $options);
        $keyless = KitToken::inspect($test['text'], null, $options);
        $named = array_merge($report->problems, $report->warnings, $keyless->problems, $keyless->warnings);
        $wanted = [$test['kind'], $test['primary'], $test['primary'] === null, $test['keyless'], [], [], []];
        $said = [
            $report->kind,
            $report->primary,
            $report->ok,
            $keyless->primary,
            array_values(array_diff($test['problems'], self::codes($report->problems))),
            array_values(array_diff($test['warnings'], self::codes($report->warnings))),
            array_values(array_intersect(isset($test['absent']) ? $test['absent'] : [], self::codes($named))),
        ];
        if (isset($test['generators'])) {
            $guess = $report->layers['generators'];
            sort($guess);
            $wanted[] = $test['generators'];
            $said[] = $guess;
        }
        return [$wanted, $said];
    }

    /** What JSON makes of it. */
    public static function plain($value)
    {
        return json_decode(json_encode($value), true);
    }

    /** @param \Roompass\Problem[] $problems */
    public static function codes(array $problems)
    {
        return array_map(function ($problem) {
            return $problem->code;
        }, $problems);
    }
}
