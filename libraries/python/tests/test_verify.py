"""How verifying answers: options, and what no refusal tells. What is refused is in test_verify_vectors.py."""

import pickle
from typing import Any, Dict, List

import pytest
from people import ADA, APP_ID, KEYS, NOW, OTHER_SECRET, SECRET, refusal_of

from roompass import Grant, Key, Keyring, KitTokenError, mint, mint_token04, verify, verify_token04
from roompass._codec.bounds import OWN
from roompass._codec.claims import scan_claims
from roompass._codec.envelope import Envelope, write_envelope
from roompass._codec.frame import decode_token04, encode_token04
from roompass._codec.suffix import SuffixFields, write_suffix
from roompass._crypto.aes import Aes
from roompass._crypto.seal import open_sealed
from roompass._crypto.signature import sign
from roompass._keyring import minting_key
from roompass._reasons import REASONS

OTHERS = Keyring([Key(APP_ID, OTHER_SECRET)])
TOKEN = mint(KEYS, **ADA, grant=Grant(publish=True))


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (ValueError, {"accept": "any"}),
        (ValueError, {"accept": ["bare"]}),
        (TypeError, {"room_id": 7}),
        (TypeError, {"user_id": b"ada"}),
        (TypeError, {"app_id": "7"}),
        (ValueError, {"app_id": 2**32}),
        (TypeError, {"now": "now"}),
        (TypeError, {"now": True}),
        (ValueError, {"now": float("nan")}),
        (ValueError, {"now": float("inf")}),
        (TypeError, {"clock_tolerance": None}),
        (ValueError, {"clock_tolerance": -1}),
        (ValueError, {"clock_tolerance": 301}),
        (ValueError, {"clock_tolerance": float("nan")}),
        (ValueError, {"max_lifetime": 0}),
        (ValueError, {"max_lifetime": float("nan")}),
    ],
    ids=str,
)
def test_names_the_option_that_is_wrong(error: Any, changed: Dict[str, Any]) -> None:
    for check in (verify, verify_token04):
        with pytest.raises(error, match=next(iter(changed))):
            check(TOKEN, KEYS, **changed)


@pytest.mark.parametrize("keys", [None, {}, [Key(APP_ID, SECRET)]], ids=repr)
def test_needs_a_keyring(keys: Any) -> None:
    with pytest.raises(TypeError, match="keys must be a Keyring"):
        verify(TOKEN, keys)


@pytest.mark.parametrize("token", [None, 4, TOKEN.encode(), [TOKEN], {}, object()], ids=repr)
def test_what_is_no_text_is_no_token(token: Any) -> None:
    assert refusal_of(lambda: verify(token, KEYS)).code == "token_malformed"
    assert refusal_of(lambda: verify_token04(token, KEYS)).code == "token_malformed"


def test_takes_fractions_of_seconds_and_times_beyond_all_machines() -> None:
    assert verify(TOKEN, KEYS, now=NOW + 3599.999).user_id == "ada"
    assert refusal_of(lambda: verify(TOKEN, KEYS, now=NOW + 3600.0)).code == "token_expired"
    assert verify(TOKEN, KEYS, now=NOW + 3600.5, clock_tolerance=0.6).user_id == "ada"
    assert refusal_of(lambda: verify(TOKEN, KEYS, now=10**400)).code == "token_expired"
    assert refusal_of(lambda: verify(TOKEN, KEYS, now=-(10**400))).code == "not_yet_valid"


def test_a_change_of_any_character_is_refused() -> None:
    for place, character in enumerate(TOKEN):
        for other in "A=#0 -é":
            if other != character:
                refuses_as_signed(TOKEN[:place] + other + TOKEN[place + 1 :])


def test_a_missing_or_an_added_character_is_refused() -> None:
    for place in range(len(TOKEN)):
        refuses_as_signed(TOKEN[:place] + TOKEN[place + 1 :])
        refuses_as_signed(TOKEN[:place] + "A" + TOKEN[place:])


def refuses_as_signed(token: str) -> None:
    with pytest.raises(KitTokenError):
        verify(token, KEYS, now=NOW, accept="signed")


def test_all_that_cannot_be_opened_is_one_failure() -> None:
    token04 = TOKEN.partition("#")[0]
    raw = decode_token04(token04, OWN)
    # The IV, the first block, the padding: wrong text, wrong text, wrong length of the padding.
    spoiled = [with_other_bit(raw, place) for place in (*range(10, 26), 28, len(raw) - 17, len(raw) - 1)]
    refusals = [refusal_of(lambda one=one: verify_token04(encode_token04(one), KEYS, now=NOW)) for one in spoiled]
    refusals.append(refusal_of(lambda: verify_token04(token04, OTHERS, now=NOW)))
    assert {(one.code, one.claim) for one in refusals} == {("token_undecryptable", None)}


def with_other_bit(raw: bytes, place: int) -> bytes:
    changed = bytearray(raw)
    changed[place] ^= 0x80
    return bytes(changed)


def test_every_key_is_tried_also_after_one_has_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Keyring([Key(APP_ID, OTHER_SECRET, state="next"), Key(APP_ID, SECRET), Key(7, SECRET, state="previous")])
    tried = []

    def counted(key: Any, envelope: Any, signed: bool) -> Any:
        tried.append(key.kid)
        return open_sealed(key, envelope, signed)

    monkeypatch.setattr("roompass._verify.open_sealed", counted)
    verify_token04(TOKEN.partition("#")[0], ring, now=NOW)
    assert tried == [key.kid for key in ring.keys]


@pytest.mark.parametrize("form", ["cbc", "gcm"])
def test_among_keys_that_open_the_one_that_seals_wins(form: Any) -> None:
    # The same secret under two apps is the same AES key, and another seal.
    keys = Keyring([Key(7, SECRET), Key(8, SECRET), Key(9, SECRET)])
    for app_id in keys.app_ids:
        token = mint_token04(keys, app_id=app_id, user_id="ada", expires_in=60, now=NOW, format=form)
        found = verify_token04(token, keys, now=NOW)
        assert (found.app_id, found.trust) == (app_id, "sealed")


def test_of_a_signed_token_only_the_key_that_signed_is_tried() -> None:
    ring = Keyring([Key(APP_ID, SECRET), Key(APP_ID, OTHER_SECRET, state="previous")])
    token04 = mint_token04(OTHERS, user_id="ada", expires_in=60, now=NOW)
    fields = SuffixFields("ada", "lobby", "Ada", APP_ID, None)
    suffix = write_suffix(fields, sign(minting_key(KEYS, None), fields, decode_token04(token04, OWN)))
    assert verify_token04(token04, ring, now=NOW).kid == OTHERS.keys[0].kid
    assert refusal_of(lambda: verify(f"{token04}#{suffix}", ring, now=NOW)).code == "token_undecryptable"


def test_what_has_expired_costs_no_cryptography(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("roompass._verify.open_sealed")
    monkeypatch.delattr("roompass._verify.is_signed_by")
    token04 = TOKEN.partition("#")[0]
    for keys in (KEYS, OTHERS):
        assert refusal_of(lambda keys=keys: verify(TOKEN, keys, now=NOW + 3600)).code == "token_expired"
        assert refusal_of(lambda keys=keys: verify_token04(token04, keys, now=NOW + 3600)).code == "token_expired"


@pytest.mark.parametrize("form", ["cbc", "gcm"])
def test_a_failure_does_the_work_of_a_success(monkeypatch: pytest.MonkeyPatch, form: Any) -> None:
    scanned = []

    def counted(text: str) -> Any:
        scanned.append(text)
        return scan_claims(text)

    monkeypatch.setattr("roompass._crypto.seal.scan_claims", counted)
    token = mint(KEYS, **ADA, format=form).partition("#")[0]
    verify_token04(token, KEYS, now=NOW)
    refusal_of(lambda: verify_token04(token, OTHERS, now=NOW))
    assert len(scanned) == 2


def test_wrong_padding_costs_what_broken_claims_behind_right_padding_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    scanned: List[str] = []

    def counted(text: str) -> Any:
        scanned.append(text)
        return scan_claims(text)

    monkeypatch.setattr("roompass._crypto.seal.scan_claims", counted)
    work = []
    for padding in (b"\x02\x02", b"\x02\x03"):
        blocks = b'{"app_id":7,' + b"x" * 98 + padding
        iv = bytes(16)
        raw = write_envelope(Envelope("cbc", NOW + 60, iv, Aes(SECRET.encode()).encrypt_blocks(iv, blocks)))
        scanned.clear()
        refusal = refusal_of(lambda raw=raw: verify_token04(encode_token04(raw), KEYS, now=NOW))
        work.append((refusal.code, len(scanned)))
    assert work == [("token_undecryptable", 2)] * 2


def test_a_refusal_is_an_error_with_a_sentence_and_goes_through_pickles() -> None:
    refusal = KitTokenError("user_mismatch", "userID")
    assert str(refusal) == REASONS["user_mismatch"].message + " (userID)"
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301
    assert isinstance(again, KitTokenError)
    assert (again.code, again.claim, str(again)) == ("user_mismatch", "userID", str(refusal))
    assert KitTokenError("token_version").claim is None
    assert str(KitTokenError("token_version")) == "The token does not start with 04."
