"""What a valid charter is warned of, and what it is not."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.charter import Charter, Problem, not_yet, parse, warnings
from bot.charter.checks import NOT_YET
from bot.charter.loader import _models_in

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "relais/charters/demo.yaml").read_text("utf-8")
FOLDERS = ("bot", "adapters", "storage", "scheduler", "relais")
BY_NAME = {"reactions"}
"""The parts whose keys are asked for by a verb's name, and so all read."""
KEYED = re.compile(r"`(\w+)`")
HUGO_S_SITES = "sites: [strasbourg, reunion]"


def warned(*changes: tuple[str, str]) -> list[Problem]:
    source = EXAMPLE
    for before, after in changes:
        assert before in source, before
        source = source.replace(before, after, 1)
    return warnings(parse(source, "c.yaml"))


def cells(problems: list[Problem], code: str) -> set[tuple[object, object]]:
    return {(one.arguments["site"], one.arguments["service"]) for one in problems if one.code == code}


def test_one_person_only_and_no_second_person() -> None:
    found = warned((HUGO_S_SITES, "sites: [strasbourg]"))
    services = {"travel", "meetings", "invoicing", "expenses", "reporting", "office"}
    assert cells(found, "cell_one_person") == {("reunion", service) for service in services}
    assert cells(found, "cell_no_second") == {("reunion", "invoicing")}
    assert {problem.code for problem in found} == {"cell_one_person", "cell_no_second"}
    (line,) = {problem.line for problem in found}
    assert EXAMPLE.split("\n")[line - 1] == "  - {site: reunion, model: pool}"
    assert found[0].arguments["name"] == "Claire Morel"


def test_nobody() -> None:
    found = warned(
        (HUGO_S_SITES, "sites: [strasbourg]"),
        (
            "sites: [aix, lyon, strasbourg, reunion], services: [travel",
            "sites: [aix, lyon, strasbourg], services: [travel",
        ),
    )
    assert ("reunion", "travel") in cells(found, "cell_nobody")
    assert cells(found, "cell_no_second") == set()


def test_someone_who_watches_covers_nothing_and_someone_supervised_does() -> None:
    assert warned() == []
    found = warned(("autonomy: supervised", "autonomy: shadow"))
    assert ("strasbourg", "travel") in cells(found, "cell_one_person")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("autonomy: shadow", "no_buddy"),
        ("autonomy: shadow, buddy: hugo", "buddy_cannot"),
        ("autonomy: shadow, buddy: marc", "buddy_cannot"),
        ("autonomy: shadow, buddy: claire", None),
    ],
)
def test_whoever_watches_has_somebody_who_works_beside_them(written: str, code: str | None) -> None:
    found = [each for each in warned(("autonomy: supervised", written)) if each.code in ("no_buddy", "buddy_cannot")]
    assert [each.code for each in found] == ([code] if code else [])
    assert all("Hugo Pereira" in each.sentence(language) for each in found for language in ("fr", "en"))


def test_two_supervised_people_cannot_check_each_other() -> None:
    found = warned(("services: [travel, meetings, invoicing, expenses, office, reporting]}", "autonomy: supervised}"))
    assert cells(found, "cell_no_second") == {("strasbourg", "invoicing"), ("reunion", "invoicing")}


def test_dedicated_without_a_backup_that_serves() -> None:
    found = warned(("assistant: ines, backup: claire", "assistant: ines"))
    assert cells(found, "cell_no_backup") == {
        ("lyon", service) for service in ("travel", "meetings", "invoicing", "expenses", "reporting", "office")
    }
    assert cells(found, "cell_one_person") == set()
    unable = warned(
        ("services: [travel, meetings, invoicing, expenses, office", "services: [meetings, invoicing, expenses, office")
    )
    assert cells(unable, "cell_no_backup") == {("lyon", "travel")}


def test_the_backup_of_a_service_serves_every_site() -> None:
    found = warned(("assistant: nadia, backup: samia", "assistant: nadia"))
    sites = ("aix", "lyon", "strasbourg", "reunion")
    assert cells(found, "cell_no_backup") == {(site, "hr_admin") for site in sites}
    assert cells(found, "cell_one_person") == {(site, "hr_admin") for site in sites if site != "aix"}


COMPANY = [
    ("no pilot", ("  pilot: julie ", "  pilot: ~ "), "no_pilot", "desk:"),
    ("a pilot of the provider", ("  pilot: julie ", "  pilot: coralie "), "pilot_of_provider", "  pilot: coralie"),
    ("a provider without a name", ("  provider: Relais Office ", "  provider: ~ "), "provider_unnamed", "desk:"),
    ("no coordinator", ("roles: [coordinator]", "roles: [executive]"), "no_coordinator", "people:"),
    ("no contact", ("  contact: nadia ", "  contact: ~ "), "no_contact", "desk:"),
    ("a contact not cleared", ("  contact: nadia ", "  contact: julie "), "contact_not_cleared", "  contact: julie"),
    (
        "told without clearance",
        ("[contact]", "[contact, executive]"),
        "told_without_clearance",
        "  - {after: 2h,  notify: [con",
    ),
    (
        "cleared, and of the provider",
        ("employer: provider, sites: [strasbourg", "employer: provider, cleared: [hr_admin], sites: [strasbourg"),
        "cleared_of_provider",
        "  - {id: hugo",
    ),
    (
        "a site without a manager",
        ("roles: [manager], sites: [lyon]", "roles: [executive], sites: [lyon]"),
        "nobody_approves",
        "    approval",
    ),
    ("nobody at the end of the chain", ("roles: [executive], language", "roles: [admin], language"), None, ""),
    ("no place to ask", ("  - {platform: slack, id: C0AIDE,    purpose: requests}", "  # none"), None, ""),
    (
        "no triage",
        ("purpose: assistants, shared_with: provider", "purpose: rituals"),
        "no_assistants_channel",
        "  - id: aix",
    ),
    (
        "a name for two sites",
        ("aliases: [Stras, Illkirch]", "aliases: [Stras, LYON]"),
        "name_shared",
        "  - id: strasbourg",
    ),
    (
        "names without effect",
        ("{site: aix, model: pool}", "{site: aix, model: pool, backup: ines}"),
        "names_without_effect",
        "  - {site: aix",
    ),
    (
        "a provider without anyone",
        ("{site: aix, model: pool}", "{site: aix, service: hr_admin, model: provider}"),
        "provider_has_nobody",
        "  - {site: aix",
    ),
    (
        "urgent is slower",
        ("urgent: {first_response: 15m, resolution: 4h}", "urgent: {first_response: 2h}"),
        "urgent_is_slower",
        "    urgent",
    ),
    (
        "a platform of one's own",
        ("{platform: slack, id: C0AIX", "{platform: matrix, id: C0AIX"),
        "platform_unknown",
        "  - {platform: matrix",
    ),
]


@pytest.mark.parametrize(("change", "code", "begins"), [row[1:] for row in COMPANY], ids=[row[0] for row in COMPANY])
def test_what_is_left_to_chance(change: tuple[str, str], code: str | None, begins: str) -> None:
    found = warned(change)
    if code is None:
        assert found == []
        return
    first = next(problem for problem in found if problem.code == code)
    assert EXAMPLE.replace(*change, 1).split("\n")[first.line - 1].startswith(begins)
    assert first.severity == "warning"
    for language in ("fr", "en"):
        assert first.render(language).startswith(f"c.yaml:{first.line}: ")


def test_whom_to_name_where_nobody_answers_is_told_as_it_is_written() -> None:
    pilot = warned(("  pilot: julie ", "  pilot: ~ "))
    assert "nommez quelqu'un (desk.pilot)" in next(one for one in pilot if one.code == "nobody_hears").sentence("fr")
    manager = warned(("roles: [manager], sites: [lyon]", "roles: [executive], sites: [lyon]"))
    found = {(one.code, one.arguments["value"]): one.sentence("en") for one in manager}
    assert "for these sites (roles: [manager])" in found["nobody_hears_there", "site_manager"]
    assert "for these sites (roles: [manager])" in found["nobody_approves", "manager"]


def test_a_code_that_goes_to_another_site_is_told_beside_the_charter_in_force() -> None:
    before = parse(EXAMPLE, "c.yaml")
    swapped = EXAMPLE.replace("LYO", "TMP").replace("AIX", "LYO").replace("TMP", "AIX")
    found = warnings(parse(swapped, "c.yaml"), before)
    assert {(each.code, each.arguments["value"], each.arguments["site"]) for each in found} == {
        ("code_changes_hands", "LYO", "lyon"),
        ("code_changes_hands", "AIX", "aix"),
    }
    assert warnings(parse(EXAMPLE, "c.yaml"), before) == warnings(before)


def test_what_the_desk_does_not_act_on_yet_is_named_and_is_no_fault() -> None:
    every = EXAMPLE + "retention: {standard: 6 months}\nknowledge: docs\n"
    for before, after in (
        ("    code: LYO\n", "    code: LYO\n"),
        ("  - id: travel\n", "  - id: travel\n    priority: high\n"),
    ):
        assert before in every
        every = every.replace(before, after, 1)
    every = every.replace("{standard: 6 months}", "{standard: 6 months, audit: 6 months}")
    assert not_yet(parse(every, "c.yaml")) == (*(path[-1] for path in NOT_YET), "rituals")
    assert warnings(parse(every, "c.yaml")) == []


def test_a_choice_that_is_made_by_default_is_not_said_to_wait() -> None:
    usual = EXAMPLE.replace("  - id: travel\n", "  - id: travel\n    priority: normal\n", 1)
    assert usual != EXAMPLE
    assert "priority" not in not_yet(parse(usual, "c.yaml"))


def test_what_is_not_at_work_is_what_nothing_outside_the_charter_reads() -> None:
    """A key that the desk begins to read leaves the list, and a new one that it does not read joins it."""
    assert tuple(_unread(Charter, ())) == NOT_YET


def test_the_readme_names_what_is_not_at_work() -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## What is not there yet\n")[2].partition("\n## ")[0]
    named = {key for line in section.splitlines() if line.startswith("- ") for key in KEYED.findall(line)}
    assert named - {"contact"} == {path[-1] for path in NOT_YET}


def _unread(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The keys, under a model's path, that are read nowhere; what stands under one of these is not looked at."""
    for key, field in model.model_fields.items():
        here = (*path, key)
        if key not in _read() and not (path and path[-1] in BY_NAME):
            yield here
            continue
        for inner in _models_in(field.annotation):
            yield from _unread(inner, here)


@cache
def _read() -> frozenset[str]:
    """Every attribute that the desk reads of something, outside the charter's folder; a table's columns apart."""
    files = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    return frozenset(
        node.attr
        for file in files
        if ROOT / "bot/charter" not in file.parents
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        if not (isinstance(node.value, ast.Attribute) and node.value.attr == "c")
    )
