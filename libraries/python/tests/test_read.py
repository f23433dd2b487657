import pytest
from people import ADA, APP_ID, KEYS, NOW, refusal_of
from vectors import cases_of

from roompass import mint, read

TOKEN = mint(KEYS, **{**ADA, "user_name": "Zoë 张"})


def test_shows_what_is_readable_to_anyone_expired_or_not() -> None:
    assert read(TOKEN) == (APP_ID, "ada", "lobby", "Zoë 张", NOW + 3600)


@pytest.mark.parametrize("test", cases_of("mint"))
def test_reads_every_minted_token(test: dict) -> None:  # type: ignore[type-arg]
    given = test["in"]
    shown = read(test["kitToken"])
    assert (shown.user_id, shown.room_id, shown.user_name) == (given["userId"], given["roomId"], given["userName"])


def test_refuses_what_is_no_kit_token() -> None:
    assert refusal_of(lambda: read(TOKEN.partition("#")[0])).code == "token_malformed"
    assert refusal_of(lambda: read(TOKEN[:-4])).code == "suffix_malformed"
    assert refusal_of(lambda: read(None)).code == "token_malformed"
