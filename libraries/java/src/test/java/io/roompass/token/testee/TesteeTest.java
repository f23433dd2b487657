package io.roompass.token.testee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.SpecFiles;
import io.roompass.token.internal.json.JsonValue;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TesteeTest {
    private static String ask(String requests) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        Testee.serve(new BufferedReader(new StringReader(requests)), new PrintStream(answers, false, "UTF-8"));
        return new String(answers.toByteArray(), UTF_8);
    }

    @Test
    void answersEachLineWithOneInTheirOrder() throws IOException {
        String[] answers = ask("{\"id\":2,\"op\":\"about\"}\n{\"id\":1,\"op\":\"nothing\"}\n")
                .trim()
                .split("\n", -1);
        assertEquals(2, answers.length);
        JsonValue about = SpecFiles.parse(answers[0]);
        assertEquals(2, about.get("id").integer());
        assertEquals("java", about.get("result").get("language").text());
        assertEquals("{\"id\":1,\"ok\":false,\"code\":\"bad_call\"}", answers[1]);
    }

    @Test
    void mintsVerifiesAndInspects() throws IOException {
        // roompass-scan-allow: made up for tests
        String key = "\"appId\":7,\"serverSecret\":\"b1a946d0c2e84f57903d6ea1f8b25c74\"";
        String in = "{" + key + ",\"userId\":\"ada\",\"roomId\":\"lobby\",\"userName\":\"Zoë\",\"expiresIn\":60,"
                + "\"grant\":{\"join\":true,\"publish\":true,\"streamIds\":[\"s\"]},\"now\":1767225600,\"nonce\":7}";
        JsonValue minted = SpecFiles.parse(
                ask("{\"id\":1,\"op\":\"mint\",\"in\":" + in + "}").trim());
        String asked =
                ",\"kind\":\"kit-token\",\"keyring\":[{" + key + "}],\"options\":{\"now\":1767225600},\"token\":\""
                        + minted.get("result").get("kitToken").text() + "\"}";
        JsonValue pass = SpecFiles.parse(
                        ask("{\"id\":2,\"op\":\"verify\"" + asked).trim())
                .get("result");
        assertEquals("signed", pass.get("trust").text());
        assertEquals("Zoë", pass.get("userName").text());
        assertEquals("s", pass.get("grant").get("streamIds").items().get(0).text());
        assertTrue(pass.get("ext").is(JsonValue.Kind.NULL));
        String refused = ask("{\"id\":3,\"op\":\"verify\"" + asked.replace("1767225600}", "1767225660}"));
        assertEquals("{\"id\":3,\"ok\":false,\"code\":\"token_expired\"}\n", refused);
        String report = ask("{\"id\":4,\"op\":\"inspect\"" + asked.replace("1767225600}", "1767225660}"));
        assertEquals(
                "{\"id\":4,\"ok\":true,\"result\":{\"kind\":\"kit-token\",\"ok\":false,\"primary\":\"token_expired\","
                        + "\"problems\":[\"token_expired\"],\"warnings\":[]}}\n",
                report);
    }

    @Test
    void mintsAToken04Alone() throws IOException {
        // roompass-scan-allow: made up for tests
        String in = "{\"appId\":7,\"serverSecret\":\"b1a946d0c2e84f57903d6ea1f8b25c74\",\"userId\":\"ada\","
                + "\"payload\":\"{}\",\"expiresIn\":60,\"format\":\"gcm\",\"now\":1767225600,\"nonce\":7}";
        JsonValue minted = SpecFiles.parse(
                ask("{\"id\":1,\"op\":\"mintToken04\",\"in\":" + in + "}").trim());
        assertTrue(minted.get("result").get("token04").text().startsWith("04AAAAAGlVuTwAD"));
        String wrong = ask("{\"id\":1,\"op\":\"mintToken04\",\"in\":" + in.replace("{}", "{") + "}");
        assertEquals("{\"id\":1,\"ok\":false,\"code\":\"bad_call\"}\n", wrong);
    }

    @Test
    void stopsAtALineThatIsNoJson() {
        assertThrows(IllegalArgumentException.class, () -> ask("verify\n"));
    }
}
