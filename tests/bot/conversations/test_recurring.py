"""Asking again and again: read back before it is kept, asked ahead and once, listed, stopped; and what ends it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.events import PeopleSeen, Profile
from storage import words as wordstore
from storage.tables import Recurrence, Recurring, Words
from tests.bot.conversations.test_retired import Change, all_of, drop
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import form_of

MONDAYS = "récurrent chaque lundi réserver la salle de réunion pour 12 personnes"


def keeps(desk: Story, who: str, said: str, where: str = "#lyon") -> Recurring:
    """Somebody asks it and says yes; it is the last rule."""
    desk.presses(who, desk.types(who, said, where), "recurring_keep")
    row: Recurring = desk.rows(Recurring, state="kept")[-1]
    return row


def shut(*ranges: str) -> Change:
    """Lyon is closed then."""

    def change(data: dict[str, Any]) -> None:
        next(each for each in data["sites"] if each["id"] == "lyon")["closed"] = list(ranges)

    return change


def test_it_is_read_back_with_its_next_dates_before_it_is_kept(desk: Story) -> None:
    told = desk.types("karim", MONDAYS)
    shown = desk.text(told, "karim")
    assert "À garder : chaque lundi." in shown
    assert "réserver la salle de réunion pour 12 personnes" in shown
    assert "Lyon" in shown
    for day in ("lundi 30 novembre", "lundi 7 décembre", "lundi 14 décembre"):
        assert day in shown
    desk.later(days=7)
    assert desk.requests() == [], "nothing was said yes to"
    assert [each.state for each in desk.rows(Recurring)] == ["draft"]


def test_each_is_asked_an_open_day_ahead_with_its_own_date_and_in_direct(desk: Story) -> None:
    kept = desk.presses("karim", desk.types("karim", MONDAYS), "recurring_keep")
    assert "La prochaine sera pour lundi 30 novembre." in desk.text(kept, "karim")
    desk.until(datetime(2026, 11, 27, 6, tzinfo=UTC))
    assert desk.requests() == []
    desk.until(datetime(2026, 11, 27, 12, tzinfo=UTC))
    (request,) = desk.requests()
    assert (request.due, request.site, request.origin) == ("2026-11-30", "lyon", "recurring")
    assert request.ref in desk.room("@karim")
    assert request.ref in desk.room("#desk")
    assert request.ref not in desk.room("#lyon")
    desk.later(days=28)
    assert [each.due for each in desk.requests()] == [
        "2026-11-30",
        "2026-12-07",
        "2026-12-14",
        "2026-12-21",
        "2026-12-28",
    ]


def test_a_closed_day_is_moved_or_left_out_as_one_chooses_and_why_is_said(desk: Story) -> None:
    shown = desk.types("karim", "récurrent tous les mois le 25 commander du papier")
    assert "jeudi 24 décembre, au lieu de vendredi 25 décembre (férié)" in desk.text(shown, "karim")
    after = desk.presses("karim", shown, "recurring_closed", "after")
    assert "lundi 28 décembre, au lieu de vendredi 25 décembre (férié)" in desk.text(after, "karim")
    left = desk.presses("karim", after, "recurring_closed", "skip")
    assert "vendredi 25 décembre : rien (férié)" in desk.text(left, "karim")
    kept = desk.presses("karim", left, "recurring_keep")
    assert "La prochaine sera pour lundi 25 janvier 2027." in desk.text(kept, "karim")


def test_what_is_due_tomorrow_is_asked_at_once(desk: Story) -> None:
    kept = desk.presses("karim", desk.types("karim", "récurrent chaque mercredi commander du café"), "recurring_keep")
    assert "La première est déjà faite : LYO-1." in desk.text(kept, "karim")
    assert "La prochaine sera pour mercredi 2 décembre." in desk.text(kept, "karim")
    assert desk.request("LYO-1").due == "2026-11-25"


def test_it_is_kept_once_whatever_is_pressed(desk: Story) -> None:
    shown = desk.types("karim", "récurrent chaque mercredi commander du café")
    desk.presses("karim", shown, "recurring_keep")
    desk.presses("karim", shown, "recurring_keep")
    assert len(desk.requests()) == 1
    assert "n’est plus là" in desk.text(desk.presses("karim", shown, "recurring_once"), "karim")
    assert "n’est plus là" in desk.text(desk.presses("karim", shown, "recurring_closed", "skip"), "karim")
    desk.presses("karim", shown, "recurring_drop")
    assert [each.state for each in desk.rows(Recurring)] == ["kept"]
    assert len(desk.requests()) == 1


def test_it_may_be_asked_once_alone_or_not_kept_at_all(desk: Story) -> None:
    desk.presses("karim", desk.types("karim", MONDAYS), "recurring_once")
    assert [each.due for each in desk.requests()] == [None]
    desk.presses("karim", desk.types("karim", MONDAYS), "recurring_drop")
    desk.types("karim", MONDAYS)
    desk.types("karim", "récurrent chaque jeudi commander du café")
    assert [each.state for each in desk.rows(Recurring)] == ["over", "over", "over", "draft"]
    kept = [each.body for each in desk.rows(Words) if each.body.startswith("réserver")]
    assert len(kept) == 1, "the request's alone"


def test_the_form_is_filled_by_what_was_said_and_says_what_is_wrong(desk: Story) -> None:
    opened = desk.types("karim", "récurrent")
    refused = desk.sends("karim", opened, text="", every="month", on="le 32")
    assert "n’existe dans aucun mois" in desk.text(refused, "karim")
    assert "Je n’ai pas compris quel jour" in desk.text(
        desk.sends("karim", opened, text="du café", every="month", on="quand il pleut"), "karim"
    )
    assert "autre rythme" in desk.text(
        desk.sends("karim", opened, text="du café", every="week", on="tous les mois le 25"), "karim"
    )
    shown = desk.sends("karim", opened, text="du café", every="month", on="dernier jour ouvré", site="lyon")
    assert "À garder : chaque mois, le dernier jour ouvré." in desk.text(shown, "karim")
    again = desk.presses("karim", shown, "repeat")
    changed = desk.sends("karim", again, on="3")
    assert "À garder : chaque mois, le 3." in desk.text(changed, "karim")
    assert [each.state for each in desk.rows(Recurring)] == ["over", "draft"]


def test_the_command_is_how_often_itself_and_a_need_stays_one(desk: Story) -> None:
    assert "chaque lundi et jeudi" in desk.text(desk.types("karim", "tous les lundis et jeudis, du café"), "karim")
    assert "chaque mois, le 25" in desk.text(desk.types("karim", "every month on the 25th, coffee"), "karim")
    assert "n’existe dans aucun mois" in desk.text(desk.types("karim", "tous les mois le 32 du café"), "karim")
    assert form_of(desk.types("karim", "tous mes badges sont bloqués")).kind == "new_request"


def test_a_message_is_an_order_by_its_word_and_else_an_ask(desk: Story) -> None:
    desk.says("andre", "@", "récurrent chaque lundi du café")
    assert [each.state for each in desk.rows(Recurring)] == ["draft"]
    desk.says("karim", "#lyon", "il me faudrait une salle tous les lundis pour 12 personnes")
    assert len(desk.requests()) == 1
    assert len(desk.rows(Recurring)) == 1


def test_its_owner_lists_and_stops_it_and_takes_it_up_again(desk: Story) -> None:
    keeps(desk, "karim", MONDAYS)
    listed = desk.types("karim", "récurrents")
    assert "Vous : chaque lundi" in desk.text(listed, "karim")
    assert "Demandes récurrentes" in desk.opens_home("karim")
    stopped = desk.presses("karim", listed, "recurring_stop")
    assert "Arrêtée : chaque lundi." in desk.text(stopped, "karim")
    assert "Aucune pour l’instant." in desk.text(desk.types("karim", "récurrents"), "karim")
    desk.later(days=6)
    assert desk.requests() == []
    desk.presses("karim", stopped, "recurring_resume")
    desk.later(days=7)
    assert [each.due for each in desk.requests()] == ["2026-12-07"]
    assert "n’est plus là" in desk.text(desk.presses("karim", stopped, "recurring_resume"), "karim")


def test_who_coordinates_sees_and_stops_it_and_nobody_else_knows_of_it(desk: Story) -> None:
    row = keeps(desk, "karim", MONDAYS)
    for other in ("lea", "ines"):
        assert "Aucune pour l’instant." in desk.text(desk.types(other, "récurrents"), other)
        for act in ("recurring_stop", "recurring_keep", "recurring_resume"):
            assert "n’est plus là" in desk.text(desk.forges(other, act, str(row.id)), other)
    assert "n’est plus là" in desk.text(desk.forges("karim", "recurring_stop", "99999999999999999999"), "karim")
    listed = desk.types("coralie", "récurrents")
    assert "Karim Diallo : chaque lundi" in desk.text(listed, "coralie")
    desk.presses("coralie", listed, "recurring_stop")
    assert "Coralie Tessier a arrêté votre demande récurrente" in desk.room("@karim")


def test_who_stopped_it_for_another_takes_it_up_again_and_nobody_what_its_owner_stopped(desk: Story) -> None:
    row = keeps(desk, "karim", MONDAYS)
    stopped = desk.presses("coralie", desk.types("coralie", "récurrents"), "recurring_stop")
    desk.presses("coralie", stopped, "recurring_resume")
    assert "Coralie Tessier a repris votre demande récurrente : chaque lundi." in desk.room("@karim")
    assert [each.state for each in desk.rows(Recurring)] == ["kept"]
    desk.presses("karim", desk.types("karim", "récurrents"), "recurring_stop")
    assert "n’est plus là" in desk.text(desk.forges("coralie", "recurring_resume", str(row.id)), "coralie")
    assert [each.state for each in desk.rows(Recurring)] == ["over"]
    desk.later(days=7)
    assert desk.requests() == []


def test_what_a_service_made_confidential_is_asked_again_is_for_nobody_else_to_read(desk: Story) -> None:
    row = keeps(desk, "karim", "récurrent chaque lundi commander des fournitures pour Paul")
    assert "fournitures pour Paul" in desk.text(desk.types("coralie", "récurrents"), "coralie")

    def private(data: dict[str, Any]) -> None:
        next(each for each in data["services"] if each["id"] == row.service)["confidential"] = True

    desk.rules(private)
    assert "Aucune pour l’instant." in desk.text(desk.types("coralie", "récurrents"), "coralie")
    assert "n’est plus là" in desk.text(desk.forges("coralie", "recurring_stop", str(row.id)), "coralie")
    (words,) = desk.rows(Words, id=row.words_id)
    assert words.level == "confidential"
    assert "fournitures pour Paul" in desk.text(desk.types("karim", "récurrents", "@"), "karim")


def test_what_is_confidential_is_for_nobody_else_to_list(desk: Story) -> None:
    said = "récurrent chaque mois le 25 mon attestation d'arrêt maladie pour la CPAM"
    assert "seules les personnes habilitées la lisent" in desk.text(desk.types("karim", said), "karim")
    row = keeps(desk, "karim", said)
    assert row.level == "confidential"
    assert "Aucune pour l’instant." in desk.text(desk.types("coralie", "récurrents"), "coralie")
    assert "attestation" not in desk.text(desk.types("karim", "récurrents"), "karim"), "others read over one's shoulder"
    assert "attestation" in desk.text(desk.types("karim", "récurrents", "@"), "karim")
    desk.later(days=35)
    assert {each.level for each in desk.requests()} == {"confidential"}


def test_a_desk_that_was_down_asks_the_last_one_alone_and_says_so(desk: Story) -> None:
    keeps(desk, "karim", MONDAYS)
    desk.pass_by(days=29)
    desk.later(seconds=1)
    assert [each.due for each in desk.requests()] == [None]
    assert "n’est pas partie" in desk.room("@karim")
    assert "3 échéances plus anciennes n’ont pas été demandées" in desk.room("@karim")
    desk.later(days=7)
    assert [each.due for each in desk.requests()] == [None, "2026-12-28"]
    assert len(desk.rows(Recurrence)) == 2


def test_an_end_that_was_said_is_shown_with_the_last_date_and_ends_it_once(desk: Story) -> None:
    shown = desk.types("karim", "chaque lundi une salle pour 8 jusqu'au 15 décembre")
    text = desk.text(shown, "karim")
    assert "À garder : chaque lundi, jusqu’au mardi 15 décembre." in text
    assert "La dernière serait pour lundi 14 décembre." in text
    assert "une salle pour 8" in text
    assert [each.body for each in desk.rows(Words)] == ["une salle pour 8"]
    desk.presses("karim", shown, "recurring_keep")
    desk.later(days=16)
    assert "s’arrête" not in desk.room("@karim")
    desk.later(days=28)
    assert [each.due for each in desk.requests()] == ["2026-11-30", "2026-12-07", "2026-12-14"]
    over = "s’arrête (chaque lundi, jusqu’au mardi 15 décembre) : il n’y a pas d’autre date d’ici là."
    assert desk.room("@karim").count(over) == 1
    assert "s’arrête" not in desk.room("@coralie")
    assert [(each.state, each.over_why) for each in desk.rows(Recurring)] == [("over", "ended")]


def test_an_end_gone_by_too_far_or_before_the_first_date_has_its_sentence(desk: Story) -> None:
    for end, told in (
        ("jusqu'au 15 décembre 2025", "Cette fin est déjà passée"),
        ("jusqu'au 15 décembre 2030", "un an au plus"),
        ("jusqu'au 26 novembre", "il n’y a aucune date"),
    ):
        assert told in desk.text(desk.types("karim", f"chaque lundi une salle pour 8 {end}"), "karim")
    assert {each.state for each in desk.rows(Recurring)} == {"over"}


def test_the_form_takes_an_end_and_shows_it_again(desk: Story) -> None:
    opened = desk.types("karim", "récurrent")
    asked = {"text": "une salle pour 8", "every": "week", "on": "lundi", "site": "lyon"}
    for end, told in (
        ("quand il pleut", "Je n’ai pas compris cette date"),
        ("hier", "Cette fin est déjà passée"),
        ("26/11", "il n’y a aucune date"),
    ):
        assert told in desk.text(desk.sends("karim", opened, **asked, until=end), "karim"), end
    shown = desk.sends("karim", opened, **asked, until="15 décembre")
    assert "chaque lundi, jusqu’au mardi 15 décembre" in desk.text(shown, "karim")
    shown = desk.sends("karim", desk.presses("karim", shown, "repeat"), text="du café")
    assert "jusqu’au mardi 15 décembre" in desk.text(shown, "karim")
    again = desk.presses("karim", shown, "repeat")
    said = desk.sends("karim", again, until="", text="du café jusqu'au 8 décembre")
    assert "La dernière serait pour lundi 7 décembre." in desk.text(said, "karim")


def test_an_only_date_is_asked_and_over_at_once(desk: Story) -> None:
    shown = desk.types("karim", "chaque mercredi une salle pour 8 jusqu'au 30 novembre")
    kept = desk.presses("karim", shown, "recurring_keep")
    assert "La première est déjà faite : LYO-1." in desk.text(kept, "karim")
    assert "La prochaine" not in desk.text(kept, "karim")
    assert "pas d’autre date" in desk.room("@karim")
    assert [each.state for each in desk.rows(Recurring)] == ["over"]


def test_its_words_are_kept_as_words_are_and_it_ends_without_them(desk: Story) -> None:
    row = keeps(desk, "karim", MONDAYS)
    (words,) = desk.rows(Words, id=row.words_id)
    assert (words.purge_after, words.person_id) == (None, row.person_id)
    desk.writer.run(lambda unit: wordstore.erase(unit, row.words_id)).result(30)
    desk.later(days=4)
    assert "ses mots ont été effacés" in desk.room("@karim")
    assert desk.requests() == []


def test_its_owner_left_and_who_coordinates_is_told(desk: Story) -> None:
    keeps(desk, "karim", MONDAYS)
    gone = Profile(who=desk.who("karim"), name="Karim Diallo", email="karim@ateliers-durance.example", active=False)
    desk.submit(PeopleSeen(key=desk.key(), at=desk.clock.now(), profiles=(gone,)))
    desk.later(days=4)
    assert desk.requests() == []
    assert "Une demande récurrente de Karim Diallo s’arrête" in desk.room("@coralie")
    assert "n’a plus de compte" in desk.room("@coralie")
    assert [each.over_why for each in desk.rows(Recurring)] == ["left"]


def test_another_calendar_asks_nothing_twice(desk: Story) -> None:
    keeps(desk, "karim", "récurrent 3e jour ouvré du mois du café")
    desk.until(datetime(2026, 12, 2, 12, tzinfo=UTC))
    desk.rules(shut("2026-12-03"))
    desk.later(days=8)
    assert [each.due for each in desk.requests()] == ["2026-12-03"]


def test_a_place_that_opens_no_more_and_a_service_that_is_gone_end_it(desk: Story) -> None:
    refused = desk.types("karim", "récurrent chaque dimanche, sauf fermé, du café")
    assert "n’est ouvert aucun de ces jours" in desk.text(refused, "karim")
    service = keeps(desk, "karim", MONDAYS).service or ""
    desk.rules(drop(service))
    assert "ce service n’est plus au cahier des charges" in desk.room("@karim")
    assert "ce service n’est plus au cahier des charges" in desk.room("@coralie")
    keeps(desk, "karim", "récurrent chaque mardi la clé perdue de Mme Blanc")
    desk.rules(all_of(drop(service), shut("2026-11-24..2027-11-23", "2027-11-24..2028-11-23")))
    desk.later(days=8)
    assert "n’est ouvert aucun de ces jours" in desk.room("@karim")
    assert [each.over_why for each in desk.rows(Recurring)] == ["dropped", "service", "never_open"]
    assert desk.requests() == []
