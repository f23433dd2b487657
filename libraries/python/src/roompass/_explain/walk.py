"""A walk through the layers of one token that goes on after a fault, with the very functions that verify uses."""

from typing import Any, List, NamedTuple, Optional, Sequence

from .._codec.b64 import decode_base64
from .._codec.bounds import OFFICIAL, OWN
from .._codec.claims import Claims, read_claims
from .._codec.envelope import Envelope, read_envelope
from .._codec.frame import decode_token04
from .._codec.suffix import Suffix, read_suffix
from .._consistency import conflicts_of, has_expired
from .._crypto.seal import Opened
from .._errors import KitTokenError
from .._keyring import AppKey, Keyring, rings_of
from .._payload import read_payload
from .._report import EnvelopeLayer, FrameLayer, ReportLayers, SuffixLayer
from .._terms import Terms, suffices
from .._verify import open_with, refuse_other_room, ring_of, signer_of, trust_of
from .conflicts import expired, explain_conflict
from .findings import Finding, attempt
from .generators import (
    generator_names,
    generators_by_iv,
    generators_of,
    has_iv_of_its_second,
    is_weak,
    iv_looks_of,
)
from .key_faults import key_faults, retired_key
from .outside import envelope_faults, suffix_faults

_PREFIX_LENGTH = 2


class _Outside(NamedTuple):
    """An envelope, and the bytes that are signed."""

    raw: bytes
    envelope: Envelope


class Walk:
    """The layers of one token that were reached, and what is wrong with them."""

    def __init__(self, terms: Terms) -> None:
        self.layers = ReportLayers()
        self.problems: List[Finding] = []
        self.warnings: List[Finding] = []
        self._terms = terms

    def through(self, token04: str, suffix_text: Optional[str], keys: Optional[Keyring]) -> None:
        """Look at every layer that can be reached."""
        length = len(token04) + (0 if suffix_text is None else 1 + len(suffix_text))
        self._show(frame=FrameLayer(length, token04[:_PREFIX_LENGTH], 0 if suffix_text is None else 1))
        outside = self._read_outside(token04)
        suffix = None if suffix_text is None else self._read_readable(suffix_text)
        # Without the suffix of a Kit Token its app is unknown, and no key may be tried.
        reachable = suffix_text is None or suffix is not None
        if outside is not None and keys is not None and reachable:
            attempt(self.problems, lambda: self._look_inside(outside, suffix, keys))
        if outside is not None:
            self._note_iv(outside.envelope)

    def _show(self, **layers: Any) -> None:
        self.layers = self.layers._replace(**layers)

    def _read_outside(self, token04: str) -> Optional[_Outside]:
        def read() -> _Outside:
            raw = decode_token04(token04, OFFICIAL)
            return _Outside(raw, read_envelope(raw, OFFICIAL))

        def explain(_: KitTokenError) -> Sequence[Finding]:
            # Too long a token is decoded all the same, to see why it is. Where there is none, nothing can be cut off.
            data = decode_base64(token04[_PREFIX_LENGTH:]) if token04 else None
            return [] if data is None else envelope_faults(data)

        outside = attempt(self.problems, read, explain)
        if outside is None:
            return None
        form, expire, iv, ciphertext = outside.envelope
        self._show(
            envelope=EnvelopeLayer(form, expire, len(ciphertext), iv_looks_of(iv)),
            generators=tuple(generators_by_iv(outside.envelope)),
        )
        if has_expired(expire, self._terms):
            self.problems.append(expired(expire, self._terms))
        return outside

    def _read_readable(self, text: str) -> Optional[Suffix]:
        suffix = attempt(
            self.problems,
            lambda: read_suffix(decode_base64(text), self._terms.reading),
            lambda refusal: suffix_faults(text) if refusal.code == "suffix_malformed" else [],
        )
        if suffix is None:
            return None
        user_id, room_id, _, app_id, ext = suffix.fields
        signed_with = None if suffix.signature is None else suffix.signature.kid
        self._show(suffix=SuffixLayer(user_id, room_id, suffix.user_name, app_id, ext, signed_with))
        if suffix.signature is None:
            self.warnings.append(Finding("suffix_unproven"))
        return suffix

    def _look_inside(self, outside: _Outside, suffix: Optional[Suffix], keys: Keyring) -> None:
        raw, envelope = outside
        rings, every = rings_of(keys)
        app_id = self._terms.app_id if suffix is None else suffix.fields.app_id
        ring = (every if app_id is None else ring_of(rings, app_id)).verifying
        signature = None if suffix is None else suffix.signature
        # With a wrong signature the token may still open: what is inside explains what was changed.
        signer = None
        if suffix is not None and signature is not None:
            kid = signature.kid
            signer = attempt(
                self.problems,
                lambda: signer_of(ring, suffix, raw),
                lambda _: retired_key(every, lambda key: key.kid == kid),
            )
        usual = ring if signer is None else (signer,)
        found = attempt(
            self.problems,
            lambda: open_with(usual, envelope, signed=False),
            lambda refusal: [] if refusal.code == "token_envelope" else key_faults(envelope, usual, every),
        )
        if found is None:
            return
        key, opened = found
        self._show(key=key.info())
        if key.weak:
            self.warnings.append(Finding("secret_weak"))
        self._note_generator(opened, envelope)
        claims = attempt(self.problems, lambda: read_claims(opened.claims))
        trust = "signed" if signer is not None else trust_of(found, envelope)
        self._show(trust=trust, claims=claims)
        if claims is not None:
            self._check_claims(claims, key, envelope, suffix)
        if not suffices(trust, self._terms.accept):
            self.problems.append(Finding("trust_too_low"))

    def _check_claims(self, claims: Claims, key: AppKey, envelope: Envelope, suffix: Optional[Suffix]) -> None:
        terms = self._terms
        trust = self.layers.trust or "bare"
        for conflict in conflicts_of(claims, envelope.expire, key.app_id, suffix, terms):
            self.problems.extend(explain_conflict(conflict, claims, envelope.expire, terms))
        attempt(
            self.problems,
            lambda: refuse_other_room(
                read_payload(claims.payload, trust != "bare", terms.reading), trust, suffix, terms
            ),
        )
        # What would be refused by default in a proven token is worth knowing where it is not.
        if trust == "bare" or terms.reading is OFFICIAL:
            attempt(self.warnings, lambda: read_payload(claims.payload, True, OWN))

    def _note_generator(self, opened: Opened, envelope: Envelope) -> None:
        """With the plaintext, guesses about the maker become better ones."""
        if opened.sealed:
            self._show(generators=("roompass",))
            return
        self._show(generators=tuple(generators_of(opened.text, envelope)))
        if has_iv_of_its_second(opened.text, envelope):
            self.warnings.append(Finding("iv_repeated"))

    def _note_iv(self, envelope: Envelope) -> None:
        """Warn of a weak source of randomness. An IV of ours may look like any other."""
        generators = self.layers.generators or ()
        if "roompass" not in generators and is_weak(iv_looks_of(envelope.iv)):
            self.warnings.append(Finding("iv_weak", f"It looks like one of {generator_names(generators)}."))
