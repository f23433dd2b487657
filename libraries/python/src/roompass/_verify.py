"""Is a token authentic, whole, in time and consistent? The rules R1 to R31 of the specification, in their order.

The rules themselves live with what they are about; here is the path through them.
"""

import hashlib
from typing import Dict, Optional, Sequence, Tuple

from ._codec.claims import read_claims
from ._codec.envelope import Envelope, read_envelope
from ._codec.frame import decode_token04, split_kit_token
from ._codec.suffix import Suffix, read_suffix
from ._consistency import conflicts_of, has_expired
from ._crypto.seal import Opened, open_sealed
from ._crypto.signature import is_signed_by
from ._errors import KitTokenError
from ._keyring import AppKey, Keyring, Ring, rings_of
from ._pass import Pass, make_pass, proven_room
from ._payload import PayloadFacts, read_payload
from ._terms import DEFAULT_MAX_LIFETIME, Terms, Trust, read_terms, suffices


def verify(
    kit_token: object,
    keys: Keyring,
    *,
    accept: Trust = "sealed",
    room_id: Optional[str] = None,
    user_id: Optional[str] = None,
    app_id: Optional[int] = None,
    now: Optional[float] = None,
    clock_tolerance: float = 0,
    max_lifetime: float = DEFAULT_MAX_LIFETIME,
) -> Pass:
    """Verify a Kit Token.

    :param accept: the least trust that is taken: ``signed``, ``sealed`` or ``bare``; with ``bare``, longer tokens and
        stranger suffixes of others are read as well
    :param room_id: the room that the token must prove; a bare token proves none, there its words are compared
    :param user_id: the user that the token must name
    :param app_id: the app that the token must belong to; default: any app of the keyring
    :param now: Unix seconds; default: the clock of this machine
    :param clock_tolerance: seconds for which an expired token is still taken, 0 to 300
    :param max_lifetime: the longest lifetime in seconds that is taken
    :raises KitTokenError: when the token is refused
    :raises TypeError, ValueError: when the call is wrong
    """
    terms = read_terms(accept, room_id, user_id, app_id, now, clock_tolerance, max_lifetime)
    return verify_kit_token_on(kit_token, keys, terms)


def verify_token04(
    token: object,
    keys: Keyring,
    *,
    accept: Trust = "sealed",
    room_id: Optional[str] = None,
    user_id: Optional[str] = None,
    app_id: Optional[int] = None,
    now: Optional[float] = None,
    clock_tolerance: float = 0,
    max_lifetime: float = DEFAULT_MAX_LIFETIME,
) -> Pass:
    """Verify a Token04 alone: there is no signature, so ``sealed`` is the best that it can prove.

    Options and errors are those of ``verify``.
    """
    terms = read_terms(accept, room_id, user_id, app_id, now, clock_tolerance, max_lifetime)
    return verify_token04_on(token, keys, terms)


def verify_kit_token_on(kit_token: object, keys: Keyring, terms: Terms) -> Pass:
    """Verify on checked terms."""
    rings, _ = rings_of(keys)
    token04, data = split_kit_token(kit_token, terms.reading)  # R1, R2
    raw, envelope = _read_outside(token04, terms)  # R1 to R7
    suffix = read_suffix(data, terms.reading)  # R8 to R12
    keys_to_try = ring_of(rings, suffix.fields.app_id).verifying
    if suffix.signature is None:
        found = open_with(keys_to_try, envelope, signed=False)  # R16 to R19
        return _conclude(trust_of(found, envelope), found, (raw, envelope), suffix, terms)
    signer = signer_of(keys_to_try, suffix, raw)  # R13, R15
    found = open_with((signer,), envelope, signed=True)
    return _conclude("signed", found, (raw, envelope), suffix, terms)


def verify_token04_on(token: object, keys: Keyring, terms: Terms) -> Pass:
    """Verify on checked terms."""
    rings, every = rings_of(keys)
    raw, envelope = _read_outside(token, terms)
    ring = every if terms.app_id is None else ring_of(rings, terms.app_id)
    found = open_with(ring.verifying, envelope, signed=False)
    return _conclude(trust_of(found, envelope), found, (raw, envelope), None, terms)


Found = Tuple[AppKey, Opened]
"""The key that opened a token, and what was inside."""


def _read_outside(token: object, terms: Terms) -> Tuple[bytes, Envelope]:
    raw = decode_token04(token, terms.reading)  # R1 to R4
    envelope = read_envelope(raw, terms.reading)  # R5, R6
    # Before any cryptography: the outer expiry is public and cheap to read.
    if has_expired(envelope.expire, terms):  # R7
        raise KitTokenError("token_expired", "expire")
    return raw, envelope


def _conclude(
    trust: Trust, found: Found, outside: Tuple[bytes, Envelope], suffix: Optional[Suffix], terms: Terms
) -> Pass:
    key, opened = found
    raw, envelope = outside
    claims = read_claims(opened.claims)  # R19, R21, R22
    for conflict in conflicts_of(claims, envelope.expire, key.app_id, suffix, terms):  # R23 to R28
        raise conflict
    payload = read_payload(claims.payload, trust != "bare", terms.reading)  # R29
    refuse_other_room(payload, trust, suffix, terms)  # R30, R31
    # Last, so that it is said only of a token that keeps every other rule (R14, R17).
    if not suffices(trust, terms.accept):
        raise KitTokenError("trust_too_low")
    return make_pass(trust, claims, payload, suffix, tid=token_id(raw), kid=key.kid, form=envelope.format)


def ring_of(rings: Dict[int, Ring], app_id: int) -> Ring:
    """Give the keys of one app. A secret is never tried for another app's token."""
    ring = rings.get(app_id)
    if ring is None:
        raise KitTokenError("key_unknown", "appID")
    return ring


def signer_of(candidates: Sequence[AppKey], suffix: Suffix, raw: bytes) -> AppKey:
    """Give the key that signed. A wrong signature ends here, before anything is opened."""
    signature = suffix.signature
    for key in candidates:
        if signature is not None and key.kid == signature.kid:
            if not is_signed_by(key, signature, suffix.fields, raw):
                raise KitTokenError("signature_invalid", "sig")
            return key
    raise KitTokenError("key_unknown", "sig")


def open_with(candidates: Sequence[AppKey], envelope: Envelope, signed: bool) -> Found:
    """Try every key, also after one fitted, so that the time does not tell which."""
    if not candidates:
        raise KitTokenError("key_unknown")
    usable = candidates if envelope.format == "cbc" else [key for key in candidates if key.gcm != "refuse"]
    if not usable:
        raise KitTokenError("token_envelope")
    found = None
    for key in usable:
        opened = open_sealed(key, envelope, signed)
        if opened is not None and (found is None or (opened.sealed and not found[1].sealed)):
            found = key, opened
    if found is None:
        raise KitTokenError("token_undecryptable")
    return found


def trust_of(found: Found, envelope: Envelope) -> Trust:
    """Spec R17, without a signature.

    A GCM tag speaks for its maker only if every maker with this secret is known to be good.
    """
    key, opened = found
    return "sealed" if opened.sealed or (envelope.format == "gcm" and key.gcm == "trust") else "bare"


def refuse_other_room(payload: PayloadFacts, trust: Trust, suffix: Optional[Suffix], terms: Terms) -> None:
    """Spec R30, and the room that the caller asks for."""
    shown = (suffix.fields.room_id or None) if suffix is not None else None
    if payload.room_id is not None and shown is not None and payload.room_id != shown:
        raise KitTokenError("room_mismatch", "roomID")
    if terms.room_id is None:
        return
    # A bare token proves no room. Whoever takes it all the same is at least told when it speaks of another one.
    room = (payload.room_id or shown) if trust == "bare" else proven_room(trust, suffix, payload)
    if room != terms.room_id:
        raise KitTokenError("room_mismatch", "roomID")


def token_id(raw: bytes) -> str:
    """Spec token04.md section 7."""
    return hashlib.sha256(b"roompass-tid/v1\x00" + raw).hexdigest()
