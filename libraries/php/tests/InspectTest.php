<?php

namespace Roompass\Test;

use PHPUnit\Framework\TestCase;
use Roompass\ArgumentError;
use Roompass\Inspect\Findings;
use Roompass\Inspect\Hints;
use Roompass\Inspect\Reasons;
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
        return [[42, '42 seconds'], [600, '10 minutes'], [7200, '2 hours'], [864000, '10 days']];
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
