"""What the payload of a Token04 says (spec R29): the room and the rights that were encrypted together with the user."""

import re
from typing import Dict, NamedTuple, Optional, Union

from ._codec.bounds import OWN, Reading
from ._codec.strict_json import Json, scan_object
from ._errors import KitTokenError
from ._grant import MAX_PAYLOAD, Grant, is_stream_list
from ._names import fits_utf8, is_room_id, is_well_formed
from ._tuples import new


class PayloadFacts(NamedTuple):
    """What a payload means."""

    room_id: Optional[str]
    """None where the payload is bound to no room."""
    grant: Grant


_MAX_DEPTH = 3
_NAMED = frozenset(("room_id", "privilege", "stream_id_list"))
_PRIVILEGES = frozenset(("1", "2"))
# What mint writes for a room without a list of streams.
_OURS = re.compile(r'\{"room_id":"([!$-\[\]-~]{1,128})","privilege":\{"1":([01]),"2":([01])\},"stream_id_list":null\}')
_GRANTS = {join + publish: Grant(join == "1", publish == "1") for join in "01" for publish in "01"}
_UNRESTRICTED = PayloadFacts(None, Grant(join=True, publish=True))
_NOTHING = PayloadFacts(None, Grant(join=False, publish=False))


def read_payload(payload: str, proven: bool, reading: Reading) -> PayloadFacts:
    """Give what a payload says. Raises KitTokenError ``payload_invalid``, ``room_id_invalid``.

    A proven one is as mint and the documents have it, beside keys of an application ("x-…"). In official reading, and
    unproven, it may be whatever an application gave to a generator: what is not understood there grants nothing.
    """
    if payload == "":
        return _UNRESTRICTED
    match = _OURS.fullmatch(payload)
    if match is not None:
        room_id, join, publish = match.groups()
        return new(PayloadFacts, (room_id, _GRANTS[join + publish]))
    if not is_well_formed(payload):
        raise KitTokenError("payload_invalid")
    facts = _read_own(payload) if proven and reading is OWN else _read_official(payload)
    # Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
    if proven and facts.room_id is not None and not is_room_id(facts.room_id):
        raise KitTokenError("room_id_invalid", "room_id")
    return facts


def _read_own(payload: str) -> PayloadFacts:
    values = _values_of(payload) if fits_utf8(payload, MAX_PAYLOAD) else None
    if values is None or any(key not in _NAMED and not key.startswith("x-") for key in values):
        raise KitTokenError("payload_invalid")
    odd = _odd_field(values)
    if odd is not None:
        raise KitTokenError("payload_invalid", odd)
    facts = _understand(values)
    if isinstance(facts, str):
        raise KitTokenError("payload_invalid", facts)
    return facts


def _read_official(payload: str) -> PayloadFacts:
    values = _values_of(payload)
    facts = None if values is None else _understand(values)
    return facts if isinstance(facts, PayloadFacts) else _NOTHING


def _values_of(payload: str) -> Optional[Dict[str, Json]]:
    """Give the object of a payload, with strings that are text and keys that stand once; None for anything else."""
    scanned = scan_object(payload, _MAX_DEPTH)
    if scanned is None or scanned.duplicate or not _is_well_formed_value(scanned.values):
        return None
    return scanned.values


def _odd_field(values: Dict[str, Json]) -> Optional[str]:
    """Name the first field with a value that the documents do not know, though its meaning can be guessed."""
    if "room_id" in values and values["room_id"] is None:
        return "room_id"
    if "privilege" not in values:
        return None
    privilege = values["privilege"]
    plain = isinstance(privilege, dict) and all(
        key in _PRIVILEGES and type(bit) is int and bit in (0, 1) for key, bit in privilege.items()
    )
    return None if plain else "privilege"


def _understand(values: Dict[str, Json]) -> Union[PayloadFacts, str]:
    """Give the facts, or the name of the field that is not of its kind. Null is as good as absent."""
    room = values.get("room_id")
    if room is not None and not isinstance(room, str):
        return "room_id"
    privilege = values.get("privilege")
    if privilege is not None and not isinstance(privilege, dict):
        return "privilege"
    streams = values.get("stream_id_list")
    if streams is not None and not (isinstance(streams, list) and is_stream_list(streams)):
        return "stream_id_list"
    grant = Grant(_gives(privilege, "1"), _gives(privilege, "2"), tuple(streams) if streams else None)
    return PayloadFacts(room or None, grant)


def _gives(privilege: Optional[Dict[str, Json]], key: str) -> bool:
    """Whether a right is given. One that is not named is not, nor is one with any value but the number 1."""
    if privilege is None:
        return True
    bit = privilege.get(key)
    # For Python true is 1 as well.
    return type(bit) is int and bit == 1


def _is_well_formed_value(value: Json) -> bool:
    if isinstance(value, str):
        return is_well_formed(value)
    if isinstance(value, list):
        return all(map(_is_well_formed_value, value))
    if isinstance(value, dict):
        return all(is_well_formed(key) and _is_well_formed_value(part) for key, part in value.items())
    return True
