package io.roompass.token;

import static io.roompass.token.People.ADAS_SUFFIX;
import static io.roompass.token.People.APP_ID;
import static io.roompass.token.People.NOW;
import static io.roompass.token.People.OTHER_SECRET;
import static io.roompass.token.People.SECRET;
import static io.roompass.token.People.VERIFYING;
import static io.roompass.token.People.adaAlone;
import static io.roompass.token.People.adasToken;
import static io.roompass.token.People.adasToken04;
import static io.roompass.token.People.keys;
import static io.roompass.token.People.kitOf;
import static io.roompass.token.People.verifying;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roompass.token.internal.codec.Claims;
import io.roompass.token.internal.codec.Form;
import io.roompass.token.internal.codec.Reading;
import io.roompass.token.internal.crypto.SealingKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VerifyTest {
    private static Code refusal(Executable call) {
        return assertThrows(KitTokenError.class, call).code();
    }

    @Test
    void provesNothingByAnUnsignedSuffix() {
        Pass pass = Roompass.verify(kitOf(adasToken04(keys()), ADAS_SUFFIX), keys(), VERIFYING);
        assertEquals(Trust.SEALED, pass.trust());
        assertEquals(Optional.empty(), pass.roomId());
        assertEquals(Optional.empty(), pass.userName());
        assertEquals("lobby", pass.claimed().get().roomId().get());
        assertEquals("Ada L", pass.claimed().get().userName());
        VerifyOptions lobby = verifying().roomId("lobby").build();
        assertEquals(
                Code.ROOM_MISMATCH,
                refusal(() -> Roompass.verify(kitOf(adasToken04(keys()), ADAS_SUFFIX), keys(), lobby)));
    }

    @Test
    void takesNoSignatureOfAnotherApp() {
        Keyring both = Keyring.of(People.key(), new Key(2, OTHER_SECRET));
        // The holder of app 2 signs for the other one.
        SealingKey key = new SealingKey(2, OTHER_SECRET);
        byte[] raw = key.mint(new Claims(2, "ada", 0, NOW, NOW + 60, ""), Form.CBC, Reading.MAX_PLAINTEXT);
        SuffixFields fields = new SuffixFields(APP_ID, "ada", "lobby", "", null);
        String forged = Frame.join(raw, fields.toJson(Signature.of(key, fields, raw)));
        assertEquals(Code.KEY_UNKNOWN, refusal(() -> Roompass.verify(forged, both, VERIFYING)));
    }

    @Test
    void prefersTheKeyThatSealsAmongThoseThatOpen() {
        Keyring both = Keyring.of(new Key(1, SECRET), new Key(2, SECRET));
        String token = Roompass.mintToken04(adaAlone().appId(2).build(), both, People.MINTING);
        Pass pass = Roompass.verifyToken04(token, both, VERIFYING);
        assertEquals(2, pass.appId());
        assertEquals(Trust.SEALED, pass.trust());
    }

    @Test
    void takesAnEmptyIdThatIsAskedForForNoId() {
        String withRoom = adasToken(keys());
        String without = kitOf(adasToken04(keys()), ADAS_SUFFIX);
        VerifyOptions noRoom = verifying().roomId("").build();
        VerifyOptions noUser = verifying().userId("").build();
        assertEquals(Code.ROOM_MISMATCH, refusal(() -> Roompass.verify(withRoom, keys(), noRoom)));
        assertEquals(Code.ROOM_MISMATCH, refusal(() -> Roompass.verify(without, keys(), noRoom)));
        assertEquals(Code.USER_MISMATCH, refusal(() -> Roompass.verify(withRoom, keys(), noUser)));
    }

    @Test
    void takesAnAppIdThatIsNoneForAnUnknownApp() {
        VerifyOptions none = verifying().appId(0L).build();
        assertEquals(Code.KEY_UNKNOWN, refusal(() -> Roompass.verifyToken04(adasToken04(keys()), keys(), none)));
        assertEquals(Code.APP_MISMATCH, refusal(() -> Roompass.verify(adasToken(keys()), keys(), none)));
    }

    @Test
    void takesLifetimesWithoutLimitWhereAsked() {
        MintOptions long200Years =
                MintOptions.builder().now(() -> NOW).maxLifetime(Long.MAX_VALUE).build();
        long seconds = 200L * 365 * 24 * 60 * 60;
        String token = Roompass.mintToken04(adaAlone().expiresIn(seconds).build(), keys(), long200Years);
        VerifyOptions any = verifying().maxLifetime(Long.MAX_VALUE).build();
        VerifyOptions less = verifying().maxLifetime(seconds - 1).build();
        assertEquals(NOW + seconds, Roompass.verifyToken04(token, keys(), any).expiresAt());
        assertEquals(Code.LIFETIME_TOO_LONG, refusal(() -> Roompass.verifyToken04(token, keys(), less)));
    }

    @Test
    void tellsUsersApartThatUnicodeTakesForOne() {
        // R11 leaves only ASCII, so what compares is the same as what is seen.
        VerifyOptions kelvin = verifying().userId("\u212a").build();
        String token = Roompass.mintToken04(adaAlone().userId("K").build(), keys(), People.MINTING);
        assertEquals(Code.USER_MISMATCH, refusal(() -> Roompass.verifyToken04(token, keys(), kelvin)));
    }

    @Test
    void refusesAPayloadWithASurrogateThatStandsAlone() {
        byte[] claims = Forgery.claims(NOW, NOW + 60, "{\\\"room_id\\\":\\\"\\\\ud83d\\\"}")
                .getBytes(UTF_8);
        byte[] outside = Forgery.claims(NOW, NOW + 60, "\\ud83d").getBytes(UTF_8);
        VerifyOptions bare = verifying().accept(Trust.BARE).build();
        String token = Forgery.cbc(SECRET, "0123456789abcdef", NOW + 60, claims);
        // Bare, what is not understood grants nothing.
        Pass pass = Roompass.verifyToken04(token, keys(), bare);
        assertFalse(pass.grant().join());
        // Not even as text.
        String broken = Forgery.cbc(SECRET, "0123456789abcdef", NOW + 60, outside);
        assertEquals(Code.PAYLOAD_INVALID, refusal(() -> Roompass.verifyToken04(broken, keys(), bare)));
    }

    @Test
    void hasOneFailureForAllThatDoesNotOpen() {
        String token = adasToken04(keys());
        Keyring others = Keyring.of(new Key(APP_ID, OTHER_SECRET));
        KitTokenError wrongKey =
                assertThrows(KitTokenError.class, () -> Roompass.verifyToken04(token, others, VERIFYING));
        byte[] noText = {(byte) 0xff};
        byte[] notUtf8 = new byte[80];
        java.util.Arrays.fill(notUtf8, noText[0]);
        String broken = Forgery.cbc(SECRET, "0123456789abcdef", NOW + 60, notUtf8);
        KitTokenError wrongText =
                assertThrows(KitTokenError.class, () -> Roompass.verifyToken04(broken, keys(), VERIFYING));
        assertEquals(Code.TOKEN_UNDECRYPTABLE, wrongKey.code());
        assertEquals(wrongKey.getMessage(), wrongText.getMessage());
        assertEquals(wrongKey.claim(), wrongText.claim());
    }

    @Test
    void refusesNullLikeAnyTextThatIsNoToken() {
        assertEquals(Code.TOKEN_MALFORMED, refusal(() -> Roompass.verify(null, keys(), VERIFYING)));
        assertEquals(Code.TOKEN_MALFORMED, refusal(() -> Roompass.verifyToken04(null, keys(), VERIFYING)));
        assertEquals(Code.TOKEN_MALFORMED, refusal(() -> Roompass.read(null)));
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        assertNames("options.clockTolerance ", verifying().clockTolerance(-1));
        assertNames("options.clockTolerance ", verifying().clockTolerance(301));
        assertNames("options.maxLifetime ", verifying().maxLifetime(0));
        assertNames("options.maxLifetime ", verifying().maxLifetime(-1));
        assertNull(
                "options.accept",
                () -> Roompass.verify("", keys(), verifying().accept(null).build()));
        assertNull(
                "options.now",
                () -> Roompass.verify("", keys(), verifying().now(null).build()));
        assertNull("options", () -> Roompass.verify("", keys(), null));
        assertNull("keys", () -> Roompass.verify("", null));
        assertNull("keys", () -> Roompass.verifyToken04("", null));
    }

    private static void assertNames(String message, VerifyOptions.Builder options) {
        Executable[] calls = {
            () -> Roompass.verify("", keys(), options.build()),
            () -> Roompass.verifyToken04("", keys(), options.build()),
            () -> Roompass.inspect("", keys(), options.build(), null),
        };
        for (Executable call : calls) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, call);
            assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
        }
    }

    private static void assertNull(String argument, Executable call) {
        assertEquals(
                argument + " must not be null",
                assertThrows(NullPointerException.class, call).getMessage());
    }
}
