package io.roompass.token;

import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.crypto.Nonce;
import io.roompass.token.internal.names.Names;
import io.roompass.token.internal.names.Percent;

/** Making tokens: sealed always, and signed where there is a suffix. What is minted here is what verifying takes. */
final class Minting {
    private Minting() {}

    static String kitToken(MintInput input, Keyring keys, MintOptions options) {
        AppKey key = keys.mintingKey(input.appId, "input.appId");
        checkRoomId(Arguments.given("input.roomId", input.roomId));
        Arguments.check(
                Names.isUserName(Arguments.given("input.userName", input.userName)),
                "input.userName",
                "must be " + Names.USER_NAME_RULE);
        Arguments.check(
                input.ext == null || SuffixReader.isExt(input.ext),
                "input.ext",
                "must be at most " + SuffixReader.MAX_EXT + " printable ASCII characters");
        String payload = input.grant == null ? "" : input.grant.toPayload(input.roomId, "input.grant");
        byte[] raw = seal(key, input.userId, payload, input.expiresIn, input.format, options);
        // An empty extension has the signed bytes of none.
        String ext = "".equals(input.ext) ? null : input.ext;
        SuffixFields fields =
                new SuffixFields(key.appId(), input.userId, input.roomId, Percent.encode(input.userName), ext);
        byte[] json = fields.toJson(Signature.of(key.sealing, fields, raw));
        Arguments.check(json.length <= Reading.OWN.maxSuffix(), "input.ext", "is too long beside this userName");
        return Frame.join(raw, json);
    }

    static String token04(Token04Input input, Keyring keys, MintOptions options) {
        AppKey key = keys.mintingKey(input.appId, "input.appId");
        return Frame.encode(seal(key, input.userId, payloadOf(input), input.expiresIn, input.format, options));
    }

    private static String payloadOf(Token04Input input) {
        if (input.roomId != null) {
            checkRoomId(input.roomId);
        }
        if (input.payload == null) {
            Arguments.check(
                    input.roomId == null || input.grant != null,
                    "input.roomId",
                    "is sealed together with a grant: give grant as well");
            String room = input.roomId == null ? "" : input.roomId;
            return input.grant == null ? "" : input.grant.toPayload(room, "input.grant");
        }
        Arguments.check(
                input.grant == null && input.roomId == null, "input.payload", "takes the place of grant and roomId");
        try {
            Payload.read(input.payload, true, Reading.OWN);
        } catch (KitTokenError refused) {
            throw Arguments.wrong(
                    "input.payload", "must be JSON of room_id, privilege and stream_id_list as documented, or \"\"");
        }
        return input.payload;
    }

    private static void checkRoomId(String roomId) {
        Arguments.check(Names.isRoomId(roomId), "input.roomId", "must be " + Names.ROOM_ID_RULE);
    }

    /**
     * Checks what both ways of minting have in common, and gives the bytes of a Token04 (spec/token04.md section 8).
     */
    private static byte[] seal(
            AppKey key, String userId, String payload, long expiresIn, Format format, MintOptions options) {
        Arguments.check(
                Names.isUserId(Arguments.given("input.userId", userId)),
                "input.userId",
                "must be " + Names.USER_ID_RULE);
        Arguments.check(options.maxLifetime > 0, "options.maxLifetime", "must be at least 1 second");
        Arguments.check(
                expiresIn >= 1 && expiresIn <= options.maxLifetime,
                "input.expiresIn",
                "must be 1 to " + options.maxLifetime + " seconds, which options.maxLifetime sets");
        Form form = Form.valueOf(Arguments.given("input.format", format).name());
        Arguments.check(
                form == Form.CBC || key.gcm != GcmPolicy.REFUSE, "input.format", "is GCM, which this key refuses");
        long now = Arguments.given("options.now", options.now).getAsLong();
        Arguments.check(
                now >= 1 && now <= Envelope.LAST_SECOND - expiresIn,
                "options.now",
                "must give Unix seconds from 1970 to 9999");
        Claims claims = new Claims(key.appId(), userId, Nonce.draw(options.random), now, now + expiresIn, payload);
        byte[] raw = key.sealing.mint(claims, form, Reading.MAX_PLAINTEXT);
        if (raw == null) {
            throw Arguments.wrong("input.payload", "makes the claims longer than " + Reading.MAX_PLAINTEXT + " bytes");
        }
        return raw;
    }
}
