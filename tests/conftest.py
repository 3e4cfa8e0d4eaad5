"""What every test may ask for: a database of either kind, a browser, the rounds of a soak."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page

from relais.cli import GARBAGE_EVERY
from storage.database import open_database
from storage.migrate import migrate
from tests.browser import KeptChromium, NoChromium, kept_chromium
from tests.one_dialect import share_dialects
from tests.postgres import PostgresServer, kept_aside, running_postgres
from tests.soaking import Run, Soak

ROOT = Path(__file__).parents[1]
TOLD_ONCE = {ROOT / "tests" / "bot" / "conversations", ROOT / "tests" / "contract"}
"""Where what is told is the same whatever database keeps it."""
_WAIT = ("e2e", "under_fire", "relais", "slack", "benchmarks", "deploy", "docs")
WAITING = {ROOT / "tests" / folder for folder in _WAIT}
"""Where tests wait for other processes: one after another at the end, they would leave the machine idle."""
_RUN = pytest.StashKey[Run]()
# How long an example takes is the machine's affair, and these machines are shared.
settings.register_profile("relais", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("relais")
share_dialects()
# Nothing that is collected is garbage before the first test: looking for some took a third of the collecting.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run soaks at their full size, going on where they stopped")
    parser.addoption("--every-word", action="store_true", help="tell PostgreSQL each story in all its words")
    parser.addoption("--soak-seed", type=int, help="the seed of the soaks, to repeat a run")


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        config.stash[_RUN] = Run.reduced(config.workerinput["soak_seed"])
    elif config.getoption("--soak"):
        config.stash[_RUN] = Run.resumed(ROOT / "var" / "soak.json", config.getoption("--soak-seed"))
    else:
        config.stash[_RUN] = Run.reduced(config.getoption("--soak-seed"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # pytest-xdist's own object, only there with it
    node.workerinput["soak_seed"] = config.stash[_RUN].seed  # type: ignore[attr-defined]  # as above


def pytest_report_header(config: pytest.Config) -> str:
    run = config.stash[_RUN]
    return f"soak seed: {run.seed}" + (f" (full, done so far: {run.done or 'nothing'})" if run.full else "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--every-word"):
        _leave_what_is_told(config, items)
    items[:] = _spread(items)


def _spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests, those of one file together, with the files that mostly wait spread evenly among those that work.

    Each folder's on their own: together, those that wait longest would be the last, for they come last by name.
    """
    files = defaultdict[frozenset[Path], list[list[pytest.Item]]](list)
    for path, found in groupby(items, lambda item: item.path):
        files[frozenset(WAITING.intersection(path.parents))].append(list(found))
    placed = [((at + 0.5) / len(some), each) for some in files.values() for at, each in enumerate(some)]
    return [item for _, each in sorted(placed, key=itemgetter(0)) for item in each]


def _leave_what_is_told(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a story told in several words or on several platforms, PostgreSQL is told the first: no affair of its own."""
    told, left = set[str](), list[pytest.Item]()
    for item in items:
        if item.get_closest_marker("postgres") and not TOLD_ONCE.isdisjoint(item.path.parents):
            story = item.nodeid.partition("[")[0]
            if story in told:
                left.append(item)
            told.add(story)
    config.hook.pytest_deselected(items=left)
    kept = set(items) - set(left)
    items[:] = [each for each in items if each in kept]


def pytest_collection_finish() -> None:
    # The tests themselves, thousands of objects each, are no garbage: looking through them took a fifth of the run.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_EVERY)
    gc.enable()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS and not config.option.keyword
    if exitstatus == pytest.ExitCode.OK and whole and not config.option.collectonly:
        config.stash[_RUN].forget()


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> Soak:
    """The rounds of a test marked `soak`."""
    return Soak(request.config.stash[_RUN], request.node.nodeid)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL, started once."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a PostgreSQL database of this test's own, empty."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite database of this test's own; its file is not made yet."""
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def started_chromium() -> Iterator[KeptChromium]:
    """A Chromium, started once."""
    try:
        with kept_chromium() as kept:
            yield kept
    except NoChromium as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def chromium_browser(started_chromium: KeptChromium) -> Iterator[Browser]:
    """A Chromium with no window, for a test that needs several people's windows: `chromium_browser.new_context()`.

    The test must be synchronous, and what it opens must run in another thread or process.
    """
    with started_chromium.in_hand() as browser:
        yield browser


@pytest.fixture
def chromium(chromium_browser: Browser) -> Iterator[Page]:
    """A French page in a window of its own. An error that the page's script lets escape fails the test."""
    page = chromium_browser.new_context(locale="fr-FR", timezone_id="Europe/Paris").new_page()
    escaped: list[str] = []
    page.on("pageerror", lambda error: escaped.append(str(error)))
    yield page
    page.close()
    assert not escaped, f"the page's script failed: {escaped}"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database, to be copied: sooner done than migrating each."""
    file = tmp_path_factory.mktemp("migrated") / "empty.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> Iterator[tuple[str, Callable[[], None]]]:
    """The URL of a migrated PostgreSQL database, and what empties it again."""
    url = postgres_server.create_database()
    _migrate(url)
    with kept_aside(url) as bring_back:
        yield url, bring_back
    postgres_server.drop_database(url)


def _migrate(url: str) -> None:
    database = open_database(url)
    migrate(database)
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated database, empty: the test runs once on each kind."""
    if request.param == "sqlite":
        file = tmp_path / "desk.db"
        copyfile(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"
    url, bring_back = request.getfixturevalue("migrated_postgres")
    bring_back()
    return str(url)
