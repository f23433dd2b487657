<?php

/**
 * What somebody writes by hand with what PHP has, and without a check. plainMint and plainVerify encrypt and decrypt
 * alone, and read who it is for until when. The others do the work of sealed and signed tokens: an HMAC for the seal,
 * one for the signature, and the suffix. The secret itself is the key of the HMACs, which costs the same.
 */

// roompass-scan-allow: made up to measure with
const SECRET = 'mE5Vn3pX8rT1wZ6yB0cD4fG7hJ9kL2qS';
const APP_ID = 1234567890;

function plainMint()
{
    $now = time();
    return '04' . base64_encode(plainEncrypt(plainClaims($now), random_bytes(16), $now));
}

function plainVerify($token)
{
    $raw = base64_decode(substr($token, 2), true);
    return plainUser(plainDecrypt($raw)) !== null;
}

function plainSealedMint()
{
    return '04' . base64_encode(plainSealed());
}

function plainSealedVerify($token)
{
    $raw = base64_decode(substr($token, 2), true);
    $text = plainDecrypt($raw);
    return hash_equals(plainSeal($text), substr($raw, 10, 16)) && plainUser($text) !== null;
}

function plainSignedMint()
{
    $raw = plainSealed();
    $name = rawurlencode('Ada L.');
    $suffix = json_encode([
        'userID' => 'ada', 'roomID' => 'lobby', 'userName' => $name, 'appID' => APP_ID,
        'sig' => plainSignature($raw, ['ada', 'lobby', $name]),
    ]);
    return '04' . base64_encode($raw) . '#' . base64_encode($suffix);
}

function plainSignedVerify($kitToken)
{
    list($token, $text) = explode('#', $kitToken);
    $raw = base64_decode(substr($token, 2), true);
    $suffix = json_decode(base64_decode($text, true), true);
    $wanted = plainSignature($raw, [$suffix['userID'], $suffix['roomID'], $suffix['userName']]);
    return hash_equals($wanted, $suffix['sig']) && rawurldecode($suffix['userName']) !== ''
        && plainUser(plainDecrypt($raw)) === $suffix['userID'];
}

function plainClaims($now)
{
    $payload = json_encode(['room_id' => 'lobby', 'privilege' => ['1' => 1, '2' => 1], 'stream_id_list' => null]);
    return json_encode([
        'app_id' => APP_ID, 'user_id' => 'ada', 'nonce' => random_int(0, 0x7fffffff), 'ctime' => $now,
        'expire' => $now + 3600, 'payload' => $payload,
    ]);
}

function plainSealed()
{
    $now = time();
    $text = plainClaims($now);
    return plainEncrypt($text, plainSeal($text), $now);
}

function plainEncrypt($text, $iv, $now)
{
    $ciphertext = openssl_encrypt($text, 'aes-256-cbc', SECRET, OPENSSL_RAW_DATA, $iv);
    return pack('Jn', $now + 3600, 16) . $iv . pack('n', strlen($ciphertext)) . $ciphertext;
}

function plainDecrypt($raw)
{
    return openssl_decrypt(substr($raw, 28), 'aes-256-cbc', SECRET, OPENSSL_RAW_DATA, substr($raw, 10, 16));
}

function plainUser($text)
{
    $claims = json_decode($text, true);
    $payload = json_decode($claims['payload'], true);
    return $claims['expire'] > time() && $payload['room_id'] !== '' ? $claims['user_id'] : null;
}

function plainSeal($text)
{
    return substr(hash_hmac('sha256', $text, SECRET, true), 0, 16);
}

function plainSignature($raw, array $fields)
{
    $tag = hash_hmac('sha256', implode("\0", $fields) . "\0" . $raw, SECRET, true);
    return rtrim(strtr(base64_encode($tag), '+/', '-_'), '=');
}
