package io.roompass.token;

import static io.roompass.token.internal.json.JsonValue.Kind.ABSENT;
import static io.roompass.token.internal.json.JsonValue.Kind.INTEGER;
import static io.roompass.token.internal.json.JsonValue.Kind.NULL;
import static io.roompass.token.internal.json.JsonValue.Kind.STRING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.codec.Utf8;
import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import io.roompass.token.internal.json.OwnSpelling;
import io.roompass.token.internal.names.Names;
import io.roompass.token.internal.names.Percent;
import java.util.Arrays;
import java.util.List;

/** Reads the suffix of a Kit Token: base64 of one line of JSON (R8 to R12, R15). */
final class SuffixReader {
    static final int MAX_EXT = 512;

    private static final int MAX_UNKNOWN_KEYS = 8;
    private static final int MAX_APP_ID_DIGITS = 10;
    private static final List<String> NAMED = Arrays.asList("userID", "roomID", "userName", "appID", "ext", "sig");

    private SuffixReader() {}

    static Suffix read(String text, Reading reading) {
        byte[] bytes = Base64Text.decode(text);
        if (bytes == null || bytes.length > reading.maxSuffix()) {
            throw new KitTokenError(Code.SUFFIX_MALFORMED);
        }
        // The official client's btoa encodes characters as bytes of their numbers.
        String json = new String(bytes, ISO_8859_1);
        boolean ordinary = Names.isPrintable(json) && bytes.length <= Reading.OWN.maxSuffix();
        Suffix own = ordinary ? readOwn(json) : null;
        return own == null ? readAny(json, ordinary, reading) : own;
    }

    /** Null for all but a signed suffix as it is minted, in which every field is as it may be. */
    static Suffix readOwn(String json) {
        OwnSpelling own = new OwnSpelling(json);
        own.take("{\"userID\":\"");
        String userId = own.text();
        own.take(",\"roomID\":\"");
        String roomId = own.text();
        own.take(",\"userName\":\"");
        String encodedName = own.text();
        own.take(",\"appID\":");
        long appId = own.number();
        String ext = own.takes(",\"ext\":\"") ? own.text() : null;
        own.take(",\"sig\":\"");
        Signature signature = Signature.ofText(own.text());
        own.take("}");
        String userName = own.done() ? Percent.decode(encodedName) : null;
        boolean good = userName != null
                && Names.isUserName(userName)
                && Names.isUserId(userId)
                && (roomId.isEmpty() || Names.isRoomId(roomId))
                && Names.isAppId(appId)
                && (ext == null || (!ext.isEmpty() && isExt(ext)))
                && signature != null;
        return good ? new Suffix(new SuffixFields(appId, userId, roomId, encodedName, ext), userName, signature) : null;
    }

    static Suffix readAny(String json, boolean ordinary, Reading reading) {
        JsonValue object = readObject(json, ordinary, reading);
        boolean signed = isSigned(object);
        // What each field is comes before what it says: R9, R10, then R11, R12.
        SuffixFields fields = readFields(object, signed);
        // Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words of others may
        // hold
        // them.
        String userName = checkNames(fields, reading == Reading.OFFICIAL && !signed);
        if (fields.ext != null && !isExt(fields.ext)) {
            throw new KitTokenError(Code.SIGNATURE_MALFORMED, "ext");
        }
        return new Suffix(
                fields, userName, signed ? Signature.parse(object.get("sig").text()) : null);
    }

    private static boolean isSigned(JsonValue object) {
        return !object.get("sig").is(ABSENT);
    }

    /** R8, of which ordinary is what can be signed, and what R9 says of the whole. */
    private static JsonValue readObject(String json, boolean ordinary, Reading reading) {
        if (!ordinary && (reading == Reading.OWN || json.chars().anyMatch(c -> c < ' '))) {
            throw new KitTokenError(Code.SUFFIX_MALFORMED);
        }
        JsonDocument document = JsonScanner.scan(json, 1);
        if (document == null || document.duplicate()) {
            throw new KitTokenError(Code.SUFFIX_MALFORMED);
        }
        // Suffixes that people built themselves come with spaces and fields of their own. Under a signature there is
        // one
        // spelling.
        JsonValue object = document.object();
        long strangers = object.members().keySet().stream()
                .filter(key -> !NAMED.contains(key))
                .count();
        boolean loose = document.spaced() || strangers > 0 || !ordinary;
        if (strangers > MAX_UNKNOWN_KEYS || (loose && isSigned(object))) {
            throw new KitTokenError(Code.SUFFIX_MALFORMED);
        }
        return object;
    }

    /** R9 and R10: an absent room or extension is none, and so is a room that is null; an absent name is empty. */
    private static SuffixFields readFields(JsonValue object, boolean signed) {
        check(object.get("userID").is(STRING), "userID");
        JsonValue roomId = object.get("roomID");
        check(roomId.is(STRING) || roomId.is(NULL) || roomId.is(ABSENT), "roomID");
        JsonValue userName = object.get("userName");
        check(userName.is(STRING) || userName.is(ABSENT), "userName");
        JsonValue ext = object.get("ext");
        check(ext.is(STRING) || ext.is(ABSENT), "ext");
        long appId = appIdOf(object, signed);
        check(Names.isAppId(appId), "appID");
        // An empty extension has the signed bytes of none, and is none.
        String extension = ext.text().isEmpty() ? null : ext.text();
        return new SuffixFields(appId, object.get("userID").text(), roomId.text(), userName.text(), extension);
    }

    private static void check(boolean holds, String field) {
        if (!holds) {
            throw new KitTokenError(Code.SUFFIX_MALFORMED, field);
        }
    }

    /** R10: outside of a signature digits in quotation marks will do. 0 for what is no number. */
    static long appIdOf(JsonValue object, boolean signed) {
        JsonValue appId = object.get("appID");
        if (appId.is(STRING) && !signed && isPlainNatural(appId.text())) {
            return Long.parseLong(appId.text());
        }
        return appId.is(INTEGER) ? appId.integer() : 0;
    }

    private static boolean isPlainNatural(String digits) {
        return !digits.isEmpty()
                && digits.length() <= MAX_APP_ID_DIGITS
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** R11, and the name that is shown. Lenient, a room is any text, and a name that is not allowed counts as none. */
    private static String checkNames(SuffixFields fields, boolean lenient) {
        if (!Names.isUserId(fields.userId)) {
            throw new KitTokenError(Code.USER_ID_INVALID, "userID");
        }
        String roomId = fields.roomId;
        if (!roomId.isEmpty() && !Names.isRoomId(roomId) && !(lenient && Utf8.isWellFormed(roomId))) {
            throw new KitTokenError(Code.ROOM_ID_INVALID, "roomID");
        }
        String name = Percent.decode(fields.encodedName);
        if (name != null && Names.isUserName(name)) {
            return name;
        }
        if (name == null || !lenient) {
            throw new KitTokenError(Code.USER_NAME_INVALID, "userName");
        }
        return "";
    }

    static boolean isExt(String text) {
        return text.length() <= MAX_EXT && Names.isPrintable(text);
    }
}
