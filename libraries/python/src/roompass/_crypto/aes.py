"""AES-256 under one key, with cipher objects that live as long as the key: to make one costs more than a token.

CBC under any IV is reached by what goes through the object before: decrypting, the IV itself; encrypting, the first
block XOR-ed with the IV and with the ciphertext block that the object saw last.
"""

from typing import List, Optional, Tuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_BLOCK = 16


class Aes:
    """AES under one key of 32 bytes, for any number of threads."""

    # Cipher objects at rest. A list's own steps are whole: while someone has one nobody else does; who fails drops it.
    __slots__ = ("_cipher", "_decrypting", "_encrypting", "_gcm")

    def __init__(self, key: bytes) -> None:
        self._cipher = Cipher(AES(key), CBC(bytes(_BLOCK)), default_backend())
        self._gcm = AESGCM(key)
        self._decrypting: List[CipherContext] = []
        self._encrypting: List[Tuple[CipherContext, int]] = []

    def encrypt_blocks(self, iv: bytes, blocks: bytes) -> bytes:
        """CBC over whole blocks, without padding."""
        try:
            context, previous = self._encrypting.pop()
        except IndexError:
            context, previous = self._cipher.encryptor(), 0
        # The cipher will XOR `previous` into the first block; what it must XOR is the IV.
        first = int.from_bytes(blocks[:_BLOCK], "big") ^ int.from_bytes(iv, "big") ^ previous
        output = context.update(first.to_bytes(_BLOCK, "big") + blocks[_BLOCK:])
        self._encrypting.append((context, int.from_bytes(output[-_BLOCK:], "big")))
        return output

    def decrypt_blocks(self, iv: bytes, blocks: bytes) -> bytes:
        """CBC over whole blocks, without padding."""
        try:
            context = self._decrypting.pop()
        except IndexError:
            context = self._cipher.decryptor()
        output = context.update(iv + blocks)
        self._decrypting.append(context)
        return output[_BLOCK:]

    def seal_gcm(self, nonce: bytes, plaintext: bytes) -> bytes:
        """GCM without associated data; the tag of 16 bytes follows the ciphertext."""
        return self._gcm.encrypt(nonce, plaintext, None)

    def open_gcm(self, nonce: bytes, sealed: bytes) -> Optional[bytes]:
        """Give the plaintext, or None when the tag of 16 bytes is not right."""
        try:
            return self._gcm.decrypt(nonce, sealed, None)
        except InvalidTag:
            return None
