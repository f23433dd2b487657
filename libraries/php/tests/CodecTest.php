<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\Codec\Base64;
use Roompass\Codec\Bounds;
use Roompass\Codec\Claims;
use Roompass\Codec\Json;
use Roompass\Codec\OddNumber;
use Roompass\Codec\OwnPayload;
use Roompass\Codec\Padding;
use Roompass\Codec\ScannedObject;
use Roompass\Codec\Suffix;
use Roompass\Codec\Utf8;
use Roompass\Codec\Whole;

final class CodecTest extends TestCase
{
    /** @dataProvider spellings */
    public function testBase64HasOneSpelling($bytes, $text)
    {
        $this->assertSame($bytes, Base64::decode($text));
    }

    public function spellings()
    {
        return [
            ['f', 'Zg=='], ["\xff\xfe", '//4='], ['', ''], [null, 'Zg'], [null, 'Zh=='], [null, "Zg==\n"],
            [null, 'Z g=='], [null, '__4='], [null, 'Zg===='], [null, '='],
        ];
    }

    public function testTextIsSpelledAsEcmascriptDoes()
    {
        $text = "\x00\x08\t\n\x0b\f\r\x1f \"\\/<>&'\x7f\u{80}\u{2028}\u{2029}\u{10ffff}";
        $spelled = '"\u0000\b\t\n\u000b\f\r\u001f \"\\\\/<>&\'' . "\x7f\u{80}\u{2028}\u{2029}\u{10ffff}\"";
        $this->assertSame($spelled, Json::spell($text));
        $this->assertSame('"plain"', Json::spell('plain'));
        $this->assertSame('["a","\""]', Json::spellList(['a', '"']));
    }

    /** @dataProvider objects */
    public function testTheScannerReadsWhatJsonDecodeReads($text)
    {
        $this->assertSame(json_decode($text, true), self::plain(Json::scanObject($text, 8)));
    }

    public function objects()
    {
        return array_map(function ($text) {
            return [$text];
        }, [
            '{}', ' { "a" : [ 1 , -2 , true , false , null ] , "b" : { } } ', '{"":""}', '{"1":{"01":[]}}',
            '{"a":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"}', '{"\\u0061":"é"}', '{"a":[[],[[1]]]}',
            '{"a":9007199254740991,"b":-9007199254740991,"c":0}', '{"a":"\\\\"}', '{"a":"\\\\\\""}',
        ]);
    }

    private static function plain($value)
    {
        if ($value instanceof ScannedObject) {
            return array_map([__CLASS__, 'plain'], $value->members);
        }
        return is_array($value) ? array_map([__CLASS__, 'plain'], $value) : $value;
    }

    /** @dataProvider faults */
    public function testTheScannerRefusesWhatIsNoObjectInJson($text)
    {
        $this->assertNull(Json::scanObject($text, 8));
    }

    public function faults()
    {
        return array_map(function ($text) {
            return [$text];
        }, [
            '', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{,}', '{a:1}', "{'a':1}", '{"a":1}}',
            '{"a":1}x', '[]', '5', '"a"', 'null', '{"a":01}', '{"a":+1}', '{"a":.5}', '{"a":1.}', '{"a":1e}', '{"a":-}',
            '{"a":tru}', '{"a":truely}', '{"a":nul', '{"a":NaN}', '{"a":"\\x"}', '{"a":"\\u12"}', '{"a":"\\',
            '{"a":"\\"}', "{\"a\":\"\n\"}", "{\"a\":\"\x00\"}",
            '{"a":[1', '{"a":[1,]}', '{"a":[,]}', '{"a" 1}', "\u{feff}{}", "{}\x00", "{\u{a0}}", '{"a":1 2}',
            '{"a":"b""c":1}',
        ]);
    }

    public function testTheScannerKeepsWhatOthersForget()
    {
        $this->assertTrue(Json::scanObject('{"a":1,"\\u0061":2}', 8)->duplicate);
        $this->assertTrue(Json::scanObject('{"1":{"b":1,"b":2}}', 8)->duplicate);
        $this->assertFalse(Json::scanObject('{"1":1,"01":2}', 8)->duplicate);
        $this->assertTrue(Json::scanObject('{"a":1 }', 8)->spaced);
        $this->assertFalse(Json::scanObject('{"a":" "}', 8)->spaced);
        $odd = ['1.0', '1e3', '-0', '9007199254740992', '-9007199254740992', '99999999999999999999', '0.1'];
        foreach ($odd as $literal) {
            $this->assertEquals(new OddNumber($literal), Json::scanObject("{\"a\":$literal}", 8)->get('a'));
        }
        $this->assertNull(Json::scanObject('{"a":[{"b":[1]}]}', 3));
        $this->assertNotNull(Json::scanObject('{"a":[{"b":1}]}', 3));
        $this->assertNull(Json::scanObject(str_repeat('{"a":', 100000), 8));
    }

    public function testHalfACharacterIsNoText()
    {
        foreach (['\\ud800', '\\udc00', '\\udc00\\ud800', '\\ud800x', '\\ud800\\u0041'] as $escape) {
            $this->assertFalse(Utf8::isText(Json::scanObject("{\"a\":\"$escape\"}", 8)->get('a')), $escape);
        }
    }

    public function testUtf8SpellsEveryCodePointAsPhpDoes()
    {
        foreach ([0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff] as $point) {
            $this->assertSame(mb_chr($point), Utf8::character($point));
        }
        $this->assertSame('Zoë ÿ', Utf8::ofLatin1("Zo\xeb \xff"));
    }

    public function testPaddingIsLookedAtAsAWhole()
    {
        foreach (range(1, 16) as $count) {
            $plaintext = str_repeat('p', 32 - $count);
            $blocks = $plaintext . str_repeat(chr($count), $count);
            $this->assertSame([$plaintext, true], Padding::remove($blocks));
            foreach (range(32 - $count, 31) as $place) {
                $edited = $blocks;
                $edited[$place] = $edited[$place] ^ "\x40";
                $this->assertFalse(Padding::remove($edited)[1]);
            }
        }
        foreach (["\x00", "\x11", "\xff"] as $none) {
            $this->assertSame([str_repeat($none, 15), false], Padding::remove(str_repeat($none, 16)));
        }
    }

    public function testWholeNumbersAreIntegersWhereTheseHave64Bits()
    {
        $this->assertTrue(Whole::is(5));
        $this->assertFalse(Whole::is(5.0));
        $this->assertSame("\xff\xff\xff\xff", Whole::u32(4294967295));
        $this->assertSame('253402300799', Whole::write(253402300799.0));
    }

    /** @dataProvider ownClaims */
    public function testThePatternOfClaimsReadsWhatTheReaderGives($app, $nonce, $time, $payload)
    {
        $members = ["\"app_id\":$app", '"user_id":"ada"', "\"nonce\":$nonce", "\"ctime\":$time"];
        $members = array_merge($members, ['"expire":9', "\"payload\":$payload"]);
        $ours = Claims::scan('{' . implode(',', $members) . '}');
        // Only the reader takes another order.
        $theirs = Claims::scan('{' . implode(',', array_reverse($members)) . '}');
        $this->assertSame(self::claimsOf($theirs), self::claimsOf($ours));
    }

    public function ownClaims()
    {
        $own = '"{\\"room_id\\":\\"lobby\\",\\"privilege\\":{\\"1\\":1,\\"2\\":0},\\"stream_id_list\\":null}"';
        return [
            'a room and rights' => [4294967295, 2147483647, 99999999999, $own],
            'rights without a room' => [1, 0, 1, str_replace('lobby', '', $own)],
            'a right that is none' => [1, 0, 1, str_replace(':1,', ':2,', $own)],
            'no payload' => [1, 0, 1, '""'],
            'other text' => [1, 0, 1, "\"\u{e9} \\\\ \\\"\""],
            'text that is none' => [1, 0, 1, "\"\xff\""],
            'an AppID of 0' => [0, 0, 1, '""'],
            'an AppID that is too large' => [4294967296, 0, 1, $own],
            'a nonce that is too large' => [1, 2147483648, 1, $own],
            'the last second' => [1, 0, 253402300799, $own],
            'a time after the last second' => [1, 0, 253402300800, $own],
        ];
    }

    /** @return array|string|null the values, the code of the refusal, or null where nothing opens */
    private static function claimsOf($scanned)
    {
        if ($scanned === null) {
            return null;
        }
        $claims = null;
        $code = People::codeOf(function () use ($scanned, &$claims) {
            $claims = (array) Claims::read($scanned);
        });
        return $claims === null ? $code : ['payload' => OwnPayload::textOf($claims['payload'])] + $claims;
    }

    /** @dataProvider ownSuffixes */
    public function testThePatternOfSuffixesReadsWhatTheReaderGives($room, $name, $app, $ext)
    {
        $sig = '"sig":"1.0123abcd.' . str_repeat('A', 43) . '"';
        $members = ['"userID":"ada"', "\"roomID\":\"$room\"", "\"userName\":\"$name\"", "\"appID\":$app"];
        $members = array_merge($members, ["\"ext\":\"$ext\"", $sig]);
        $ours = self::suffixOf('{' . implode(',', $members) . '}');
        $this->assertEquals(self::suffixOf('{' . implode(',', array_reverse($members)) . '}'), $ours);
    }

    public function ownSuffixes()
    {
        return [
            'an ordinary one' => ['lobby', 'Ada%20L.', 1234567890, 'seat 4'],
            'neither room nor name nor extension' => ['', '', 1, ''],
            'an extension with escapes' => ['lobby', 'Ada', 1, '{\\"a\\":\\"\\\\\\"}'],
            'the longest extension' => ['lobby', 'Ada', 1, str_repeat('e', 512)],
            'an extension that is too long' => ['lobby', 'Ada', 1, str_repeat('e', 513)],
            'a name that cannot be decoded' => ['lobby', '%4', 1, ''],
            'a name that is no text' => ['lobby', '%ff', 1, ''],
            'a name that is too long' => ['lobby', str_repeat('n', 257), 1, ''],
            'an AppID of 0' => ['lobby', 'Ada', 0, ''],
            'an AppID that is too large' => ['lobby', 'Ada', 4294967296, ''],
            'a line that is too long' => ['lobby', 'Ada', 1, str_repeat('e', 2048)],
        ];
    }

    /** @return Suffix|string */
    private static function suffixOf($line)
    {
        $suffix = null;
        $code = People::codeOf(function () use ($line, &$suffix) {
            $suffix = Suffix::read($line, Bounds::OWN);
        });
        return $suffix === null ? $code : $suffix;
    }
}
