"""The same pair of real sides that the flows use."""

from tests.flows.conftest import sides

__all__ = ["sides"]
