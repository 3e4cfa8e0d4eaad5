"""Who is who: waited for when unknown, denied when nobody can tell, spoken to in their own language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.cards import Held
from bot.events import Profile, Who
from bot.people import language_of, timezone_of
from storage.tables import Identity, Inbox, InboxState, Person
from tests.bot.desk_harness import Story
from tests.bot.paper import TEAM, Shown

TRAIN = "il me faudrait un train pour Paris jeudi matin"


def profile(user: str, name: str, platform: str = "slack", **facts: object) -> Profile:
    return Profile.model_validate({"who": Who(platform=platform, team=TEAM, user=user), "name": name, **facts})


def person_of(desk: Story, user: str, platform: str = "slack") -> Person:
    (identity,) = desk.rows(Identity, user=user, platform=platform)
    (found,) = desk.rows(Person, id=identity.person_id)
    assert isinstance(found, Person)
    return found


def test_language_and_zone_own_setting_charter_profile_desk(desk: Story) -> None:
    company = desk.company

    def reads(user: str) -> tuple[str, str]:
        person = person_of(desk, user)
        return desk.read(lambda unit: language_of(unit, company, person)), timezone_of(company, person)

    for user in ("claire", "tom", "helene"):
        known = company.person(user)
        assert known is not None
        there = {"language": "en", "timezone": "America/New_York"}
        desk.told_of(profile(user, known.name, email=known.email, **there))
    assert reads("claire") == ("en", "America/New_York")
    assert reads("helene") == ("fr", "America/New_York")
    assert reads("tom") == ("en", "Europe/London")
    assert reads("karim") == ("fr", "Europe/Paris")
    desk.types("claire", "langue français")
    desk.told_of(profile("claire", "Claire Morel", email="claire.morel@relais-office.example", language="en"))
    assert reads("claire")[0] == "fr"
    desk.told_of(profile("nora", "Nora", language="de", timezone="Mars/Olympus"))
    assert reads("nora") == ("fr", "Europe/Paris")


def test_a_refusal_is_said_in_the_readers_language(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.reacts("tom", asked, "eyes")
    assert "Inès Caron and Claire Morel can help you." in desk.whispered("tom")


def test_a_form_that_somebody_unknown_opened_is_filled_later(desk: Story) -> None:
    desk.meets("nora", "Nora Petit")
    reply = desk.types("nora", "nouvelle un badge pour un visiteur")
    assert isinstance(reply, Held)
    (form,) = desk.papers["slack"].forms.values()
    assert [each.value for each in form.fields if each.id == "text"] == ["un badge pour un visiteur"]
    desk.sends("nora", form.id, text="un badge pour un visiteur", site="lyon")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_a_question_of_somebody_unknown_is_answered_late_to_them_alone(desk: Story) -> None:
    desk.meets("nora", "Nora Petit")
    desk.types("nora", "mes")
    assert "Vos demandes" in desk.whispered("nora")


def test_after_a_quarter_of_an_hour_without_an_answer_it_is_denied(desk: Story) -> None:
    said = desk.wrote("nora", "#lyon", TRAIN)
    reply = desk.at_once(desk.posted(said))[0].result(10)
    assert isinstance(reply, Held)
    assert [row.state for row in desk.rows(Inbox) if row.body] == [InboxState.WAITING]
    desk.pass_by(minutes=14)
    assert desk.door.deny_late().result(10) == 0
    desk.pass_by(minutes=2)
    assert desk.door.deny_late().result(10) == 1
    desk.meets("nora", "Nora Petit")
    desk.carry()
    assert "Je n’ai pas pu vérifier ce qu’il fallait." in desk.whispered("nora")
    assert desk.requests() == []


def test_what_waits_for_a_message_goes_on_when_it_is_known(desk: Story) -> None:
    old = desk.wrote("lea", "#lyon", "il faudrait commander des fournitures")
    for who in ("ines", "helene"):
        desk.at_once(desk.reacted(who, old, "ticket"))[0].result(10)
    desk.carry()
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert desk.papers["slack"].fetched == [old.ts]


def test_the_author_of_a_raised_message_is_asked_for_too(desk: Story) -> None:
    desk.meets("nora", "Nora Petit")
    old = desk.wrote("nora", "#lyon", "il faudrait commander des fournitures")
    desk.reacts("ines", old, "ticket")
    assert desk.papers["slack"].fetched == [old.ts, "nora"]
    assert desk.request("LYO-1").requester_id == person_of(desk, "nora").id


PROBES: dict[str, Callable[[Story, str, str, Shown], object]] = {
    "show": lambda desk, who, ref, said: desk.types(who, f"voir {ref}"),
    "take": lambda desk, who, ref, said: desk.types(who, f"prendre {ref}"),
    "escalate": lambda desk, who, ref, said: desk.types(who, ref, command="escalade"),
    "press show": lambda desk, who, ref, said: desk.forges(who, "show", ref),
    "press claim": lambda desk, who, ref, said: desk.forges(who, "claim", ref),
    "press call": lambda desk, who, ref, said: desk.forges(who, "call", f"{ref}:ines"),
    "press accept": lambda desk, who, ref, said: desk.forges(who, "accept", "source:1"),
    "action": lambda desk, who, ref, said: desk.uses(who, "desk_from_message", said),
    "emoji": lambda desk, who, ref, said: desk.reacts(who, said, "eyes"),
    "ticket": lambda desk, who, ref, said: desk.reacts(who, said, "ticket"),
    "mention": lambda desk, who, ref, said: desk.says(who, "#lyon", f"voir {ref}", to_desk=True),
}
"""Ways to ask about a reference, or a message, that may or may not be a request."""


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("gone", [False, True])
def test_someone_who_may_do_nothing_finds_nothing_out(desk: Story, probe: str, gone: bool) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    other = desk.wrote("lea", "#lyon", "il fait bien froid ce matin")
    told = []
    for who, ref, said in (("passant1", "LYO-1", asked.message), ("passant2", "LYO-77", other)):
        desk.told_of(desk.meets(who, "Passant", outsider=not gone, active=not gone))
        PROBES[probe](desk, who, ref, said)
        told.append([desk.text(reply) for by, reply in desk.replies if by == who] + [desk.room(f"@{who}")])
        told[-1].append(desk.whispered(who))
    assert told[0] == [each.replace("LYO-77", "LYO-1") for each in told[1]]
    assert desk.history("LYO-1") == ["ask"]
    assert len(desk.requests()) == 1


def test_an_answer_to_somebody_who_is_gone_is_not_said_to_be_read(desk: Story) -> None:
    desk.says("karim", "@", "Le badge de Lyon ne marche plus")
    desk.told_of(desk.meets("karim", "Karim Diallo", active=False))
    desk.types("ines", "répondre LYO-1 Passez à l'accueil")
    assert "n’a pas reçu votre réponse sur LYO-1" in desk.room("@ines")
    assert "Passez à l'accueil" in desk.room("@ines")
    assert "n’a pas pu le lire" in desk.by_desk("#desk")
    assert "a répondu au demandeur" not in desk.by_desk("#desk")
