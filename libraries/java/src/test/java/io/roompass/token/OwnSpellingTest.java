package io.roompass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.codec.ScannedClaims;
import io.roompass.token.internal.json.JsonDocument;
import io.roompass.token.internal.json.JsonScanner;
import io.roompass.token.internal.names.Names;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our own spelling is read by a short way. Whatever that way takes, the strict reader must take for the same: held for
 * every text that differs from ours by one character.
 */
class OwnSpellingTest {
    private static final String PAYLOAD =
            "{\"room_id\":\"lobby\",\"privilege\":{\"1\":1,\"2\":0},\"stream_id_list\":null}";
    private static final String SIG = "1.a2517ef2.1llMiCNLylFLXcm4e4bzo2szOUj3w5vw3jEW5YsRPM0";

    /** The text itself, and with each character in each place replaced, put in before, and left out. */
    private static void eachNear(String text, Consumer<String> look) {
        look.accept(text);
        for (int at = 0; at <= text.length(); at++) {
            String before = text.substring(0, at);
            String after = text.substring(at);
            String rest = after.isEmpty() ? "" : after.substring(1);
            for (char c = 0; c <= 0x100; c++) {
                look.accept(before + c + after);
                look.accept(before + c + rest);
            }
            look.accept(before + rest);
        }
    }

    private static String valuesOf(Claims claims) {
        return new String(claims.spell(), UTF_8);
    }

    @Test
    void ofClaimsMeansWhatTheStrictReaderSays() {
        for (Claims claims : Arrays.asList(
                new Claims(4294967295L, "ada", Integer.MAX_VALUE, 1767225600, Envelope.LAST_SECOND, PAYLOAD),
                new Claims(1, "a\\b", 0, 1, 2, ""),
                new Claims(1, "ada", 7, 1, 2, "\u00eb \"\\\" \\"))) {
            AtomicInteger taken = new AtomicInteger();
            eachNear(valuesOf(claims), near -> {
                ScannedClaims scanned = Claims.scan(near);
                if (scanned == null || scanned.own() == null) {
                    return;
                }
                JsonDocument document = JsonScanner.scan(near, 1);
                assertFalse(document.spaced() || document.duplicate(), near);
                Claims read = ClaimsReader.read(ScannedClaims.of(document));
                assertEquals(valuesOf(read), valuesOf(scanned.own()), near);
                taken.incrementAndGet();
            });
            assertTrue(taken.get() > 100, valuesOf(claims));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"app_id\":0,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}",
                "{\"app_id\":4294967296,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}",
                "{\"app_id\":1,\"user_id\":\"a b\",\"nonce\":1,\"ctime\":1,\"expire\":2,\"payload\":\"\"}",
                "{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":2147483648,\"ctime\":1,\"expire\":2,\"payload\":\"\"}",
                "{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":0,\"expire\":2,\"payload\":\"\"}",
                "{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":1,\"ctime\":1,\"expire\":253402300800,\"payload\":\"\"}",
                "{\"app_id\":1,\"user_id\":\"ada\",\"nonce\":01,\"ctime\":1,\"expire\":2,\"payload\":\"\"}",
            })
    void ofClaimsThatMayNotBeIsLeftToTheStrictReader(String json) {
        ScannedClaims scanned = Claims.scan(json);
        assertTrue(scanned == null || scanned.own() == null);
    }

    private static String factsOf(String payload) {
        try {
            Payload facts = Payload.read(payload, true, Reading.OWN);
            return facts.roomId + facts.grant.join() + facts.grant.publish() + facts.grant.streamIds();
        } catch (KitTokenError refusal) {
            return refusal.code() + " " + refusal.claim();
        }
    }

    @Test
    void ofAPayloadMeansWhatTheStrictReaderSays() {
        eachNear(PAYLOAD, near -> {
            if (near.endsWith("}")) {
                // A key of an application is no fault, and takes the longer way.
                String longer = near.substring(0, near.length() - 1) + ",\"x-a\":1}";
                assertEquals(factsOf(longer), factsOf(near), near);
            }
        });
    }

    private static String fieldsOf(Suffix suffix) {
        return suffix.userName + new String(suffix.fields.toJson(suffix.signature), ISO_8859_1);
    }

    @Test
    void ofASuffixMeansWhatTheStrictReaderSays() {
        for (SuffixFields fields : Arrays.asList(
                new SuffixFields(1234567890, "ada", "lobby", "Zo%C3%AB", null),
                new SuffixFields(1234567890, "ada", "", "Ada", "{\"role\":\"host\"}"))) {
            AtomicInteger taken = new AtomicInteger();
            eachNear(new String(fields.toJson(Signature.parse(SIG)), ISO_8859_1), near -> {
                Suffix own = Names.isPrintable(near) ? SuffixReader.readOwn(near) : null;
                if (own == null) {
                    return;
                }
                assertEquals(fieldsOf(SuffixReader.readAny(near, true, Reading.OWN)), fieldsOf(own), near);
                taken.incrementAndGet();
            });
            assertTrue(taken.get() > 1000);
        }
    }
}
