"""What a ServerSecret may be, and which are no secret."""

import re

_PATTERN = re.compile(r"[\x20-\x7e]{32}")
_HEX = re.compile(r"[0-9A-Fa-f]{32}")
_PUBLISHED_SAMPLES = frozenset(
    (
        "0123456789abcdef0123456789abcdef",
        "fa94dd0f974cf2e293728a526b028271",
        "12345678901234567890123456789012",
    )
)
_FEWEST_CHARACTERS = 8


def is_server_secret(value: object) -> bool:
    """Whether it is 32 characters from 0x20 to 0x7E: then they are 32 bytes, too."""
    return isinstance(value, str) and _PATTERN.fullmatch(value) is not None


def is_hex(server_secret: str) -> bool:
    """Whether a ServerSecret has hex digits alone, which some take for 16 bytes."""
    return _HEX.fullmatch(server_secret) is not None


def is_weak_server_secret(server_secret: str) -> bool:
    """Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters.

    32 random hex digits have so few once in 27 million. Servers refuse such a secret; verify does not care.

    >>> is_weak_server_secret("0123456789abcdef0123456789abcdef")
    True
    """
    return len(set(server_secret)) < _FEWEST_CHARACTERS or server_secret in _PUBLISHED_SAMPLES
