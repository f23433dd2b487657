package im.zego.serverassistant.utils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.zego.serverassistant.utils.TokenServerAssistant.ErrorCode;
import im.zego.serverassistant.utils.TokenServerAssistant.TokenInfo;
import io.roompass.token.Grant;
import io.roompass.token.Key;
import io.roompass.token.Keyring;
import io.roompass.token.Pass;
import io.roompass.token.Roompass;
import io.roompass.token.Trust;
import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Envelope;
import io.roompass.token.internal.codec.Reading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenServerAssistantTest {
    private static final long APP_ID = 1222222222L;
    private static final String SECRET = "12345678900987654321123456789012";
    private static final Keyring KEYS = Keyring.of(new Key(APP_ID, SECRET));

    private static TokenInfo generate(String payload) {
        return TokenServerAssistant.generateToken04(APP_ID, "test_user", SECRET, 300, payload);
    }

    @Test
    void isCalledAsTheOfficialSamplesCallIt() {
        TokenServerAssistant.VERBOSE = false;
        String payload = "{\"room_id\":\"demo\",\"privilege\":{\"" + TokenServerAssistant.PrivilegeKeyLogin + "\":"
                + TokenServerAssistant.PrivilegeEnable + ",\"" + TokenServerAssistant.PrivilegeKeyPublish + "\":"
                + TokenServerAssistant.PrivilegeDisable + "},\"stream_id_list\":null}";
        TokenServerAssistant.TokenInfo token = generate(payload);
        assertTrue(token.error == null || token.error.code == TokenServerAssistant.ErrorCode.SUCCESS);
        Pass pass = Roompass.verifyToken04(token.data, KEYS);
        assertEquals(Trust.SEALED, pass.trust());
        assertEquals("test_user", pass.userId());
        assertEquals("demo", pass.roomId().get());
        assertEquals(Grant.JOIN, pass.grant());
        assertEquals(300, pass.expiresAt() - pass.issuedAt());
    }

    @Test
    void printsItsResultAsTheOfficialOneDoes() {
        TokenInfo token = generate("");
        assertEquals(
                "TokenInfo {\"error\": {\"code\": 0, \"message\": \"\"}, \"data\": \"" + token.data + "\"}",
                token.toString());
        TokenInfo refused = TokenServerAssistant.generateToken04(0, "test_user", SECRET, 300, "");
        assertEquals(
                "TokenInfo {\"error\": {\"code\": 1, \"message\": \"illegal appId\"}, \"data\": \"\"}",
                refused.toString());
    }

    @Test
    void hasTheNumbersOfTheOfficialCodes() {
        int[] numbers =
                Arrays.stream(ErrorCode.values()).mapToInt(code -> code.value).toArray();
        assertEquals("[0, 1, 3, 5, 6, -1]", Arrays.toString(numbers));
    }

    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                wrong(ErrorCode.ILLEGAL_APP_ID, "illegal appId", 0, "ada", SECRET, 60),
                wrong(ErrorCode.ILLEGAL_APP_ID, "illegal appId", -1, "ada", SECRET, 60),
                wrong(ErrorCode.ILLEGAL_APP_ID, "illegal appId", 1L << 32, "ada", SECRET, 60),
                wrong(ErrorCode.ILLEGAL_USER_ID, "illegal userId", 1, null, SECRET, 60),
                wrong(ErrorCode.ILLEGAL_USER_ID, "illegal userId", 1, new String(""), SECRET, 60),
                wrong(ErrorCode.ILLEGAL_USER_ID, "illegal userId", 1, "Zoë", SECRET, 60),
                wrong(ErrorCode.ILLEGAL_USER_ID, "illegal userId", 1, SECRET + SECRET + "x", SECRET, 60),
                wrong(ErrorCode.ILLEGAL_SECRET, "illegal secret", 1, "ada", null, 60),
                wrong(ErrorCode.ILLEGAL_SECRET, "illegal secret", 1, "ada", "", 60),
                wrong(ErrorCode.ILLEGAL_SECRET, "illegal secret", 1, "ada", SECRET + "x", 60),
                wrong(ErrorCode.ILLEGAL_SECRET, "illegal secret", 1, "ada", SECRET.replace('1', 'é'), 60),
                wrong(ErrorCode.ILLEGAL_EFFECTIVE_TIME, "effectiveTimeInSeconds must > 0", 1, "ada", SECRET, 0),
                wrong(ErrorCode.ILLEGAL_EFFECTIVE_TIME, "effectiveTimeInSeconds must > 0", 1, "ada", SECRET, -1),
                // In the order of the official checks.
                wrong(ErrorCode.ILLEGAL_APP_ID, "illegal appId", 0, "", "", 0),
                wrong(ErrorCode.ILLEGAL_USER_ID, "illegal userId", 1, "", "", 0),
                wrong(ErrorCode.ILLEGAL_SECRET, "illegal secret", 1, "ada", "", 0));
    }

    private static Arguments wrong(
            ErrorCode code, String message, long appId, String userId, String secret, int seconds) {
        return Arguments.of(code, message, appId, userId, secret, seconds);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("wrongArguments")
    void tellsWhatIsWrongInItsResult(
            ErrorCode code, String message, long appId, String userId, String secret, int seconds) {
        TokenInfo refused = TokenServerAssistant.generateToken04(appId, userId, secret, seconds, "");
        assertEquals(code, refused.error.code);
        assertEquals(message, refused.error.message);
        assertEquals("", refused.data);
    }

    @Test
    void takesAnyPayloadThatIsText() {
        assertEquals("", Roompass.verifyToken04(generate(null).data, KEYS).payload());
        assertEquals(ErrorCode.SUCCESS, generate("{\"payload\":\"payload\"}").error.code);
        assertEquals(ErrorCode.SUCCESS, generate("张").error.code);
        assertEquals(ErrorCode.OTHER, generate("\ud83d").error.code);
        assertEquals("illegal payload", generate(new String(new char[32751])).error.message);
    }

    @Test
    void drawsItsIvAnewEachTime() {
        assertNotEquals(
                Base64Text.encode(open(generate("")).iv()),
                Base64Text.encode(open(generate("")).iv()));
    }

    private static Envelope open(TokenInfo token) {
        return Envelope.parse(Base64Text.decode(token.data.substring(2)), Reading.OFFICIAL);
    }

    @Test
    void printsWhatIsWrongOnlyWhenAskedAndNeverAValue() throws UnsupportedEncodingException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, "UTF-8"));
        try {
            generate("");
            TokenServerAssistant.generateToken04(1, "ada", "short secret", 60, "");
            assertEquals("", printed.toString("UTF-8"));
            TokenServerAssistant.VERBOSE = true;
            generate("");
            TokenServerAssistant.generateToken04(1, "ada", "short secret", 60, "");
            assertEquals("illegal secret", printed.toString("UTF-8").trim());
        } finally {
            TokenServerAssistant.VERBOSE = false;
            System.setOut(before);
        }
    }
}
