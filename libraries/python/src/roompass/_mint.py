"""Making tokens: sealed always, and signed where there is a suffix. What is minted here is what verify takes."""

from typing import NamedTuple, Optional

from ._ambient import system_now, system_random
from ._codec.bounds import OWN
from ._codec.claims import Claims
from ._codec.envelope import LAST_SECOND, Format
from ._codec.frame import encode_token04, join_kit_token
from ._codec.suffix import MAX_EXT, SuffixFields, is_ext, write_suffix
from ._crypto.signature import sign
from ._errors import KitTokenError
from ._grant import Grant, write_payload
from ._keyring import AppKey, Keyring, minting_key
from ._names import ROOM_ID_RULE, USER_ID_RULE, encode_percent, is_room_id, is_user_id, is_user_name, is_whole
from ._payload import read_payload
from ._sealed_token import Random, nonce_from, seal_token
from ._terms import DEFAULT_MAX_LIFETIME, check_max_lifetime


def mint(
    keys: Keyring,
    *,
    user_id: str,
    room_id: str,
    expires_in: int,
    user_name: str = "",
    grant: Optional[Grant] = None,
    app_id: Optional[int] = None,
    format: Format = "cbc",
    ext: Optional[str] = None,
    max_lifetime: float = DEFAULT_MAX_LIFETIME,
    now: Optional[int] = None,
    random: Random = system_random,
) -> str:
    r"""Mint a Kit Token, sealed and signed.

    :param user_id: 1 to 64 ASCII letters, digits and ``~!@#$%^&*()_+=-`;',.<>/\``
    :param room_id: 1 to 128 printable ASCII characters without space, ``"``, ``\`` and ``#``
    :param expires_in: whole seconds from 1 to ``max_lifetime``
    :param user_name: text of any script without control characters, at most 256 bytes of UTF-8
    :param grant: sealed into the payload together with the room; None: the payload is empty, which restricts nothing
    :param app_id: default: the only app of the keyring
    :param format: ``cbc``, which every ZEGOCLOUD client takes, or ``gcm``
    :param ext: up to 512 printable ASCII characters that the signature proves and the application reads; "" is none
    :param max_lifetime: seconds; the default of 24 hours is also the most that verify takes by default
    :param now: Unix seconds; default: the clock of this machine
    :param random: gives that many random bytes; tests and vectors pass their own, nobody else should
    :raises TypeError, ValueError: naming the argument that is wrong
    """
    key = minting_key(keys, app_id)
    _check_room_id(room_id)
    if not is_user_name(user_name):
        raise ValueError("user_name must be a str of at most 256 bytes of UTF-8 without control characters")
    if ext is not None and not is_ext(ext):
        raise ValueError(f"ext must be a str of at most {MAX_EXT} printable ASCII characters")
    payload = "" if grant is None else write_payload(room_id, grant)
    raw = _mint_raw(key, user_id, payload, expires_in, _Making(format, max_lifetime, now, random))
    fields = SuffixFields(user_id, room_id, encode_percent(user_name), key.app_id, ext or None)
    suffix = write_suffix(fields, sign(key, fields, raw))
    if suffix is None:
        raise ValueError("ext is too long beside this user_name")
    return join_kit_token(encode_token04(raw), suffix)


def mint_token04(
    keys: Keyring,
    *,
    user_id: str,
    expires_in: int,
    grant: Optional[Grant] = None,
    room_id: Optional[str] = None,
    payload: Optional[str] = None,
    app_id: Optional[int] = None,
    format: Format = "cbc",
    max_lifetime: float = DEFAULT_MAX_LIFETIME,
    now: Optional[int] = None,
    random: Random = system_random,
) -> str:
    """Mint a sealed Token04 without a suffix. What is not named here is as in ``mint``.

    :param room_id: sealed together with ``grant``; without a grant it has no place to stand
    :param payload: a payload that was made elsewhere, instead of ``grant`` and ``room_id``
    :raises TypeError, ValueError: naming the argument that is wrong
    """
    key = minting_key(keys, app_id)
    text = _payload_of(room_id, grant) if payload is None else _checked_payload(room_id, grant, payload)
    return encode_token04(_mint_raw(key, user_id, text, expires_in, _Making(format, max_lifetime, now, random)))


def _payload_of(room_id: Optional[str], grant: Optional[Grant]) -> str:
    if room_id is not None:
        _check_room_id(room_id)
    if grant is not None:
        return write_payload(room_id or "", grant)
    if room_id is not None:
        raise TypeError("room_id is sealed together with a grant: pass grant as well")
    return ""


def _checked_payload(room_id: Optional[str], grant: Optional[Grant], payload: str) -> str:
    if grant is not None or room_id is not None:
        raise TypeError("payload takes the place of grant and room_id")
    if not isinstance(payload, str):
        raise TypeError("payload must be a str")
    if not _is_provable(payload):
        raise ValueError('payload must be JSON of room_id, privilege and stream_id_list as documented, or ""')
    return payload


def _is_provable(payload: str) -> bool:
    try:
        read_payload(payload, True, OWN)
    except KitTokenError:
        return False
    return True


def _check_room_id(room_id: object) -> None:
    if not is_room_id(room_id):
        raise ValueError(f"room_id must be a str of {ROOM_ID_RULE}")


class _Making(NamedTuple):
    """How a token is made, whatever it says."""

    format: Format
    max_lifetime: float
    now: Optional[int]
    random: Random


def _mint_raw(key: AppKey, user_id: str, payload: str, expires_in: int, making: _Making) -> bytes:
    form, max_lifetime, now, random = making
    if not is_user_id(user_id):
        raise ValueError(f"user_id must be a str of {USER_ID_RULE}")
    _check_lifetime(expires_in, max_lifetime)
    if form not in ("cbc", "gcm"):
        raise ValueError("format must be cbc or gcm")
    if form == "gcm" and key.gcm == "refuse":
        raise ValueError("format: this key refuses gcm")
    issued_at = system_now() if now is None else now
    _check_now(issued_at, expires_in)
    claims = Claims(key.app_id, user_id, nonce_from(random), issued_at, issued_at + expires_in, payload)
    return seal_token(key, form, claims)


def _check_lifetime(expires_in: int, max_lifetime: float) -> None:
    check_max_lifetime(max_lifetime)
    if not is_whole(expires_in):
        raise TypeError("expires_in must be an int of seconds")
    if not 1 <= expires_in <= max_lifetime:
        raise ValueError(f"expires_in must be 1 to {max_lifetime} seconds, which max_lifetime sets")


def _check_now(issued_at: int, expires_in: int) -> None:
    if not is_whole(issued_at):
        raise TypeError("now must be an int of Unix seconds")
    if not 1 <= issued_at <= LAST_SECOND - expires_in:
        raise ValueError("now must be a time in Unix seconds")
