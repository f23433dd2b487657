"""What somebody writes by hand with ``cryptography`` and the standard library, and without a check.

``mint`` and ``verify`` encrypt and decrypt alone: the least that a Token04 generator and its reader do. The others do
the work of sealed and signed tokens: an HMAC for the seal, one for the signature, and the suffix. The secret itself is
the key of the HMACs, which costs the same.
"""

import base64
import hmac
import json
import os
import secrets
import struct
import time
from typing import NamedTuple
from urllib.parse import quote, unquote

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

APP_ID = 1234567890
SECRET = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"
KEY = SECRET.encode()
LIFETIME = 3600


class Person(NamedTuple):
    """Who may enter a room for an hour, and publish."""

    user_id: str
    room_id: str
    user_name: str


def mint(person: Person) -> str:
    """Encrypt the claims under a random IV, as documentation shows it."""
    now = int(time.time())
    return "04" + base64.b64encode(_encrypt(_claims(person, now), os.urandom(16), now)).decode()


def verify(token: str) -> str:
    """Decrypt and look at what is inside."""
    return _user(_decrypt(base64.b64decode(token[2:])))


def mint_sealed(person: Person) -> str:
    """Encrypt the claims under an IV that comes from an HMAC of them."""
    return "04" + base64.b64encode(_sealed(person)).decode()


def verify_sealed(token: str) -> str:
    """Decrypt, compare the HMAC and look at what is inside."""
    raw = base64.b64decode(token[2:])
    text = _decrypt(raw)
    return _user(text) if hmac.compare_digest(_seal(text), raw[10:26]) else ""


def mint_signed(person: Person) -> str:
    """Add the suffix, with an HMAC of everything."""
    raw = _sealed(person)
    name = quote(person.user_name)
    suffix = {"userID": person.user_id, "roomID": person.room_id, "userName": name, "appID": APP_ID}
    suffix["sig"] = _signature(raw, person.user_id, person.room_id, name)
    text = json.dumps(suffix, separators=(",", ":"))
    return f"04{base64.b64encode(raw).decode()}#{base64.b64encode(text.encode()).decode()}"


def verify_signed(kit_token: str) -> str:
    """Compare the HMAC of everything, decrypt and look at what is inside."""
    token, encoded = kit_token.split("#")
    raw = base64.b64decode(token[2:])
    suffix = json.loads(base64.b64decode(encoded))
    wanted = _signature(raw, suffix["userID"], suffix["roomID"], suffix["userName"])
    good = hmac.compare_digest(wanted, suffix["sig"]) and unquote(suffix["userName"]) != ""
    user = _user(_decrypt(raw)) if good else ""
    return user if user == suffix["userID"] else ""


def _claims(person: Person, now: int) -> bytes:
    payload = json.dumps({"room_id": person.room_id, "privilege": {"1": 1, "2": 1}, "stream_id_list": None})
    claims = {
        "app_id": APP_ID,
        "user_id": person.user_id,
        "nonce": secrets.randbits(31),
        "ctime": now,
        "expire": now + LIFETIME,
        "payload": payload,
    }
    return json.dumps(claims, separators=(",", ":"), ensure_ascii=False).encode()


def _user(text: bytes) -> str:
    claims = json.loads(text)
    payload = json.loads(claims["payload"])
    good = claims["app_id"] == APP_ID and claims["expire"] > time.time() and payload["room_id"] != ""
    return str(claims["user_id"]) if good else ""


def _sealed(person: Person) -> bytes:
    now = int(time.time())
    text = _claims(person, now)
    return _encrypt(text, _seal(text), now)


def _encrypt(text: bytes, iv: bytes, now: int) -> bytes:
    padder = PKCS7(128).padder()
    blocks = padder.update(text) + padder.finalize()
    encryptor = Cipher(AES(KEY), CBC(iv)).encryptor()
    ciphertext = encryptor.update(blocks) + encryptor.finalize()
    return struct.pack(">qH16sH", now + LIFETIME, 16, iv, len(ciphertext)) + ciphertext


def _decrypt(raw: bytes) -> bytes:
    decryptor = Cipher(AES(KEY), CBC(raw[10:26])).decryptor()
    blocks = decryptor.update(raw[28:]) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    return unpadder.update(blocks) + unpadder.finalize()


def _seal(text: bytes) -> bytes:
    return hmac.new(KEY, text, "sha256").digest()[:16]


def _signature(raw: bytes, *fields: str) -> str:
    tag = hmac.new(KEY, "\0".join(fields).encode() + raw, "sha256").digest()
    return base64.urlsafe_b64encode(tag).rstrip(b"=").decode()
