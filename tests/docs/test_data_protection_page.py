"""What docs/fr/protection-des-donnees.md says is what the code does: tables, fields, settings, durations, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import adapters.sandbox.tables
import storage.tables
from bot.charter.checks import NOT_YET
from bot.conversations.keeping import KEPT, UNDECIDED
from bot.understanding.own_data import asks_for_own_data
from relais.logs import FIELDS
from relais.settings import environment_names
from storage import inbox
from storage.tables import Words

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "fr" / "protection-des-donnees.md").read_text(encoding="utf-8")
TABLE = TEXT.partition("| table |")[2].partition("\n\n")[0].splitlines()[2:]
KEPT_TABLES = {name for line in TABLE for name in re.findall(r"`([a-z_]+)`", line.split("|")[1])}


def test_every_table_is_told_and_no_other() -> None:
    assert {storage.tables.Words.__tablename__, adapters.sandbox.tables.SandboxMessage.__tablename__} <= KEPT_TABLES
    assert set(SQLModel.metadata.tables) == KEPT_TABLES
    assert all(len(line.strip("|").split("|")) == 3 for line in TABLE)


def test_words_stand_in_one_table() -> None:
    """No other column is called what the words of somebody would be."""
    bodies = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if column.name in ("text", "body", "said", "comment", "note", "reason", "content")
        if not table.name.startswith("sandbox_")
    }
    assert bodies == {"words.body", "inbox.body"}
    assert Words.__tablename__ == "words"


def test_every_field_of_a_log_line_is_told_and_no_other() -> None:
    said = TEXT.partition("Les champs :")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z_]+)`", said)) == FIELDS


def test_its_settings_are_those_there_are() -> None:
    named = set(re.findall(r"\b(?:RELAIS|SLACK|TEAMS)_[A-Z_]+\b", TEXT))
    assert named
    assert named <= set(environment_names())


def test_its_durations_are_those_of_the_code() -> None:
    assert KEPT.total_seconds() == 600
    assert "dix minutes" in TEXT
    assert UNDECIDED.days + 1 == 8
    assert "huit jours" in TEXT
    assert inbox.KEPT.days == 30
    assert "30 jours" in TEXT


def test_what_it_says_is_not_applied_yet_is_not() -> None:
    """Once it is, this page is to say how long each thing is kept."""
    assert ("retention", "standard") in NOT_YET
    assert "n'est pas encore appliquée" in TEXT


def test_the_question_that_it_gives_is_answered() -> None:
    (asked,) = re.findall(r"- \*\*Accès\*\* : « ([^»]+) »", TEXT)
    assert asks_for_own_data(asked, to_desk=True)


@pytest.mark.parametrize("page", ["README.md", "docs/access.md"])
def test_it_is_found_from(page: str) -> None:
    assert "protection-des-donnees.md" in (ROOT / page).read_text(encoding="utf-8")
