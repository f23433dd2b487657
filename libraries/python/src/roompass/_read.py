"""What a Kit Token shows to anyone. It proves nothing: that is verify's work."""

from typing import NamedTuple

from ._codec.bounds import OWN
from ._codec.envelope import read_envelope
from ._codec.frame import decode_token04, split_kit_token
from ._codec.suffix import read_suffix


class Shown(NamedTuple):
    """What is readable without a key."""

    app_id: int
    user_id: str
    room_id: str
    """Empty where the token names no room."""
    user_name: str
    expires_at: int
    """Unix seconds."""


def read(kit_token: object) -> Shown:
    """Read what is readable without a key. An expired token is read all the same.

    Never decide anything by it: whoever holds a token can write what they like here.

    :raises KitTokenError: when it is no Kit Token
    """
    token04, data = split_kit_token(kit_token, OWN)
    envelope = read_envelope(decode_token04(token04, OWN), OWN)
    suffix = read_suffix(data, OWN)
    fields = suffix.fields
    return Shown(fields.app_id, fields.user_id, fields.room_id, suffix.user_name, envelope.expire)
