<?php

namespace Roompass\Codec;

/**
 * The payload that mint writes for a room and two rights. It stands in the claims as JSON within a JSON string; there
 * it is spelled and read together with them, since reading JSON twice takes longer than decrypting it.
 *
 * @internal
 */
final class OwnPayload
{
    /** For patterns: what spell makes, with a group for each of the three values. */
    const SPELLED = '"\{\\\\"room_id\\\\":\\\\"([!$-\[\]-~]{0,128})\\\\",'
        . '\\\\"privilege\\\\":\{\\\\"1\\\\":([01]),\\\\"2\\\\":([01])\},\\\\"stream_id_list\\\\":null\}"';

    /** @var string "" is no room */
    public $roomId;
    public $join;
    public $publish;

    /** @param string $roomId one that may be, in which nothing needs an escape */
    public function __construct($roomId, $join, $publish)
    {
        $this->roomId = $roomId;
        $this->join = $join;
        $this->publish = $publish;
    }

    /** @param string|OwnPayload $payload */
    public static function textOf($payload)
    {
        if (\is_string($payload)) {
            return $payload;
        }
        return '{"room_id":"' . $payload->roomId . '","privilege":{"1":' . ($payload->join ? '1' : '0') . ',"2":'
            . ($payload->publish ? '1' : '0') . '},"stream_id_list":null}';
    }

    /**
     * As it stands in the claims.
     *
     * @param string|OwnPayload $payload
     */
    public static function spell($payload)
    {
        if (\is_string($payload)) {
            return Json::spell($payload);
        }
        return '"{\"room_id\":\"' . $payload->roomId . '\",\"privilege\":{\"1\":' . ($payload->join ? '1' : '0')
            . ',\"2\":' . ($payload->publish ? '1' : '0') . '},\"stream_id_list\":null}"';
    }
}
