"""What `relais serve` refuses and `relais doctor` finds, as whoever runs the desk reads it."""

from __future__ import annotations

import ctypes
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.locales import LANGUAGES, catalogue
from relais.platforms import switches
from relais.settings import Settings
from storage import inbox
from storage.database import open_database
from storage.hold import hold
from storage.migrate import migrate
from storage.tables import InboxState, Outbox, OutboxKind, OutboxState
from storage.unit import Unit
from tests.fakes.company import DEMO
from tests.forked import ran

ROOT = Path(__file__).parents[2]
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}


def relais(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return ran("relais", command, cwd=cwd, env=environment, before=_as_anybody)


def _as_anybody() -> None:
    """What files allow counts for root too, once it may not pass over it (capset(2), capabilities(7))."""
    version, pass_over, read_over = 0x20080522, 1, 2
    header, sets = (ctypes.c_uint32 * 2)(version, 0), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None)
    assert libc.capget(header, sets) == 0
    for number in range(3):
        sets[number] &= ~(1 << pass_over | 1 << read_over)
    assert libc.capset(header, sets) == 0


def test_with_no_platform_serve_refuses_and_names_the_settings(tmp_path: Path) -> None:
    done = relais("serve", tmp_path, RELAIS_CHARTER=str(DEMO), LANG="en_GB.UTF-8")
    assert done.returncode == 1
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"):
        assert name in done.stderr
    assert "Teams is off: TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID not set." in done.stderr
    assert not (tmp_path / "var").exists()


def test_an_invalid_charter_stops_serve_with_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "charter.yaml"
    file.write_text(DEMO.read_text(encoding="utf-8").replace("coverage:", "covrage:"), encoding="utf-8")
    done = relais("serve", tmp_path)
    number = 1 + [line.split(":")[0] for line in file.read_text(encoding="utf-8").splitlines()].index("covrage")
    assert done.returncode == 1
    assert f"charter.yaml:{number}: covrage: " in done.stderr
    assert "coverage" in done.stderr


def test_doctor_tells_a_charters_errors_in_the_readers_language_and_says_where_its_remarks_are(tmp_path: Path) -> None:
    file, source = tmp_path / "charter.yaml", DEMO.read_text(encoding="utf-8")
    file.write_text(source.replace("  pilot: julie ", "  pilott: julie ", 1), encoding="utf-8")
    done = relais("doctor", tmp_path, LANG="en_GB.UTF-8")
    assert "✗ Charter: charter.yaml:10: desk.pilott: unknown key “pilott”; correct it or remove it" in done.stdout
    assert "(did you mean “pilot”?)\n  → Run “relais charter check charter.yaml”." in done.stdout
    file.write_text(source.replace("  pilot: julie ", "  pilot: coralie ", 1), encoding="utf-8")
    done = relais("doctor", tmp_path, LANG="en_GB.UTF-8")
    assert "✓ Charter charter.yaml: valid, one remark.\n  → Run “relais charter check charter.yaml”." in done.stdout


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_an_address_of_no_database_is_told_in_the_readers_language(tmp_path: Path, command: str) -> None:
    address = "postgresql://host:port/relais"
    done = relais(command, tmp_path, RELAIS_CHARTER=str(DEMO), RELAIS_DATABASE_URL=address, **SLACK)
    assert done.returncode != 0
    assert "aucune base de données que Relais sache ouvrir. Écrivez sqlite:///" in done.stdout + done.stderr
    assert "this is no database" not in done.stdout + done.stderr


def test_whatever_keeps_a_desk_from_working_ends_with_what_to_do() -> None:
    """In French, where what is to be done is told by the form of a verb."""
    told = {"serve.open", "serve.not_yet", "settings.fault"}
    kept = [
        said
        for key, entry in catalogue("fr").items()
        if re.match(r"(serve|settings|platform)\.|doctor\..*(_advice|_fault|_card)$", key)
        if key not in told
        for said in ([entry] if isinstance(entry, str) else entry.values())
    ]
    assert len(kept) > 70
    action = r"\w+ez\b|\bil (ne )?faut\b|rien n’est à faire|« relais serve » la (crée|met)"
    ends = [said.rstrip(".").rpartition(". ")[2] for said in kept]
    assert not [said for said, end in zip(kept, ends, strict=True) if not re.search(action, end)]


def test_doctor_finds_a_healthy_desk_with_no_platform(tmp_path: Path) -> None:
    done = relais("doctor", tmp_path, RELAIS_CHARTER=str(DEMO))
    assert done.returncode == 1
    wrong = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert wrong == ["✗ Aucune messagerie n’est active."]
    assert "Teams : désactivé." in done.stdout
    assert "TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID" in done.stdout
    assert not (tmp_path / "var" / "relais.db").exists()


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_a_charter_that_is_not_there_and_one_that_may_not_be_read_are_told_apart(tmp_path: Path, command: str) -> None:
    absent = relais(command, tmp_path, **SLACK)
    assert absent.returncode == 1
    assert "relais charter new" in absent.stdout + absent.stderr
    (tmp_path / "charter.yaml").write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "charter.yaml").chmod(0)
    kept = relais(command, tmp_path, **SLACK)
    assert kept.returncode == 1
    assert "chmod 644" in kept.stdout + kept.stderr
    assert "relais charter new" not in kept.stdout + kept.stderr


@contextmanager
def unwritable(folder: Path, name: str) -> Iterator[Path]:
    _with_faults(f"sqlite:///{folder / 'var' / 'relais.db'}")
    file = folder / "var" / name
    file.touch()
    file.chmod(0o500 if file.is_dir() else 0o400)
    yield file
    file.chmod(0o700)


@pytest.mark.parametrize("name", ["relais.db", "relais.db-wal", "."])
def test_doctor_tells_what_of_a_database_this_account_may_not_write(tmp_path: Path, name: str) -> None:
    with unwritable(tmp_path, name) as file:
        looked = relais("doctor", tmp_path, RELAIS_CHARTER=str(DEMO), LANG="en_GB.UTF-8")
    assert looked.returncode == 1
    assert f"✗ Database: {file} may not be written by the account" in looked.stdout
    assert "Database: up to date" not in looked.stdout


@pytest.mark.parametrize("name", ["relais.db", "relais.db.lock", "relais.db.used"])
def test_a_desk_that_may_not_write_its_database_does_not_start(tmp_path: Path, name: str) -> None:
    with unwritable(tmp_path, name) as file:
        served = relais("serve", tmp_path, RELAIS_CHARTER=str(DEMO), LANG="en_GB.UTF-8", **SLACK)
    assert served.returncode == 1
    assert served.stderr.splitlines()[-1].startswith(f"{file} may not be written by the account"), served.stderr


def test_a_second_desk_on_one_file_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    settings = {"RELAIS_CHARTER": str(DEMO), "RELAIS_DATABASE_URL": f"sqlite:///{file}", "RELAIS_HOST": "192.0.2.1"}
    with hold(file):
        second = relais("serve", tmp_path, LANG="en_GB.UTF-8", **settings, **SLACK)
    assert second.returncode == 1
    assert f"Another “relais serve” already runs on {file}." in second.stderr
    assert "192.0.2.1" not in second.stderr
    freed = relais("serve", tmp_path, LANG="en_GB.UTF-8", SLACK_API_URL="http://127.0.0.1:1/api/", **settings, **SLACK)
    assert "192.0.2.1" in freed.stderr, "it comes as far as the address where it cannot listen"


def test_doctor_tells_what_is_stuck_and_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    _with_faults(url)
    done = relais("doctor", tmp_path, RELAIS_CHARTER=str(DEMO), RELAIS_DATABASE_URL=url, LANG="en_GB.UTF-8")
    assert done.returncode == 1
    assert "✗ 2 message_posted events set aside: KeyError at bot/desk.py:7." in done.stdout
    assert "✗ Slack, C0LYON: 3 effects (send) failed, NotMember." in done.stdout
    assert "  → " + str(catalogue("en")["platform.not_member"]) in done.stdout
    assert "One message waits for Teams." in done.stdout


def test_doctor_tells_a_database_that_is_ahead_or_away(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    _with_faults(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = relais("doctor", tmp_path, RELAIS_CHARTER=str(DEMO), RELAIS_DATABASE_URL=f"sqlite:///{file}")
    assert "9999" in done.stdout
    assert "plus récente" in done.stdout
    away = relais("doctor", tmp_path, RELAIS_CHARTER=str(DEMO), RELAIS_DATABASE_URL="postgresql://127.0.0.1:1/none")
    assert "✗ Base de données : ne répond pas" in away.stdout


def test_a_platform_is_on_with_its_settings_and_missing_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SLACK.items():
        monkeypatch.setenv(name, value)
    found = {each.name: each for each in switches(Settings.load(env_file=None))}
    assert set(found) == {"slack", "teams"}
    assert found["slack"].on
    assert not found["teams"].on
    assert found["slack"].present == (ROOT / "adapters" / "slack").is_dir()
    assert not found["teams"].works
    assert found["teams"].lacks == ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID")


def test_both_languages_say_the_same_things() -> None:
    said = [{key for key in catalogue(language) if key.startswith(("serve.", "doctor."))} for language in LANGUAGES]
    assert said[0]
    assert said[0] == said[1]


def _with_faults(url: str) -> None:
    database = open_database(url)
    migrate(database)
    now = datetime.now(UTC)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, now)
        for number in range(2):
            parked = {"state": InboxState.PARKED, "error": "KeyError at bot/desk.py:7"}
            inbox.keep(unit, f"k{number}", "message_posted", 1, now, **parked)
        for number in range(4):
            platform, state = ("slack", OutboxState.FAILED) if number < 3 else ("teams", OutboxState.QUEUED)
            row = Outbox(
                lane="L",
                seq=number,
                channel=f"{platform}:C0LYON",
                platform=platform,
                kind=OutboxKind.SEND,
                subject="s",
                state=state,
                error="NotMember" if state is OutboxState.FAILED else None,
                created_at=now,
            )
            unit.add(row)
    database.close()
