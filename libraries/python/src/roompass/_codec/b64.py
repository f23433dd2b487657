"""Base64 in one spelling only: a text decodes if and only if encoding gives it back (spec R4, R8)."""

from binascii import a2b_base64, b2a_base64
from typing import Optional

_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def encode_base64(data: bytes) -> str:
    """Spell bytes in standard base64 with padding."""
    return b2a_base64(data, newline=False).decode("ascii")


def decode_base64(text: str) -> Optional[bytes]:
    """Read standard base64 with padding and zero spare bits; None for every other spelling."""
    try:
        data = a2b_base64(text)
    except ValueError:
        return None
    # The decoder forgives foreign characters, spare bits and more; the encoder has none of them.
    return data if b2a_base64(data, newline=False).decode("ascii") == text else None


def encode_base64url(data: bytes) -> bytes:
    """Spell bytes in base64url without padding."""
    return b2a_base64(data, newline=False).translate(_URL_SAFE).rstrip(b"=")
