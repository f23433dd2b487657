// What each reason of a refusal means, what mends it, and under which numbers ZEGOCLOUD reports it.
// The sentences are those of spec/reasons.json, word for word; a test holds them together.
using System.Collections.Generic;

namespace Roompass.Inspection
{
    internal static class RefusalTexts
    {
        internal static void AddTo(IDictionary<string, Reason> all)
        {
            all[ReasonCode.TokenMalformed] = new Reason(
                "This does not have the outer shape of a token: its length, its characters or its number of " +
                    "\"#\" are wrong.",
                "Pass the token exactly as it was minted. A Kit Token has one \"#\"; a Token04 has none.",
                ZegocloudCodes.Unreadable);
            all[ReasonCode.TokenVersion] = new Reason(
                "The token does not start with 04.",
                "Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are " +
                    "not Token04.",
                new ZegocloudCodes(new[] { 1102016 }, new[] { 1002079 }, new[] { 6000107 }, null));
            all[ReasonCode.TokenEncoding] =
                new Reason("What follows 04 is not canonical base64.",
                           "Pass the token unchanged. In a URL it must be percent-encoded, or \"+\" becomes a space.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.TokenEnvelope] =
                new Reason("The decoded token does not have the lengths of a Token04.",
                           "Pass the whole token. If it is whole, its generator is not a Token04 generator or its " +
                               "payload is too long.",
                           ZegocloudCodes.Unreadable);
            all[ReasonCode.SuffixMalformed] =
                new Reason("The part after \"#\" is not the readable suffix of a Kit Token.",
                           "Make the suffix with mint or generateKitTokenForProduction: base64 of JSON with userID, " +
                               "roomID, userName and appID, in ASCII.",
                           ZegocloudCodes.None);
            all[ReasonCode.UserIdInvalid] =
                new Reason("The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
                           "Give people IDs from this set, and show their names in userName, which takes every script.",
                           new ZegocloudCodes(null, new[] { 1002006, 1002007 }, null, null));
            all[ReasonCode.RoomIdInvalid] =
                new Reason("The room ID is not 1 to 128 printable ASCII characters without space, \", \\ and #.",
                           "Give rooms IDs from this set, and show their titles elsewhere.",
                           new ZegocloudCodes(null, new[] { 1002013 }, null, null));
            all[ReasonCode.UserNameInvalid] =
                new Reason("The user name is not percent-encoded text of at most 256 bytes without control characters.",
                           "Encode the name with encodeURIComponent once, and shorten it.",
                           new ZegocloudCodes(null, null, null, new[] { 50014 }));
            all[ReasonCode.SignatureMalformed] = new Reason(
                "The signature in the suffix has no known form.",
                "Pass the token unchanged. If it is unchanged, it was signed by a newer version: update this one.",
                ZegocloudCodes.None);
            all[ReasonCode.KeyUnknown] = new Reason(
                "No key is known for the app of this token, or the key that signed it is not in the keyring.",
                "Check the AppID. After a rotation keep the previous key until its last token has expired.",
                new ZegocloudCodes(new[] { 1001004, 1101000 }, new[] { 1001004, 1101000 }, new[] { 6000003 },
                                   new[] { 20012 }));
            all[ReasonCode.SignatureInvalid] = new Reason(
                "The signature is not right: the token or its suffix was changed after it was signed.",
                "Pass the token unchanged, and mint a new one for another room, user or name.", ZegocloudCodes.None);
            all[ReasonCode.TrustTooLow] = new Reason(
                "The token proves less than is asked for: nothing shows that the holder of the ServerSecret " +
                    "made it as it is.",
                "Mint it with mint or mintToken04. Tokens of official generators prove nothing; accept " +
                    "\"bare\" only to diagnose.",
                ZegocloudCodes.None);
            all[ReasonCode.TokenUndecryptable] = new Reason(
                "The token does not open with the key of its app.",
                "Check that minting and verifying use the same ServerSecret: 32 characters as they are, not " +
                    "decoded from hex.",
                ZegocloudCodes.Foreign);
            all[ReasonCode.ClaimsInvalid] = new Reason(
                "The sealed claims are not exactly those of a Token04.",
                "Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain " +
                    "integers in range.",
                new ZegocloudCodes(new[] { 1102016 }, new[] { 1002074, 1002076, 1002077, 1002078, 1002080 },
                                   new[] { 6000103 }, null));
            all[ReasonCode.AppMismatch] =
                new Reason("The app in the sealed claims is not the app of the key, of the suffix or of the call.",
                           "Use one AppID with its own ServerSecret everywhere.",
                           new ZegocloudCodes(new[] { 1102016 }, new[] { 1002076 }, new[] { 6000101 }, null));
            all[ReasonCode.UserMismatch] = new Reason(
                "The user in the sealed claims is not the user in the suffix, or not the user who is expected.",
                "Use the same user ID for the Token04 and for the suffix.",
                new ZegocloudCodes(new[] { 1102016 }, new[] { 1002077 }, null, null));
            all[ReasonCode.RoomMismatch] = new Reason(
                "The room that the token proves is not the room in the suffix, or not the room that is expected.",
                "Mint a token for the room that is to be entered.",
                new ZegocloudCodes(new[] { 1102020 }, new[] { 1002033 }, null, null));
            all[ReasonCode.ExpiryMismatch] = new Reason(
                "The expiry outside is not the expiry in the sealed claims, or it is not after the time of " +
                    "minting.",
                "Pass the token unchanged. If it is unchanged, its generator was called with a lifetime " +
                    "that is not a positive number.",
                ZegocloudCodes.None);
            all[ReasonCode.LifetimeTooLong] =
                new Reason("The token is valid for longer than is allowed.",
                           "Mint tokens for minutes or hours and renew them, or raise maxLifetime knowingly.",
                           ZegocloudCodes.None);
            all[ReasonCode.NotYetValid] =
                new Reason("The token was minted in the future.",
                           "Set the clocks of the machine that mints and of this one.", ZegocloudCodes.None);
            all[ReasonCode.TokenExpired] =
                new Reason("The token has expired.",
                           "Mint a new token. If it is new, set the clocks and give the lifetime in seconds.",
                           new ZegocloudCodes(new[] { 1102018 }, new[] { 1002033, 1002056, 1002078 },
                                              new[] { 6000106, 6000108 }, new[] { 50117, 50123 }));
            all[ReasonCode.PayloadInvalid] =
                new Reason("The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.",
                           "Leave the payload empty or let mint make it from grant. Privileges are {\"1\": 0 or 1, " +
                               "\"2\": 0 or 1}.",
                           new ZegocloudCodes(null, new[] { 1002075 }, null, null));
        }
    }
}
