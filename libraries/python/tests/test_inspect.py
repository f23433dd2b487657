"""Explaining: each layer that was reached, each fault once, and nothing without keys."""

import json
import pickle
from typing import Any

import pytest
from people import ADA, APP_ID, KEYS, NOW, OTHER_SECRET, SECRET

from roompass import Grant, Key, Keyring, inspect, mint, mint_token04
from roompass._codec.claims import Claims, write_claims
from roompass._codec.envelope import Envelope, write_envelope
from roompass._codec.frame import encode_token04
from roompass._codec.padding import pad
from roompass._crypto.aes import Aes
from roompass._explain.generators import has_iv_of_its_second
from roompass._reasons import REASONS

TOKEN = mint(KEYS, **ADA, grant=Grant(publish=True), ext="x")
TOKEN04 = TOKEN.partition("#")[0]
OTHERS = Keyring([Key(APP_ID, OTHER_SECRET)])


def codes_of(report: Any) -> Any:
    return [problem.code for problem in report.problems]


def test_shows_every_layer_of_a_good_token() -> None:
    report = inspect(TOKEN, KEYS, now=NOW)
    assert (report.kind, report.ok, report.primary) == ("kit-token", True, None)
    assert report.problems == ()
    frame, envelope, suffix, key, claims, trust, generators = report.layers
    assert generators == ("roompass",)
    assert frame == (len(TOKEN), "04", 1)
    assert envelope is not None
    assert (envelope.format, envelope.expire, envelope.ciphertext_length % 16) == ("cbc", NOW + 3600, 0)
    kid = KEYS.keys[0].kid
    assert suffix == ("ada", "lobby", "Ada", APP_ID, "x", kid)
    assert key == KEYS.keys[0]
    assert claims is not None
    assert (claims.user_id, claims.issued_at, claims.expires_at) == ("ada", NOW, NOW + 3600)
    assert trust == "signed"


def test_shows_what_is_readable_without_a_key() -> None:
    report = inspect(TOKEN, now=NOW)
    assert report.ok
    assert (report.layers.key, report.layers.claims, report.layers.trust) == (None, None, None)
    assert report.layers.suffix is not None


def test_a_token04_alone_is_sealed_at_best() -> None:
    report = inspect(TOKEN04, KEYS, now=NOW)
    assert (report.kind, report.ok, report.layers.trust, report.layers.suffix) == ("token04", True, "sealed", None)


def test_goes_on_after_a_fault() -> None:
    report = inspect(TOKEN, KEYS, now=NOW + 9999, room_id="other", user_id="bob", max_lifetime=60)
    assert codes_of(report) == ["token_expired", "user_mismatch", "lifetime_too_long", "room_mismatch"]
    assert report.primary == "token_expired"
    assert [one.fix for one in report.problems] == [REASONS[one].fix for one in codes_of(report)]
    assert report.problems[0].message == "The token has expired. It did so 107 minutes ago."
    assert (
        report.problems[2].message
        == "The token is valid for longer than is allowed. It lives for 60 minutes; 60 seconds are allowed."
    )


def test_looks_inside_when_the_signature_is_wrong() -> None:
    forged = mint(KEYS, **{**ADA, "user_name": "Eve"}).partition("#")[2]
    report = inspect(f"{TOKEN04}#{forged}", KEYS, now=NOW)
    assert codes_of(report) == ["signature_invalid"]
    assert report.layers.claims is not None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (None, ["not_text"]),
        ("", ["empty"]),
        ("#", ["token_missing", "token_malformed", "suffix_malformed"]),
        ("05" + TOKEN04[2:], ["not_a_kit_token"]),
        (f" {TOKEN04}\n", ["surrounding_space", "token_malformed"]),
        (TOKEN04[:-4], ["truncated", "token_envelope"]),
        (TOKEN + "#", ["kit_token_twice", "suffix_not_base64", "suffix_malformed", "token_malformed"]),
        (TOKEN04 + "#e30=", ["suffix_app_missing", "suffix_malformed"]),
        ("04" * 40000, ["token_malformed"]),
        ("0" * 262145, ["token_malformed"]),
    ],
    ids=lambda value: str(value)[:16],
)
def test_names_what_is_broken(text: Any, codes: Any) -> None:
    assert codes_of(inspect(text, KEYS, now=NOW)) == codes


def test_says_when_no_key_opens_it() -> None:
    assert codes_of(inspect(TOKEN04, OTHERS, now=NOW)) == ["wrong_secret", "token_undecryptable"]
    assert codes_of(inspect(TOKEN, OTHERS, now=NOW)) == ["key_unknown", "wrong_secret", "token_undecryptable"]
    assert codes_of(inspect(TOKEN, Keyring([Key(7, SECRET)]), now=NOW)) == ["key_unknown"]


def test_warns_of_what_would_be_refused_in_a_proven_token(official_token: str) -> None:
    report = inspect(official_token, KEYS, now=NOW, accept="bare")
    assert (report.ok, report.layers.trust) == (True, "bare")
    assert [warning.code for warning in report.warnings] == ["payload_invalid", "iv_weak"]
    assert codes_of(inspect(official_token, KEYS, now=NOW)) == ["trust_too_low"]


@pytest.fixture
def official_token() -> str:
    """As official generators make them: under an IV that proves nothing, with a payload of any kind."""
    claims = write_claims(Claims(APP_ID, "ada", 7, NOW, NOW + 60, '{"demoPayload": ""}'))
    iv = b"0123456789abcdef"
    ciphertext = Aes(SECRET.encode()).encrypt_blocks(iv, pad(claims.encode()))
    return encode_token04(write_envelope(Envelope("cbc", NOW + 60, iv, ciphertext)))


def test_claims_that_are_none_end_the_walk() -> None:
    token = mint_token04(KEYS, user_id="ada", expires_in=60, now=NOW)
    report = inspect(token, Keyring([Key(7, OTHER_SECRET), Key(APP_ID, SECRET)]), now=NOW, app_id=7)
    assert codes_of(report) == ["key_of_another_app", "token_undecryptable"]
    assert report.problems[0].message.endswith(f"It is app {APP_ID}.")


def test_a_report_is_plain_data() -> None:
    report = inspect(f'"{TOKEN}"', OTHERS, now=NOW)
    assert report.problems[0].zegocloud.web == (1102016,)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301
    assert json.loads(json.dumps(report))[0] == "kit-token"


def test_needs_right_options() -> None:
    with pytest.raises(ValueError, match="accept"):
        inspect(TOKEN, accept="all")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="expect"):
        inspect(TOKEN, expect="token05")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="keys"):
        inspect(TOKEN, [])  # type: ignore[arg-type]


def test_an_iv_of_its_second_needs_a_second() -> None:
    envelope = Envelope("cbc", NOW, b"ugsxctgd2eezehwq", b"")
    assert has_iv_of_its_second(f'{{"ctime":{NOW}}}', envelope)
    assert not has_iv_of_its_second(f'{{"ctime":{NOW + 1}}}', envelope)
    # Without one nothing is said, neither of an IV that a clock which stands at 0 would give.
    assert not has_iv_of_its_second("{}", envelope._replace(iv=b"0" * 16))
