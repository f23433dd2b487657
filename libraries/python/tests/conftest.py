"""Properties are tried on the same examples everywhere: whether a commit is good is no matter of luck."""

from hypothesis import settings

settings.register_profile("same-everywhere", derandomize=True, database=None, deadline=None)
settings.load_profile("same-everywhere")
