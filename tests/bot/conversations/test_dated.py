"""A date as one would say it, and corrected as what it is."""

from __future__ import annotations

import pytest

from bot.cards import CloseForm
from tests.bot.desk_harness import Story


def test_what_takes_place_on_one_day_is_said_from_one_hour_to_the_other(desk: Story) -> None:
    desk.says("karim", "#lyon", "réserver une salle samedi 12 décembre de 14h à 16h30")
    assert "Date prévue : samedi 12 décembre, de 14 h à 16 h 30." in str(desk.card("LYO-1", "#lyon"))


def test_on_one_day_elsewhere_the_place_is_named_once(desk: Story) -> None:
    desk.says("karim", "#lyon", "réserver une salle à La Réunion jeudi de 14h à 16h")
    assert "jeudi 26 novembre, de 14 h à 16 h à La Réunion (11 h ici)." in str(desk.card("REU-1", "#lyon"))


def test_over_several_days_both_are_said(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un hôtel à Paris du 7 au 9 décembre")
    assert "Dates prévues : du lundi 7 décembre au mercredi 9 décembre." in str(desk.card("LYO-1", "#lyon"))


def test_the_date_of_a_meeting_corrected_is_still_when_it_takes_place(desk: Story) -> None:
    desk.says("karim", "#lyon", "réserver une salle samedi 12 décembre de 14h à 16h30")
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="14/12 9h")
    card = str(desk.card("LYO-1", "#lyon"))
    assert "Date prévue : lundi 14 décembre, de 9 h à 11 h 30." in card
    assert "À faire pour" not in card
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="15/12")
    assert "Date prévue : mardi 15 décembre." in str(desk.card("LYO-1", "#lyon"))
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="")
    assert "Date prévue" not in str(desk.card("LYO-1", "#lyon"))


def test_a_form_of_one_field_speaks_of_no_rest(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    form = desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due")
    alone = desk.text(desk.sends("karim", form, due="31/02"))
    assert "n’existe pas" in alone
    assert "conservé" not in alone
    whole = desk.types("karim", "nouvelle")
    among = desk.text(desk.sends("karim", whole, text="une salle", site="lyon", due="31/02"))
    assert "n’existe pas. Choisissez une autre date ; le reste est conservé." in among


def test_urgent_said_twice_is_still_urgent(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    for _ in range(2):
        desk.types("karim", "urgent LYO-1")
        assert desk.request("LYO-1").urgent
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent")
    assert not desk.request("LYO-1").urgent, "the button says which"
    desk.types("karim", "urgent LYO-1")
    desk.types("karim", "urgent LYO-1 off")
    assert not desk.request("LYO-1").urgent


DOUBT = "Votre message laisse un doute sur la date : vérifiez-la."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("il me faudrait une salle mardi ou mercredi", "mardi 1er décembre"),
        ("il me faudrait une salle lundi 13 janvier", "mercredi 13 janvier"),
        ("il me faudrait une salle lundi 13 à 14h", "dimanche 13 décembre"),
        ("il me faut un badge pour un visiteur mercredi 27", "mercredi 27 janvier"),
    ],
)
def test_a_date_that_leaves_a_doubt_is_shown_as_such_until_somebody_says_which(
    desk: Story, text: str, shown: str
) -> None:
    asked = desk.says("karim", "#lyon", text)
    card = desk.card("LYO-1", "#lyon")
    assert shown in str(card)
    assert DOUBT in str(card)
    assert "Vérifier la date" in str(card)
    assert "Date à vérifier, le message laisse un doute." in str(desk.card("LYO-1", "#desk"))
    before = desk.request("LYO-1")
    assert isinstance(desk.sends("karim", desk.presses("karim", card, "correct", "due")), CloseForm)
    after = desk.request("LYO-1")
    assert (after.due, after.event_start, after.date_doubted) == (before.due, before.event_start, False)
    assert DOUBT not in str(desk.card("LYO-1", "#lyon"))
    assert "a confirmé la date" in desk.text(desk.types("karim", "voir LYO-1"))
    desk.edits(asked, f"{text} svp")
    assert not desk.request("LYO-1").date_doubted, "what a person said is not read again"


def test_another_date_or_another_text_ends_the_doubt(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait une salle mardi ou mercredi")
    desk.edits(asked, "il me faudrait une salle mercredi")
    assert DOUBT not in str(desk.card("LYO-1", "#lyon"))
    desk.edits(asked, "il me faudrait une salle jeudi ou vendredi")
    assert DOUBT in str(desk.card("LYO-1", "#lyon"))
    desk.sends("ines", desk.presses("ines", desk.card("LYO-1", "#desk"), "correct", "due"), due="27/11")
    assert DOUBT not in str(desk.card("LYO-1", "#lyon"))


def test_a_form_takes_no_date_that_leaves_a_doubt(desk: Story) -> None:
    form = desk.types("karim", "nouvelle un badge pour un visiteur")
    told = desk.text(desk.sends("karim", form, site="lyon", due="mardi ou mercredi"))
    assert "« mardi ou mercredi » peut se comprendre de deux façons." in told
    desk.sends("karim", form, site="lyon", due="mercredi")
    assert not desk.request("LYO-1").date_doubted


def test_a_span_typed_in_a_form_keeps_its_end(desk: Story) -> None:
    desk.sends("karim", desk.types("karim", "nouvelle un hôtel à Paris"), site="lyon", due="du 28 au 30 novembre")
    span = "Dates prévues : du samedi 28 novembre au lundi 30 novembre."
    assert span in str(desk.card("LYO-1", "@karim"))

    def corrected(due: str) -> str:
        desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "@karim"), "correct", "due"), due=due)
        return str(desk.card("LYO-1", "@karim"))

    assert "du mardi 1er décembre au jeudi 3 décembre." in corrected("1/12"), "as long as it was"
    assert "du mardi 1er décembre au samedi 5 décembre." in corrected("du 1er au 5 décembre"), "another end alone"
    assert "Date prévue : jeudi 10 décembre, de 14 h à 16 h." in corrected("jeudi 10 décembre de 14h à 16h")


def test_what_is_due_and_then_takes_place_over_days_is_no_longer_due(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un badge avant vendredi")
    assert desk.request("LYO-1").due
    desk.sends(
        "karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="du 28 au 30 novembre"
    )
    made = desk.request("LYO-1")
    assert (made.due, made.due_grain, made.event_start, made.event_end) == (None, None, "2026-11-28", "2026-11-30")
