"""Beside what is not for all, what points back to it or answers a question is asked about: not ordinary at once."""

from __future__ import annotations

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

SUMMONED = "je suis convoqué à un entretien préalable au licenciement"
INVOICE = "il faut payer la facture 4512 de chez Dupont, 3 000 euros"
BACK = [
    "Léa Faure, réservez une salle svp",
    "il me faudrait une salle jeudi à 14h pour le préparer avec Léa",
    "un taxi pour y aller jeudi 9h",
    "imprimer le courrier de 4 pages",
    "reporter le rdv à vendredi",
    "imprimez-la svp",
    "il me faudrait une salle pour cet entretien jeudi à 14h",
]
APART = [
    "un taxi demain 8h pour la gare",
    "bonjour, il me faudrait une salle jeudi à 14h",
    "il me faudrait 5 chaises au premier étage jeudi",
]


def begun(desk: Story, ask: str, taker: str, question: str, at: str = "") -> Story:
    desk.says("karim", "#lyon", "bonjour, il me faudrait un badge")
    desk.pass_by(minutes=20)
    desk.says("karim", "@", ask)
    desk.types(taker, "prendre LYO-2", "@")
    desk.sends(taker, desk.presses(taker, desk.card("LYO-2", at or f"@{taker}"), "reply"), text=question)
    desk.later(minutes=20)
    return desk


@pytest.fixture
def secret(desk: Story) -> Story:
    return begun(desk, SUMMONED, "nadia", "Qui vous accompagnera ?")


@pytest.mark.parametrize("text", BACK)
def test_it_is_asked_about_beside_what_is_confidential(secret: Story, text: str) -> None:
    secret.says("karim", "@", text)
    secret.later(minutes=12)
    assert len(secret.requests()) == 2
    assert text not in secret.by_desk("#desk")
    asked = secret.last("@karim", "ask_if_answer")
    assert "LYO-2" in str(asked)
    secret.presses("karim", asked, "answers")
    assert text in secret.by_desk("@nadia")


def test_its_author_says_that_it_is_something_else(secret: Story) -> None:
    secret.says("karim", "@", BACK[2])
    secret.presses("karim", secret.last("@karim", "ask_if_answer"), "accept")
    assert secret.request("LYO-3").level is Level.STANDARD


@pytest.mark.parametrize("text", APART)
def test_what_stands_alone_is_a_request_at_once(secret: Story, text: str) -> None:
    secret.says("karim", "@", text)
    secret.later(minutes=12)
    assert secret.request("LYO-3").level is Level.STANDARD
    assert text not in secret.by_desk("@nadia")


@pytest.mark.parametrize("text", ["imprimez-la svp", "imprimez la svp", "il faudrait la photocopier"])
def test_it_is_asked_about_beside_what_is_restricted(desk: Story, text: str) -> None:
    begun(desk, INVOICE, "ines", "Avez-vous le bon de commande ?")
    assert desk.request("LYO-2").level is Level.RESTRICTED
    desk.says("karim", "@", text)
    desk.later(minutes=12)
    assert len(desk.requests()) == 2
    assert "LYO-2" in str(desk.last("@karim", "ask_if_answer"))


def test_beside_what_all_may_read_it_is_a_request(desk: Story) -> None:
    begun(desk, "il me faudrait un taxi jeudi à 8h", "ines", "Pour aller où ?", "#desk")
    desk.says("karim", "@", "imprimez le courrier de 4 pages svp")
    assert desk.request("LYO-3").level is Level.STANDARD


MOVED = "imprimer le courrier de 4 pages"


def disclosed(desk: Story) -> None:
    """LYO-2 is given to the people of another service, and its author lets them read it."""
    desk.presses("karim", desk.card("LYO-2", "@karim"), "correct", "service:office")
    desk.presses("karim", desk.last("@karim", "disclose_offer"), "disclose")
    assert desk.request("LYO-2").level is Level.STANDARD


def asked_before_it_was_disclosed(desk: Story) -> Story:
    desk.says("karim", "@", MOVED)
    asked = desk.last("@karim", "ask_if_answer")
    desk.pass_by(minutes=5)
    disclosed(desk)
    desk.presses("karim", asked, "answers")
    assert MOVED not in desk.by_desk("#desk")
    return desk


def test_words_written_while_it_was_private_are_shown_after_a_second_yes(secret: Story) -> None:
    confirm = asked_before_it_was_disclosed(secret).last("@karim", "show_confirm")
    assert "partagé avec Relais Office" in str(confirm)
    secret.presses("karim", confirm, "answers")
    assert MOVED in secret.by_desk("#desk")
    assert len(secret.requests()) == 2


def test_the_second_yes_is_for_these_words_alone(secret: Story) -> None:
    written = secret.says("karim", "@", MOVED)
    asked = secret.last("@karim", "ask_if_answer")
    secret.pass_by(minutes=5)
    disclosed(secret)
    secret.presses("karim", asked, "answers")
    confirm = secret.last("@karim", "show_confirm")
    act = next(value for act, value in buttons(confirm.card) if act == "answers") if confirm.card else ""
    secret.edits(written, f"{MOVED} pour mon avocat")
    secret.forges("karim", "answers", act)
    assert "avocat" not in secret.by_desk("#desk")


def test_they_may_be_kept_private_then(secret: Story) -> None:
    kept = asked_before_it_was_disclosed(secret).last("@karim", "show_confirm")
    secret.presses("karim", kept, "dismiss")
    secret.later(hours=1)
    assert MOVED not in secret.by_desk("#desk")
    assert MOVED not in secret.by_desk("@nadia")


def test_words_written_since_need_no_second_yes(secret: Story) -> None:
    disclosed(secret)
    secret.later(minutes=20)
    secret.says("karim", "@", "et pour 3 personnes plutôt")
    for each in secret.shown("@karim"):
        if each.card is not None and each.card.kind == "ask_if_answer":
            secret.presses("karim", each, "answers")
    assert "pour 3 personnes plutôt" in secret.by_desk("#desk")
