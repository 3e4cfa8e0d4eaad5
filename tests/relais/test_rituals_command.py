"""`relais rituals next` and what `relais doctor` says of rituals, as an administrator reads them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import charter
from relais import diagnosis
from relais.cli import build_app
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.tables import Occurrence
from storage.unit import Unit
from tests.fakes.company import DEMO

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample company's charter, and no database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELAIS_CHARTER", str(DEMO))
    monkeypatch.setenv("RELAIS_DATABASE_URL", f"sqlite:///{tmp_path}/relais.db")
    return tmp_path


@pytest.mark.parametrize(
    ("language", "ritual", "channel"), [("fr", "Point du matin", "rituels"), ("en", "stand-up", "")]
)
def test_it_says_what_comes_when_and_to_whom(desk: Path, language: str, ritual: str, channel: str) -> None:
    done = CliRunner().invoke(build_app(), ["rituals", "next", "--weeks", "2", "--lang", language])
    assert done.exit_code == 0, done.output
    lines = [each for each in done.output.splitlines() if ritual in each]
    assert any("Inès Caron" in each and "Europe/Paris" in each for each in lines)
    assert any(channel in each and "C0RITUELS" in each for each in lines)
    assert not (desk / "relais.db").exists()


@pytest.mark.parametrize("weeks", ["0", "53", "x"])
def test_rubbish_is_wrong_usage(desk: Path, weeks: str) -> None:
    assert CliRunner().invoke(build_app(), ["rituals", "next", "--weeks", weeks]).exit_code == 2


def test_what_somebody_left_out_is_told_so(desk: Path) -> None:
    day = datetime.now(UTC).date() + timedelta(days=1)
    while day.weekday() > 3:
        day += timedelta(days=1)
    _keep(desk, scheduled=day.isoformat(), at=datetime.now(UTC) + timedelta(days=5), state="skipped")
    done = CliRunner().invoke(build_app(), ["rituals", "next", "--weeks", "2", "--lang", "fr"])
    assert re.search(r"sauté à votre demande\), pour Inès Caron|férié", done.output), done.output


def test_doctor_tells_what_was_missed_and_what_is_late(desk: Path) -> None:
    database = _keep(desk, scheduled="2026-11-23", at=NOW - timedelta(days=1), state="missed", why="down")
    company = charter.load(DEMO)
    assert [each.what for each in diagnosis.look_at_rituals(database, company, NOW)] == ["doctor.ritual_missed"]
    _keep(desk, scheduled="2026-11-24", at=NOW - timedelta(hours=1), state="planned")
    found = list(diagnosis.look_at_rituals(database, company, NOW))
    assert [each.what for each in found] == ["doctor.ritual_missed", "doctor.ritual_late"]
    assert all(diagnosis.told(found, language) for language in ("fr", "en"))
    assert [each.ok for each in diagnosis.look_at_rituals(database, company, NOW + timedelta(days=30))] == [True]


def _keep(desk: Path, **values: Any) -> Database:
    database = open_database(f"sqlite:///{desk}/relais.db")
    migrate(database)
    with database.engine.begin() as connection:
        row = {"ritual": "standup", "kind": "standup", "member": "person:ines", **values}
        Unit(connection, NOW).add(Occurrence(**row))
    return database
