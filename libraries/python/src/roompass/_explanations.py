"""What only inspect says: what most likely happened to a text on its way, or where its token was made.

A guess is never the last word: verify's own reason stands beside it. In the words of spec/reasons.json.
"""

from typing import TYPE_CHECKING, Dict

from ._reasons import Reason, ZegocloudCodes

if TYPE_CHECKING:
    from typing_extensions import Literal

    ExplanationCode = Literal[
        "not_text",
        "empty",
        "not_a_kit_token",
        "placeholder",
        "token03_given",
        "jwt_given",
        "app_sign_given",
        "server_secret_given",
        "kit_token_given",
        "token04_given",
        "suffix_given",
        "token_missing",
        "kit_token_twice",
        "two_tokens",
        "surrounding_space",
        "line_breaks",
        "quoted",
        "bearer_prefix",
        "wrapped_in_json",
        "percent_encoded",
        "plus_became_space",
        "base64url_spelling",
        "padding_missing",
        "truncated",
        "length_overflow",
        "plaintext_empty",
        "expiry_in_milliseconds",
        "claims_nested",
        "claims_spaced",
        "claims_unreadable",
        "suffix_not_base64",
        "suffix_not_ascii",
        "suffix_app_missing",
        "wrong_secret",
        "secret_hex_decoded",
        "key_of_another_app",
        "key_retired",
        "secret_weak",
        "clock_ahead",
        "suffix_unproven",
        "iv_weak",
        "iv_repeated",
    ]
else:
    ExplanationCode = str

EXPLANATIONS: Dict[ExplanationCode, Reason] = {
    "not_text": Reason(
        "This is not a string.",
        "Pass the token itself: not the answer that carries it, not a promise of it.",
    ),
    "empty": Reason(
        "There is nothing here.",
        "Look where the token should come from: the request or the variable was empty.",
        ZegocloudCodes(native=(1002067,)),
    ),
    "not_a_kit_token": Reason(
        "This is no token that is known here.",
        'Pass a Kit Token ("04…#…") or a Token04 ("04…").',
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "placeholder": Reason(
        'This is the name of nothing ("undefined", "null"), turned into text.',
        "The token was missing where it was put into a text: await the request, and read the right field of its answer.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "token03_given": Reason(
        "This is a Token03.",
        "Use a generator for Token04.",
        ZegocloudCodes(native=(1002079,), zim=(6000107,)),
    ),
    "jwt_given": Reason(
        "This is a JSON Web Token, not a Kit Token.",
        "Exchange it for a Kit Token at the token server.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "app_sign_given": Reason(
        "This is an AppSign, not a token.",
        "Keep it secret, and mint a token with the ServerSecret.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "server_secret_given": Reason(
        "This looks like a ServerSecret, not like a token.",
        "Keep it on the server and mint a token with it. If it was shown to anyone, replace it.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "kit_token_given": Reason(
        "This is a whole Kit Token where a Token04 belongs.",
        'Take the part before "#", or do not join again what is joined already.',
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "token04_given": Reason(
        'This is a Token04 where a Kit Token belongs: it has no "#" and no readable part.',
        'Join it with generateKitTokenForProduction, or let the server mint Kit Tokens. In a URL "#" must be percent-encoded.',
    ),
    "suffix_given": Reason(
        'This is the readable part of a Kit Token alone, without the token before "#".',
        'Pass the whole Kit Token. In a URL "#" must be percent-encoded.',
    ),
    "token_missing": Reason(
        'Before the "#" stands no token: generateKitTokenForProduction was called without one.',
        "Pass the Token04 that the server answered, after the request has finished.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "kit_token_twice": Reason(
        'There is more than one "#": a Kit Token was made out of a Kit Token.',
        "The server answered a whole Kit Token. Use it as it is.",
    ),
    "two_tokens": Reason(
        "These are two tokens in one text.",
        "Pass one of them.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "surrounding_space": Reason(
        "There is white space around the token.",
        "Trim it where it is read.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "line_breaks": Reason(
        "The token is broken into lines.",
        "Encode base64 without line breaks, and copy it whole.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "quoted": Reason(
        "The token is in quotation marks.",
        "Parse the answer as JSON instead of using its text.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "bearer_prefix": Reason(
        'The word "Bearer" stands before the token.',
        "Take what follows it.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "wrapped_in_json": Reason(
        "This is the answer of a token server, not the token in it.",
        "Parse the answer as JSON and take its field token or kitToken.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "percent_encoded": Reason(
        "The token is percent-encoded.",
        "Decode it once, with decodeURIComponent or URLSearchParams.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "plus_became_space": Reason(
        'There are spaces where "+" belongs: the token went through a URL without being encoded.',
        "Put it there with encodeURIComponent, or better not into a URL at all.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "base64url_spelling": Reason(
        'The token is spelled in base64url ("-" and "_").',
        "Use standard base64 with padding.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "padding_missing": Reason(
        'The "=" at the end is missing.',
        "Use standard base64 with padding, and copy the token whole.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "truncated": Reason(
        "The token is cut off: it says that it is longer.",
        "Look for a length limit on its way: a column, a header, a log.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "length_overflow": Reason(
        "The claims are longer than the format can say: the length in it has lost its upper bits.",
        "Shorten the payload: claims have at most 32751 bytes, and those that are verified by default 3071.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "plaintext_empty": Reason(
        "Nothing is encrypted in it. PHP makes such tokens of texts that are not UTF-8: json_encode fails, and nobody looks.",
        "Give the generator user ID and payload in UTF-8.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "expiry_in_milliseconds": Reason(
        "The expiry is in milliseconds.",
        "Token times are in seconds: divide by 1000 where the token is made.",
    ),
    "claims_nested": Reason(
        "The key opens it, but a claim in it is an object: most often the payload was passed as an object instead of as JSON text.",
        "Pass the payload as text (JSON.stringify), or let mint make it from grant.",
        ZegocloudCodes(native=(1002075,)),
    ),
    "claims_spaced": Reason(
        "The key opens it, but its JSON has white space, which no official generator writes.",
        "Write the claims without white space, or use a generator that exists.",
    ),
    "claims_unreadable": Reason(
        "The key opens it, but what is inside is not a JSON object in UTF-8.",
        "Look at what the generator encrypts: one JSON object with the claims.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "suffix_not_base64": Reason(
        'The part after "#" is not canonical base64.',
        "Use standard base64 with padding (btoa).",
    ),
    "suffix_not_ascii": Reason(
        "The readable part is in UTF-8. ZEGOCLOUD's client reads it as Latin-1, and shows other letters.",
        "Encode the name with encodeURIComponent before it is put into JSON; IDs are ASCII.",
    ),
    "suffix_app_missing": Reason(
        "The readable part has no appID (spelled so) that is a number.",
        "Spell the field appID, and give the number that the console shows.",
    ),
    "wrong_secret": Reason(
        "No key that is known opens it: most often it was made with another ServerSecret.",
        "Compare the ServerSecret of both sides; it is used as 32 characters, not decoded from hex.",
        ZegocloudCodes(web=(1102016, 1102020), native=(1002033,), zim=(6000101, 6000103), server=(20014, 20015)),
    ),
    "secret_hex_decoded": Reason(
        "It was made with the ServerSecret decoded from hex: 16 bytes instead of the 32 characters themselves.",
        'Use the characters of the ServerSecret as they are (Buffer.from(secret), not Buffer.from(secret, "hex")).',
        ZegocloudCodes(web=(1102016, 1102020), native=(1002033,), zim=(6000101, 6000103), server=(50111,)),
    ),
    "key_of_another_app": Reason(
        "It opens with the ServerSecret of another app.",
        "Use each ServerSecret with its own AppID.",
        ZegocloudCodes(web=(1102016, 1102020), native=(1002033,), zim=(6000101, 6000103), server=(20014, 20015)),
    ),
    "key_retired": Reason(
        "It was made with a key that is retired.",
        'Mint a new token. Where tokens of this key may still be good, make it "previous".',
    ),
    "secret_weak": Reason(
        "The ServerSecret was published as a sample or has too few different characters.",
        "Replace it. A token is enough to test guesses of a weak secret.",
    ),
    "clock_ahead": Reason(
        "The clock where it was minted is ahead of this one.",
        "Synchronise both clocks (NTP).",
    ),
    "suffix_unproven": Reason(
        "The suffix is not signed: room and name in it are what the holder put there.",
        "Take the room from the sealed payload, or mint with mint.",
    ),
    "iv_weak": Reason(
        "The IV comes from a generator of random numbers that can be predicted.",
        "Mint with this library: the IV is derived from the claims, and proves them.",
    ),
    "iv_repeated": Reason(
        "The IV is made of the second of minting alone: every token of that second has the same, and tells what they have in common.",
        "Mint with this library instead of the C++ generator.",
    ),
}
