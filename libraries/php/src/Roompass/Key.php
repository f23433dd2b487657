<?php

namespace Roompass;

use Roompass\Crypto\SecretKey;

/**
 * One secret of one app, for a Keyring. It prints as its name.
 */
final class Key
{
    const STATES = ['next', 'active', 'previous', 'retired'];
    const GCM_CHOICES = ['refuse', 'accept', 'trust'];

    /**
     * @param int $appId 1 to 4294967295; a float where PHP's integers have 32 bits and it fits none
     * @param string $serverSecret 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them; not decoded from
     *     hex
     * @param string $state active mints and verifies; next and previous only verify, before and after a rotation;
     *     retired does neither: it lets inspect say that a token was made with it
     * @param string $gcm what a Token04 in GCM form is worth when its tag is right. accept: it proves nothing unless
     *     its nonce is ours, since some generators repeat nonces. trust: every maker with this secret is known to be
     *     good. refuse: it is not taken.
     * @throws ArgumentError naming the argument
     */
    public function __construct(
        $appId,
        #[\SensitiveParameter]
        $serverSecret,
        $state = 'active',
        $gcm = 'accept'
    ) {
        $appId = Arguments::appId('appId', $appId);
        if (!ServerSecret::is($serverSecret)) {
            throw new ArgumentError('serverSecret must be a string of 32 printable ASCII characters');
        }
        if (!\in_array($state, self::STATES, true)) {
            throw new ArgumentError('state must be one of ' . \implode(', ', self::STATES));
        }
        if (!\in_array($gcm, self::GCM_CHOICES, true)) {
            throw new ArgumentError('gcm must be one of ' . \implode(', ', self::GCM_CHOICES));
        }
        $secret = new SecretKey($appId, $serverSecret);
        $info = new KeyInfo($appId, $secret->kid, $state, ServerSecret::isWeak($serverSecret));
        Vault::keep($this, new AppKey($secret, $info, $gcm));
    }

    public function __destruct()
    {
        Vault::forget($this);
    }

    /**
     * A copy would keep nothing.
     *
     * @codeCoverageIgnore
     */
    private function __clone()
    {
    }

    public function __sleep()
    {
        throw new \LogicException('a Key holds a secret: it is not serialized');
    }

    public function __wakeup()
    {
        throw new \LogicException('a Key holds a secret: it is not unserialized');
    }

    public function __toString()
    {
        $info = Vault::of($this)->info;
        return "[Key kid=$info->kid]";
    }
}
