"""What contradicts what in an opened token, in numbers where there are some. The contradictions are verify's."""

from math import ceil, floor
from typing import Sequence

from .._codec.claims import Claims
from .._errors import KitTokenError
from .._terms import Terms
from .findings import Finding, finding_of

# A minting so far ahead is a clock that is wrong, and not a date that is meant.
_CLOCK_FAULT = 86400
_UNITS = ((172800, 86400, "days"), (7200, 3600, "hours"), (300, 60, "minutes"))


def explain_conflict(conflict: KitTokenError, claims: Claims, header_expire: int, terms: Terms) -> Sequence[Finding]:
    """Say a contradiction in numbers."""
    code = conflict.code
    if code == "app_mismatch":
        return [Finding(code, f"The claims name app {claims.app_id}.")]
    if code == "expiry_mismatch":
        return [Finding(code, _expiries(claims, header_expire))]
    if code == "lifetime_too_long":
        lifetime = span(claims.expires_at - claims.issued_at)
        return [Finding(code, f"It lives for {lifetime}; {span(terms.max_lifetime)} are allowed.")]
    if code == "not_yet_valid":
        ahead = ceil(claims.issued_at - terms.now)
        detail = f"It is so by {span(ahead)}."
        clock = [Finding("clock_ahead", detail)] if ahead < _CLOCK_FAULT else []
        return [*clock, Finding(code, detail)]
    return [expired(claims.expires_at, terms) if code == "token_expired" else finding_of(conflict)]


def expired(expire: int, terms: Terms) -> Finding:
    """Say since when."""
    return Finding("token_expired", f"It did so {span(floor(terms.now) - expire)} ago.")


def span(seconds: float) -> str:
    """Give a length of time as people say it."""
    for least, size, name in _UNITS:
        if seconds >= least:
            return f"{floor(seconds / size + 0.5)} {name}"
    return f"{seconds} seconds"


def _expiries(claims: Claims, header_expire: int) -> str:
    if claims.expires_at == header_expire:
        return f"Minted at {claims.issued_at}, it expires at {claims.expires_at}."
    cut = ", cut to 32 bits as the web kit does" if header_expire == claims.expires_at % 2**32 else ""
    return f"Outside it is {header_expire}{cut}, inside {claims.expires_at}."
