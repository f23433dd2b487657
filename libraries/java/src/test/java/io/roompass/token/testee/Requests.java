package io.roompass.token.testee;

import static io.roompass.token.internal.json.JsonValue.Kind.ABSENT;
import static io.roompass.token.internal.json.JsonValue.Kind.ARRAY;

import io.roompass.token.Format;
import io.roompass.token.Key;
import io.roompass.token.Keyring;
import io.roompass.token.Kind;
import io.roompass.token.MintInput;
import io.roompass.token.MintOptions;
import io.roompass.token.Pass;
import io.roompass.token.Report;
import io.roompass.token.Roompass;
import io.roompass.token.Token04Input;
import io.roompass.token.Vectors;
import io.roompass.token.internal.json.JsonValue;
import java.nio.ByteBuffer;

/** What is asked of the library. What is absent stays absent. */
final class Requests {
    private Requests() {}

    static String mint(JsonValue in) {
        MintInput.Builder input = MintInput.builder()
                .appId(in.get("appId").integer())
                .userId(Vectors.textOrNull(in.get("userId")))
                .roomId(Vectors.textOrNull(in.get("roomId")))
                .grant(Vectors.grant(in.get("grant")))
                .expiresIn(in.get("expiresIn").integer())
                .ext(Vectors.textOrNull(in.get("ext")));
        if (!in.get("userName").is(ABSENT)) {
            input.userName(Vectors.textOrNull(in.get("userName")));
        }
        if (!in.get("format").is(ABSENT)) {
            input.format(format(in));
        }
        return Roompass.mint(input.build(), keys(in), options(in));
    }

    static String mintToken04(JsonValue in) {
        Token04Input.Builder input = Token04Input.builder()
                .appId(in.get("appId").integer())
                .userId(Vectors.textOrNull(in.get("userId")))
                .roomId(Vectors.textOrNull(in.get("roomId")))
                .grant(Vectors.grant(in.get("grant")))
                .payload(Vectors.textOrNull(in.get("payload")))
                .expiresIn(in.get("expiresIn").integer());
        if (!in.get("format").is(ABSENT)) {
            input.format(format(in));
        }
        return Roompass.mintToken04(input.build(), keys(in), options(in));
    }

    private static Format format(JsonValue in) {
        return Vectors.word(Format.values(), in.get("format").text());
    }

    private static Keyring keys(JsonValue in) {
        return Keyring.of(new Key(in.get("appId").integer(), Vectors.textOrNull(in.get("serverSecret"))));
    }

    private static MintOptions options(JsonValue in) {
        int nonce = (int) in.get("nonce").integer();
        return MintOptions.builder()
                .now(in.get("now")::integer)
                .random(bytes -> ByteBuffer.wrap(bytes).putInt(nonce))
                .build();
    }

    static Pass verify(JsonValue request) {
        return Vectors.verify(
                request.get("kind").text(),
                Vectors.textOrNull(request.get("token")),
                Vectors.keyring(request.get("keyring")),
                Vectors.options(request.get("options")).build());
    }

    static Report inspect(JsonValue request) {
        JsonValue keyring = request.get("keyring");
        String expected = Vectors.textOrNull(request.get("expect"));
        return Roompass.inspect(
                Vectors.textOrNull(request.get("token")),
                keyring.is(ARRAY) ? Vectors.keyring(keyring) : null,
                Vectors.options(request.get("options")).build(),
                expected == null ? null : Vectors.word(Kind.values(), expected));
    }
}
