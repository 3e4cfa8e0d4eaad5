"""« Point du matin »: filled already, answered in one press or in words, the evening before too, read when it ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import charter
from bot.events import CharterChanged
from storage.tables import Answer, Occurrence, Request, Words
from tests.bot.desk_harness import Story
from tests.fakes.company import DEMO

NINE = datetime(2026, 11, 25, 8, tzinfo=UTC)
CLOSES = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
INES = "ines"


@pytest.fixture
def speaking(desk: Story) -> Story:
    """The desk of the sample company, on the eve of a stand-up."""
    desk.desk.charter = charter.load(DEMO)
    desk.submit(CharterChanged(key=desk.key(), at=desk.clock.now(), hash=desk.desk.charter.hash))
    return desk


def digest(desk: Story) -> str:
    rituals = next(each.id for each in desk.desk.charter.channels if each.purpose == "rituals")
    return "\n".join(
        str(each) for paper in desk.papers.values() for each in paper.messages.values() if each.conversation == rituals
    )


def standup_of(desk: Story, who: str, scheduled: str = "2026-11-25") -> Occurrence:
    row: Occurrence
    (row,) = desk.rows(Occurrence, kind="standup", member=f"person:{who}", scheduled=scheduled)
    return row


def test_everyones_own_list_is_theirs_alone_and_filled(speaking: Story) -> None:
    speaking.says("karim", "#lyon", "Il me faut un train pour Paris jeudi 14h svp")
    (request,) = speaking.rows(Request)
    speaking.types(INES, f"prendre {request.ref}")
    speaking.until(NINE)
    assert "Votre point du matin" in speaking.room(f"@{INES}")
    assert request.ref in speaking.room(f"@{INES}")
    assert request.ref not in speaking.room("@claire").rpartition("Votre point du matin")[2]
    assert digest(speaking) == ""


def test_one_press_where_there_is_nothing_to_add_and_words_until_it_closes(speaking: Story) -> None:
    speaking.until(NINE)
    mine = speaking.shown(f"@{INES}")[-1]
    speaking.presses(INES, mine, "standup_nothing")
    assert "rien à ajouter" in speaking.room(f"@{INES}")
    claires = speaking.shown("@claire")[-1]
    form = speaking.presses("claire", claires, "standup_answer")
    speaking.sends("claire", form, q0="Le fournisseur ne répond pas", q1="Clore les notes de frais")
    again = speaking.presses("claire", speaking.shown("@claire")[-1], "standup_answer")
    speaking.sends("claire", again, q0="Le fournisseur ne répond toujours pas")
    speaking.until(CLOSES)
    told = digest(speaking)
    assert told.index("ne répond toujours pas") < told.index("Clore les notes de frais")
    assert "ne répond pas" not in told.replace("toujours ", "toujours_")
    assert "Inès Caron" not in told
    assert "Claire Morel" in told
    assert "1 personne n’a rien à ajouter" in told
    # The words that were taken back are gone, and those that stand go when the charter says.
    bodies = [each for each in speaking.rows(Words) if each.kind == "standup"]
    assert sorted(each.body for each in bodies) == ["Clore les notes de frais", "Le fournisseur ne répond toujours pas"]
    assert all(each.purge_after is not None and (each.purge_after - CLOSES).days in (89, 90) for each in bodies)


def test_whoever_does_not_answer_is_reminded_once_and_named_the_second_time_alone(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert speaking.room(f"@{INES}").count("Le point part") == 1
    speaking.until(CLOSES)
    assert "Inès Caron" not in digest(speaking)
    assert "réponse" in digest(speaking)
    speaking.until(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    assert "Sans réponse deux fois de suite" in digest(speaking)
    assert "Inès Caron" in digest(speaking)


def test_it_may_be_answered_the_evening_before(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 24, 17, tzinfo=UTC))
    form = speaking.types(INES, "point")
    speaking.sends(INES, form, q0="Imprimante en panne")
    assert speaking.rows(Answer)[0].words_id is not None
    speaking.until(NINE)
    assert "Imprimante en panne" in speaking.room(f"@{INES}")
    speaking.until(CLOSES)
    assert "Imprimante en panne" in digest(speaking)
    assert "Le point part" not in speaking.room(f"@{INES}")


def test_what_comes_too_late_or_from_another_is_refused_and_said(speaking: Story) -> None:
    speaking.until(NINE)
    mine = standup_of(speaking, INES)
    speaking.forges("claire", "standup_nothing", str(mine.id))
    assert "quelqu’un d’autre" in speaking.sees("claire")
    assert not standup_of(speaking, INES).data
    for rubbish in ("", "x", "0", "-1", "9" * 40, f"{mine.id}:x"):
        speaking.forges(INES, "standup_answer", rubbish)
    form = speaking.presses(INES, speaking.shown(f"@{INES}")[-1], "standup_answer")
    speaking.until(CLOSES)
    reply = speaking.sends(INES, form, q0="Trop tard")
    assert "déjà parti" in speaking.text(reply, INES)
    assert "Trop tard" not in digest(speaking)
    assert not speaking.rows(Answer)


def test_nobody_is_asked_on_leave_nor_on_their_public_holiday(speaking: Story) -> None:
    speaking.types(INES, "absente demain")
    speaking.until(CLOSES)
    assert standup_of(speaking, INES).state == "quiet"
    assert "Votre point du matin" not in speaking.room(f"@{INES}")
    assert "Absents" in digest(speaking)
    # 20 December is a holiday in Réunion alone, and the 25th everywhere.
    speaking.until(datetime(2026, 12, 26, tzinfo=UTC))
    assert not speaking.rows(Occurrence, kind="standup", scheduled="2026-12-25", state="said")


def test_nothing_confidential_is_counted_in_the_channel(speaking: Story) -> None:
    speaking.says("karim", "@", "Je voudrais mon bulletin de salaire de mars, c'est pour la RH")
    speaking.until(datetime(2026, 12, 10, 9, 30, tzinfo=UTC))
    told = digest(speaking)
    assert "salaire" not in told
    assert "RH" not in told
