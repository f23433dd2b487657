"""What is found on the walk through a token."""

from typing import Callable, Iterable, List, NamedTuple, Optional, TypeVar, Union

from .._errors import KitTokenError
from .._explanations import ExplanationCode
from .._reasons import KitTokenErrorCode

InspectCode = Union[KitTokenErrorCode, ExplanationCode]
"""Why a token is refused, or what is worth knowing about it."""

Found = TypeVar("Found")


class Finding(NamedTuple):
    """A code, and a sentence about this token in particular."""

    code: InspectCode
    detail: Optional[str] = None


def finding_of(refusal: KitTokenError) -> Finding:
    """Name the field that a refusal is about."""
    return Finding(refusal.code, None if refusal.claim is None else f"It is about {refusal.claim}.")


def nothing_more(_: KitTokenError) -> Iterable[Finding]:
    """Leave a refusal as it is."""
    return ()


def attempt(
    findings: List[Finding],
    step: Callable[[], Found],
    explain: Callable[[KitTokenError], Iterable[Finding]] = nothing_more,
) -> Optional[Found]:
    """Run a step; a refusal becomes a finding, after what ``explain`` has to say about it."""
    try:
        return step()
    except KitTokenError as refusal:
        findings.extend(explain(refusal))
        findings.append(finding_of(refusal))
        return None
