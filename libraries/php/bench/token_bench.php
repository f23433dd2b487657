<?php

/**
 * Tokens per second of this library, beside the plain loops of plain_loops.php: php bench/token_bench.php [seconds per
 * round]. With --json in one line, as bench/languages asks for it.
 */

use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use ZEGO\ZegoServerAssistant;

require __DIR__ . '/../auto_loader.php';
require __DIR__ . '/plain_loops.php';

const ROUNDS = 7;
const CALLS = 100;

/** Calls per second in the best of many runs, each shorter than what the system gives a program at a time. */
function speed($work, $seconds)
{
    $best = INF;
    $end = hrtime(true) + $seconds * 1e9;
    do {
        $start = hrtime(true);
        for ($i = 0; $i < CALLS; $i++) {
            $work();
        }
        $now = hrtime(true);
        $best = min($best, $now - $start);
    } while ($now < $end);
    return CALLS * 1e9 / $best;
}

$keys = new Keyring([new Key(APP_ID, SECRET)]);
$payload = '{"room_id":"lobby","privilege":{"1":1,"2":1},"stream_id_list":null}';
$input = ['userId' => 'ada', 'roomId' => 'lobby', 'grant' => ['publish' => true], 'expiresIn' => 3600];
$named = $input + ['userName' => 'Ada L.'];
$plain = plainMint();
$plainSealed = plainSealedMint();
$plainSigned = plainSignedMint();
if (!plainVerify($plain) || !plainSealedVerify($plainSealed) || !plainSignedVerify($plainSigned)) {
    exit("a plain loop does not take what it made\n");
}
$sealed = KitToken::mintToken04($input, $keys);
$signed = KitToken::mint($named, $keys);

$works = [
    'a plain loop that encrypts' => function () {
        plainMint();
    },
    'generateToken04' => function () use ($payload) {
        ZegoServerAssistant::generateToken04(APP_ID, 'ada', SECRET, 3600, $payload);
    },
    'a plain loop that seals' => function () {
        plainSealedMint();
    },
    'mintToken04' => function () use ($input, $keys) {
        KitToken::mintToken04($input, $keys);
    },
    'a plain loop that signs as well' => function () {
        plainSignedMint();
    },
    'mint, which signs as well' => function () use ($named, $keys) {
        KitToken::mint($named, $keys);
    },
    'a plain loop that decrypts' => function () use ($plain) {
        plainVerify($plain);
    },
    'a plain loop that opens sealed ones' => function () use ($plainSealed) {
        plainSealedVerify($plainSealed);
    },
    'verifyToken04' => function () use ($sealed, $keys) {
        KitToken::verifyToken04($sealed, $keys);
    },
    'a plain loop that opens signed ones' => function () use ($plainSigned) {
        plainSignedVerify($plainSigned);
    },
    'verify of a signed Kit Token' => function () use ($signed, $keys) {
        KitToken::verify($signed, $keys);
    },
];

$asJson = in_array('--json', $argv, true);
$seconds = $asJson ? 0.05 : (float) (isset($argv[1]) ? $argv[1] : 0.2);
$best = array_fill_keys(array_keys($works), 0);
// Round by round, so that what else the machine does falls on all alike.
for ($round = 0; $round < ROUNDS; $round++) {
    foreach ($works as $name => $work) {
        $best[$name] = max($best[$name], speed($work, $seconds));
    }
}
if ($asJson) {
    unset($best['generateToken04']);
    $keys = [
        'plainMint', 'plainMintSealed', 'mintSealed', 'plainMintSigned', 'mintSigned',
        'plainVerify', 'plainVerifySealed', 'verifySealed', 'plainVerifySigned', 'verifySigned',
    ];
    $rates = array_combine($keys, array_map('round', $best));
    echo json_encode(['language' => 'php', 'version' => PHP_VERSION, 'tokensPerSecond' => $rates]), "\n";
    exit;
}
foreach ($best as $name => $perSecond) {
    printf("%-35s %9s tokens/s\n", $name, number_format($perSecond));
}
