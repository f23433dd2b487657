package io.roompass.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

/** The files of spec/, read when the tests run. */
public final class SpecFiles {
    private static final Path SPEC = Paths.get("..", "..", "spec");
    private static final int MAX_DEPTH = 16;

    private SpecFiles() {}

    static JsonValue read(String name) {
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

    public static List<JsonValue> tests(String file) {
        JsonValue vectors = read("vectors/" + file + ".json");
        List<JsonValue> tests = vectors.get("tests").items();
        if (tests.size() != vectors.get("numberOfTests").integer()) {
            throw new IllegalStateException(file + " does not have the tests that it says");
        }
        return tests;
    }
}
