"""The same examples on every run: what fails once fails again."""

from hypothesis import settings

settings.register_profile("attacks", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("attacks")
