"""The tiny platform, for a whole desk on it."""

from tests.adapters.conftest import tiny_server

__all__ = ["tiny_server"]
