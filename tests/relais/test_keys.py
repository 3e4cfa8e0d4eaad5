"""The keys that seal what is confided: made, shown, changed while the desk is open, and missed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from typer.testing import CliRunner, Result

from bot.charter import load
from bot.clock import SystemClock
from relais.app import App
from relais.cli import build_app
from relais.settings import Settings, SettingsError, environment_names
from storage import words
from storage.database import open_database
from storage.migrate import migrate
from storage.resealing import counts
from storage.sealing import KeysMissing, new_key, read_keys
from storage.tables import Level
from storage.unit import Unit
from tests.fakes.company import DEMO

K1, K2 = new_key("k1"), new_key("k2")
SAID = "mon arrêt de travail"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Run:
    """Types a command of `relais`; what is given besides is the environment."""
    monkeypatch.chdir(tmp_path)
    for name in environment_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("RELAIS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RELAIS_CHARTER", str(DEMO))

    def typed(*command: str, **environment: str) -> Result:
        return CliRunner().invoke(build_app(), command, env=environment)

    return typed


def confide(url: str, keys: str = "") -> None:
    """A desk with these keys keeps something."""
    database = open_database(url, read_keys(keys))
    migrate(database)
    with database.engine.connect() as connection, connection.begin():
        words.keep(Unit(connection, datetime.now(UTC)), SAID, "ask", 1, Level.CONFIDENTIAL)
    database.close()


def by_key(url: str) -> dict[tuple[str, str | None], int]:
    # Not opened as a desk's database: in tests those share one dialect, and its keys with it.
    engine = create_engine(url)
    with engine.connect() as connection:
        found = counts(connection)
    engine.dispose()
    return dict(found)


def test_a_key_is_made_as_the_settings_take_it(run: Run) -> None:
    made = run("keys", "new", "autumn")
    assert read_keys(made.stdout).ids == ("autumn",)
    assert "apart from the backups" in made.stderr
    made_today = [run("keys", "new").stdout.partition(":")[0] for _ in range(2)]
    assert all(each.startswith(f"k{datetime.now(UTC):%Y}") for each in made_today)
    assert made_today[0] != made_today[1]
    assert run("keys", "new", "À vous").exit_code == 2


def test_what_is_sealed_by_which_key_is_told_and_sealed_by_the_first_on_demand(run: Run, sqlite_url: str) -> None:
    assert "not there yet" in run("keys", "status").stderr
    confide(sqlite_url)
    plain = run("keys", "status")
    assert plain.exit_code == 1
    assert "No key" in plain.stdout
    assert "Confidential texts: 1 in clear." in plain.stdout
    assert run("keys", "rotate").exit_code == 1
    assert run("keys", "rotate", RELAIS_WORDS_KEYS=K1).stdout == "One text sealed anew, by the key k1.\n"
    assert "by the key k1, which is missing" in run("keys", "status").stdout
    both = f"{K2},{K1}"
    assert run("keys", "status", RELAIS_WORDS_KEYS=both).exit_code == 1
    assert run("keys", "rotate", RELAIS_WORDS_KEYS=both).exit_code == 0
    done = run("keys", "status", RELAIS_WORDS_KEYS=K2)
    assert (done.exit_code, done.stdout) == (0, "The key k2 seals.\nConfidential texts: 1 by the key k2.\n")
    wrong = run("keys", "rotate", RELAIS_WORDS_KEYS=K1)
    assert wrong.exit_code == 1
    assert "could not be read" in wrong.stderr


def test_doctor_tells_what_is_plain_and_which_key_is_missing(run: Run, sqlite_url: str) -> None:
    confide(sqlite_url)
    assert "✗ Confidential texts: no key. One of them is written in clear" in run("doctor").stdout
    assert "✓ Confidential texts: one is still to be sealed by the key k1" in run("doctor", RELAIS_WORDS_KEYS=K1).stdout
    run("keys", "rotate", RELAIS_WORDS_KEYS=K1)
    assert "✓ Confidential texts: all of them sealed, by the key k1." in run("doctor", RELAIS_WORDS_KEYS=K1).stdout
    assert "✗ Confidential texts: the key k1 is missing" in run("doctor", RELAIS_WORDS_KEYS=K2).stdout


def test_serve_says_that_it_has_no_key_and_refuses_where_one_is_missing(run: Run, sqlite_url: str) -> None:
    confide(sqlite_url, K1)
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    refused = run("serve", **slack)
    assert refused.exit_code == 1
    assert "WARNING: what is confidential will be written in clear" in refused.stderr
    assert "The key k1 is missing" in refused.stderr
    other = run("serve", RELAIS_WORDS_KEYS=K2, **slack)
    assert "The key k1 is missing" in other.stderr
    assert "WARNING" not in other.stderr


def test_another_key_under_the_same_name_opens_no_desk_and_is_told(run: Run, sqlite_url: str) -> None:
    confide(sqlite_url, K1)
    other, slack = new_key("k1"), {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    refused = run("serve", RELAIS_WORDS_KEYS=other, **slack)
    assert refused.exit_code == 1
    assert "The key k1 is not the one that sealed" in refused.stderr
    told = run("keys", "status", RELAIS_WORDS_KEYS=other)
    assert told.exit_code == 1
    assert "Confidential texts: 1 by the key k1. The one that you give under that name is another." in told.stdout
    assert run("keys", "status", RELAIS_WORDS_KEYS=K1).exit_code == 0
    looked = run("doctor", RELAIS_WORDS_KEYS=other).stdout
    assert "✗ Confidential texts: the key k1 is not the one that sealed them under that name" in looked
    assert "→ Put the former key back under its name" in looked
    assert "is not the one that sealed" not in run("doctor", RELAIS_WORDS_KEYS=K1).stdout


@pytest.mark.parametrize(
    ("file", "said"),
    [(None, "no_keys_file"), ("", "not_keys"), ("k1:AAAA", "not_keys"), (f"{K1}\n{K1}", "not_keys")],
    ids=["none", "empty", "short", "twice"],
)
def test_a_file_of_keys_that_holds_none_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str | None, said: str
) -> None:
    from relais.keys import keys_in

    kept = tmp_path / "keys"
    if file is not None:
        kept.write_text(file, encoding="utf-8")
    monkeypatch.setenv("RELAIS_WORDS_KEYS_FILE", str(kept))
    with pytest.raises(SettingsError) as refused:
        keys_in(Settings.load(None))
    assert [each.key for each in refused.value.faults] == [said]


def test_keys_are_given_in_one_place_and_never_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_WORDS_KEYS", K1)
    assert K1.partition(":")[2] not in repr(Settings.load(None))
    monkeypatch.setenv("RELAIS_WORDS_KEYS_FILE", "keys")
    with pytest.raises(SettingsError) as refused:
        Settings.load(None)
    assert "RELAIS_WORDS_KEYS" in refused.value.render("fr")
    monkeypatch.setenv("RELAIS_WORDS_KEYS", "k1:secret")
    with pytest.raises(SettingsError) as refused:
        Settings.load(None)
    assert "secret" not in str(refused.value) + refused.value.render("en")


@pytest.fixture
def opens(run: Run, tmp_path: Path, sqlite_url: str) -> Callable[[], AbstractAsyncContextManager[App]]:
    """Opens the desk on its database, with the keys of its file."""
    settings = Settings.load(None).model_copy(update={"port": 0, "words_keys_file": tmp_path / "keys"})

    @asynccontextmanager
    async def opened() -> AsyncIterator[App]:
        app = App(settings, load(DEMO), sqlite_url, SystemClock())
        await app.start()
        try:
            yield app
        finally:
            await app.stop()

    return opened


async def test_the_desk_takes_other_keys_and_seals_by_them_without_stopping(
    opens: Callable[[], AbstractAsyncContextManager[App]], tmp_path: Path, sqlite_url: str
) -> None:
    async def until(key_id: str) -> None:
        for _ in range(600):
            if {each for _, each in by_key(sqlite_url)} == {key_id}:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(by_key(sqlite_url))

    confide(sqlite_url)
    file = tmp_path / "keys"
    file.write_text(K1, encoding="utf-8")
    async with opens() as app:
        await until("k1")
        file.write_text(f"{K2}\n{K1}\n", encoding="utf-8")
        assert await app.reload()
        await until("k2")
        # A file that does not hold what is needed changes nothing.
        for bad in (K1, "", "k2:?"):
            file.write_text(bad, encoding="utf-8")
            assert not await app.reload_keys()
            assert app.database.keys.ids == ("k2", "k1")
        file.write_text(K2, encoding="utf-8")
        assert await app.reload_keys()
    file.write_text(K1, encoding="utf-8")
    with pytest.raises(KeysMissing, match="k2"):
        async with opens():
            pass
