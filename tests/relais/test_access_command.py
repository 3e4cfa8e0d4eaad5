"""`relais access`, as an administrator types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from relais.cli import build_app
from tests.fakes.company import DEMO


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


def test_without_a_charter_it_says_so(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_CHARTER", str(desk / "nowhere.yaml"))
    assert "nowhere.yaml" in run("--lang", "fr", status=1)
