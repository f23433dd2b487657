"""The one list of reasons why a token is refused: what each means, and what mends it.

Everybody who explains a refusal reads it here: errors and inspect. In the words of spec/reasons.json.
"""

from typing import TYPE_CHECKING, Dict, NamedTuple, Tuple

if TYPE_CHECKING:
    from typing_extensions import Literal

    KitTokenErrorCode = Literal[
        "token_malformed",
        "token_version",
        "token_encoding",
        "token_envelope",
        "suffix_malformed",
        "user_id_invalid",
        "room_id_invalid",
        "user_name_invalid",
        "signature_malformed",
        "key_unknown",
        "signature_invalid",
        "trust_too_low",
        "token_undecryptable",
        "claims_invalid",
        "app_mismatch",
        "user_mismatch",
        "room_mismatch",
        "expiry_mismatch",
        "lifetime_too_long",
        "not_yet_valid",
        "token_expired",
        "payload_invalid",
    ]
else:
    KitTokenErrorCode = str


class ZegocloudCodes(NamedTuple):
    """The numbers under which ZEGOCLOUD's clients and servers report a fault, as far as they are known."""

    web: Tuple[int, ...] = ()
    native: Tuple[int, ...] = ()
    zim: Tuple[int, ...] = ()
    server: Tuple[int, ...] = ()


class Reason(NamedTuple):
    """A sentence that is true of every token with this fault, and what to do about it."""

    message: str
    fix: str
    zegocloud: ZegocloudCodes = ZegocloudCodes()


REASONS: Dict[KitTokenErrorCode, Reason] = {
    "token_malformed": Reason(
        'This does not have the outer shape of a token: its length, its characters or its number of "#" are wrong.',
        'Pass the token exactly as it was minted. A Kit Token has one "#"; a Token04 has none.',
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "token_version": Reason(
        "The token does not start with 04.",
        "Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are not Token04.",
        ZegocloudCodes(web=(1102016,), native=(1002079,), zim=(6000107,)),
    ),
    "token_encoding": Reason(
        "What follows 04 is not canonical base64.",
        'Pass the token unchanged. In a URL it must be percent-encoded, or "+" becomes a space.',
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "token_envelope": Reason(
        "The decoded token does not have the lengths of a Token04.",
        "Pass the whole token. If it is whole, its generator is not a Token04 generator or its payload is too long.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002075), zim=(6000103,)),
    ),
    "suffix_malformed": Reason(
        'The part after "#" is not the readable suffix of a Kit Token.',
        "Make the suffix with mint or generateKitTokenForProduction: base64 of JSON with userID, roomID, userName and appID, in ASCII.",
    ),
    "user_id_invalid": Reason(
        "The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
        "Give people IDs from this set, and show their names in userName, which takes every script.",
        ZegocloudCodes(native=(1002006, 1002007)),
    ),
    "room_id_invalid": Reason(
        'The room ID is not 1 to 128 printable ASCII characters without space, ", \\ and #.',
        "Give rooms IDs from this set, and show their titles elsewhere.",
        ZegocloudCodes(native=(1002013,)),
    ),
    "user_name_invalid": Reason(
        "The user name is not percent-encoded text of at most 256 bytes without control characters.",
        "Encode the name with encodeURIComponent once, and shorten it.",
        ZegocloudCodes(server=(50014,)),
    ),
    "signature_malformed": Reason(
        "The signature in the suffix has no known form.",
        "Pass the token unchanged. If it is unchanged, it was signed by a newer version: update this one.",
    ),
    "key_unknown": Reason(
        "No key is known for the app of this token, or the key that signed it is not in the keyring.",
        "Check the AppID. After a rotation keep the previous key until its last token has expired.",
        ZegocloudCodes(web=(1001004, 1101000), native=(1001004, 1101000), zim=(6000003,), server=(20012,)),
    ),
    "signature_invalid": Reason(
        "The signature is not right: the token or its suffix was changed after it was signed.",
        "Pass the token unchanged, and mint a new one for another room, user or name.",
    ),
    "trust_too_low": Reason(
        "The token proves less than is asked for: nothing shows that the holder of the ServerSecret made it as it is.",
        'Mint it with mint or mintToken04. Tokens of official generators prove nothing; accept "bare" only to diagnose.',
    ),
    "token_undecryptable": Reason(
        "The token does not open with the key of its app.",
        "Check that minting and verifying use the same ServerSecret: 32 characters as they are, not decoded from hex.",
        ZegocloudCodes(web=(1102016, 1102020), native=(1002033,), zim=(6000101, 6000103), server=(20014, 20015)),
    ),
    "claims_invalid": Reason(
        "The sealed claims are not exactly those of a Token04.",
        "Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain integers in range.",
        ZegocloudCodes(web=(1102016,), native=(1002074, 1002076, 1002077, 1002078, 1002080), zim=(6000103,)),
    ),
    "app_mismatch": Reason(
        "The app in the sealed claims is not the app of the key, of the suffix or of the call.",
        "Use one AppID with its own ServerSecret everywhere.",
        ZegocloudCodes(web=(1102016,), native=(1002076,), zim=(6000101,)),
    ),
    "user_mismatch": Reason(
        "The user in the sealed claims is not the user in the suffix, or not the user who is expected.",
        "Use the same user ID for the Token04 and for the suffix.",
        ZegocloudCodes(web=(1102016,), native=(1002077,)),
    ),
    "room_mismatch": Reason(
        "The room that the token proves is not the room in the suffix, or not the room that is expected.",
        "Mint a token for the room that is to be entered.",
        ZegocloudCodes(web=(1102020,), native=(1002033,)),
    ),
    "expiry_mismatch": Reason(
        "The expiry outside is not the expiry in the sealed claims, or it is not after the time of minting.",
        "Pass the token unchanged. If it is unchanged, its generator was called with a lifetime that is not a positive number.",
    ),
    "lifetime_too_long": Reason(
        "The token is valid for longer than is allowed.",
        "Mint tokens for minutes or hours and renew them, or raise maxLifetime knowingly.",
    ),
    "not_yet_valid": Reason(
        "The token was minted in the future.",
        "Set the clocks of the machine that mints and of this one.",
    ),
    "token_expired": Reason(
        "The token has expired.",
        "Mint a new token. If it is new, set the clocks and give the lifetime in seconds.",
        ZegocloudCodes(
            web=(1102018,), native=(1002033, 1002056, 1002078), zim=(6000106, 6000108), server=(50117, 50123)
        ),
    ),
    "payload_invalid": Reason(
        "The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.",
        'Leave the payload empty or let mint make it from grant. Privileges are {"1": 0 or 1, "2": 0 or 1}.',
        ZegocloudCodes(native=(1002075,)),
    ),
}
