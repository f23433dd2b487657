"""Explains any text that may be a token: what it is, what every layer holds, everything that is wrong, what mends it.

For people who help and for tools; whether someone may come in is verify's answer alone.
"""

from typing import TYPE_CHECKING, Iterable, Optional

from ._errors import KitTokenError
from ._explain.findings import Finding
from ._explain.looks import TokenKind, kind_of
from ._explain.mending import mend
from ._explain.walk import Walk
from ._keyring import Keyring, rings_of
from ._report import Report, report_of
from ._terms import DEFAULT_MAX_LIFETIME, Trust, read_terms
from ._verify import verify_kit_token_on, verify_token04_on

if TYPE_CHECKING:
    from typing_extensions import Literal

    Expected = Literal["kit-token", "token04"]
else:
    Expected = str

# Nothing longer is looked at. Generators have made tokens of 96 thousand characters, which shall still be explained.
_MAX_LENGTH = 262144


def inspect(
    text: object,
    keys: Optional[Keyring] = None,
    *,
    expect: Optional[Expected] = None,
    accept: Trust = "sealed",
    room_id: Optional[str] = None,
    user_id: Optional[str] = None,
    app_id: Optional[int] = None,
    now: Optional[float] = None,
    clock_tolerance: float = 0,
    max_lifetime: float = DEFAULT_MAX_LIFETIME,
) -> Report:
    """Explain a text. Whatever the text is, it does not raise; the other options are those of ``verify``.

    With keys the sealed part is opened and shown (do not give the report to someone who may not see it), and ``ok``
    is true exactly when verify takes the text as it came, on the same terms.

    :param expect: which of the two belongs where this text was found; default: what it looks like
    :raises TypeError, ValueError: when an option is wrong
    """
    terms = read_terms(accept, room_id, user_id, app_id, now, clock_tolerance, max_lifetime)
    if expect not in (None, "kit-token", "token04"):
        raise ValueError("expect must be kit-token or token04")
    if keys is not None:
        rings_of(keys)
    walk = Walk(terms)
    if not isinstance(text, str):
        return _told("unknown", walk, [Finding("not_text")])
    if len(text) > _MAX_LENGTH:
        return _told("unknown", walk, [Finding("token_malformed", f"It has {len(text)} characters.")])
    mended, damage = mend(text)
    kind, code = kind_of(mended)
    before = [Finding(one) for one in (*damage, code) if one is not None]
    if kind not in ("kit-token", "token04"):
        return _told(kind, walk, before)
    token04, mark, suffix_text = mended.partition("#")
    walk.through(token04, suffix_text if mark else None, keys)
    if expect not in (None, kind):
        before.append(Finding("kit_token_given" if expect == "token04" else "token04_given"))
    if keys is not None:
        # Whatever was guessed: the last word is verify's, on the text as it came.
        check = verify_token04_on if (expect or kind) == "token04" else verify_kit_token_on
        try:
            check(text, keys, terms)
        except KitTokenError as refusal:
            walk.problems.append(Finding(refusal.code))
    return _told(kind, walk, before)


def _told(kind: TokenKind, walk: Walk, before: Iterable[Finding]) -> Report:
    return report_of(kind, [*before, *walk.problems], walk.warnings, walk.layers)
