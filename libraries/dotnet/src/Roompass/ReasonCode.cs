// The closed lists of codes: why a token is refused (spec kit-token.md 5.4), and what only inspecting says.
// What each means and what mends it is in Inspection.
namespace Roompass
{
    /// <summary>
    /// Why a token is refused, and what <see cref="KitToken.Inspect(string, Keyring)"/> says besides. Codes are the
    /// same texts in every language; <see cref="Reason.Of"/> has a sentence about each.
    /// </summary>
    public static class ReasonCode
    {
        // Why a token is refused.

        /// <summary>
        /// This does not have the outer shape of a token: its length, its characters or its number of "#" are wrong.
        /// </summary>
        public const string TokenMalformed = "token_malformed";

        /// <summary>The token does not start with 04.</summary>
        public const string TokenVersion = "token_version";

        /// <summary>What follows 04 is not canonical base64.</summary>
        public const string TokenEncoding = "token_encoding";

        /// <summary>The decoded token does not have the lengths of a Token04.</summary>
        public const string TokenEnvelope = "token_envelope";

        /// <summary>The part after "#" is not the readable suffix of a Kit Token.</summary>
        public const string SuffixMalformed = "suffix_malformed";

        /// <summary>The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&amp;*()_+=-`;',.&lt;&gt;/\.</summary>
        public const string UserIdInvalid = "user_id_invalid";

        /// <summary>The room ID is not 1 to 128 printable ASCII characters without space, ", \ and #.</summary>
        public const string RoomIdInvalid = "room_id_invalid";

        /// <summary>
        /// The user name is not percent-encoded text of at most 256 bytes without control characters.
        /// </summary>
        public const string UserNameInvalid = "user_name_invalid";

        /// <summary>The signature in the suffix has no known form.</summary>
        public const string SignatureMalformed = "signature_malformed";

        /// <summary>
        /// No key is known for the app of this token, or the key that signed it is not in the keyring.
        /// </summary>
        public const string KeyUnknown = "key_unknown";

        /// <summary>The signature is not right: the token or its suffix was changed after it was signed.</summary>
        public const string SignatureInvalid = "signature_invalid";

        /// <summary>
        /// The token proves less than is asked for: nothing shows that the holder of the ServerSecret made it as it is.
        /// </summary>
        public const string TrustTooLow = "trust_too_low";

        /// <summary>The token does not open with the key of its app.</summary>
        public const string TokenUndecryptable = "token_undecryptable";

        /// <summary>The sealed claims are not exactly those of a Token04.</summary>
        public const string ClaimsInvalid = "claims_invalid";

        /// <summary>The app in the sealed claims is not the app of the key, of the suffix or of the call.</summary>
        public const string AppMismatch = "app_mismatch";

        /// <summary>
        /// The user in the sealed claims is not the user in the suffix, or not the user who is expected.
        /// </summary>
        public const string UserMismatch = "user_mismatch";

        /// <summary>
        /// The room that the token proves is not the room in the suffix, or not the room that is expected.
        /// </summary>
        public const string RoomMismatch = "room_mismatch";

        /// <summary>
        /// The expiry outside is not the expiry in the sealed claims, or it is not after the time of minting.
        /// </summary>
        public const string ExpiryMismatch = "expiry_mismatch";

        /// <summary>The token is valid for longer than is allowed.</summary>
        public const string LifetimeTooLong = "lifetime_too_long";

        /// <summary>The token was minted in the future.</summary>
        public const string NotYetValid = "not_yet_valid";

        /// <summary>The token has expired.</summary>
        public const string TokenExpired = "token_expired";

        /// <summary>The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.</summary>
        public const string PayloadInvalid = "payload_invalid";

        // What only Inspect says.

        /// <summary>This is not a string.</summary>
        public const string NotText = "not_text";

        /// <summary>There is nothing here.</summary>
        public const string Empty = "empty";

        /// <summary>This is no token that is known here.</summary>
        public const string NotAKitToken = "not_a_kit_token";

        /// <summary>This is the name of nothing ("undefined", "null"), turned into text.</summary>
        public const string Placeholder = "placeholder";

        /// <summary>This is a Token03.</summary>
        public const string Token03Given = "token03_given";

        /// <summary>This is a JSON Web Token, not a Kit Token.</summary>
        public const string JwtGiven = "jwt_given";

        /// <summary>This is an AppSign, not a token.</summary>
        public const string AppSignGiven = "app_sign_given";

        /// <summary>This looks like a ServerSecret, not like a token.</summary>
        public const string ServerSecretGiven = "server_secret_given";

        /// <summary>This is a whole Kit Token where a Token04 belongs.</summary>
        public const string KitTokenGiven = "kit_token_given";

        /// <summary>This is a Token04 where a Kit Token belongs: it has no "#" and no readable part.</summary>
        public const string Token04Given = "token04_given";

        /// <summary>This is the readable part of a Kit Token alone, without the token before "#".</summary>
        public const string SuffixGiven = "suffix_given";

        /// <summary>Before the "#" stands no token: generateKitTokenForProduction was called without one.</summary>
        public const string TokenMissing = "token_missing";

        /// <summary>There is more than one "#": a Kit Token was made out of a Kit Token.</summary>
        public const string KitTokenTwice = "kit_token_twice";

        /// <summary>These are two tokens in one text.</summary>
        public const string TwoTokens = "two_tokens";

        /// <summary>There is white space around the token.</summary>
        public const string SurroundingSpace = "surrounding_space";

        /// <summary>The token is broken into lines.</summary>
        public const string LineBreaks = "line_breaks";

        /// <summary>The token is in quotation marks.</summary>
        public const string Quoted = "quoted";

        /// <summary>The word "Bearer" stands before the token.</summary>
        public const string BearerPrefix = "bearer_prefix";

        /// <summary>This is the answer of a token server, not the token in it.</summary>
        public const string WrappedInJson = "wrapped_in_json";

        /// <summary>The token is percent-encoded.</summary>
        public const string PercentEncoded = "percent_encoded";

        /// <summary>There are spaces where "+" belongs: the token went through a URL without being encoded.</summary>
        public const string PlusBecameSpace = "plus_became_space";

        /// <summary>The token is spelled in base64url ("-" and "_").</summary>
        public const string Base64urlSpelling = "base64url_spelling";

        /// <summary>The "=" at the end is missing.</summary>
        public const string PaddingMissing = "padding_missing";

        /// <summary>The token is cut off: it says that it is longer.</summary>
        public const string Truncated = "truncated";

        /// <summary>The claims are longer than the format can say: the length in it has lost its upper bits.</summary>
        public const string LengthOverflow = "length_overflow";

        /// <summary>
        /// Nothing is encrypted in it. PHP makes such tokens of texts that are not UTF-8: json_encode fails, and nobody
        /// looks.
        /// </summary>
        public const string PlaintextEmpty = "plaintext_empty";

        /// <summary>The expiry is in milliseconds.</summary>
        public const string ExpiryInMilliseconds = "expiry_in_milliseconds";

        /// <summary>
        /// The key opens it, but a claim in it is an object: most often the payload was passed as an object instead of
        /// as JSON text.
        /// </summary>
        public const string ClaimsNested = "claims_nested";

        /// <summary>The key opens it, but its JSON has white space, which no official generator writes.</summary>
        public const string ClaimsSpaced = "claims_spaced";

        /// <summary>The key opens it, but what is inside is not a JSON object in UTF-8.</summary>
        public const string ClaimsUnreadable = "claims_unreadable";

        /// <summary>The part after "#" is not canonical base64.</summary>
        public const string SuffixNotBase64 = "suffix_not_base64";

        /// <summary>
        /// The readable part is in UTF-8. ZEGOCLOUD's client reads it as Latin-1, and shows other letters.
        /// </summary>
        public const string SuffixNotAscii = "suffix_not_ascii";

        /// <summary>The readable part has no appID (spelled so) that is a number.</summary>
        public const string SuffixAppMissing = "suffix_app_missing";

        /// <summary>No key that is known opens it: most often it was made with another ServerSecret.</summary>
        public const string WrongSecret = "wrong_secret";

        /// <summary>
        /// It was made with the ServerSecret decoded from hex: 16 bytes instead of the 32 characters themselves.
        /// </summary>
        public const string SecretHexDecoded = "secret_hex_decoded";

        /// <summary>It opens with the ServerSecret of another app.</summary>
        public const string KeyOfAnotherApp = "key_of_another_app";

        /// <summary>It was made with a key that is retired.</summary>
        public const string KeyRetired = "key_retired";

        /// <summary>The ServerSecret was published as a sample or has too few different characters.</summary>
        public const string SecretWeak = "secret_weak";

        /// <summary>The clock where it was minted is ahead of this one.</summary>
        public const string ClockAhead = "clock_ahead";

        /// <summary>The suffix is not signed: room and name in it are what the holder put there.</summary>
        public const string SuffixUnproven = "suffix_unproven";

        /// <summary>The IV comes from a generator of random numbers that can be predicted.</summary>
        public const string IvWeak = "iv_weak";

        /// <summary>
        /// The IV is made of the second of minting alone: every token of that second has the same, and tells what they
        /// have in common.
        /// </summary>
        public const string IvRepeated = "iv_repeated";
    }
}
