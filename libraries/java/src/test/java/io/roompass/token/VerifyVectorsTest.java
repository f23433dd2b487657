package io.roompass.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roompass.token.internal.json.JsonValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class VerifyVectorsTest {
    @TestFactory
    Stream<DynamicTest> givesExactlyWhatATokenProves() {
        return Vectors.each(
                "verify",
                test -> check(
                        test,
                        test.get("expected"),
                        Vectors.options(test.get("options")).build()));
    }

    @TestFactory
    Stream<DynamicTest> readsWhatOfficialGeneratorsMakeAndProvesNothingByIt() {
        return Vectors.each("dialects", test -> {
            VerifyOptions.Builder options = Vectors.options(test.get("options"));
            check(test, test.get("default"), options.build());
            check(test, test.get("bare"), options.accept(Trust.BARE).build());
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatBreaksOneRuleWithItsCode() {
        return Vectors.each("hostile", test -> {
            VerifyOptions options = Vectors.options(test.get("options")).build();
            assertEquals(test.get("code").text(), refusal(test, options));
        });
    }

    private static void check(JsonValue test, JsonValue expected, VerifyOptions options) {
        if (expected.get("code").is(JsonValue.Kind.STRING)) {
            assertEquals(expected.get("code").text(), refusal(test, options));
            return;
        }
        PassVectors.check(expected.get("pass"), verify(test, options));
    }

    private static String refusal(JsonValue test, VerifyOptions options) {
        return assertThrows(KitTokenError.class, () -> verify(test, options))
                .code()
                .toString();
    }

    private static Pass verify(JsonValue test, VerifyOptions options) {
        return Vectors.verify(
                test.get("kind").text(),
                Vectors.textOrNull(test.get("token")),
                Vectors.keyring(test.get("keyring")),
                options);
    }
}
