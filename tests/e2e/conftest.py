"""The desks and the people of the end-to-end tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.served import served_demo, set_clock
from tests.e2e.visitor import Visitor


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo with no past, on a Tuesday at 10. Tests share it, each keeping to its own requests."""
    with served_demo(tmp_path_factory.mktemp("new"), seeded=False) as address:
        set_clock(address, "tuesday 10:00")
        yield address


@pytest.fixture(scope="session")
def lived_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo as `relais demo` opens it. Tests share it, each undoing what it did."""
    with served_demo(tmp_path_factory.mktemp("lived"), seeded=True) as address:
        yield address


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """The address of a demo as `relais demo` opens it, of this test's own."""
    with served_demo(tmp_path, seeded=True) as address:
        yield address


@pytest.fixture
def visit(chromium_browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open the page as someone; at the end nothing may have failed in any of the windows."""
    visitors: list[Visitor] = []

    def opened(*args: object, **options: object) -> Visitor:
        visitors.append(Visitor(chromium_browser, *args, **options))  # type: ignore[arg-type]  # Visitor's own checks
        return visitors[-1]

    yield opened
    for each in visitors:
        each.leaves()
