"""Hours across zones: a place's own hour is said first, and what is written of a place is read by its clock."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.bot.desk_harness import Story
from tests.bot.desk_sights import form_of


def test_an_hour_elsewhere_is_said_by_the_clock_of_the_place_then_by_the_readers(desk: Story) -> None:
    desk.says("sonia", "#reunion", "réserver une salle jeudi à 12h")
    assert "jeudi 26 novembre, 12 h." in str(desk.card("REU-1", "#reunion"))
    assert "jeudi 26 novembre, 12 h à La Réunion (9 h à Paris)." in str(desk.card("REU-1", "#desk"))
    assert "avant mardi 24 novembre, 14 h à La Réunion (11 h à Paris)" in str(desk.card("REU-1", "#desk"))


def test_a_count_says_whose_hours_it_tells(desk: Story) -> None:
    desk.says("sonia", "#reunion", "réserver une salle jeudi à 12h")
    desk.says("karim", "#lyon", "réserver une salle jeudi à 12h")
    counted = desk.text(desk.types("claire", "voir REU-1"), "claire")
    assert "Réponse à donner" in counted
    assert "Les heures sont celles du site La Réunion." in counted
    assert "Les heures sont celles" not in desk.text(desk.types("claire", "voir LYO-1"), "claire")


def test_what_is_asked_from_elsewhere_for_a_place_is_read_by_its_clock(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "réserver une salle à La Réunion jeudi à 12h")
    request = desk.request("REU-1")
    assert request.event_start == "2026-11-26T12:00:00+04:00"
    assert "jeudi 26 novembre, 12 h à La Réunion (9 h ici)" in str(desk.card("REU-1", "#lyon"))
    desk.edits(said, "réserver une salle à La Réunion jeudi à 15h")
    assert desk.request("REU-1").event_start == "2026-11-26T15:00:00+04:00"


def test_a_date_typed_in_a_form_is_the_sites(desk: Story) -> None:
    desk.says("karim", "#lyon", "réserver une salle à La Réunion jeudi à 12h")
    form = desk.presses("karim", desk.card("REU-1", "#lyon"), "correct", "due")
    assert "Les heures sont celles du site La Réunion." in desk.text(form)
    assert [each.value for each in form_of(form).fields] == ["26/11/2026 12:00"]
    desk.sends("karim", form, due="jeudi 16h")
    due = desk.request("REU-1").event_start
    assert due is not None
    assert datetime.fromisoformat(due).astimezone(UTC) == datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_one_who_asks_the_desk_directly_is_read_by_the_clock_of_their_site(desk: Story) -> None:
    desk.types("sonia", "site réunion", where="#reunion")
    desk.says("sonia", "@", "il me faudrait une salle demain à 14h")
    assert desk.requests()[-1].event_start == "2026-11-25T14:00:00+04:00"


def test_a_part_of_a_day_is_no_hour(desk: Story) -> None:
    desk.says("karim", "#lyon", "réserver une salle jeudi matin")
    assert "jeudi 26 novembre au matin." in str(desk.card("LYO-1", "#lyon"))


def test_since_when_somebody_has_it_is_said_by_the_hour_alone_on_that_day(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    told = desk.text(desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent"))
    assert "avant 11 h." in told
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.forges("claire", "claim", "LYO-1")
    assert "depuis 10 h." in desk.text(desk.replies[-1][1])
    desk.later(days=1)
    desk.forges("claire", "claim", "LYO-1")
    assert "depuis mardi 24 novembre, 10 h." in desk.text(desk.replies[-1][1])


def test_in_a_channel_of_the_whole_company_no_clock_is_the_one_of_here(desk: Story) -> None:
    desk.says("karim", "#aide", "réserver une salle à La Réunion jeudi à 12h")
    assert "12 h à La Réunion (9 h à Paris)." in str(desk.card("REU-1", "#aide"))
    assert "ici)" not in desk.room("#aide")


def test_whoever_the_charter_places_at_a_site_is_spoken_to_by_its_clock_wherever_they_write(desk: Story) -> None:
    desk.says("andre", "#aide", "il me faudrait une salle à La Réunion demain à 14h")
    desk.later(minutes=5)
    assert "avant mardi 24 novembre, 14 h." in desk.opens_home("andre")
