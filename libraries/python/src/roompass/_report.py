"""What inspect tells."""

from typing import TYPE_CHECKING, Iterable, NamedTuple, Optional, Tuple

from ._codec.claims import Claims
from ._codec.envelope import Format
from ._keyring import KeyInfo
from ._reasons import REASONS, KitTokenErrorCode
from ._terms import Trust

if TYPE_CHECKING:
    from typing_extensions import Literal

    # Text with a "#" is taken for a Kit Token, any other for a Token04.
    TokenKind = Literal["kit-token", "token04", "unknown"]
else:
    TokenKind = str


class Problem(NamedTuple):
    """Why a token is refused, or what is worth knowing about it."""

    code: KitTokenErrorCode
    message: str
    fix: str


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


class Report(NamedTuple):
    """Everything that is known about a text that may be a token."""

    kind: TokenKind
    ok: bool
    """True when there is no problem. With keys: exactly when verify takes it. Without keys nothing is proved."""
    primary: Optional[KitTokenErrorCode]
    """The code that explains most; None when there is no problem."""
    problems: Tuple[Problem, ...]
    warnings: Tuple[Problem, ...]
    """What does not make the token bad, and should be known."""
    layers: ReportLayers


def report_of(
    kind: TokenKind, problems: Iterable[KitTokenErrorCode], warnings: Iterable[KitTokenErrorCode], layers: ReportLayers
) -> Report:
    """Put a report together; each code is told once."""
    listed = _listed(problems)
    return Report(kind, not listed, listed[0].code if listed else None, listed, _listed(warnings), layers)


def _listed(codes: Iterable[KitTokenErrorCode]) -> Tuple[Problem, ...]:
    once = dict.fromkeys(codes)
    return tuple(Problem(code, *REASONS[code]) for code in once)
