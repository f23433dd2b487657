// The verbs of the library. What they do is in the folders of their names.
using System;
using Roompass.Inspection;
using Roompass.Minting;
using Roompass.Verification;

namespace Roompass
{
    /// <summary>Mints, verifies and explains Kit Tokens and Token04. Everything here may be called by any number of
    /// threads.</summary> <example><code> Keyring keys = new Keyring(new Key(1234567890, serverSecret)); string
    /// kitToken = KitToken.Mint(new MintInput {
    ///     UserId = "ada", RoomId = "lobby", UserName = "Ada L.", Grant = new Grant(true, true),
    ///     ExpiresIn = TimeSpan.FromHours(1) }, keys);
    /// Pass pass = KitToken.Verify(kitToken, keys);
    /// </code></example>
    public static class KitToken
    {
        /// <summary>Mints with the defaults of <see cref="MintOptions"/>.</summary>
        /// <exception cref="ArgumentException">It names the argument that is wrong.</exception>
        public static string Mint(MintInput input, Keyring keys) { return Minter.Mint(input, keys, null); }

        /// <summary>
        /// Mints a Kit Token, sealed and signed, for the active key of the app: <see cref="Verify(string, Keyring)"/>
        /// takes it as signed, and every ZEGOCLOUD client takes it, too (spec token04.md 3 to 6, kit-token.md 2 and 3).
        /// </summary>
        /// <param name="input">What it is to say.</param>
        /// <param name="keys">The keys.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <exception cref="ArgumentException">It names the argument that is wrong.</exception>
        public static string Mint(MintInput input, Keyring keys, MintOptions options)
        {
            return Minter.Mint(input, keys, options);
        }

        /// <summary>Mints a Token04 alone with the defaults of <see cref="MintOptions"/>.</summary>
        /// <exception cref="ArgumentException">It names the argument that is wrong.</exception>
        public static string MintToken04(Token04Input input, Keyring keys)
        {
            return Minter.MintToken04(input, keys, null);
        }

        /// <summary>Mints a sealed Token04 without a suffix, for clients that take it so.</summary>
        /// <param name="input">What it is to say.</param>
        /// <param name="keys">The keys.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <exception cref="ArgumentException">It names the argument that is wrong.</exception>
        public static string MintToken04(Token04Input input, Keyring keys, MintOptions options)
        {
            return Minter.MintToken04(input, keys, options);
        }

        /// <summary>Verifies with the defaults of <see cref="VerifyOptions"/>.</summary>
        /// <exception cref="KitTokenError">The token is refused.</exception>
        public static Pass Verify(string kitToken, Keyring keys)
        {
            return Verifier.Verify(kitToken, keys, new Terms(null));
        }

        /// <summary>
        /// Verifies a Kit Token by the rules R1 to R31 (spec kit-token.md 5). It takes sealed or better unless
        /// <see cref="VerifyOptions.Accept"/> says otherwise.
        /// </summary>
        /// <param name="kitToken">Null is no token, and refused.</param>
        /// <param name="keys">The keys.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <returns>What was proved.</returns>
        /// <exception cref="KitTokenError">The token is refused.</exception>
        /// <exception cref="ArgumentException">The call is wrong.</exception>
        public static Pass Verify(string kitToken, Keyring keys, VerifyOptions options)
        {
            return Verifier.Verify(kitToken, keys, new Terms(options));
        }

        /// <summary>Verifies a Token04 alone with the defaults of <see cref="VerifyOptions"/>.</summary>
        /// <exception cref="KitTokenError">The token is refused.</exception>
        public static Pass VerifyToken04(string token, Keyring keys)
        {
            return Verifier.VerifyToken04(token, keys, new Terms(null));
        }

        /// <summary>
        /// Verifies a Token04 alone, without a suffix: there is no signature, so sealed is the best that it can prove.
        /// Without <see cref="VerifyOptions.AppId"/> every key of the keyring is tried.
        /// </summary>
        /// <param name="token">Null is no token, and refused.</param>
        /// <param name="keys">The keys.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <returns>What was proved.</returns>
        /// <exception cref="KitTokenError">The token is refused.</exception>
        /// <exception cref="ArgumentException">The call is wrong.</exception>
        public static Pass VerifyToken04(string token, Keyring keys, VerifyOptions options)
        {
            return Verifier.VerifyToken04(token, keys, new Terms(options));
        }

        /// <summary>Explains with the defaults of <see cref="InspectOptions"/>.</summary>
        /// <param name="text">Any text, or null.</param>
        /// <param name="keys">Null for what can be said without any.</param>
        public static Report Inspect(string text, Keyring keys) { return Inspector.Inspect(text, keys, null); }

        /// <summary>
        /// Explains a text: what it is, what every layer holds, everything that is wrong with it, and what mends it. It
        /// never throws, whatever the text is. With keys the report shows the claims, and is for those who may see
        /// them.
        /// </summary>
        /// <param name="text">Any text, or null.</param>
        /// <param name="keys">Null for what can be said without any.</param>
        /// <param name="options">Null for the defaults.</param>
        /// <exception cref="ArgumentException">An option is wrong.</exception>
        public static Report Inspect(string text, Keyring keys, InspectOptions options)
        {
            return Inspector.Inspect(text, keys, options);
        }

        /// <summary>
        /// Reads what is readable without a key, of an expired token as well. Never decide anything by it: whoever
        /// holds a token can write what they like here.
        /// </summary>
        /// <exception cref="KitTokenError">It is no Kit Token.</exception>
        public static Shown Read(string kitToken) { return Shown.Read(kitToken); }
    }
}
