"""What is proved and what is refused: spec/vectors/verify.json, hostile.json and dialects.json."""

from typing import Any, Dict

import pytest
from vectors import cases_of, outcome_of

from roompass import KitTokenError, inspect, verify, verify_token04
from testee import keyring_of, options_of

Case = Dict[str, Any]


@pytest.mark.parametrize("test", cases_of("verify"))
def test_gives_the_pass_or_the_code(test: Case) -> None:
    assert outcome_of(test) == test["expected"]


@pytest.mark.parametrize("test", cases_of("hostile"))
def test_refuses_the_hostile(test: Case) -> None:
    assert outcome_of(test) == {"code": test["code"]}


@pytest.mark.parametrize("test", cases_of("dialects"))
def test_reads_what_official_generators_make(test: Case) -> None:
    assert outcome_of(test, accept="bare") == test["bare"]
    assert outcome_of(test) == test["default"]


@pytest.mark.parametrize("test", cases_of("hostile"))
def test_tells_nothing_but_the_code(test: Case) -> None:
    check = verify if test["kind"] == "kit-token" else verify_token04
    with pytest.raises(KitTokenError) as caught:
        check(test["token"], keyring_of(test["keyring"]), **options_of(test["options"]))
    refusal = caught.value
    # An error that went before could hold a plaintext.
    assert refusal.__context__ is None
    assert refusal.__cause__ is None
    assert set(vars(refusal)) == {"code", "claim"}
    allowed = (None, "app_id", "user_id", "nonce", "ctime", "expire", "payload", "room_id", "privilege")
    of_suffix = ("userID", "roomID", "userName", "appID", "ext", "sig", "stream_id_list")
    assert refusal.claim in allowed + of_suffix


@pytest.mark.parametrize("test", cases_of("verify") + cases_of("hostile") + cases_of("dialects"))
def test_inspect_says_ok_exactly_where_verify_takes_it(test: Case) -> None:
    kind = test["kind"]
    report = inspect(test["token"], keyring_of(test["keyring"]), expect=kind, **options_of(test["options"]))
    outcome = outcome_of(test)
    assert report.ok == ("pass" in outcome)
    # What is no token by its looks is explained, and put to no verifier.
    if not report.ok and report.kind in ("kit-token", "token04"):
        assert outcome["code"] in [problem.code for problem in report.problems]
