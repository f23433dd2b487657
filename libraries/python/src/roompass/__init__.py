"""Mints, verifies and explains Kit Tokens: ZEGOCLOUD's Token04 and its suffix, byte for byte, and who made them."""

from ._errors import KitTokenError
from ._explain.findings import InspectCode
from ._grant import Grant
from ._inspect import inspect
from ._keyring import Key, KeyInfo, Keyring
from ._mint import mint, mint_token04
from ._names import is_room_id, is_user_id, is_user_name
from ._pass import Claimed, Pass
from ._read import Shown, read
from ._reasons import KitTokenErrorCode, ZegocloudCodes
from ._report import Problem, Report, ReportLayers
from ._server_secret import is_weak_server_secret
from ._terms import Trust
from ._verify import verify, verify_token04

__all__ = [
    "Claimed",
    "Grant",
    "InspectCode",
    "Key",
    "KeyInfo",
    "Keyring",
    "KitTokenError",
    "KitTokenErrorCode",
    "Pass",
    "Problem",
    "Report",
    "ReportLayers",
    "Shown",
    "Trust",
    "ZegocloudCodes",
    "inspect",
    "is_room_id",
    "is_user_id",
    "is_user_name",
    "is_weak_server_secret",
    "mint",
    "mint_token04",
    "read",
    "verify",
    "verify_token04",
]
__version__ = "0.1.0"
