package io.roompass.token.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static String spell(String text) {
        StringBuilder json = new StringBuilder();
        JsonText.append(json, text);
        return json.toString();
    }

    @Test
    void escapesWhatMustBeAndNothingElse() {
        assertEquals("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\"", spell("\"\\\b\t\n\f\r\0\u001f"));
        assertEquals("\"/<>&'\u007f\u2028é\ud83d\ude00\"", spell("/<>&'\u007f\u2028é\ud83d\ude00"));
    }

    @Test
    void isReadAsItWasWritten() {
        for (char c = 0; c < 0x3000; c++) {
            String text = "a" + c + "b";
            assertEquals(
                    text,
                    JsonScanner.scan("{\"k\":" + spell(text) + "}", 1)
                            .object()
                            .get("k")
                            .text());
        }
    }
}
