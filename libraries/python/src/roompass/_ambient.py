"""Time and randomness of the machine: the only place that reads them. Everything else gets them as parameters."""

import os
import time


def system_now() -> int:
    """Whole seconds since 1970."""
    return int(time.time())


def system_random(count: int) -> bytes:
    """Give that many bytes from the generator of the operating system."""
    return os.urandom(count)
