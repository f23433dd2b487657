<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\ArgumentError;
use Roompass\Codec\Bounds;
use Roompass\Codec\Claims;
use Roompass\Codec\Envelope;
use Roompass\Codec\Frame;
use Roompass\Crypto\Seal;
use Roompass\Crypto\SecretKey;
use Roompass\Inspect\CppClock;
use Roompass\Inspect\Findings;
use Roompass\Inspect\Hints;
use Roompass\Inspect\Reasons;
use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\KitTokenError;

final class InspectTest extends TestCase
{
    public function testSaysWhatEveryLibrarySays()
    {
        $told = json_decode(file_get_contents(Vectors::FOLDER . '../reasons.json'), true);
        $this->assertSame($told['refusals'], self::spelled(Reasons::ALL));
        $this->assertSame($told['explanations'], self::spelled(Hints::ALL));
    }

    private static function spelled(array $reasons)
    {
        return array_map(function (array $reason) {
            return array_combine(['message', 'fix', 'zegocloud'], $reason);
        }, $reasons);
    }

    public function testShowsEveryLayerOfASoundToken()
    {
        $keys = People::keys();
        $report = KitToken::inspect(People::kitToken(['ext' => 'seat 7']), $keys, ['now' => People::NOW]);
        $this->assertSame([true, null, []], [$report->ok, $report->primary, $report->problems]);
        $layers = $report->layers;
        $kid = $keys->keys()[0]->kid;
        $this->assertSame(['userID' => 'ada', 'roomID' => 'lobby', 'userName' => 'Ada L.', 'appID' => People::APP_ID,
            'ext' => 'seat 7', 'signedWith' => $kid], $layers['suffix']);
        $this->assertSame(['appId' => People::APP_ID, 'kid' => $kid, 'state' => 'active'], $layers['key']);
        $this->assertSame(['ada', People::NOW], [$layers['claims']['user_id'], $layers['claims']['ctime']]);
        $this->assertSame(['signed', ['roompass'], '04', 1], [
            $layers['trust'], $layers['generators'], $layers['frame']['prefix'], $layers['frame']['separators'],
        ]);
        $this->assertSame(People::NOW + 3600, $layers['envelope']['expire']);
    }

    /** @dataProvider vectors */
    public function testIsOkExactlyWhenVerifyTakesIt(array $test)
    {
        $keys = Vectors::keyring($test['keyring']);
        $options = $test['options'] + ['expect' => $test['kind']];
        $outcome = Vectors::outcome($test, $test['options']);
        $report = KitToken::inspect($test['token'], $keys, $options);
        $this->assertSame(isset($outcome['pass']), $report->ok);
        if (isset($outcome['code']) && is_string($test['token'])) {
            $this->assertContains($outcome['code'], Vectors::codes($report->problems));
        }
    }

    public function vectors()
    {
        return Vectors::load('verify') + array_filter(Vectors::load('hostile'), function (array $case) {
            // A text that looks like no token at all is explained by its looks.
            return is_string($case[0]['token']) && preg_match('/^04.*/', $case[0]['token']) === 1
                && strlen($case[0]['token']) < 262144;
        });
    }

    /** @dataProvider damages */
    public function testMendsWhatHappensOnTheWay($code, callable $damage)
    {
        $kitToken = People::kitToken();
        $report = KitToken::inspect($damage($kitToken), People::keys(), ['now' => People::NOW]);
        $this->assertSame($code, $report->primary);
        $this->assertSame('signed', $report->layers['trust']);
    }

    public function damages()
    {
        return [
            ['surrounding_space', function ($token) {
                return "\u{a0} $token\u{feff}\n";
            }],
            ['quoted', function ($token) {
                return "'$token'";
            }],
            ['wrapped_in_json', function ($token) {
                return '{"code": 0, "token": ' . json_encode($token) . '}';
            }],
            ['bearer_prefix', function ($token) {
                return "Bearer  $token";
            }],
            ['line_breaks', function ($token) {
                return rtrim(chunk_split($token, 76, "\r\n"));
            }],
            ['percent_encoded', 'rawurlencode'],
            ['padding_missing', function ($token) {
                return rtrim(str_replace('=#', '#', $token), '=');
            }],
        ];
    }

    /** @dataProvider details */
    public function testSaysWhatIsParticularToTheToken($code, $said, $text, array $options)
    {
        $keys = new Keyring([new Key(People::APP_ID, People::SECRET), new Key(7, People::OLD_SECRET)]);
        $report = KitToken::inspect($text, $keys, $options + ['now' => People::NOW]);
        $problems = array_combine(Vectors::codes($report->problems), $report->problems);
        $this->assertArrayHasKey($code, $problems);
        $this->assertStringEndsWith($said, $problems[$code]->message);
    }

    public function details()
    {
        $kitToken = People::kitToken();
        $long = KitToken::mint(['expiresIn' => 172800] + People::ADA, People::keys(), [
            'now' => People::NOW, 'maxLifetime' => 172800,
        ]);
        $cut = self::sealed(5000000000, 5000000000 - 4294967296);
        $late = self::sealed(1767229200, 1767229201);
        $never = self::sealed(People::NOW, People::NOW);
        $before = ['now' => People::NOW - 1];
        $gcm = Envelope::read(Frame::decode(KitToken::mintToken04(
            ['userId' => 'ada', 'expiresIn' => 60, 'format' => 'gcm'],
            People::keys()
        ), Bounds::OWN), Bounds::OWN);
        $short = Frame::encode(substr($gcm->write(), 0, -10) . "\x01");
        $length = strlen($gcm->ciphertext);
        return [
            ['lifetime_too_long', 'It lives for 2 days; 24 hours are allowed.', $long, []],
            ['clock_ahead', 'It is so by 95 seconds.', $kitToken, ['now' => People::NOW - 95]],
            ['not_yet_valid', 'It is so by 2 days.', $kitToken, ['now' => People::NOW - 172800]],
            ['expiry_mismatch', 'cut to 32 bits as the web kit does, inside 5000000000.', $cut, ['now' => 5000]],
            ['expiry_mismatch', 'Outside it is 1767229201, inside 1767229200.', $late, []],
            ['expiry_mismatch', 'Minted at 1767225600, it expires at 1767225600.', $never, $before],
            ['app_mismatch', 'The claims name app 1234567890.', self::sealed(1767229200, 1767229200, 7), []],
            ['truncated', "It says $length bytes of claims and has " . ($length - 9) . '.', $short, []],
        ];
    }

    /** A Token04 whose expiry is another outside than inside, or whose app is another than that of its key. */
    private static function sealed($inside, $outside, $appOfKey = People::APP_ID)
    {
        $claims = new Claims(People::APP_ID, 'ada', 1, People::NOW, $inside, '');
        $key = new SecretKey($appOfKey, $appOfKey === 7 ? People::OLD_SECRET : People::SECRET);
        return Frame::encode(Seal::close($key, 'cbc', $outside, $claims->write())->write());
    }

    /** @dataProvider seconds */
    public function testKnowsTheIvThatTheGeneratorForCppMakesOfItsSecond($second, $iv)
    {
        $this->assertTrue(CppClock::hasIvOfItsSecond("{\"ctime\":$second}", $iv));
        $this->assertFalse(CppClock::hasIvOfItsSecond('{"ctime":' . ($second - 1) . '}', $iv));
    }

    /** What glibc gives. */
    public function seconds()
    {
        return [
            [1767225600, 'ugsxctgd2eezehwq'], [2147483647, 'moraud4kznunmm03'], [2147483648, 'doknas2fth5hjkl2'],
            [3000000000, '88g15ru101p63ikf'], [4294967295, 'fssxk6mf8kgl671l'],
        ];
    }

    public function testStaysCalmWhateverTheTextIs()
    {
        mt_srand(4);
        $kitToken = People::kitToken();
        for ($round = 0; $round < 400; $round++) {
            $text = $kitToken;
            for ($edit = mt_rand(1, 4); $edit > 0; $edit--) {
                $text = substr_replace($text, chr(mt_rand(0, 255)), mt_rand(0, strlen($text) - 1), mt_rand(0, 3));
            }
            $report = KitToken::inspect($text, People::keys(), ['now' => People::NOW]);
            $this->assertSame($report->problems === [], $report->ok);
            $this->assertNotFalse(json_encode($report, JSON_PARTIAL_OUTPUT_ON_ERROR));
        }
    }

    /** @dataProvider spans */
    public function testSaysTimesAsPeopleDo($seconds, $said)
    {
        $report = KitToken::inspect(People::kitToken(), null, ['now' => People::NOW + 3600 + $seconds]);
        $this->assertSame('token_expired', $report->primary);
        $this->assertStringContainsString($said, $report->problems[0]->message);
    }

    public function spans()
    {
        return [
            [42, '42 seconds'], [299, '299 seconds'], [300, '5 minutes'], [7199, '120 minutes'], [7200, '2 hours'],
            [172799, '48 hours'], [172800, '2 days'], [864000, '10 days'],
        ];
    }

    public function testToldWhatBelongsThereItSaysWhenTheOtherCame()
    {
        $kitToken = People::kitToken();
        $primary = function ($text, $expect) {
            return KitToken::inspect($text, null, ['now' => People::NOW, 'expect' => $expect])->primary;
        };
        $this->assertSame('kit_token_given', $primary($kitToken, 'token04'));
        $this->assertSame('token04_given', $primary(explode('#', $kitToken)[0], 'kit-token'));
        $this->assertNull($primary($kitToken, 'kit-token'));
    }

    public function testNamesTheOptionThatIsWrong()
    {
        foreach ([[['expect' => 'jwt'], 'expect'], [['expected' => 'token04'], 'expected']] as list($options, $named)) {
            try {
                KitToken::inspect('', null, $options);
                $this->fail('it was taken');
            } catch (ArgumentError $error) {
                $this->assertStringContainsString($named, $error->getMessage());
            }
        }
        $this->expectException(ArgumentError::class);
        $this->expectExceptionMessage('keys');
        KitToken::inspect('', People::SECRET);
    }

    public function testTellsACodeOnceWithTheFirstDetailThatWasFound()
    {
        $findings = new Findings();
        $findings->add('token_expired');
        $findings->add('empty');
        $findings->add('token_expired', 'First.');
        $findings->add('token_expired', 'Second.');
        $this->assertNull($findings->attempt(function () {
            throw new KitTokenError('app_mismatch', 'app_id');
        }));
        $this->assertSame(['token_expired', 'empty', 'app_mismatch'], Vectors::codes($findings->problems()));
        $this->assertSame('The token has expired. First.', $findings->problems()[0]->message);
        $this->assertStringEndsWith('It is about app_id.', $findings->problems()[2]->message);
    }
}
