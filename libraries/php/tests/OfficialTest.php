<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\KitToken;
use ZEGO\ZegoAssistantToken;
use ZEGO\ZegoErrorCodes;
use ZEGO\ZegoServerAssistant;

/** ZEGOCLOUD's own names: arguments, results and codes are as they were; what they let through by mistake is not. */
final class OfficialTest extends TestCase
{
    const PAYLOAD = '{"room_id":"demo","privilege":{"1":1,"2":0},"stream_id_list":[]}';

    public function testMakesATokenThatIsSealed()
    {
        $token = ZegoServerAssistant::generateToken04(People::APP_ID, 'demo', People::SECRET, 3600, self::PAYLOAD);
        $this->assertInstanceOf(ZegoAssistantToken::class, $token);
        $this->assertSame([ZegoErrorCodes::success, ''], [$token->code, $token->message]);
        $pass = KitToken::verifyToken04($token->token, People::keys(), ['roomId' => 'demo']);
        $this->assertSame(['sealed', 'demo', 3600], [$pass->trust, $pass->userId, $pass->expiresAt - $pass->issuedAt]);
        $this->assertFalse($pass->grant->publish);
    }

    public function testPrintsAsThePageSays()
    {
        $token = ZegoServerAssistant::generateToken04(1, 'demo', People::SECRET, 3600);
        $form = '/^\{"code":0,"message":"","token":"04AAAAA[^"]+"\}$/D';
        $this->assertMatchesRegularExpression($form, json_encode($token, JSON_UNESCAPED_SLASHES));
        $this->assertSame(
            '{"code":1,"message":"appID invalid","token":null}',
            json_encode(ZegoServerAssistant::generateToken04(0, '', '', 0))
        );
    }

    public function testHasTheNumbersOfTheOfficialCodes()
    {
        $this->assertSame([0, 1, 3, 5, 6], array_values((new \ReflectionClass(ZegoErrorCodes::class))->getConstants()));
    }

    /** @dataProvider refusals */
    public function testTellsInTheResultWhatIsWrong($code, $message, array $arguments)
    {
        $token = ZegoServerAssistant::generateToken04(...$arguments);
        $this->assertSame([$code, $message, null], [$token->code, $token->message, $token->token]);
    }

    public function refusals()
    {
        $app = [ZegoErrorCodes::appIDInvalid, 'appID invalid'];
        $user = [ZegoErrorCodes::userIDInvalid, 'userID invalid'];
        $secret = [ZegoErrorCodes::secretInvalid, 'secret must be a 32 byte string'];
        $time = [ZegoErrorCodes::effectiveTimeInSecondsInvalid, 'effectiveTimeInSeconds invalid'];
        $good = People::SECRET;
        // Each with everything after it wrong as well: the first in the official order is told.
        return [
            'app 0' => [...$app, [0, '', '', 0]],
            'app below 0' => [...$app, [-5, 'demo', $good, 60]],
            'app of 33 bits' => [...$app, [4294967296, 'demo', $good, 60]],
            'app as word' => [...$app, ['demo', 'demo', $good, 60]],
            'app and a half' => [...$app, [1.5, 'demo', $good, 60]],
            'app true' => [...$app, [true, 'demo', $good, 60]],
            'no app' => [...$app, [null, 'demo', $good, 60]],
            'no user' => [...$user, [1, '', '', 0]],
            'user with a space' => [...$user, [1, 'de mo', $good, 60]],
            'user of 65 bytes' => [...$user, [1, str_repeat('u', 65), $good, 60]],
            'user that is no UTF-8' => [...$user, [1, "d\xe9mo", $good, 60]],
            'user null' => [...$user, [1, null, $good, 60]],
            'short secret' => [...$secret, [1, 'demo', 'short', 0]],
            'secret of 33 bytes in 32 characters' => [...$secret, [1, 'demo', substr($good, 1) . 'é', 60]],
            'secret with a line break' => [...$secret, [1, 'demo', substr($good, 1) . "\n", 60]],
            'secret null' => [...$secret, [1, 'demo', null, 60]],
            'no time' => [...$time, [1, 'demo', $good, 0]],
            'time below 0' => [...$time, [1, 'demo', $good, -60]],
            'half a second' => [...$time, [1, 'demo', $good, 0.5]],
            'time as word' => [...$time, [1, 'demo', $good, 'hour']],
            'time beyond the year 9999' => [...$time, [1, 'demo', $good, PHP_INT_MAX]],
            'time without end' => [...$time, [1, 'demo', $good, INF]],
        ];
    }

    /** @dataProvider coercions */
    public function testTakesNumbersAndTextsForEachOtherAsPhpDoes(array $arguments)
    {
        $token = ZegoServerAssistant::generateToken04(...$arguments);
        $pass = KitToken::verifyToken04($token->token, People::keys());
        $lifetime = $pass->expiresAt - $pass->issuedAt;
        $this->assertSame([People::APP_ID, '195', 60], [$pass->appId, $pass->userId, $lifetime]);
    }

    public function coercions()
    {
        return [
            [['1234567890', 195, People::SECRET, '60']],
            [[1234567890.0, '195', People::SECRET, 60.0, null]],
        ];
    }

    public function testTakesAnyTextAsPayloadUpToWhatTheFormatHolds()
    {
        $bare = ['accept' => 'bare'];
        $rest = '{"app_id":1234567890,"user_id":"demo","nonce":2147483647,"ctime":1767225600,"expire":1767225660,';
        $rest .= '"payload":""}';
        $longest = str_repeat('p', 32751 - strlen($rest));
        foreach (['hello', '{"demoPayload":""}', "\u{1f600}/\"\\\n", $longest] as $payload) {
            $token = ZegoServerAssistant::generateToken04(People::APP_ID, 'demo', People::SECRET, 60, $payload);
            $this->assertSame($payload, KitToken::verifyToken04($token->token, People::keys(), $bare)->payload);
        }
    }

    /** @dataProvider wrongPayloads */
    public function testRefusesAPayloadThatWouldMakeABrokenToken($payload)
    {
        $this->expectException(\InvalidArgumentException::class);
        $this->expectExceptionMessage('payload');
        ZegoServerAssistant::generateToken04(1, 'demo', People::SECRET, 60, $payload);
    }

    public function wrongPayloads()
    {
        return [
            'an array, which would become an object' => [['room_id' => 'demo']],
            'a number' => [5],
            'Latin-1, of which json_encode makes nothing' => ["\xe9"],
            'more than lengths can say' => [str_repeat('p', 32751)],
        ];
    }

    public function testFollowsWhenTheSecretOrTheAppChanges()
    {
        $other = strrev(People::SECRET);
        foreach ([[5, People::SECRET], [5, $other], [6, $other], [5, People::SECRET]] as list($appId, $secret)) {
            $token = ZegoServerAssistant::generateToken04($appId, 'demo', $secret, 60)->token;
            $keys = Vectors::keyring([['appId' => $appId, 'serverSecret' => $secret]]);
            $this->assertSame($appId, KitToken::verifyToken04($token, $keys)->appId);
        }
    }
}
