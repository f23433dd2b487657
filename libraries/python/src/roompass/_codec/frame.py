"""The outermost text: how a Kit Token falls into Token04 and suffix, and a Token04 becomes bytes (spec R1 to R4).

Nobody else splits at "#" or puts it there.
"""

import re
from typing import Optional, Tuple

from .._errors import KitTokenError
from .._reasons import KitTokenErrorCode
from .b64 import decode_base64, encode_base64
from .bounds import Reading, Span

_PREFIX = "04"
_PRINTABLE = re.compile(r"[\x21-\x7e]*")


def join_kit_token(token04: str, suffix: str) -> str:
    """Put the suffix behind a Token04."""
    return f"{token04}#{suffix}"


def split_kit_token(text: object, reading: Reading) -> Tuple[str, Optional[bytes]]:
    """Give the Token04, and what its suffix decodes to (spec R1, R2); None where that is no base64.

    Raises KitTokenError.
    """
    whole = _bounded(text, reading.kit_token)
    # A client that splits reads the second part, a verifier that looks for the last "#" another: only one is allowed.
    token04, mark, spelled = whole.partition("#")
    suffix = decode_base64(spelled)
    # What can be decoded is printable, and has no "#". The Token04 is looked at where it is decoded.
    if mark == "" or (suffix is None and ("#" in spelled or not _PRINTABLE.fullmatch(whole))):
        raise KitTokenError("token_malformed")
    return token04, suffix


def decode_token04(text: object, reading: Reading) -> bytes:
    """Give the bytes of a Token04 (spec R1 to R4). Raises KitTokenError."""
    token = _bounded(text, reading.token04)
    raw = decode_base64(token[len(_PREFIX) :]) if token.startswith(_PREFIX) else None
    if raw is None:
        raise KitTokenError(_fault_of(token))
    return raw


def encode_token04(raw: bytes) -> str:
    """Spell the bytes of a Token04."""
    return _PREFIX + encode_base64(raw)


def _fault_of(token: str) -> KitTokenErrorCode:
    """Tell which rule is broken by a text that is no Token04. What can be decoded keeps them all."""
    if "#" in token or not _PRINTABLE.fullmatch(token):
        return "token_malformed"
    return "token_encoding" if token.startswith(_PREFIX) else "token_version"


def _bounded(text: object, span: Span) -> str:
    # The length comes first: nothing is done with a text of any size.
    if not isinstance(text, str) or not span[0] <= len(text) <= span[1]:
        raise KitTokenError("token_malformed")
    return text
