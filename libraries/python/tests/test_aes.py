"""Cipher objects that live long give what fresh ones give, from any number of threads."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import List, Tuple

import pytest
from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st
from people import ADA, KEYS, NOW

from roompass import mint, verify
from roompass._crypto.aes import Aes

KEY = b"0123456789abcdef0123456789abcdef"
_iv = st.binary(min_size=16, max_size=16)
_blocks = st.lists(_iv, min_size=1, max_size=5).map(b"".join)


def fresh(iv: bytes, blocks: bytes) -> bytes:
    encryptor = Cipher(AES(KEY), CBC(iv), default_backend()).encryptor()
    return encryptor.update(blocks) + encryptor.finalize()


@given(st.lists(st.tuples(_iv, _blocks), max_size=8))
def test_one_after_another_as_a_fresh_cipher(messages: List[Tuple[bytes, bytes]]) -> None:
    aes = Aes(KEY)
    for iv, blocks in messages:
        ciphertext = aes.encrypt_blocks(iv, blocks)
        assert ciphertext == fresh(iv, blocks)
        assert aes.decrypt_blocks(iv, ciphertext) == blocks


def test_gcm_gives_nothing_for_a_wrong_tag() -> None:
    aes = Aes(KEY)
    sealed = aes.seal_gcm(b"n" * 12, b"text")
    assert aes.open_gcm(b"n" * 12, sealed) == b"text"
    for place in range(len(sealed)):
        spoiled = bytearray(sealed)
        spoiled[place] ^= 1
        assert aes.open_gcm(b"n" * 12, bytes(spoiled)) is None


def test_a_cipher_that_failed_is_not_used_again() -> None:
    aes = Aes(KEY)
    assert aes.decrypt_blocks(bytes(16), fresh(bytes(16), b"a" * 16)) == b"a" * 16
    with pytest.raises(TypeError):
        aes.decrypt_blocks(bytes(16), None)  # type: ignore[arg-type]
    assert aes.decrypt_blocks(bytes(16), fresh(bytes(16), b"b" * 32)) == b"b" * 32


def test_many_threads_share_one_keyring() -> None:
    def journey(seed: int) -> bool:
        form = "gcm" if seed % 3 == 0 else "cbc"
        user_id = f"user-{seed}-{os.urandom(2).hex()}"
        token = mint(KEYS, **{**ADA, "user_id": user_id, "format": form})
        return verify(token, KEYS, now=NOW, accept="signed").user_id == user_id

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert all(pool.map(journey, range(2000)))
