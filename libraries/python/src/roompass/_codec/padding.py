"""PKCS#7 for blocks of 16 bytes (spec token04.md section 4, R16)."""

from typing import Tuple

BLOCK = 16

# By the number of padding bytes: which bits of the last block are padding, and what stands there when it is right.
_MASKS = tuple((1 << 8 * count) - 1 for count in range(BLOCK + 1))
_WANTED = tuple(int.from_bytes(bytes((count,)) * count, "big") for count in range(BLOCK + 1))


def pad(plaintext: bytes) -> bytes:
    """Add 1 to 16 bytes, each of which holds their number."""
    count = BLOCK - len(plaintext) % BLOCK
    return plaintext + bytes((count,)) * count


def unpad(blocks: bytes) -> Tuple[bytes, bool]:
    """Give the plaintext, and whether the padding was right.

    All 16 bytes are looked at at once whatever they are, so that neither the answer nor its time tells how far a
    guess came; with wrong padding the plaintext is a plausible one and the work goes on.
    """
    last = blocks[-1]
    # A number that no padding has is compared with that of a whole block, which it is not.
    count = last if 1 <= last <= BLOCK else BLOCK
    wrong = (int.from_bytes(blocks[-BLOCK:], "big") ^ _WANTED[count]) & _MASKS[count]
    right = wrong == 0
    return blocks[: -count if right else -1], right
