package io.roompass.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.crypto.SealingKey;
import io.roompass.token.internal.crypto.TokenId;
import io.roompass.token.internal.json.JsonValue;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MintVectorsTest {
    @TestFactory
    Stream<DynamicTest> mintsEveryLayerByteForByte() {
        return Vectors.each("mint", MintVectorsTest::check);
    }

    private static void check(JsonValue test) {
        JsonValue in = test.get("in");
        Grant grant = Vectors.grant(in.get("grant"));
        if (grant != null) {
            assertEquals(
                    test.get("payload").text(), grant.toPayload(in.get("roomId").text(), "grant"));
        }
        String kitToken = Roompass.mint(input(in), keys(in), options(in));
        Frame frame = Frame.split(kitToken, Reading.OWN);
        Envelope envelope = Frame.open(frame.token04, Reading.OWN);
        SealingKey key =
                new SealingKey(in.get("appId").integer(), in.get("serverSecret").text());
        Suffix suffix = SuffixReader.read(frame.suffix, Reading.OWN);

        assertEquals(test.get("kid").text(), key.kid());
        assertEquals(test.get("plaintext").text(), key.plaintext(envelope));
        assertEquals(test.get("plaintext").text(), new String(claims(test).spell(), UTF_8));
        assertEquals(test.get("iv").text(), hex(envelope.iv()));
        assertEquals(test.get("raw").text(), hex(envelope.raw()));
        assertEquals(test.get("token04").text(), frame.token04);
        assertEquals(test.get("tbs").text(), hex(Signature.signed(key.kid(), suffix.fields, envelope.raw())));
        assertEquals(test.get("sig").text(), suffix.signature.toString());
        assertEquals(test.get("suffixJson").text(), new String(Base64Text.decode(frame.suffix), UTF_8));
        assertEquals(test.get("tid").text(), TokenId.of(envelope.raw()));
        assertEquals(test.get("kitToken").text(), kitToken);
    }

    @TestFactory
    Stream<DynamicTest> mintsTheToken04Alone() {
        return Vectors.each("mint", test -> {
            JsonValue in = test.get("in");
            Grant grant = Vectors.grant(in.get("grant"));
            Token04Input input = Token04Input.builder()
                    .userId(in.get("userId").text())
                    .roomId(grant == null ? null : in.get("roomId").text())
                    .grant(grant)
                    .expiresIn(in.get("expiresIn").integer())
                    .format(Vectors.word(Format.values(), in.get("format").text()))
                    .build();
            assertEquals(test.get("token04").text(), Roompass.mintToken04(input, keys(in), options(in)));
        });
    }

    private static MintInput input(JsonValue in) {
        return MintInput.builder()
                .userId(in.get("userId").text())
                .roomId(in.get("roomId").text())
                .userName(in.get("userName").text())
                .grant(Vectors.grant(in.get("grant")))
                .expiresIn(in.get("expiresIn").integer())
                .format(Vectors.word(Format.values(), in.get("format").text()))
                .ext(Vectors.textOrNull(in.get("ext")))
                .build();
    }

    private static Keyring keys(JsonValue in) {
        return Keyring.of(
                new Key(in.get("appId").integer(), in.get("serverSecret").text()));
    }

    private static MintOptions options(JsonValue in) {
        int nonce = (int) in.get("nonce").integer();
        return MintOptions.builder()
                .now(in.get("now")::integer)
                .random(bytes -> ByteBuffer.wrap(bytes).putInt(nonce))
                .build();
    }

    private static Claims claims(JsonValue test) {
        return Claims.of(SpecFiles.parse(test.get("plaintext").text()));
    }

    private static String hex(byte[] bytes) {
        return String.format("%0" + 2 * bytes.length + "x", new BigInteger(1, bytes));
    }
}
