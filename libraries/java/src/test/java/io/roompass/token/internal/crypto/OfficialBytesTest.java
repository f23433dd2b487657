package io.roompass.token.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roompass.token.SpecFiles;
import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Under the IV and with the claims of an official generator, what is made is its very token. */
class OfficialBytesTest {
    private static List<JsonValue> real() {
        return SpecFiles.tests("dialects").stream()
                .filter(test -> test.get("flags").items().stream()
                        .anyMatch(flag -> flag.text().equals("Real")))
                .filter(test -> test.get("plaintext").is(JsonValue.Kind.STRING))
                .filter(test -> test.get("kind").text().equals("token04"))
                .collect(toList());
    }

    @TestFactory
    Stream<DynamicTest> areThoseOfTheGenerators() {
        return real().stream()
                .map(test -> DynamicTest.dynamicTest(test.get("id").text(), () -> {
                    String token = test.get("token").text();
                    Envelope envelope = Envelope.parse(Base64Text.decode(token.substring(2)), Reading.OFFICIAL);
                    String secret = test.get("keyring")
                            .items()
                            .get(0)
                            .get("serverSecret")
                            .text();
                    byte[] plaintext = test.get("plaintext").text().getBytes(UTF_8);
                    byte[] raw = new AesKey(secret.getBytes(UTF_8))
                            .seal(
                                    envelope.form(),
                                    envelope.expire(),
                                    Hex.decode(test.get("iv").text()),
                                    plaintext);
                    assertEquals(token, "04" + Base64Text.encode(raw));
                }));
    }

    @Test
    void areThereInEveryLanguage() {
        List<String> languages = real().stream()
                .map(test -> test.get("generator").text())
                .distinct()
                .sorted()
                .collect(toList());
        assertEquals("[cpp, dotnet, go, java, node, php, python]", languages.toString());
    }
}
