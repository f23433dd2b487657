package io.roompass.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roompass.token.internal.json.JsonValue;

/** Compares a pass with that of a test. */
final class PassVectors {
    private static final int FIELDS = 14;

    private PassVectors() {}

    static void check(JsonValue expected, Pass pass) {
        assertEquals(FIELDS, expected.members().size(), "fields of a pass");
        assertEquals(expected.get("trust").text(), pass.trust().toString());
        assertEquals(expected.get("appId").integer(), pass.appId());
        assertEquals(expected.get("userId").text(), pass.userId());
        assertEquals(text(expected, "roomId"), pass.roomId().orElse(null));
        assertEquals(text(expected, "userName"), pass.userName().orElse(null));
        assertEquals(Vectors.grant(expected.get("grant")), pass.grant());
        assertEquals(expected.get("issuedAt").integer(), pass.issuedAt());
        assertEquals(expected.get("expiresAt").integer(), pass.expiresAt());
        assertEquals(expected.get("tid").text(), pass.tid());
        assertEquals(expected.get("kid").text(), pass.kid());
        assertEquals(expected.get("format").text(), pass.format().toString());
        assertEquals(expected.get("payload").text(), pass.payload());
        assertEquals(text(expected, "ext"), pass.ext().orElse(null));
        JsonValue claimed = expected.get("claimed");
        assertEquals(claimed.is(JsonValue.Kind.OBJECT), pass.claimed().isPresent());
        pass.claimed().ifPresent(shown -> {
            assertEquals(text(claimed, "roomId"), shown.roomId().orElse(null));
            assertEquals(claimed.get("userName").text(), shown.userName());
        });
    }

    private static String text(JsonValue object, String key) {
        return Vectors.textOrNull(object.get(key));
    }
}
