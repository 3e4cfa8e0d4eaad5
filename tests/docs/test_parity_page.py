"""docs/parity.md says what the platforms' capability flags say, and has a row for every act and command."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from adapters.platform import Capabilities
from adapters.slack.manifest import COMMANDS
from adapters.slack.platform import Slack
from adapters.teams.platform import Teams
from bot.conversations import discover
from bot.conversations.commands import named
from bot.locales import catalogue
from bot.talk import ANSWERS

TEXT = (Path(__file__).parents[2] / "docs" / "parity.md").read_text(encoding="utf-8")
UNNAMED = "home"
"""What is not among the commands: Slack's is a tab, and Teams' own word is the adapter's."""
FORMS = {
    "due": "correct",
    "new_request": "new",
    "amend": "reply",
    "return_words": "send_back",
    "standup_answer": "standup",
    "flash_note": "rituals",
}
"""The forms that are not called as the act which opens them."""

discover()


def rows(head: str) -> dict[str, list[str]]:
    """The rows of the table whose first column is called so, by what stands there; several tables make one."""
    found: dict[str, list[str]] = {}
    for table in re.findall(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", TEXT, re.MULTILINE):
        for line in table.splitlines():
            first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
            assert first not in found, first
            found[first.strip("`")] = rest
    return found


ACTS, CAPABILITIES = rows("act"), rows("capability")


def test_every_capability_has_a_row_and_no_other() -> None:
    flags = [each.name for each in fields(Capabilities) if each.type in (bool, "bool")]
    assert list(CAPABILITIES) == flags
    assert all(len(row) == 3 for row in CAPABILITIES.values())


@pytest.mark.parametrize(("column", "platform"), [(0, Slack), (1, Teams)])
def test_what_it_says_of_a_platform_is_what_the_platform_says_of_itself(
    column: int, platform: type[Slack | Teams]
) -> None:
    said = {name: row[column][0] for name, row in CAPABILITIES.items()}
    assert said == {name: "✓" if getattr(platform.capabilities, name) else "–" for name in CAPABILITIES}


def test_what_is_missing_on_one_has_something_in_its_stead() -> None:
    for name, (slack, teams, instead) in CAPABILITIES.items():
        if "–" in (slack[0], teams[0]) and name != "finds_sent":
            assert instead, name


def test_every_act_and_command_has_a_row_and_no_other() -> None:
    assert sorted(ACTS) == sorted({*ANSWERS.acts, *ANSWERS.commands, UNNAMED})
    assert all(len(row) == 3 for row in ACTS.values())
    assert all(all(row) for row in ACTS.values())


@pytest.mark.parametrize("act", [each for each in ACTS if each not in (UNNAMED, "call", "cause")])
def test_the_words_of_a_row_are_those_that_the_desk_answers(act: str) -> None:
    slack, teams, _ = ACTS[act]
    slashes = {command for command, _, _ in COMMANDS} - {"/desk", "/demande"}
    in_slack = [each.split() for each in re.findall(r"`([^`]+)`", slack)]
    in_teams = [each.split() for each in re.findall(r"`([^`]+)`", teams)]
    assert in_slack
    assert in_teams
    for words in in_slack:
        assert named(words[1]) == act if words[0] == "/desk" else words[0] in slashes, words
    assert [words[1:] for words in in_slack if words[0] == "/desk"] == in_teams
    assert all(named(words[0]) == act for words in in_teams)


def test_each_button_that_it_names_is_one_of_the_catalogue() -> None:
    shown = {str(said) for key, said in catalogue("fr").items() if key.startswith("buttons.")}
    told = {each.replace("'", "’") for each in re.findall(r"\[([A-ZÀ-Ü][^\]]+)\](?!\()", TEXT)}
    assert len(told) > 10
    assert {re.sub(r"\s(?=\?)", "\N{NARROW NO-BREAK SPACE}", each) for each in told} - shown == set()


def test_what_asks_something_first_is_said_to_open_a_dialog_in_teams() -> None:
    opening = {name for name, row in ACTS.items() if "opens a dialog" in row[1]}
    assert opening == {FORMS.get(form, form) for form in ANSWERS.forms}
