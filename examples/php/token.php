<?php

require 'vendor/autoload.php';

use ZEGO\ZegoServerAssistant;
use ZEGO\ZegoErrorCodes;

$appId = 1111;
$userId = 'demo';
$secret = 'fa94dd0f974cf2e293728a526b028271';
$payload = '';
$token = ZegoServerAssistant::generateToken04($appId, $userId, $secret, 3600, $payload);
if ($token->code == ZegoErrorCodes::success) {
    print_r(json_encode($token));
}
