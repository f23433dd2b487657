<?php

/**
 * Tokens per second of this library, beside a plain loop over openssl_encrypt and openssl_decrypt that seals, signs and
 * checks nothing: php bench/token_bench.php [seconds per round]
 * With --json in one line, as bench/languages asks for it.
 */

use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use ZEGO\ZegoServerAssistant;

require __DIR__ . '/../auto_loader.php';

const SECRET = 'mE5Vn3pX8rT1wZ6yB0cD4fG7hJ9kL2qS';
const APP_ID = 1234567890;
const ROUNDS = 7;
const CALLS = 100;

function plainMint($payload)
{
    $now = time();
    $claims = json_encode([
        'app_id' => APP_ID, 'user_id' => 'ada', 'nonce' => random_int(0, 0x7fffffff), 'ctime' => $now,
        'expire' => $now + 3600, 'payload' => $payload,
    ]);
    $iv = random_bytes(16);
    $ciphertext = openssl_encrypt($claims, 'aes-256-cbc', SECRET, OPENSSL_RAW_DATA, $iv);
    return '04' . base64_encode(pack('Jn', $now + 3600, 16) . $iv . pack('n', strlen($ciphertext)) . $ciphertext);
}

function plainVerify($token)
{
    $raw = base64_decode(substr($token, 2), true);
    $ciphertext = substr($raw, 28);
    $claims = openssl_decrypt($ciphertext, 'aes-256-cbc', SECRET, OPENSSL_RAW_DATA, substr($raw, 10, 16));
    return json_decode($claims, true)['expire'] > time();
}

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
$plain = plainMint($payload);
$sealed = KitToken::mintToken04($input, $keys);
$signed = KitToken::mint($named, $keys);

$works = [
    'a plain loop that encrypts' => function () use ($payload) {
        plainMint($payload);
    },
    'generateToken04' => function () use ($payload) {
        ZegoServerAssistant::generateToken04(APP_ID, 'ada', SECRET, 3600, $payload);
    },
    'mintToken04' => function () use ($input, $keys) {
        KitToken::mintToken04($input, $keys);
    },
    'mint, which signs as well' => function () use ($named, $keys) {
        KitToken::mint($named, $keys);
    },
    'a plain loop that decrypts' => function () use ($plain) {
        plainVerify($plain);
    },
    'verifyToken04' => function () use ($sealed, $keys) {
        KitToken::verifyToken04($sealed, $keys);
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
    $keys = ['plainMint', 'mintSealed', 'mintSigned', 'plainVerify', 'verifySealed', 'verifySigned'];
    $rates = array_combine($keys, array_map('round', $best));
    echo json_encode(['language' => 'php', 'version' => PHP_VERSION, 'tokensPerSecond' => $rates]), "\n";
    exit;
}
foreach ($best as $name => $perSecond) {
    printf("%-30s %9s tokens/s\n", $name, number_format($perSecond));
}
