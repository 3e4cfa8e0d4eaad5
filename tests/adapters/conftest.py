"""The tiny platform in a process of its own, and stages on it that are closed at the end."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
import structlog

from bot.charter import Charter, load
from tests.fakes.stage import Stage, ask
from tests.fakes.tiny import running_tiny_server

__all__ = ["OpensStages", "demo_charter", "open_stage", "stage", "tiny_server"]

CHARTER = Path(__file__).parents[2] / "relais" / "charters" / "demo.yaml"


class OpensStages(Protocol):
    def __call__(self, *, deliver: bool = True, **options: Any) -> Awaitable[Stage]: ...


@pytest.fixture(scope="session", autouse=True)
def _plain_tracebacks() -> None:
    """The default ones take a second each to draw, in the middle of what is timed."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])


@pytest.fixture(scope="session")
def tiny_server() -> Iterator[str]:
    with running_tiny_server() as url:
        yield url


@pytest.fixture(scope="session")
def demo_charter() -> Charter:
    return load(CHARTER)


@pytest.fixture
async def open_stage(tiny_server: str, demo_charter: Charter, database_url: str) -> AsyncIterator[OpensStages]:
    """Opens stages on the test's database, each a process of its own as far as the others can see."""
    ask(f"{tiny_server}/reset", {"seed": 11})
    opened: list[Stage] = []

    async def open_one(*, deliver: bool = True, **options: Any) -> Stage:
        stage = Stage(tiny_server, database_url, demo_charter, **options)
        opened.append(stage)
        await stage.open(deliver=deliver)
        return stage

    yield open_one
    for stage in opened:
        await stage.close(0.5)


@pytest.fixture
async def stage(open_stage: Callable[..., Awaitable[Stage]]) -> Stage:
    return await open_stage()
