"""What shows nothing is nothing said; and what is too long for a name is nobody's."""

from __future__ import annotations

import pytest

from bot.cards import FieldErrors, OpenForm
from bot.reading import spoken
from storage.tables import Message, State
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi matin"
BILL = "il faudrait payer la facture fournisseur Dupont avant vendredi"
UNSEEN = ("\u200b", " \u2060\ufeff\n", "\u202e\u2066\u2069", "\u2800\u3164", "\u0301\ufe0f", "\x00\t")


@pytest.mark.parametrize("text", UNSEEN)
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert spoken(text) == ""


@pytest.mark.parametrize("text", ["a", " é ", "👍", "?", "\u202etrain", "☃", "e\u0301", "\U0001fae8", "한"])
def test_what_is_seen_is_kept(text: str) -> None:
    assert spoken(text) == text.strip()


@pytest.mark.parametrize("text", UNSEEN[:3])
def test_nothing_is_sent_to_the_requester_that_they_could_not_read(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    for word in ("répondre", "attendre"):
        form = desk.types("ines", f"{word} LYO-1 {text}")
        assert isinstance(form, OpenForm)
        assert isinstance(desk.sends("ines", form, text=text), FieldErrors)
    desk.says("ines", "#lyon", text, under=desk.card("LYO-1", "#lyon"))
    assert desk.rows(Message) == []
    assert desk.request("LYO-1").state is State.CLAIMED
    assert desk.request("LYO-1").responded_at is None
    assert isinstance(desk.sends("karim", desk.types("karim", "nouvelle"), text=text, site="lyon"), FieldErrors)


@pytest.mark.parametrize("name", ["é" * 40_000, "%" * 40_000, "karim" + "\u200b" * 39_995])
def test_a_name_without_end_is_nobodys_and_the_rest_is_kept(desk: Story, name: str) -> None:
    form = desk.types("ines", "nouvelle")
    reply = desk.sends("ines", form, text=TRAIN, person=name, site="lyon")
    assert isinstance(reply, FieldErrors)
    assert "person" in reply.errors
    desk.sends("ines", form, text=TRAIN, person="Karim Diallo", site="lyon")
    assert "train" in str(desk.card("LYO-1", "@karim"))


def test_a_requester_does_not_hear_herself(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", BILL)
    desk.says("karim", "#lyon", "il y en a une seconde", under=asked)
    assert "une seconde" not in desk.room("@karim")
    assert "une seconde" in desk.room("@ines")
    desk.says("lea", "#lyon", "et une troisième", under=asked)
    assert "et une troisième" in desk.room("@karim")
    desk.says("karim", "@", "la voici", under=desk.card("LYO-1", "@karim"))
    assert desk.room("@karim").count("la voici") == 1
    assert "la voici" in desk.room("@ines")
