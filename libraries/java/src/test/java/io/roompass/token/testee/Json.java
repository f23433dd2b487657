package io.roompass.token.testee;

import io.roompass.token.internal.json.JsonText;
import java.util.List;

/** Writes one object of JSON, without line breaks. */
final class Json {
    private final StringBuilder members = new StringBuilder();

    /** The value is a number, a boolean, a text, a list of texts, an object or null. */
    Json put(String key, Object value) {
        if (members.length() > 0) {
            members.append(',');
        }
        JsonText.append(members, key);
        members.append(':');
        if (value instanceof String) {
            JsonText.append(members, (String) value);
        } else if (value instanceof List) {
            appendList((List<?>) value);
        } else {
            members.append(value);
        }
        return this;
    }

    private void appendList(List<?> texts) {
        members.append('[');
        String comma = "";
        for (Object text : texts) {
            members.append(comma);
            JsonText.append(members, (String) text);
            comma = ",";
        }
        members.append(']');
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
