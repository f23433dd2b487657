import copy
import pickle
from typing import Any

import pytest
from people import ADA, APP_ID, KEYS, NOW, OTHER_SECRET, SECRET

from roompass import Key, Keyring, is_weak_server_secret, mint, verify

SECRETS = [SECRET, OTHER_SECRET, SECRET[::-1], OTHER_SECRET[::-1], SECRET.swapcase()]


def test_lists_keys_by_name_in_the_order_in_which_they_are_tried() -> None:
    keys = Keyring(
        [
            Key(APP_ID, SECRETS[0], state="retired"),
            Key(APP_ID, SECRETS[1], state="previous"),
            Key(APP_ID, SECRETS[2]),
            Key(APP_ID, SECRETS[3], state="next"),
            Key(7, "0123456789abcdef0123456789abcdef"),
        ]
    )
    assert keys.app_ids == (APP_ID, 7)
    assert [key.state for key in keys.keys] == ["next", "active", "previous", "retired", "active"]
    assert [key.weak for key in keys.keys] == [False, False, False, False, True]
    assert len({key.kid for key in keys.keys}) == 5


def test_a_retired_key_neither_mints_nor_verifies() -> None:
    retired = Keyring([Key(APP_ID, SECRET, state="retired")])
    with pytest.raises(ValueError, match="no active key"):
        mint(retired, **ADA)
    with pytest.raises(Exception, match="No key is known"):
        verify(mint(KEYS, **ADA), retired, now=NOW)


@pytest.mark.parametrize("state", ["next", "previous"])
def test_verifies_with_keys_that_do_not_mint(state: Any) -> None:
    keys = Keyring([Key(APP_ID, OTHER_SECRET), Key(APP_ID, SECRET, state=state)])
    assert verify(mint(KEYS, **ADA), keys, now=NOW).kid == KEYS.keys[0].kid
    with pytest.raises(ValueError, match="no active key"):
        mint(Keyring([Key(APP_ID, SECRET, state=state)]), **ADA)


@pytest.mark.parametrize(
    ("error", "argument", "change"),
    [
        (TypeError, "app_id", {"app_id": "7"}),
        (TypeError, "app_id", {"app_id": True}),
        (ValueError, "app_id", {"app_id": 0}),
        (ValueError, "app_id", {"app_id": 2**32}),
        (ValueError, "server_secret", {"server_secret": SECRET[:-1]}),
        (ValueError, "server_secret", {"server_secret": SECRET + "\n"}),
        (ValueError, "server_secret", {"server_secret": "é" * 32}),
        (ValueError, "server_secret", {"server_secret": SECRET.encode()}),
        (ValueError, "server_secret", {"server_secret": None}),
        (ValueError, "state", {"state": "old"}),
        (ValueError, "gcm", {"gcm": "maybe"}),
    ],
    ids=str,
)
def test_names_the_argument_of_a_key_that_is_wrong(error: Any, argument: str, change: Any) -> None:
    with pytest.raises(error, match=f"^{argument} ") as caught:
        Key(**{"app_id": APP_ID, "server_secret": SECRET, **change})
    assert SECRET[:8] not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "name", "entries"),
    [
        (TypeError, "entries must be", []),
        (TypeError, "entries must be", None),
        (TypeError, "entries must be", Key(APP_ID, SECRET)),
        (TypeError, r"entries\[0\]", [(APP_ID, SECRET)]),
        (ValueError, r"entries\[1\]: an app has one active key", [Key(7, SECRET), Key(7, OTHER_SECRET)]),
        (ValueError, r"entries\[1\]: .* in the ring already", [Key(7, SECRET), Key(7, SECRET, state="next")]),
        (ValueError, r"entries\[4\]: .* at most 4", [Key(7, one, state="next") for one in SECRETS]),
    ],
    ids=str,
)
def test_names_the_entry_of_a_keyring_that_is_wrong(error: Any, name: str, entries: Any) -> None:
    with pytest.raises(error, match=name):
        Keyring(entries)


def test_the_same_secret_may_stand_under_two_apps_and_gives_two_keys() -> None:
    keys = Keyring([Key(7, SECRET), Key(8, SECRET)])
    assert len({key.kid for key in keys.keys}) == 2


def test_does_not_change() -> None:
    for name in ("keys", "_all", "more"):
        with pytest.raises(AttributeError):
            setattr(KEYS, name, ())
    with pytest.raises(AttributeError):
        del KEYS.keys
    assert copy.copy(KEYS) is KEYS
    assert copy.deepcopy([KEYS])[0] is KEYS
    with pytest.raises(AttributeError):
        KEYS.keys[0].kid = "00000000"  # type: ignore[misc]


def test_shows_no_secret() -> None:
    key = Key(APP_ID, SECRET)
    inner = key._key
    shown = [f"{one!r} {one}" for one in (key, KEYS, inner, KEYS.keys, [key])]
    for text in shown:
        assert SECRET[:6] not in text
        assert inner.kid in text
    assert not hasattr(key, "__dict__")
    assert not hasattr(KEYS, "__dict__")


def test_is_not_pickled() -> None:
    for holder in (KEYS, Key(APP_ID, SECRET)):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises(TypeError, match="not pickled"):
                pickle.dumps(holder, protocol)


def test_knows_secrets_that_are_none() -> None:
    assert is_weak_server_secret("12345678901234567890123456789012")
    assert is_weak_server_secret("abcdefg" * 4 + "abcd")
    assert not is_weak_server_secret("abcdefgh" * 4)
    assert not is_weak_server_secret(SECRET)
