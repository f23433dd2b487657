package io.roompass.token;

import static java.util.stream.Collectors.toList;

import io.roompass.token.internal.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What the tests of spec/vectors say, in the words of this library. */
public final class Vectors {
    private Vectors() {}

    /** One test for each of a file, by its id. Tokens that are no text are left out, but for null, which Java knows. */
    static Stream<DynamicTest> each(String file, Consumer<JsonValue> check) {
        return SpecFiles.tests(file).stream().filter(Vectors::isText).map(test -> {
            String name = test.get("id").text() + " " + test.get("comment").text();
            return DynamicTest.dynamicTest(name, () -> {
                try {
                    check.accept(test);
                } catch (AssertionError failed) {
                    // Reports on a terminal show the message, and number the tests.
                    throw new AssertionError(name + ": " + failed.getMessage(), failed);
                }
            });
        });
    }

    static boolean isText(JsonValue test) {
        return test.get("flags").items().stream().noneMatch(flag -> flag.text().equals("NotText"))
                || test.get("token").is(JsonValue.Kind.NULL)
                || test.get("text").is(JsonValue.Kind.NULL);
    }

    /** A text, or null for what is null or absent. */
    public static String textOrNull(JsonValue value) {
        return value.is(JsonValue.Kind.STRING) ? value.text() : null;
    }

    public static Keyring keyring(JsonValue keyring) {
        return Keyring.of(keyring.items().stream().map(Vectors::key).collect(toList()));
    }

    private static Key key(JsonValue entry) {
        Key key =
                new Key(entry.get("appId").integer(), entry.get("serverSecret").text());
        String state = textOrNull(entry.get("state"));
        String gcm = textOrNull(entry.get("gcm"));
        key = state == null ? key : key.withState(word(KeyState.values(), state));
        return gcm == null ? key : key.withGcm(word(GcmPolicy.values(), gcm));
    }

    /** Those that are absent stay absent. */
    public static VerifyOptions.Builder options(JsonValue options) {
        VerifyOptions.Builder builder = VerifyOptions.builder()
                .roomId(textOrNull(options.get("roomId")))
                .userId(textOrNull(options.get("userId")))
                .clockTolerance(options.get("clockTolerance").integer());
        JsonValue now = options.get("now");
        if (now.is(JsonValue.Kind.INTEGER)) {
            builder.now(now::integer);
        }
        if (options.get("accept").is(JsonValue.Kind.STRING)) {
            builder.accept(word(Trust.values(), options.get("accept").text()));
        }
        if (options.get("appId").is(JsonValue.Kind.INTEGER)) {
            builder.appId(options.get("appId").integer());
        }
        if (options.get("maxLifetime").is(JsonValue.Kind.INTEGER)) {
            builder.maxLifetime(options.get("maxLifetime").integer());
        }
        return builder;
    }

    public static Pass verify(String kind, String token, Keyring keys, VerifyOptions options) {
        return kind.equals("kit-token")
                ? Roompass.verify(token, keys, options)
                : Roompass.verifyToken04(token, keys, options);
    }

    public static Grant grant(JsonValue grant) {
        if (!grant.is(JsonValue.Kind.OBJECT)) {
            return null;
        }
        JsonValue streams = grant.get("streamIds");
        List<String> ids = streams.is(JsonValue.Kind.ARRAY)
                ? streams.items().stream().map(JsonValue::text).collect(toList())
                : null;
        boolean join = grant.get("join").integer() == 1;
        return Grant.of(join, grant.get("publish").integer() == 1).withStreamIds(ids);
    }

    public static <T> T word(T[] values, String word) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such word: " + word));
    }
}
