"""Explains any text that may be a token: what every layer holds, everything that is wrong with it, and what mends it.

For people who help and for tools; whether someone may come in is verify's answer alone. It walks through the layers
with the very functions that verify uses, and goes on after a fault.
"""

from typing import Callable, List, Optional, TypeVar

from ._codec.bounds import OFFICIAL
from ._codec.claims import Claims, read_claims
from ._codec.envelope import Envelope, read_envelope
from ._codec.frame import decode_token04
from ._codec.suffix import Suffix, read_suffix
from ._consistency import conflicts_of, has_expired
from ._errors import KitTokenError
from ._keyring import KeyInfo, Keyring, rings_of
from ._payload import read_payload
from ._reasons import KitTokenErrorCode
from ._report import EnvelopeLayer, FrameLayer, Report, ReportLayers, SuffixLayer, TokenKind, report_of
from ._terms import DEFAULT_MAX_LIFETIME, Terms, Trust, read_terms, suffices
from ._verify import (
    open_with,
    refuse_other_room,
    ring_of,
    signer_of,
    trust_of,
    verify_kit_token_on,
    verify_token04_on,
)

Found = TypeVar("Found")

_PREFIX_LENGTH = 2


def inspect(
    text: object,
    keys: Optional[Keyring] = None,
    *,
    accept: Trust = "sealed",
    room_id: Optional[str] = None,
    user_id: Optional[str] = None,
    app_id: Optional[int] = None,
    now: Optional[float] = None,
    clock_tolerance: float = 0,
    max_lifetime: float = DEFAULT_MAX_LIFETIME,
) -> Report:
    """Explain a text. Whatever the text is, it does not raise; the options are those of ``verify``.

    With keys the sealed part is opened and shown (do not give the report to someone who may not see it), and ``ok``
    is true exactly when verify takes the token on the same terms.

    :raises TypeError, ValueError: when an option is wrong
    """
    terms = read_terms(accept, room_id, user_id, app_id, now, clock_tolerance, max_lifetime)
    if keys is not None:
        rings_of(keys)
    if not isinstance(text, str):
        return report_of("unknown", ["token_malformed"], [], ReportLayers())
    token04, mark, suffix_text = text.partition("#")
    walk = _Walk(terms)
    walk.through(token04, suffix_text if mark else None, keys)
    kind: TokenKind = "kit-token" if mark else "token04"
    if keys is not None:
        # Whatever was found: the last word is verify's.
        walk.attempt(lambda: (verify_kit_token_on if mark else verify_token04_on)(text, keys, terms))
    return report_of(kind, walk.problems, walk.warnings, walk.layers)


class _Walk:
    """The layers of one token that were reached, and what is wrong with them."""

    def __init__(self, terms: Terms) -> None:
        self.layers = ReportLayers()
        self.problems: List[KitTokenErrorCode] = []
        self.warnings: List[KitTokenErrorCode] = []
        self._terms = terms

    def attempt(self, step: Callable[[], Found]) -> Optional[Found]:
        """Run a step; a refusal becomes a problem."""
        try:
            return step()
        except KitTokenError as refusal:
            self.problems.append(refusal.code)
            return None

    def through(self, token04: str, suffix_text: Optional[str], keys: Optional[Keyring]) -> None:
        terms = self._terms
        length = len(token04) + (0 if suffix_text is None else 1 + len(suffix_text))
        separators = 0 if suffix_text is None else 1 + suffix_text.count("#")
        self.layers = self.layers._replace(frame=FrameLayer(length, token04[:_PREFIX_LENGTH], separators))
        raw = self.attempt(lambda: decode_token04(token04, OFFICIAL))
        envelope = None if raw is None else self._read_envelope(raw)
        suffix = None if suffix_text is None else self._read_suffix(suffix_text)
        # Without the suffix of a Kit Token its app is unknown, and no key may be tried.
        reachable = suffix_text is None or suffix is not None
        if keys is not None and raw is not None and envelope is not None and reachable:
            self.attempt(lambda: self._look_inside(raw, envelope, suffix, keys, terms))

    def _read_envelope(self, raw: bytes) -> Optional[Envelope]:
        envelope = self.attempt(lambda: read_envelope(raw, OFFICIAL))
        if envelope is not None:
            self.layers = self.layers._replace(
                envelope=EnvelopeLayer(envelope.format, envelope.expire, len(envelope.ciphertext))
            )
            if has_expired(envelope.expire, self._terms):
                self.problems.append("token_expired")
        return envelope

    def _read_suffix(self, text: str) -> Optional[Suffix]:
        suffix = self.attempt(lambda: read_suffix(text, self._terms.reading))
        if suffix is not None:
            user_id, room_id, _, app_id, ext = suffix.fields
            signed_with = None if suffix.signature is None else suffix.signature.kid
            self.layers = self.layers._replace(
                suffix=SuffixLayer(user_id, room_id, suffix.user_name, app_id, ext, signed_with)
            )
        return suffix

    def _look_inside(
        self, raw: bytes, envelope: Envelope, suffix: Optional[Suffix], keys: Keyring, terms: Terms
    ) -> None:
        rings, every = rings_of(keys)
        app_id = terms.app_id if suffix is None else suffix.fields.app_id
        ring = (every if app_id is None else ring_of(rings, app_id)).verifying
        # With a wrong signature the token may still open: what is inside explains what was changed.
        signer = None if suffix is None else self.attempt(lambda: signer_of(ring, suffix, raw))
        found = open_with(ring if signer is None else (signer,), envelope, signer is not None)
        key = found.key
        self.layers = self.layers._replace(key=KeyInfo(key.app_id, key.kid, key.state, key.weak))
        claims = self.attempt(lambda: read_claims(found.opened.claims))
        trust = trust_of(found, envelope, signer is not None)
        self.layers = self.layers._replace(trust=trust, claims=claims)
        if claims is None:
            return
        fields = None if suffix is None else suffix.fields
        self.problems.extend(
            conflict.code for conflict in conflicts_of(claims, envelope.expire, key.app_id, fields, terms)
        )
        self.attempt(lambda: refuse_other_room(read_payload(claims.payload, trust != "bare"), trust, suffix, terms))
        if trust == "bare":
            self._note_payload(claims)
        if not suffices(trust, terms.accept):
            self.problems.append("trust_too_low")

    def _note_payload(self, claims: Claims) -> None:
        """Warn of what would be refused in a proven token."""
        try:
            read_payload(claims.payload, proven=True)
        except KitTokenError as refusal:
            self.warnings.append(refusal.code)
