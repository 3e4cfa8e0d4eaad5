"""Whoever did it and all who may look at it are gone for good: it waits for nobody, and words that wait go back."""

from __future__ import annotations

import pytest

from bot.events import Profile
from storage.tables import Review, State
from tests.bot.conversations.test_accompanied import WORD, put, watched
from tests.bot.desk_harness import Story

BILL = "pouvez-vous payer la facture de Durand SA ?"
TRAIN = "il me faudrait un train pour Paris jeudi"


def leaves(desk: Story, *people: str) -> None:
    """Their accounts are closed."""
    for who in people:
        desk.told_of(Profile(who=desk.who(who), name=who, active=False))


@pytest.fixture
def done(desk: Story) -> Story:
    """An invoice of Lyon that Inès paid, and that Claire or Coralie are to look at."""
    desk.says("karim", "#lyon", BILL)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "fait LYO-1 Payée ce jour.")
    assert desk.request("LYO-1").state is State.TO_VALIDATE
    return desk


def test_it_goes_to_the_pool_once_the_last_who_could_look_leaves(done: Story) -> None:
    leaves(done, "ines", "claire")
    assert done.request("LYO-1").state is State.TO_VALIDATE, "Coralie may still look at it"
    leaves(done, "coralie")
    request = done.request("LYO-1")
    assert (request.state, request.assignee_id) == (State.NEW, None)
    told = "LYO-1 attendait une relecture. Qui l’a traitée et qui pouvait la relire ne sont plus là"
    assert told in done.room("@marc")
    assert [each.outcome for each in done.rows(Review)] == ["dropped"]


def test_it_goes_to_the_pool_where_they_are_away_without_end(done: Story) -> None:
    leaves(done, "ines")
    done.presses("tom", done.types("tom", "prestataire"), "provider_down")
    assert done.request("LYO-1").state is State.NEW
    assert "LYO-1 : personne n’est disponible pour la prendre." in done.room("@marc")


def test_it_waits_for_who_comes_back(done: Story) -> None:
    leaves(done, "ines", "claire")
    done.types("coralie", "absence aujourd’hui")
    leaves(done, "hugo")
    assert (done.request("LYO-1").state, done.who_has("LYO-1")) == (State.TO_VALIDATE, "ines")


def test_what_is_there_with_who_did_it_stays_theirs(done: Story) -> None:
    leaves(done, "claire", "coralie")
    assert (done.request("LYO-1").state, done.who_has("LYO-1")) == (State.TO_VALIDATE, "ines")


def test_words_that_wait_go_back_to_who_wrote_them_once_nobody_is_left_to_look(desk: Story) -> None:
    desk.rules(watched)
    desk.says("paul", "#stras", TRAIN)
    desk.types("hugo", "prendre STR-1")
    desk.types("hugo", f"répondre STR-1 {WORD}")
    assert WORD in str(put(desk))
    leaves(desk, "claire")
    assert [each.outcome for each in desk.rows(Review)] == [None]
    leaves(desk, "coralie")
    assert [each.outcome for each in desk.rows(Review)] == ["dropped"]
    assert WORD in desk.room("@hugo")
    assert WORD not in desk.room("#stras")
    assert desk.who_has("STR-1") == "hugo"
    desk.types("hugo", f"répondre STR-1 {WORD}")
    assert WORD in desk.room("#stras"), "nobody may look at it: its requester waits no longer"
