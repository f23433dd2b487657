package io.roompass.token.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.internal.json.JsonValue.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static JsonValue valueOf(String json) {
        return JsonScanner.scan("{\"a\":" + json + "}", 3).object().get("a");
    }

    @Test
    void readsEveryKindOfValue() {
        assertEquals(Kind.NULL, valueOf("null").kind());
        assertEquals(1, valueOf("true").integer());
        assertEquals(0, valueOf("false").integer());
        assertEquals("x", valueOf("\"x\"").text());
        assertEquals(2, valueOf("[1,[]]").items().size());
        assertEquals(7, valueOf("{\"b\":7}").get("b").integer());
        assertEquals(Kind.OBJECT, valueOf("{}").kind());
        assertEquals(Kind.ABSENT, valueOf("{}").get("b").kind());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 9007199254740991L, -9007199254740991L})
    void takesPlainIntegersForIntegers(long number) {
        assertEquals(Kind.INTEGER, valueOf(Long.toString(number)).kind());
        assertEquals(number, valueOf(Long.toString(number)).integer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "1.0",
                "1e3",
                "1E+3",
                "1e-3",
                "0.5",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "18446744073709551617"
            })
    void takesOtherNumbersForOdd(String number) {
        assertEquals(Kind.ODD_NUMBER, valueOf(number).kind());
        assertEquals(0, valueOf(number).integer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":nul}",
                "{\"a\":'x'}",
                "{\"a\":\"x}",
                "{\"a\":\"\\",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u+123\"}",
                "{\"a\":\"\\u\uff11\uff12\uff13\uff14\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\n\n\"}",
                "{\"a\":[1 2]}",
                "{\"a\":[1,]}",
                "{\"a\":[[[]]]}",
                "\ufeff{}",
                "\u00a0{}",
            })
    void refusesWhatIsNoObject(String text) {
        assertNull(JsonScanner.scan(text, 3));
    }

    @Test
    void undoesEveryEscape() {
        assertEquals(
                "\"\\/\b\f\n\r\té\ud83d\ude00",
                valueOf("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83d\\uDe00\"").text());
        assertEquals("a\ud83db", valueOf("\"a\\ud83db\"").text());
    }

    @Test
    void noticesKeysThatStandTwiceByMeaning() {
        assertTrue(JsonScanner.scan("{\"a\":1,\"\\u0061\":null}", 1).duplicate());
        assertTrue(JsonScanner.scan("{\"b\":{\"a\":1,\"a\":1}}", 2).duplicate());
        assertFalse(JsonScanner.scan("{\"a\":{\"a\":1}}", 2).duplicate());
    }

    @ParameterizedTest
    @CsvSource({"'{ }'", "'{} '", "'\t{}'", "'{\"a\" :1}'", "'{\"a\": 1}'", "'{\"a\":1 }'", "'{\"a\":[1, 2]}'"})
    void noticesSpaces(String text) {
        assertTrue(JsonScanner.scan(text, 2).spaced());
    }

    @Test
    void countsNoSpacesInTexts() {
        assertFalse(JsonScanner.scan("{\"a b\":\"c d\"}", 1).spaced());
    }

    @Test
    void goesAsDeepAsItMayAndNoFurther() {
        assertNotNull(JsonScanner.scan("{\"a\":[{}]}", 3));
        assertNull(JsonScanner.scan("{\"a\":[{}]}", 2));
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            deep.append("{\"a\":");
        }
        assertNull(JsonScanner.scan(deep.toString(), 8));
    }
}
