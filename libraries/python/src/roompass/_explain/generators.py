"""Who most likely made a token.

Official generators differ in the order of their claims, in their escapes and in what their IVs are made of. A guess for
people; nothing is decided by it.
"""

import re
from typing import TYPE_CHECKING, Dict, Iterator, Pattern, Sequence, Tuple

from .._codec.envelope import Envelope

if TYPE_CHECKING:
    from typing_extensions import Literal

    # `digits`, `hex` and `alphanumeric` are weak sources of randomness that print; our seal looks like `base64url`.
    IvLooks = Literal["digits", "hex", "alphanumeric", "base64url", "bytes"]
    # Us, the official generators by language, and the one in ZEGOCLOUD's web kit.
    Generator = Literal["roompass", "go", "cpp", "java", "python", "php", "dotnet", "node", "web-kit"]
else:
    IvLooks = str
    Generator = str

# The web kit takes the digits of Math.random(), which may be written with an exponent.
_LOOKS: Sequence[Tuple[IvLooks, Pattern[bytes]]] = (
    ("digits", re.compile(rb"[0-9.e-]+")),
    ("hex", re.compile(rb"[0-9a-f]+")),
    ("alphanumeric", re.compile(rb"[0-9a-z]+")),
    ("base64url", re.compile(rb"[A-Za-z0-9_-]+")),
)
_BY_IV: Dict[str, Dict[IvLooks, Sequence[Generator]]] = {
    "cbc": {
        "digits": ("web-kit",),
        "hex": ("python",),
        "alphanumeric": ("go", "cpp", "php", "dotnet", "node"),
        "base64url": ("roompass",),
        "bytes": ("java",),
    },
    "gcm": {
        "digits": ("cpp", "php", "python"),
        "hex": ("cpp", "php", "python"),
        "alphanumeric": ("cpp", "php", "python"),
        "base64url": ("roompass", "go", "java", "dotnet", "node"),
        "bytes": ("roompass", "go", "java", "dotnet", "node"),
    },
}
_NAMES: Dict[Generator, str] = {
    "roompass": "Roompass",
    "go": "Go",
    "cpp": "C++",
    "java": "Java",
    "python": "Python",
    "php": "PHP",
    "dotnet": ".NET",
    "node": "Node.js",
    "web-kit": "the web kit (generateKitTokenForTest)",
}
# Those that write a slash or letters of other scripts with a backslash. Java does too, and is known by its order.
_WITH_ESCAPES = frozenset(("php", "go"))
_KEY = re.compile(r'[{,]"([a-z_]+)":')
_ESCAPE = re.compile(r"\\/|\\u[0-9a-f]{4}")
_SECOND = re.compile(r'"ctime":([0-9]{1,10})[,}]')
_ALPHABET = b"0123456789abcdefghijklmnopqrstuvwxyz"


def iv_looks_of(iv: bytes) -> IvLooks:
    """Say what an IV is made of."""
    return next((looks for looks, pattern in _LOOKS if pattern.fullmatch(iv)), "bytes")


def is_weak(looks: IvLooks) -> bool:
    """Whether the next value can be computed from others, or there are few."""
    return looks in ("digits", "hex", "alphanumeric")


def generator_names(generators: Sequence[Generator]) -> str:
    """Give their names for people."""
    return " or ".join(_NAMES[generator] for generator in generators)


def generators_by_iv(envelope: Envelope) -> Sequence[Generator]:
    """Guess by the IV alone, which anyone can see."""
    return _BY_IV[envelope.format][iv_looks_of(envelope.iv)]


def generators_of(plaintext: str, envelope: Envelope) -> Sequence[Generator]:
    """Guess by the plaintext and the IV of a token that is not sealed, and therefore not ours."""
    candidates = _by_order(" ".join(_KEY.findall(plaintext)))
    if "cpp" in candidates and has_iv_of_its_second(plaintext, envelope):
        return ("cpp",)
    escaped = _ESCAPE.search(plaintext) is not None
    by_iv_too = generators_by_iv(envelope)
    likely = [one for one in candidates if one in by_iv_too and (not escaped or one in _WITH_ESCAPES)]
    return likely or candidates


def _by_order(order: str) -> Sequence[Generator]:
    if order.startswith("user_id"):
        return ("java",)
    if order.startswith("app_id user_id payload"):
        return ("dotnet",)
    if order.startswith("app_id user_id ctime"):
        return ("go", "php")
    return ("web-kit",) if order.endswith("expire") else ("node", "php", "python", "cpp")


def has_iv_of_its_second(plaintext: str, envelope: Envelope) -> bool:
    """Whether the IV is what the C++ generator makes of its clock.

    It seeds rand() with the second of minting, once for the nonce and once more for the IV. So every token of one
    second has the same IV. Known for glibc, whose rand() this follows.
    """
    second = _SECOND.search(plaintext)
    if second is None:
        return False
    numbers = _glibc_random(int(second.group(1)))
    return all(byte == _ALPHABET[next(numbers) % len(_ALPHABET)] for byte in envelope.iv)


def _glibc_random(seed: int) -> Iterator[int]:
    """Give what rand() of glibc does after srand(seed): the additive feedback generator of its default size."""
    word = seed & 0xFFFFFFFF
    state = [(word - 2**32 if word >= 2**31 else word) or 1]
    for _ in range(30):
        # The remainder has the sign of what is divided, as in C.
        product = 16807 * state[-1]
        rest = abs(product) % 2147483647
        state.append((2147483647 - rest if rest else 0) if product < 0 else rest)
    state.extend(state[:3])
    for _ in range(310):
        state.append((state[-3] + state[-31]) & 0xFFFFFFFF)
    while True:
        state.append((state[-3] + state[-31]) & 0xFFFFFFFF)
        yield state[-1] >> 1
