"""Tokens per second of one core: minting and verifying, beside the plain loops of plain_loops.py.

Run it with ``python bench/token_bench.py``; ``--json`` is shorter, and one line for bench/languages.
"""

import json
import sys
import time
from typing import Callable, Dict, NamedTuple, Sequence, Tuple

import cryptography
import plain_loops
from plain_loops import APP_ID, LIFETIME, SECRET, Person

from roompass import Grant, Key, Keyring, mint, mint_token04, verify, verify_token04
from roompass.token04 import generate_token04

ROUNDS = 15
JSON_ROUNDS = 4
JSON_NAMES = {
    "plain AES-CBC loop": ("plainMint", "plainVerify"),
    "plain loop that seals": ("plainMintSealed", "plainVerifySealed"),
    "roompass, sealed Token04": ("mintSealed", "verifySealed"),
    "plain loop that signs": ("plainMintSigned", "plainVerifySigned"),
    "roompass, signed Kit Token": ("mintSigned", "verifySigned"),
}
TOKENS_PER_ROUND = 1000

KEYS = Keyring([Key(APP_ID, SECRET)])
GRANT = Grant(publish=True)


PEOPLE = [Person(f"user-{i}", f"room-{i % 8}", f"Ada L. {i}") for i in range(64)]


class Contestant(NamedTuple):
    """Both ways of one maker of tokens. ``verify`` gives the user."""

    mint: Callable[[Person], str]
    verify: Callable[[str], str]


CONTESTANTS: Dict[str, Contestant] = {
    "plain AES-CBC loop": Contestant(plain_loops.mint, plain_loops.verify),
    "plain loop that seals": Contestant(plain_loops.mint_sealed, plain_loops.verify_sealed),
    "roompass, sealed Token04": Contestant(
        lambda person: mint_token04(
            KEYS, user_id=person.user_id, room_id=person.room_id, grant=GRANT, expires_in=LIFETIME
        ),
        lambda token: verify_token04(token, KEYS).user_id,
    ),
    "plain loop that signs": Contestant(plain_loops.mint_signed, plain_loops.verify_signed),
    "roompass, signed Kit Token": Contestant(
        lambda person: mint(KEYS, **person._asdict(), grant=GRANT, expires_in=LIFETIME),
        lambda token: verify(token, KEYS, accept="signed").user_id,
    ),
    "roompass, drop-in": Contestant(
        lambda person: generate_token04(APP_ID, person.user_id, SECRET, LIFETIME, "").token,
        lambda token: verify_token04(token, KEYS).user_id,
    ),
}


def rate_of(work: Callable[[int], object]) -> float:
    """Tokens per second of processor time in one round: what else the machine does counts little."""
    start = time.process_time()
    for i in range(TOKENS_PER_ROUND):
        work(i % len(PEOPLE))
    return TOKENS_PER_ROUND / (time.process_time() - start)


def main() -> None:
    """Print the table: the best of all rounds, in which everyone takes turns, so that others' load hits all alike."""
    works: Dict[str, Tuple[Callable[[int], object], Callable[[int], object]]] = {}
    for name, contestant in CONTESTANTS.items():
        tokens = [contestant.mint(person) for person in PEOPLE]
        if [contestant.verify(token) for token in tokens] != [person.user_id for person in PEOPLE]:
            sys.exit(f"{name} does not verify what it mints")
        works[name] = works_of(contestant, tokens)
    as_json = sys.argv[1:] == ["--json"]
    best = dict.fromkeys(works, (0.0, 0.0))
    for _ in range(JSON_ROUNDS if as_json else ROUNDS):
        for name, (mints, verifies) in works.items():
            best[name] = (max(best[name][0], rate_of(mints)), max(best[name][1], rate_of(verifies)))
    if as_json:
        print(json.dumps(spelled(best)))
        return
    print(f"Python {sys.version.split()[0]}, cryptography {cryptography.__version__}; tokens per second, one thread")
    print(f"{'':28}{'mint':>10}{'verify':>10}")
    for name, (mint_rate, verify_rate) in best.items():
        print(f"{name:28}{mint_rate:>10,.0f}{verify_rate:>10,.0f}")


def spelled(best: Dict[str, Tuple[float, float]]) -> Dict[str, object]:
    """Spell the rates as bench/languages asks for them."""
    rates = {}
    for name, (minting, verifying) in JSON_NAMES.items():
        rates[minting] = round(best[name][0])
        rates[verifying] = round(best[name][1])
    return {"language": "python", "version": sys.version.split()[0], "tokensPerSecond": rates}


def works_of(contestant: Contestant, tokens: Sequence[str]) -> Tuple[Callable[[int], object], Callable[[int], object]]:
    """Give the two things that are timed."""
    return (lambda i: contestant.mint(PEOPLE[i]), lambda i: contestant.verify(tokens[i]))


if __name__ == "__main__":
    main()
