"""The sealed JSON of a Token04: how we spell it, and what is taken of what others spell (spec R18, R19, R21, R22)."""

import re
from typing import NamedTuple, Optional

from .._errors import KitTokenError
from .._names import MAX_APP_ID, is_user_id, is_whole
from .envelope import LAST_SECOND
from .strict_json import PLAIN_NATURAL, PLAIN_TEXT, Json, ScannedObject, read_plain_text, scan_object, spell


class Claims(NamedTuple):
    """What a Token04 says."""

    app_id: int
    user_id: str
    nonce: int
    issued_at: int
    expires_at: int
    payload: str
    """Empty also where the key is absent or null."""


_NUMBER_OF_CLAIMS = 6
_OURS = re.compile(
    rf'\{{"app_id":{PLAIN_NATURAL},"user_id":{PLAIN_TEXT},"nonce":{PLAIN_NATURAL},"ctime":{PLAIN_NATURAL},'
    rf'"expire":{PLAIN_NATURAL},"payload":{PLAIN_TEXT}\}}'
)


def write_claims(claims: Claims) -> str:
    """Spell the claims (spec token04.md 3.1). The order of the keys is part of our spelling."""
    app_id, user_id, nonce, issued_at, expires_at, payload = claims
    return (
        f'{{"app_id":{app_id:d},"user_id":{spell(user_id)},"nonce":{nonce:d},"ctime":{issued_at:d},'
        f'"expire":{expires_at:d},"payload":{spell(payload)}}}'
    )


def scan_claims(text: str) -> Optional[ScannedObject]:
    """Give what must hold before anything is said about a plaintext: compact JSON of one flat object.

    None is "it does not open". The values are not looked at yet.
    """
    match = _OURS.fullmatch(text)
    if match is not None:
        return _scanned(match)
    scanned = scan_object(text, 1)
    return None if scanned is None or scanned.spaced else scanned


def _scanned(match: "re.Match[str]") -> ScannedObject:
    app_id, user_id, nonce, ctime, expire, payload = match.groups()
    values = {
        "app_id": int(app_id),
        "user_id": read_plain_text(user_id),
        "nonce": int(nonce),
        "ctime": int(ctime),
        "expire": int(expire),
        "payload": read_plain_text(payload),
    }
    return ScannedObject(values, duplicate=False, spaced=False)


def read_claims(scanned: ScannedObject) -> Claims:
    """Check the values. Raises KitTokenError ``claims_invalid``, ``user_id_invalid``."""
    values = scanned.values
    # Generators differ in the order of the keys; the set is exact. An absent payload is an empty one.
    if scanned.duplicate or len(values) != _NUMBER_OF_CLAIMS - ("payload" not in values):
        raise KitTokenError("claims_invalid")
    app_id = _integer(values, "app_id", 1, MAX_APP_ID)
    user_id = values.get("user_id")
    if not isinstance(user_id, str):
        raise KitTokenError("claims_invalid", "user_id")
    nonce = _integer(values, "nonce", -(2**31), 2**31 - 1)
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
