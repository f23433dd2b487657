"""What inspect tells."""

from itertools import chain
from typing import Dict, Iterable, NamedTuple, Optional, Tuple

from ._codec.claims import Claims
from ._codec.envelope import Format
from ._explain.findings import Finding, InspectCode
from ._explain.generators import Generator, IvLooks
from ._explain.looks import TokenKind
from ._explanations import EXPLANATIONS
from ._keyring import KeyInfo
from ._reasons import REASONS, Reason, ZegocloudCodes
from ._terms import Trust


class Problem(NamedTuple):
    """A code and what it means here: ``message`` may end with what is particular to this token."""

    code: InspectCode
    message: str
    fix: str
    zegocloud: ZegocloudCodes
    """The numbers under which ZEGOCLOUD reports it."""


class FrameLayer(NamedTuple):
    """The outermost text."""

    length: int
    prefix: str
    separators: int


class EnvelopeLayer(NamedTuple):
    """What is readable of a Token04 without a key."""

    format: Format
    expire: int
    """Unix seconds."""
    ciphertext_length: int
    iv_looks: IvLooks
    """What the IV or nonce is made of."""


class SuffixLayer(NamedTuple):
    """What the suffix says."""

    user_id: str
    room_id: str
    user_name: str
    app_id: int
    ext: Optional[str]
    signed_with: Optional[str]
    """The key ID in the signature, right or not; None for an unsigned suffix."""


class ReportLayers(NamedTuple):
    """What was found, from the outside in. None is "not reached": a layer around it is broken, or no key was given."""

    frame: Optional[FrameLayer] = None
    envelope: Optional[EnvelopeLayer] = None
    suffix: Optional[SuffixLayer] = None
    key: Optional[KeyInfo] = None
    claims: Optional[Claims] = None
    trust: Optional[Trust] = None
    generators: Optional[Tuple[Generator, ...]] = None
    """Who most likely made it, by its spelling and its IV; several where they cannot be told apart."""


class Report(NamedTuple):
    """Everything that is known about a text that may be a token."""

    kind: TokenKind
    ok: bool
    """True when there is no problem. With keys: exactly when verify takes it. Without keys nothing is proved."""
    primary: Optional[InspectCode]
    """The code that explains most; None when there is no problem."""
    problems: Tuple[Problem, ...]
    warnings: Tuple[Problem, ...]
    """What does not make the token bad, and should be known."""
    layers: ReportLayers


_ALL: Dict[str, Reason] = dict(chain(REASONS.items(), EXPLANATIONS.items()))


def report_of(
    kind: TokenKind, problems: Iterable[Finding], warnings: Iterable[Finding], layers: ReportLayers
) -> Report:
    """Put a report together; each code is told once, with the first detail that was found."""
    listed = _listed(problems)
    return Report(kind, not listed, listed[0].code if listed else None, listed, _listed(warnings), layers)


def _listed(findings: Iterable[Finding]) -> Tuple[Problem, ...]:
    # A dict keeps the order in which its keys came.
    details: Dict[InspectCode, Optional[str]] = {}
    for code, detail in findings:
        details[code] = details.get(code) or detail
    return tuple(_problem(code, detail) for code, detail in details.items())


def _problem(code: InspectCode, detail: Optional[str]) -> Problem:
    reason = _ALL[code]
    message = reason.message if detail is None else f"{reason.message} {detail}"
    return Problem(code, message, reason.fix, reason.zegocloud)
