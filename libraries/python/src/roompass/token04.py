"""ZEGOCLOUD's generator under its own names: a program changes its import and nothing else.

Instead of ``from src import token04``: ``from roompass import token04``. What it makes is sealed.
"""

from functools import lru_cache
from typing import Optional

from ._ambient import system_now, system_random
from ._codec.bounds import MAX_OFFICIAL_PLAINTEXT
from ._codec.claims import Claims
from ._codec.envelope import LAST_SECOND
from ._codec.frame import encode_token04
from ._crypto.keys import SecretKey
from ._names import is_app_id, is_user_id, is_well_formed, is_whole
from ._sealed_token import nonce_from, seal_token
from ._server_secret import is_server_secret

ERROR_CODE_SUCCESS = 0
ERROR_CODE_APP_ID_INVALID = 1
ERROR_CODE_USER_ID_INVALID = 3
ERROR_CODE_SECRET_INVALID = 5
ERROR_CODE_EFFECTIVE_TIME_IN_SECONDS_INVALID = 6


class TokenInfo:
    """What ``generate_token04`` gives: ``token`` is empty unless ``error_code`` is ``ERROR_CODE_SUCCESS``."""

    def __init__(self, token: str, error_code: int, error_message: str) -> None:
        self.token = token
        self.error_code = error_code
        self.error_message = error_message


def generate_token04(
    app_id: int, user_id: str, secret: str, effective_time_in_seconds: int, payload: Optional[str] = ""
) -> TokenInfo:
    r"""Make a Token04. A wrong argument is told in the result, in the order of the official generator.

    :param app_id: 1 to 4294967295
    :param user_id: 1 to 64 ASCII letters, digits and ``~!@#$%^&*()_+=-`;',.<>/\``
    :param secret: the ServerSecret: 32 printable ASCII characters
    :param effective_time_in_seconds: the lifetime; ``roompass.verify`` takes 24 hours unless told otherwise
    :param payload: a text, or "" or None for none
    :raises TypeError, ValueError: for a payload that is no text, or makes the claims longer than 32751 bytes
    """
    if not is_app_id(app_id):
        return TokenInfo("", ERROR_CODE_APP_ID_INVALID, "appID invalid")
    if not is_user_id(user_id):
        return TokenInfo("", ERROR_CODE_USER_ID_INVALID, "userID invalid")
    if not is_server_secret(secret):
        return TokenInfo("", ERROR_CODE_SECRET_INVALID, "secret must be a 32 byte string")
    issued_at = system_now()
    if not is_whole(effective_time_in_seconds) or not 1 <= effective_time_in_seconds <= LAST_SECOND - issued_at:
        return TokenInfo("", ERROR_CODE_EFFECTIVE_TIME_IN_SECONDS_INVALID, "effective_time_in_seconds invalid")
    text = "" if payload is None else payload
    if not isinstance(text, str):
        raise TypeError("payload must be a str: pass json.dumps(payload)")
    if not is_well_formed(text):
        raise ValueError("payload must be well-formed text")
    expires_at = issued_at + effective_time_in_seconds
    claims = Claims(app_id, user_id, nonce_from(system_random), issued_at, expires_at, text)
    raw = seal_token(_key_of(app_id, secret), "cbc", claims, MAX_OFFICIAL_PLAINTEXT)
    return TokenInfo(encode_token04(raw), ERROR_CODE_SUCCESS, "success")


@lru_cache(maxsize=16)
def _key_of(app_id: int, secret: str) -> SecretKey:
    """Derive a key. The secret comes anew with each call, and deriving costs more than minting."""
    return SecretKey(app_id, secret)
