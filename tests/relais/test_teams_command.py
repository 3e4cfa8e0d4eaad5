"""`relais teams package` and `relais doctor` with Teams, as whoever runs the desk types them."""

from __future__ import annotations

import asyncio
import re
import subprocess
from pathlib import Path

import pytest

from adapters.teams.package import package
from tests.contract.harness_teams import company_in
from tests.fakes.company import DEMO, company_on
from tests.fakes.teams import FakeTeams, running_fake_teams
from tests.forked import ran

APP, URL = "11111111-2222-3333-4444-555555555555", "https://relais.example"
GIVEN = {"TEAMS_APP_ID": APP, "RELAIS_PUBLIC_URL": URL}


def typed(cwd: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    return ran("relais", "teams", "package", *arguments, cwd=cwd, env=given)


@pytest.mark.parametrize("slash", [False, True])
def test_the_package_is_written_and_where_to_take_it_is_said(tmp_path: Path, slash: bool) -> None:
    more = ("--slash",) if slash else ()
    done = typed(tmp_path, "--output", "relais.zip", "--lang", "en", *more, **GIVEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert "relais.zip" in done.stdout
    assert "Upload new app" in done.stdout
    assert (tmp_path / "relais.zip").read_bytes() == package(APP, URL, slash=slash)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"TEAMS_APP_ID": ""}, "TEAMS_APP_ID"),
        ({"TEAMS_APP_ID": "relais"}, "TEAMS_APP_ID"),
        ({"TEAMS_APP_ID": "00000000-0000-0000-0000-000000000000"}, "TEAMS_APP_ID"),
        ({"RELAIS_PUBLIC_URL": ""}, "RELAIS_PUBLIC_URL"),
        ({"RELAIS_PUBLIC_URL": "http://relais.example"}, "RELAIS_PUBLIC_URL"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_what_it_needs_nothing_is_written_and_a_sentence_says_what_to_do(
    tmp_path: Path, changed: dict[str, str], named: str, language: str
) -> None:
    done = typed(tmp_path, "--output", "relais.zip", "--lang", language, **(GIVEN | changed))
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "relais.zip").exists()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = typed(tmp_path, "--output", "nowhere/relais.zip", "--lang", "en", **GIVEN)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere/relais.zip could not be written" in done.stderr
    assert "Traceback" not in done.stderr


async def test_doctor_looks_at_the_tenant(tmp_path: Path) -> None:
    charter = tmp_path / "charter.yaml"
    charter.write_text(re.sub(r"platform: \w+", "platform: teams", DEMO.read_text("utf-8")), encoding="utf-8")
    async with running_fake_teams() as teams:
        company_in(teams, company_on("teams"))
        status, said = await doctor(tmp_path, teams)
        assert status == 0, said
        assert "Tout va bien." in said
        assert f"relié au locataire {teams.login.tenant}" in said
        del teams.tenant.rooms["C0LYON"]
        status, said = await doctor(tmp_path, teams)
    assert status == 1
    lines = said.splitlines()
    (wrong,) = (number for number, line in enumerate(lines) if line.startswith("✗"))
    assert "C0LYON" in lines[wrong]
    assert lines[wrong + 1].startswith("  → ")
    assert teams.login.secret not in said


async def test_doctor_says_what_it_found_and_no_line_of_a_log(tmp_path: Path) -> None:
    """Where keys cannot be had, the sentence is all that there is to read."""
    (tmp_path / "charter.yaml").write_text(DEMO.read_text("utf-8"), encoding="utf-8")
    async with running_fake_teams() as teams:
        company_in(teams, company_on("teams"))
        teams.login.trouble("keys", "down")
        _, said = await doctor(tmp_path, teams)
    assert "les clés de Microsoft" in said
    assert [line for line in said.splitlines() if not line.startswith(("✓ ", "✗ ", "  → "))] == []


async def doctor(cwd: Path, teams: FakeTeams) -> tuple[int, str]:
    """Its exit status and what it prints; the fake answers meanwhile. Nobody answers at the desk's own address."""
    given = {
        "TEAMS_APP_ID": teams.login.app,
        "TEAMS_APP_PASSWORD": teams.login.secret,
        "TEAMS_TENANT_ID": teams.login.tenant,
        "TEAMS_OPENID_URL": teams.login.openid_url,
        "TEAMS_TOKEN_URL": teams.login.token_url,
        "TEAMS_SERVICE_URLS": teams.origin,
        "RELAIS_PUBLIC_URL": "https://127.0.0.1:1",
    }
    done = await asyncio.to_thread(ran, "relais", "doctor", cwd=cwd, env=given)
    return done.returncode, done.stdout
