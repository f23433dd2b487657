package io.roompass.token;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.internal.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DiagnosisVectorsTest {
    @TestFactory
    Stream<DynamicTest> findsWhatIsWrongAndWhatExplainsItBest() {
        return Vectors.each("diagnosis", test -> {
            Report report = inspect(test, Vectors.keyring(test.get("keyring")));
            assertEquals(test.get("kind").text(), report.kind().toString());
            assertEquals(Vectors.textOrNull(test.get("primary")), primary(report));
            assertEquals(report.problems().isEmpty(), report.isOk());
            assertHolds(codes(report.problems()), test.get("problems"));
            assertHolds(codes(report.warnings()), test.get("warnings"));
            assertMisleadsNobody(report, test);
            if (test.get("generators").is(JsonValue.Kind.ARRAY)) {
                // Their order is no part of the contract.
                Set<String> generators = report.layers().generators().stream()
                        .map(Generator::toString)
                        .collect(toSet());
                assertEquals(new HashSet<>(texts(test.get("generators"))), generators);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> explainsTheOutsideWithoutAnyKey() {
        return Vectors.each("diagnosis", test -> {
            Report report = inspect(test, null);
            assertEquals(test.get("kind").text(), report.kind().toString());
            assertEquals(Vectors.textOrNull(test.get("keyless")), primary(report));
            assertMisleadsNobody(report, test);
        });
    }

    private static Report inspect(JsonValue test, Keyring keys) {
        String expect = Vectors.textOrNull(test.get("expect"));
        return Roompass.inspect(
                Vectors.textOrNull(test.get("text")),
                keys,
                Vectors.options(test.get("options")).build(),
                expect == null ? null : Vectors.word(Kind.values(), expect));
    }

    private static String primary(Report report) {
        return report.primary().map(Code::toString).orElse(null);
    }

    private static void assertHolds(List<String> found, JsonValue wanted) {
        assertTrue(found.containsAll(texts(wanted)), () -> found + " should hold " + texts(wanted));
    }

    private static void assertMisleadsNobody(Report report, JsonValue test) {
        for (String code : texts(test.get("absent"))) {
            assertFalse(codes(report.problems()).contains(code), code);
            assertFalse(codes(report.warnings()).contains(code), code);
        }
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(problem -> problem.code().toString()).collect(toList());
    }

    private static List<String> texts(JsonValue list) {
        return list.items().stream().map(JsonValue::text).collect(toList());
    }
}
