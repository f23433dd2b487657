package io.roompass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.json.JsonText;

/** What a signature covers of a suffix, and how it is minted (spec/kit-token.md 2.1). */
final class SuffixFields {
    final long appId;
    final String userId;
    /** "" where there is none. */
    final String roomId;
    /** Percent-encoded, as it stands in the JSON. */
    final String encodedName;
    /** Null where there is none. */
    final String ext;

    SuffixFields(long appId, String userId, String roomId, String encodedName, String ext) {
        this.appId = appId;
        this.userId = userId;
        this.roomId = roomId;
        this.encodedName = encodedName;
        this.ext = ext;
    }

    /** One line of ASCII. */
    byte[] toJson(Signature signature) {
        StringBuilder json = new StringBuilder(192 + encodedName.length());
        append(json.append('{'), "userID", userId);
        append(json.append(','), "roomID", roomId);
        append(json.append(','), "userName", encodedName);
        json.append(",\"appID\":").append(appId);
        if (ext != null) {
            append(json.append(','), "ext", ext);
        }
        append(json.append(','), "sig", signature.toString());
        return json.append('}').toString().getBytes(ISO_8859_1);
    }

    private static void append(StringBuilder json, String key, String text) {
        json.append('"').append(key).append("\":");
        JsonText.append(json, text);
    }
}
