"""What payloads grant; most of it is in the vectors."""

from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roompass import Grant
from roompass._codec.bounds import OWN
from roompass._errors import KitTokenError
from roompass._grant import write_payload
from roompass._payload import PayloadFacts, read_payload

NOTHING = PayloadFacts(None, Grant(join=False, publish=False))


@pytest.mark.parametrize(
    ("payload", "join", "publish"),
    [
        ("{}", True, True),
        ('{"privilege":{}}', False, False),
        ('{"privilege":{"1":1}}', True, False),
        ('{"privilege":{"2":1}}', False, True),
        ('{"privilege":{"1":0,"2":0}}', False, False),
    ],
)
def test_a_right_that_is_not_named_is_not_given(payload: str, join: bool, publish: bool) -> None:
    assert read_payload(payload, True, OWN).grant == Grant(join, publish)
    assert read_payload(payload, False, OWN).grant == Grant(join, publish)


@pytest.mark.parametrize("bit", ["true", "1.0", "1e0", '"1"', "2", "null", "[1]"])
def test_only_the_number_1_gives_a_right(bit: str) -> None:
    payload = f'{{"privilege":{{"1":{bit},"2":1}}}}'
    with pytest.raises(KitTokenError) as caught:
        read_payload(payload, True, OWN)
    assert (caught.value.code, caught.value.claim) == ("payload_invalid", "privilege")
    assert read_payload(payload, False, OWN).grant == Grant(join=False, publish=True)


@pytest.mark.parametrize(
    "payload",
    [
        "text",
        "[]",
        '{"a":1,"a":1}',
        '{"room_id":7}',
        '{"privilege":[]}',
        '{"stream_id_list":{}}',
        '{"stream_id_list":[7]}',
        '{"x-a":"\\ud800"}',
        '{"x-\\ud800":1}',
        '{"x-a":["\\ud800"]}',
        '{"x-a":{"b":{"c":{}}}}',
    ],
)
def test_what_is_not_understood_grants_nothing(payload: str) -> None:
    assert read_payload(payload, False, OWN) == NOTHING
    with pytest.raises(KitTokenError):
        read_payload(payload, True, OWN)


@given(
    st.sampled_from(["", "lobby", "!room~"]),
    st.booleans(),
    st.booleans(),
    st.none() | st.lists(st.text('ab"\\é/\u2028', max_size=4), max_size=3),
)
def test_reads_what_it_writes(room_id: str, join: bool, publish: bool, streams: Optional[Any]) -> None:
    payload = write_payload(room_id, Grant(join, publish, streams))
    expected = PayloadFacts(room_id or None, Grant(join, publish, tuple(streams) if streams else None))
    for proven in (True, False):
        assert read_payload(payload, proven, OWN) == expected
        # Spelled in another way it goes the long way, and means the same.
        assert read_payload(f" {payload} ", proven, OWN) == expected
