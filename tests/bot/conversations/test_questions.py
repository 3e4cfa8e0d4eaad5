"""What the desk asks somebody in private: about what, who will read, and what stands there once it is answered."""

from __future__ import annotations

import pytest

from bot.cards import Say
from bot.events import ConversationSeen, Where
from bot.understanding import RequestKind
from storage.tables import Level, State, Words
from tests.bot.desk_harness import Story, that_reads_as
from tests.bot.desk_sights import buttons
from tests.bot.paper import Shown, as_text

PAY = "il me faudrait mon bulletin de paie d'octobre"
STRANGE = ("la clim du bureau 12 fait un drôle de bruit", "pas de papier dans la salle", "le néon clignote")
DOUBTFUL = (
    "on a reçu la facture de Dupont ?",
    "la facture fournisseur Dupont est bizarre",
    "c'est quoi cette facture ?",
)


@pytest.fixture
def offer(desk: Story) -> Shown:
    """What Karim is asked about a personal message of his, in #lyon."""
    desk.says("karim", "#lyon", PAY)
    return desk.last("@karim", "sensitive_offer")


def unpressable(card: Shown) -> bool:
    assert card.card is not None
    return buttons(card.card) == []


def test_the_question_quotes_the_message_that_it_is_about(desk: Story, offer: Shown) -> None:
    assert PAY in str(offer)
    desk.edits(desk.shown("#lyon")[0], PAY + " et de novembre")
    assert "d'octobre et de novembre" in str(offer)
    assert len([each for each in desk.shown("@karim") if each.card]) == 1


def test_who_will_read_is_said_before_anything_is_shown(desk: Story, offer: Shown) -> None:
    for name, conversation in (("lyon", "C0LYON"), ("desk", "C0DESK")):
        where = Where(platform="slack", conversation=conversation)
        desk.submit(ConversationSeen(key=desk.key(), at=desk.clock.now(), where=where, name=name))
    desk.presses("karim", offer, "not_private")
    assert PAY in str(offer)
    assert "les assistants, dans #desk, partagé avec Relais Office" in str(offer)
    assert "les membres de #lyon" in str(offer)
    assert "[Oui, c’est à montrer] [Garder privé]" in str(offer)
    assert (desk.requests(), desk.by_desk("#desk"), desk.by_desk("#lyon")) == ([], "", "")


def test_it_may_still_be_kept_private(desk: Story, offer: Shown) -> None:
    desk.presses("karim", offer, "not_private")
    desk.presses("karim", offer, "keep_private")
    assert "Je ne l’ai transmis à personne." in str(offer)
    desk.presses("karim", offer, "confide")
    assert desk.requests()[-1].level is Level.CONFIDENTIAL


def test_once_answered_what_was_decided_stands_there(desk: Story, offer: Shown) -> None:
    desk.presses("karim", offer, "confide")
    ref = desk.requests()[-1].ref
    still = "Votre message reste visible là où vous l’avez écrit : pensez à le supprimer."
    assert f"C’est confié, en privé : {ref}. {still}" in str(offer)
    assert "conversation directe" not in str(offer)
    assert unpressable(offer)
    assert "n’attend plus de réponse" in desk.text(desk.forges("karim", "show_all", "source:1"))
    assert f"C’est confié, en privé : {ref}." in str(offer)


def test_a_restricted_service_is_read_by_its_own_people(desk: Story) -> None:
    asked = desk.says("lea", "#lyon", "il faudrait payer la facture fournisseur Dupont avant vendredi")
    desk.says("lea", "#lyon", "en fait je suis en arrêt maladie jusqu'à lundi", under=asked)
    card = desk.last("@lea", "sensitive_offer")
    desk.presses("lea", card, "not_private")
    assert "(Relais Office)" in str(card)
    assert "#desk" not in str(card)
    desk.presses("lea", card, "show_all")
    assert "C’est transmis, pour LYO-1." in str(card)
    assert unpressable(card)


def test_a_message_that_is_deleted_is_quoted_no_longer(desk: Story, offer: Shown) -> None:
    desk.deletes(desk.shown("#lyon")[0])
    assert "bulletin" not in str(offer)
    assert "je n’en garde rien" in str(offer)
    assert unpressable(offer)


def test_what_nobody_answered_for_days_is_forgotten(desk: Story, offer: Shown) -> None:
    desk.later(days=8)
    assert "bulletin" not in str(offer)
    assert unpressable(offer)
    assert [row.body for row in desk.rows(Words) if row.body and "bulletin" in row.body] == []


@pytest.mark.parametrize(("act", "said"), [("dismiss", "je n’en fais rien"), ("accept", "C’est noté : LYO-1.")])
def test_a_doubtful_message_that_triage_may_not_read_is_asked_about_once(desk: Story, act: str, said: str) -> None:
    desk.says("karim", "#lyon", that_reads_as(RequestKind.ASK, *DOUBTFUL))
    desk.later(minutes=20)
    question = desk.last("@karim", "ask_if_request")
    assert "facture" in str(question)
    desk.presses("karim", question, act)
    assert said in str(question)
    assert unpressable(question)
    desk.forges("karim", "dismiss", "source:1")
    assert said in str(question)


def test_a_site_chosen_leaves_no_question(desk: Story) -> None:
    desk.says("zoe", "@", "il me faudrait une salle jeudi à 14h")
    question = desk.last("@zoe", "ask_site")
    desk.presses("zoe", question, "accept", "lyon")
    assert "C’est noté : LYO-1." in str(question)
    assert unpressable(question)


@pytest.mark.parametrize("act", ["accept", "dismiss"])
def test_what_answers_a_question_shown_to_its_author_alone_is_to_stand_in_its_place(desk: Story, act: str) -> None:
    text = that_reads_as(RequestKind.ASK, *STRANGE)
    asked = desk.says("zoe", "#aide", text)
    question = desk.last_whisper("zoe")
    assert text in as_text(question), "which message is meant"
    (value,) = [value for name, value in buttons(question) if name == act]
    reply = desk.forges("zoe", act, value, at=asked.message)
    assert isinstance(reply, Say)
    assert reply.instead
    if act == "accept":
        assert "Pour quel site" in desk.text(reply)
        assert "la clim du bureau 12" in desk.text(reply)
        reply = desk.forges("zoe", act, f"{value}:site:aix", at=asked.message)
        assert isinstance(reply, Say)
        assert reply.instead
        assert "C’est noté : AIX-1." in desk.text(reply)


def test_what_answers_something_else_stands_beside_it(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    reply = desk.presses("ines", desk.pings("@ines")[-1], "show")
    assert isinstance(reply, Say)
    assert not reply.instead


def test_a_rating_given_stands_where_it_was_asked(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.types("ines", "fait LYO-1")
    asked = desk.last("@karim", "rating_ask")
    form = desk.presses("karim", asked, "rate", "4")
    assert "Merci pour votre avis sur LYO-1 : 4 sur 5." in str(asked)
    desk.sends("karim", form, comment="parfait")
    assert unpressable(asked)


def test_a_rating_asked_of_what_is_reopened_waits(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.types("ines", "fait LYO-1")
    desk.says("karim", "#lyon", "il manque le retour", under=asked)
    question = desk.last("@karim", "rating_ask")
    desk.types("karim", "rouvrir LYO-1")
    assert "n’est pas encore traitée" in str(question)
    assert unpressable(question)


def test_an_edit_that_asks_for_nothing_any_more_offers_to_cancel(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.edits(said, "il me faudrait un train pour Lille jeudi")
    assert desk.whispers("karim") == []
    desk.edits(said, "merci à tous, c'était une belle soirée")
    assert "LYO-1 reste ouverte : faut-il l’annuler ?" in desk.whispered("karim")
    assert "reste ouverte" not in desk.by_desk("#lyon") + desk.by_desk("#desk")
    desk.presses("karim", desk.last_whisper("karim"), "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED
