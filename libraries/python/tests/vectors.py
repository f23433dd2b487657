"""Reads spec/vectors, the tests that all languages share."""

import json
from pathlib import Path
from typing import Any, Dict, List, Sequence

import pytest

from roompass import KitTokenError, verify, verify_token04
from testee import keyring_of, options_of, spelled

_FOLDER = Path(__file__).resolve().parents[3] / "spec" / "vectors"


def cases_of(name: str, without: Sequence[str] = ()) -> List[Any]:
    """All tests of a file, each under its id, but for those with a flag that is named."""
    file = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    tests = file["tests"]
    assert len(tests) == file["numberOfTests"]
    return [pytest.param(test, id=test["id"]) for test in tests if not set(without) & set(test["flags"])]


def outcome_of(test: Dict[str, Any], **more: Any) -> Dict[str, Any]:
    """What verifying gives, as the files spell it."""
    check = verify if test["kind"] == "kit-token" else verify_token04
    try:
        found = check(test["token"], keyring_of(test["keyring"]), **options_of({**test["options"], **more}))
    except KitTokenError as refusal:
        return {"code": refusal.code}
    return {"pass": spelled(found)}
