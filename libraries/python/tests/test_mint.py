"""What mint takes and refuses; which bytes it gives is in test_mint_vectors.py."""

from typing import Any, Dict

import pytest
from hypothesis import given
from people import ADA, APP_ID, KEYS, NOW, OTHER_SECRET, SECRET, mint_inputs

from roompass import Grant, Key, Keyring, mint, mint_token04, verify, verify_token04

TOKEN04: Dict[str, Any] = {"user_id": "ada", "expires_in": 3600, "now": NOW}


@given(mint_inputs)
def test_what_is_minted_says_what_was_asked_for(given_input: Dict[str, Any]) -> None:
    found = verify(mint(KEYS, **given_input), KEYS, accept="signed", now=NOW, room_id=given_input["room_id"])
    assert found.trust == "signed"
    for name in ("user_id", "room_id", "user_name", "format"):
        assert getattr(found, name) == given_input[name]
    assert found.ext == (given_input["ext"] or None)
    assert (found.issued_at, found.expires_at) == (NOW, NOW + given_input["expires_in"])
    grant = given_input["grant"]
    if grant is None:
        assert found.grant == Grant(join=True, publish=True)
    else:
        assert found.grant == grant._replace(stream_ids=tuple(grant.stream_ids) if grant.stream_ids else None)


@given(mint_inputs)
def test_a_token04_alone_is_sealed(given_input: Dict[str, Any]) -> None:
    grant = given_input["grant"] or Grant()
    room_id, form = given_input["room_id"], given_input["format"]
    token = mint_token04(KEYS, user_id="ada", expires_in=60, now=NOW, room_id=room_id, grant=grant, format=form)
    found = verify_token04(token, KEYS, now=NOW)
    assert (found.trust, found.room_id, found.claimed) == ("sealed", room_id, None)


def test_no_two_tokens_are_alike() -> None:
    assert len({mint(KEYS, **ADA) for _ in range(100)}) == 100


def test_takes_the_time_of_the_machine() -> None:
    token = mint(KEYS, user_id="ada", room_id="lobby", expires_in=60)
    assert verify(token, KEYS).user_id == "ada"


def test_keeps_31_bits_of_what_the_generator_gives() -> None:
    asked = []

    def random(count: int) -> bytes:
        asked.append(count)
        return b"\xff" * count

    token = mint_token04(KEYS, random=random, **TOKEN04)
    assert asked == [4]
    assert token == mint_token04(KEYS, random=lambda _: b"\x7f\xff\xff\xff", **TOKEN04)


def test_mints_for_the_app_that_is_named() -> None:
    keys = Keyring([Key(APP_ID, SECRET), Key(7, OTHER_SECRET)])
    assert verify(mint(keys, app_id=7, **ADA), keys, now=NOW).app_id == 7
    with pytest.raises(TypeError, match="app_id must be given"):
        mint(keys, **ADA)
    with pytest.raises(ValueError, match="app_id: the keyring has no active key"):
        mint(keys, app_id=8, **ADA)


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (ValueError, {"user_id": ""}),
        (ValueError, {"user_id": "Ada L"}),
        (ValueError, {"user_id": "ada\n"}),
        (ValueError, {"user_id": 7}),
        (ValueError, {"room_id": ""}),
        (ValueError, {"room_id": "a#b"}),
        (ValueError, {"room_id": None}),
        (ValueError, {"user_name": "\u202e"}),
        (ValueError, {"user_name": "\ud800"}),
        (ValueError, {"user_name": "é" * 129}),
        (ValueError, {"user_name": None}),
        (TypeError, {"expires_in": 60.0}),
        (TypeError, {"expires_in": True}),
        (TypeError, {"expires_in": "60"}),
        (ValueError, {"expires_in": 0}),
        (ValueError, {"expires_in": 86401}),
        (TypeError, {"grant": {"join": True}}),
        (TypeError, {"grant": (True, True, None)}),
        (ValueError, {"ext": "é"}),
        (ValueError, {"ext": "x" * 513}),
        (ValueError, {"ext": 7}),
        (ValueError, {"format": "ecb"}),
        (TypeError, {"app_id": "7"}),
        (ValueError, {"app_id": 0}),
        (TypeError, {"now": 1.5}),
        (ValueError, {"now": 0}),
        (ValueError, {"now": 253402300799}),
        (TypeError, {"max_lifetime": None}),
        (ValueError, {"max_lifetime": 0}),
        (ValueError, {"max_lifetime": float("nan")}),
        (TypeError, {"random": lambda _: "text"}),
        (TypeError, {"random": lambda _: b"abc"}),
    ],
    ids=str,
)
def test_names_the_argument_that_is_wrong(error: Any, changed: Dict[str, Any]) -> None:
    with pytest.raises(error, match=next(iter(changed))):
        mint(KEYS, **{**ADA, **changed})


@pytest.mark.parametrize(
    ("error", "name", "grant"),
    [
        (TypeError, "join", Grant(join=1)),  # type: ignore[arg-type]
        (TypeError, "publish", Grant(publish=None)),  # type: ignore[arg-type]
        (TypeError, "stream_ids", Grant(stream_ids="abc")),
        (TypeError, "stream_ids", Grant(stream_ids={"a": 1})),  # type: ignore[arg-type]
        (ValueError, "stream_ids", Grant(stream_ids=[7])),  # type: ignore[list-item]
        (ValueError, "stream_ids", Grant(stream_ids=["\ud800"])),
        (ValueError, "stream_ids", Grant(stream_ids=["é" * 129])),
        (ValueError, "stream_ids", Grant(stream_ids=["a"] * 101)),
        (ValueError, "stream_ids", Grant(stream_ids=["é" * 100] * 10)),
    ],
    ids=str,
)
def test_names_the_part_of_the_grant_that_is_wrong(error: Any, name: str, grant: Grant) -> None:
    with pytest.raises(error, match=f"grant.{name}"):
        mint(KEYS, **ADA, grant=grant)


def test_refuses_an_extension_too_long_beside_the_name() -> None:
    # Each character of the name is three in the suffix, each quotation mark of the extension two.
    with pytest.raises(ValueError, match="ext is too long beside this user_name"):
        mint(KEYS, **{**ADA, "user_name": "%" * 256, "ext": '"' * 512, "user_id": "\\" * 64, "room_id": "r" * 128})


def test_a_longer_lifetime_must_be_allowed_on_both_sides() -> None:
    token = mint(KEYS, **{**ADA, "expires_in": 100_000}, max_lifetime=float("inf"))
    assert verify(token, KEYS, now=NOW, max_lifetime=float("inf")).expires_at == NOW + 100_000


def test_a_key_that_refuses_gcm_mints_none() -> None:
    with pytest.raises(ValueError, match="format: this key refuses gcm"):
        mint(Keyring([Key(APP_ID, SECRET, gcm="refuse")]), **ADA, format="gcm")


@pytest.mark.parametrize("payload", ["", '{"room_id":"lobby"}', ' { "x-role" : "host" } '])
def test_seals_a_payload_that_was_made_elsewhere(payload: str) -> None:
    assert verify_token04(mint_token04(KEYS, payload=payload, **TOKEN04), KEYS, now=NOW).payload == payload


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (TypeError, {"room_id": "lobby"}),
        (ValueError, {"room_id": "a b", "grant": Grant()}),
        (TypeError, {"payload": "", "grant": Grant()}),
        (TypeError, {"payload": "", "room_id": "lobby"}),
        (TypeError, {"payload": {"room_id": "lobby"}}),
        (ValueError, {"payload": "text"}),
        (ValueError, {"payload": '{"room_id":"a b"}'}),
        (ValueError, {"payload": '{"room_id":"' + "a" * 1024 + '"}'}),
    ],
    ids=str,
)
def test_a_token04_has_a_grant_or_a_payload(error: Any, changed: Dict[str, Any]) -> None:
    with pytest.raises(error, match=next(iter(changed))):
        mint_token04(KEYS, **TOKEN04, **changed)


def test_a_grant_without_a_room_is_bound_to_none() -> None:
    found = verify_token04(mint_token04(KEYS, grant=Grant(publish=True), **TOKEN04), KEYS, now=NOW)
    assert (found.room_id, found.grant) == (None, Grant(join=True, publish=True))
