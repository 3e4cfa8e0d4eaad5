"""What an answer means: hours as people type them, people by what they are called, channels by their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.surveying import Room
from bot.charter import BadValueError, parse
from bot.charter.fields import RESERVED
from bot.charter.values import WeekHours
from relais.writing.draft import Draft, Somebody, code_of, hours_as_written, id_of, person_id
from relais.writing.finding import Known, alike, by_hand, chosen_room, guessed_assistants, guessed_requests, matching
from relais.writing.hours import read_hours
from relais.writing.paper import scalar, written
from relais.writing.places import holidays_of, said_hours, with_nothing_said

SERVICES = ({"id": "office", "name": {"fr": "Services généraux", "en": "Office"}},)
INES = Known("Inès Caron", "ines.caron@example.org", "U0INES", ("Inès", "icaron"))
LEA = Known("Léa Caron-Petit", "lea@example.org", "U0LEA")
HUGO = Known("Hugo Pereira", None, "U0HUGO", ("hp",))
PEOPLE = (INES, LEA, HUGO)


def draft(company: str = "Essai") -> Draft:
    return with_nothing_said("fr", company, "Siège", SERVICES)


@pytest.mark.parametrize(
    ("said", "written_as"),
    [
        ("lun-ven 9h-12h30 13h30-18h", {"mon-fri": "09:00-12:30 13:30-18:00"}),
        ("lun-jeu 8h30-18h, ven 8h30-17h", {"mon-thu": "08:30-18:00", "fri": "08:30-17:00"}),
        ("du lundi au vendredi de 9h à 18h", {"mon-fri": "09:00-18:00"}),
        ("Mon to Fri 9:00-17:00", {"mon-fri": "09:00-17:00"}),
        ("9-18", {"mon-fri": "09:00-18:00"}),
        ("mardi, jeudi : 8h - 12h et 14h - 17h ; sam fermé", dict.fromkeys(("tue", "thu"), "08:00-12:00 14:00-17:00")),
        ("lun-dim 0h-24h", {"mon-sun": "00:00-24:00"}),
        ("lun-mar 9h-12h mer-ven 9h-12h", {"mon-fri": "09:00-12:00"}),
    ],
)
def test_hours_as_people_type_them(said: str, written_as: dict[str, str]) -> None:
    assert hours_as_written(read_hours(said)) == written_as


@pytest.mark.parametrize(
    "said", ["", "demain", "8h", "18h-8h", "25h-26h", "lun 8h-9h lun 9h-10h", "9h-12h 11h-13h", "x"]
)
def test_hours_that_are_none_are_refused(said: str) -> None:
    with pytest.raises(BadValueError):
        read_hours(said)


@given(st.lists(st.sampled_from(["", "08:00-12:00", "08:00-12:00 13:00-24:00"]), min_size=7, max_size=7))
def test_hours_written_or_proposed_are_read_back(days: list[str]) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    if not any(days):
        return
    week = WeekHours.parse(dict(zip(names, days, strict=True)))
    assert WeekHours.parse(hours_as_written(week)) == week
    assert read_hours(said_hours(week, "fr")) == read_hours(said_hours(week, "en")) == week


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Inès Caron", [INES]),
        ("ines caron", [INES]),
        ("INÈS", [INES]),
        ("@icaron", [INES]),
        ("INES.CARON@example.org", [INES]),
        ("U0INES", [INES]),
        ("<@U0INES>", [INES]),
        ("caron", [INES, LEA]),
        ("lea c", [LEA]),
        ("petit léa", [LEA]),
        ("hp", [HUGO]),
        ("rei", [HUGO]),
        ("caron caron", []),
        ("zorglub", []),
        ("@", []),
        ("", []),
    ],
)
def test_whom_a_name_may_mean(said: str, meant: list[Known]) -> None:
    assert matching(said, PEOPLE) == meant


def test_a_whole_name_wins_over_a_part_of_another() -> None:
    other = Known("Inès", "x@example.org", "U1")
    assert matching("Inès Caron", (INES, Known("Inès Caron Petit", None, "U2"))) == [INES]
    assert matching("x@example.org", (INES, other)) == [other]


def test_a_slip_is_told_with_who_may_have_been_meant() -> None:
    assert alike("Hugo Pereria", PEOPLE) == ["Hugo Pereira"]
    assert alike("xqzw", PEOPLE) == []


def test_somebody_in_no_list_has_a_name_and_an_e_mail() -> None:
    assert by_hand("Inès Caron <i@x.fr>") == ("Inès Caron", "i@x.fr")
    assert by_hand("Inès Caron") is by_hand("<i@x.fr>") is by_hand("<@U0INES>") is None


ROOMS = tuple(
    Room(f"C{number}", name, platform="slack")
    for number, name in enumerate(
        "general aix-pause demandes-aix aide-lyon lyonnaise desk-assistantes demandes la-reunion-help".split(), 1
    )
)


@pytest.mark.parametrize(
    ("site", "channel"),
    [("Aix", "demandes-aix"), ("Lyon", "aide-lyon"), ("La Réunion", "la-reunion-help"), ("Strasbourg", None)],
)
def test_the_channel_of_a_site_is_guessed_by_its_name(site: str, channel: str | None) -> None:
    place = draft().sites[0]
    named = type(place)("x", "X1", site, place.hours)
    guess = guessed_requests(named, ROOMS, (named,))
    assert (guess.name if guess else None) == channel


def test_the_companys_channel_and_the_assistants_are_guessed() -> None:
    place = draft().sites[0]
    sites = [type(place)(name, name.upper(), name, place.hours) for name in ("aix", "lyon", "la réunion")]
    company, assistants = guessed_requests(None, ROOMS, sites), guessed_assistants(ROOMS, ())
    assert company is not None
    assert assistants is not None
    assert (company.name, assistants.name) == ("demandes", "desk-assistantes")
    assert guessed_assistants(ROOMS, {assistants.id}) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [("1", "C1"), ("#Demandes-Aix", "C3"), ("c4", "C4"), ("0", None), ("9", None), ("²", None), ("aix", None)],
)
def test_a_channel_by_number_name_or_id(said: str, meant: str | None) -> None:
    found = chosen_room(said, ROOMS)
    assert (found.id if found else None) == meant


def test_ids_and_codes_are_alone_and_may_be_used() -> None:
    assert id_of("La Réunion", (), "site") == "la_reunion"
    assert id_of("La Réunion", {"la_reunion"}, "site") == "la_reunion_2"
    assert id_of("Provider", (), "site") == "provider_2"
    assert id_of("大阪", (), "site") == "site"
    assert (person_id("Inès Caron", ()), person_id("Inès Caron", {"ines"})) == ("ines", "ines_caron")
    assert (code_of("Lyon", ()), code_of("Lyon", {"LYO"}), code_of("大阪", ())) == ("LYO", "LYON", "SIT")


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6))
def test_any_names_make_ids_that_a_charter_takes(names: list[str]) -> None:
    ids: list[str] = []
    codes: list[str] = []
    for name in names:
        ids.append(id_of(name, ids, "site"))
        codes.append(code_of(name, codes))
    assert len(set(ids)) == len(set(codes)) == len(names)
    assert not RESERVED & set(ids)
    site = draft().sites[0]
    sites = tuple(type(site)(key, code, "x", site.hours) for key, code in zip(ids, codes, strict=True))
    made = parse(written(Draft("fr", "x", "Europe/Paris", "FR", sites, SERVICES)))
    assert [one.id for one in made.sites] == ids


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=60))
def test_any_name_comes_back_from_the_file(name: str) -> None:
    if not name.strip():
        return
    plain = draft(name.strip()).put(Somebody("ines", name.strip(), "i@example.org", roles=("assistant",)))
    made = parse(written(plain))
    assert made.desk.name == made.people[0].name == name.strip()


@pytest.mark.parametrize(
    "said", ["no", "Oui", "null", "~", "08:30", "069", "- x", "a: b", "a #b", "{x}", 'a"b', "é\\n"]
)
def test_what_yaml_would_read_otherwise_is_in_quotes(said: str) -> None:
    import yaml

    assert yaml.safe_load(f"[{scalar(said)}]") == [said]


def test_public_holidays_are_those_of_the_zones_country() -> None:
    assert [holidays_of(zone) for zone in ("Europe/Paris", "Indian/Reunion", "Europe/Brussels", "Etc/UTC")] == [
        "FR",
        "RE",
        "BE",
        "FR",
    ]
