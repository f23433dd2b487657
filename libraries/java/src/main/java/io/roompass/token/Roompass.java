package io.roompass.token;

import io.roompass.token.internal.names.Names;

/**
 * Mints, verifies and explains Kit Tokens: ZEGOCLOUD's Token04 and its readable suffix, byte for byte, and in addition
 * a proof of who made them.
 *
 * <p>A Kit Token says who may enter which room, under what name, with which rights and until when. What is minted here
 * is sealed, so that nobody else could have made the claims in it, and signed, so that nobody could have changed the
 * suffix. Verifying takes sealed and better, unless it is told otherwise.
 *
 * <p>All of it may be used by several threads at once. A token that is refused is a {@link KitTokenError} with a code
 * of a closed list; a call that is wrong is an {@link IllegalArgumentException}, or for null a {@link
 * NullPointerException}, that names the argument. Neither holds a part of a token, nor a secret.
 *
 * <p>ZEGOCLOUD's own generator is {@link im.zego.serverassistant.utils.TokenServerAssistant}.
 */
public final class Roompass {
    private Roompass() {}

    /** Mints under {@link MintOptions#DEFAULTS}. */
    public static String mint(MintInput input, Keyring keys) {
        return mint(input, keys, MintOptions.DEFAULTS);
    }

    /**
     * Mints a Kit Token, sealed and signed, with the active key of the app. Verifying takes it as {@link Trust#SIGNED},
     * and every ZEGOCLOUD client takes it, too.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    public static String mint(MintInput input, Keyring keys, MintOptions options) {
        return Minting.kitToken(
                Arguments.given("input", input), Arguments.given("keys", keys), Arguments.given("options", options));
    }

    /** Mints under {@link MintOptions#DEFAULTS}. */
    public static String mintToken04(Token04Input input, Keyring keys) {
        return mintToken04(input, keys, MintOptions.DEFAULTS);
    }

    /**
     * Mints a sealed Token04 without a suffix, for clients that take it alone.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    public static String mintToken04(Token04Input input, Keyring keys, MintOptions options) {
        return Minting.token04(
                Arguments.given("input", input), Arguments.given("keys", keys), Arguments.given("options", options));
    }

    /** Verifies under {@link VerifyOptions#DEFAULTS}. */
    public static Pass verify(String kitToken, Keyring keys) {
        return verify(kitToken, keys, VerifyOptions.DEFAULTS);
    }

    /**
     * Tells what a Kit Token proves, by the rules R1 to R31 of spec/kit-token.md.
     *
     * @param kitToken the token as it came; null is refused like any other text that is none
     * @throws KitTokenError when the token is refused
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    public static Pass verify(String kitToken, Keyring keys, VerifyOptions options) {
        Terms terms = Terms.of(Arguments.given("options", options));
        return Verifying.kitToken(kitToken, Arguments.given("keys", keys), terms);
    }

    /** Verifies under {@link VerifyOptions#DEFAULTS}. */
    public static Pass verifyToken04(String token04, Keyring keys) {
        return verifyToken04(token04, keys, VerifyOptions.DEFAULTS);
    }

    /**
     * Tells what a Token04 without a suffix proves. There is no signature, so {@link Trust#SEALED} is the best that it
     * can prove. Without the option {@code appId} every key of the keyring is tried.
     *
     * @param token04 the token as it came; null is refused like any other text that is none
     * @throws KitTokenError when the token is refused
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    public static Pass verifyToken04(String token04, Keyring keys, VerifyOptions options) {
        Terms terms = Terms.of(Arguments.given("options", options));
        return Verifying.token04(token04, Arguments.given("keys", keys), terms);
    }

    /** Inspects under {@link VerifyOptions#DEFAULTS}, as what the text looks like. */
    public static Report inspect(String text, Keyring keys) {
        return inspect(text, keys, VerifyOptions.DEFAULTS, null);
    }

    /**
     * Explains any text that may be a token: what it is, what every layer holds, everything that is wrong with it, and
     * what mends it. It is for people who help and for tools; whether someone may come in is the answer of {@link
     * #verify} alone.
     *
     * @param text anything, null among it; more than 262144 characters are not looked at
     * @param keys with them the sealed part is opened and shown, so do not give the report to someone who may not see
     *     it; with null only the outside is looked at
     * @param options what the token must prove
     * @param expected {@link Kind#KIT_TOKEN} or {@link Kind#TOKEN04}, which of the two belongs where the text was
     *     found; null for what it looks like
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    public static Report inspect(String text, Keyring keys, VerifyOptions options, Kind expected) {
        Terms terms = Terms.of(Arguments.given("options", options));
        if (expected != null && !Inspecting.isToken(expected)) {
            throw Arguments.wrong("expected", "must be KIT_TOKEN, TOKEN04 or null");
        }
        return Inspecting.explain(text, keys, terms, expected);
    }

    /**
     * Gives what is readable in a Kit Token without a key, of an expired one as well. Never decide anything by it:
     * whoever holds a token can write what they like there.
     *
     * @throws KitTokenError when it is no Kit Token
     */
    public static Shown read(String kitToken) {
        return Verifying.read(kitToken);
    }

    /** Whether a text can be a user ID: 1 to 64 ASCII letters, digits and {@code ~!@#$%^&*()_+=-`;',.<>/\}. */
    public static boolean isUserId(String text) {
        return text != null && Names.isUserId(text);
    }

    /**
     * Whether a text can be a room ID: 1 to 128 printable ASCII characters without space, {@code "}, {@code \} and
     * {@code #}.
     */
    public static boolean isRoomId(String text) {
        return text != null && Names.isRoomId(text);
    }

    /**
     * Whether a text can be a user name: well-formed text of at most 256 bytes of UTF-8, without control characters and
     * those that turn the direction of writing. The empty one is.
     */
    public static boolean isUserName(String text) {
        return text != null && Names.isUserName(text);
    }
}
