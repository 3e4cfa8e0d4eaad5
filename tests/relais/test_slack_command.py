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
from tests.forked import ran

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}


def printed(cwd: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return ran("relais", "slack", "manifest", *arguments, cwd=cwd, env=more)


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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-another"}, ["Slack refused the token (invalid_auth). Run “relais doctor”."]),
        ({"SLACK_APP_TOKEN": "xapp-another"}, ["Slack refused the app token, SLACK_APP_TOKEN (invalid_auth). Run"]),
        ({}, ["Relais is not in 2 of the charter’s channels. Invite it there: “relais doctor” says which."]),
    ],
)
async def test_what_keeps_a_desk_from_working_is_said_once_to_who_starts_it(
    tmp_path: Path, given: dict[str, str], said: list[str]
) -> None:
    charter = tmp_path / "charter.yaml"
    charter.write_text(re.sub(r"platform: \w+", "platform: slack", DEMO.read_text("utf-8")), encoding="utf-8")
    async with running_fake_slack() as slack:
        company_in(slack, company_on("slack"))
        if not given:
            slack.workspace.leave("C0LYON", "U0RELAIS")
            slack.workspace.leave("C0DESK", "U0RELAIS")
        around = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token} | given
        around |= {"SLACK_API_URL": slack.api_url, "RELAIS_PORT": "0", "LANG": "en_GB.UTF-8"}
        run = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "relais", "serve"),
            cwd=tmp_path,
            env=environment(**around),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert run.stdout is not None
        lines: list[str] = []
        try:
            async with asyncio.timeout(30):
                while not any(line.startswith(said[0]) for line in lines):
                    lines.append((await run.stdout.readline()).decode())
                await asyncio.sleep(2.5)
        finally:
            run.terminate()
            rest, _ = await run.communicate()
    told = [*lines, *rest.decode().splitlines(keepends=True)]
    sentences = [line for line in told if line.startswith(("Slack refused", "Relais is not"))]
    assert len(sentences) == 1, told


async def doctor(cwd: Path, given: dict[str, str]) -> tuple[int, str]:
    """Its exit status and what it prints; the fake answers meanwhile."""
    done = await asyncio.to_thread(ran, "relais", "doctor", cwd=cwd, env=given)
    return done.returncode, done.stdout
