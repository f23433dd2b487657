"""What AppIDs, user IDs, room IDs and user names may be (spec R10, R11): one home for minting and verifying."""

import re
from binascii import a2b_qp
from typing import TYPE_CHECKING, Optional
from urllib.parse import quote

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

MAX_APP_ID = 0xFFFFFFFF

PLAIN_USER_ID = r"([A-Za-z0-9~!@#$%^&*()_+=\-`;',.<>/]{1,64})"
"""For patterns: a user ID without a backslash, which JSON spells as it is."""
_USER_ID = re.compile(r"[A-Za-z0-9~!@#$%^&*()_+=\-`;',.<>/\\]{1,64}")
USER_ID_RULE = "1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\"

PLAIN_ROOM_ID = r"([!$-\[\]-~]{1,128})"
"""For patterns: a room ID, which has no quotation mark and no backslash. JSON spells it as it is."""
_ROOM_ID = re.compile(PLAIN_ROOM_ID)
ROOM_ID_RULE = '1 to 128 printable ASCII characters without space, ", \\ and #'

_PLAIN = re.compile(r"[ -~]*")
# C0, DEL, C1, and the characters of Unicode's Bidi_Control, which make a name read as another.
_HIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MAX_NAME_BYTES = 256

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Besides letters and digits. "~" is named because Python 3.6 would encode it.
_UNRESERVED = "-_.!~*'()"


def is_whole(value: object) -> "TypeGuard[int]":
    """Whether it is an int. True and False are none here."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_app_id(value: object) -> "TypeGuard[int]":
    """Whether it is an AppID: a whole number from 1 to 4294967295."""
    return is_whole(value) and 1 <= value <= MAX_APP_ID


def is_user_id(value: object) -> bool:
    r"""Whether it can be a user ID: 1 to 64 ASCII letters, digits and ``~!@#$%^&*()_+=-`;',.<>/\`` (spec R11).

    >>> is_user_id("ada@example.org")
    True
    >>> is_user_id("Ada L")  # show names in user_name
    False
    """
    return isinstance(value, str) and _USER_ID.fullmatch(value) is not None


def is_room_id(value: object) -> bool:
    r"""Whether it can be a room ID: 1 to 128 printable ASCII characters without space, ", \ and # (spec R11).

    >>> is_room_id("lobby")
    True
    >>> is_room_id("my room")
    False
    """
    return isinstance(value, str) and _ROOM_ID.fullmatch(value) is not None


def is_user_name(value: object) -> bool:
    r"""Whether it can be a user name: text without control characters, at most 256 bytes of UTF-8 (spec R11).

    >>> is_user_name("Zoë 张")
    True
    >>> is_user_name("Zoë\n张")
    False
    """
    if not isinstance(value, str) or len(value) > MAX_NAME_BYTES:
        return False
    if _PLAIN.fullmatch(value):
        return True
    return is_well_formed(value) and not _HIDDEN.search(value) and fits_utf8(value, MAX_NAME_BYTES)


def is_well_formed(text: str) -> bool:
    """Whether a text is free of surrogates, which no UTF-8 can spell."""
    return _LONE_SURROGATE.search(text) is None


def fits_utf8(text: str, most: int) -> bool:
    """Whether a well-formed text has at most so many bytes of UTF-8."""
    # No character takes more than four bytes, and none takes less than one.
    return len(text) * 4 <= most or (len(text) <= most and len(text.encode()) <= most)


def encode_percent(text: str) -> str:
    """Spell a well-formed text as ECMAScript's encodeURIComponent does (spec kit-token.md 2.2)."""
    return quote(text, safe=_UNRESERVED)


def decode_percent(encoded: str) -> Optional[str]:
    """Give the text that is percent-encoded, or None when that is none. Characters that are not encoded stay."""
    if _BROKEN_ESCAPE.search(encoded):
        return None
    try:
        # Quoted-printable is the same with another sign, and its decoder is in C.
        return a2b_qp(encoded.encode().replace(b"=", b"=3D").replace(b"%", b"=")).decode()
    except UnicodeError:
        return None
