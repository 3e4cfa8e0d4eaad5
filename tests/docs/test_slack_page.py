"""What docs/slack.md says is what the code does: scopes, settings, commands, paths, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.slack.manifest import COMMANDS
from adapters.slack.scopes import PATH, SCOPES
from relais.settings import environment_names
from tests.deploy.test_deploy import INSTALLED, said, unit

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "slack.md"
TEXT = PAGE.read_text(encoding="utf-8")
PAGES = [str(page.relative_to(ROOT)) for page in sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])]


def test_its_table_tells_every_scope_and_no_other() -> None:
    table = TEXT.partition("| scope |")[2].partition("\n\n")[0]
    told = re.findall(r"`([a-z_]+(?::[a-z.]+)?)`", "\n".join(line.split("|")[1] for line in table.splitlines()[2:]))
    assert sorted(told) == sorted(scope.name for scope in SCOPES)


def test_its_settings_and_commands_are_those_there_are() -> None:
    named = set(re.findall(r"\b(?:SLACK|RELAIS)_[A-Z_]+\b", TEXT))
    assert {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "RELAIS_PUBLIC_URL"} <= named
    assert named <= set(environment_names())
    assert all(f"`{command}`" in TEXT for command, _, _ in COMMANDS)
    assert f"`{PATH}`" in TEXT
    assert f"location = {PATH} " in TEXT


def test_what_is_typed_for_the_service_and_the_container_fits_them() -> None:
    service = unit()["Service"]
    assert f"--home-dir {service['WorkingDirectory']} " in TEXT
    assert f"useradd --system --home-dir {INSTALLED} --shell /usr/sbin/nologin {service['User']}" in TEXT
    assert f"--owner={service['User']} --group={service['Group']} --mode=0700 {service['ReadWritePaths']}" in TEXT
    assert f"chown --recursive {service['User']}: {service['ReadWritePaths']}\n" in TEXT
    assert f"runuser -u {service['User']} -- .venv/bin/relais doctor" in TEXT
    (volume,), folder = said("VOLUME"), said("WORKDIR")[1]
    assert f"--volume relais:{volume} " in TEXT
    assert f":{folder}/charter.yaml:ro" in TEXT
    assert f":{said('EXPOSE')[0]}" in TEXT
    assert "relais /opt/relais/.venv/bin/relais doctor" in TEXT


@pytest.mark.parametrize("page", PAGES)
def test_its_links_lead_somewhere(page: str) -> None:
    file = ROOT / page
    for target in re.findall(r"\]\(([^)]+)\)", file.read_text(encoding="utf-8")):
        path, _, part = target.partition("#")
        there = file.parent / path if path else file
        assert there.exists(), target
        if part:
            heads = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert part in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, target
