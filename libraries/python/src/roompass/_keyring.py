"""Which secret mints and which still verify. A keyring is opaque: printing, copying and pickling it shows no secret."""

from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, NoReturn, Optional, Sequence, Tuple

from ._crypto.aes import Aes
from ._crypto.keys import SecretKey
from ._server_secret import is_hex, is_server_secret, is_weak_server_secret
from ._terms import check_app_id

if TYPE_CHECKING:
    from typing_extensions import Literal

    KeyState = Literal["next", "active", "previous", "retired"]
    GcmChoice = Literal["refuse", "accept", "trust"]
else:
    KeyState = GcmChoice = str

_MAX_KEYS = 4
# Newest first: the order in which keys are tried.
_STATES: Tuple[str, ...] = ("next", "active", "previous", "retired")
_GCM_CHOICES: Tuple[str, ...] = ("refuse", "accept", "trust")


class KeyInfo(NamedTuple):
    """A key by its name, without the secret."""

    app_id: int
    kid: str
    """8 hex digits that name the key without telling it: the ``kid`` of a pass."""
    state: KeyState
    weak: bool
    """Whether its secret is none: see ``is_weak_server_secret``."""


class AppKey(SecretKey):
    """A key and what may be done with it. For the library's own use."""

    __slots__ = ("gcm", "misread_aes", "state", "weak")

    misread_aes: Optional[Aes]
    """AES-128 as those use it who take the secret for hex digits; None where it has others. For explaining alone."""

    def __init__(self, app_id: int, server_secret: str, state: KeyState, gcm: GcmChoice) -> None:
        super().__init__(app_id, server_secret)
        self.state = state
        self.gcm = gcm
        self.weak = is_weak_server_secret(server_secret)
        self.misread_aes = Aes(bytes.fromhex(server_secret)) if is_hex(server_secret) else None

    def info(self) -> KeyInfo:
        """Give its name."""
        return KeyInfo(self.app_id, self.kid, self.state, self.weak)


class Key:
    """One secret of one app.

    ``server_secret`` is 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them; not decoded from hex.
    ``state``: ``active`` mints and verifies; ``next`` and ``previous`` only verify, before and after a rotation;
    ``retired`` does neither: the keyring only knows its name.
    ``gcm`` is what a Token04 in GCM form is worth when its tag is right. ``accept``: it proves nothing unless its
    nonce is ours, since some generators repeat nonces. ``trust``: every maker with this secret is known to be good.
    ``refuse``: it is not taken.
    """

    __slots__ = ("_key",)

    def __init__(
        self, app_id: int, server_secret: str, *, state: KeyState = "active", gcm: GcmChoice = "accept"
    ) -> None:
        """Raise TypeError or ValueError naming the argument; no message shows a secret."""
        check_app_id(app_id)
        if not is_server_secret(server_secret):
            raise ValueError("server_secret must be a str of 32 printable ASCII characters")
        if state not in _STATES:
            raise ValueError(f"state must be one of {', '.join(_STATES)}")
        if gcm not in _GCM_CHOICES:
            raise ValueError(f"gcm must be one of {', '.join(_GCM_CHOICES)}")
        self._key = AppKey(app_id, server_secret, state, gcm)

    def __repr__(self) -> str:
        return f"<Key of app {self._key.app_id}: {self._key.kid}, {self._key.state}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Key holds a secret: it is not pickled")


class Ring(NamedTuple):
    """The keys of one app, or of all."""

    active: Optional[AppKey]
    verifying: Tuple[AppKey, ...]
    """Newest first."""
    retired: Tuple[AppKey, ...]


class Keyring:
    """The keys of one or several apps: one to four each, of which one at most is active.

    It never changes, and any number of threads may use it. Keys are derived once, when it is made.
    """

    __slots__ = ("_all", "_rings", "app_ids", "keys")

    app_ids: Tuple[int, ...]
    keys: Tuple[KeyInfo, ...]
    """App by app; of one app in the order in which they are tried, newest first."""
    _rings: Dict[int, Ring]
    _all: Ring

    def __init__(self, entries: Sequence[Key]) -> None:
        """Raise TypeError or ValueError naming the entry that is wrong."""
        if not isinstance(entries, (list, tuple)) or not entries:
            raise TypeError("entries must be a list of at least one Key")
        keys: Dict[int, List[AppKey]] = {}
        for place, entry in enumerate(entries):
            if not isinstance(entry, Key):
                raise TypeError(f"entries[{place}] must be a Key")
            key = entry._key
            others = keys.setdefault(key.app_id, [])
            _check_place(key, others, f"entries[{place}]")
            others.append(key)
        rings = {app_id: _ring_of(own) for app_id, own in keys.items()}
        every = [key for own in keys.values() for key in _ordered(own)]
        self._set("_rings", rings)
        self._set("_all", _ring_of(every))
        self._set("app_ids", tuple(rings))
        self._set("keys", tuple(key.info() for key in every))

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Keyring does not change: make another")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Keyring does not change: make another")

    def __repr__(self) -> str:
        return f"<Keyring {','.join(key.kid for key in self.keys)}>"

    def __copy__(self) -> "Keyring":
        return self

    def __deepcopy__(self, memo: object) -> "Keyring":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Keyring holds secrets: it is not pickled")


def _check_place(key: AppKey, others: Sequence[AppKey], name: str) -> None:
    if len(others) == _MAX_KEYS:
        raise ValueError(f"{name}: an app has at most {_MAX_KEYS} keys")
    if any(other.kid == key.kid for other in others):
        raise ValueError(f"{name}: this server_secret is in the ring already")
    if key.state == "active" and any(other.state == "active" for other in others):
        raise ValueError(f"{name}: an app has one active key; mark the others next, previous or retired")


def _ring_of(keys: Sequence[AppKey]) -> Ring:
    ordered = _ordered(keys)
    return Ring(
        active=next((key for key in ordered if key.state == "active"), None),
        verifying=tuple(key for key in ordered if key.state != "retired"),
        retired=tuple(key for key in ordered if key.state == "retired"),
    )


def _ordered(keys: Sequence[AppKey]) -> List[AppKey]:
    return sorted(keys, key=lambda key: _STATES.index(key.state))


def rings_of(keys: Keyring) -> Tuple[Dict[int, Ring], Ring]:
    """Give the keys by app, and all of them together. Raises TypeError when it is no keyring."""
    if not isinstance(keys, Keyring):
        raise TypeError("keys must be a Keyring")
    return keys._rings, keys._all


def minting_key(keys: Keyring, app_id: Optional[int]) -> AppKey:
    """Give the key that mints for an app; without an app, for the only one. Raises TypeError or ValueError."""
    rings, every = rings_of(keys)
    if app_id is None:
        if len(rings) != 1:
            raise TypeError("app_id must be given: the keyring has several apps")
        active = every.active
    else:
        check_app_id(app_id)
        active = rings[app_id].active if app_id in rings else None
    if active is None:
        raise ValueError("app_id: the keyring has no active key for this app")
    return active
