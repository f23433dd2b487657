"""From checked claims to the bytes of a sealed Token04: the only way by which tokens come into being here."""

from typing import Callable

from ._codec.bounds import MAX_PLAINTEXT
from ._codec.claims import Claims, write_claims
from ._codec.envelope import Format, write_envelope
from ._crypto.keys import SecretKey
from ._crypto.seal import seal

Random = Callable[[int], bytes]
"""That many random bytes."""

_NONCE_BYTES = 4


def seal_token(key: SecretKey, form: Format, claims: Claims, most: int = MAX_PLAINTEXT) -> bytes:
    """Give the bytes of a Token04. Raises ValueError when the payload makes the claims longer than ``most`` bytes."""
    plaintext = write_claims(claims).encode()
    if len(plaintext) > most:
        raise ValueError(f"payload: the claims are longer than {most} bytes")
    return write_envelope(seal(key, form, claims.expires_at, plaintext))


def nonce_from(random: Random) -> int:
    """0 to 2**31 - 1. Two tokens with equal claims in one second differ by it, and therefore in all their bytes."""
    data = random(_NONCE_BYTES)
    if not isinstance(data, bytes) or len(data) != _NONCE_BYTES:
        raise TypeError("random must give as many bytes as asked")
    return int.from_bytes(data, "big") & 0x7FFFFFFF
