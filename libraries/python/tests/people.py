"""Those who appear in the tests, with their keys and clock."""

from typing import Any, Dict

from hypothesis import strategies as st

from roompass import Grant, Key, Keyring, KitTokenError, is_user_name

APP_ID = 1234567890
SECRET = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"
OTHER_SECRET = "aB3$dE6^gH9*jK2(mN5)pQ8_sT1+vW4="
NOW = 1767225600
KEYS = Keyring([Key(APP_ID, SECRET)])
ADA: Dict[str, Any] = {"user_id": "ada", "room_id": "lobby", "user_name": "Ada", "expires_in": 3600, "now": NOW}

_user_ids = st.text("abcXYZ0189~!@#$%^&*()_+=-`;',.<>/\\", min_size=1, max_size=64)
_room_ids = st.text("".join(map(chr, range(0x21, 0x7F))).translate({ord(c): None for c in '"#\\'}), min_size=1)
_names = st.text(max_size=64).map(lambda text: "".join(filter(is_user_name, text)))
_streams = st.lists(st.text(max_size=8), max_size=8)
_grants = st.builds(Grant, st.booleans(), st.booleans(), st.none() | _streams)

mint_inputs = st.fixed_dictionaries(
    {
        "user_id": _user_ids,
        "room_id": _room_ids.filter(lambda text: len(text) <= 128),
        "user_name": _names,
        "grant": st.none() | _grants,
        "expires_in": st.integers(1, 86400),
        "format": st.sampled_from(["cbc", "gcm"]),
        "ext": st.none() | st.text("".join(map(chr, range(0x20, 0x7F))), max_size=512),
        "now": st.just(NOW),
    }
)


def refusal_of(call: Any) -> KitTokenError:
    """The refusal of a call that must be refused."""
    try:
        taken = call()
    except KitTokenError as refusal:
        return refusal
    raise AssertionError(f"taken: {taken}")
