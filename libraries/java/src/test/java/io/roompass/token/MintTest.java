package io.roompass.token;

import static io.roompass.token.People.MINTING;
import static io.roompass.token.People.NOW;
import static io.roompass.token.People.VERIFYING;
import static io.roompass.token.People.ada;
import static io.roompass.token.People.adaAlone;
import static io.roompass.token.People.keys;
import static io.roompass.token.People.repeat;
import static java.util.Arrays.asList;
import static java.util.Collections.emptyList;
import static java.util.Collections.nCopies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MintTest {
    private static final String GOOD_PAYLOAD = "{\"room_id\":\"lobby\",\"privilege\":{\"1\":1,\"2\":0}}";

    @Test
    void signsWhatVerifyingProves() {
        MintInput input = ada().grant(Grant.PUBLISH).ext("seat=7").build();
        Pass pass = Roompass.verify(Roompass.mint(input, keys(), MINTING), keys(), VERIFYING);
        assertEquals(Trust.SIGNED, pass.trust());
        assertEquals(
                asList("ada", "lobby", "Ada L", "seat=7"),
                asList(
                        pass.userId(),
                        pass.roomId().get(),
                        pass.userName().get(),
                        pass.ext().get()));
        assertEquals(Grant.PUBLISH, pass.grant());
        assertEquals(asList(NOW, NOW + 3600), asList(pass.issuedAt(), pass.expiresAt()));
    }

    @Test
    void hasAClockAndRandomnessOfItsOwn() {
        MintInput input = ada().build();
        String one = Roompass.mint(input, keys());
        String other = Roompass.mint(input, keys());
        assertNotEquals(one, other);
        long age =
                System.currentTimeMillis() / 1000 - Roompass.verify(one, keys()).issuedAt();
        assertTrue(age >= 0 && age < 60, "minted " + age + " seconds ago");
    }

    @Test
    void takesTheNonceWithoutItsSign() {
        MintOptions ones = MintOptions.builder()
                .now(() -> NOW)
                .random(bytes -> java.util.Arrays.fill(bytes, (byte) -1))
                .build();
        String token = Roompass.mintToken04(adaAlone().build(), keys(), ones);
        Report report = Roompass.inspect(token, keys(), VERIFYING, null);
        assertEquals(Integer.MAX_VALUE, report.layers().claims().get().nonce());
    }

    @Test
    void sealsNothingIntoThePayloadWithoutAGrant() {
        Pass pass = Roompass.verifyToken04(People.adasToken04(keys()), keys(), VERIFYING);
        assertEquals("", pass.payload());
        assertEquals(Optional.empty(), pass.roomId());
        assertEquals(Grant.PUBLISH, pass.grant());
    }

    @Test
    void takesAPayloadThatWasMadeElsewhere() {
        String token = Roompass.mintToken04(adaAlone().payload(GOOD_PAYLOAD).build(), keys(), MINTING);
        Pass pass = Roompass.verifyToken04(token, keys(), VERIFYING);
        assertEquals(GOOD_PAYLOAD, pass.payload());
        assertEquals(Grant.JOIN, pass.grant());
    }

    @Test
    void takesAnEmptyListOfStreamsForNone() {
        MintInput input = ada().grant(Grant.PUBLISH.withStreamIds(emptyList())).build();
        Pass pass = Roompass.verify(Roompass.mint(input, keys(), MINTING), keys(), VERIFYING);
        assertTrue(pass.payload().endsWith("\"stream_id_list\":[]}"), pass.payload());
        assertEquals(Optional.empty(), pass.grant().streamIds());
    }

    @Test
    void takesAnEmptyExtensionForNone() {
        String token = Roompass.mint(ada().ext("").build(), keys(), MINTING);
        assertEquals(People.adasToken(keys()), token);
    }

    @Test
    void mintsForOneOfSeveralApps() {
        Keyring both = Keyring.of(People.key(), new Key(7, People.OTHER_SECRET));
        String token = Roompass.mint(ada().appId(7).build(), both, MINTING);
        assertEquals(7, Roompass.verify(token, both, VERIFYING).appId());
    }

    static Stream<Arguments> wrongInputs() {
        String surrogate = "\ud83d";
        return Stream.of(
                wrong("input.appId ", ada().appId(2)),
                wrong("input.userId ", ada().userId("")),
                wrong("input.userId ", ada().userId("Zoë")),
                wrong("input.userId ", ada().userId("ada l")),
                wrong("input.userId ", ada().userId(repeat("a", 65))),
                wrong("input.roomId ", ada().roomId("")),
                wrong("input.roomId ", ada().roomId("a#b")),
                wrong("input.roomId ", ada().roomId(repeat("r", 129))),
                wrong("input.userName ", ada().userName(repeat("é", 129))),
                wrong("input.userName ", ada().userName(surrogate)),
                wrong("input.userName ", ada().userName("a" + surrogate + "b")),
                wrong("input.userName ", ada().userName("\ude00\ud83d")),
                wrong("input.userName ", ada().userName("a\nb")),
                wrong("input.userName ", ada().userName("a\u202eb")),
                wrong("input.ext ", ada().ext("é")),
                wrong("input.ext ", ada().ext(repeat("x", 513))),
                wrong("input.ext is too long", longest().ext(repeat("\"", 512))),
                wrong("input.expiresIn ", ada().expiresIn(0)),
                wrong("input.expiresIn ", ada().expiresIn(-1)),
                wrong("input.expiresIn ", ada().expiresIn(86401)),
                wrong("input.grant.streamIds ", ada().grant(Grant.JOIN.withStreamIds(nCopies(101, "s")))),
                wrong("input.grant.streamIds ", ada().grant(Grant.JOIN.withStreamIds(nCopies(1, repeat("é", 129))))),
                wrong("input.grant.streamIds ", ada().grant(Grant.JOIN.withStreamIds(nCopies(1, surrogate)))),
                wrong("input.grant.streamIds ", ada().grant(Grant.JOIN.withStreamIds(nCopies(1, null)))),
                wrong(
                        "input.grant.streamIds make",
                        ada().grant(Grant.JOIN.withStreamIds(nCopies(9, repeat("s", 128))))));
    }

    private static MintInput.Builder longest() {
        return ada().userId(repeat("u", 64)).roomId(repeat("r", 128)).userName(repeat("é", 128));
    }

    private static Arguments wrong(String message, MintInput.Builder input) {
        return Arguments.of(message, input);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("wrongInputs")
    void namesTheArgumentThatIsWrong(String message, MintInput.Builder input) {
        assertNames(message, () -> Roompass.mint(input.build(), keys(), MINTING));
    }

    static Stream<Arguments> wrongToken04Inputs() {
        return Stream.of(
                Arguments.of("input.userId ", adaAlone().userId("")),
                Arguments.of("input.roomId must be", adaAlone().roomId("").grant(Grant.JOIN)),
                Arguments.of("input.roomId is sealed", adaAlone().roomId("lobby")),
                Arguments.of("input.payload takes", adaAlone().payload("").grant(Grant.JOIN)),
                Arguments.of("input.payload takes", adaAlone().payload("").roomId("lobby")),
                Arguments.of("input.payload must be", adaAlone().payload("{}x")),
                Arguments.of("input.payload must be", adaAlone().payload("{\"demo\":\"\"}")),
                Arguments.of("input.payload must be", adaAlone().payload("{\"room_id\":\"\ud83d\"}")),
                Arguments.of("input.payload must be", adaAlone().payload("{\"room_id\":\"a b\"}")),
                Arguments.of("input.expiresIn ", adaAlone().expiresIn(0)));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("wrongToken04Inputs")
    void namesTheArgumentThatIsWrongInAToken04(String message, Token04Input.Builder input) {
        assertNames(message, () -> Roompass.mintToken04(input.build(), keys(), MINTING));
    }

    @Test
    void namesTheOptionThatIsWrong() {
        MintInput input = ada().build();
        assertNames("options.maxLifetime ", () -> mintWith(MintOptions.builder().maxLifetime(0)));
        assertNames("input.expiresIn ", () -> mintWith(MintOptions.builder().maxLifetime(3599)));
        assertNames("options.now ", () -> mintWith(MintOptions.builder().now(() -> 0)));
        assertNames("options.now ", () -> mintWith(MintOptions.builder().now(() -> 253402300799L)));
        Keyring both = Keyring.of(People.key(), new Key(7, People.OTHER_SECRET));
        assertNames("input.appId must be given", () -> Roompass.mint(input, both, MINTING));
        Keyring refusing = Keyring.of(People.key().withGcm(GcmPolicy.REFUSE));
        assertNames(
                "input.format ", () -> Roompass.mint(ada().format(Format.GCM).build(), refusing, MINTING));
    }

    private static void mintWith(MintOptions.Builder options) {
        Roompass.mint(ada().build(), keys(), options.build());
    }

    @Test
    void namesWhatIsNull() {
        assertNull("input", () -> Roompass.mint(null, keys()));
        assertNull("keys", () -> Roompass.mint(ada().build(), null));
        assertNull("options", () -> Roompass.mint(ada().build(), keys(), null));
        assertNull("input.userId", () -> Roompass.mint(ada().userId(null).build(), keys()));
        assertNull("input.roomId", () -> Roompass.mint(ada().roomId(null).build(), keys()));
        assertNull("input.userName", () -> Roompass.mint(ada().userName(null).build(), keys()));
        assertNull("input.format", () -> Roompass.mint(ada().format(null).build(), keys()));
        assertNull("input", () -> Roompass.mintToken04(null, keys()));
        assertNull("options.now", () -> mintWith(MintOptions.builder().now(null)));
    }

    private static void assertNames(String message, Executable call) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
        assertFalse(refused.getMessage().contains(People.SECRET));
    }

    private static void assertNull(String argument, Executable call) {
        assertEquals(
                argument + " must not be null",
                assertThrows(NullPointerException.class, call).getMessage());
    }
}
