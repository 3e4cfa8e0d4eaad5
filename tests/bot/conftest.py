"""The desk's tests use the same databases and writers as those of storage, and forgive no text its arguments."""

from collections.abc import Iterator

import pytest

from adapters import rendering
from tests.storage.conftest import another, database, opens, start_writer, writer

__all__ = ["another", "database", "opens", "start_writer", "writer"]


@pytest.fixture(scope="package", autouse=True)
def every_argument_is_given() -> Iterator[None]:
    """Only a card of an earlier release lacks an argument: one of ours that does is a fault."""

    def fail(key: str, name: str) -> str:
        raise AssertionError(f"{key} is not given {name}")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rendering, "not_given", fail)
        yield
