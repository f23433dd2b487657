"""Properties are tried on the same examples everywhere: whether a commit is good is no matter of luck."""

from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(str(Path(__file__).resolve().parents[1] / ".cache" / "hypothesis"))
settings.register_profile("same-everywhere", derandomize=True, database=None, deadline=None)
settings.load_profile("same-everywhere")
