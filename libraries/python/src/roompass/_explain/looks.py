"""What a text is by its looks, before anything is decoded."""

import re
from typing import TYPE_CHECKING, NamedTuple, Optional, Pattern, Sequence, Tuple

from .._codec.b64 import decode_base64
from .._codec.strict_json import scan_object
from .._explanations import ExplanationCode
from .mending import SPACE

if TYPE_CHECKING:
    from typing_extensions import Literal

    TokenKind = Literal["kit-token", "token04", "token03", "jwt", "app-sign", "server-secret-like", "empty", "unknown"]
else:
    TokenKind = str

_Row = Tuple[TokenKind, str, Optional[ExplanationCode]]


class _Look(NamedTuple):
    kind: TokenKind
    pattern: Pattern[str]
    """For the beginning of a text."""
    code: Optional[ExplanationCode]


_ROWS: Sequence[_Row] = (
    ("empty", rf"{SPACE}*\Z", "empty"),
    ("unknown", r"(?:undefined|null|NaN|\[object [A-Za-z0-9_]+\])\Z", "placeholder"),
    ("kit-token", r"(?:undefined|null)?#", "token_missing"),
    # Every token of these centuries begins so.
    ("kit-token", r"04[^#]*#(?s:.*)04AAAAA", "two_tokens"),
    ("token04", "04[^\n\r\u2028\u2029]+04AAAAA", "two_tokens"),
    ("kit-token", r"04[^#]*#[^#]*#", "kit_token_twice"),
    ("kit-token", r"04[^#]*#", None),
    # Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
    ("app-sign", r"[0-9a-fA-F]{64}\Z", "app_sign_given"),
    ("server-secret-like", r"[0-9a-fA-F]{32}\Z", "server_secret_given"),
    ("jwt", r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\Z", "jwt_given"),
    ("token03", r"03[A-Za-z0-9+/=]{40,}\Z", "token03_given"),
    ("token04", r"04", None),
)
_LOOKS = tuple(_Look(kind, re.compile(pattern), code) for kind, pattern, code in _ROWS)


def kind_of(text: str) -> Tuple[TokenKind, Optional[ExplanationCode]]:
    """Give what a text is, and what is wrong with being that."""
    for look in _LOOKS:
        if look.pattern.match(text):
            return look.kind, look.code
    return "unknown", "suffix_given" if _looks_like_suffix(text) else "not_a_kit_token"


def _looks_like_suffix(text: str) -> bool:
    """Whether a text is a suffix without its token."""
    data = decode_base64(text) if text.startswith("eyJ") else None
    scanned = None if data is None else scan_object(data.decode("latin-1"), 1)
    return scanned is not None and "userID" in scanned.values and "roomID" in scanned.values
