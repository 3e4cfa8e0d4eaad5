"""What docs/teams.md says is what the code does: permissions, settings, paths, addresses, and the app's package."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from adapters.teams.about import PATH as ABOUT
from adapters.teams.bearer import TOKEN_URL
from adapters.teams.package import PERMISSIONS
from adapters.teams.receiving import PATH
from adapters.teams.tokens import SKEW
from adapters.teams.translate import HOME
from bot.charter import parse
from bot.locales import text
from relais.settings import Settings, environment_names
from tests.fakes.company import DEMO

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "teams.md").read_text(encoding="utf-8")


def test_its_table_tells_every_permission_and_no_other() -> None:
    table = TEXT.partition("| permission |")[2].partition("\n\n")[0]
    told = re.findall(r"^\| `([A-Za-z.]+)`", table, re.MULTILINE)
    assert sorted(told) == sorted(PERMISSIONS)
    for row in table.splitlines()[2:]:
        assert all(cell.strip() for cell in row.strip("|").split("|")), row


def test_its_settings_are_those_there_are_and_all_of_teams() -> None:
    named = set(re.findall(r"\b(?:TEAMS|RELAIS)_[A-Z_]+\b", TEXT))
    assert named <= set(environment_names())
    assert {each for each in environment_names() if each.startswith("TEAMS_")} <= named


def test_what_is_to_be_public_is_what_teams_calls() -> None:
    assert f"`{PATH}`" in TEXT
    assert f"https://relais.example{PATH}" in TEXT
    assert set(re.findall(r"location = (\S+) ", TEXT)) == {PATH, ABOUT}
    assert re.search(rf"right within {['one', 'two', 'three', 'four', 'five'][int(SKEW // 60) - 1]} minutes", TEXT)


def test_the_hosts_that_it_names_are_those_that_the_desk_calls() -> None:
    fields = Settings.model_fields
    called = [TOKEN_URL, fields["teams_openid_url"].default, *fields["teams_service_urls"].default]
    for url in called:
        assert f"`{urlsplit(url).hostname}`" in TEXT


def test_the_words_that_it_has_people_write_are_answered() -> None:
    assert f"« {HOME[0]} »" in TEXT
    assert text("fr", "package.from_message") in TEXT


def test_its_lines_of_a_charter_are_read() -> None:
    channels, people = re.findall(r"```text\n((?:channels|people):\n.*?)```", TEXT, re.DOTALL)
    demo = DEMO.read_text(encoding="utf-8")
    charter = parse(demo.replace("\nchannels:\n", f"\n{channels}", 1))
    added = charter.channels[:2]
    assert [(each.platform, each.purpose) for each in added] == [("teams", "requests"), ("teams", "assistants")]
    assert all(each.id.startswith("19:") and each.id.endswith("@thread.tacv2") for each in added)
    line = people.splitlines()[1]
    assert re.search(r"\bid: (\w+).*email: \S+@\S+,.*teams: [0-9a-f-]{36}}", line)


def test_the_page_for_people_tells_words_that_are_answered() -> None:
    from bot.conversations import discover
    from bot.conversations.commands import named

    discover()
    page = (ROOT / "docs" / "fr" / "teams.md").read_text(encoding="utf-8")
    table = page.partition("|---|---|---|\n")[2].partition("\n\n")[0]
    words = re.findall(r"`(?:@Relais )?(\w+)[^`]*`", table)
    assert len(words) > 8
    assert [word for word in words if named(word) is None] == []
