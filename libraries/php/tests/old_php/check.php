<?php

/**
 * For PHP before 7.3, on which PHPUnit does not run: all vectors, and what depends most on the version of PHP. It
 * prints what fails and ends with `N passed, N failed`. Its own words are those of PHP 5.6.
 */

use Roompass\Ambient;
use Roompass\ArgumentError;
use Roompass\Crypto\Aes;
use Roompass\Key;
use Roompass\Keyring;
use Roompass\KitToken;
use Roompass\KitTokenError;
use Roompass\Test\Vectors;
use ZEGO\ZegoServerAssistant;

error_reporting(-1);
ini_set('display_errors', '1');
set_error_handler(function ($level, $message, $file, $line) {
    throw new ErrorException($message, 0, $level, $file, $line);
});

chdir(is_dir('/my_project/zego') ? '/my_project' : __DIR__ . '/../../../../examples/php');
ob_start();
require 'token.php';
$example = json_decode(ob_get_clean(), true);
require __DIR__ . '/../Vectors.php';

$passed = 0;
$failed = 0;
$check = function ($name, $wanted, $said) use (&$passed, &$failed) {
    if ($wanted === $said) {
        $passed++;
        return;
    }
    $failed++;
    echo "$name: ", json_encode($said), ', not ', json_encode($wanted), "\n";
};

foreach (Vectors::load('mint') as $id => list($test)) {
    $check($id, $test['kitToken'], Vectors::mint($test['in']));
}
foreach (Vectors::load('verify') as $id => list($test)) {
    $check($id, $test['expected'], Vectors::outcome($test, $test['options']));
}
foreach (Vectors::load('hostile') as $id => list($test)) {
    $check($id, ['code' => $test['code']], Vectors::outcome($test, $test['options']));
}
foreach (Vectors::load('dialects') as $id => list($test)) {
    $check("$id, bare", $test['bare'], Vectors::outcome($test, $test['options'] + ['accept' => 'bare']));
    $check($id, $test['default'], Vectors::outcome($test, $test['options']));
}
foreach (Vectors::load('diagnosis') as $id => list($test)) {
    list($wanted, $said) = Vectors::diagnosis($test);
    $check($id, $wanted, $said);
}

// roompass-scan-allow: made up for tests
$secret = 'mE5Vn3pX8rT1wZ6yB0cD4fG7hJ9kL2qS';
$sample = 'fa94dd0f974cf2e293728a526b028271';
$keys = new Keyring([new Key(4294967295, $secret)]);

$pass = KitToken::verifyToken04($example['token'], new Keyring([new Key(1111, $sample)]));
$check('the example of the page', [0, '', 'sealed', 'demo'], [
    $example['code'], $example['message'], $pass->trust, $pass->userId,
]);
$wrong = [1 => [0, '', '', 0], 3 => [1, '', '', 0], 5 => [1, 'u', '', 0], 6 => [1, 'u', $secret, 0]];
foreach ($wrong as $code => $given) {
    $check("code $code", $code, ZegoServerAssistant::generateToken04($given[0], $given[1], $given[2], $given[3])->code);
}
$official = ZegoServerAssistant::generateToken04('4294967295', 'ada', $secret, 60, '{"room_id":"lobby"}');
$check('the greatest AppID', 'lobby', KitToken::verifyToken04($official->token, $keys)->roomId);
$far = KitToken::mintToken04(['userId' => 'ada', 'expiresIn' => 5000000000], $keys, ['maxLifetime' => INF]);
$pass = KitToken::verifyToken04($far, $keys, ['maxLifetime' => INF]);
$check('times beyond 32 bits', 5000000000, $pass->expiresAt - $pass->issuedAt);
$check('randomness', [4, 4], [strlen(Ambient::random(4)), strlen(Ambient::randomOfOpenssl(4))]);

$aes = new Aes($secret);
$byHand = new Aes($secret, true);
foreach ([0, 1, 16, 333] as $length) {
    $plaintext = str_repeat('p', $length);
    $sealed = $aes->sealGcm('nonce-12byte', $plaintext);
    $check("GCM of $length bytes", bin2hex($byHand->sealGcm('nonce-12byte', $plaintext)), bin2hex($sealed));
    $check("GCM of $length bytes, opened", $plaintext, $aes->openGcm('nonce-12byte', $sealed));
}

ob_start();
var_dump($keys, new Key(5, $secret));
print_r([$keys, (array) $keys]);
var_export($keys);
$check('a keyring that is printed', false, strpos(ob_get_clean(), $secret));
try {
    new Key(0, $secret);
} catch (ArgumentError $error) {
    $check('the trace of a wrong call', false, strpos(print_r($error, true), $secret));
}
try {
    KitToken::verify($example['token'] . '#', $keys);
} catch (KitTokenError $error) {
    $check('the trace of a refusal', false, strpos(print_r($error, true), substr($example['token'], 0, 30)));
}

echo PHP_VERSION, ' with integers of ', 8 * PHP_INT_SIZE, " bits: $passed passed, $failed failed\n";
