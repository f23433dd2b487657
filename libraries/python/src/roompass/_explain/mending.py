"""What happens to tokens on their way through URLs, JSON, terminals and mail.

Each damage is recognised, named and undone, one at a time.
"""

import re
from typing import Callable, List, Sequence, Tuple

from .._codec.strict_json import scan_object
from .._explanations import ExplanationCode
from .._names import decode_percent

# White space and line ends as ECMAScript knows them, so that all languages trim alike.
SPACE = "[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_MOST_NESTED = 8
_BASE64_BLOCK = 4

_AROUND = re.compile(f"^{SPACE}+|{SPACE}+\\Z")
_QUOTED = re.compile(r"([\"'`])(.*)\1", re.DOTALL)
_BEARER = re.compile(f"[Bb][Ee][Aa][Rr][Ee][Rr]{SPACE}+")
_LINE_BREAKS = re.compile(r"[\r\n]")
_ESCAPED = re.compile(r"04[^#]*%(?:2[BbFf]|3[Dd]|23)")
_IN_PARTS = re.compile(r"04[A-Za-z0-9+/]+=*(?:#[A-Za-z0-9+/]*=*)?")
_HEX = re.compile(r"[0-9A-Fa-f]+")


def mend(text: str) -> Tuple[str, List[ExplanationCode]]:
    """Give the text as it was meant, and what had happened to it."""
    damage: List[ExplanationCode] = []
    for code, undo in _MENDS:
        better = undo(text)
        if better != text:
            damage.append(code)
        text = better
    return text, damage


def _trimmed(text: str) -> str:
    return _AROUND.sub("", text)


def _field_of_answer(text: str) -> str:
    """Give the token in ``{"token": "04…"}``, ``{"data": {"token": "04…"}}`` and their like (kit-token.md 5.5.1)."""
    scanned = scan_object(text, _MOST_NESTED)
    answer = None if scanned is None else scanned.values
    while isinstance(answer, dict):
        for key in ("kitToken", "kit_token", "token", "data"):
            value = answer.get(key)
            if isinstance(value, str):
                return value
        answer = answer.get("data")
    return text


def _unquoted(text: str) -> str:
    quoted = _QUOTED.fullmatch(text)
    return _trimmed(text if quoted is None else quoted.group(2))


def _without_bearer(text: str) -> str:
    bearer = _BEARER.match(text)
    return text if bearer is None else text[bearer.end() :]


def _without_line_breaks(text: str) -> str:
    return _LINE_BREAKS.sub("", text)


def _decoded(text: str) -> str:
    decoded = decode_percent(text) if _ESCAPED.match(text) else None
    return text if decoded is None else decoded


def _with_plus(text: str) -> str:
    return text.replace(" ", "+") if text.startswith("04") else text


def _in_standard_base64(text: str) -> str:
    return text.replace("-", "+").replace("_", "/") if text.startswith("04") else text


def _with_padding(text: str) -> str:
    """Give each part of a token the padding that its length asks for.

    A secret or an AppSign in hex, which may begin with 04 as well, is no base64 at all.
    """
    if not _IN_PARTS.fullmatch(text) or _HEX.fullmatch(text):
        return text
    return "04" + "#".join(_padded(part) for part in text[2:].split("#"))


def _padded(part: str) -> str:
    missing = -len(part) % _BASE64_BLOCK
    return part if missing == _BASE64_BLOCK - 1 or part.endswith("=") else part + "=" * missing


_MENDS: Sequence[Tuple[ExplanationCode, Callable[[str], str]]] = (
    ("surrounding_space", _trimmed),
    ("wrapped_in_json", _field_of_answer),
    ("quoted", _unquoted),
    ("bearer_prefix", _without_bearer),
    ("line_breaks", _without_line_breaks),
    ("percent_encoded", _decoded),
    ("plus_became_space", _with_plus),
    ("base64url_spelling", _in_standard_base64),
    ("padding_missing", _with_padding),
)
