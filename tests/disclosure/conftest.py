"""The same examples on every run: what fails once fails again."""

from hypothesis import settings

settings.register_profile("disclosure", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("disclosure")
