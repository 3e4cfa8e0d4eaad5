"""Whoever types an order is told that it was done: where they typed it, alone, once, and not where all are told."""

from __future__ import annotations

import pytest

from bot.cards import OpenForm, Say
from bot.talk import ANSWERS
from storage.tables import State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons, form_of
from tests.bot.paper import Shown, as_text

TRAIN = "il me faudrait un train pour Paris jeudi matin"
LOOKED_AT = ("transférer LYO-1 invoicing", "prendre LYO-1", "fait LYO-1")
"""What makes it wait for a second person."""
ORDERS = [
    ("ines", "claim", (), "prendre LYO-1", "LYO-1 est à vous."),
    ("ines", "release", ("prendre LYO-1",), "rendre LYO-1", "LYO-1 est remise au pôle."),
    ("ines", "assign", (), "confier LYO-1 à Claire", "LYO-1 est confiée à Claire Morel."),
    ("ines", "resolve", ("prendre LYO-1",), "fait LYO-1", "LYO-1 est traitée."),
    ("ines", "reply", (), "répondre LYO-1 départ 8 h 04", "Votre réponse est envoyée, pour LYO-1."),
    ("ines", "wait", (), "attendre LYO-1 quelle classe ?", "Votre question est envoyée : LYO-1 attend la réponse."),
    ("ines", "transfer", (), "transférer LYO-1 office", "C’est transféré : LYO-1, Services généraux, Lyon."),
    ("ines", "correct", (), "corriger LYO-1 site:aix", "C’est corrigé : LYO-1, Déplacements, Aix-en-Provence."),
    ("ines", "urgent", (), "urgent LYO-1", "C’est noté : LYO-1 passe avant les autres."),
    ("ines", "escalate", (), "escalade LYO-1 le client attend", "La coordination est prévenue pour LYO-1."),
    ("ines", "take_over", (), "relayer LYO-1", "Vous prenez le relais : LYO-1 est à vous."),
    ("ines", "reopen", ("fait LYO-1",), "rouvrir LYO-1", "LYO-1 est rouverte."),
    ("karim", "cancel", (), "annuler LYO-1", "LYO-1 est annulée."),
    ("karim", "reopen", ("annuler LYO-1",), "rouvrir LYO-1", "C’est noté : LYO-1 est rouverte."),
    ("claire", "validate", LOOKED_AT, "valider LYO-1", "LYO-1 est validée, et traitée."),
    ("claire", "send_back", LOOKED_AT, "retourner LYO-1 le retour ?", "LYO-1 est retournée, avec votre remarque."),
    ("ines", "recall", LOOKED_AT, "reprendre LYO-1", "LYO-1 est de nouveau dans vos mains."),
    ("ines", "amount", (), "montant LYO-1 120 €", "LYO-1 : 120 €, c’est noté."),
    ("ines", "approval", (), "approbation LYO-1 Marc Vidal", "C’est noté : l’accord est demandé, pour LYO-1."),
    ("marc", "approve", ("accord LYO-1 manager",), "approuver LYO-1", "LYO-1 : votre accord est noté."),
    ("marc", "refuse", ("accord LYO-1 manager",), "refuser LYO-1 trop cher", "LYO-1 : votre refus est noté."),
    ("marc", "inquire", ("accord LYO-1 manager",), "questionner LYO-1 pour qui ?", "C’est demandé, pour LYO-1."),
    ("karim", "rate", ("fait LYO-1",), "noter LYO-1 4", "Votre avis sur LYO-1 est noté, merci."),
]


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon: LYO-1, proposed to Inès."""
    return desk.says("karim", "#lyon", TRAIN).message


def prepare(desk: Story, orders: tuple[str, ...]) -> None:
    for order in orders:
        desk.types("karim" if order.startswith("annuler") else "ines", order)


def told(desk: Story, who: str) -> list[str]:
    """All that one person alone was told so far, in their direct conversation and elsewhere; but for what was proposed
    to them, and says there whose it is once it is taken."""
    direct = [each for each in desk.shown(f"@{who}") if each.by == "desk" and not _is_proposal(each)]
    return [*map(str, direct), *map(as_text, desk.whispers(who))]


def _is_proposal(shown: Shown) -> bool:
    return "vous est proposée" in str(shown) or (shown.card is not None and shown.card.kind == "no_longer_waits")


def test_each_act_that_can_be_typed_is_among_these() -> None:
    assert {act for _, act, *_ in ORDERS} == {act for act in ANSWERS.acts if act in ANSWERS.words}


@pytest.mark.parametrize(("who", "act", "before", "order", "done"), ORDERS)
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_an_order_is_answered_where_it_is_typed(
    desk: Story, asked: Shown, who: str, act: str, before: tuple[str, ...], order: str, done: str, where: str
) -> None:
    prepare(desk, before)
    if (act, where) == ("rate", "@"):
        done = "Merci pour votre avis sur LYO-1 : 4 sur 5."  # In the place of the question, right above.
    already = told(desk, who)
    desk.says(who, where, order, to_desk=where != "@")
    (answer,) = [each for each in told(desk, who) if each not in already and each.startswith(done)]
    assert act in desk.history("LYO-1")
    assert answer.count("LYO-1") == 1
    assert done not in desk.by_desk("#lyon") + desk.by_desk("#desk")


@pytest.mark.parametrize(("who", "act", "before", "order", "done"), [each for each in ORDERS if each[1] != "rate"])
def test_a_command_is_answered_so_too(
    desk: Story, asked: Shown, who: str, act: str, before: tuple[str, ...], order: str, done: str
) -> None:
    prepare(desk, before)
    reply = desk.types(who, order)
    assert isinstance(reply, Say)
    assert desk.text(reply, who).startswith(done)
    assert done not in "\n".join(told(desk, who)), "the answer to the command is the only one"


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("prendre", "Inès Caron s’en occupe."),
        ("fait", "C’est fait. Un souci ?"),
        ("confier LYO-1 Claire", "Claire Morel s’en occupe."),
        ("répondre LYO-1 départ 8 h 04", "Inès Caron vous répond"),
    ],
)
def test_what_is_said_in_the_thread_that_it_is_typed_in_is_not_said_twice(
    desk: Story, asked: Shown, order: str, said: str
) -> None:
    before = told(desk, "ines")
    desk.says("ines", "#lyon", order, under=asked, to_desk=True)
    assert [str(each).startswith(said) for each in desk.shown("#lyon")].count(True) == 1
    assert told(desk, "ines") == before


def test_what_only_a_card_shows_is_said_in_the_thread_too(desk: Story, asked: Shown) -> None:
    desk.says("ines", "#lyon", "prendre", under=asked, to_desk=True)
    desk.says("ines", "#lyon", "rendre", under=asked, to_desk=True)
    assert desk.whispered("ines") == "LYO-1 est remise au pôle."
    card = desk.card("LYO-1", "#desk")
    desk.says("ines", "#desk", "prendre", under=card, to_desk=True)
    assert desk.whispered("ines").endswith("LYO-1 est à vous."), "who has it is said in the other thread"
    before = told(desk, "ines")
    desk.says("ines", "#desk", "répondre LYO-1 départ 8 h 04", under=card, to_desk=True)
    assert desk.by_desk("#desk").count("Inès Caron a répondu au demandeur") == 1
    assert told(desk, "ines") == before


@pytest.mark.parametrize(
    ("order", "again"),
    [
        ("prendre LYO-1", "LYO-1 est déjà à vous."),
        ("confier LYO-1 Claire", "LYO-1 : Claire Morel s’en occupe déjà, depuis 10 h."),
        ("urgent LYO-1", "LYO-1 passe déjà avant les autres."),
        ("fait LYO-1", "LYO-1 est déjà terminée."),
        ("transférer LYO-1 office", "LYO-1 y est déjà, je n’ai rien changé."),
        ("corriger LYO-1 site:aix", "LYO-1 y est déjà, je n’ai rien changé."),
    ],
)
def test_what_is_so_already_is_said_so(desk: Story, asked: Shown, order: str, again: str) -> None:
    desk.says("ines", "@", order)
    history = desk.history("LYO-1")
    desk.says("ines", "@", order)
    assert told(desk, "ines")[-1].startswith(again)
    assert desk.history("LYO-1") == history


def test_an_order_that_comes_again_is_obeyed_and_answered_once(desk: Story, asked: Shown) -> None:
    said = desk.wrote("ines", "@", "prendre LYO-1")
    event = desk.posted(said)
    for _ in range(2):
        desk.submit(event)
    desk.submit(desk.posted(said))
    assert [each for each in told(desk, "ines") if each == "LYO-1 est à vous."] == ["LYO-1 est à vous."]


def test_a_refusal_is_all_that_is_said(desk: Story, asked: Shown) -> None:
    before = told(desk, "karim")
    desk.says("karim", "@", "prendre LYO-1")
    (answer,) = told(desk, "karim")[len(before) :]
    assert "assistants" in answer
    assert desk.request("LYO-1").state is State.NEW


def test_an_emoji_and_a_press_say_no_more_than_their_card(desk: Story, asked: Shown) -> None:
    before = told(desk, "ines")
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "eyes")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "release")
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "rotating_light")
    assert told(desk, "ines") == before


def test_somebody_new_gets_that_button_once_they_are_known(desk: Story) -> None:
    desk.meets("nina", "Nina Neuve", email="nina@ateliers-durance.example")
    desk.says("nina", "@", "nouvelle")
    assert "[Nouvelle demande]" in desk.by_desk("@nina")
    assert not desk.papers["slack"].forms, "nothing stands there that a form could fill"


@pytest.mark.parametrize(
    ("order", "act", "title"),
    [
        ("corriger LYO-1", "correct", "Corriger la date"),
        ("confier LYO-1", "assign", "Confier à…"),
        ("transférer LYO-1", "transfer", "Transférer"),
        ("répondre LYO-1", "reply", "Répondre"),
        ("attendre LYO-1", "wait", "Poser une question"),
        ("nouvelle", "new", "Nouvelle demande"),
    ],
)
def test_what_asks_for_more_brings_the_button_that_opens_its_form(
    desk: Story, asked: Shown, order: str, act: str, title: str
) -> None:
    reply = desk.says("ines", "@", order).reply
    assert isinstance(reply, OpenForm)
    assert reply.offer is not None
    offer = desk.drawn(Say(card=reply.offer), "ines")
    assert f"[{title}]" in as_text(offer)
    assert [each for each, _ in buttons(offer)] == [act]
    opened = desk.presses("ines", offer, act)
    assert form_of(opened).kind == reply.form.kind
    assert form_of(opened).fields == reply.form.fields
    typed = desk.types("ines", order)
    assert isinstance(typed, OpenForm)
    assert typed.offer is None, "a command opens it at once"
