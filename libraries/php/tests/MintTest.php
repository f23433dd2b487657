<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\ArgumentError;
use Roompass\Codec\Bounds;
use Roompass\Codec\Claims;
use Roompass\Codec\Envelope;
use Roompass\Crypto\SecretKey;
use Roompass\Grant;
use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\Payload;
use Roompass\SealedToken;

final class MintTest extends TestCase
{
    public function testMakesWhatVerifyTakesAsSigned()
    {
        $kitToken = KitToken::mint(['grant' => new Grant(['publish' => true])] + People::ADA, People::keys());
        $pass = KitToken::verify($kitToken, People::keys(), ['accept' => 'signed', 'roomId' => 'lobby']);
        $this->assertSame(['signed', 'ada', 'lobby', 'Ada L.'], [
            $pass->trust, $pass->userId, $pass->roomId, $pass->userName,
        ]);
        $this->assertSame([true, true, null], [$pass->grant->join, $pass->grant->publish, $pass->grant->streamIds]);
    }

    public function testNeverMakesTheSameTokenTwice()
    {
        $this->assertNotSame(People::kitToken(), People::kitToken());
    }

    public function testSealsRoomAndRightsIntoATokenAlone()
    {
        $grant = ['streamIds' => ['lobby_ada_main']];
        $input = ['userId' => 'ada', 'expiresIn' => 60, 'roomId' => 'lobby', 'grant' => $grant];
        $pass = KitToken::verifyToken04(KitToken::mintToken04($input, People::keys()), People::keys());
        $this->assertSame(['sealed', 'lobby'], [$pass->trust, $pass->roomId]);
        $this->assertSame(['join' => true, 'publish' => false] + $grant, Vectors::plain($pass->grant));
    }

    public function testTakesAPayloadThatWasMadeElsewhere()
    {
        $payload = '{"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":[],"x-seat":7}';
        $input = ['userId' => 'ada', 'expiresIn' => 60, 'payload' => $payload];
        $this->assertSame($payload, KitToken::verifyToken04(
            KitToken::mintToken04($input, People::keys()),
            People::keys()
        )->payload);
    }

    /** @dataProvider formats */
    public function testMakesBothFormsOfEveryLength($format)
    {
        foreach (range(1, 64) as $length) {
            $input = ['userId' => str_repeat('u', $length), 'expiresIn' => 60, 'format' => $format];
            $pass = KitToken::verifyToken04(KitToken::mintToken04($input, People::keys()), People::keys());
            $this->assertSame([$length, $format], [strlen($pass->userId), $pass->format]);
        }
    }

    public function formats()
    {
        return [['cbc'], ['gcm']];
    }

    public function testAnEmptyExtensionIsNone()
    {
        $pass = KitToken::verify(People::kitToken(['ext' => '']), People::keys(), ['now' => People::NOW]);
        $this->assertNull($pass->ext);
    }

    /** @dataProvider wrongCalls */
    public function testNamesTheArgumentThatIsWrong($named, array $input, array $options = [])
    {
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage($named);
        KitToken::mint($input + People::ADA, People::keys(), $options);
    }

    public function wrongCalls()
    {
        return [
            'a user with a space' => ['userId', ['userId' => 'Ada L']],
            'a user with a line break' => ['userId', ['userId' => "ada\n"]],
            'a user that is a number' => ['userId', ['userId' => 5]],
            'no room' => ['roomId', ['roomId' => '']],
            'a room with a line break' => ['roomId', ['roomId' => "lobby\n"]],
            'a name with a control character' => ['userName', ['userName' => "Ada\x07"]],
            'a name that is no UTF-8' => ['userName', ['userName' => "Ada \xe9"]],
            'a name of 257 bytes' => ['userName', ['userName' => str_repeat('n', 257)]],
            'no lifetime' => ['expiresIn', ['expiresIn' => 0]],
            'half a second' => ['expiresIn', ['expiresIn' => 0.5]],
            'a lifetime as text' => ['expiresIn', ['expiresIn' => '60']],
            'a day and a second' => ['expiresIn', ['expiresIn' => 86401]],
            'an app that is not in the ring' => ['appId', ['appId' => 5]],
            'an app that is none' => ['appId', ['appId' => -1]],
            'an unknown form' => ['format', ['format' => 'ctr']],
            'a long extension' => ['ext', ['ext' => str_repeat('e', 513)]],
            'an extension in UTF-8' => ['ext', ['ext' => 'é']],
            'too much suffix' => ['ext', [
                'ext' => str_repeat('\\', 512), 'userName' => str_repeat('é', 128), 'userId' => str_repeat('\\', 64),
                'roomId' => str_repeat('r', 128),
            ]],
            'a payload' => ['payload', ['payload' => '']],
            'a grant as text' => ['grant', ['grant' => 'publish']],
            'an unknown right' => ['grant.speak', ['grant' => ['speak' => true]]],
            'a right as number' => ['grant.publish', ['grant' => ['publish' => 1]]],
            'streams as text' => ['grant.streamIds', ['grant' => ['streamIds' => 'main']]],
            'streams by name' => ['grant.streamIds', ['grant' => ['streamIds' => ['a' => 'main']]]],
            'many streams' => ['grant.streamIds', ['grant' => ['streamIds' => array_fill(0, 101, 's')]]],
            'streams of too many bytes' => ['grant.streamIds', [
                'grant' => ['streamIds' => array_fill(0, 10, str_repeat('s', 200))],
            ]],
            'an unknown argument' => ['input.room', ['room' => 'lobby']],
            'an unknown option' => ['options.clock', [], ['clock' => 5]],
            'no time' => ['options.now', [], ['now' => 0]],
            'a time as float' => ['options.now', [], ['now' => 1.5]],
            'no limit' => ['options.maxLifetime', [], ['maxLifetime' => NAN]],
            'a limit as text' => ['options.maxLifetime', [], ['maxLifetime' => '60']],
            'no function' => ['options.random', [], ['random' => 5]],
            'too little randomness' => ['options.random', [], ['random' => function () {
                return 'abc';
            }]],
        ];
    }

    /** @dataProvider wrongPayloads */
    public function testRefusesPayloadsThatVerifyWouldRefuse($named, array $input)
    {
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage($named);
        KitToken::mintToken04($input + ['userId' => 'ada', 'expiresIn' => 60], People::keys());
    }

    public function wrongPayloads()
    {
        return [
            'of another shape' => ['payload', ['payload' => '{"a":1}']],
            'as array' => ['payload', ['payload' => ['room_id' => 'lobby']]],
            'beside a grant' => ['payload', ['payload' => '', 'grant' => []]],
            'beside a room' => ['payload', ['payload' => '', 'roomId' => 'lobby']],
            'a room without a grant' => ['roomId', ['roomId' => 'lobby']],
            'a room that is none' => ['roomId', ['roomId' => 'my room', 'grant' => []]],
        ];
    }

    public function testClaimsAreAsLongAsVerifyReadsThemAndNotAByteLonger()
    {
        $key = new SecretKey(People::APP_ID, People::SECRET);
        $make = function ($length, $most) use ($key) {
            $claims = new Claims(People::APP_ID, 'ada', 0, People::NOW, People::NOW + 60, '');
            $payload = str_repeat('p', $length - strlen($claims->write()));
            $random = function () {
                return "\0\0\0\0";
            };
            return SealedToken::make($key, 'ada', $payload, People::NOW, 60, 'cbc', $random, $most);
        };
        foreach ([Bounds::OWN => 3071, Bounds::OFFICIAL => 32751] as $reading => $most) {
            $raw = $make($most, $reading === Bounds::OWN ? Bounds::MAX_PLAINTEXT : Bounds::MAX_OFFICIAL_PLAINTEXT);
            $this->assertSame($most + 1, strlen(Envelope::read($raw, $reading)->ciphertext));
            try {
                $make($most + 1, $most);
                $this->fail('it was made');
            } catch (ArgumentError $error) {
                $this->assertStringContainsString('payload', $error->getMessage());
            }
        }
    }

    public function testAPayloadOfAGrantHasAtMost1024Bytes()
    {
        $streams = array_fill(0, 3, str_repeat('s', 256));
        $payload = function (array $streams) {
            return Payload::write('lobby', Grant::rightsOf(['streamIds' => $streams]));
        };
        $rest = 1024 - strlen($payload($streams)) - strlen(',""');
        $this->assertSame(1024, strlen($payload(array_merge($streams, [str_repeat('s', $rest)]))));
        $this->expectException(ArgumentError::class);
        $payload(array_merge($streams, [str_repeat('s', $rest + 1)]));
    }

    public function testMintsLongerOnRequest()
    {
        $keys = People::keys();
        $kitToken = KitToken::mint(['expiresIn' => 172800] + People::ADA, $keys, ['maxLifetime' => 172800]);
        $this->assertSame('lifetime_too_long', People::codeOf(function () use ($kitToken, $keys) {
            KitToken::verify($kitToken, $keys);
        }));
        $this->assertSame('signed', KitToken::verify($kitToken, $keys, ['maxLifetime' => 172800])->trust);
    }

    public function testRefusesGcmWhereTheKeyDoes()
    {
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage('format');
        KitToken::mint(['format' => 'gcm'] + People::ADA, People::keys('refuse'));
    }

    public function testMustKnowTheAppOfARingWithSeveral()
    {
        $keys = new Keyring([new Key(1, People::SECRET), new Key(2, People::SECRET)]);
        $this->assertSame(2, KitToken::read(KitToken::mint(['appId' => 2] + People::ADA, $keys))->appId);
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage('appId must be given');
        KitToken::mint(People::ADA, $keys);
    }
}
