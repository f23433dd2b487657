<?php

namespace Roompass;

use Roompass\Codec\Utf8;

/**
 * What the holder may do in the room.
 *
 * @property-read bool $join may enter the room
 * @property-read bool $publish may send sound and picture
 * @property-read string[]|null $streamIds the streams that may be published, or null for any
 */
final class Grant extends Record
{
    const MAX_STREAMS = 100;
    const MAX_STREAM_ID = 256;

    /**
     * @param array $rights join (default true), publish (default false), streamIds (default null: any; at most 100
     *     texts of at most 256 bytes, and an empty list means the same as null)
     * @throws ArgumentError naming the field that is wrong
     */
    public function __construct(array $rights = [])
    {
        parent::__construct(self::checked($rights));
    }

    /**
     * The rights of a grant, or of what makes one.
     *
     * @internal
     * @param Grant|array $grant
     * @return array join, publish, streamIds
     * @throws ArgumentError
     */
    public static function rightsOf($grant)
    {
        return $grant instanceof self ? $grant->jsonSerialize() : self::checked($grant);
    }

    /**
     * A grant of checked values. Verifying needs one for each token.
     *
     * @internal
     */
    public static function of($join, $publish, $streamIds)
    {
        static $known = [];
        $place = ($join ? 2 : 0) + ($publish ? 1 : 0);
        if (!isset($known[$place])) {
            $known[$place] = new self(['join' => $join, 'publish' => $publish]);
        }
        return $streamIds === null ? $known[$place] : $known[$place]->with(
            ['join' => $join, 'publish' => $publish, 'streamIds' => $streamIds]
        );
    }

    private static function checked(array $rights)
    {
        $rights = Arguments::named('grant', $rights, ['join' => true, 'publish' => false, 'streamIds' => null]);
        if (!\is_bool($rights['join']) || !\is_bool($rights['publish'])) {
            $name = \is_bool($rights['join']) ? 'publish' : 'join';
            throw new ArgumentError("grant.$name must be true or false");
        }
        if ($rights['streamIds'] !== null && !self::isStreamList($rights['streamIds'])) {
            throw new ArgumentError(\sprintf(
                'grant.streamIds must be null or a list of at most %d well-formed strings of at most %d bytes',
                self::MAX_STREAMS,
                self::MAX_STREAM_ID
            ));
        }
        return $rights;
    }

    /**
     * Whether it can be the streams of a grant.
     *
     * @internal
     */
    public static function isStreamList($list)
    {
        if (!\is_array($list) || \count($list) > self::MAX_STREAMS || \array_values($list) !== $list) {
            return false;
        }
        foreach ($list as $id) {
            if (!\is_string($id) || \strlen($id) > self::MAX_STREAM_ID || !Utf8::isText($id)) {
                return false;
            }
        }
        return true;
    }
}
