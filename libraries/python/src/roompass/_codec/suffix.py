"""The readable part of a Kit Token (spec R8 to R12): base64 of one line of JSON. Unsigned, it proves nothing."""

import re
from typing import Dict, NamedTuple, Optional

from .._errors import KitTokenError
from .._names import (
    MAX_APP_ID,
    MAX_NAME_BYTES,
    PLAIN_ROOM_ID,
    PLAIN_USER_ID,
    decode_percent,
    is_app_id,
    is_room_id,
    is_user_id,
    is_user_name,
    is_well_formed,
)
from .._tuples import new
from .b64 import encode_base64
from .bounds import OFFICIAL, OWN, Reading
from .strict_json import PLAIN_TEXT, Json, read_plain_text, scan_object, spell


class SuffixFields(NamedTuple):
    """What is signed together with the Token04."""

    user_id: str
    room_id: str
    """Empty is no room."""
    encoded_name: str
    """Percent-encoded, as it stands in the JSON."""
    app_id: int
    ext: Optional[str]


class Signature(NamedTuple):
    """Version 1: which key signed, and the tag."""

    kid: str
    tag: str


class Suffix(NamedTuple):
    """What a suffix says."""

    fields: SuffixFields
    user_name: str
    signature: Optional[Signature]


MAX_EXT = 512
_MAX_UNKNOWN_KEYS = 8
_NAMED = frozenset(("userID", "roomID", "userName", "appID", "ext", "sig"))
_SIGNED = r"1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])"
_SIGNATURE = re.compile(_SIGNED)
_EXT = re.compile(rf"[\x20-\x7e]{{0,{MAX_EXT}}}")
_DIGITS = re.compile(r"[1-9][0-9]{0,9}")
_LINE_OF_ASCII = re.compile(r"[\x20-\x7e]*")
# What the official client's btoa can have encoded.
_LINE_OF_LATIN1 = re.compile(r"[\x20-\xff]*")
# What mint writes, and the web kit's function with it, but for user IDs with a backslash.
_OURS = re.compile(
    rf'\{{"userID":"{PLAIN_USER_ID}","roomID":"{PLAIN_ROOM_ID}","userName":"([ -!#-\[\]-~]*)",'
    rf'"appID":([1-9][0-9]{{0,9}})'
    rf'(?:,"ext":{PLAIN_TEXT})?(?:,"sig":"{_SIGNED}")?\}}'
)


def is_ext(value: object) -> bool:
    """Whether it can be the signed extension (spec R12)."""
    return isinstance(value, str) and _EXT.fullmatch(value) is not None


def write_suffix(fields: SuffixFields, signature: Signature) -> Optional[str]:
    """Spell a suffix; None when the JSON would be longer than a verifier takes."""
    user_id, room_id, encoded_name, app_id, ext = fields
    extension = "" if ext is None else f'"ext":{spell(ext)},'
    text = (
        f'{{"userID":{spell(user_id)},"roomID":{spell(room_id)},"userName":{spell(encoded_name)},'
        f'"appID":{app_id:d},{extension}"sig":"1.{signature.kid}.{signature.tag}"}}'
    )
    return encode_base64(text.encode("ascii")) if OWN.suffix.holds(len(text)) else None


def read_suffix(data: Optional[bytes], reading: Reading) -> Suffix:
    """Read what a suffix decodes to, None for what does not. Raises KitTokenError."""
    if data is None or not reading.suffix.holds(len(data)):  # R8
        raise KitTokenError("suffix_malformed")
    line = data.decode("latin-1")
    ours = _OURS.fullmatch(line) if len(data) <= OWN.suffix.most else None
    found = None if ours is None else _read_ours(ours, reading)
    return found or _read_any(_values_of(line, reading), reading)


def _read_ours(match: "re.Match[str]", reading: Reading) -> Optional[Suffix]:
    """Read a suffix that keeps most of R9 to R12 by its form; None when it does not keep the rest."""
    user_id, room_id, encoded_name, digits, spelled_ext, kid, tag = match.groups()
    app_id = int(digits)
    ext = read_plain_text(spelled_ext) if spelled_ext else None
    if app_id > MAX_APP_ID or not (ext is None or is_ext(ext)):
        return None
    # Most names have nothing to decode but spaces, and what is left then is ASCII that may be shown.
    user_name = encoded_name.replace("%20", " ")
    if "%" in user_name or len(user_name) > MAX_NAME_BYTES:
        user_name = _read_name(encoded_name, lenient=kid is None and reading is OFFICIAL)
    signature = None if kid is None else new(Signature, (kid, tag))
    fields = new(SuffixFields, (user_id, room_id, encoded_name, app_id, ext))
    return new(Suffix, (fields, user_name, signature))


def _read_any(values: Dict[str, Json], reading: Reading) -> Suffix:
    # What each field is comes before what it says: R9, R10, then R11, R12.
    user_id = _text(values, "userID", None)
    room_id = "" if values.get("roomID") is None else _text(values, "roomID", None)
    encoded_name = _text(values, "userName", "")
    # An empty extension has the signed bytes of none, and is none.
    ext = (_text(values, "ext", None) or None) if "ext" in values else None
    app_id = _read_app_id(values)
    if not is_user_id(user_id):
        raise KitTokenError("user_id_invalid", "userID")
    # Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words may hold them.
    lenient = reading is OFFICIAL and "sig" not in values
    if room_id != "" and not is_room_id(room_id) and not (lenient and is_well_formed(room_id)):
        raise KitTokenError("room_id_invalid", "roomID")
    user_name = _read_name(encoded_name, lenient)
    if ext is not None and not is_ext(ext):
        raise KitTokenError("signature_malformed", "ext")
    return Suffix(SuffixFields(user_id, room_id, encoded_name, app_id, ext), user_name, _read_signature(values))


def _values_of(line: str, reading: Reading) -> Dict[str, Json]:
    """Spec R8, R9."""
    ordinary = OWN.suffix.holds(len(line)) and _LINE_OF_ASCII.fullmatch(line) is not None
    if not ordinary and not (reading is OFFICIAL and _LINE_OF_LATIN1.fullmatch(line)):
        raise KitTokenError("suffix_malformed")
    scanned = scan_object(line, 1)
    if scanned is None or scanned.duplicate:
        raise KitTokenError("suffix_malformed")
    # Suffixes that people built themselves come with spaces and fields of their own. Signed ones have one spelling.
    strangers = len(scanned.values.keys() - _NAMED)
    loose = scanned.spaced or strangers > 0 or not ordinary
    if strangers > _MAX_UNKNOWN_KEYS or (loose and "sig" in scanned.values):
        raise KitTokenError("suffix_malformed")
    return scanned.values


def _text(values: Dict[str, Json], key: str, default: Optional[str]) -> str:
    value = values.get(key, default)
    if not isinstance(value, str):
        raise KitTokenError("suffix_malformed", key)
    return value


def _read_app_id(values: Dict[str, Json]) -> int:
    """Spec R10."""
    value = values.get("appID")
    if isinstance(value, str) and "sig" not in values and _DIGITS.fullmatch(value):
        value = int(value)
    if not is_app_id(value):
        raise KitTokenError("suffix_malformed", "appID")
    return value


def _read_name(encoded: str, lenient: bool) -> str:
    """Spec R11: in lenient reading a name that is not allowed counts as none."""
    name = decode_percent(encoded)
    if name is not None and is_user_name(name):
        return name
    if name is None or not lenient:
        raise KitTokenError("user_name_invalid", "userName")
    return ""


def _read_signature(values: Dict[str, Json]) -> Optional[Signature]:
    """Spec R12, R15: an unknown version is refused, not taken for an unsigned token."""
    if "sig" not in values:
        return None
    sig = values["sig"]
    match = _SIGNATURE.fullmatch(sig) if isinstance(sig, str) else None
    if match is None:
        raise KitTokenError("signature_malformed", "sig")
    return Signature(match.group(1), match.group(2))
