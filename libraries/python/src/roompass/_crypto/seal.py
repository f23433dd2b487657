"""The seal (spec token04.md 6, R16 to R18): encrypting under an IV that is derived from the plaintext, and opening.

Opening answers with one failure for everything, and does on each path the work of a success.
"""

from hmac import compare_digest
from typing import NamedTuple, Optional, Tuple

from .._codec.b64 import encode_base64url
from .._codec.claims import Scanned, scan_claims
from .._codec.envelope import Envelope, Format
from .._codec.padding import pad, unpad
from .._tuples import new
from .aes import Aes
from .keys import SecretKey

# 96 bits: all of an IV of 16 characters that must look like others', and the 12 bytes of a GCM nonce.
_SEAL_BYTES = 12

# Read in place of a plaintext that cannot be read, in a spelling that takes long: a failure costs what a success does.
_UNREADABLE = '{"user_id":"nobody","app_id":1,"nonce":1,"ctime":1,"expire":2,"payload":""}'


class Opened(NamedTuple):
    """What came out of a Token04."""

    claims: Scanned
    text: str
    """What the claims were read from."""
    sealed: bool
    """Whether only a holder of the secret can have made it."""


def seal(key: SecretKey, form: Format, expire: int, plaintext: bytes) -> Envelope:
    """Encrypt under the IV or nonce that authenticates the plaintext."""
    iv = _seal_of(key, form, plaintext)
    if form == "cbc":
        return Envelope(form, expire, iv, key.aes.encrypt_blocks(iv, pad(plaintext)))
    return Envelope(form, expire, iv, key.aes.seal_gcm(iv, plaintext))


def open_sealed(key: SecretKey, envelope: Envelope, signed: bool) -> Optional[Opened]:
    """Decrypt. None when it does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart.

    With ``signed`` the signature was right: it covers every byte, and the seal could prove nothing more.
    """
    plaintext, right = _decrypt(key.aes, envelope)
    text = _text_of(plaintext)
    claims = None if text is None else scan_claims(text)
    if claims is None:
        scan_claims(_UNREADABLE)
    sealed = signed or compare_digest(_seal_of(key, envelope.format, plaintext), envelope.iv)
    # Whether padding or tag is right decides nothing before the end.
    return None if claims is None or text is None or not right else new(Opened, (claims, text, sealed))


def plaintext_of(aes: Aes, envelope: Envelope) -> Optional[str]:
    """Give what is inside, claims or not; None when the key does not fit.

    For explaining alone: it tells more than a refusal may.
    """
    plaintext, right = _decrypt(aes, envelope)
    return _text_of(plaintext) if right else None


def _seal_of(key: SecretKey, form: Format, plaintext: bytes) -> bytes:
    if form == "cbc":
        return encode_base64url(key.seal_tag(plaintext)[:_SEAL_BYTES])
    return key.gcm_seal_tag(plaintext)[:_SEAL_BYTES]


def _decrypt(aes: Aes, envelope: Envelope) -> Tuple[bytes, bool]:
    """Give the plaintext, or one to go on with, and whether padding or tag was right."""
    if envelope.format == "cbc":
        return unpad(aes.decrypt_blocks(envelope.iv, envelope.ciphertext))
    plaintext = aes.open_gcm(envelope.iv, envelope.ciphertext)
    return (_UNREADABLE.encode("ascii"), False) if plaintext is None else (plaintext, True)


def _text_of(plaintext: bytes) -> Optional[str]:
    try:
        return plaintext.decode()
    except UnicodeDecodeError:
        return None
