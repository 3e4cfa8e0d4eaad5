"""Whoever makes up a button, or types an order, finds nothing out: what they may not know of answers as what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.talk import ANSWERS
from storage.tables import Absence, Autonomy, Recurring, Review, State, Vote
from tests.bot.conversations.test_recurring import keeps
from tests.bot.conversations.test_reviewed import person, service
from tests.bot.desk_harness import Story, company

CERTIFICATE = "j'ai besoin d'une attestation employeur pour mon dossier à Lyon"
AGREED, WRITTEN, DONE = "LYO-1", "LYO-2", "LYO-3"
"""Somebody agreed to it and may take that back; a newcomer's answer waits to be sent; a second person is to look."""
NONE = "LYO-99"
"""A reference that is nobody's."""
OTHERS = ("zoe", "marc", "hugo")
"""Who may know of none of them: an employee, a manager, an assistant of the provider."""


def asks(data: dict[str, Any]) -> None:
    """Samia agrees to what is confidential; Nadia is new to it, and goes along with her."""
    service(data, "hr_admin").update(approval={"by": "samia", "above": 0})
    person(data, "nadia").update(autonomy="shadow", buddy="samia")
    person(data, "samia").update(sites=["aix", "lyon"])


@pytest.fixture
def private(sqlite_desk_url: str) -> Iterator[Story]:
    """A desk where all that waits for somebody is private: Karim's requests, and what he asks again and again."""
    desk = Story(sqlite_desk_url, company())
    desk.rules(asks)
    for who in ("karim", "lea", "paul"):
        desk.says(who, "@", CERTIFICATE)
    for ref in (WRITTEN, DONE):
        desk.types("samia", f"approuver {ref}", "@")
    desk.later(minutes=11)
    for ref in (WRITTEN, DONE):
        desk.types("nadia", f"prendre {ref}", "@")
    desk.types("nadia", f"répondre {WRITTEN} Elle part ce soir.", "@")
    desk.types("nadia", f"fait {DONE}", "@")
    desk.types("samia", f"approuver {AGREED}", "@")
    keeps(desk, "karim", "récurrent chaque lundi une attestation employeur à Lyon", "@")
    desk.types("nadia", "absence demain", "@")
    desk.presses("coralie", desk.types("coralie", "niveau @Hugo autonome"), "level_set")
    assert {each.ref: each.state for each in desk.requests()}[DONE] is State.TO_VALIDATE
    assert len(desk.rows(Vote)) == 3
    assert [len(desk.rows(each)) for each in (Review, Recurring, Absence, Autonomy)] == [2, 1, 1, 1]
    yield desk
    desk.close()


def told(desk: Story, who: str, reply: Any, *names: str) -> str:
    """What they read, without how it was called."""
    text = desk.text(reply, who)
    for name in names:
        text = text.replace(name, "…")
    return text


def test_a_made_up_button_tells_nobody_that_something_private_waits(private: Story) -> None:
    before = private.requests()
    for who in OTHERS:
        for act in sorted({*ANSWERS.acts, *ANSWERS.presses}):
            values = (NONE, f"{NONE}:1", f"{NONE}:2")
            none = {value: told(private, who, private.forges(who, act, value), NONE) for value in values}
            for ref, number in ((AGREED, 1), (WRITTEN, 1), (DONE, 2)):
                for real, made_up in ((ref, NONE), (f"{ref}:{number}", f"{NONE}:{number}")):
                    assert told(private, who, private.forges(who, act, real), ref) == none[made_up], (who, act, ref)
    assert private.requests() == before


def test_nobody_is_somebody_else_by_what_a_button_claims(private: Story) -> None:
    """A role is the charter's, and who acts is the platform's word: what is claimed beside a reference is neither."""
    before = private.requests()
    for who in OTHERS:
        for act in sorted(ANSWERS.acts):
            for claim in (":samia", ":coordinator", ":role=admin"):
                none = told(private, who, private.forges(who, act, f"{NONE}{claim}"), NONE)
                assert told(private, who, private.forges(who, act, f"{AGREED}{claim}"), AGREED) == none, (who, act)
    assert private.requests() == before


def test_a_made_up_number_tells_nobody_what_others_ask_or_when_they_are_away(private: Story) -> None:
    for act in sorted(ANSWERS.presses):
        one, none = (told(private, "zoe", private.forges("zoe", act, each), f"« {each} »") for each in ("1", "999"))
        assert one == none, act


def test_an_order_tells_nobody_that_something_private_waits(private: Story) -> None:
    for who in OTHERS:
        for word in sorted(word for name in ANSWERS.acts for word in ANSWERS.words.get(name, ())):
            none = told(private, who, private.types(who, f"{word} {NONE} 12 €", "@"), NONE)
            for ref in (AGREED, WRITTEN, DONE):
                real = told(private, who, private.types(who, f"{word} {ref} 12 €", "@"), ref)
                assert real == none, (who, word, ref)


def test_who_it_is_written_to_learns_nothing_of_it_before_it_is_sent(private: Story) -> None:
    """They may read all that is said of their request, but for that."""
    for act in ("send_words", "amend", "return_words", "recall_words"):
        held, none = (private.text(private.forges("lea", act, f"{WRITTEN}:{number}"), "lea") for number in (1, 999))
        assert held == none, act
    for word in ("valider", "retourner", "reprendre"):
        held = told(private, "lea", private.types("lea", f"{word} {WRITTEN}", "@"), WRITTEN)
        assert held == told(private, "karim", private.types("karim", f"{word} {AGREED}", "@"), AGREED), word
