<?php

namespace Roompass\Crypto;

use Roompass\Codec\Whole;

/**
 * What one ServerSecret computes for one app: three derived keys, and the AES key, which is the secret itself (spec
 * token04.md section 5).
 *
 * @internal
 */
final class SecretKey
{
    public $appId;
    /** @var string names the key without telling it: 8 hex digits */
    public $kid;
    /** @var Aes */
    public $aes;
    /** @var Mac */
    public $sealTag;
    /** @var Mac */
    public $gcmSealTag;
    /** @var Mac over what follows the key ID and the AppID in the signed bytes */
    public $signatureTag;
    /** @var Aes|null as those use it who take the secret for hex digits; null where it has others. To explain alone. */
    public $misread;

    public function __construct(
        $appId,
        #[\SensitiveParameter]
        $serverSecret
    ) {
        $app = Whole::u32($appId);
        // HKDF-SHA256: extract with the salt, then one block of expand for each label.
        $extract = new Mac('roompass/v1');
        $expand = new Mac($extract->tag($serverSecret));
        $derive = function ($label) use ($expand, $app) {
            return $expand->tag($label . "\x00" . $app . "\x01");
        };
        $sealKey = $derive('token04-seal');
        $this->appId = $appId;
        $this->kid = \bin2hex(\substr($derive('kid'), 0, 4));
        $this->aes = new Aes($serverSecret);
        $this->sealTag = new Mac($sealKey, "roompass-seal/v1\x00" . $app);
        $this->gcmSealTag = new Mac($sealKey, "roompass-gcm-seal/v1\x00" . $app);
        $signed = "roompass-signature/v1\x00\x07" . self::counted($this->kid) . self::counted(Whole::write($appId));
        $this->signatureTag = new Mac($derive('kit-token-signature'), $signed);
        $this->misread = \preg_match('/[^0-9a-fA-F]/', $serverSecret) === 0 ? new Aes(\hex2bin($serverSecret)) : null;
    }

    /** A part of the signed bytes: its length before it. */
    private static function counted($part)
    {
        return \pack('N', \strlen($part)) . $part;
    }

    public function __debugInfo()
    {
        return ['kid' => $this->kid];
    }
}
