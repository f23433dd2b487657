"""Whether the parts of an opened token agree with each other, the clock and what is expected (spec R23 to R28).

The order of the checks is the order of the codes that a caller sees.
"""

from typing import List, Optional

from ._codec.claims import Claims
from ._codec.suffix import Suffix
from ._errors import KitTokenError
from ._terms import Terms

# Minting may be ahead of verifying by so many seconds.
_MAX_CLOCK_DRIFT = 60


def has_expired(expire: int, terms: Terms) -> bool:
    """Spec R7, R28: the last second of a token is the one before ``expire``."""
    return terms.now >= expire + terms.clock_tolerance


def conflicts_of(
    claims: Claims, header_expire: int, key_app_id: int, suffix: Optional[Suffix], terms: Terms
) -> List[KitTokenError]:
    """Give all that contradicts, in the order of the rules; nothing when all is well."""
    conflicts: List[KitTokenError] = []
    app_id, user_id, _, issued_at, expires_at, _ = claims
    if app_id != key_app_id or terms.app_id not in (None, app_id):  # R23
        conflicts.append(KitTokenError("app_mismatch", "app_id"))
    if suffix is not None and suffix.fields.user_id != user_id:  # R24
        conflicts.append(KitTokenError("user_mismatch", "userID"))
    if terms.user_id not in (None, user_id):
        conflicts.append(KitTokenError("user_mismatch", "user_id"))
    if expires_at != header_expire or expires_at <= issued_at:  # R25
        conflicts.append(KitTokenError("expiry_mismatch", "expire"))
    if expires_at - issued_at > terms.max_lifetime:  # R26
        conflicts.append(KitTokenError("lifetime_too_long", "expire"))
    if issued_at > terms.now + _MAX_CLOCK_DRIFT:  # R27
        conflicts.append(KitTokenError("not_yet_valid", "ctime"))
    if has_expired(expires_at, terms):  # R28
        conflicts.append(KitTokenError("token_expired", "expire"))
    return conflicts
