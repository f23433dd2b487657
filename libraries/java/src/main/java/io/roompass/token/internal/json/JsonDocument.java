package io.roompass.token.internal.json;

/** The object that a text spells, and how. */
public final class JsonDocument {
    private final JsonValue object;
    private final boolean duplicate;
    private final boolean spaced;

    JsonDocument(JsonValue object, boolean duplicate, boolean spaced) {
        this.object = object;
        this.duplicate = duplicate;
        this.spaced = spaced;
    }

    public JsonValue object() {
        return object;
    }

    /** Whether an object in it has a key twice, by meaning: "a" and its escape in hex digits are one key. */
    public boolean duplicate() {
        return duplicate;
    }

    /** Whether there is white space between tokens. */
    public boolean spaced() {
        return spaced;
    }
}
