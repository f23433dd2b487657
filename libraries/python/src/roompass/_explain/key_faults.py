"""Why a token does not open with the keys of its app: tried with everything else that the keyring knows.

Only for whoever has the keys.
"""

from typing import Callable, Sequence

from .._codec.envelope import Envelope
from .._codec.strict_json import scan_object
from .._crypto.seal import plaintext_of
from .._explanations import ExplanationCode
from .._keyring import AppKey, Ring
from .findings import Finding

_MOST_NESTED = 8


def key_faults(envelope: Envelope, usual: Sequence[AppKey], every: Ring) -> Sequence[Finding]:
    """Look for the key that fits, or for what is inside; ``usual`` are the keys that were tried."""
    for key in usual:
        # Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
        inside = plaintext_of(key.aes, envelope)
        if inside is not None:
            return [Finding(_fault_of_plaintext(inside))]
    if any(key.misread_aes is not None and plaintext_of(key.misread_aes, envelope) is not None for key in usual):
        return [Finding("secret_hex_decoded")]
    retired = retired_key(every, lambda key: plaintext_of(key.aes, envelope) is not None)
    if retired:
        return retired
    for key in every.verifying:
        if key not in usual and plaintext_of(key.aes, envelope) is not None:
            return [Finding("key_of_another_app", f"It is app {key.app_id}.")]
    return [Finding("wrong_secret")]


def retired_key(every: Ring, is_meant: Callable[[AppKey], bool]) -> Sequence[Finding]:
    """Name the retired key that is meant, if there is one."""
    return [Finding("key_retired", f"It is the key {key.kid}.") for key in every.retired if is_meant(key)][:1]


def _fault_of_plaintext(text: str) -> ExplanationCode:
    scanned = scan_object(text, _MOST_NESTED)
    if scanned is None:
        return "claims_unreadable"
    return "claims_spaced" if scanned.spaced else "claims_nested"
