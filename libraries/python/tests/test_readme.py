"""The examples of the README are programs that run and print what they say."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any, Dict, List

import pytest
from people import SECRET

from roompass._explanations import EXPLANATIONS

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def run(monkeypatch: pytest.MonkeyPatch) -> List[str]:
    monkeypatch.setenv("ROOMPASS_SERVER_SECRET", SECRET)
    names: Dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
            exec(compile(block, "README.md", "exec"), names)  # noqa: S102
    return printed.getvalue().splitlines()


def test_the_examples_print_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run(monkeypatch)
    promised = re.findall(r"print\(.*\)  # (.*)", README)
    for line in ("Ada (ada) may publish: True", "0 success", "sealed"):
        assert line in lines
        assert line in promised
    quoted = EXPLANATIONS["quoted"]
    assert f"quoted - {quoted.message} {quoted.fix}" in lines


def test_the_quick_start_is_short() -> None:
    quick_start = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
    assert len([line for line in quick_start.splitlines() if line]) <= 10
