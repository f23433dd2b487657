"""The options of verifying, with their defaults and checks."""

from math import isfinite
from typing import TYPE_CHECKING, Dict, NamedTuple, Optional

from ._ambient import system_now
from ._codec.bounds import OFFICIAL, OWN, Reading
from ._names import MAX_APP_ID, is_app_id, is_whole
from ._tuples import new

if TYPE_CHECKING:
    from typing_extensions import Literal

    Trust = Literal["signed", "sealed", "bare"]
else:
    Trust = str

DEFAULT_MAX_LIFETIME = 86400
"""24 hours in seconds: minting and verifying agree by default."""

_RANKS: Dict[str, int] = {"bare": 0, "sealed": 1, "signed": 2}
_MAX_TOLERANCE = 300


class Terms(NamedTuple):
    """What a token must be, checked."""

    accept: Trust
    room_id: Optional[str]
    user_id: Optional[str]
    app_id: Optional[int]
    now: float
    clock_tolerance: float
    max_lifetime: float
    reading: Reading
    """Who takes bare tokens reads all that official generators make."""


def suffices(trust: Trust, accept: Trust) -> bool:
    """Whether ``trust`` is worth at least ``accept``."""
    return _RANKS[trust] >= _RANKS[accept]


def read_terms(  # noqa: PLR0917 -- every caller has them all, in this order
    accept: Trust,
    room_id: Optional[str],
    user_id: Optional[str],
    app_id: Optional[int],
    now: Optional[float],
    clock_tolerance: float,
    max_lifetime: float,
) -> Terms:
    """Check the options. Raises TypeError or ValueError naming the one that is wrong."""
    if not isinstance(accept, str) or accept not in _RANKS:
        raise ValueError('accept must be "signed", "sealed" or "bare"')
    if room_id is not None and not isinstance(room_id, str):
        raise TypeError("room_id must be a str")
    if user_id is not None and not isinstance(user_id, str):
        raise TypeError("user_id must be a str")
    if app_id is not None:
        check_app_id(app_id)
    at = system_now() if now is None else check_now(now)
    # The defaults need no look at what they are.
    if type(clock_tolerance) is not int:
        check_seconds("clock_tolerance", clock_tolerance)
    if not 0 <= clock_tolerance <= _MAX_TOLERANCE:
        raise ValueError(f"clock_tolerance must be 0 to {_MAX_TOLERANCE} seconds")
    check_max_lifetime(max_lifetime)
    reading = OFFICIAL if accept == "bare" else OWN
    return new(Terms, (accept, room_id, user_id, app_id, at, clock_tolerance, max_lifetime, reading))


def check_app_id(app_id: object) -> None:
    """Raise TypeError or ValueError when it is no AppID."""
    if not is_whole(app_id):
        raise TypeError("app_id must be an int")
    if not is_app_id(app_id):
        raise ValueError(f"app_id must be 1 to {MAX_APP_ID}")


def check_max_lifetime(seconds: object) -> None:
    """Raise TypeError or ValueError when it is no limit. Infinity is none that is ever reached."""
    # Written so that what is no number at all (NaN) fails.
    if not check_seconds("max_lifetime", seconds) > 0:
        raise ValueError("max_lifetime must be a positive number of seconds")


def check_now(now: object) -> float:
    """Give the time. Raises TypeError or ValueError when it is none."""
    at = check_seconds("now", now)
    if isinstance(at, float) and not isfinite(at):
        raise ValueError("now must be a time in Unix seconds")
    return at


def check_seconds(name: str, value: object) -> float:
    """Give the int or float. Raises TypeError naming the argument."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TypeError(f"{name} must be a number of seconds")
    return value
