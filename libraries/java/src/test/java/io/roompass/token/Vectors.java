package io.roompass.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;

import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The files of spec/, and what their tests say in the words of this library. */
public final class Vectors {
    private static final Path SPEC = Paths.get("..", "..", "spec");
    private static final int MAX_DEPTH = 16;

    private Vectors() {}

    static JsonValue file(String name) {
        try {
            return parse(new String(Files.readAllBytes(SPEC.resolve(name)), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonValue parse(String json) {
        JsonDocument document = JsonScanner.scan(json, MAX_DEPTH);
        if (document == null || document.duplicate()) {
            throw new IllegalArgumentException("this is no JSON object");
        }
        return document.object();
    }

    static List<JsonValue> tests(String file) {
        JsonValue vectors = file("vectors/" + file + ".json");
        List<JsonValue> tests = vectors.get("tests").items();
        if (tests.size() != vectors.get("numberOfTests").integer()) {
            throw new IllegalStateException(file + " does not have the tests that it says");
        }
        return tests;
    }

    /** One test for each of a file, by its id. Tokens that are no text are left out, but for null, which Java knows. */
    static Stream<DynamicTest> each(String file, Consumer<JsonValue> check) {
        return tests(file).stream()
                .filter(Vectors::isText)
                .map(test -> DynamicTest.dynamicTest(
                        test.get("id").text() + " " + test.get("comment").text(), () -> check.accept(test)));
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
