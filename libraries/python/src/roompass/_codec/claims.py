"""The sealed JSON of a Token04: how we spell it, and what is taken of what others spell (spec R18, R19, R21, R22)."""

import re
from typing import NamedTuple, Optional, Union

from .._errors import KitTokenError
from .._names import MAX_APP_ID, PLAIN_USER_ID, is_user_id, is_whole
from .._tuples import new
from .envelope import LAST_SECOND
from .strict_json import Json, ScannedObject, read_plain_text, scan_object, spell


class Claims(NamedTuple):
    """What a Token04 says."""

    app_id: int
    user_id: str
    nonce: int
    issued_at: int
    expires_at: int
    payload: str
    """Empty also where the key is absent or null."""


Scanned = Union[Claims, ScannedObject]
"""Claims in the spelling of ours, which are good already, or any flat object."""

_NUMBER_OF_CLAIMS = 6
_MAX_NONCE = 2**31 - 1
# What mint writes, but for user IDs with a backslash. Their form alone keeps times in their range.
_OURS = re.compile(
    rf'\{{"app_id":([1-9][0-9]{{0,9}}),"user_id":"{PLAIN_USER_ID}","nonce":(0|[1-9][0-9]{{0,9}}),'
    r'"ctime":([1-9][0-9]{0,10}),"expire":([1-9][0-9]{0,10}),"payload":"([^\x00-\x1f]*)"\}'
)


def write_claims(claims: Claims) -> str:
    """Spell the claims (spec token04.md 3.1). The order of the keys is part of our spelling."""
    app_id, user_id, nonce, issued_at, expires_at, payload = claims
    return (
        f'{{"app_id":{app_id:d},"user_id":{spell(user_id)},"nonce":{nonce:d},"ctime":{issued_at:d},'
        f'"expire":{expires_at:d},"payload":{spell(payload)}}}'
    )


def scan_claims(text: str) -> Optional[Scanned]:
    """Give what must hold before anything is said about a plaintext: compact JSON of one flat object.

    None is "it does not open".
    """
    match = _OURS.fullmatch(text)
    if match is not None:
        digits, user_id, nonce, issued_at, expires_at, spelled = match.groups()
        app_id, number, payload = int(digits), int(nonce), read_plain_text(spelled)
        if app_id <= MAX_APP_ID and number <= _MAX_NONCE and payload is not None:
            return new(Claims, (app_id, user_id, number, int(issued_at), int(expires_at), payload))
    scanned = scan_object(text, 1)
    return None if scanned is None or scanned.spaced else scanned


def read_claims(scanned: Scanned) -> Claims:
    """Check the values. Raises KitTokenError ``claims_invalid``, ``user_id_invalid``."""
    if isinstance(scanned, Claims):
        return scanned
    values = scanned.values
    # Generators differ in the order of the keys; the set is exact. An absent payload is an empty one.
    if scanned.duplicate or len(values) != _NUMBER_OF_CLAIMS - ("payload" not in values):
        raise KitTokenError("claims_invalid")
    app_id = _integer(values, "app_id", 1, MAX_APP_ID)
    user_id = values.get("user_id")
    if not isinstance(user_id, str):
        raise KitTokenError("claims_invalid", "user_id")
    nonce = _integer(values, "nonce", -(2**31), _MAX_NONCE)
    issued_at = _integer(values, "ctime", 1, LAST_SECOND)
    expires_at = _integer(values, "expire", 1, LAST_SECOND)
    payload = _payload(values.get("payload"))
    if not is_user_id(user_id):
        raise KitTokenError("user_id_invalid", "user_id")
    return Claims(app_id, user_id, nonce, issued_at, expires_at, payload)


def _integer(values: Json, key: str, least: int, most: int) -> int:
    value = values.get(key)
    if not is_whole(value) or not least <= value <= most:
        raise KitTokenError("claims_invalid", key)
    return value


def _payload(value: Json) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise KitTokenError("claims_invalid", "payload")
    return value
