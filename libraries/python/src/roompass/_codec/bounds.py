"""How long a token and its parts may be (spec kit-token.md 5.1.4).

Own: what is minted here, with room to spare. Official: the most that the format can hold, which is what official
generators make, for those who take bare tokens.
"""

from typing import NamedTuple

MAX_PLAINTEXT = 3071
"""The most bytes of claims that are minted."""

MAX_OFFICIAL_PLAINTEXT = 32751
"""The most that fit lengths of 15 bits, which every official reader takes."""


class Span(NamedTuple):
    """The least and the greatest length."""

    least: int
    most: int

    def holds(self, length: int) -> bool:
        """Whether the length is one of these."""
        return self.least <= length <= self.most


class Reading(NamedTuple):
    """What a verifier reads. Texts are counted in characters, the rest in bytes."""

    kit_token: Span
    token04: Span
    raw: Span
    cbc: Span
    gcm: Span
    """With the tag of 16 bytes."""
    suffix: Span


OWN = Reading(
    kit_token=Span(140, 8192),
    token04=Span(120, 4154),
    raw=Span(89, 3113),
    cbc=Span(64, MAX_PLAINTEXT + 1),
    gcm=Span(72, MAX_PLAINTEXT + 16),
    suffix=Span(0, 2048),
)
OFFICIAL = Reading(
    kit_token=Span(140, 65536),
    token04=Span(120, 43726),
    raw=Span(89, 32792),
    cbc=Span(64, MAX_OFFICIAL_PLAINTEXT + 1),
    gcm=Span(72, MAX_OFFICIAL_PLAINTEXT + 16),
    suffix=Span(0, 16384),
)
