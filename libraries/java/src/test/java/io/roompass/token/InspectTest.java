package io.roompass.token;

import static io.roompass.token.People.ADAS_SUFFIX;
import static io.roompass.token.People.APP_ID;
import static io.roompass.token.People.NOW;
import static io.roompass.token.People.OTHER_SECRET;
import static io.roompass.token.People.SECRET;
import static io.roompass.token.People.VERIFYING;
import static io.roompass.token.People.ada;
import static io.roompass.token.People.adasToken;
import static io.roompass.token.People.adasToken04;
import static io.roompass.token.People.keys;
import static io.roompass.token.People.kitOf;
import static io.roompass.token.People.repeat;
import static io.roompass.token.People.verifying;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Arrays.asList;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.internal.codec.Base64Text;
import io.roompass.token.internal.codec.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectTest {
    private static Report inspect(String text, Keyring keys) {
        return Roompass.inspect(text, keys, VERIFYING, null);
    }

    private static List<Code> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).collect(toList());
    }

    @Test
    void showsEveryLayer() {
        String token = Roompass.mint(ada().ext("x").build(), keys(), People.MINTING);
        Report report = inspect(token, keys());
        assertTrue(report.isOk());
        assertEquals(Optional.empty(), report.primary());
        Layers layers = report.layers();
        FrameLayer frame = layers.frame().get();
        assertEquals(asList(token.length(), "04", 1), asList(frame.length(), frame.prefix(), frame.separators()));
        EnvelopeLayer envelope = layers.envelope().get();
        assertEquals(
                asList(Format.CBC, NOW + 3600, 112),
                asList(envelope.format(), envelope.expiresAt(), envelope.ciphertextLength()));
        SuffixLayer suffix = layers.suffix().get();
        assertEquals(
                asList(APP_ID, "ada", "lobby", "Ada L", "x"),
                asList(
                        suffix.appId(),
                        suffix.userId(),
                        suffix.roomId(),
                        suffix.userName(),
                        suffix.ext().get()));
        KeyInfo key = layers.key().get();
        assertEquals(
                asList(APP_ID, suffix.signedWith().get(), KeyState.ACTIVE, false),
                asList(key.appId(), key.kid(), key.state(), key.weak()));
        ClaimsLayer claims = layers.claims().get();
        assertEquals(
                asList(APP_ID, "ada", 0, NOW, NOW + 3600, ""),
                asList(
                        claims.appId(),
                        claims.userId(),
                        claims.nonce(),
                        claims.issuedAt(),
                        claims.expiresAt(),
                        claims.payload()));
        assertEquals(Trust.SIGNED, layers.trust().get());
        assertEquals(asList(Generator.ROOMPASS), layers.generators());
    }

    @Test
    void looksAtTheOutsideAloneWithoutKeys() {
        Report report = inspect(adasToken(keys()), null);
        assertTrue(report.isOk());
        assertTrue(report.layers().suffix().isPresent());
        assertFalse(report.layers().claims().isPresent());
        assertFalse(report.layers().trust().isPresent());
        VerifyOptions late = VerifyOptions.builder().now(() -> NOW + 3600).build();
        Report expired = Roompass.inspect(adasToken(keys()), null, late, null);
        assertEquals(Code.TOKEN_EXPIRED, expired.primary().get());
    }

    @Test
    void findsEverythingThatIsWrongInItsOrder() {
        VerifyOptions options = VerifyOptions.builder()
                .now(() -> NOW + 7200)
                .userId("bob")
                .roomId("vault")
                .accept(Trust.SIGNED)
                .maxLifetime(60)
                .build();
        String token = kitOf(adasToken04(keys()), ADAS_SUFFIX.replace("ada", "eve"));
        Report report = Roompass.inspect(token, keys(), options, null);
        assertEquals(
                asList(
                        Code.TOKEN_EXPIRED,
                        Code.USER_MISMATCH,
                        Code.LIFETIME_TOO_LONG,
                        Code.ROOM_MISMATCH,
                        Code.TRUST_TOO_LOW),
                codes(report.problems()));
        for (Problem problem : report.problems()) {
            assertTrue(problem.message().startsWith(problem.code().message()), problem.message());
            assertEquals(problem.code().fix(), problem.fix());
        }
        assertEquals(asList(Code.SUFFIX_UNPROVEN), codes(report.warnings()));
    }

    @Test
    void opensWhatWasChangedAfterSigning() {
        Frame frame = Frame.split(adasToken(keys()), Reading.OWN);
        String json = new String(Base64Text.decode(frame.suffix), UTF_8);
        Report report = inspect(kitOf(frame.token04, json.replace("lobby", "vault")), keys());
        assertEquals(asList(Code.SIGNATURE_INVALID), codes(report.problems()));
        assertTrue(report.layers().claims().isPresent());
        assertEquals(Trust.SEALED, report.layers().trust().get());
    }

    @Test
    void triesNoKeyOfAnotherApp() {
        Report report = inspect(adasToken(keys()), Keyring.of(new Key(5, SECRET)));
        assertEquals(asList(Code.KEY_UNKNOWN), codes(report.problems()));
        assertFalse(report.layers().key().isPresent());
    }

    @Test
    void takesAnyText() {
        assertEquals(Code.NOT_TEXT, primary(null));
        assertEquals(Code.EMPTY, primary(""));
        assertEquals(Code.TOKEN_MISSING, primary("#"));
        assertEquals(Code.NOT_A_KIT_TOKEN, primary("\0\u00ff"));
        assertEquals(Code.NOT_A_KIT_TOKEN, primary("\ud83d"));
        assertEquals(Code.NOT_A_KIT_TOKEN, primary(repeat("0", 120)));
        assertEquals(Code.TOKEN_MALFORMED, primary("04\ud83d" + ADAS_SUFFIX));
        assertEquals(Code.TOKEN_ENVELOPE, primary(repeat("04", 61)));
        assertEquals(Code.TOKEN_MALFORMED, primary(repeat("04", 100_000)));
        assertEquals(Code.TOKEN_MISSING, primary(repeat("#", 100_000)));
        assertEquals(Code.TRUNCATED, primary(kitOf("04AAAA", ADAS_SUFFIX)));
        assertEquals(Code.TOKEN_MALFORMED, primary(repeat("x", 262_145)));
        assertEquals(Code.NOT_A_KIT_TOKEN, primary(repeat("[", 200_000)));
        assertEquals(Code.NOT_A_KIT_TOKEN, primary(repeat("{\"a\":", 50_000)));
    }

    private static Code primary(String text) {
        return inspect(text, keys()).primary().get();
    }

    @Test
    void agreesWithVerifyingAboutDamagedTokens() {
        String good = Roompass.mint(ada().grant(Grant.PUBLISH).build(), keys(), People.MINTING);
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(good);
            int at = random.nextInt(good.length());
            if (random.nextBoolean()) {
                text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            } else {
                text.delete(at, Math.min(good.length(), at + 1 + random.nextInt(8)));
            }
            assertEquals(
                    takes(text.toString()), inspect(text.toString(), keys()).isOk(), text.toString());
        }
    }

    private static boolean takes(String text) {
        try {
            Roompass.verify(text, keys(), VERIFYING);
            return true;
        } catch (KitTokenError refused) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "95, 95 seconds",
        "299, 299 seconds",
        "330, 6 minutes",
        "7199, 120 minutes",
        "9000, 3 hours",
        "80000, 22 hours"
    })
    void tellsHowFarTheClockIsAhead(long ahead, String said) {
        byte[] claims = Forgery.claims(NOW + ahead, NOW + ahead + 60, "").getBytes(UTF_8);
        String token = Forgery.cbc(SECRET, "0123456789abcdef", NOW + ahead + 60, claims);
        Problem first = inspect(token, keys()).problems().get(0);
        assertEquals(Code.CLOCK_AHEAD, first.code());
        assertTrue(first.message().endsWith("It is so by " + said + "."), first.message());
    }

    @Test
    void takesADateFarAheadForOneThatIsMeant() {
        long day = NOW + 5 * 86400 / 2;
        byte[] claims = Forgery.claims(day, day + 60, "").getBytes(UTF_8);
        Report report = inspect(Forgery.cbc(SECRET, "0123456789abcdef", day + 60, claims), keys());
        assertEquals(Code.NOT_YET_VALID, report.primary().get());
        assertTrue(report.problems().get(0).message().endsWith("by 3 days."));
    }

    @Test
    void namesTheOtherKeyThatFits() {
        Keyring rotated = Keyring.of(
                new Key(APP_ID, OTHER_SECRET), People.key().withState(KeyState.RETIRED), new Key(7, repeat("x", 32)));
        Problem retired = inspect(adasToken04(keys()), rotated).problems().get(0);
        assertEquals(Code.KEY_RETIRED, retired.code());
        assertTrue(retired.message()
                .endsWith("It is the key " + keys().keys().get(0).kid() + "."));
        Keyring two = Keyring.of(new Key(APP_ID, OTHER_SECRET), new Key(7, SECRET));
        String unsigned = kitOf(adasToken04(keys()), ADAS_SUFFIX);
        Problem other = inspect(unsigned, two).problems().get(0);
        assertEquals(Code.KEY_OF_ANOTHER_APP, other.code());
        assertTrue(other.message().endsWith("It is app 7."), other.message());
    }

    @Test
    void expectsOneOfTheTwoKindsOfTokens() {
        Report report = Roompass.inspect(adasToken04(keys()), keys(), VERIFYING, Kind.KIT_TOKEN);
        assertEquals(Code.TOKEN04_GIVEN, report.primary().get());
        assertEquals(Kind.TOKEN04, report.kind());
        assertThrows(
                IllegalArgumentException.class,
                () -> Roompass.inspect("", keys(), verifying().build(), Kind.JWT));
    }
}
