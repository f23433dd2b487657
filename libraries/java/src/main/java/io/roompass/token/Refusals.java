package io.roompass.token;

import static io.roompass.token.Reason.FOREIGN;
import static io.roompass.token.Reason.UNREADABLE;
import static io.roompass.token.ZegocloudCodes.codes;
import static io.roompass.token.ZegocloudCodes.list;

import java.util.Map;

/** The reasons of verifying. */
final class Refusals {
    private Refusals() {}

    static void addTo(Map<Code, Reason> reasons) {
        reasons.put(
                Code.TOKEN_MALFORMED,
                new Reason(
                        "This does not have the outer shape of a token: its length, its characters or its number of"
                                + " \"#\" are wrong.",
                        "Pass the token exactly as it was minted. A Kit Token has one \"#\"; a Token04 has none.",
                        UNREADABLE));
        reasons.put(
                Code.TOKEN_VERSION,
                new Reason(
                        "The token does not start with 04.",
                        "Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are "
                                + "not Token04.",
                        codes(list(1102016), list(1002079), list(6000107), list())));
        reasons.put(
                Code.TOKEN_ENCODING,
                new Reason(
                        "What follows 04 is not canonical base64.",
                        "Pass the token unchanged. In a URL it must be percent-encoded, or \"+\" becomes a space.",
                        UNREADABLE));
        reasons.put(
                Code.TOKEN_ENVELOPE,
                new Reason(
                        "The decoded token does not have the lengths of a Token04.",
                        "Pass the whole token. If it is whole, its generator is not a Token04 generator or its "
                                + "payload is too long.",
                        UNREADABLE));
        reasons.put(
                Code.SUFFIX_MALFORMED,
                new Reason(
                        "The part after \"#\" is not the readable suffix of a Kit Token.",
                        "Make the suffix with mint or generateKitTokenForProduction: base64 of JSON with userID, "
                                + "roomID, userName and appID, in ASCII.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.USER_ID_INVALID,
                new Reason(
                        "The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
                        "Give people IDs from this set, and show their names in userName, which takes every script.",
                        codes(list(), list(1002006, 1002007), list(), list())));
        reasons.put(
                Code.ROOM_ID_INVALID,
                new Reason(
                        "The room ID is not 1 to 128 printable ASCII characters without space, \", \\ and #.",
                        "Give rooms IDs from this set, and show their titles elsewhere.",
                        codes(list(), list(1002013), list(), list())));
        reasons.put(
                Code.USER_NAME_INVALID,
                new Reason(
                        "The user name is not percent-encoded text of at most 256 bytes without control characters.",
                        "Encode the name with encodeURIComponent once, and shorten it.",
                        codes(list(), list(), list(), list(50014))));
        reasons.put(
                Code.SIGNATURE_MALFORMED,
                new Reason(
                        "The signature in the suffix has no known form.",
                        "Pass the token unchanged. If it is unchanged, it was signed by a newer version: update "
                                + "this one.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.KEY_UNKNOWN,
                new Reason(
                        "No key is known for the app of this token, or the key that signed it is not in the keyring.",
                        "Check the AppID. After a rotation keep the previous key until its last token has expired.",
                        codes(list(1001004, 1101000), list(1001004, 1101000), list(6000003), list(20012))));
        reasons.put(
                Code.SIGNATURE_INVALID,
                new Reason(
                        "The signature is not right: the token or its suffix was changed after it was signed.",
                        "Pass the token unchanged, and mint a new one for another room, user or name.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.TRUST_TOO_LOW,
                new Reason(
                        "The token proves less than is asked for: nothing shows that the holder of the ServerSecret"
                                + " made it as it is.",
                        "Mint it with mint or mintToken04. Tokens of official generators prove nothing; accept "
                                + "\"bare\" only to diagnose.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.TOKEN_UNDECRYPTABLE,
                new Reason(
                        "The token does not open with the key of its app.",
                        "Check that minting and verifying use the same ServerSecret: 32 characters as they are, not"
                                + " decoded from hex.",
                        FOREIGN));
        reasons.put(
                Code.CLAIMS_INVALID,
                new Reason(
                        "The sealed claims are not exactly those of a Token04.",
                        "Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain"
                                + " integers in range.",
                        codes(
                                list(1102016),
                                list(1002074, 1002076, 1002077, 1002078, 1002080),
                                list(6000103),
                                list())));
        reasons.put(
                Code.APP_MISMATCH,
                new Reason(
                        "The app in the sealed claims is not the app of the key, of the suffix or of the call.",
                        "Use one AppID with its own ServerSecret everywhere.",
                        codes(list(1102016), list(1002076), list(6000101), list())));
        reasons.put(
                Code.USER_MISMATCH,
                new Reason(
                        "The user in the sealed claims is not the user in the suffix, or not the user who is expected.",
                        "Use the same user ID for the Token04 and for the suffix.",
                        codes(list(1102016), list(1002077), list(), list())));
        reasons.put(
                Code.ROOM_MISMATCH,
                new Reason(
                        "The room that the token proves is not the room in the suffix, or not the room that is expected.",
                        "Mint a token for the room that is to be entered.",
                        codes(list(1102020), list(1002033), list(), list())));
        reasons.put(
                Code.EXPIRY_MISMATCH,
                new Reason(
                        "The expiry outside is not the expiry in the sealed claims, or it is not after the time of "
                                + "minting.",
                        "Pass the token unchanged. If it is unchanged, its generator was called with a lifetime "
                                + "that is not a positive number.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.LIFETIME_TOO_LONG,
                new Reason(
                        "The token is valid for longer than is allowed.",
                        "Mint tokens for minutes or hours and renew them, or raise maxLifetime knowingly.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.NOT_YET_VALID,
                new Reason(
                        "The token was minted in the future.",
                        "Set the clocks of the machine that mints and of this one.",
                        ZegocloudCodes.NONE));
        reasons.put(
                Code.TOKEN_EXPIRED,
                new Reason(
                        "The token has expired.",
                        "Mint a new token. If it is new, set the clocks and give the lifetime in seconds.",
                        codes(
                                list(1102018),
                                list(1002033, 1002056, 1002078),
                                list(6000106, 6000108),
                                list(50117, 50123))));
        reasons.put(
                Code.PAYLOAD_INVALID,
                new Reason(
                        "The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.",
                        "Leave the payload empty or let mint make it from grant. Privileges are {\"1\": 0 or 1, \"2\": "
                                + "0 or 1}.",
                        codes(list(), list(1002075), list(), list())));
    }
}
