<?php

namespace Roompass\Inspect;

use Roompass\Codec\Envelope;

/**
 * Who most likely made a token: official generators differ in the order of their claims, in their escapes and in what
 * their IVs are made of. A guess for people; nothing is decided by it.
 *
 * @internal
 */
final class Generators
{
    private static $names = [
        'roompass' => 'Roompass',
        'go' => 'Go',
        'cpp' => 'C++',
        'java' => 'Java',
        'python' => 'Python',
        'php' => 'PHP',
        'dotnet' => '.NET',
        'node' => 'Node.js',
        'web-kit' => 'the web kit (generateKitTokenForTest)',
    ];
    private static $byIv = [
        Envelope::CBC => [
            'digits' => ['web-kit'],
            'hex' => ['python'],
            'alphanumeric' => ['go', 'cpp', 'php', 'dotnet', 'node'],
            'base64url' => ['roompass'],
            'bytes' => ['java'],
        ],
        Envelope::GCM => [
            'digits' => ['cpp', 'php', 'python'],
            'hex' => ['cpp', 'php', 'python'],
            'alphanumeric' => ['cpp', 'php', 'python'],
            'base64url' => ['roompass', 'go', 'java', 'dotnet', 'node'],
            'bytes' => ['roompass', 'go', 'java', 'dotnet', 'node'],
        ],
    ];
    /** Those that write a slash or letters of other scripts with a backslash. */
    private static $escaping = ['php', 'java', 'go'];

    /** What an IV or nonce is made of: digits, hex and alphanumeric are weak sources, base64url is what our seal is. */
    public static function ivLooks($iv)
    {
        // The web kit takes the digits of Math.random(), which may be written with an exponent.
        $sets = ['digits' => '0-9.e-', 'hex' => '0-9a-f', 'alphanumeric' => '0-9a-z', 'base64url' => 'A-Za-z0-9_-'];
        foreach ($sets as $looks => $set) {
            if (\preg_match("/[^$set]/", $iv) === 0) {
                return $looks;
            }
        }
        return 'bytes';
    }

    /** Weak are those whose next value can be computed from others, or that are short of values. */
    public static function isWeak($looks)
    {
        return \in_array($looks, ['digits', 'hex', 'alphanumeric'], true);
    }

    /** @param string[] $generators */
    public static function spell(array $generators)
    {
        return \implode(' or ', \array_map(function ($generator) {
            return self::$names[$generator];
        }, $generators));
    }

    /** By the IV alone, which anyone can see. */
    public static function byIv(Envelope $envelope)
    {
        return self::$byIv[$envelope->format][self::ivLooks($envelope->iv)];
    }

    /** By the plaintext and the IV of a token that is not sealed, and therefore not ours. */
    public static function of($plaintext, Envelope $envelope)
    {
        \preg_match_all('/[{,]"([a-z_]+)":/', $plaintext, $match);
        $candidates = self::byOrder(\implode(' ', $match[1]));
        if (\in_array('cpp', $candidates, true) && CppClock::hasIvOfItsSecond($plaintext, $envelope->iv)) {
            return ['cpp'];
        }
        $likely = \array_intersect($candidates, self::byIv($envelope));
        if (\preg_match('/\\\\\/|\\\\u[0-9a-f]{4}/', $plaintext) === 1) {
            $likely = \array_intersect($likely, self::$escaping);
        }
        return $likely === [] ? $candidates : \array_values($likely);
    }

    private static function byOrder($order)
    {
        $starts = [
            'user_id' => ['java'],
            'app_id user_id payload' => ['dotnet'],
            'app_id user_id ctime' => ['go', 'php'],
        ];
        foreach ($starts as $start => $generators) {
            if (\strncmp($order, $start, \strlen($start)) === 0) {
                return $generators;
            }
        }
        return \substr($order, -6) === 'expire' ? ['web-kit'] : ['node', 'php', 'python', 'cpp'];
    }
}
