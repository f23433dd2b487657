"""A strict JSON reader, which keeps what json.loads forgets: duplicate keys, the spelling of numbers, spaces, depth.

It knows no schema and never raises. Beside it the one spelling that is written, and patterns that read it fast.
"""

import json
import re
from typing import Any, Dict, List, NamedTuple, Optional

Json = Any
"""None, bool, str, int for plain integers, OddNumber, list of Json, dict of Json by str."""


class OddNumber(NamedTuple):
    """A number that is not a plain safe integer (``1.0``, ``1e3``, ``-0``, ``9007199254740993``), as it is spelled."""

    literal: str


class ScannedObject(NamedTuple):
    """An object that a text spells."""

    values: Dict[str, Json]
    duplicate: bool
    """Whether an object in it has a key twice, by meaning: ``"a"`` and ``"\\u0061"`` are one. The last is kept."""
    spaced: bool
    """Whether there is white space between tokens."""


spell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Spells well-formed text, and lists of it, as ECMAScript's JSON.stringify does (spec token04.md 3.1.3)."""

PLAIN_TEXT = r'"([^"\\\x00-\x1f]*(?:\\["\\][^"\\\x00-\x1f]*)*)"'
"""For patterns: text without other escapes than those of the quotation mark and the backslash."""

_ANY_ESCAPE = re.compile(r"\\(u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)")
_SHORT_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_STRING = re.compile(r'"([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*)"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")
_SPACE = re.compile(r"[ \t\n\r]*")
_WORDS = (("true", True), ("false", False), ("null", None))
_MAX_SAFE = 2**53 - 1
_MAX_SAFE_LENGTH = len(str(-_MAX_SAFE))


def scan_object(text: str, max_depth: int) -> Optional[ScannedObject]:
    """Give the object that a text spells; None when it is not JSON, not an object, or nested deeper than ``max_depth``.

    An object of scalars has depth 1.
    """
    scanner = _Scanner(text, max_depth)
    try:
        values = scanner.whole()
    except _BrokenError:
        return None
    return ScannedObject(values, scanner.duplicate, scanner.spaced) if isinstance(values, dict) else None


def read_plain_text(spelled: str) -> Optional[str]:
    """Give what the inside of a string without control characters means; None unless it is as PLAIN_TEXT has it."""
    if "\\\\" not in spelled:
        text = spelled.replace('\\"', '"')
        # As many characters went as there are quotation marks, which were all escaped then.
        return text if "\\" not in text and len(spelled) - len(text) == spelled.count('"') else None
    # Control characters stand for what is escaped, as long as the rest is looked at. Backslashes come in pairs.
    marked = spelled.replace("\\\\", "\0").replace('\\"', "\1")
    return None if "\\" in marked or '"' in marked else marked.replace("\1", '"').replace("\0", "\\")


def _unescape(spelled: str) -> str:
    """Give what the inside of any JSON string means."""
    return _ANY_ESCAPE.sub(_meaning, spelled) if "\\" in spelled else spelled


def _meaning(escape: "re.Match[str]") -> str:
    body = escape.group(1)
    if body[0] != "u":
        return _SHORT_ESCAPES[body]
    unit, second = int(body[1:5], 16), body[7:]
    # Two halves that belong together are one character.
    return chr(0x10000 + ((unit & 0x3FF) << 10) + (int(second, 16) & 0x3FF)) if second else chr(unit)


class _BrokenError(Exception):
    """The text is not JSON. It holds nothing, and does not leave this file."""


class _Scanner:
    def __init__(self, text: str, max_depth: int) -> None:
        self.duplicate = False
        self.spaced = False
        self._text = text
        self._max_depth = max_depth
        self._at = 0

    def whole(self) -> Json:
        self._skip_space()
        value = self._value(0)
        self._skip_space()
        if self._at != len(self._text):
            raise _BrokenError
        return value

    def _value(self, depth: int) -> Json:
        first = self._next()
        if first == '"':
            return self._string()
        if first == "{":
            return self._object(depth + 1)
        if first == "[":
            return self._array(depth + 1)
        return self._scalar()

    def _object(self, depth: int) -> Dict[str, Json]:
        values: Dict[str, Json] = {}
        self._enter(depth)
        if self._take("}"):
            return values
        while True:
            key = self._string()
            self._skip_space()
            if not self._take(":"):
                raise _BrokenError
            self._skip_space()
            self.duplicate = self.duplicate or key in values
            values[key] = self._value(depth)
            if self._ends("}"):
                return values

    def _array(self, depth: int) -> List[Json]:
        values: List[Json] = []
        self._enter(depth)
        if self._take("]"):
            return values
        while True:
            values.append(self._value(depth))
            if self._ends("]"):
                return values

    def _enter(self, depth: int) -> None:
        if depth > self._max_depth:
            raise _BrokenError
        self._at += 1
        self._skip_space()

    def _ends(self, closing: str) -> bool:
        """After a value: whether the container is closed. Otherwise another value follows."""
        self._skip_space()
        if self._take(closing):
            return True
        if not self._take(","):
            raise _BrokenError
        self._skip_space()
        return False

    def _string(self) -> str:
        match = _STRING.match(self._text, self._at)
        if match is None:
            raise _BrokenError
        self._at = match.end()
        return _unescape(match.group(1))

    def _scalar(self) -> Json:
        match = _NUMBER.match(self._text, self._at)
        if match is None:
            return self._word()
        self._at = match.end()
        literal = match.group()
        if match.group(1) != "" or literal == "-0" or len(literal) > _MAX_SAFE_LENGTH:
            return OddNumber(literal)
        value = int(literal)
        return value if abs(value) <= _MAX_SAFE else OddNumber(literal)

    def _word(self) -> Optional[bool]:
        for word, value in _WORDS:
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        raise _BrokenError

    def _skip_space(self) -> None:
        start, self._at = self._at, _end_of_space(self._text, self._at)
        self.spaced = self.spaced or self._at > start

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self, wanted: str) -> bool:
        if not self._text.startswith(wanted, self._at):
            return False
        self._at += 1
        return True


def _end_of_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()
