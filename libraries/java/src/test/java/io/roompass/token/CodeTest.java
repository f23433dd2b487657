package io.roompass.token;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roompass.token.internal.json.JsonValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CodeTest {
    private static final JsonValue REASONS = SpecFiles.read("reasons.json");

    @Test
    void areExactlyThoseOfTheSpecification() {
        Set<String> wanted = new HashSet<>(REASONS.get("refusals").members().keySet());
        wanted.addAll(REASONS.get("explanations").members().keySet());
        assertEquals(wanted, Arrays.stream(Code.values()).map(Code::toString).collect(toSet()));
    }

    @TestFactory
    Stream<DynamicTest> sayWhatTheSpecificationSays() {
        return Arrays.stream(Code.values())
                .map(code -> DynamicTest.dynamicTest(code.toString(), () -> {
                    JsonValue refusal = REASONS.get("refusals").get(code.toString());
                    JsonValue reason = refusal.is(JsonValue.Kind.ABSENT)
                            ? REASONS.get("explanations").get(code.toString())
                            : refusal;
                    assertEquals(reason.get("message").text(), code.message());
                    assertEquals(reason.get("fix").text(), code.fix());
                    JsonValue numbers = reason.get("zegocloud");
                    assertEquals(numbers(numbers, "web"), code.zegocloud().web());
                    assertEquals(numbers(numbers, "native"), code.zegocloud().nativeSdk());
                    assertEquals(numbers(numbers, "zim"), code.zegocloud().zim());
                    assertEquals(numbers(numbers, "server"), code.zegocloud().server());
                }));
    }

    private static List<Integer> numbers(JsonValue zegocloud, String platform) {
        return zegocloud.get(platform).items().stream()
                .map(number -> (int) number.integer())
                .collect(toList());
    }

    @Test
    void cannotBeChanged() {
        List<Integer> web = Code.TOKEN_MALFORMED.zegocloud().web();
        assertThrows(UnsupportedOperationException.class, () -> web.set(0, 7));
    }
}
