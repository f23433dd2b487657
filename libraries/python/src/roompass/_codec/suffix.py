"""The readable part of a Kit Token (spec R8 to R12): base64 of one line of JSON. Unsigned, it proves nothing."""

import re
from typing import Dict, NamedTuple, Optional

from .._errors import KitTokenError
from .._names import decode_percent, is_app_id, is_room_id, is_user_id, is_user_name, is_well_formed
from .b64 import decode_base64, encode_base64
from .bounds import OFFICIAL, OWN, Reading
from .strict_json import PLAIN_NATURAL, PLAIN_TEXT, Json, read_plain_text, scan_object, spell


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
_SIGNATURE = re.compile(r"1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])")
_EXT = re.compile(rf"[\x20-\x7e]{{0,{MAX_EXT}}}")
_DIGITS = re.compile(r"[1-9][0-9]{0,9}")
_LINE_OF_ASCII = re.compile(rb"[\x20-\x7e]*")
# What the official client's btoa can have encoded.
_LINE_OF_LATIN1 = re.compile(rb"[\x20-\xff]*")
_OURS = re.compile(
    rf'\{{"userID":{PLAIN_TEXT},"roomID":{PLAIN_TEXT},"userName":{PLAIN_TEXT},"appID":{PLAIN_NATURAL}'
    rf'(?:,"ext":{PLAIN_TEXT})?(?:,"sig":{PLAIN_TEXT})?\}}'
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


def read_suffix(text: str, reading: Reading) -> Suffix:
    """Read the text after the "#". Raises KitTokenError."""
    values = _read_values(text, reading)
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


def _read_values(text: str, reading: Reading) -> Dict[str, Json]:
    """Spec R8, R9."""
    data = decode_base64(text)
    if data is None or not reading.suffix.holds(len(data)):
        raise KitTokenError("suffix_malformed")
    ordinary = OWN.suffix.holds(len(data)) and _LINE_OF_ASCII.fullmatch(data) is not None
    if not ordinary and not (reading is OFFICIAL and _LINE_OF_LATIN1.fullmatch(data)):
        raise KitTokenError("suffix_malformed")
    line = data.decode("latin-1")
    match = _OURS.fullmatch(line) if ordinary else None
    if match is not None:
        return _values_of_ours(match)
    scanned = scan_object(line, 1)
    if scanned is None or scanned.duplicate:
        raise KitTokenError("suffix_malformed")
    # Suffixes that people built themselves come with spaces and fields of their own. Signed ones have one spelling.
    strangers = len(scanned.values.keys() - _NAMED)
    loose = scanned.spaced or strangers > 0 or not ordinary
    if strangers > _MAX_UNKNOWN_KEYS or (loose and "sig" in scanned.values):
        raise KitTokenError("suffix_malformed")
    return scanned.values


def _values_of_ours(match: "re.Match[str]") -> Dict[str, Json]:
    user_id, room_id, user_name, app_id, ext, sig = match.groups()
    values: Dict[str, Json] = {
        "userID": read_plain_text(user_id),
        "roomID": read_plain_text(room_id),
        "userName": read_plain_text(user_name),
        "appID": int(app_id),
    }
    if ext is not None:
        values["ext"] = read_plain_text(ext)
    if sig is not None:
        values["sig"] = read_plain_text(sig)
    return values


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
