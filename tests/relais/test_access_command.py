"""`relais access`, as an administrator types it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import grants
from relais.cli import build_app
from storage.database import open_database
from storage.tables import Grant, Level, Person, Request
from storage.unit import Unit
from tests.fakes.company import DEMO

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
FAR = datetime(2099, 12, 14, 23, tzinfo=UTC)
"""Midnight where the sites of France are, and three in the morning on the island."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample company's charter, and no database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELAIS_CHARTER", str(DEMO))
    monkeypatch.setenv("RELAIS_DATABASE_URL", f"sqlite:///{tmp_path}/relais.db")
    return tmp_path


def run(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(build_app(), ["access", *arguments])
    assert done.exit_code == status, done.output
    return done.output


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "fr",
            ("RH et paie : Nadia Benali, Samia Roux", "lit, confidentiel : RH et paie. Tous les sites.", "jamais vu"),
        ),
        (
            "en",
            ("HR and payroll: Nadia Benali, Samia Roux", "reads, confidential: HR and payroll. All sites.", "never"),
        ),
    ],
)
def test_it_says_who_reads_what_and_why(desk: Path, language: str, lines: tuple[str, ...]) -> None:
    said = run("--lang", language).replace("\N{NO-BREAK SPACE}", " ")
    for each in lines:
        assert each.casefold() in said.casefold()
    assert not (desk / "relais.db").exists()


def test_the_same_is_data(desk: Path) -> None:
    told = json.loads(run("--json"))
    marc = next(each for each in told["people"] if each["id"] == "marc")
    assert {"service": "travel", "level": "standard", "part": "full", "sites": ["lyon"], "why": ["manager"]} in marc[
        "reads"
    ]
    assert told["confidential"][0] == {"service": "hr_admin", "readers": ["Nadia Benali", "Samia Roux"]}
    assert told["left"][0]["what"] == "unseen"


@pytest.fixture
def opened(desk: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hélène Durand has people of her own; RH et paie at Lyon, and a request of hers in an emergency, are opened."""
    file = desk / "charter.yaml"
    own = "executive_desk:\n  - {executive: helene, assistant: samia, backup: claire}\n"
    file.write_text(DEMO.read_text(encoding="utf-8") + own, encoding="utf-8")
    monkeypatch.setenv("RELAIS_CHARTER", str(file))
    database = open_database(f"sqlite:///{copyfile(migrated_file, desk / 'relais.db')}")
    with database.engine.begin() as connection:
        unit = Unit(connection, MORNING)
        who = {each: unit.add(Person(name=each, charter_id=each, created_at=MORNING)).id for each in ("helene", "marc")}
        common: dict[str, Any] = {"person_id": who["marc"], "by_id": who["helene"], "at": MORNING, "until": FAR}
        common["level"] = Level.CONFIDENTIAL
        asked = unit.add(
            Request(
                ref="LYO-1", number=1, site="lyon", service="travel", requester_id=who["helene"] or 0,
                raised_by_id=who["helene"] or 0, origin="message", words_id=1, asked_at=MORNING, charter_version="",
                updated_at=MORNING, alerted="", approvers="", executive="helene",
            )
        )  # fmt: skip
        grants.give(unit, Grant(kind="access", service="hr_admin", site="lyon", **common))
        grants.give(unit, Grant(kind="emergency", request_id=asked.id, **common))
    database.close()


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "fr",
            (
                "accès ouvert jusqu’au lundi 14 décembre 2099 : les demandes du service RH et paie de Lyon",
                "urgence ouverte jusqu’au mardi 15 décembre 2099, 0 h : LYO-1, que Hélène Durand demande pour soi",
                "Ce que la direction demande pour elle-même",
            ),
        ),
        (
            "en",
            (
                "access opened until Monday 14 December 2099: the requests of HR and payroll at Lyon",
                "reading opened until Tuesday 15 December 2099, 12 am: LYO-1, which Hélène Durand asks for themself",
                "What executives ask for themselves",
            ),
        ),
    ],
)
def test_what_is_opened_is_told_as_the_card_tells_it(language: str, lines: tuple[str, ...]) -> None:
    said = run("--lang", language).replace("\N{NO-BREAK SPACE}", " ")
    assert [each for each in lines if each not in said] == [], said
    assert "UTC" not in said
    assert "Samia Roux" in said.split(lines[-1])[1]
    assert "Marc Vidal" not in said.split(lines[-1])[1].split("\n\n")[0]


@pytest.mark.usefixtures("opened")
def test_who_works_for_an_executive_is_data_too() -> None:
    told = json.loads(run("--json"))
    (marc,) = [each for each in told["people"] if each["id"] == "marc"]
    assert [each["executive"] for each in marc["grants"]] == [None, "helene"]
    readers = {name for each in told["executives"] for name in each["readers"]}
    assert {each["executive"] for each in told["executives"]} == {"helene"}
    assert "Samia Roux" in readers
    assert "Marc Vidal" not in readers


def test_without_a_charter_it_says_so(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_CHARTER", str(desk / "nowhere.yaml"))
    assert "nowhere.yaml" in run("--lang", "fr", status=1)
