package io.roompass.token;

import static io.roompass.token.People.APP_ID;
import static io.roompass.token.People.OTHER_SECRET;
import static io.roompass.token.People.SECRET;
import static io.roompass.token.People.key;
import static io.roompass.token.People.repeat;
import static java.util.Arrays.asList;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyringTest {
    private static Key previous(String letter) {
        return new Key(APP_ID, repeat(letter, 32)).withState(KeyState.PREVIOUS);
    }

    @Test
    void namesItsAppsInTheOrderOfTheirFirstKeys() {
        Keyring keys = Keyring.of(key(), new Key(7, OTHER_SECRET), previous("a"));
        assertEquals(asList(APP_ID, 7L), keys.appIds());
        assertEquals(
                asList(APP_ID, APP_ID, 7L),
                keys.keys().stream().map(KeyInfo::appId).collect(toList()));
    }

    @Test
    void triesNextBeforeActiveBeforePrevious() {
        Keyring keys = Keyring.of(
                previous("r").withState(KeyState.RETIRED),
                previous("p"),
                key(),
                previous("n").withState(KeyState.NEXT));
        assertEquals(
                asList(KeyState.NEXT, KeyState.ACTIVE, KeyState.PREVIOUS, KeyState.RETIRED),
                keys.keys().stream().map(KeyInfo::state).collect(toList()));
    }

    @Test
    void triesTheKeysOfAllAppsInTheOrderOfTheirStates() {
        Keyring keys = Keyring.of(key(), new Key(7, OTHER_SECRET).withState(KeyState.NEXT));
        assertEquals(
                asList(7L, APP_ID),
                keys.all().verifying.stream().map(AppKey::appId).collect(toList()));
    }

    @Test
    void verifiesNothingWithRetiredKeys() {
        Keyring retired = Keyring.of(key().withState(KeyState.RETIRED));
        KitTokenError kitToken = assertThrows(
                KitTokenError.class, () -> Roompass.verify(People.adasToken(People.keys()), retired, People.VERIFYING));
        KitTokenError token04 = assertThrows(
                KitTokenError.class,
                () -> Roompass.verifyToken04(People.adasToken04(People.keys()), retired, People.VERIFYING));
        assertEquals(asList(Code.KEY_UNKNOWN, Code.KEY_UNKNOWN), asList(kitToken.code(), token04.code()));
    }

    @Test
    void verifiesAndDoesNotMintWithKeysBeforeAndAfterARotation() {
        for (KeyState state : asList(KeyState.NEXT, KeyState.PREVIOUS)) {
            Keyring keys = Keyring.of(key().withState(state));
            assertEquals(
                    "ada",
                    Roompass.verify(People.adasToken(People.keys()), keys, People.VERIFYING)
                            .userId());
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> People.adasToken(keys));
            assertTrue(refused.getMessage().startsWith("input.appId "), refused.getMessage());
        }
    }

    @Test
    void saysWhatATokenInGcmFormIsWorth() {
        String token =
                Roompass.mintToken04(People.adaAlone().format(Format.GCM).build(), People.keys(), People.MINTING);
        String foreign = foreignGcm();
        Keyring accepting = Keyring.of(key().withGcm(GcmPolicy.ACCEPT));
        Keyring trusting = Keyring.of(key().withGcm(GcmPolicy.TRUST));
        Keyring refusing = Keyring.of(key().withGcm(GcmPolicy.REFUSE));
        assertEquals(Trust.SEALED, trustOf(token, accepting));
        assertEquals(Trust.BARE, trustOf(foreign, accepting));
        assertEquals(Trust.SEALED, trustOf(foreign, trusting));
        KitTokenError refused = assertThrows(KitTokenError.class, () -> trustOf(token, refusing));
        assertEquals(Code.TOKEN_ENVELOPE, refused.code());
    }

    private static Trust trustOf(String token04, Keyring keys) {
        VerifyOptions options = People.verifying().accept(Trust.BARE).build();
        return Roompass.verifyToken04(token04, keys, options).trust();
    }

    /** As another maker with the secret of app APP_ID would make it: sealed for another app ID, and so under another nonce. */
    private static String foreignGcm() {
        return Forgery.gcm(SECRET, "nonce-12byte", People.NOW, People.NOW + 60);
    }

    @Test
    void knowsHowWeakASecretIs() {
        assertTrue(Keyring.isWeakServerSecret("0123456789abcdef0123456789abcdef"));
        assertTrue(Keyring.isWeakServerSecret("aabbaabbaabbaabbaabbaabbaabbaabb"));
        assertFalse(Keyring.isWeakServerSecret(SECRET));
        assertTrue(Keyring.of(previous("a")).keys().get(0).weak());
        assertFalse(People.keys().keys().get(0).weak());
    }

    static Stream<Arguments> wrongKeys() {
        Key good = key();
        return Stream.of(
                wrong("keys "),
                wrong("keys[0].appId ", new Key(0, SECRET)),
                wrong("keys[0].appId ", new Key(-1, SECRET)),
                wrong("keys[0].appId ", new Key(1L << 32, SECRET)),
                wrong("keys[0].serverSecret ", new Key(1, SECRET.substring(1))),
                wrong("keys[0].serverSecret ", new Key(1, repeat("é", 16))),
                wrong("keys[0].serverSecret ", new Key(1, repeat("é", 32))),
                wrong("keys[0].serverSecret ", new Key(1, SECRET.substring(1) + "\n")),
                wrong("keys[1].serverSecret ", good, new Key(2, repeat("a", 64))),
                wrong("keys[1].serverSecret is in", good, good.withState(KeyState.PREVIOUS)),
                wrong("keys[1].state ", good, new Key(APP_ID, OTHER_SECRET)),
                wrong("keys[4] ", good, previous("a"), previous("b"), previous("c"), previous("d")));
    }

    private static Arguments wrong(String message, Key... keys) {
        return Arguments.of(message, keys);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("wrongKeys")
    void refusesAndNamesTheKeyWithoutShowingIt(String message, Key... keys) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Keyring.of(keys));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
        for (Key key : keys) {
            assertFalse(refused.getMessage().contains(key.serverSecret));
        }
    }

    @Test
    void namesWhatIsNull() {
        assertEquals("keys[0] must not be null", nullOf(null, null).getMessage());
        assertEquals(
                "keys[0].serverSecret must not be null",
                nullOf(new Key(1, null)).getMessage());
        assertEquals(
                "keys[0].state must not be null", nullOf(key().withState(null)).getMessage());
        assertEquals("keys[0].gcm must not be null", nullOf(key().withGcm(null)).getMessage());
    }

    private static NullPointerException nullOf(Key... keys) {
        return assertThrows(NullPointerException.class, () -> Keyring.of(keys));
    }

    @Test
    void cannotBeChangedByWhatItGives() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> People.keys().appIds().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> People.keys().keys().clear());
    }
}
