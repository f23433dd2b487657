<?php

namespace Roompass;

/**
 * Mints, verifies and explains Kit Tokens: ZEGOCLOUD's Token04 and its suffix, byte for byte, and who made them.
 */
final class KitToken
{
    /**
     * Mints a Kit Token, sealed and signed: verify takes it as signed, and every ZEGOCLOUD client takes it, too.
     *
     * @param array $input
     *     userId: 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\
     *     roomId: 1 to 128 printable ASCII characters without space, ", \ and #
     *     expiresIn: whole seconds from 1 to options.maxLifetime
     *     userName: text of any script without control characters, at most 256 bytes of UTF-8; default ""
     *     grant: a Grant or what makes one, sealed into the payload together with the room; without it the payload is
     *         empty, which restricts nothing
     *     appId: default: the only app of the keyring
     *     format: cbc (default), which every ZEGOCLOUD client takes, or gcm
     *     ext: up to 512 printable ASCII characters that the signature proves and the application reads; "" is none
     * @param array $options
     *     maxLifetime: seconds; default 86400, which is also the most that verify takes by default
     *     now: whole Unix seconds; default: the clock of this machine
     *     random: callable that gives that many random bytes; tests and vectors pass their own, nobody else should
     * @return string
     * @throws ArgumentError naming the argument that is wrong
     */
    public static function mint(array $input, Keyring $keys, array $options = [])
    {
        return Minting::kitToken($input, Vault::of($keys), $options);
    }

    /**
     * Mints a sealed Token04 without a suffix. What is not named here is as in mint.
     *
     * @param array $input
     *     userId, expiresIn, appId, format: as in mint
     *     grant, roomId: sealed together; without a grant the room has no place to stand
     *     payload: one that was made elsewhere, instead of grant and roomId
     * @return string
     * @throws ArgumentError naming the argument that is wrong
     */
    public static function mintToken04(array $input, Keyring $keys, array $options = [])
    {
        return Minting::token04($input, Vault::of($keys), $options);
    }

    /**
     * Verifies a Kit Token by the rules R1 to R31 of the specification.
     *
     * @param mixed $kitToken whatever came
     * @param array $options
     *     accept: the least trust that is taken: signed, sealed (default) or bare; with bare, longer tokens and
     *     stranger
     *         suffixes of others are read as well
     *     roomId: the room that the token must prove; a bare token proves none, there its words are compared
     *     userId: the user that the token must name
     *     appId: the app that the token must belong to; default: any app of the keyring
     *     now: Unix seconds; default: the clock of this machine
     *     clockTolerance: seconds for which an expired token is still taken, 0 (default) to 300
     *     maxLifetime: the longest lifetime in seconds that is taken; default 86400
     * @return Pass what was proved
     * @throws KitTokenError when the token is refused
     * @throws ArgumentError when an option is wrong
     */
    public static function verify($kitToken, Keyring $keys, array $options = [])
    {
        return Verification::ofKitToken($kitToken, Vault::of($keys), new Terms($options));
    }

    /**
     * Verifies a Token04 alone: there is no signature, so sealed is the best that it can prove. Without the option
     * appId every key of the keyring is tried. Options and errors are those of verify.
     *
     * @return Pass
     * @throws KitTokenError
     * @throws ArgumentError
     */
    public static function verifyToken04($token, Keyring $keys, array $options = [])
    {
        return Verification::ofToken04($token, Vault::of($keys), new Terms($options));
    }

    /**
     * Explains any text that may be a token: what it is, what every layer holds, everything that is wrong with it, and
     * what mends it. It does not throw, whatever the text is. For people who help and for tools: whether someone may
     * come in is verify's answer alone.
     *
     * @param Keyring|null $keys with keys the sealed part is opened and shown (do not give the report to someone who
     *     may not see it), and ok is true exactly when verify takes the text as it came, on the same terms
     * @param array $options those of verify, and expect: kit-token or token04, whichever belongs where the text was
     *     found; default: what it looks like
     * @return Report
     * @throws ArgumentError when an option is wrong
     */
    public static function inspect($text, $keys = null, array $options = [])
    {
        if ($keys !== null && !$keys instanceof Keyring) {
            throw new ArgumentError('keys must be a Keyring or null');
        }
        return Inspection::of($text, $keys === null ? null : Vault::of($keys), $options);
    }

    /**
     * Reads what is readable without a key; an expired token is read all the same. Never decide anything by it: whoever
     * holds a token can write what they like here.
     *
     * @return Shown
     * @throws KitTokenError when it is no Kit Token
     */
    public static function read($kitToken)
    {
        return Shown::read($kitToken);
    }
}
