"""The result of verifying: only what was checked, in an object of its own."""

from typing import NamedTuple, Optional

from ._codec.claims import Claims
from ._codec.envelope import Format
from ._codec.suffix import Suffix
from ._grant import Grant
from ._names import is_room_id
from ._payload import PayloadFacts
from ._terms import Trust
from ._tuples import new


class Claimed(NamedTuple):
    """What a suffix says, which nothing proves unless the pass is signed."""

    room_id: Optional[str]
    """None where there is none that could be entered."""
    user_name: str
    """Empty where there is none that could be shown."""


class Pass(NamedTuple):
    """A verified token. What it proves depends on ``trust``; a ``bare`` one proves nothing at all."""

    trust: Trust
    app_id: int
    user_id: str
    room_id: Optional[str]
    """The room that the signature or the sealed payload proves; None when neither does."""
    user_name: Optional[str]
    """Proven by the signature only; None without one."""
    grant: Grant
    issued_at: int
    """Unix seconds."""
    expires_at: int
    """Unix seconds; the token is good until the second before."""
    tid: str
    """The token's identity in 64 hex digits, whatever its suffix."""
    kid: str
    """Which key opened it, in 8 hex digits."""
    format: Format
    payload: str
    """As it was sealed, empty for none."""
    ext: Optional[str]
    """The signed extension; None without one or without a signature."""
    claimed: Optional[Claimed]
    """None for a Token04 alone."""


def make_pass(
    trust: Trust,
    claims: Claims,
    payload: PayloadFacts,
    suffix: Optional[Suffix],
    *,
    tid: str,
    kid: str,
    form: Format,
) -> Pass:
    """Put together what was checked (spec kit-token.md section 6)."""
    signed = suffix if trust == "signed" else None
    app_id, user_id, _, issued_at, expires_at, sealed_payload = claims
    values = (
        trust,
        app_id,
        user_id,
        proven_room(trust, suffix, payload),
        None if signed is None else signed.user_name,
        payload.grant,
        issued_at,
        expires_at,
        tid,
        kid,
        form,
        sealed_payload,
        None if signed is None else signed.fields.ext,
        None if suffix is None else _claimed_by(suffix),
    )
    return new(Pass, values)


def proven_room(trust: Trust, suffix: Optional[Suffix], payload: PayloadFacts) -> Optional[str]:
    """Spec R31: of the signature, or else of the sealed payload. An unsigned suffix is what its holder wrote there."""
    if trust == "bare":
        return None
    return (suffix.fields.room_id if trust == "signed" and suffix is not None else "") or payload.room_id


def _claimed_by(suffix: Suffix) -> Claimed:
    room_id = suffix.fields.room_id
    # What is signed was looked at.
    enterable = room_id != "" if suffix.signature is not None else is_room_id(room_id)
    return new(Claimed, (room_id if enterable else None, suffix.user_name))
