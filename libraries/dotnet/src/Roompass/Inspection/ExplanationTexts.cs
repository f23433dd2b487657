// Reasons that only Inspect gives: what most likely happened to a text on its way, or where its token was made.
// The sentences are those of spec/reasons.json, word for word; a test holds them together.
using System.Collections.Generic;

namespace Roompass.Inspection
{
    internal static class ExplanationTexts
    {
        internal static void AddTo(IDictionary<string, Reason> all)
        {
            all[ReasonCode.NotText] = new Reason(
                "This is not a string.", "Pass the token itself: not the answer that carries it, not a promise of it.",
                ZegocloudCodes.None);
            all[ReasonCode.Empty] =
                new Reason("There is nothing here.",
                           "Look where the token should come from: the request or the variable was empty.",
                           new ZegocloudCodes(null, new[] { 1002067 }, null, null));
            all[ReasonCode.NotAKitToken] =
                new Reason("This is no token that is known here.",
                           "Pass a Kit Token (\"04…#…\") or a Token04 (\"04…\").", ZegocloudCodes.Unreadable);
            all[ReasonCode.Placeholder] = new Reason(
                "This is the name of nothing (\"undefined\", \"null\"), turned into text.",
                "The token was missing where it was put into a text: await the request, and read the right " +
                    "field of its answer.",
                ZegocloudCodes.Unreadable);
            all[ReasonCode.Token03Given] =
                new Reason("This is a Token03.", "Use a generator for Token04.",
                           new ZegocloudCodes(null, new[] { 1002079 }, new[] { 6000107 }, null));
            all[ReasonCode.JwtGiven] =
                new Reason("This is a JSON Web Token, not a Kit Token.",
                           "Exchange it for a Kit Token at the token server.", ZegocloudCodes.Unreadable);
            all[ReasonCode.AppSignGiven] =
                new Reason("This is an AppSign, not a token.",
                           "Keep it secret, and mint a token with the ServerSecret.", ZegocloudCodes.Unreadable);
            all[ReasonCode.ServerSecretGiven] =
                new Reason("This looks like a ServerSecret, not like a token.",
                           "Keep it on the server and mint a token with it. If it was shown to anyone, replace it.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.KitTokenGiven] = new Reason(
                "This is a whole Kit Token where a Token04 belongs.",
                "Take the part before \"#\", or do not join again what is joined already.", ZegocloudCodes.Unreadable);
            all[ReasonCode.Token04Given] =
                new Reason("This is a Token04 where a Kit Token belongs: it has no \"#\" and no readable part.",
                           "Join it with generateKitTokenForProduction, or let the server mint Kit Tokens. In a URL " +
                               "\"#\" must be percent-encoded.",
                           ZegocloudCodes.None);
            all[ReasonCode.SuffixGiven] =
                new Reason("This is the readable part of a Kit Token alone, without the token before \"#\".",
                           "Pass the whole Kit Token. In a URL \"#\" must be percent-encoded.", ZegocloudCodes.None);
            all[ReasonCode.TokenMissing] =
                new Reason("Before the \"#\" stands no token: generateKitTokenForProduction was called without one.",
                           "Pass the Token04 that the server answered, after the request has finished.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.KitTokenTwice] =
                new Reason("There is more than one \"#\": a Kit Token was made out of a Kit Token.",
                           "The server answered a whole Kit Token. Use it as it is.", ZegocloudCodes.None);
            all[ReasonCode.TwoTokens] =
                new Reason("These are two tokens in one text.", "Pass one of them.", ZegocloudCodes.Unreadable);
            all[ReasonCode.SurroundingSpace] = new Reason("There is white space around the token.",
                                                          "Trim it where it is read.", ZegocloudCodes.Unreadable);
            all[ReasonCode.LineBreaks] =
                new Reason("The token is broken into lines.", "Encode base64 without line breaks, and copy it whole.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.Quoted] =
                new Reason("The token is in quotation marks.", "Parse the answer as JSON instead of using its text.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.BearerPrefix] = new Reason("The word \"Bearer\" stands before the token.",
                                                      "Take what follows it.", ZegocloudCodes.Unreadable);
            all[ReasonCode.WrappedInJson] =
                new Reason("This is the answer of a token server, not the token in it.",
                           "Parse the answer as JSON and take its field token or kitToken.", ZegocloudCodes.Unreadable);
            all[ReasonCode.PercentEncoded] =
                new Reason("The token is percent-encoded.",
                           "Decode it once, with decodeURIComponent or URLSearchParams.", ZegocloudCodes.Unreadable);
            all[ReasonCode.PlusBecameSpace] = new Reason(
                "There are spaces where \"+\" belongs: the token went through a URL without being encoded.",
                "Put it there with encodeURIComponent, or better not into a URL at all.", ZegocloudCodes.Unreadable);
            all[ReasonCode.Base64urlSpelling] =
                new Reason("The token is spelled in base64url (\"-\" and \"_\").", "Use standard base64 with padding.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.PaddingMissing] =
                new Reason("The \"=\" at the end is missing.",
                           "Use standard base64 with padding, and copy the token whole.", ZegocloudCodes.Unreadable);
            all[ReasonCode.Truncated] =
                new Reason("The token is cut off: it says that it is longer.",
                           "Look for a length limit on its way: a column, a header, a log.", ZegocloudCodes.Unreadable);
            all[ReasonCode.LengthOverflow] =
                new Reason("The claims are longer than the format can say: the length in it has lost its upper bits.",
                           "Shorten the payload: claims have at most 32751 bytes, and those that are verified by " +
                               "default 3071.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.PlaintextEmpty] = new Reason(
                "Nothing is encrypted in it. PHP makes such tokens of texts that are not UTF-8: json_encode " +
                    "fails, and nobody looks.",
                "Give the generator user ID and payload in UTF-8.", ZegocloudCodes.Unreadable);
            all[ReasonCode.ExpiryInMilliseconds] =
                new Reason("The expiry is in milliseconds.",
                           "Token times are in seconds: divide by 1000 where the token is made.", ZegocloudCodes.None);
            all[ReasonCode.ClaimsNested] = new Reason(
                "The key opens it, but a claim in it is an object: most often the payload was passed as an " +
                    "object instead of as JSON text.",
                "Pass the payload as text (JSON.stringify), or let mint make it from grant.",
                new ZegocloudCodes(null, new[] { 1002075 }, null, null));
            all[ReasonCode.ClaimsSpaced] = new Reason(
                "The key opens it, but its JSON has white space, which no official generator writes.",
                "Write the claims without white space, or use a generator that exists.", ZegocloudCodes.None);
            all[ReasonCode.ClaimsUnreadable] = new Reason(
                "The key opens it, but what is inside is not a JSON object in UTF-8.",
                "Look at what the generator encrypts: one JSON object with the claims.", ZegocloudCodes.Unreadable);
            all[ReasonCode.SuffixNotBase64] =
                new Reason("The part after \"#\" is not canonical base64.", "Use standard base64 with padding (btoa).",
                           ZegocloudCodes.None);
            all[ReasonCode.SuffixNotAscii] = new Reason(
                "The readable part is in UTF-8. ZEGOCLOUD's client reads it as Latin-1, and shows other letters.",
                "Encode the name with encodeURIComponent before it is put into JSON; IDs are ASCII.",
                ZegocloudCodes.None);
            all[ReasonCode.SuffixAppMissing] =
                new Reason("The readable part has no appID (spelled so) that is a number.",
                           "Spell the field appID, and give the number that the console shows.", ZegocloudCodes.None);
            all[ReasonCode.WrongSecret] =
                new Reason("No key that is known opens it: most often it was made with another ServerSecret.",
                           "Compare the ServerSecret of both sides; it is used as 32 characters, not decoded from hex.",
                           ZegocloudCodes.Foreign);
            all[ReasonCode.SecretHexDecoded] = new Reason(
                "It was made with the ServerSecret decoded from hex: 16 bytes instead of the 32 characters " +
                    "themselves.",
                "Use the characters of the ServerSecret as they are (Buffer.from(secret), not " +
                    "Buffer.from(secret, \"hex\")).",
                new ZegocloudCodes(new[] { 1102016, 1102020 }, new[] { 1002033 }, new[] { 6000101, 6000103 },
                                   new[] { 50111 }));
            all[ReasonCode.KeyOfAnotherApp] =
                new Reason("It opens with the ServerSecret of another app.",
                           "Use each ServerSecret with its own AppID.", ZegocloudCodes.Foreign);
            all[ReasonCode.KeyRetired] =
                new Reason("It was made with a key that is retired.",
                           "Mint a new token. Where tokens of this key may still be good, make it \"previous\".",
                           ZegocloudCodes.None);
            all[ReasonCode.SecretWeak] =
                new Reason("The ServerSecret was published as a sample or has too few different characters.",
                           "Replace it. A token is enough to test guesses of a weak secret.", ZegocloudCodes.None);
            all[ReasonCode.ClockAhead] = new Reason("The clock where it was minted is ahead of this one.",
                                                    "Synchronise both clocks (NTP).", ZegocloudCodes.None);
            all[ReasonCode.SuffixUnproven] =
                new Reason("The suffix is not signed: room and name in it are what the holder put there.",
                           "Take the room from the sealed payload, or mint with mint.", ZegocloudCodes.None);
            all[ReasonCode.IvWeak] = new Reason(
                "The IV comes from a generator of random numbers that can be predicted.",
                "Mint with this library: the IV is derived from the claims, and proves them.", ZegocloudCodes.None);
            all[ReasonCode.IvRepeated] =
                new Reason("The IV is made of the second of minting alone: every token of that second has the same, " +
                               "and tells what they have in common.",
                           "Mint with this library instead of the C++ generator.", ZegocloudCodes.None);
        }
    }
}
