<?php

namespace Roompass;

/**
 * A token was refused. The code is for programs, logs and people who help; inspect explains it. Neither the message nor
 * the trace holds a part of the token.
 */
final class KitTokenError extends \RuntimeException
{
    use WithoutArguments;

    private $claim;

    /**
     * @param string $code one of spec kit-token.md 5.4
     * @param string|null $claim the field that broke the rule
     */
    public function __construct($code, $claim = null)
    {
        parent::__construct(
            'token refused: ' . \str_replace('_', ' ', $code) . ($claim === null ? '' : " ($claim)")
        );
        $this->code = $code;
        $this->claim = $claim;
        $this->forgetArguments();
    }

    /**
     * The field that broke the rule, in the spelling of the format (user_id, roomID); null where it was not one field.
     * The code itself, a string such as token_expired, is what getCode gives.
     *
     * @return string|null
     */
    public function getClaim()
    {
        return $this->claim;
    }
}
