<?php

/**
 * Answers for this library in conformance/languages: JSON lines on standard input and output, as its README says.
 */

use Roompass\ArgumentError;
use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\KitTokenError;

require __DIR__ . '/auto_loader.php';

function keyringOf(array $entries)
{
    return new Keyring(array_map(function (array $entry) {
        $entry += ['state' => 'active', 'gcm' => 'accept'];
        return new Key($entry['appId'], $entry['serverSecret'], $entry['state'], $entry['gcm']);
    }, $entries));
}

/** What minting gets besides the keyring: what to mint, and when and with which nonce. */
function mintingOf(array $in)
{
    $random = function () use ($in) {
        return pack('N', $in['nonce']);
    };
    $input = array_diff_key($in, ['serverSecret' => 0, 'now' => 0, 'nonce' => 0]);
    return [$input, ['now' => $in['now'], 'random' => $random]];
}

function codesOf(array $problems)
{
    return array_map(function ($problem) {
        return $problem->code;
    }, $problems);
}

$operations = [
    'about' => function () {
        return ['language' => 'php', 'version' => PHP_VERSION];
    },
    'mint' => function (array $request) {
        list($input, $options) = mintingOf($request['in']);
        return ['kitToken' => KitToken::mint($input, keyringOf([$request['in']]), $options)];
    },
    'mintToken04' => function (array $request) {
        list($input, $options) = mintingOf($request['in']);
        return ['token04' => KitToken::mintToken04($input, keyringOf([$request['in']]), $options)];
    },
    'verify' => function (array $request) {
        $verb = $request['kind'] === 'kit-token' ? 'verify' : 'verifyToken04';
        return KitToken::$verb($request['token'], keyringOf($request['keyring']), $request['options']);
    },
    'inspect' => function (array $request) {
        $keys = isset($request['keyring']) ? keyringOf($request['keyring']) : null;
        $options = $request['options'] + array_intersect_key($request, ['expect' => 0]);
        $report = KitToken::inspect($request['token'], $keys, $options);
        return [
            'kind' => $report->kind, 'ok' => $report->ok, 'primary' => $report->primary,
            'problems' => codesOf($report->problems), 'warnings' => codesOf($report->warnings),
        ];
    },
];

for ($line = fgets(STDIN); $line !== false; $line = fgets(STDIN)) {
    $request = json_decode($line, true);
    if (!is_array($request)) {
        fwrite(STDERR, 'this line is no request: ' . json_last_error_msg() . "\n");
        exit(1);
    }
    $answer = ['id' => $request['id'], 'ok' => false];
    try {
        if (!isset($operations[$request['op']])) {
            throw new ArgumentError('op is unknown');
        }
        $answer = ['id' => $request['id'], 'ok' => true, 'result' => $operations[$request['op']]($request)];
    } catch (KitTokenError $refusal) {
        $answer['code'] = $refusal->getCode();
    } catch (ArgumentError $error) {
        $answer['code'] = 'bad_call';
    }
    fwrite(STDOUT, json_encode($answer) . "\n");
    fflush(STDOUT);
}
