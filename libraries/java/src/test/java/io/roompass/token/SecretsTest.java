package io.roompass.token;

import static io.roompass.token.People.SECRET;
import static io.roompass.token.People.adasToken;
import static io.roompass.token.People.key;
import static io.roompass.token.People.keys;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.internal.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void printNowhere() {
        Keyring ring = keys();
        assertEquals("Key[appId=1234567890, state=active]", key().toString());
        assertEquals("Keyring[kid=" + ring.keys().get(0).kid() + "]", ring.toString());
        String shown = Arrays.asList(ring.all(), ring.all().active, ring.all().active.sealing, ring.keys())
                .toString();
        assertFalse(shown.contains(SECRET));
    }

    @Test
    void areInNothingThatCanBeSerialized() {
        assertThrows(NotSerializableException.class, () -> serialize(key()));
        assertThrows(NotSerializableException.class, () -> serialize(keys()));
        assertThrows(NotSerializableException.class, () -> serialize(keys().all().active.sealing));
    }

    @Test
    void refusalsTravelWithTheirCodeAndClaim() throws IOException, ClassNotFoundException {
        KitTokenError sent = new KitTokenError(Code.TOKEN_EXPIRED, "expire");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialize(sent)))) {
            KitTokenError received = (KitTokenError) in.readObject();
            assertEquals(sent.code(), received.code());
            assertEquals("expire", received.claim().get());
            assertEquals("token_expired (expire): The token has expired.", received.getMessage());
        }
    }

    private static byte[] serialize(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    @Test
    void noPartOfATokenIsInItsRefusal() {
        for (JsonValue test : SpecFiles.tests("hostile")) {
            String token = Vectors.textOrNull(test.get("token"));
            if (token == null) {
                continue;
            }
            KitTokenError refusal = assertThrows(KitTokenError.class, () -> verify(test, token));
            StringWriter shown = new StringWriter();
            refusal.printStackTrace(new PrintWriter(shown));
            for (int at = 0; at + 12 <= token.length(); at += 4) {
                assertFalse(
                        shown.toString().contains(token.substring(at, at + 12)),
                        test.get("id").text());
            }
        }
    }

    private static void verify(JsonValue test, String token) {
        VerifyOptions options = Vectors.options(test.get("options")).build();
        Vectors.verify(test.get("kind").text(), token, Vectors.keyring(test.get("keyring")), options);
    }

    @Test
    void noTokenIsInWhatAPassPrints() {
        Pass pass = Roompass.verify(adasToken(keys()), keys(), People.VERIFYING);
        assertTrue(pass.toString().length() < 100, pass.toString());
    }
}
