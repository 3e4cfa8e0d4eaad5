"""Access on one PostgreSQL, from two processes: given once by who is first, never used once it is taken back."""

from __future__ import annotations

import pytest

from bot import grants
from storage.tables import AccessAsk, Grant
from tests.bot.conversations.test_races import given, meet, presses, together
from tests.bot.desk_harness import Story

pytestmark = pytest.mark.postgres
INVOICE = "merci de relancer le client Dupont pour sa facture"
PAY = "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon"


def test_two_answers_at_once_give_it_once(desks: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = desks
    first.says("karim", "#lyon", INVOICE)
    first.presses("nadia", first.types("nadia", "voir LYO-1"), "access_ask")
    (ask,) = first.rows(AccessAsk)
    meet(monkeypatch, grants, "ask_by_id")
    together(
        presses(first, "coralie", "access_give", f"{ask.id}:evening", "a"),
        presses(second, "coralie", "access_give", f"{ask.id}:week", "b"),
    )
    assert len(first.rows(Grant)) == 1


def test_two_second_persons_at_once_open_it_once(desks: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = desks
    first.says("karim", "@", PAY)
    first.types("tom", "accès-urgence LYO-1 son départ est ce soir", "@")
    (ask,) = first.rows(AccessAsk)
    meet(monkeypatch, grants, "ask_by_id")
    together(
        presses(first, "nadia", "emergency_give", str(ask.id), "a"),
        presses(second, "julie", "emergency_refuse", str(ask.id), "b"),
    )
    (ask,) = first.rows(AccessAsk)
    assert len(first.rows(Grant)) == (1 if ask.grant_id is not None else 0)


def test_what_is_taken_back_while_it_is_used_is_nobodys_in_the_end(desks: tuple[Story, Story]) -> None:
    first, second = desks
    first.says("karim", "#lyon", INVOICE)
    for number in range(4):
        first.types("coralie", "accès LYO-1 @Nadia Benali jusqu'au 15 décembre remplacement")
        (grant,) = (each for each in first.rows(Grant) if each.ended_at is None)
        replies = together(
            presses(first, "nadia", "claim", "LYO-1", f"claim-{number}"),
            given(
                second,
                second.pressed("coralie", "access_end", str(grant.id)).model_copy(update={"key": f"end-{number}"}),
            ),
        )
        first.carry()
        second.carry()
        assert len(replies) == 2
        assert first.who_has("LYO-1") is None
        assert not first.cards("LYO-1", "@nadia")
