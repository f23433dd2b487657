package io.roompass.token;

import static io.roompass.token.internal.json.JsonValue.Kind.ABSENT;
import static io.roompass.token.internal.json.JsonValue.Kind.INTEGER;
import static io.roompass.token.internal.json.JsonValue.Kind.NULL;
import static io.roompass.token.internal.json.JsonValue.Kind.STRING;

import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.ScannedClaims;
import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonValue;
import io.roompass.token.internal.names.Names;

/** Looks at the keys and values of claims that anybody may have spelled: R19, R21, R22. */
final class ClaimsReader {
    private ClaimsReader() {}

    static Claims read(ScannedClaims scanned) {
        return scanned.own() == null ? read(scanned.document()) : scanned.own();
    }

    private static Claims read(JsonDocument document) {
        JsonValue object = document.object();
        JsonValue payload = object.get("payload");
        // The order of the keys is free, the set is exact: as many members as keys that are looked for below.
        int wanted = payload.is(ABSENT) ? 5 : 6;
        if (document.duplicate() || object.members().size() != wanted) {
            throw new KitTokenError(Code.CLAIMS_INVALID);
        }
        JsonValue appId = object.get("app_id");
        check(appId.is(INTEGER) && Names.isAppId(appId.integer()), "app_id");
        check(object.get("user_id").is(STRING), "user_id");
        checkInteger(object, "nonce", Integer.MIN_VALUE, Integer.MAX_VALUE);
        checkInteger(object, "ctime", 1, Envelope.LAST_SECOND);
        checkInteger(object, "expire", 1, Envelope.LAST_SECOND);
        check(payload.is(STRING) || payload.is(NULL) || payload.is(ABSENT), "payload");
        if (!Names.isUserId(object.get("user_id").text())) {
            throw new KitTokenError(Code.USER_ID_INVALID, "user_id");
        }
        return Claims.of(object);
    }

    private static void checkInteger(JsonValue object, String key, long min, long max) {
        JsonValue value = object.get(key);
        check(value.is(INTEGER) && value.integer() >= min && value.integer() <= max, key);
    }

    private static void check(boolean holds, String claim) {
        if (!holds) {
            throw new KitTokenError(Code.CLAIMS_INVALID, claim);
        }
    }
}
