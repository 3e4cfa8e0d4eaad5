"""The tests' own tools do what they say."""

import asyncio
import json
from itertools import islice
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import create_engine, text

from relais.settings import normalise_database_url
from tests import browser
from tests.postgres import PostgresServer, kept_aside
from tests.soaking import Run, Soak


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_database_of_its_own(database_url: str, turn: int) -> None:
    engine = create_engine(normalise_database_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (turn integer)"))
        connection.execute(text("INSERT INTO kept VALUES (:turn)"), {"turn": turn})
        assert connection.execute(text("SELECT turn FROM kept")).scalars().all() == [turn]
    engine.dispose()


@pytest.mark.postgres
def test_a_database_is_brought_back_to_what_was_kept_aside(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE prepared (id serial PRIMARY KEY, word text)")
        connection.execute("INSERT INTO prepared (word) VALUES ('kept')")
        with kept_aside(postgres_url) as bring_back:
            for _ in range(2):
                with psycopg.connect(postgres_url) as other:
                    other.execute("UPDATE prepared SET word = 'changed'")
                    other.execute("INSERT INTO prepared (word) VALUES ('new')")
                    other.commit()
                    other.execute("LOCK TABLE prepared")
                    bring_back()
                    with pytest.raises(psycopg.OperationalError):
                        other.execute("SELECT 1")
                with psycopg.connect(postgres_url) as again:
                    assert again.execute("SELECT id, word FROM prepared").fetchall() == [(1, "kept")]
                    assert again.execute("SELECT nextval('prepared_id_seq')").fetchone() == (2,)


@pytest.mark.postgres
def test_who_is_in_no_transaction_may_stay_while_a_database_is_brought_back(postgres_url: str) -> None:
    with (
        psycopg.connect(postgres_url, autocommit=True) as idle,
        kept_aside(postgres_url, idle_stay=True) as bring_back,
        psycopg.connect(postgres_url) as busy,
    ):
        assert busy.execute("SELECT 1").fetchone() == idle.execute("SELECT 1").fetchone() == (1,)
        bring_back()
        assert idle.execute("SELECT 1").fetchone() == (1,)
        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT 1")


@pytest.mark.postgres
def test_a_server_that_is_given_is_used(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.postgres import running_postgres

    monkeypatch.setenv("TEST_PG_URL", postgres_server.admin_url)
    with running_postgres() as given:
        assert given.admin_url == postgres_server.admin_url


@pytest.mark.browser
def test_a_page_opens_and_speaks_french(chromium: Page) -> None:
    chromium.set_content("<h1>Bonjour</h1>")
    assert chromium.inner_text("h1") == "Bonjour"
    assert chromium.evaluate("navigator.language") == "fr-FR"
    assert chromium.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Europe/Paris"


@pytest.mark.browser
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_leaves_open_the_next_one_does_not_meet(chromium_browser: Browser, turn: int) -> None:
    assert chromium_browser.contexts == []
    chromium_browser.new_context().new_page()


async def test_an_asynchronous_test_still_runs_after_a_browser() -> None:
    await asyncio.sleep(0)


def test_without_chromium_the_line_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(browser.NoChromium, match="apt-get install chromium"):
        browser.chromium_path()


def drawn(soak: Soak) -> list[float]:
    return [one.random.random() for one in soak.rounds(reduced=3, full=10)]


def test_a_seed_repeats_its_rounds_and_tests_differ() -> None:
    run = Run.reduced(7)
    assert drawn(Soak(run, "a")) == drawn(Soak(Run.reduced(7), "a"))
    assert drawn(Soak(Run.reduced(7), "b")) != drawn(Soak(Run.reduced(7), "a"))
    assert len(set(drawn(Soak(Run.reduced(7), "a")))) == 3


def test_a_full_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    file = tmp_path / "soak.json"
    whole = drawn(Soak(Run.resumed(tmp_path / "other.json", 7), "a"))
    first = Run.resumed(file, 7)
    rounds = islice(Soak(first, "a").rounds(reduced=3, full=10), 4)
    stopped = [one.random.random() for one in rounds]
    assert json.loads(file.read_text(encoding="utf-8"))["seed"] == 7
    again = Run.resumed(file, None)
    assert again.seed == 7
    rest = drawn(Soak(again, "a"))
    assert stopped[: 10 - len(rest)] + rest == whole
    assert drawn(Soak(again, "a")) == []
    again.forget()
    assert Run.resumed(file, None).done == {}
