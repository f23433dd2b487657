"""What is raised for a bad token. A bad call is a TypeError or ValueError that names the argument."""

from typing import Optional, Tuple, Type

from ._reasons import REASONS, KitTokenErrorCode


class KitTokenError(Exception):
    """A token was refused. The message never holds a part of the token.

    ``code`` is for programs, logs and people who help. ``claim`` is the field that broke the rule, in the spelling
    of the format (``user_id``, ``roomID``), or None where it was not one field.
    """

    code: KitTokenErrorCode
    claim: Optional[str]

    def __init__(self, code: KitTokenErrorCode, claim: Optional[str] = None) -> None:
        message = REASONS[code].message
        super().__init__(message if claim is None else f"{message} ({claim})")
        self.code = code
        self.claim = claim

    def __reduce__(self) -> Tuple[Type["KitTokenError"], Tuple[KitTokenErrorCode, Optional[str]]]:
        """Pickled by its code, so that it comes whole out of process pools."""
        return (type(self), (self.code, self.claim))
