<?php

namespace ZEGO;

/**
 * The codes of ZegoAssistantToken. The numbers that are missing belong to Token03.
 */
class ZegoErrorCodes
{
    const success = 0;
    const appIDInvalid = 1;
    const userIDInvalid = 3;
    const secretInvalid = 5;
    const effectiveTimeInSecondsInvalid = 6;
}
