"""What people correct is learned from, in every process, and goes with the words that it was learned from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import lessons
from storage.tables import Lesson, Level, Request
from tests.bot.desk_harness import Story, Wrote, company

ASKED = ("il me faudrait un kakemono pour le salon", "pouvez-vous refaire le kakemono de l'accueil ?")
AGAIN = "il me faudrait deux kakemono svp"


def learns(desk: Story) -> None:
    """What the metronome has the desk do every few seconds."""
    desk.read(desk.desk.learn)


def stems(desk: Story) -> set[str]:
    """The words that it reads with."""
    return {term.stem for term in desk.desk.lessons.learned.terms}


def asks(desk: Story, text: str, who: str = "karim") -> tuple[Wrote, Request]:
    """Ask, and say that it is a request where the desk is not sure; what was made of it."""
    before = {each.ref for each in desk.requests()}
    wrote = desk.says(who, "#lyon", text, to_desk=True)
    (made,) = (each for each in desk.requests() if each.ref not in before)
    desk.pass_by(minutes=20)
    return wrote, made


def corrected(desk: Story, text: str, service: str = "office", who: str = "karim") -> tuple[Wrote, Request]:
    """Ask, and correct the service."""
    wrote, made = asks(desk, text)
    desk.forges(who, "correct", f"{made.ref}:service:{service}")
    return wrote, desk.request(made.ref)


@pytest.fixture
def taught(desk: Story) -> list[tuple[Wrote, Request]]:
    """A desk that was told twice that a kakemono is for the general services."""
    return [corrected(desk, text) for text in ASKED]


def test_what_two_corrections_say_is_how_the_next_is_read(desk: Story, taught: list[tuple[Wrote, Request]]) -> None:
    assert asks(desk, AGAIN)[1].service is None, "nothing is learned before it was looked at"
    learns(desk)
    assert asks(desk, AGAIN)[1].service == "office"


def test_one_correction_alone_decides_nothing(desk: Story) -> None:
    corrected(desk, ASKED[0])
    learns(desk)
    assert asks(desk, AGAIN)[1].service is None


def test_the_same_request_corrected_twice_is_one_voice(desk: Story) -> None:
    _, made = corrected(desk, ASKED[0])
    for service in ("reporting", "office", "travel", "office"):
        desk.forges("karim", "correct", f"{made.ref}:service:{service}")
    learns(desk)
    assert asks(desk, AGAIN)[1].service is None


def test_a_request_moved_twice_was_read_as_it_was_first(desk: Story) -> None:
    for text in ("badge perdu", "un badge de plus"):
        _, made = corrected(desk, text, "reporting")
        desk.forges("karim", "correct", f"{made.ref}:service:travel")
    learns(desk)
    assert {(term.value, term.weight > 0) for term in desk.desk.lessons.learned.terms if term.stem == "badg"} == {
        ("travel", True),
        ("office", False),
    }
    for made in desk.requests():
        desk.forges("karim", "correct", f"{made.ref}:service:office")
    learns(desk)
    assert "badg" not in stems(desk)


def test_an_assistant_s_transfer_teaches_too_and_a_stranger_s_press_nothing(desk: Story) -> None:
    _, made = asks(desk, ASKED[0])
    desk.forges("lea", "correct", f"{made.ref}:service:office")
    assert desk.rows(Lesson) == []
    desk.types("ines", f"transférer {made.ref} office")
    assert [(each.read, each.meant) for each in desk.rows(Lesson)] == [(None, "office")]


def test_what_is_confidential_teaches_nothing(desk: Story) -> None:
    corrected(desk, ASKED[0], "hr_admin")
    corrected(desk, ASKED[1], "hr_admin")
    assert desk.rows(Lesson) == []


def test_what_seemed_personal_teaches_nothing_whatever_its_author_said_of_that(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un siège pour mon mal de dos")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    (made,) = desk.requests()
    assert made.level is Level.STANDARD
    desk.forges("karim", "correct", f"{made.ref}:service:reporting")
    assert desk.request(made.ref).service == "reporting"
    assert desk.rows(Lesson) == []


def test_nothing_teaches_to_show_more(desk: Story) -> None:
    """What goes to invoices is read by their people alone: two moved elsewhere say nothing of the next one."""
    for text in ("la facture du kakemono à payer", "relancer la facture du kakemono"):
        _, made = corrected(desk, text, "office")
        assert (made.service, made.level) == ("office", Level.STANDARD)
    assert [each.read for each in desk.rows(Lesson)] == ["invoicing", "invoicing"]
    learns(desk)
    assert stems(desk) == set()


def test_what_turns_confidential_later_teaches_no_longer(desk: Story, taught: list[tuple[Wrote, Request]]) -> None:
    learns(desk)
    assert "kakemono" in stems(desk)
    desk.forges("karim", "correct", f"{taught[0][1].ref}:service:hr_admin")
    assert desk.request(taught[0][1].ref).level is Level.CONFIDENTIAL
    desk.read(desk.desk.learn_anew)
    assert "kakemono" not in stems(desk)


def test_what_is_erased_teaches_no_longer(desk: Story, taught: list[tuple[Wrote, Request]]) -> None:
    learns(desk)
    assert "kakemono" in stems(desk)
    desk.edits(taught[0][0], "il me faudrait un escabeau")
    desk.read(desk.desk.learn_anew)
    assert "kakemono" not in stems(desk)


def test_what_is_old_teaches_no_longer(desk: Story, taught: list[tuple[Wrote, Request]]) -> None:
    desk.clock.at = desk.machine.at = desk.clock.at + lessons.LASTS + timedelta(days=1)
    learns(desk)
    assert not desk.desk.lessons.learned.terms


def test_another_charter_is_learned_for_anew(desk: Story, taught: list[tuple[Wrote, Request]]) -> None:
    learns(desk)
    assert {term.value for term in desk.desk.lessons.learned.terms} == {"office"}
    desk.rules(_without_office)
    learns(desk)
    assert not desk.desk.lessons.learned.terms


def _without_office(data: dict[str, list[dict[str, object]]]) -> None:
    data["services"] = [each for each in data["services"] if each["id"] != "office"]
    for person in data["people"]:
        if isinstance(named := person.get("services"), list):
            person["services"] = [each for each in named if each != "office"]
    data["coverage"] = [each for each in data["coverage"] if each.get("service") != "office"]


def test_nothing_is_looked_at_again_as_long_as_nothing_was_taught(desk: Story) -> None:
    corrected(desk, ASKED[0])
    learns(desk)
    known = desk.desk.lessons.learned
    asks(desk, AGAIN)
    learns(desk)
    assert desk.desk.lessons.learned is known


def test_a_word_forgotten_stays_so_until_it_is_taught_again(desk: Story, taught: list[tuple[Wrote, Request]]) -> None:
    coralie = taught[0][1].requester_id
    unlearned = desk.writer.run(lambda unit: lessons.forget(unit, "kakemono", coralie)).result(30)
    learns(desk)
    assert "kakemono" not in stems(desk)
    for text in ASKED:
        corrected(desk, text)
    learns(desk)
    assert "kakemono" in stems(desk)
    desk.writer.run(lambda unit: lessons.recall(unit, unlearned, coralie)).result(30)
    (again,) = (
        each for each in desk.read(lambda unit: lessons.look(unit, company()).taught) if each.stem == "kakemono"
    )
    assert len(again.corrections) == 4


@pytest.fixture
def beside(desk: Story, desk_url: str) -> Iterator[Story]:
    """Another process of the same desk."""
    other = Story(desk_url, company(), beside=desk)
    yield other
    other.close()


def test_each_process_knows_what_another_was_told(desk: Story, beside: Story) -> None:
    for text in ASKED:
        corrected(desk, text)
    for each in (desk, beside):
        learns(each)
    assert desk.desk.lessons.learned.terms == beside.desk.lessons.learned.terms != ()
    assert asks(beside, AGAIN)[1].service == "office"
