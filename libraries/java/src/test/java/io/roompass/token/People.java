package io.roompass.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.roompass.token.internal.codec.Base64Text;

/** Who and what the tests are about. */
final class People {
    static final long APP_ID = 1234567890;
    // roompass-scan-allow: made up for tests
    static final String SECRET = "b1a946d0c2e84f57903d6ea1f8b25c74";
    static final String OTHER_SECRET = "77aa50bd1f3c4e0e9d2b86c4e0f1a935";
    static final long NOW = 1767225600;

    static final String ADAS_SUFFIX =
            "{\"userID\":\"ada\",\"roomID\":\"lobby\",\"userName\":\"Ada%20L\",\"appID\":1234567890}";

    static final MintOptions MINTING =
            MintOptions.builder().now(() -> NOW).random(bytes -> {}).build();
    static final VerifyOptions VERIFYING = verifying().build();

    private People() {}

    static Key key() {
        return new Key(APP_ID, SECRET);
    }

    static Keyring keys() {
        return Keyring.of(key());
    }

    static VerifyOptions.Builder verifying() {
        return VerifyOptions.builder().now(() -> NOW);
    }

    static MintInput.Builder ada() {
        return MintInput.builder()
                .userId("ada")
                .roomId("lobby")
                .userName("Ada L")
                .expiresIn(3600);
    }

    static String adasToken(Keyring keys) {
        return Roompass.mint(ada().build(), keys, MINTING);
    }

    static Token04Input.Builder adaAlone() {
        return Token04Input.builder().userId("ada").expiresIn(3600);
    }

    static String adasToken04(Keyring keys) {
        return Roompass.mintToken04(adaAlone().build(), keys, MINTING);
    }

    /** An unsigned suffix around a Token04, as the official client puts it. */
    static String kitOf(String token04, String suffixJson) {
        return token04 + "#" + Base64Text.encode(suffixJson.getBytes(ISO_8859_1));
    }

    static String repeat(String text, int times) {
        StringBuilder repeated = new StringBuilder();
        for (int i = 0; i < times; i++) {
            repeated.append(text);
        }
        return repeated.toString();
    }
}
