"""The tiny platform, for a whole desk on it; and logs that a command sent elsewhere are put back."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from relais.logs import PACKAGES
from tests.adapters.conftest import tiny_server

__all__ = ["tiny_server"]


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """A command says where the lines of its whole process go; other tests come after it in this one."""
    root, settings = logging.getLogger(), structlog.get_config()
    handlers, levels = root.handlers, {name: logging.getLogger(name).level for name in ("", *PACKAGES)}
    yield
    structlog.configure(**settings)
    root.handlers = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)
