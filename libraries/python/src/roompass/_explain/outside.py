"""Why a text is not the envelope or the suffix of a token, where that can be told without a key."""

import re
from typing import Sequence

from .._codec.b64 import decode_base64
from .._codec.strict_json import scan_object
from .._names import is_app_id
from .findings import Finding

# Bytes before and after the ciphertext, by the length of the IV.
_AROUND = {16: (28, 0), 12: (24, 1)}
_SHORTEST = 28
_MILLISECONDS = (10**12, 10**13)
_MOST_SIGNED = 0x7FFF
_BLOCK = 16
_MOST_NESTED = 8
_DIGITS = re.compile(r"[1-9][0-9]{0,9}")


def envelope_faults(raw: bytes) -> Sequence[Finding]:
    """Explain bytes that do not have the lengths of a Token04."""
    if len(raw) < _SHORTEST:
        return [Finding("truncated")]
    least, most = _MILLISECONDS
    if least < int.from_bytes(raw[:8], "big") < most:
        return [Finding("expiry_in_milliseconds")]
    around = _AROUND.get(int.from_bytes(raw[8:10], "big"))
    return [] if around is None else _length_faults(raw, *around)


def _length_faults(raw: bytes, before: int, after: int) -> Sequence[Finding]:
    said = int.from_bytes(raw[before - 2 : before], "big")
    found = len(raw) - before - after
    if said > found:
        return [Finding("truncated", f"It says {said} bytes of claims and has {found}.")]
    # Lengths are signed numbers of 16 bits; generators that write more lose the upper bits, and readers see another.
    if found > _MOST_SIGNED and found % 0x10000 == said:
        return [Finding("length_overflow", f"It has {found} bytes of claims.")]
    in_cbc_form = after == 0
    return [Finding("plaintext_empty")] if in_cbc_form and said == found == _BLOCK else []


def suffix_faults(text: str) -> Sequence[Finding]:
    """Explain a text that is no suffix."""
    data = decode_base64(text)
    if data is None:
        return [Finding("suffix_not_base64")]
    line = data.decode("latin-1")
    if not all(byte < 0x80 for byte in data):  # noqa: PLR2004 -- ASCII
        return [Finding("suffix_not_ascii")]
    scanned = scan_object(line, _MOST_NESTED)
    if scanned is None:
        return []
    app_id = scanned.values.get("appID")
    if isinstance(app_id, str) and _DIGITS.fullmatch(app_id):
        app_id = int(app_id)
    return [] if is_app_id(app_id) else [Finding("suffix_app_missing")]
