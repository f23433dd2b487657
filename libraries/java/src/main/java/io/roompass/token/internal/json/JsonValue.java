package io.roompass.token.internal.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One JSON value. What its kind does not use is empty. */
public final class JsonValue {
    /** What a value is. */
    public enum Kind {
        /** A key that is not there. */
        ABSENT,
        NULL,
        BOOL,
        /** A number without sign of zero, fraction and exponent, from -(2^53-1) to 2^53-1. */
        INTEGER,
        /** Every other number: 1.0, 1e3, -0, 9007199254740993. */
        ODD_NUMBER,
        STRING,
        ARRAY,
        OBJECT
    }

    static final JsonValue ABSENT = of(Kind.ABSENT);
    static final JsonValue NULL = of(Kind.NULL);
    static final JsonValue TRUE = integer(Kind.BOOL, 1);
    static final JsonValue FALSE = integer(Kind.BOOL, 0);
    static final JsonValue ODD_NUMBER = of(Kind.ODD_NUMBER);

    private final Kind kind;
    private final long integer;
    private final String text;
    private final Map<String, JsonValue> members;
    private final List<JsonValue> items;

    private JsonValue(Kind kind, long integer, String text, Map<String, JsonValue> members, List<JsonValue> items) {
        this.kind = kind;
        this.integer = integer;
        this.text = text;
        this.members = members;
        this.items = items;
    }

    private static JsonValue of(Kind kind) {
        return integer(kind, 0);
    }

    private static JsonValue integer(Kind kind, long value) {
        return new JsonValue(kind, value, "", Collections.emptyMap(), Collections.emptyList());
    }

    static JsonValue integer(long value) {
        return integer(Kind.INTEGER, value);
    }

    static JsonValue string(String text) {
        return new JsonValue(Kind.STRING, 0, text, Collections.emptyMap(), Collections.emptyList());
    }

    static JsonValue object(Map<String, JsonValue> members) {
        return new JsonValue(Kind.OBJECT, 0, "", members, Collections.emptyList());
    }

    static JsonValue array(List<JsonValue> items) {
        return new JsonValue(Kind.ARRAY, 0, "", Collections.emptyMap(), items);
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** The number of an integer; 1 for true. */
    public long integer() {
        return integer;
    }

    /** A string with its escapes undone. It may have surrogates that stand alone. */
    public String text() {
        return text;
    }

    /** The members of an object in their order; of keys that stand twice, the last. */
    public Map<String, JsonValue> members() {
        return members;
    }

    public List<JsonValue> items() {
        return items;
    }

    /** The value of a key, absent if there is none. */
    public JsonValue get(String key) {
        JsonValue value = members.get(key);
        return value == null ? ABSENT : value;
    }
}
