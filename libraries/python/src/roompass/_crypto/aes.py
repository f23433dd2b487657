"""AES-256 under one key, with cipher objects that live as long as the key.

To make one costs more than to encrypt a token with it. CBC under any IV is reached by XOR-ing the first block with
that IV and with the ciphertext block that the object saw last.
"""

from typing import Callable, List, Optional, Tuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_BLOCK = 16

_Link = Tuple[CipherContext, int]
"""A cipher object, and the last block of ciphertext that went through it."""


class Aes:
    """AES-256 under one key, for any number of threads."""

    __slots__ = ("_decrypting", "_encrypting", "_gcm")

    def __init__(self, key: bytes) -> None:
        cipher = Cipher(AES(key), CBC(bytes(_BLOCK)), default_backend())
        self._encrypting = _Chain(cipher.encryptor)
        self._decrypting = _Chain(cipher.decryptor)
        self._gcm = AESGCM(key)

    def encrypt_blocks(self, iv: bytes, blocks: bytes) -> bytes:
        """CBC over whole blocks, without padding."""
        context, previous = self._encrypting.take()
        # The cipher will XOR `previous` into the first block; what it must XOR is the IV.
        output = context.update(_exchange(blocks, previous, iv))
        self._encrypting.put(context, output)
        return output

    def decrypt_blocks(self, iv: bytes, blocks: bytes) -> bytes:
        """CBC over whole blocks, without padding."""
        context, previous = self._decrypting.take()
        output = context.update(blocks)
        self._decrypting.put(context, blocks)
        return _exchange(output, previous, iv)

    def seal_gcm(self, nonce: bytes, plaintext: bytes) -> bytes:
        """GCM without associated data; the tag of 16 bytes follows the ciphertext."""
        return self._gcm.encrypt(nonce, plaintext, None)

    def open_gcm(self, nonce: bytes, sealed: bytes) -> Optional[bytes]:
        """Give the plaintext, or None when the tag of 16 bytes is not right."""
        try:
            return self._gcm.decrypt(nonce, sealed, None)
        except InvalidTag:
            return None


class _Chain:
    """Cipher objects at rest. While someone has one nobody else does; whoever fails drops it."""

    __slots__ = ("_make", "_resting")

    def __init__(self, make: Callable[[], CipherContext]) -> None:
        self._make = make
        self._resting: List[_Link] = []

    def take(self) -> _Link:
        # One step of a list's own: no two threads get the same.
        try:
            return self._resting.pop()
        except IndexError:
            return self._make(), 0

    def put(self, context: CipherContext, ciphertext: bytes) -> None:
        self._resting.append((context, int.from_bytes(ciphertext[-_BLOCK:], "big")))


def _exchange(text: bytes, taken: int, put: bytes) -> bytes:
    """Take one block out of the first block of a text and put another in."""
    first = int.from_bytes(text[:_BLOCK], "big") ^ taken ^ int.from_bytes(put, "big")
    return first.to_bytes(_BLOCK, "big") + text[_BLOCK:]
