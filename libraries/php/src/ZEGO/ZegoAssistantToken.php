<?php

namespace ZEGO;

/**
 * What generateToken04 gives.
 */
class ZegoAssistantToken
{
    /** @var int one of ZegoErrorCodes */
    public $code = ZegoErrorCodes::success;
    /** @var string "" on success */
    public $message = '';
    /** @var string|null null unless the code is success */
    public $token;
}
