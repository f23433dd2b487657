<?php

namespace Roompass\Codec;

use Roompass\KitTokenError;

/**
 * The field sig of a suffix (spec kit-token.md 3.1): which key signed, and its tag. Computing tags is Crypto's.
 *
 * @internal
 */
final class Signature
{
    /** For patterns: a signature, with groups for key ID and tag. */
    const FORM = '1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])';

    public $kid;
    /** @var string 43 characters of base64url */
    public $tag;

    public function __construct($kid, $tag)
    {
        $this->kid = $kid;
        $this->tag = $tag;
    }

    public function write()
    {
        return '1.' . $this->kid . '.' . $this->tag;
    }

    /**
     * Spec R12, R15: an unknown version is refused, not taken for an unsigned token.
     *
     * @throws KitTokenError signature_malformed
     */
    public static function read($value)
    {
        if (!\is_string($value) || \preg_match('/^' . self::FORM . '$/D', $value, $match) !== 1) {
            throw new KitTokenError('signature_malformed', 'sig');
        }
        return new self($match[1], $match[2]);
    }
}
