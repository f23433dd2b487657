"""What is read by patterns and computed by hand, because it is faster, is what the slow way gives."""

import hmac
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from people import APP_ID, KEYS, NOW, refusal_of

from roompass import KitTokenError
from roompass._codec.b64 import decode_base64
from roompass._codec.bounds import OFFICIAL, OWN
from roompass._codec.claims import Claims, read_claims, scan_claims, write_claims
from roompass._codec.strict_json import scan_object
from roompass._codec.suffix import Signature, SuffixFields, read_suffix, write_suffix
from roompass._crypto.keys import keyed

_payloads = st.sampled_from(["", "x", '{"room_id":"a\\"b\\\\"}', "é张"]) | st.text(max_size=8)
_names = st.sampled_from(["", "Ada", "Zo%C3%AB%20L", "100%"])
_exts = st.sampled_from([None, "x", '{"a":"\\\\"}'])
_pieces = st.sampled_from([*'0129"\\,:{} #', "", '\\"', "\\u0041", '","payload":"', '","sig":"', "%", "é", "\x7f"])


@st.composite
def edited(draw: Any, texts: Any) -> str:
    """A text in which a few characters are others."""
    text: str = draw(texts)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(_pieces) + text[place + draw(st.integers(0, 2)) :]
    return text


def outcome_of(call: Any) -> Any:
    try:
        return call()
    except KitTokenError as refusal:
        return refusal.code


_claims = st.builds(
    Claims,
    st.sampled_from([1, APP_ID, 2**32 - 1]),
    st.sampled_from(["ada", "a\\da", "~!@#$%^&*()_+=-`;',.<>/"]),
    st.sampled_from([0, 7, 2**31 - 1]),
    st.just(NOW),
    st.just(NOW + 60),
    _payloads,
).map(write_claims)


@settings(max_examples=1000)
@given(edited(_claims))
def test_claims_by_the_pattern_are_those_by_the_reader(text: str) -> None:
    slow = scan_object(text, 1)
    fast = scan_claims(text)
    if slow is None or slow.spaced:
        assert fast is None
    else:
        assert fast is not None
        assert outcome_of(lambda: read_claims(fast)) == outcome_of(lambda: read_claims(slow))


@pytest.mark.parametrize("digits", ["00", "007", "01", "-0", "2147483648", "99999999999"])
def test_numbers_have_one_spelling_and_a_range(digits: str) -> None:
    text = write_claims(Claims(APP_ID, "ada", 0, NOW, NOW + 60, "")).replace('"nonce":0', f'"nonce":{digits}')
    scanned = scan_claims(text)
    assert scanned is None or refusal_of(lambda: read_claims(scanned)).code == "claims_invalid"


def suffix_of(user_id: str, name: str, ext: Any) -> str:
    fields = SuffixFields(user_id, "lobby", name, APP_ID, ext)
    data = decode_base64(write_suffix(fields, Signature(KEYS.keys[0].kid, "A" * 43)) or "")
    assert data is not None
    return data.decode("ascii")


@settings(max_examples=1000)
@given(edited(st.builds(suffix_of, st.sampled_from(["ada", "a\\da"]), _names, _exts)), st.sampled_from([OWN, OFFICIAL]))
def test_suffixes_by_the_pattern_are_those_by_the_reader(text: str, reading: Any) -> None:
    data = text.encode("latin-1")
    # Without its pattern every suffix goes through the reader.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("roompass._codec.suffix._OURS", NoPattern)
        slow = outcome_of(lambda: read_suffix(data, reading))
    assert outcome_of(lambda: read_suffix(data, reading)) == slow


class NoPattern:
    @staticmethod
    def fullmatch(_: str) -> None:
        return None


def test_a_signed_suffix_is_not_longer_where_longer_ones_are_read() -> None:
    line = suffix_of("a" * 64, "%C3%A9" * 128, '"').replace('\\"', '\\"' * 512).replace("lobby", "r" * 128)
    assert len(line) > OWN.suffix.most
    assert refusal_of(lambda: read_suffix(line.encode(), OFFICIAL)).code == "suffix_malformed"


@example(b"k" * 65, b"", b"longer than a block")
@given(st.binary(max_size=130), st.binary(max_size=70), st.binary(max_size=300))
def test_keyed_hashes_are_hmacs(key: bytes, prefix: bytes, message: bytes) -> None:
    tag = keyed(key, prefix)
    assert tag(message) == tag(message) == hmac.new(key, prefix + message, "sha256").digest()
