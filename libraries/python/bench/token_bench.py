"""Tokens per second of one core: minting and verifying, beside a plain loop over AES-CBC that seals and checks nothing.

Run it with ``python bench/token_bench.py``; ``--json`` is shorter, and one line for bench/languages. The plain loop is
the least that a Token04 generator and its reader do.
"""

import base64
import json
import os
import secrets
import struct
import sys
import time
from typing import Callable, Dict, NamedTuple, Sequence, Tuple

import cryptography
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from roompass import Grant, Key, Keyring, mint, mint_token04, verify, verify_token04
from roompass.token04 import generate_token04

APP_ID = 1234567890
SECRET = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"
LIFETIME = 3600
ROUNDS = 15
JSON_ROUNDS = 4
JSON_NAMES = {"plain AES-CBC loop": "", "roompass, sealed Token04": "Sealed", "roompass, signed Kit Token": "Signed"}
TOKENS_PER_ROUND = 1000

KEYS = Keyring([Key(APP_ID, SECRET)])
GRANT = Grant(publish=True)


class Person(NamedTuple):
    """Who may enter a room for an hour, and publish."""

    user_id: str
    room_id: str
    user_name: str


PEOPLE = [Person(f"user-{i}", f"room-{i % 8}", f"Ada L. {i}") for i in range(64)]


class Contestant(NamedTuple):
    """Both ways of one maker of tokens. ``verify`` gives the user."""

    mint: Callable[[Person], str]
    verify: Callable[[str], str]


def plain_mint(person: Person) -> str:
    """Encrypt the claims under a random IV, as documentation shows it."""
    now = int(time.time())
    expire = now + LIFETIME
    payload = json.dumps({"room_id": person.room_id, "privilege": {"1": 1, "2": 1}, "stream_id_list": None})
    claims = {
        "app_id": APP_ID,
        "user_id": person.user_id,
        "nonce": secrets.randbits(31),
        "ctime": now,
        "expire": expire,
        "payload": payload,
    }
    padder = PKCS7(128).padder()
    blocks = padder.update(json.dumps(claims, separators=(",", ":"), ensure_ascii=False).encode()) + padder.finalize()
    iv = os.urandom(16)
    encryptor = Cipher(AES(SECRET.encode()), CBC(iv)).encryptor()
    ciphertext = encryptor.update(blocks) + encryptor.finalize()
    raw = struct.pack(">qH16sH", expire, 16, iv, len(ciphertext)) + ciphertext
    return "04" + base64.b64encode(raw).decode()


def plain_verify(token: str) -> str:
    """Decrypt and look at what is inside."""
    raw = base64.b64decode(token[2:])
    decryptor = Cipher(AES(SECRET.encode()), CBC(raw[10:26])).decryptor()
    blocks = decryptor.update(raw[28:]) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    claims = json.loads(unpadder.update(blocks) + unpadder.finalize())
    payload = json.loads(claims["payload"])
    good = claims["app_id"] == APP_ID and claims["expire"] > time.time() and payload["room_id"] != ""
    return str(claims["user_id"]) if good else ""


CONTESTANTS: Dict[str, Contestant] = {
    "plain AES-CBC loop": Contestant(plain_mint, plain_verify),
    "roompass, sealed Token04": Contestant(
        lambda person: mint_token04(
            KEYS, user_id=person.user_id, room_id=person.room_id, grant=GRANT, expires_in=LIFETIME
        ),
        lambda token: verify_token04(token, KEYS).user_id,
    ),
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
    for name, label in JSON_NAMES.items():
        rates[f"mint{label}" if label else "plainMint"] = round(best[name][0])
        rates[f"verify{label}" if label else "plainVerify"] = round(best[name][1])
    return {"language": "python", "version": sys.version.split()[0], "tokensPerSecond": rates}


def works_of(contestant: Contestant, tokens: Sequence[str]) -> Tuple[Callable[[int], object], Callable[[int], object]]:
    """Give the two things that are timed."""
    return (lambda i: contestant.mint(PEOPLE[i]), lambda i: contestant.verify(tokens[i]))


if __name__ == "__main__":
    main()
