import json
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roompass._codec.strict_json import PLAIN_TEXT, OddNumber, read_plain_text, scan_object, spell

_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_pieces = [*'{}[]:,"\\ \n\t019-+.eEuxtfn\x00é', '"a"', "true", "null", "\\u0061", "\\ud83d", "\\ude00", "NaN"]


def ordinary(value: Any) -> Any:
    """What json.loads would have given."""
    if isinstance(value, dict):
        return {key: ordinary(part) for key, part in value.items()}
    if isinstance(value, list):
        return [ordinary(part) for part in value]
    if isinstance(value, OddNumber):
        return json.loads(value.literal)
    return value


def refuse_constant(name: str) -> None:
    raise ValueError(name)


@given(st.dictionaries(st.text(), _values), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_reads_every_object_that_json_writes(value: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, separators=None if indent else (",", ":"))
    scanned = scan_object(text, 99)
    assert scanned is not None
    assert scanned.values == value
    assert not scanned.duplicate
    assert scanned.spaced == (indent is not None and value != {})


@settings(max_examples=2000)
@given(st.lists(st.sampled_from(_pieces), max_size=16).map("".join), st.sampled_from(["{}", '{{"a":{}}}', "{{{}}}"]))
def test_takes_nothing_that_json_refuses_and_means_the_same(inside: str, frame: str) -> None:
    text = inside if frame == "{}" else frame.format(inside)
    scanned = scan_object(text, 99)
    if scanned is not None:
        assert ordinary(scanned.values) == json.loads(text, parse_constant=refuse_constant)


@pytest.mark.parametrize(
    ("text", "duplicate"),
    [
        ('{"a":1,"a":2}', True),
        ('{"a":1,"\\u0061":2}', True),
        ('{"\\ud83d\\ude00":1,"😀":2}', True),
        ('{"a":[{"b":1,"b":1}]}', True),
        ('{"a":{"b":1},"c":{"b":1}}', False),
    ],
)
def test_sees_keys_that_stand_twice(text: str, duplicate: bool) -> None:
    scanned = scan_object(text, 9)
    assert scanned is not None
    assert scanned.duplicate == duplicate


@pytest.mark.parametrize(
    "literal", ["1.0", "1e3", "1E+2", "-0", "0.5", "9007199254740993", "-9007199254740992", "1e999", "1" * 5000]
)
def test_keeps_the_spelling_of_what_is_no_plain_integer(literal: str) -> None:
    scanned = scan_object(f'{{"n":{literal}}}', 1)
    assert scanned is not None
    assert scanned.values == {"n": OddNumber(literal)}


@pytest.mark.parametrize("number", [0, 7, -7, 2**53 - 1, -(2**53) + 1])
def test_reads_plain_integers(number: int) -> None:
    scanned = scan_object(f'{{"n":{number}}}', 1)
    assert scanned is not None
    assert scanned.values == {"n": number}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "{}}",
        "{},",
        '{"a"}',
        '{"a":}',
        '{"a":1,}',
        '{"a":[1,]}',
        '{"a":[1 2]}',
        '{"a":1 "b":2}',
        "{a:1}",
        "{'a':1}",
        '{"a":01}',
        '{"a":+1}',
        '{"a":.5}',
        '{"a":1.}',
        '{"a":1e}',
        '{"a":0x1}',
        '{"a":١}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":True}',
        '{"a":nul}',
        '{"a":"\n"}',
        '{"a":"\\x41"}',
        '{"a":"\\u12"}',
        '{"a":"\\u+123"}',
        '{"a":"\\u1_23"}',
        '{"a":"\\u١٢٣٤"}',
        '{"a":"}',
        '{"a":"\\"}',
        '\ufeff{"a":1}',
        '{"a":1}\x00',
        '{"a":1}\u00a0',
        '{"a":1}\u2028',
        "/**/{}",
    ],
)
def test_refuses_what_is_no_json_object(text: str) -> None:
    assert scan_object(text, 9) is None


def test_counts_depth_from_the_outermost_object() -> None:
    assert scan_object('{"a":1}', 1) is not None
    assert scan_object('{"a":{}}', 1) is None
    assert scan_object('{"a":[]}', 1) is None
    assert scan_object('{"a":{"b":[1]}}', 3) is not None
    assert scan_object('{"a":{"b":[[]]}}', 3) is None
    assert scan_object('{"a":' + "[" * 100_000, 3) is None


def test_sees_white_space_wherever_it_stands() -> None:
    for text in (' {"a":1}', '{ "a":1}', '{"a" :1}', '{"a": 1}', '{"a":1 }', '{"a":1}\n', '{"a":[ 1]}', '{"a":{}\t}'):
        scanned = scan_object(text, 2)
        assert scanned is not None
        assert scanned.spaced
    compact = scan_object('{"a":" "}', 1)
    assert compact is not None
    assert not compact.spaced


def reference_spelling(text: str) -> str:
    """Spec token04.md 3.1.3, character by character."""
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
    return '"' + "".join(short.get(c, f"\\u{ord(c):04x}" if c < " " else c) for c in text) + '"'


@given(st.text(st.characters(max_codepoint=0x9F)) | st.text())
@example("".join(map(chr, range(0x300))))
@example("/<>&\x7f\u2028\u2029😀")
def test_spells_text_as_json_stringify_does(text: str) -> None:
    assert spell(text) == reference_spelling(text)


@given(st.text('\\"ab é'))
def test_reads_plain_text_as_it_was_spelled(text: str) -> None:
    match = re.fullmatch(PLAIN_TEXT, spell(text))
    assert match is not None
    assert read_plain_text(match.group(1)) == text
