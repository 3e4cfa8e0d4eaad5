"""What a valid charter is warned of, and what it is not."""

from pathlib import Path

import pytest

from bot.charter import Problem, not_yet, parse, warnings

EXAMPLE = (Path(__file__).parents[2] / "relais/charters/demo.yaml").read_text("utf-8")
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


@pytest.mark.parametrize("copied", ["19%3A0123%40thread.tacv2", "19%3a0123%40thread.tacv2"])
def test_an_id_as_a_link_writes_it(copied: str) -> None:
    (problem,) = warned(("19:reunion@thread.tacv2", copied))
    assert (problem.code, problem.arguments) == ("id_copied", {"value": copied, "plain": "19:0123@thread.tacv2"})
    assert copied in EXAMPLE.replace("19:reunion@thread.tacv2", copied).split("\n")[problem.line - 1]


def test_what_the_desk_does_not_act_on_yet_is_named_and_is_no_fault() -> None:
    assert not_yet(parse(EXAMPLE, "c.yaml")) == ("validation", "rituals")
    bare = {"services": (), "rituals": ()}
    assert not_yet(parse(EXAMPLE, "c.yaml").model_copy(update=bare)) == ()
