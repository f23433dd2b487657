"""What the holder may do in the room, and the payload that mint writes for it: privilege 1 is to join, 2 is to publish.

How payloads are read is in _payload.py.
"""

from typing import NamedTuple, Optional, Sequence

from ._codec.strict_json import spell
from ._names import fits_utf8, is_well_formed

MAX_PAYLOAD = 1024
_MAX_STREAMS = 100
_MAX_STREAM_ID = 256


class Grant(NamedTuple):
    """What the holder may do in the room."""

    join: bool = True
    publish: bool = False
    stream_ids: Optional[Sequence[str]] = None
    """The streams that may be published, or None for any: at most 100 of at most 256 bytes. Empty is as None."""


def write_payload(room_id: str, grant: Grant) -> str:
    """Spell room and rights (spec token04.md 3.3). Raises TypeError or ValueError naming the argument."""
    if not isinstance(grant, Grant):
        raise TypeError("grant must be a Grant")
    join, publish, stream_ids = grant
    if not isinstance(join, bool):
        raise TypeError("grant.join must be True or False")
    if not isinstance(publish, bool):
        raise TypeError("grant.publish must be True or False")
    if stream_ids is not None and not isinstance(stream_ids, (list, tuple)):
        raise TypeError("grant.stream_ids must be a list or tuple of str, or None")
    if stream_ids is not None and not is_stream_list(stream_ids):
        raise ValueError(
            f"grant.stream_ids must be at most {_MAX_STREAMS} well-formed strings of at most {_MAX_STREAM_ID} bytes"
        )
    streams = "null" if stream_ids is None else spell(stream_ids)
    payload = f'{{"room_id":{spell(room_id)},"privilege":{{"1":{join:d},"2":{publish:d}}},"stream_id_list":{streams}}}'
    if not fits_utf8(payload, MAX_PAYLOAD):
        raise ValueError(f"grant.stream_ids: the payload is longer than {MAX_PAYLOAD} bytes")
    return payload


def is_stream_list(stream_ids: Sequence[object]) -> bool:
    """Whether they can be the streams of a grant."""
    return len(stream_ids) <= _MAX_STREAMS and all(
        isinstance(one, str) and is_well_formed(one) and fits_utf8(one, _MAX_STREAM_ID) for one in stream_ids
    )
