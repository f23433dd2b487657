package io.roompass.token;

import static io.roompass.token.internal.json.JsonValue.Kind.ABSENT;
import static io.roompass.token.internal.json.JsonValue.Kind.ARRAY;
import static io.roompass.token.internal.json.JsonValue.Kind.INTEGER;
import static io.roompass.token.internal.json.JsonValue.Kind.NULL;
import static io.roompass.token.internal.json.JsonValue.Kind.OBJECT;
import static io.roompass.token.internal.json.JsonValue.Kind.STRING;
import static java.util.stream.Collectors.toList;

import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.codec.Utf8;
import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import io.roompass.token.internal.json.OwnSpelling;
import io.roompass.token.internal.names.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the payload of a Token04 says (R29): the room and the rights that were encrypted together with the user. How
 * payloads are minted is in Grant.
 */
final class Payload {
    private static final int MAX_DEPTH = 3;
    private static final List<String> NAMED = Arrays.asList("room_id", "privilege", "stream_id_list");
    private static final String JOIN = "1";
    private static final String PUBLISH = "2";

    /** "" where the payload is bound to no room. */
    final String roomId;

    final Grant grant;

    private Payload(String roomId, Grant grant) {
        this.roomId = roomId;
        this.grant = grant;
    }

    /**
     * What a payload says. A proven one is as minting and the documents have it, beside keys of an application ("x-…").
     * In official reading, and unproven, it may be whatever an application gave to a generator: what is not understood
     * there grants nothing.
     */
    static Payload read(String payload, boolean proven, Reading reading) {
        if (payload.isEmpty()) {
            return new Payload("", Grant.PUBLISH);
        }
        Payload usual = readUsual(payload);
        if (usual != null) {
            return usual;
        }
        if (!Utf8.isWellFormed(payload)) {
            throw new KitTokenError(Code.PAYLOAD_INVALID);
        }
        Payload facts = proven && reading == Reading.OWN ? readOwn(payload) : readOfficial(payload);
        // Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
        if (proven && !facts.roomId.isEmpty() && !Names.isRoomId(facts.roomId)) {
            throw new KitTokenError(Code.ROOM_ID_INVALID, "room_id");
        }
        return facts;
    }

    /** Null for all but a payload as it is minted, without streams and for a room that may be. */
    private static Payload readUsual(String payload) {
        OwnSpelling own = new OwnSpelling(payload);
        own.take("{\"room_id\":\"");
        String roomId = own.text();
        own.take(",\"privilege\":{\"1\":");
        boolean join = own.bit();
        own.take(",\"2\":");
        boolean publish = own.bit();
        own.take("},\"stream_id_list\":null}");
        boolean good = own.done() && (roomId.isEmpty() || Names.isRoomId(roomId));
        return good ? new Payload(roomId, Grant.of(join, publish)) : null;
    }

    private static Payload readOwn(String payload) {
        JsonValue object = Utf8.fits(payload, Grant.MAX_PAYLOAD) ? objectOf(payload) : null;
        if (object == null || object.members().keySet().stream().anyMatch(Payload::isStranger)) {
            throw new KitTokenError(Code.PAYLOAD_INVALID);
        }
        String odd = misfit(object);
        if (odd == null) {
            odd = oddField(object);
        }
        if (odd != null) {
            throw new KitTokenError(Code.PAYLOAD_INVALID, odd);
        }
        return understand(object);
    }

    private static Payload readOfficial(String payload) {
        JsonValue object = objectOf(payload);
        return object == null || misfit(object) != null ? new Payload("", Grant.NOTHING) : understand(object);
    }

    /** Null for what is no object, has a key twice, or a string that is no text. */
    private static JsonValue objectOf(String payload) {
        JsonDocument document = JsonScanner.scan(payload, MAX_DEPTH);
        return document == null || document.duplicate() || !isText(document.object()) ? null : document.object();
    }

    private static boolean isText(JsonValue value) {
        return Utf8.isWellFormed(value.text())
                && value.items().stream().allMatch(Payload::isText)
                && value.members().keySet().stream().allMatch(Utf8::isWellFormed)
                && value.members().values().stream().allMatch(Payload::isText);
    }

    private static boolean isStranger(String key) {
        return !NAMED.contains(key) && !key.startsWith("x-");
    }

    /** The first field with a value that the documents do not know, though its meaning can be guessed; or null. */
    private static String oddField(JsonValue object) {
        if (object.get("room_id").is(NULL)) {
            return "room_id";
        }
        JsonValue privilege = object.get("privilege");
        boolean plain =
                !privilege.is(NULL) && privilege.members().entrySet().stream().allMatch(Payload::isPlainRight);
        return plain ? null : "privilege";
    }

    private static boolean isPlainRight(Map.Entry<String, JsonValue> right) {
        boolean known = right.getKey().equals(JOIN) || right.getKey().equals(PUBLISH);
        JsonValue bit = right.getValue();
        return known && bit.is(INTEGER) && (bit.integer() == 0 || bit.integer() == 1);
    }

    /** The first field that is not of its kind, or null. Null is as good as absent, and restricts nothing. */
    private static String misfit(JsonValue object) {
        if (!isOrNothing(object.get("room_id"), STRING)) {
            return "room_id";
        }
        if (!isOrNothing(object.get("privilege"), OBJECT)) {
            return "privilege";
        }
        JsonValue streams = object.get("stream_id_list");
        boolean texts = streams.items().stream().allMatch(id -> id.is(STRING));
        boolean fit = isOrNothing(streams, ARRAY) && texts && Grant.areStreamIds(idsOf(streams));
        return fit ? null : "stream_id_list";
    }

    private static boolean isOrNothing(JsonValue value, JsonValue.Kind kind) {
        return value.is(kind) || value.is(NULL) || value.is(ABSENT);
    }

    /** Of an object without misfits. */
    private static Payload understand(JsonValue object) {
        JsonValue privilege = object.get("privilege");
        List<String> ids = idsOf(object.get("stream_id_list"));
        Grant grant =
                Grant.of(gives(privilege, JOIN), gives(privilege, PUBLISH)).withStreamIds(ids.isEmpty() ? null : ids);
        return new Payload(object.get("room_id").text(), grant);
    }

    private static List<String> idsOf(JsonValue streams) {
        return streams.items().stream().map(JsonValue::text).collect(toList());
    }

    /** A right that is not named is not given, nor is one with any value but 1; without any privileges all are. */
    private static boolean gives(JsonValue privilege, String right) {
        JsonValue bit = privilege.get(right);
        return !privilege.is(OBJECT) || (bit.is(INTEGER) && bit.integer() == 1);
    }
}
