package io.roompass.token;

import static io.roompass.token.Reason.FOREIGN;
import static io.roompass.token.Reason.UNREADABLE;
import static io.roompass.token.ZegocloudCodes.codes;
import static io.roompass.token.ZegocloudCodes.list;

import java.util.Map;

/** The reasons that only inspecting gives. */
final class Explanations {
    private Explanations() {}

    static void addTo(Map<Code, Reason> reasons) {
        addLooks(reasons);
        addParts(reasons);
        addDamage(reasons);
        addMakersFaults(reasons);
        addKeys(reasons);
        addWarnings(reasons);
    }

    /** It is no token. */
    private static void addLooks(Map<Code, Reason> reasons) {
        reasons.put(
                Code.NOT_TEXT,
                new Reason(
                        "This is not a string.",
                        "Pass the token itself: not the answer that carries it, not a promise of it.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.EMPTY,
                new Reason(
                        "There is nothing here.",
                        "Look where the token should come from: the request or the variable was empty.",
                        codes(list(), list(1002067), list(), list())));
        reasons.put(
                Code.NOT_A_KIT_TOKEN,
                new Reason(
                        "This is no token that is known here.",
                        "Pass a Kit Token (\"04…#…\") or a Token04 (\"04…\").",
                        UNREADABLE));
        reasons.put(
                Code.PLACEHOLDER,
                new Reason(
                        "This is the name of nothing (\"undefined\", \"null\"), turned into text.",
                        "The token was missing where it was put into a text: await the request, and read the right "
                                + "field of its answer.",
                        UNREADABLE));
        reasons.put(
                Code.TOKEN03_GIVEN,
                new Reason(
                        "This is a Token03.",
                        "Use a generator for Token04.",
                        codes(list(), list(1002079), list(6000107), list())));
        reasons.put(
                Code.JWT_GIVEN,
                new Reason(
                        "This is a JSON Web Token, not a Kit Token.",
                        "Exchange it for a Kit Token at the token server.",
                        UNREADABLE));
        reasons.put(
                Code.APP_SIGN_GIVEN,
                new Reason(
                        "This is an AppSign, not a token.",
                        "Keep it secret, and mint a token with the ServerSecret.",
                        UNREADABLE));
        reasons.put(
                Code.SERVER_SECRET_GIVEN,
                new Reason(
                        "This looks like a ServerSecret, not like a token.",
                        "Keep it on the server and mint a token with it. If it was shown to anyone, replace it.",
                        UNREADABLE));
    }

    /** It is a token of the other kind, or a part of one, or more than one. */
    private static void addParts(Map<Code, Reason> reasons) {
        reasons.put(
                Code.KIT_TOKEN_GIVEN,
                new Reason(
                        "This is a whole Kit Token where a Token04 belongs.",
                        "Take the part before \"#\", or do not join again what is joined already.",
                        UNREADABLE));
        reasons.put(
                Code.TOKEN04_GIVEN,
                new Reason(
                        "This is a Token04 where a Kit Token belongs: it has no \"#\" and no readable part.",
                        "Join it with generateKitTokenForProduction, or let the server mint Kit Tokens. In a URL "
                                + "\"#\" must be percent-encoded.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.SUFFIX_GIVEN,
                new Reason(
                        "This is the readable part of a Kit Token alone, without the token before \"#\".",
                        "Pass the whole Kit Token. In a URL \"#\" must be percent-encoded.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.TOKEN_MISSING,
                new Reason(
                        "Before the \"#\" stands no token: generateKitTokenForProduction was called without one.",
                        "Pass the Token04 that the server answered, after the request has finished.",
                        UNREADABLE));
        reasons.put(
                Code.KIT_TOKEN_TWICE,
                new Reason(
                        "There is more than one \"#\": a Kit Token was made out of a Kit Token.",
                        "The server answered a whole Kit Token. Use it as it is.",
                        ZegocloudCodes.NONE));
        reasons.put(Code.TWO_TOKENS, new Reason("These are two tokens in one text.", "Pass one of them.", UNREADABLE));
    }

    /** Something happened on its way. */
    private static void addDamage(Map<Code, Reason> reasons) {
        reasons.put(
                Code.SURROUNDING_SPACE,
                new Reason("There is white space around the token.", "Trim it where it is read.", UNREADABLE));
        reasons.put(
                Code.LINE_BREAKS,
                new Reason(
                        "The token is broken into lines.",
                        "Encode base64 without line breaks, and copy it whole.",
                        UNREADABLE));
        reasons.put(
                Code.QUOTED,
                new Reason(
                        "The token is in quotation marks.",
                        "Parse the answer as JSON instead of using its text.",
                        UNREADABLE));
        reasons.put(
                Code.BEARER_PREFIX,
                new Reason("The word \"Bearer\" stands before the token.", "Take what follows it.", UNREADABLE));
        reasons.put(
                Code.WRAPPED_IN_JSON,
                new Reason(
                        "This is the answer of a token server, not the token in it.",
                        "Parse the answer as JSON and take its field token or kitToken.",
                        UNREADABLE));
        reasons.put(
                Code.PERCENT_ENCODED,
                new Reason(
                        "The token is percent-encoded.",
                        "Decode it once, with decodeURIComponent or URLSearchParams.",
                        UNREADABLE));
        reasons.put(
                Code.PLUS_BECAME_SPACE,
                new Reason(
                        "There are spaces where \"+\" belongs: the token went through a URL without being encoded.",
                        "Put it there with encodeURIComponent, or better not into a URL at all.",
                        UNREADABLE));
        reasons.put(
                Code.BASE64URL_SPELLING,
                new Reason(
                        "The token is spelled in base64url (\"-\" and \"_\").",
                        "Use standard base64 with padding.",
                        UNREADABLE));
        reasons.put(
                Code.PADDING_MISSING,
                new Reason(
                        "The \"=\" at the end is missing.",
                        "Use standard base64 with padding, and copy the token whole.",
                        UNREADABLE));
        reasons.put(
                Code.TRUNCATED,
                new Reason(
                        "The token is cut off: it says that it is longer.",
                        "Look for a length limit on its way: a column, a header, a log.",
                        UNREADABLE));
    }

    /** Its maker did something wrong. */
    private static void addMakersFaults(Map<Code, Reason> reasons) {
        reasons.put(
                Code.LENGTH_OVERFLOW,
                new Reason(
                        "The claims are longer than the format can say: the length in it has lost its upper bits.",
                        "Shorten the payload: claims have at most 32751 bytes, and those that are verified by "
                                + "default 3071.",
                        UNREADABLE));
        reasons.put(
                Code.PLAINTEXT_EMPTY,
                new Reason(
                        "Nothing is encrypted in it. PHP makes such tokens of texts that are not UTF-8: json_encode"
                                + " fails, and nobody looks.",
                        "Give the generator user ID and payload in UTF-8.",
                        UNREADABLE));
        reasons.put(
                Code.EXPIRY_IN_MILLISECONDS,
                new Reason(
                        "The expiry is in milliseconds.",
                        "Token times are in seconds: divide by 1000 where the token is made.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.CLAIMS_NESTED,
                new Reason(
                        "The key opens it, but a claim in it is an object: most often the payload was passed as an "
                                + "object instead of as JSON text.",
                        "Pass the payload as text (JSON.stringify), or let mint make it from grant.",
                        codes(list(), list(1002075), list(), list())));
        reasons.put(
                Code.CLAIMS_SPACED,
                new Reason(
                        "The key opens it, but its JSON has white space, which no official generator writes.",
                        "Write the claims without white space, or use a generator that exists.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.CLAIMS_UNREADABLE,
                new Reason(
                        "The key opens it, but what is inside is not a JSON object in UTF-8.",
                        "Look at what the generator encrypts: one JSON object with the claims.",
                        UNREADABLE));
        reasons.put(
                Code.SUFFIX_NOT_BASE64,
                new Reason(
                        "The part after \"#\" is not canonical base64.",
                        "Use standard base64 with padding (btoa).",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.SUFFIX_NOT_ASCII,
                new Reason(
                        "The readable part is in UTF-8. ZEGOCLOUD's client reads it as Latin-1, and shows other letters.",
                        "Encode the name with encodeURIComponent before it is put into JSON; IDs are ASCII.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.SUFFIX_APP_MISSING,
                new Reason(
                        "The readable part has no appID (spelled so) that is a number.",
                        "Spell the field appID, and give the number that the console shows.",
                        ZegocloudCodes.NONE));
    }

    /** The keys do not fit. */
    private static void addKeys(Map<Code, Reason> reasons) {
        reasons.put(
                Code.WRONG_SECRET,
                new Reason(
                        "No key that is known opens it: most often it was made with another ServerSecret.",
                        "Compare the ServerSecret of both sides; it is used as 32 characters, not decoded from hex.",
                        FOREIGN));
        reasons.put(
                Code.SECRET_HEX_DECODED,
                new Reason(
                        "It was made with the ServerSecret decoded from hex: 16 bytes instead of the 32 characters "
                                + "themselves.",
                        "Use the characters of the ServerSecret as they are (Buffer.from(secret), not "
                                + "Buffer.from(secret, \"hex\")).",
                        codes(list(1102016, 1102020), list(1002033), list(6000101, 6000103), list(50111))));
        reasons.put(
                Code.KEY_OF_ANOTHER_APP,
                new Reason(
                        "It opens with the ServerSecret of another app.",
                        "Use each ServerSecret with its own AppID.",
                        FOREIGN));
        reasons.put(
                Code.KEY_RETIRED,
                new Reason(
                        "It was made with a key that is retired.",
                        "Mint a new token. Where tokens of this key may still be good, make it \"previous\".",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.SECRET_WEAK,
                new Reason(
                        "The ServerSecret was published as a sample or has too few different characters.",
                        "Replace it. A token is enough to test guesses of a weak secret.",
                        ZegocloudCodes.NONE));
    }

    /** It may be good all the same. */
    private static void addWarnings(Map<Code, Reason> reasons) {
        reasons.put(
                Code.CLOCK_AHEAD,
                new Reason(
                        "The clock where it was minted is ahead of this one.",
                        "Synchronise both clocks (NTP).",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.SUFFIX_UNPROVEN,
                new Reason(
                        "The suffix is not signed: room and name in it are what the holder put there.",
                        "Take the room from the sealed payload, or mint with mint.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.IV_WEAK,
                new Reason(
                        "The IV comes from a generator of random numbers that can be predicted.",
                        "Mint with this library: the IV is derived from the claims, and proves them.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.IV_REPEATED,
                new Reason(
                        "The IV is made of the second of minting alone: every token of that second has the same, "
                                + "and tells what they have in common.",
                        "Mint with this library instead of the C++ generator.",
                        ZegocloudCodes.NONE));
    }
}
