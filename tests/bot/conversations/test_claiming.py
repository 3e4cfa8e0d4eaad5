"""Taking, giving back, handing over: the first claim wins, whatever its path, and the others are told who has it."""

from __future__ import annotations

import pytest

from storage.tables import State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons
from tests.bot.paper import Shown

TRAIN = "il me faudrait un train pour Paris jeudi matin"


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon: LYO-1, proposed to Inès."""
    return desk.says("karim", "#lyon", TRAIN).message


CLAIMING = (
    "eyes",
    ":eyes:",
    "👀",
    "raised_hand",
    "hand",
    "✋",
    "✋🏽",
    "raised_hand::skin-tone-3",
    ":hand::skin-tone-6:",
)


@pytest.mark.parametrize("on", ["card", "source"])
def test_an_emoji_of_the_charter_claims(desk: Story, asked: Shown, on: str) -> None:
    shown = desk.card("LYO-1", "#desk") if on == "card" else asked
    for emoji in CLAIMING:
        desk.reacts("ines", shown, emoji)
        assert desk.who_has("LYO-1") == "ines", emoji
        desk.unreacts("ines", shown, emoji)
        assert desk.who_has("LYO-1") is None, emoji
    desk.reacts("ines", shown, CLAIMING[0])
    assert "Inès Caron s’en occupe." in desk.by_desk("#lyon")
    assert "Prise en charge, Inès Caron." in str(desk.card("LYO-1", "#desk"))


def test_other_emoji_say_nothing(desk: Story, asked: Shown) -> None:
    for emoji in ("heart", "👍", "thumbsup", "eyeglasses", "", "::skin-tone-3", "🎉"):
        desk.reacts("ines", asked, emoji)
    assert desk.request("LYO-1").state is State.NEW
    assert desk.whispered("ines") == ""


def test_a_button_and_a_command_claim_too(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "il me faudrait aussi un badge pour un visiteur vendredi")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    assert desk.text(desk.types("ines", "prendre lyo 2"), "ines") == "LYO-2 est à vous."
    assert (desk.who_has("LYO-1"), desk.who_has("LYO-2")) == ("ines", "ines")


def test_whoever_comes_second_is_told_who_has_it(desk: Story, asked: Shown) -> None:
    stale = desk.card("LYO-1", "#desk").card
    assert stale is not None
    desk.reacts("ines", asked, "eyes")
    told = "LYO-1 : Inès Caron s’en occupe déjà, depuis 10 h"
    desk.reacts("claire", desk.card("LYO-1", "#desk"), "raised_hand")
    assert told in desk.whispered("claire")
    assert told in desk.text(desk.types("claire", "claim LYO-1"))
    assert told in desk.text(desk.presses("claire", stale, "claim"))
    assert desk.who_has("LYO-1") == "ines"
    assert "LYO-1 est déjà à vous." in desk.text(desk.types("ines", "claim LYO-1"))
    assert desk.history("LYO-1").count("claim") == 1


def test_taking_the_emoji_back_releases_its_own_claim(desk: Story, asked: Shown) -> None:
    desk.reacts("ines", asked, "✋🏻")
    desk.unreacts("ines", asked, "raised_hand::skin-tone-2")
    assert desk.request("LYO-1").state is State.NEW
    assert "[Je m’en charge]" in str(desk.card("LYO-1", "#desk"))


def test_taking_back_another_emoji_releases_nothing(desk: Story, asked: Shown) -> None:
    card = desk.card("LYO-1", "#desk")
    desk.reacts("ines", card, "eyes")
    desk.reacts("ines", asked, "eyes")
    desk.unreacts("ines", asked, "eyes")
    desk.unreacts("ines", card, "raised_hand")
    desk.unreacts("claire", card, "eyes")
    assert desk.who_has("LYO-1") == "ines"
    desk.unreacts("ines", card, "eyes")
    assert desk.who_has("LYO-1") is None


def test_a_claim_by_button_is_not_released_by_an_emoji(desk: Story, asked: Shown) -> None:
    desk.reacts("ines", asked, "eyes")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "release")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.unreacts("ines", asked, "eyes")
    assert desk.who_has("LYO-1") == "ines"


def test_a_second_claiming_emoji_there_keeps_the_claim(desk: Story, asked: Shown) -> None:
    desk.reacts("ines", asked, "eyes")
    desk.reacts("ines", asked, "raised_hand")
    desk.unreacts("ines", asked, "eyes")
    assert desk.who_has("LYO-1") == "ines"
    desk.unreacts("ines", asked, "raised_hand")
    assert desk.who_has("LYO-1") is None


def test_late_words_about_an_emoji_change_nothing(desk: Story, asked: Shown) -> None:
    put = desk.reacted("ines", asked, "eyes")
    desk.pass_by(seconds=5)
    taken = desk.reacted("ines", asked, "eyes", on=False)
    for event in (taken, put, put):
        desk.submit(event)
    assert desk.request("LYO-1").state is State.NEW
    assert desk.history("LYO-1") == ["ask"]


def test_a_refusal_is_private_polite_and_says_who_can(desk: Story, asked: Shown) -> None:
    desk.reacts("lea", asked, "eyes")
    assert "Les assistants du pôle s’en chargent." in desk.whispered("lea")
    assert "Inès Caron et Claire Morel peuvent vous aider." in desk.whispered("lea")
    refusal = desk.text(desk.types("hugo", "prendre LYO-1"))
    assert "un autre site que les vôtres" in refusal
    assert desk.by_desk("#lyon").count("assistants") == 0
    assert desk.request("LYO-1").state is State.NEW


def test_check_mark_resolves_and_siren_makes_urgent(desk: Story, asked: Shown) -> None:
    desk.reacts("ines", asked, "🚨")
    assert desk.request("LYO-1").urgent
    assert "Urgente." in str(desk.card("LYO-1", "#desk"))
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "✅")
    request = desk.request("LYO-1")
    assert request.state is State.RESOLVED
    assert desk.who_has("LYO-1") == "ines"
    assert asked.signs == ["create", "done"]


def test_a_siren_taken_back_takes_back_what_it_alone_did(desk: Story, asked: Shown) -> None:
    desk.reacts("ines", asked, "🚨")
    desk.unreacts("ines", asked, "🚨")
    assert not desk.request("LYO-1").urgent
    assert "Urgente" not in str(desk.card("LYO-1", "#desk"))
    desk.reacts("ines", asked, "🚨")
    desk.reacts("claire", asked, "🚨")
    desk.unreacts("claire", asked, "🚨")
    assert desk.request("LYO-1").urgent
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent", "LYO-1:off")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent", "LYO-1:on")
    desk.unreacts("ines", asked, "🚨")
    assert desk.request("LYO-1").urgent


def test_those_who_work_it_say_by_their_button_that_it_is_urgent_no_longer(desk: Story, asked: Shown) -> None:
    desk.reacts("ines", asked, "🚨")
    desk.presses("claire", desk.card("LYO-1", "#desk"), "urgent", "LYO-1:off")
    assert not desk.request("LYO-1").urgent


def test_the_requester_may_make_it_urgent_and_no_longer(desk: Story, asked: Shown) -> None:
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent")
    assert desk.request("LYO-1").urgent
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent", "LYO-1:off")
    assert not desk.request("LYO-1").urgent
    assert [(each.data["read"], each.data["corrected"]) for each in desk.entries("LYO-1") if each.act == "urgent"] == [
        (False, True), (True, False),
    ]  # fmt: skip


def test_the_charters_emoji_rule_and_no_others(desk: Story, asked: Shown) -> None:
    desk.rules(lambda data: data["reactions"].update(claim=["rocket"]))
    desk.reacts("ines", asked, "eyes")
    assert desk.who_has("LYO-1") is None
    desk.reacts("ines", asked, "rocket")
    assert desk.who_has("LYO-1") == "ines"


def test_assigning_tells_the_person_and_the_requester(desk: Story, asked: Shown) -> None:
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "assign")
    assert "Confier à…" in desk.text(form)
    (person,) = desk.options(form, "person", "Claire Morel")
    desk.sends("ines", form, person=person)
    assert desk.who_has("LYO-1") == "claire"
    assert "LYO-1 vous est confiée." in desk.room("@claire")
    assert "Claire Morel s’en occupe." in desk.by_desk("#lyon")
    desk.types("coralie", "confier LYO-1 ines")
    assert desk.who_has("LYO-1") == "ines"
    assert [each.act for each in desk.entries("LYO-1")].count("assign") == 2


def test_nobody_is_assigned_who_may_not_work_it(desk: Story, asked: Shown) -> None:
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "assign")
    assert desk.options(form, "person", "Hugo Pereira") == []
    assert "person:" in desk.text(desk.sends("ines", form, person="999999"))
    assert "person:" in desk.text(desk.sends("ines", form, person="karim'; --"))
    assert desk.who_has("LYO-1") is None


def test_an_employee_may_not_assign(desk: Story, asked: Shown) -> None:
    assert "assistants" in desk.text(desk.types("karim", "confier LYO-1 ines"))
    assert desk.who_has("LYO-1") is None


def test_what_is_over_cannot_be_taken_or_handed_on(desk: Story, asked: Shown) -> None:
    assign = desk.presses("ines", desk.card("LYO-1", "#desk"), "assign")
    transfer = desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "cancel")
    for word in ("claim", "assign", "transfer", "urgent", "wait", "correct", "escalate"):
        assert "LYO-1 n’est plus ouverte." in desk.text(desk.types("ines", f"{word} LYO-1"))
    (person,) = desk.options(assign, "person", "Claire Morel")
    assert "n’est plus ouverte" in desk.text(desk.sends("ines", assign, person=person))
    assert "n’est plus ouverte" in desk.text(desk.sends("ines", transfer, service="office"))
    assert desk.request("LYO-1").state is State.CANCELLED
    assert desk.history("LYO-1") == ["ask", "cancel"]


def test_stale_buttons_are_looked_at_again(desk: Story, asked: Shown) -> None:
    stale = desk.card("LYO-1", "#desk").card
    assert stale is not None
    desk.presses("claire", desk.card("LYO-1", "#desk"), "claim")
    assert ("release", "LYO-1") in buttons(desk.card("LYO-1", "#desk").card or stale)
    refusal = desk.text(desk.forges("ines", "release", "LYO-1"))
    assert "Claire Morel s’en occupe et peut vous aider.\n[Prévenir Claire Morel]" in refusal
    assert desk.who_has("LYO-1") == "claire"


def test_release_of_what_nobody_has_says_so(desk: Story, asked: Shown) -> None:
    assert "Personne n’a pris LYO-1" in desk.text(desk.types("ines", "rendre LYO-1"))


def test_a_supervisor_by_rule_only_proposes(desk: Story) -> None:
    for number in range(1, 4):
        desk.says("karim", "#stras", f"il me faudrait un badge pour {number} visiteurs")
        desk.later(minutes=20)
    people = [desk.request(f"STR-{number}").proposed_id for number in (1, 2, 3)]
    assert people[0] != people[1]
    assert people[0] == people[2]
    assert {desk.request(f"STR-{number}").state for number in (1, 2, 3)} == {State.NEW}


def test_a_refusal_names_the_one_who_has_it_and_tells_them(desk: Story, asked: Shown) -> None:
    desk.types("claire", "prendre LYO-1")
    refused = desk.forges("lea", "resolve", "LYO-1", at=desk.card("LYO-1", "#lyon"))
    said = desk.text(refused, "lea")
    assert "Claire Morel s’en occupe et peut vous aider." in said
    assert "Inès Caron" not in said
    assert ("call", "LYO-1:claire") in buttons(desk.drawn(refused, "lea"))
    desk.forges("lea", "call", "LYO-1:claire", at=desk.card("LYO-1", "#lyon"))
    assert "LYO-1" in desk.room("@claire")


def test_somebody_else_who_cancels_is_told_who_may(desk: Story, asked: Shown) -> None:
    desk.types("claire", "prendre LYO-1")
    said = desk.text(desk.presses("lea", desk.card("LYO-1", "#lyon"), "cancel"), "lea")
    assert "Cela revient à la personne qui a fait la demande, ou à qui s’en occupe." in said
    assert "Claire Morel s’en occupe et peut vous aider." in said


def test_a_cancelled_request_does_not_look_cancelled_by_whoever_had_it(desk: Story, asked: Shown) -> None:
    desk.types("claire", "prendre LYO-1")
    desk.types("karim", "annuler LYO-1")
    card = str(desk.card("LYO-1", "#desk"))
    assert "Annulée" in card
    assert "Claire Morel" not in card
