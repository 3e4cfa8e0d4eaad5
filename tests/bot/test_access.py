"""Who can read what, as `relais access` tells it: what the policy answers, and why it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import access, charter, grants
from bot.access import Access, Sees
from bot.charter import Charter
from storage.database import open_database
from storage.tables import Grant, Identity, Level, Person, Request
from storage.unit import Unit
from tests.bot.desk_harness import MORNING, company
from tests.fakes.company import DEMO


def of(charter_id: str, found: list[Access]) -> Access:
    (one,) = [each for each in found if each.named is not None and each.named.id == charter_id]
    return one


def seen(one: Access, service: str | None, level: Level) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.part, each.sites, each.why) for each in one.sees if (each.service, each.level) == (service, level)]


def changed(old: str, new: str) -> Charter:
    text = DEMO.read_text(encoding="utf-8")
    assert old in text
    return charter.parse(text.replace(old, new))


ALL = ("aix", "lyon", "strasbourg", "reunion")


@pytest.mark.parametrize(
    ("who", "service", "level", "expected"),
    [
        ("marc", "travel", Level.STANDARD, [("full", ("lyon",), ("manager",))]),
        ("marc", "invoicing", Level.RESTRICTED, [("state", ("lyon",), ("manager",))]),
        ("marc", "hr_admin", Level.CONFIDENTIAL, []),
        ("claire", "invoicing", Level.RESTRICTED, [("full", ALL, ("assistant",))]),
        ("nadia", "hr_admin", Level.CONFIDENTIAL, [("full", ALL, ("assistant", "cleared"))]),
        ("nadia", None, Level.CONFIDENTIAL, [("full", ALL, ("named",))]),
        ("coralie", "hr_admin", Level.CONFIDENTIAL, [("late", ALL, ("coordinator",))]),
        ("tom", "travel", Level.STANDARD, []),
    ],
)
def test_each_reads_what_the_policy_says_and_by_which_rule(
    who: str, service: str | None, level: Level, expected: list[Any]
) -> None:
    assert seen(of(who, access.by_charter_alone(company())), service, level) == expected


def test_who_reads_what_is_confidential() -> None:
    found = access.by_charter_alone(company())
    told = [each.name for each in access.readers_of(found, "hr_admin", Level.CONFIDENTIAL)]
    assert told == ["Nadia Benali", "Samia Roux"]
    people = [each.model_copy(update={"cleared": ()}) if each.id == "samia" else each for each in company().people]
    uncleared = access.by_charter_alone(company().model_copy(update={"people": tuple(people)}))
    told = [each.name for each in access.readers_of(uncleared, "hr_admin", Level.CONFIDENTIAL)]
    assert told == ["Nadia Benali"]


def test_a_rule_that_changes_changes_what_is_told() -> None:
    closed = changed("confidential: true                                     # private", "restricted: true   # private")
    assert ("hr_admin", Level.RESTRICTED) in access.kinds(closed)
    assert seen(of("marc", access.by_charter_alone(closed)), "hr_admin", Level.RESTRICTED) != []


@pytest.fixture
def kept(migrated_file: Path, tmp_path: Path) -> Any:
    """What is told of a desk whose rows are those that are given."""

    def look(rows: Callable[[Unit], None]) -> list[Access]:
        from shutil import copyfile

        database = open_database(f"sqlite:///{copyfile(migrated_file, tmp_path / 'desk.db')}")
        with database.engine.begin() as connection:
            rows(Unit(connection, MORNING))
        with database.read() as connection:
            found = access.everybody(Unit(connection, MORNING), company())
        database.close()
        return found

    return look


def person(unit: Unit, name: str, charter_id: str | None = None) -> int:
    row = unit.add(Person(name=name, charter_id=charter_id, created_at=MORNING))
    assert row.id is not None
    facts: dict[str, Any] = {"team": "T", "name": name, "created_at": MORNING, "updated_at": MORNING}
    unit.add(Identity(platform="slack", user=name, person_id=row.id, **facts))
    return row.id


def opened(unit: Unit, person_id: int, **what: Any) -> None:
    until = MORNING + timedelta(days=what.pop("days", 3))
    grants.give(
        unit,
        Grant(
            person_id=person_id,
            kind="access",
            by_id=person_id,
            at=MORNING,
            until=until,
            level=Level.CONFIDENTIAL,
            **what,
        ),
    )


def test_what_is_opened_is_told_while_it_is(kept: Any) -> None:
    def rows(unit: Unit) -> None:
        marc = person(unit, "Marc Vidal", "marc")
        opened(unit, marc, service="hr_admin", site="lyon")
        opened(unit, person(unit, "Zoé Blanc"), service="invoicing")
        opened(unit, person(unit, "Paul Roche"), service="invoicing", days=-1)

    found = kept(rows)
    assert seen(of("marc", found), "hr_admin", Level.CONFIDENTIAL) == [("full", ("lyon",), ("granted",))]
    assert [each.name for each in access.readers_of(found, "hr_admin", Level.CONFIDENTIAL)][-1] == "Marc Vidal"
    others = [each for each in found if each.named is None]
    assert [each.name for each in others] == ["Zoé Blanc"]
    assert Sees("invoicing", Level.RESTRICTED, "full", ALL, ("granted",)) in others[0].sees
    assert [each.grant.service for each in of("marc", found).grants] == ["hr_admin"]


def test_who_reads_a_request_because_it_names_them_is_counted(kept: Any) -> None:
    def rows(unit: Unit) -> None:
        who = person(unit, "Karim Diallo")
        for each in ("Hélène Durand", "Marc Vidal", "Nadia Benali"):
            person(unit, each, {"H": "helene", "M": "marc", "N": "nadia"}[each[0]])
        of_each: list[dict[str, Any]] = [
            {"alerted": "helene"},
            {"approvers": "marc", "site": "aix"},
            {"level": Level.CONFIDENTIAL},
            {"alerted": "helene", "open": False},
        ]
        for number, more in enumerate(of_each):
            facts: dict[str, Any] = {"site": "lyon", "service": "travel", "alerted": "", "approvers": ""}
            unit.add(
                Request(
                    ref=f"LYO-{number}",
                    number=number,
                    requester_id=who,
                    raised_by_id=who,
                    origin="message",
                    words_id=1,
                    asked_at=MORNING,
                    charter_version="",
                    updated_at=MORNING,
                    **(facts | more),
                )
            )

    found = kept(rows)
    assert [of(who, found).named_in for who in ("helene", "marc", "nadia", "julie")] == [1, 1, 0, 0]
