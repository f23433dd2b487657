"""Base64, padding, envelope and percent-encoding: one spelling each."""

import base64
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roompass import KitTokenError
from roompass._codec.b64 import decode_base64, encode_base64, encode_base64url
from roompass._codec.bounds import OFFICIAL, OWN
from roompass._codec.envelope import Envelope, read_envelope, write_envelope
from roompass._codec.padding import pad, unpad
from roompass._names import decode_percent, encode_percent, fits_utf8


@given(st.binary())
def test_base64_comes_back(data: bytes) -> None:
    assert encode_base64(data) == base64.b64encode(data).decode()
    assert decode_base64(encode_base64(data)) == data
    assert encode_base64url(data) == base64.urlsafe_b64encode(data).rstrip(b"=")


@pytest.mark.parametrize(
    "text", ["QQ", "QQ=", "QQ===", "QR==", "Q Q=", "QQ==\n", "=QQ=", "QQ==QQ==", "Q-_=", "QUI", "QUJ=", "Ａ", "é", "Q"]
)
def test_base64_has_one_spelling(text: str) -> None:
    assert decode_base64(text) is None


@given(st.binary(max_size=100))
def test_padding_fills_blocks_and_comes_off(plaintext: bytes) -> None:
    blocks = pad(plaintext)
    assert len(blocks) % 16 == 0
    assert 1 <= len(blocks) - len(plaintext) <= 16
    assert unpad(blocks) == (plaintext, True)


def test_padding_is_right_only_when_all_its_bytes_say_so() -> None:
    for count in range(256):
        assert unpad(bytes([count]) * 32)[1] == (1 <= count <= 16)
    for count in range(2, 17):
        for wrong in range(1, count):
            blocks = bytearray(bytes(32 - count) + bytes([count]) * count)
            blocks[31 - wrong] ^= 1
            plaintext, right = unpad(bytes(blocks))
            assert not right
            assert len(plaintext) == 31


@pytest.mark.parametrize(("form", "iv", "size"), [("cbc", 16, 64), ("gcm", 12, 72)])
def test_an_envelope_comes_back(form: str, iv: int, size: int) -> None:
    envelope = Envelope("cbc" if form == "cbc" else "gcm", 1767229200, b"i" * iv, b"c" * size)
    raw = write_envelope(envelope)
    assert read_envelope(raw, OWN) == envelope
    for spoiled in (raw + b"\x00", raw[:-1], raw[:8] + b"\x00\x0d" + raw[10:]):
        with pytest.raises(KitTokenError) as caught:
            read_envelope(spoiled, OFFICIAL)
        assert caught.value.code == "token_envelope"


@pytest.mark.parametrize("length", [65, 72, 79])
def test_a_cbc_ciphertext_has_whole_blocks(length: int) -> None:
    raw = write_envelope(Envelope("cbc", 1767229200, b"i" * 16, b"c" * length))
    with pytest.raises(KitTokenError) as caught:
        read_envelope(raw, OWN)
    assert caught.value.code == "token_envelope"


@given(st.text())
def test_percent_encoding_comes_back(text: str) -> None:
    encoded = encode_percent(text)
    assert max(encoded, default="") <= "~"
    assert decode_percent(encoded) == text
    assert decode_percent(text.replace("%", "%25")) == text


def test_percent_encoding_leaves_what_ecmascript_leaves() -> None:
    unreserved = "ABCXYZabcxyz0189-_.!~*'()"
    assert encode_percent(unreserved) == unreserved
    assert encode_percent(' "#$%&+,/:;<=>?@[\\]^`{|}\x7fé') == (
        "%20%22%23%24%25%26%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F%C3%A9"
    )


@pytest.mark.parametrize("encoded", ["%", "100%", "%4", "%GG", "%u0041", "%C3", "%C3é", "é%A9", "%ED%A0%80", "\ud800"])
def test_refuses_broken_percent_encoding(encoded: str) -> None:
    assert decode_percent(encoded) is None
    # Which the standard library forgives.
    assert isinstance(unquote(encoded), str)


@given(st.text(), st.integers(0, 40))
def test_counts_bytes_of_utf8(text: str, most: int) -> None:
    assert fits_utf8(text, most) == (len(text.encode()) <= most)
