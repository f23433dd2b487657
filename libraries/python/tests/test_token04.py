"""The drop-in function: the arguments, the results and the codes of the official generator, without its faults."""

import json
from typing import Any, Dict

import pytest
from people import APP_ID, NOW, OTHER_SECRET, SECRET

from roompass import Grant, Key, Keyring, token04, verify_token04
from roompass._codec.bounds import OFFICIAL
from roompass._codec.claims import Claims, write_claims
from roompass._codec.envelope import Envelope, read_envelope
from roompass._codec.frame import decode_token04
from roompass._crypto.keys import SecretKey
from roompass._crypto.seal import plaintext_of
from roompass.token04 import generate_token04

KEYS = Keyring([Key(APP_ID, SECRET), Key(1, OTHER_SECRET)])


def test_is_called_as_the_official_samples_call_it() -> None:
    payload = {"room_id": "room1", "privilege": {1: 1, 2: 0}, "stream_id_list": None}
    info = token04.generate_token04(
        app_id=APP_ID,
        user_id="user1",
        secret=SECRET,
        effective_time_in_seconds=3600,
        payload=json.dumps(payload),
    )
    assert [info.error_code, info.error_message] == [0, "success"]
    found = verify_token04(info.token, KEYS)
    assert (found.trust, found.user_id, found.room_id) == ("sealed", "user1", "room1")
    assert found.grant == Grant(join=True, publish=False)
    assert found.expires_at - found.issued_at == 3600


@pytest.mark.parametrize("payload", ["", None])
def test_an_empty_payload_restricts_nothing(payload: Any) -> None:
    found = verify_token04(generate_token04(APP_ID, "demo", SECRET, 60, payload).token, KEYS)
    assert (found.payload, found.grant) == ("", Grant(join=True, publish=True))
    assert verify_token04(generate_token04(APP_ID, "demo", SECRET, 60).token, KEYS).payload == ""


@pytest.mark.parametrize(
    ("code", "message", "change"),
    [
        (1, "appID invalid", {"app_id": 0}),
        (1, "appID invalid", {"app_id": "1"}),
        (1, "appID invalid", {"app_id": 1.0}),
        (1, "appID invalid", {"app_id": True}),
        (1, "appID invalid", {"app_id": -1}),
        (1, "appID invalid", {"app_id": 2**32}),
        (1, "appID invalid", {"app_id": None, "user_id": "", "secret": "", "effective_time_in_seconds": 0}),
        (3, "userID invalid", {"user_id": ""}),
        (3, "userID invalid", {"user_id": 7}),
        (3, "userID invalid", {"user_id": "Zoë"}),
        (3, "userID invalid", {"user_id": "a" * 65}),
        (3, "userID invalid", {"user_id": "", "secret": "", "effective_time_in_seconds": 0}),
        (5, "secret must be a 32 byte string", {"secret": "short"}),
        (5, "secret must be a 32 byte string", {"secret": "é" * 32}),
        (5, "secret must be a 32 byte string", {"secret": SECRET.encode()}),
        (5, "secret must be a 32 byte string", {"secret": "", "effective_time_in_seconds": 0}),
        (6, "effective_time_in_seconds invalid", {"effective_time_in_seconds": 0}),
        (6, "effective_time_in_seconds invalid", {"effective_time_in_seconds": -1}),
        (6, "effective_time_in_seconds invalid", {"effective_time_in_seconds": "3600"}),
        (6, "effective_time_in_seconds invalid", {"effective_time_in_seconds": 3600.0}),
        (6, "effective_time_in_seconds invalid", {"effective_time_in_seconds": True}),
        (6, "effective_time_in_seconds invalid", {"effective_time_in_seconds": 2**63}),
    ],
    ids=str,
)
def test_tells_what_is_wrong_in_the_result(code: int, message: str, change: Dict[str, Any]) -> None:
    good = {"app_id": APP_ID, "user_id": "demo", "secret": SECRET, "effective_time_in_seconds": 60, "payload": ""}
    info = generate_token04(**{**good, **change})
    assert (info.token, info.error_code, info.error_message) == ("", code, message)


def test_has_the_names_of_the_official_module() -> None:
    assert token04.ERROR_CODE_SUCCESS == 0
    assert token04.ERROR_CODE_APP_ID_INVALID == 1
    assert token04.ERROR_CODE_USER_ID_INVALID == 3
    assert token04.ERROR_CODE_SECRET_INVALID == 5
    assert token04.ERROR_CODE_EFFECTIVE_TIME_IN_SECONDS_INVALID == 6
    assert vars(token04.TokenInfo("t", 0, "success")) == {"token": "t", "error_code": 0, "error_message": "success"}


def test_refuses_a_payload_that_is_no_text() -> None:
    with pytest.raises(TypeError, match="payload must be a str"):
        generate_token04(APP_ID, "demo", SECRET, 60, {"room_id": "a"})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="payload must be well-formed"):
        generate_token04(APP_ID, "demo", SECRET, 60, "\ud800")


def test_goes_to_the_length_that_official_readers_take_and_not_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roompass.token04.system_now", lambda: NOW)
    monkeypatch.setattr("roompass.token04.system_random", bytes)
    room = 32751 - len(write_claims(Claims(APP_ID, "demo", 0, NOW, NOW + 60, "")))
    info = generate_token04(APP_ID, "demo", SECRET, 60, "x" * room)
    assert len(envelope_of(info).ciphertext) == 32752
    plaintext = plaintext_of(SecretKey(APP_ID, SECRET).aes, envelope_of(info))
    assert plaintext is not None
    assert len(plaintext) == 32751
    with pytest.raises(ValueError, match="payload: the claims are longer than 32751 bytes"):
        generate_token04(APP_ID, "demo", SECRET, 60, "x" * (room + 1))


def test_draws_all_characters_of_the_iv() -> None:
    # The official generator for Python takes them from 16 characters, and from a generator that can be predicted.
    ivs = [envelope_of(generate_token04(APP_ID, "demo", SECRET, 60, "")).iv for _ in range(200)]
    assert len(set(ivs)) == 200
    assert len(set(b"".join(ivs))) == 64


def envelope_of(info: token04.TokenInfo) -> Envelope:
    return read_envelope(decode_token04(info.token, OFFICIAL), OFFICIAL)
