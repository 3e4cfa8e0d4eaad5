"""Who writes without end is answered to an end; what one brings in a thousand, another never waits for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.conversations.hasty import MOST_ANSWERED, Hasty
from bot.flow import MESSAGES
from storage.tables import Inbox, InboxState
from tests.bot.desk_harness import Story
from tests.soaking import Soak

TRAIN = "Bonjour, pouvez-vous réserver un train pour Paris jeudi à 14 h ?"
FEW = 8
HOW_TO_ASK = "Dites-moi ce qu’il vous faut"
GO_SLOWER = "plus vite que je ne peux suivre"
GO_SLOWER_TYPED = "Vous allez plus vite que je ne peux noter"
TOO_FAST = "plus vite que je ne peux noter"
PROGRAMS: dict[str, Callable[[str], str]] = {
    "an absence": lambda said: "Je suis absent jusqu'à lundi, merci de contacter mon assistante.",
    "a receipt": lambda said: "Bien reçu, je reviens vers vous dès que possible.",
    "an echo": lambda said: said,
    "an ask": lambda said: TRAIN,
    "a doubt": lambda said: "il faudrait voir pour la salle",
    "an order": lambda said: "aide",
    "another order": lambda said: "mes demandes",
    "thanks": lambda said: "Merci beaucoup",
    "a greeting": lambda said: "bonjour",
    "a private word": lambda said: "J'ai besoin d'une attestation pour mon congé maternité",
    "a site": lambda said: "Lyon",
    "a yes": lambda said: "oui",
    "a reference": lambda said: "LYO-1 ?",
}


@pytest.mark.parametrize("answer", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_that_answers_all_that_it_is_told_comes_to_an_end(desk: Story, answer: Callable[[str], str]) -> None:
    desk.desk.hasty = Hasty(messages=FEW)
    before, rounds = "", 0
    desk.says("karim", "@", TRAIN)
    while (told := desk.by_desk("@karim")) != before:
        before, rounds = told, rounds + 1
        assert rounds <= FEW + 2
        desk.says("karim", "@", answer(told.splitlines()[-1]))
    assert len(desk.requests()) <= FEW


def test_what_is_no_request_is_answered_a_few_times(desk: Story) -> None:
    for _ in range(3 * MOST_ANSWERED):
        desk.says("karim", "@", "il fait beau aujourd'hui")
    assert desk.by_desk("@karim").count(HOW_TO_ASK) == MOST_ANSWERED
    desk.later(minutes=20)
    desk.says("karim", "@", "il fait beau aujourd'hui")
    assert desk.by_desk("@karim").count(HOW_TO_ASK) == MOST_ANSWERED + 1


def test_who_notes_in_many_threads_is_heard_in_each(desk: Story) -> None:
    desk.desk.hasty = Hasty(messages=3)
    asked = [desk.says("karim", "#lyon", text) for text in (TRAIN, "Pouvez-vous commander du papier pour l'accueil ?")]
    for number in range(5):
        for each in asked:
            desk.says("karim", "#lyon", f"précision {number}", under=each)
    told = desk.by_desk("#desk")
    for number in range(5):
        assert told.count(f"précision {number}") == (2 if number < 3 else 0)


def test_two_programs_that_answer_by_emojis_come_to_an_end(desk: Story) -> None:
    desk.desk.hasty = Hasty(emojis=FEW)
    asked, before, rounds = desk.says("karim", "#lyon", TRAIN), 0, 0
    while (told := len(desk.shown("#lyon"))) != before:
        before, rounds = told, rounds + 1
        assert rounds <= FEW
        desk.reacts("ines", asked, "eyes")
        desk.unreacts("ines", asked, "eyes")
    assert rounds > 2


def test_a_thousand_presses_on_one_request_change_it_a_few_times_and_are_answered_each_time(desk: Story) -> None:
    desk.desk.hasty = Hasty(presses=FEW)
    desk.says("karim", "#lyon", TRAIN)
    (request,) = desk.requests()
    replies = [desk.forges("ines", ("claim", "release")[number % 2], request.ref) for number in range(5 * FEW)]
    shown = len(desk.shown("#lyon")), len(desk.shown("#desk"))
    assert [GO_SLOWER in desk.text(reply, "ines") for reply in replies[FEW:]] == [True] * (4 * FEW)
    assert not [reply for reply in replies[:FEW] if GO_SLOWER in desk.text(reply, "ines")]
    desk.forges("lea", "cancel", request.ref)
    desk.later(minutes=20)
    desk.forges("ines", "claim", request.ref)
    assert desk.requests()[0].assignee_id is not None
    assert shown <= (2 * FEW + 2, 2 * FEW + 2)


def test_commands_without_end_are_acted_on_a_few_times_and_what_was_typed_is_given_back(desk: Story) -> None:
    desk.desk.hasty = Hasty(commands=FEW)
    told = [desk.text(desk.types("karim", f"nouvelle {TRAIN} {number}"), "karim") for number in range(3 * FEW)]
    assert [GO_SLOWER_TYPED in each for each in told] == [False] * FEW + [True] * (2 * FEW)
    assert f"{TRAIN} {3 * FEW - 1}" in told[-1]
    assert GO_SLOWER_TYPED not in desk.text(desk.types("lea", f"nouvelle {TRAIN}"), "lea")
    desk.later(minutes=20)
    assert GO_SLOWER_TYPED not in desk.text(desk.types("karim", f"nouvelle {TRAIN}"), "karim")


def test_an_edit_after_another_adds_no_message(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    before = len(desk.shown("#lyon")), len(desk.shown("@karim"))
    for number in range(FEW):
        desk.edits(asked, f"{TRAIN} {number}")
    assert (len(desk.shown("#lyon")), len(desk.shown("@karim"))) == before
    assert len(desk.requests()) == 1


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_one_persons_flood_keeps_nobody_from_being_served(desk: Story, soak: Soak) -> None:
    """Nine hundred messages at once; in the full form nine thousand."""
    for each in soak.rounds(reduced=1, full=10):
        texts = [f"{TRAIN} {each.random.random()}", "bonjour", f"Une salle demain à {each.random.randrange(8, 18)} h"]
        flood = [desk.posted(desk.wrote("karim", "#lyon", each.random.choice(texts))) for _ in range(300)]
        flood = [event.model_copy(update={"at": flood[0].at}) for event in flood]
        flood += [
            event.model_copy(update={"key": f"{event.key}:{copy}", "ts": f"{event.ts}{copy}"})
            for copy in (1, 2)
            for event in flood
        ]
        before, made = len(desk.rows(Inbox)), len(desk.requests())
        futures = desk.at_once(*flood)
        theirs = desk.at_once(desk.posted(desk.wrote("lea", "#lyon", TRAIN)))[0]
        theirs.result(60)
        # What was in hand, then one of each: not the thousand that came before.
        assert len(desk.rows(Inbox)) - before <= len(flood) // 2
        for future in futures:
            future.result(60)
        desk.carry()
        assert len(desk.rows(Inbox)) == before + len(flood) + 1
        assert not [row for row in desk.rows(Inbox) if row.state in (InboxState.FAILED, InboxState.PARKED)]
        assert 1 <= len(desk.requests()) - made <= MESSAGES + 1
        assert desk.sees("karim").count(TOO_FAST) == each.number + 1
        desk.later(minutes=20)
