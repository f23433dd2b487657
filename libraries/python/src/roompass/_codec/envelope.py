"""The bytes of a Token04 around the ciphertext (spec R5 to R7): expiry, IV or nonce, ciphertext, mode byte."""

from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from .._errors import KitTokenError
from .._tuples import new
from .bounds import Reading

if TYPE_CHECKING:
    from typing_extensions import Literal

    Format = Literal["cbc", "gcm"]
else:
    Format = str

LAST_SECOND = 253402300799
"""9999-12-31T23:59:59Z: the last second that common date types can hold."""

# Expiry, length of the IV, IV, length of the ciphertext.
_CBC = Struct(">qH16sH")
_GCM = Struct(">qH12sH")
_CBC_HEAD = _CBC.size
_IV_LENGTH = slice(8, 10)
_CBC_IV, _GCM_IV = b"\x00\x10", b"\x00\x0c"
_GCM_MODE = b"\x01"


class Envelope(NamedTuple):
    """The parts of a Token04."""

    format: Format
    expire: int
    """Unix seconds; in the clear, and proved by nothing."""
    iv: bytes
    ciphertext: bytes
    """For GCM with the tag of 16 bytes at its end."""


def read_envelope(raw: bytes, reading: Reading) -> Envelope:
    """Take the bytes of a Token04 apart. Raises KitTokenError ``token_envelope``."""
    size = len(raw)
    if not reading.raw.holds(size):
        raise KitTokenError("token_envelope")
    # Exactly two shapes. What fits neither is refused; there is no "else CBC", and no byte is left over.
    kind = raw[_IV_LENGTH]
    if kind == _CBC_IV:
        expire, _, iv, length = _CBC.unpack_from(raw)
        fits = size == _CBC_HEAD + length and length % 16 == 0 and reading.cbc.holds(length)
        envelope = new(Envelope, ("cbc", expire, iv, raw[_CBC_HEAD:]))
    elif kind == _GCM_IV:
        expire, _, iv, length = _GCM.unpack_from(raw)
        fits = size == _GCM.size + length + 1 and reading.gcm.holds(length) and raw.endswith(_GCM_MODE)
        envelope = Envelope("gcm", expire, iv, raw[_GCM.size : -1])
    else:
        raise KitTokenError("token_envelope")
    if not fits:
        raise KitTokenError("token_envelope")
    if not 1 <= expire <= LAST_SECOND:
        raise KitTokenError("token_envelope", "expire")
    return envelope


def write_envelope(parts: Envelope) -> bytes:
    """Put the parts of a Token04 together."""
    head, tail = (_CBC, b"") if parts.format == "cbc" else (_GCM, _GCM_MODE)
    return head.pack(parts.expire, len(parts.iv), parts.iv, len(parts.ciphertext)) + parts.ciphertext + tail
