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
        $rights = Arguments::named('grant', $rights, ['join' => true, 'publish' => false, 'streamIds' => null]);
        foreach (['join', 'publish'] as $name) {
            if (!is_bool($rights[$name])) {
                throw new ArgumentError("grant.$name must be true or false");
            }
        }
        if ($rights['streamIds'] !== null && !self::isStreamList($rights['streamIds'])) {
            throw new ArgumentError(sprintf(
                'grant.streamIds must be null or a list of at most %d well-formed strings of at most %d bytes',
                self::MAX_STREAMS,
                self::MAX_STREAM_ID
            ));
        }
        parent::__construct($rights);
    }

    /**
     * A grant of checked values. Verifying makes one for each token.
     *
     * @internal
     */
    public static function of($join, $publish, $streamIds)
    {
        static $any = null;
        if ($any === null) {
            $any = new self();
        }
        return $any->with(['join' => $join, 'publish' => $publish, 'streamIds' => $streamIds]);
    }

    /**
     * Whether it can be the streams of a grant.
     *
     * @internal
     */
    public static function isStreamList($list)
    {
        if (!is_array($list) || count($list) > self::MAX_STREAMS || array_values($list) !== $list) {
            return false;
        }
        foreach ($list as $id) {
            if (!is_string($id) || strlen($id) > self::MAX_STREAM_ID || !Utf8::isText($id)) {
                return false;
            }
        }
        return true;
    }
}
