"""Several messages that are one need, doubtful messages, edits and deletions: whatever order they come in."""

from __future__ import annotations

import pytest

from bot.understanding import RequestKind
from storage.tables import Source, SourceState, State, Words
from tests.bot.desk_harness import Story, that_reads_as
from tests.bot.paper import Shown

DOUBTFUL = that_reads_as(
    RequestKind.ASK,
    "la salle Bleue est encore fermée",
    "le projecteur de la salle Bleue",
    "Est-ce que quelqu'un sait pour la salle Bleue ?",
)
IN_DOUBT_TOO = that_reads_as(
    RequestKind.ASK, "la salle Verte est encore fermée", "le projecteur de la salle Verte", "la salle Verte ?"
)
CHATTER = that_reads_as(RequestKind.NO, "Super la réunion de ce matin, bravo à tous", "Bien vu, bravo à tous")


def bodies(desk: Story) -> str:
    return "\n".join(row.body for row in desk.rows(Words))


def test_several_messages_are_one_request(desk: Story) -> None:
    greeting = desk.says("karim", "#lyon", "bonjour")
    asked = desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.says("karim", "#lyon", "pour 8 personnes")
    (request,) = desk.requests()
    assert desk.words(request) == "bonjour\nil me faudrait une salle jeudi\npour 8 personnes"
    assert len(desk.cards("LYO-1", "#lyon")) == 1
    assert desk.card("LYO-1", "#lyon").root == asked.ts
    assert "pour 8 personnes" in str(desk.card("LYO-1", "#desk"))
    assert (greeting.message.signs, asked.message.signs) == (["create"], ["create"])
    assert desk.history("LYO-1") == ["ask", "extend"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2), (2, 0, 1), (0, 2, 1)])
def test_late_messages_are_joined_as_they_were_written(desk: Story, order: tuple[int, int, int]) -> None:
    texts = ("bonjour", "il me faudrait une salle jeudi", "pour 8 personnes")
    written = [desk.posted(desk.wrote("karim", "#lyon", text)) for text in texts]
    for number in order:
        desk.submit(written[number])
    (request,) = desk.requests()
    assert desk.words(request) == "\n".join(texts)
    assert desk.card("LYO-1", "#lyon").root == written[1].ts


def test_two_needs_of_one_author_are_two(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi pour 8 personnes")
    desk.says("karim", "#lyon", "il me faudrait aussi un badge pour un visiteur lundi")
    assert len(desk.requests()) == 2


def test_chatter_before_a_request_is_no_part_of_it(desk: Story) -> None:
    desk.says("karim", "#lyon", CHATTER)
    desk.says("karim", "#lyon", "il me faudrait un taxi demain à 9h")
    (request,) = desk.requests()
    assert desk.words(request) == "il me faudrait un taxi demain à 9h"


def test_what_others_write_between_is_not_joined(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.says("lea", "#lyon", "pour 8 personnes")
    (request,) = desk.requests()
    assert desk.words(request) == "il me faudrait une salle jeudi"


def test_too_late_is_another_matter(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.later(minutes=6)
    desk.says("karim", "#lyon", "pour 8 personnes")
    assert desk.words(desk.request("LYO-1")) == "il me faudrait une salle jeudi"


def test_in_doubt_the_author_alone_is_asked(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", DOUBTFUL)
    assert desk.requests() == []
    assert "Voulez-vous que j’en fasse une demande ?" in desk.whispered("karim")
    assert desk.by_desk("#lyon") == ""
    assert asked.message.signs == []
    desk.presses("karim", desk.last_whisper("karim"), "accept")
    (request,) = desk.requests()
    assert desk.words(request) == DOUBTFUL
    assert [entry.data.get("part") for entry in desk.entries("LYO-1") if entry.act == "correct"] == ["request"]
    desk.later(hours=1)
    assert "Peut-être" not in desk.room("#desk")


def test_the_author_says_no_and_nothing_is_kept(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.presses("karim", desk.last_whisper("karim"), "dismiss")
    assert "je n’en fais rien" in desk.sees("karim")
    assert DOUBTFUL not in bodies(desk)
    desk.later(days=1)
    assert desk.by_desk("#desk") == ""
    desk.presses("karim", desk.last_whisper("karim"), "accept")
    assert desk.requests() == []


def test_nobody_but_the_author_answers_for_them(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    for who in ("lea", "ines"):
        assert "Je ne trouve pas" in desk.text(desk.forges(who, "accept", "source:1"))
        assert "Je ne trouve pas" in desk.text(desk.forges(who, "dismiss", "source:1"))
    assert desk.requests() == []


def test_unanswered_in_ten_business_minutes_it_is_a_line_in_triage(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(minutes=9)
    assert desk.by_desk("#desk") == ""
    desk.later(minutes=2)
    line = desk.last("#desk", "maybe")
    assert "Karim Diallo demande peut-être quelque chose" in str(line)
    assert DOUBTFUL in str(line)
    desk.presses("claire", line, "accept")
    (request,) = desk.requests()
    assert "Claire Morel en a fait la demande LYO-1." in str(desk.last("#desk", "maybe_decided"))
    assert "Peut-être" not in desk.room("#desk")
    desk.card("LYO-1", "#lyon")
    assert request.requester_id != request.raised_by_id


def test_the_line_waits_for_the_site_to_open(desk: Story) -> None:
    desk.later(hours=2, minutes=25)
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(minutes=60)
    assert desk.by_desk("#desk") == ""
    desk.later(minutes=15)
    desk.last("#desk", "maybe")


def test_an_assistant_who_accepts_says_the_site_where_it_is_unknown(desk: Story) -> None:
    desk.says("zoe", "#aide", DOUBTFUL)
    desk.later(minutes=12)
    question = desk.presses("ines", desk.last("#desk", "maybe"), "accept")
    assert "Pour quel site ?" in desk.text(question)
    desk.presses("ines", question, "accept", "aix")
    assert [each.ref for each in desk.requests()] == ["AIX-1"]
    desk.later(hours=1)
    desk.says("zoe", "@", "il me faudrait un taxi demain à 9h")
    assert [each.ref for each in desk.requests()] == ["AIX-1"]
    assert "Pour quel site ?" in desk.room("@zoe")


@pytest.mark.parametrize("who", ["ines", "karim"])
def test_the_line_is_dismissed_in_one_press(desk: Story, who: str) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    question = desk.last_whisper("karim")
    desk.later(minutes=12)
    desk.presses(who, desk.last("#desk", "maybe") if who == "ines" else question, "dismiss")
    assert "a laissé ce message." in desk.by_desk("#desk")
    assert DOUBTFUL not in desk.by_desk("#desk")
    assert DOUBTFUL not in bodies(desk)
    assert desk.requests() == []


def test_an_employee_may_not_decide_of_the_line(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(minutes=12)
    desk.forges("lea", "accept", "source:1")
    desk.forges("marc", "dismiss", "source:1")
    assert desk.requests() == []
    desk.last("#desk", "maybe")


def test_a_raised_doubt_replaces_its_line(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(minutes=12)
    desk.reacts("ines", asked, "ticket")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert "Peut-être" not in desk.room("#desk")


def test_a_deleted_doubt_takes_its_line_away(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(minutes=12)
    desk.deletes(asked)
    assert DOUBTFUL not in desk.by_desk("#desk")


def test_an_edited_doubt_changes_its_line(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(minutes=12)
    desk.edits(asked, IN_DOUBT_TOO)
    assert IN_DOUBT_TOO in str(desk.last("#desk", "maybe"))
    assert DOUBTFUL not in desk.by_desk("#desk")


def test_a_clearer_message_settles_the_doubt(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.says("karim", "#lyon", "il me la faudrait jeudi à 14h")
    (request,) = desk.requests()
    assert DOUBTFUL in desk.words(request)
    desk.later(hours=1)
    assert "Peut-être" not in desk.room("#desk")


def test_an_edit_updates_text_history_and_what_was_understood(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.edits(asked, "il me faudrait une salle pour 8 personnes vendredi")
    (request,) = desk.requests()
    assert request.service == "meetings"
    assert (request.event_start or request.due) == "2026-11-27"
    for where in ("#lyon", "#desk"):
        assert "une salle pour 8 personnes vendredi" in str(desk.card("LYO-1", where))
        assert "Paris" not in str(desk.card("LYO-1", where))
    assert desk.history("LYO-1") == ["ask", "edit"]


def test_an_edit_never_overrides_a_correction(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "office")
    desk.edits(asked, "il me faudrait un vol pour Paris jeudi")
    assert desk.request("LYO-1").service == "office"


def test_edits_of_one_part_keep_the_others(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour")
    asked = desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.says("karim", "#lyon", "pour 8 personnes")
    desk.edits(asked, "il me faudrait une salle vendredi")
    assert desk.words(desk.request("LYO-1")) == "bonjour\nil me faudrait une salle vendredi\npour 8 personnes"


def test_the_newest_edit_wins(desk: Story) -> None:
    asked = desk.wrote("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.pass_by(seconds=10)
    first = desk.edited(asked, "il me faudrait une salle vendredi")
    desk.pass_by(seconds=10)
    second = desk.edited(asked, "il me faudrait une salle lundi")
    for event in (second, first, desk.posted(asked), first):
        desk.submit(event)
    assert desk.words(desk.request("LYO-1")) == "il me faudrait une salle lundi"


def test_a_message_that_becomes_a_request_by_an_edit_is_one(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "hello tout le monde")
    desk.edits(said, "il me faudrait une salle jeudi")
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait une salle jeudi"]


def test_an_edit_long_after_still_finds_its_words(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "hello tout le monde")
    desk.later(hours=2)
    desk.door.sweep().result(10)
    desk.edits(said, "il me faudrait une salle jeudi")
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait une salle jeudi"]


def test_a_deletion_before_anyone_took_it_cancels(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.deletes(asked)
    assert desk.request("LYO-1").state is State.CANCELLED
    assert "un train pour Paris" not in desk.by_desk("#desk")
    assert "Annulée" in str(desk.card("LYO-1", "#desk"))


def test_a_deletion_after_that_changes_nothing(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.deletes(asked)
    assert desk.request("LYO-1").state is State.CLAIMED
    assert "un train pour Paris" in str(desk.card("LYO-1", "#desk"))
    assert desk.history("LYO-1")[-1] == "source_deleted"


def test_a_deleted_part_is_taken_out(desk: Story) -> None:
    greeting = desk.says("karim", "#lyon", "bonjour")
    asked = desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    more = desk.says("karim", "#lyon", "pour 8 personnes")
    desk.deletes(more)
    desk.deletes(greeting)
    assert desk.request("LYO-1").state is State.NEW
    assert desk.words(desk.request("LYO-1")) == "il me faudrait une salle jeudi"
    assert "8 personnes" not in bodies(desk)
    desk.deletes(asked)
    assert desk.request("LYO-1").state is State.CANCELLED


def test_a_deletion_that_comes_first_leaves_a_tombstone(desk: Story) -> None:
    asked = desk.wrote("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.pass_by(seconds=5)
    for event in (desk.deleted(asked), desk.edited(asked, "il me faudrait un vol"), desk.posted(asked)):
        desk.submit(event)
    assert desk.requests() == []
    assert desk.by_desk("#lyon") == ""
    assert bodies(desk) == ""


def test_words_that_are_no_request_are_kept_for_minutes_only(desk: Story) -> None:
    desk.says("karim", "#lyon", CHATTER)
    assert CHATTER in bodies(desk)
    desk.later(minutes=11)
    desk.door.sweep().result(10)
    assert bodies(desk) == ""


def test_the_words_of_a_request_stay_with_it(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour")
    asked = desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 9h")
    desk.later(minutes=20)
    desk.door.sweep().result(10)
    assert desk.words(desk.request("LYO-1")) == "bonjour\nil me faudrait une salle jeudi"
    assert desk.words(desk.request("LYO-2")) == "il me faudrait un taxi demain à 9h"
    desk.edits(asked, "il me faudrait une salle vendredi")
    assert desk.words(desk.request("LYO-1")) == "bonjour\nil me faudrait une salle vendredi"


def test_what_is_said_in_another_thread_is_another_need(desk: Story) -> None:
    question = desk.says("lea", "#lyon", "hello tout le monde")
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    desk.says("karim", "#lyon", "@Relais il faudrait une salle pour 8 personnes", under=question, to_desk=True)
    assert [desk.words(each) for each in desk.requests()] == [
        "il me faudrait une salle jeudi",
        "il faudrait une salle pour 8 personnes",
    ]
    assert desk.card("LYO-2", "#lyon").root == question.ts


def test_what_nobody_decides_is_forgotten_in_a_week(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.later(days=8)
    desk.door.sweep().result(10)
    assert bodies(desk) == ""
    line = desk.last("#desk", "maybe_decided")
    assert "Ce message est resté sans suite." in str(line)
    assert "[" not in str(line), "nothing is left to press"
    desk.forges("ines", "accept", f"source:{desk.rows(Source)[-1].id}", line)
    assert desk.requests() == []


def test_answers_and_emoji_that_come_before_their_message_are_not_lost(desk: Story) -> None:
    asked = desk.wrote("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    answer = desk.wrote("karim", "#lyon", "plutôt le matin", under=asked)
    desk.pass_by(seconds=5)
    for event in (desk.reacted("ines", asked, "eyes"), desk.posted(answer), desk.posted(asked)):
        desk.submit(event)
    assert desk.who_has("LYO-1") == "ines"
    assert desk.room("#desk").count("plutôt le matin") == 1


def test_edits_by_the_desk_itself_and_elsewhere_are_not_kept(desk: Story) -> None:
    robot = desk.meets("robot", "Relais", bot=True)
    card = Shown("C0LYON", "9.9", None, "robot", "une carte")
    desk.submit(desk.edited(card, "une autre carte"))
    desk.submit(desk.edited(Shown("C0GENERAL", "9.8", None, "karim", "a"), "entre nous"))
    assert robot.bot
    assert bodies(desk) == ""
    assert [row.state for row in desk.rows(Source)] in ([], [SourceState.FORGOTTEN])


TAXI, HOTEL = "il me faut un taxi demain 8h", "il me faudrait une chambre d'hôtel à Paris jeudi soir"


@pytest.mark.parametrize("minutes", [2, 12, 40])
@pytest.mark.parametrize(
    "text",
    [
        "en fait le taxi plutôt à 9h",
        "pour le taxi c'est 9h finalement",
        "et le taxi, pour 3 personnes",
        "non le taxi à 7h30",
        "taxi à 9h plutôt",
    ],
)
def test_what_names_a_thing_goes_to_the_request_of_that_thing(desk: Story, text: str, minutes: int) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=minutes)
    desk.says("karim", "#lyon", HOTEL)
    day = desk.request("LYO-2").event_start
    desk.says("karim", "#lyon", text)
    assert desk.words(desk.request("LYO-2")) == HOTEL
    assert desk.request("LYO-2").event_start == day
    joined = text in desk.words(desk.request("LYO-1"))
    assert joined or "Est-ce à propos de LYO-1 ?" in desk.room("@karim")
    assert len(desk.requests()) == 2


def test_what_names_nothing_goes_to_the_nearest(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=2)
    desk.says("karim", "#lyon", HOTEL)
    desk.says("karim", "#lyon", "pour 2 personnes")
    desk.says("karim", "#lyon", "près de la gare si possible")
    assert desk.words(desk.request("LYO-2")) == f"{HOTEL}\npour 2 personnes\nprès de la gare si possible"
