<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\ArgumentError;
use Roompass\KitToken;
use Roompass\KitTokenError;

final class VerifyTest extends TestCase
{
    public function testRefusesEveryEditOfASignedToken()
    {
        $kitToken = People::kitToken();
        $keys = People::keys();
        foreach (range(0, strlen($kitToken) - 1) as $place) {
            $edited = $kitToken;
            $edited[$place] = $edited[$place] === 'A' ? 'B' : 'A';
            $this->assertNotSame('not refused', People::codeOf(function () use ($edited, $keys) {
                KitToken::verify($edited, $keys, ['now' => People::NOW, 'accept' => 'signed']);
            }));
        }
    }

    /** @dataProvider wrongOptions */
    public function testNamesTheOptionThatIsWrong($named, array $options)
    {
        foreach (['verify', 'verifyToken04', 'inspect'] as $verb) {
            try {
                KitToken::$verb('', People::keys(), $options);
                $this->fail("$verb took it");
            } catch (ArgumentError $error) {
                $this->assertStringContainsString("options.$named", $error->getMessage());
            }
        }
    }

    public function wrongOptions()
    {
        return [
            'an unknown one' => ['room', ['room' => 'lobby']],
            'an unknown trust' => ['accept', ['accept' => 'any']],
            'trust as number' => ['accept', ['accept' => 1]],
            // Whoever passes on what may be missing must not let everyone in.
            'no room' => ['roomId', ['roomId' => null]],
            'no user' => ['userId', ['userId' => null]],
            'no app' => ['appId', ['appId' => null]],
            'an app as text' => ['appId', ['appId' => '5']],
            'no time' => ['now', ['now' => null]],
            'never' => ['now', ['now' => NAN]],
            'much tolerance' => ['clockTolerance', ['clockTolerance' => 301]],
            'less than no tolerance' => ['clockTolerance', ['clockTolerance' => -1]],
            'tolerance as text' => ['clockTolerance', ['clockTolerance' => '5']],
            'no lifetime' => ['maxLifetime', ['maxLifetime' => 0]],
        ];
    }

    public function testHoldsTheTokenToRoomAndUser()
    {
        $kitToken = People::kitToken();
        $check = function (array $options) use ($kitToken) {
            return People::codeOf(function () use ($kitToken, $options) {
                KitToken::verify($kitToken, People::keys(), $options + ['now' => People::NOW]);
            });
        };
        $this->assertSame('not refused', $check(['roomId' => 'lobby', 'userId' => 'ada', 'appId' => People::APP_ID]));
        $this->assertSame('room_mismatch', $check(['roomId' => 'attic']));
        $this->assertSame('user_mismatch', $check(['userId' => 'Ada']));
        $this->assertSame('app_mismatch', $check(['appId' => 7]));
    }

    public function testDropsAFractionOfTheTime()
    {
        $end = People::NOW + 3600;
        $this->assertSame($end, KitToken::verify(People::kitToken(), People::keys(), ['now' => $end - 0.5])->expiresAt);
    }

    public function testReadsTheClockOfTheMachineWhenNoTimeIsGiven()
    {
        $pass = KitToken::verify(KitToken::mint(People::ADA, People::keys()), People::keys());
        $this->assertEqualsWithDelta(time(), $pass->issuedAt, 2);
    }

    /** @dataProvider textsThatAreNone */
    public function testRefusesWhatIsNoText($token)
    {
        $this->assertSame('token_malformed', People::codeOf(function () use ($token) {
            KitToken::verify($token, People::keys());
        }));
        $this->assertSame('not_text', KitToken::inspect($token, People::keys())->primary);
    }

    public function textsThatAreNone()
    {
        return [[null], [4], [['04']], [new \stdClass()], [true], [1.5]];
    }

    public function testLooksAtTheLengthBeforeAnythingElse()
    {
        $long = str_repeat('04AAAAA#', 1 << 20);
        $start = hrtime(true);
        $this->assertSame('token_malformed', People::codeOf(function () use ($long) {
            KitToken::verify($long, People::keys());
        }));
        $this->assertSame('token_malformed', KitToken::inspect($long)->primary);
        $this->assertLessThan(10e6, hrtime(true) - $start);
    }

    public function testARefusalSaysItsCodeAndTheFieldInWords()
    {
        $refusal = new KitTokenError('room_mismatch', 'roomID');
        $this->assertSame('token refused: room mismatch (roomID)', $refusal->getMessage());
        $this->assertSame(['room_mismatch', 'roomID'], [$refusal->getCode(), $refusal->getClaim()]);
        $this->assertNull((new KitTokenError('token_encoding'))->getClaim());
    }

    public function testThePassDoesNotChange()
    {
        $pass = KitToken::verify(People::kitToken(), People::keys(), ['now' => People::NOW]);
        $this->assertTrue(isset($pass->userId));
        $this->assertFalse(isset($pass->isAdmin));
        $steps = [
            function () use ($pass) {
                $pass->userId = 'eve';
            },
            function () use ($pass) {
                unset($pass->userId);
            },
            function () use ($pass) {
                return $pass->userID;
            },
        ];
        foreach ($steps as $step) {
            try {
                $step();
                $this->fail('it did');
            } catch (\LogicException $error) {
                $this->assertStringContainsString('user', $error->getMessage());
            }
        }
        $this->assertSame('ada', $pass->userId);
    }

    public function testReadShowsWhatAnyoneCanReadAlsoOfAnExpiredToken()
    {
        $this->assertSame([
            'appId' => People::APP_ID,
            'userId' => 'ada',
            'roomId' => 'lobby',
            'userName' => 'Ada L.',
            'expiresAt' => People::NOW + 3600,
        ], Vectors::plain(KitToken::read(People::kitToken())));
        $this->assertSame('token_malformed', People::codeOf(function () {
            KitToken::read('04AAAAA');
        }));
    }
}
