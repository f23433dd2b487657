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

$operations = [
    'about' => function () {
        return ['language' => 'php', 'version' => PHP_VERSION];
    },
    'mint' => function (array $request) {
        $in = $request['in'];
        $input = array_diff_key($in, ['serverSecret' => 0, 'now' => 0, 'nonce' => 0]);
        $random = function () use ($in) {
            return pack('N', $in['nonce']);
        };
        return ['kitToken' => KitToken::mint($input, keyringOf([$in]), ['now' => $in['now'], 'random' => $random])];
    },
    'verify' => function (array $request) {
        $verb = $request['kind'] === 'kit-token' ? 'verify' : 'verifyToken04';
        return KitToken::$verb($request['token'], keyringOf($request['keyring']), $request['options']);
    },
    'inspect' => function (array $request) {
        $keys = isset($request['keyring']) ? keyringOf($request['keyring']) : null;
        $report = KitToken::inspect($request['token'], $keys, $request['options']);
        $codes = array_map(function ($problem) {
            return $problem->code;
        }, $report->problems);
        return ['kind' => $report->kind, 'ok' => $report->ok, 'problems' => $codes];
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
