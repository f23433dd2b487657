"""What one ServerSecret computes for one app: three derived keys and the AES key, which is the secret itself.

See section 5 of spec/token04.md.
"""

from hashlib import sha256
from struct import Struct
from typing import Callable

from .aes import Aes

Mac = Callable[[bytes], bytes]
"""A keyed hash: 32 bytes for a message."""

U32 = Struct(">I").pack
"""Four big-endian bytes."""

_HASH_BLOCK = 64
_INNER_PAD = bytes(byte ^ 0x36 for byte in range(256))
_OUTER_PAD = bytes(byte ^ 0x5C for byte in range(256))


class SecretKey:
    """Never changed, and opaque when printed."""

    __slots__ = ("aes", "app_id", "gcm_seal_tag", "kid", "seal_tag", "signature_tag")

    def __init__(self, app_id: int, server_secret: str) -> None:
        app = U32(app_id)
        derive = derivation(app_id, server_secret)
        seal_key = derive(b"token04-seal")
        self.app_id = app_id
        self.kid = derive(b"kid")[:4].hex()
        self.aes = Aes(server_secret.encode("ascii"))
        self.seal_tag = keyed(seal_key, b"roompass-seal/v1\x00" + app)
        self.gcm_seal_tag = keyed(seal_key, b"roompass-gcm-seal/v1\x00" + app)
        self.signature_tag = keyed(derive(b"kit-token-signature"), signature_prefix(app_id, self.kid))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.kid}>"


def derivation(app_id: int, server_secret: str) -> Callable[[bytes], bytes]:
    """Give the function that derives 32 bytes for a label: HKDF-SHA256."""
    # Extract with the salt, then one block of expand for each label.
    expand = keyed(keyed(b"roompass/v1")(server_secret.encode("ascii")))
    return lambda label: expand(label + b"\x00" + U32(app_id) + b"\x01")


def signature_prefix(app_id: int, kid: str) -> bytes:
    """With what all that a key signs begins: the version, the number of parts, the first two of them."""
    return b"roompass-signature/v1\x00\x07" + counted(kid.encode("ascii")) + counted(b"%d" % app_id)


def counted(part: bytes) -> bytes:
    """Put the length before a part."""
    return U32(len(part)) + part


def keyed(key: bytes, prefix: bytes = b"") -> Mac:
    """HMAC-SHA256 of ``prefix || message``. What key and prefix cost is paid once.

    Two copies of a hash cost half of what a copy of an hmac object does.
    """
    block = (sha256(key).digest() if len(key) > _HASH_BLOCK else key).ljust(_HASH_BLOCK, b"\0")
    inner = sha256(block.translate(_INNER_PAD) + prefix).copy
    outer = sha256(block.translate(_OUTER_PAD)).copy

    def tag(message: bytes) -> bytes:
        first, second = inner(), outer()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    return tag
