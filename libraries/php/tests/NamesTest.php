<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\Codec\Bounds;
use Roompass\Codec\OwnPayload;
use Roompass\Grant;
use Roompass\Names;
use Roompass\Payload;

final class NamesTest extends TestCase
{
    public function testUserAndRoomIdsAreOfTheirSets()
    {
        $user = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~!@#$%^&*()_+=-`;\',.<>/\\';
        for ($code = 0; $code < 256; $code++) {
            $character = chr($code);
            $this->assertSame(strpos($user, $character) !== false, Names::isUserId($character));
            $inRoom = $code > 0x20 && $code < 0x7f && strpos('"#\\', $character) === false;
            $this->assertSame($inRoom, Names::isRoomId($character));
        }
        $this->assertTrue(Names::isUserId(str_repeat('u', 64)) && Names::isRoomId(str_repeat('r', 128)));
        $this->assertFalse(Names::isUserId(str_repeat('u', 65)) || Names::isRoomId(str_repeat('r', 129)));
        $this->assertFalse(Names::isUserId("u\n") || Names::isUserId(''));
        $this->assertFalse(Names::isRoomId("r\n") || Names::isRoomId(''));
    }

    public function testAUserNameIsTextThatShowsAsItIs()
    {
        foreach (['', 'Zoë 张 😀', str_repeat('é', 128)] as $name) {
            $this->assertTrue(Names::isUserName($name));
        }
        $controls = ["\u{0}", "\u{1f}", "\u{7f}", "\u{85}", "\u{61c}", "\u{200f}", "\u{202e}", "\u{2069}", "\xff"];
        foreach ($controls as $hidden) {
            $this->assertFalse(Names::isUserName("Ada $hidden"), bin2hex($hidden));
        }
        $this->assertFalse(Names::isUserName(str_repeat('é', 128) . 'e') || Names::isUserName(5));
    }

    public function testNamesAreEncodedAsEcmascriptDoes()
    {
        $this->assertSame("-_.!~*'()%20%2F%3F%25%2B%22%C3%A9", Names::encodePercent("-_.!~*'() /?%+\"é"));
        foreach (["Zoë 张 %+'", '', '100%'] as $name) {
            $this->assertSame($name, Names::decodePercent(Names::encodePercent($name)));
        }
        foreach (['100%', '%4', '%zz', '%ff', '%ed%a0%80', "\xff"] as $broken) {
            $this->assertNull(Names::decodePercent($broken));
        }
        $this->assertSame('é+', Names::decodePercent('é+'));
    }

    public function testAGrantIsReadAsItWasWritten()
    {
        foreach ([null, [], ['lobby_ada_main', 'é"\\']] as $streams) {
            foreach ([[true, true], [true, false], [false, true], [false, false]] as list($join, $publish)) {
                $grant = new Grant(['join' => $join, 'publish' => $publish, 'streamIds' => $streams]);
                $payload = Payload::write('lobby', Grant::rightsOf($grant));
                $this->assertSame([
                    'room_id' => 'lobby',
                    'privilege' => [1 => (int) $join, 2 => (int) $publish],
                    'stream_id_list' => $streams,
                ], json_decode(OwnPayload::textOf($payload), true));
                $this->assertSame(OwnPayload::spell(OwnPayload::textOf($payload)), OwnPayload::spell($payload));
                $wanted = ['join' => $join, 'publish' => $publish, 'streamIds' => $streams === [] ? null : $streams];
                foreach ([true, false] as $proven) {
                    $facts = Payload::read($payload, $proven, Bounds::OWN);
                    $this->assertSame('lobby', $facts->roomId);
                    $this->assertSame($wanted, Vectors::plain($facts->grant));
                }
            }
        }
    }

    /** @dataProvider payloads */
    public function testAPayloadThatIsNotUnderstoodGrantsNothing($payload, $proven, array $unproven)
    {
        list($join, $publish) = $unproven;
        $facts = Payload::read($payload, false, Bounds::OWN);
        $this->assertSame([$join, $publish], [$facts->grant->join, $facts->grant->publish]);
        $this->assertSame($proven, People::codeOf(function () use ($payload) {
            Payload::read($payload, true, Bounds::OWN);
        }));
    }

    public function payloads()
    {
        return [
            'a list' => ['[]', 'payload_invalid', [false, false]],
            'no JSON' => ['hello', 'payload_invalid', [false, false]],
            'no UTF-16' => ['{"x-a":"\\ud800"}', 'payload_invalid', [false, false]],
            'no UTF-16 as key' => ['{"x-a":{"\\ud800":1}}', 'payload_invalid', [false, false]],
            'an empty object' => ['{}', 'not refused', [true, true]],
            'an unknown field' => ['{"a":1}', 'payload_invalid', [true, true]],
            'a field of an application' => ['{"x-a":{"b":[1]}}', 'not refused', [true, true]],
            'too deep' => ['{"x-a":{"b":[[1]]}}', 'payload_invalid', [false, false]],
            'a key twice' => ['{"room_id":"a","room_id":"a"}', 'payload_invalid', [false, false]],
            'a room null' => ['{"room_id":null}', 'payload_invalid', [true, true]],
            'a room that cannot be' => ['{"room_id":"my room"}', 'room_id_invalid', [true, true]],
            'a room that is a number' => ['{"room_id":5}', 'payload_invalid', [false, false]],
            'no privileges' => ['{"privilege":{}}', 'not refused', [false, false]],
            'privileges null' => ['{"privilege":null}', 'payload_invalid', [true, true]],
            'privileges in a list' => ['{"privilege":[]}', 'payload_invalid', [false, false]],
            'one privilege' => ['{"privilege":{"1":1}}', 'not refused', [true, false]],
            'a third privilege' => ['{"privilege":{"1":1,"3":1}}', 'payload_invalid', [true, false]],
            'a privilege of 2' => ['{"privilege":{"1":1,"2":2}}', 'payload_invalid', [true, false]],
            'streams by name' => ['{"stream_id_list":{}}', 'payload_invalid', [false, false]],
            'streams that are numbers' => ['{"stream_id_list":[1]}', 'payload_invalid', [false, false]],
        ];
    }
}
