"""What is wrong with broken texts: spec/vectors/diagnosis.json, and the sentences of spec/reasons.json."""

import json
from pathlib import Path
from typing import Any, Dict

import pytest
from vectors import cases_of

from roompass import inspect
from roompass._explanations import EXPLANATIONS
from roompass._reasons import REASONS
from testee import keyring_of, options_of

Case = Dict[str, Any]


@pytest.mark.parametrize("test", cases_of("diagnosis"))
def test_explains_the_broken(test: Case) -> None:
    expect = {"expect": test["expect"]} if "expect" in test else {}
    report = inspect(test["text"], keyring_of(test["keyring"]), **expect, **options_of(test["options"]))
    problems = [problem.code for problem in report.problems]
    warnings = [warning.code for warning in report.warnings]
    assert (report.kind, report.primary) == (test["kind"], test["primary"])
    assert report.ok == (not problems)
    assert problems[:1] == test["problems"][:1]
    assert set(test["problems"]) <= set(problems)
    assert set(test["warnings"]) <= set(warnings)
    assert len(set(problems)) == len(problems)
    assert not set(test.get("absent", ())) & {*problems, *warnings}
    if "generators" in test:
        assert set(report.layers.generators or ()) == set(test["generators"])


@pytest.mark.parametrize("test", cases_of("diagnosis"))
def test_says_without_keys_all_that_can_be_said(test: Case) -> None:
    expect = {"expect": test["expect"]} if "expect" in test else {}
    report = inspect(test["text"], **expect, **options_of(test["options"]))
    assert report.primary == test["keyless"]
    assert not set(test.get("absent", ())) & {problem.code for problem in (*report.problems, *report.warnings)}
    assert report.layers.claims is None


def test_says_what_every_language_says() -> None:
    path = Path(__file__).resolve().parents[3] / "spec" / "reasons.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    for group, ours in (("refusals", REASONS), ("explanations", EXPLANATIONS)):
        assert list(ours) == list(said[group])
        for code, reason in ours.items():
            numbers = {where: list(codes) for where, codes in reason.zegocloud._asdict().items() if codes}
            assert {"message": reason.message, "fix": reason.fix, "zegocloud": numbers} == said[group][code]
