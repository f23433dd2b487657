<?php

namespace Roompass;

use Roompass\Codec\Bounds;
use Roompass\Codec\Json;
use Roompass\Codec\OwnPayload;
use Roompass\Codec\ScannedObject;
use Roompass\Codec\Utf8;

/**
 * The payload of a Token04 (spec token04.md 3.3, R29): the room and the rights that are encrypted together with the
 * user.
 *
 * @internal
 */
final class Payload
{
    const MAX_BYTES = 1024;
    const MAX_DEPTH = 3;

    private static $named = ['room_id', 'privilege', 'stream_id_list'];

    /**
     * @param string $roomId one that may be, or "" for none
     * @param array $rights join, publish, streamIds
     * @return string|OwnPayload
     * @throws ArgumentError
     */
    public static function write($roomId, array $rights)
    {
        if ($rights['streamIds'] === null) {
            return new OwnPayload($roomId, $rights['join'], $rights['publish']);
        }
        $payload = '{"room_id":' . Json::spell($roomId)
            . ',"privilege":{"1":' . (int) $rights['join'] . ',"2":' . (int) $rights['publish'] . '}'
            . ',"stream_id_list":' . Json::spellList($rights['streamIds']) . '}';
        if (\strlen($payload) > self::MAX_BYTES) {
            throw new ArgumentError('grant.streamIds: the payload is longer than ' . self::MAX_BYTES . ' bytes');
        }
        return $payload;
    }

    /**
     * What a payload says. A proven one is as mint and the documents have it, beside keys of an application ("x-…").
     * In official reading, and unproven, it may be whatever an application gave to a generator: what is not understood
     * there grants nothing.
     *
     * @param string|OwnPayload $payload
     * @return PayloadFacts
     * @throws KitTokenError payload_invalid, room_id_invalid
     */
    public static function read($payload, $proven, $reading)
    {
        if ($payload instanceof OwnPayload) {
            $roomId = $payload->roomId === '' ? null : $payload->roomId;
            return new PayloadFacts($roomId, $payload->join, $payload->publish);
        }
        if ($payload === '') {
            return new PayloadFacts(null, true, true);
        }
        if (!Utf8::isText($payload)) {
            throw new KitTokenError('payload_invalid');
        }
        $facts = $proven && $reading === Bounds::OWN ? self::readOwn($payload) : self::readOfficial($payload);
        // Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
        if ($proven && $facts->roomId !== null && !Names::isRoomId($facts->roomId)) {
            throw new KitTokenError('room_id_invalid', 'room_id');
        }
        return $facts;
    }

    private static function readOwn($payload)
    {
        $object = \strlen($payload) <= self::MAX_BYTES ? self::objectOf($payload) : null;
        if ($object === null || self::hasStrangers($object)) {
            throw new KitTokenError('payload_invalid');
        }
        $odd = self::oddField($object);
        $facts = $odd === null ? self::understand($object) : $odd;
        if (\is_string($facts)) {
            throw new KitTokenError('payload_invalid', $facts);
        }
        return $facts;
    }

    private static function readOfficial($payload)
    {
        $object = self::objectOf($payload);
        $facts = $object === null ? null : self::understand($object);
        return $facts instanceof PayloadFacts ? $facts : new PayloadFacts(null, false, false);
    }

    /** The object of a payload, with strings that are text and keys that stand once; null for anything else. */
    private static function objectOf($payload)
    {
        $scanned = Json::scanObject($payload, self::MAX_DEPTH);
        return $scanned === null || $scanned->duplicate || !self::isText($scanned) ? null : $scanned;
    }

    private static function hasStrangers(ScannedObject $object)
    {
        foreach (\array_diff($object->keys(), self::$named) as $key) {
            if (\strncmp($key, 'x-', 2) !== 0) {
                return true;
            }
        }
        return false;
    }

    /** The first field with a value that the documents do not know, though its meaning can be guessed. */
    private static function oddField(ScannedObject $object)
    {
        if ($object->has('room_id') && $object->get('room_id') === null) {
            return 'room_id';
        }
        if (!$object->has('privilege')) {
            return null;
        }
        $privilege = $object->get('privilege');
        $known = $privilege instanceof ScannedObject && \array_diff($privilege->keys(), ['1', '2']) === [];
        foreach ($known ? $privilege->members : [null] as $bit) {
            if ($bit !== 0 && $bit !== 1) {
                return 'privilege';
            }
        }
        return null;
    }

    /**
     * The facts, or the name of the field that is not of its kind. Null is as good as absent, and restricts nothing.
     *
     * @return PayloadFacts|string
     */
    private static function understand(ScannedObject $object)
    {
        $room = $object->get('room_id');
        if ($room !== null && !\is_string($room)) {
            return 'room_id';
        }
        $privilege = $object->get('privilege');
        if ($privilege !== null && !$privilege instanceof ScannedObject) {
            return 'privilege';
        }
        $streams = $object->get('stream_id_list');
        if ($streams !== null && !Grant::isStreamList($streams)) {
            return 'stream_id_list';
        }
        $room = $room === '' ? null : $room;
        $streams = $streams === [] ? null : $streams;
        return new PayloadFacts($room, self::gives($privilege, '1'), self::gives($privilege, '2'), $streams);
    }

    /** A right that is not named is not given, nor is one with any value but 1; without privileges nothing is restricted. */
    private static function gives($privilege, $key)
    {
        return $privilege === null || $privilege->get($key) === 1;
    }

    /** Whether all strings are text, keys among them. As deep as the scanner went. */
    private static function isText($value)
    {
        if ($value instanceof ScannedObject) {
            return self::isText($value->keys()) && self::isText($value->members);
        }
        if (\is_array($value)) {
            foreach ($value as $part) {
                if (!self::isText($part)) {
                    return false;
                }
            }
        }
        return !\is_string($value) || Utf8::isText($value);
    }
}
