"""The program that answers for this library where the languages are compared."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

from people import NOW
from vectors import cases_of

PROGRAM = Path(__file__).resolve().parents[1] / "testee.py"


def asked(lines: List[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603
        [sys.executable, str(PROGRAM)],
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        timeout=60,
        check=False,
    )


def answers_to(requests: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    done = asked([json.dumps({**request, "id": place}) for place, request in enumerate(requests)])
    assert (done.returncode, done.stderr) == (0, "")
    answers: List[Dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.pop("id") for answer in answers] == list(range(len(requests)))
    return answers


def test_says_who_it_is() -> None:
    (answer,) = answers_to([{"op": "about"}])
    assert answer["result"]["language"] == "python"


def test_answers_every_vector_in_order() -> None:
    tests = [case.values[0] for case in cases_of("verify") + cases_of("hostile", without=["NotText"])]
    for test, answer in zip(tests, answers_to([{**test, "op": "verify"} for test in tests])):
        expected = test.get("expected", {"code": test.get("code")})
        if "pass" in expected:
            assert answer == {"ok": True, "result": expected["pass"]}
        else:
            assert answer == {"ok": False, "code": expected["code"]}


def test_mints_as_the_vectors_do() -> None:
    tests = [case.values[0] for case in cases_of("mint")]
    answers = answers_to([{**test, "op": "mint"} for test in tests])
    assert [answer["result"]["kitToken"] for answer in answers] == [test["kitToken"] for test in tests]
    alone = [{**test["in"], "payload": test["payload"]} for test in tests]
    for given in alone:
        del given["roomId"], given["grant"]
    answers = answers_to([{"op": "mintToken04", "in": given} for given in alone])
    assert [answer["result"]["token04"] for answer in answers] == [test["token04"] for test in tests]


def test_inspects_with_keys_and_without() -> None:
    test = cases_of("verify")[0].values[0]
    known, unknown, broken = answers_to(
        [
            {"op": "inspect", "token": test["token"], "keyring": test["keyring"], "options": {"now": NOW}},
            {"op": "inspect", "token": test["token"], "options": {"now": NOW}},
            {"op": "inspect", "token": "04", "keyring": None, "options": {"now": NOW}, "expect": "kit-token"},
        ]
    )
    good = {"kind": "kit-token", "ok": True, "primary": None, "problems": []}
    assert known == {"ok": True, "result": {**good, "warnings": ["secret_weak"]}}
    assert unknown == {"ok": True, "result": {**good, "warnings": []}}
    assert broken["result"] == {
        "kind": "token04",
        "ok": False,
        "primary": "token04_given",
        "problems": ["token04_given", "truncated", "token_malformed"],
        "warnings": [],
    }


def test_tells_wrong_calls_from_wrong_tokens() -> None:
    test = cases_of("verify")[0].values[0]
    wrong = [
        {"op": "unheard of"},
        {"op": "verify"},
        {**test, "op": "verify", "keyring": []},
        {**test, "op": "verify", "options": {"now": NOW, "accept": "all"}},
    ]
    assert answers_to(wrong) == [{"ok": False, "code": "bad_call"}] * len(wrong)


def test_ends_at_a_line_that_is_no_request() -> None:
    done = asked(['{"id":1,"op":"about"}', "not JSON"])
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "no request" in done.stderr
