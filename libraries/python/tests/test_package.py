"""What the package promises to those who install it."""

import re
from pathlib import Path

import roompass
from roompass._reasons import REASONS

ROOT = Path(__file__).resolve().parents[1]


def test_everything_public_is_there_and_documented() -> None:
    for name in roompass.__all__:
        assert hasattr(roompass, name)
        assert name in ("KitTokenErrorCode", "Trust") or getattr(roompass, name).__doc__


def test_is_typed() -> None:
    assert (Path(str(roompass.__file__)).parent / "py.typed").is_file()


def test_carries_the_license_of_the_repository() -> None:
    assert (ROOT / "LICENSE").read_bytes() == (ROOT.parents[1] / "LICENSE").read_bytes()


def test_each_code_of_the_specification_has_a_sentence_and_a_mend() -> None:
    spec = (ROOT.parents[1] / "spec" / "kit-token.md").read_text(encoding="utf-8")
    table = spec.partition("### 5.4 Reason codes")[2].partition("## 6.")[0]
    assert set(re.findall(r"\| `(\w+)`", table)) == set(REASONS)
    assert len(REASONS) == 22
    for reason in REASONS.values():
        assert reason.message.endswith(".")
        assert reason.fix.endswith(".")
