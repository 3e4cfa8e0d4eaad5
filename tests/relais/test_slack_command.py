"""`relais slack manifest` and `relais doctor` with Slack, as whoever runs the desk types them."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from adapters.slack.manifest import manifest
from adapters.slack.scopes import SCOPES
from tests.contract.harness_slack import company_in
from tests.fakes.company import DEMO, company_on
from tests.fakes.slack import running_fake_slack

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}


def printed(cwd: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "relais", "slack", "manifest", *arguments]
    return subprocess.run(line, cwd=cwd, env=environment(**more), capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_manifest_is_yaml_and_nothing_else(tmp_path: Path, language: str) -> None:
    done = printed(tmp_path, "--lang", language, RELAIS_PUBLIC_URL="https://relais.example/")
    assert (done.returncode, done.stderr) == (0, "")
    assert yaml.safe_load(done.stdout) == manifest(language, "https://relais.example")


def test_by_socket_no_address_is_wanted_nor_printed(tmp_path: Path) -> None:
    done = printed(tmp_path, "--socket", RELAIS_PUBLIC_URL="https://relais.example", LANG="en_GB.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert yaml.safe_load(done.stdout) == manifest("en", None)


def test_over_http_without_an_address_it_says_what_to_give(tmp_path: Path) -> None:
    done = printed(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "RELAIS_PUBLIC_URL" in done.stderr
    assert "--socket" in done.stderr


def test_an_address_that_slack_does_not_call_is_said_beside_it(tmp_path: Path) -> None:
    done = printed(tmp_path, RELAIS_PUBLIC_URL="http://127.0.0.1:8080")
    assert done.returncode == 0
    assert "https" in done.stderr
    assert yaml.safe_load(done.stdout)["settings"]["interactivity"]["request_url"].startswith("http://127.0.0.1")


async def test_doctor_looks_at_the_workspace(tmp_path: Path) -> None:
    charter = tmp_path / "charter.yaml"
    charter.write_text(re.sub(r"platform: \w+", "platform: slack", DEMO.read_text("utf-8")), encoding="utf-8")
    async with running_fake_slack() as slack:
        company_in(slack, company_on("slack"))
        given = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": slack.api_url,
            "RELAIS_PUBLIC_URL": "https://relais.example",
        }
        well = await doctor(tmp_path, given)
        assert well[0] == 0, well
        assert [f"✓ {scope.name}\N{NO-BREAK SPACE}:" in well[1] for scope in SCOPES] == [True] * len(SCOPES)
        assert "Tout va bien." in well[1]
        slack.workspace.leave("C0LYON", "U0RELAIS")
        slack.workspace.scopes.remove("reactions:write")
        status, said = await doctor(tmp_path, given)
    assert status == 1
    lines = said.splitlines()
    wrong = [number for number, line in enumerate(lines) if line.startswith("✗")]
    assert len(wrong) == 2
    assert "reactions:write" in lines[wrong[0]]
    assert "C0LYON" in lines[wrong[1]]
    assert all(lines[number + 1].startswith("  → ") for number in wrong)
    assert slack.bot_token not in said
    assert slack.signing_secret not in said


async def doctor(cwd: Path, given: dict[str, str]) -> tuple[int | None, str]:
    """Its exit status and what it prints; the fake answers meanwhile."""
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "relais", "doctor"), cwd=cwd, env=environment(**given), stdout=subprocess.PIPE
    )
    said, _ = await run.communicate()
    return run.returncode, said.decode()
