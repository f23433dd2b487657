<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\ArgumentError;
use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\ServerSecret;

final class KeyringTest extends TestCase
{
    private static function key($number, $state = 'active', $appId = People::APP_ID)
    {
        return new Key($appId, "secret number $number of 32 characters", $state);
    }

    public function testTriesNewestFirstAndMintsWithTheActiveKey()
    {
        $keys = new Keyring([
            self::key(1, 'retired'), self::key(2, 'previous'), self::key(3), self::key(4, 'next'),
        ]);
        $states = array_map(function ($info) {
            return $info->state;
        }, $keys->keys());
        $this->assertSame(['next', 'active', 'previous', 'retired'], $states);
        $pass = KitToken::verify(KitToken::mint(People::ADA, $keys), $keys);
        $this->assertSame($keys->keys()[1]->kid, $pass->kid);
    }

    /** @dataProvider states */
    public function testTakesTokensByTheStateOfTheirKey($state, $code)
    {
        $kitToken = KitToken::mint(People::ADA, new Keyring([self::key(1)]));
        $now = new Keyring([self::key(2), self::key(1, $state)]);
        $this->assertSame($code, People::codeOf(function () use ($kitToken, $now) {
            KitToken::verify($kitToken, $now);
        }));
        $report = KitToken::inspect($kitToken, $now);
        $this->assertSame($code === 'not refused', $report->ok);
    }

    public function states()
    {
        return [['next', 'not refused'], ['previous', 'not refused'], ['retired', 'key_unknown']];
    }

    public function testInspectNamesARetiredKey()
    {
        $token = KitToken::mintToken04(['userId' => 'ada', 'expiresIn' => 60], new Keyring([self::key(1)]));
        $keys = new Keyring([self::key(2), self::key(1, 'retired')]);
        $report = KitToken::inspect($token, $keys);
        $this->assertSame('key_retired', $report->primary);
        $this->assertStringContainsString($keys->keys()[1]->kid, $report->problems[0]->message);
    }

    /** @dataProvider wrongKeys */
    public function testNamesTheArgumentOfAKeyThatIsWrong($named, array $arguments)
    {
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage($named);
        new Key(...$arguments);
    }

    public function wrongKeys()
    {
        return [
            'app 0' => ['appId', [0, People::SECRET]],
            'an app as text' => ['appId', ['5', People::SECRET]],
            'an app as float' => ['appId', [5.0, People::SECRET]],
            'an app of 33 bits' => ['appId', [4294967296, People::SECRET]],
            '31 characters' => ['serverSecret', [5, substr(People::SECRET, 1)]],
            '33 characters with a line break' => ['serverSecret', [5, People::SECRET . "\n"]],
            '32 characters in 33 bytes' => ['serverSecret', [5, substr(People::SECRET, 1) . 'é']],
            '32 bytes with a line break' => ['serverSecret', [5, substr(People::SECRET, 1) . "\n"]],
            'no secret' => ['serverSecret', [5, null]],
            'an unknown state' => ['state', [5, People::SECRET, 'old']],
            'an unknown choice' => ['gcm', [5, People::SECRET, 'active', 'maybe']],
        ];
    }

    /** @dataProvider wrongRings */
    public function testNamesTheEntryThatIsWrong($named, array $entries)
    {
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage($named);
        new Keyring($entries);
    }

    public function wrongRings()
    {
        return [
            'none' => ['entries', []],
            'a secret' => ['entries[0]', [People::SECRET]],
            'two active ones' => ['entries[1]', [self::key(1), self::key(2)]],
            'one twice' => ['entries[1]', [self::key(1), self::key(1, 'previous')]],
            'five' => ['entries[4]', [
                self::key(1), self::key(2, 'next'), self::key(3, 'previous'), self::key(4, 'previous'),
                self::key(5, 'retired'),
            ]],
        ];
    }

    public function testHoldsSeveralAppsAndTriesASecretForItsOwnAlone()
    {
        $keys = new Keyring([self::key(1, 'active', 7), self::key(2, 'active', 8), self::key(3, 'previous', 7)]);
        $this->assertSame([7, 8], $keys->appIds());
        $ofSeven = KitToken::mintToken04(['appId' => 7, 'userId' => 'ada', 'expiresIn' => 60], $keys);
        $this->assertSame(7, KitToken::verifyToken04($ofSeven, $keys)->appId);
        $this->assertSame('token_undecryptable', People::codeOf(function () use ($ofSeven, $keys) {
            KitToken::verifyToken04($ofSeven, $keys, ['appId' => 8]);
        }));
    }

    public function testTriesNewestFirstOverAllAppsWhereNoneIsNamed()
    {
        list($test) = Vectors::load('dialects')['D-001'];
        $secret = $test['keyring'][0]['serverSecret'];
        $options = ['accept' => 'bare'] + $test['options'];
        $codeWith = function ($own, $other) use ($test, $secret, $options) {
            $keys = new Keyring([new Key(1, $secret, $own), new Key(2, $secret, $other)]);
            return People::codeOf(function () use ($test, $keys, $options) {
                KitToken::verifyToken04($test['token'], $keys, $options);
            });
        };
        // A bare token opens with both, and tells of no app before it is open.
        $this->assertSame('not refused', $codeWith('active', 'previous'));
        $this->assertSame('app_mismatch', $codeWith('previous', 'active'));
    }

    /** @dataProvider policies */
    public function testGcmIsWorthWhatTheKeySays($gcm, $code)
    {
        $vectors = array_filter(Vectors::load('dialects'), function (array $case) {
            return $case[0]['format'] === 'gcm' && isset($case[0]['bare']['pass']) && $case[0]['kind'] === 'token04'
                && $case[0]['default'] === ['code' => 'trust_too_low'] && !isset($case[0]['keyring'][0]['gcm'])
                && $case[0]['bare']['pass']['payload'] === '';
        });
        list($test) = reset($vectors);
        $test['keyring'][0]['gcm'] = $gcm;
        $outcome = Vectors::outcome($test, $test['options']);
        $this->assertSame($code, isset($outcome['code']) ? $outcome['code'] : $outcome['pass']['trust']);
    }

    public function policies()
    {
        return [['accept', 'trust_too_low'], ['trust', 'sealed'], ['refuse', 'token_envelope']];
    }

    public function testWithoutAnActiveKeyNothingIsMinted()
    {
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage('active');
        KitToken::mint(People::ADA, new Keyring([self::key(1, 'previous')]));
    }

    public function testKnowsSecretsThatAreNone()
    {
        $this->assertTrue(ServerSecret::isWeak('0123456789abcdef0123456789abcdef'));
        $this->assertTrue(ServerSecret::isWeak(str_repeat('0123456', 5)));
        $this->assertFalse(ServerSecret::isWeak(People::SECRET));
        $keys = new Keyring([new Key(5, '0123456789abcdef0123456789abcdef')]);
        $this->assertTrue($keys->keys()[0]->weak);
    }
}
