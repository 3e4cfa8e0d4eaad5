"""What the shape of a message says of it, beside what looks like it and is the other thing."""

from __future__ import annotations

import pytest

from bot.understanding import RequestKind, read
from bot.understanding.shape import (
    asks_at_its_end,
    counts_things,
    is_for_another,
    is_participle,
    names_a_thing,
    orders_later,
    reports_done,
    states,
    tells_first,
    thanks_for_things,
)
from bot.understanding.text import words_of
from tests.bot.understanding.contexts import context


@pytest.mark.parametrize(
    "text",
    [
        "2 ramettes A3, merci",
        "C'est pour Aix : 3 fauteuils de bureau",
        "6 blue folders and a stapler",
        "Not in a hurry: 2 keyboards",
        "bjr, 4 gilets jaunes",
    ],
)
def test_what_is_wanted_is_counted_off(text: str) -> None:
    assert counts_things(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "12 mars",
        "3 jours sans accident",
        "2 personnes sont arrivées",
        "8 votes pour le bleu",
        "3 colis livrés ce matin",
        "2 boxes arrived",
        "10 chaises ça suffit",
        "5 min de pause ?",
        "rdv pour 14h",
        "la recette est pour 6",
    ],
)
def test_what_is_only_numbered_is_not(text: str) -> None:
    assert not counts_things(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "L'huissier vient le 12 : préparer le registre du personnel",
        "le car est à 7h, me faire la liste des passagers",
        "Ils nous ont facturé deux fois, bloquez le virement",
        "Old price on the quote. Fix it",
        "wrong floor, tell them and move it to 4",
        "New customer to create: Dupont SAS",
        "visitors at ten: order pastries",
    ],
)
def test_what_leads_to_it_comes_first(text: str) -> None:
    assert orders_later(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "je pars, finir demain sera mieux",
        "Dîner : entrer par la cour",
        "I fixed it, the order is on its way",
        "nothing to add from my side",
        "we are going to book a table ourselves",
        "il pleut, sécurisez vos affaires",
        "good news, order books are full",
    ],
)
def test_what_goes_on_orders_nothing(text: str) -> None:
    assert not orders_later(words_of(text))


def test_a_question_may_be_told_by_its_end() -> None:
    assert asks_at_its_end(words_of("L'extincteur est où ???"))
    assert asks_at_its_end(words_of("le formulaire, quelqu'un s'en occupe ?"))
    assert asks_at_its_end(words_of("plus de brancard, on fait quoi ?!"))
    assert not asks_at_its_end(words_of("Paul est où ?"))
    assert not asks_at_its_end(words_of("on fait quoi ce soir ?"))
    assert not asks_at_its_end(words_of("quelqu'un s'en occupe déjà, merci"))


def test_somebody_else_may_be_named_first() -> None:
    assert is_for_another(words_of("@Sophie oui c'est la bonne"))
    assert not is_for_another(words_of("@Relais une salle pour jeudi"))
    assert not is_for_another(words_of("@tous une salle est libre"))
    assert not is_for_another(words_of("dites à @Sophie de venir"))


def test_an_accent_tells_a_report_from_an_order() -> None:
    assert is_participle(words_of("réservé ce matin"), 0)
    assert not is_participle(words_of("réserve une salle"), 0)


@pytest.mark.parametrize(
    "text",
    [
        "Les dossiers sont au sous-sol",
        "La navette revient à 17h45",
        "Nathalie est en formation jusqu'au 15",
        "The slides are on the shared drive",
        "the new tool arrives in January",
        "Le comptable passe mardi",
    ],
)
def test_it_only_says_where_or_when(text: str) -> None:
    assert states(words_of(text), 0)


@pytest.mark.parametrize(
    "text",
    [
        "la salle est sale",
        "Les toilettes sont au sous-sol ?",
        "La navette part sans nous",
        "la porte est toujours ouverte",
        "les clés sont dans la boîte, mais la boîte est coincée",
        "Le train est à 8h !! et il est annulé",
        "salle pour jeudi",
    ],
)
def test_something_may_be_amiss_there(text: str) -> None:
    assert not states(words_of(text), 0)


@pytest.mark.parametrize(
    "text",
    ["Chaudière réparée", "badges envoyés par courrier", "commande Manutan passée", "Fridge fixed", "deposit paid"],
)
def test_it_was_dealt_with(text: str) -> None:
    assert reports_done(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "facture à valider",
        "facture pas payée",
        "chambre réservée sans petit déjeuner",
        "invoice to be paid",
        "hotel booked?",
        "salle réservée occupée par un autre",
        "printer not fixed",
    ],
)
def test_it_was_not_or_not_well(text: str) -> None:
    assert not reports_done(words_of(text))


def test_a_thing_is_named_for_somebody_or_thanked_for() -> None:
    assert names_a_thing(words_of("carte de cantine pour Zoé"))
    assert not names_a_thing(words_of("la carte est pour Paul"))
    assert not names_a_thing(words_of("bravo pour la victoire !"))
    assert thanks_for_things(words_of("câble 5m et adaptateur, merci"))
    assert not thanks_for_things(words_of("le colis, merci"))
    assert not thanks_for_things(words_of("j'ai les câbles, merci"))


def test_what_is_told_first_has_a_verb() -> None:
    assert tells_first(words_of("Je prends le train de 8h"), 0)
    assert not tells_first(words_of("Chambre pour jeudi, je rate le train"), 0)
    assert not tells_first(words_of("je ne trouve plus le badge"), 0)
    assert not tells_first(words_of("c'est pour un car mardi"), 0)


TOLD_AND_ASKED = (
    ("le traiteur a livré, c'est dans la cuisine", RequestKind.NO),
    ("Imprimante réparée", RequestKind.NO),
    ("la médecine du travail vient le 14 dans nos locaux", RequestKind.NO),
    ("besoin de rien merci", RequestKind.NO),
    ("no taxi needed after all", RequestKind.NO),
    ("booking confirmed for 12", RequestKind.NO),
    ("merci de patienter, prochaine livraison le 18", RequestKind.NO),
    ("soyez prudents, ça glisse devant l'entrée", RequestKind.NO),
    ("please don't ask her about the trip", RequestKind.NO),
    ("quelqu'un a déjà testé la cantine ?", RequestKind.NO),
    ("happy Pentecost to all", RequestKind.NO),
    ("800 euros", RequestKind.NO),
    ("c'est pour rire", RequestKind.NO),
    ("c'est pour ça que la salle est prise", RequestKind.NO),
    ("la salle était sale", RequestKind.NO),
    ("et un autre pour Julie", RequestKind.NO),
    ("je suis convoqué à un entretien disciplinaire", RequestKind.ASK),
    ("le médecin dit 3 semaines", RequestKind.ASK),
    ("finalement la salle c'est pour 15h", RequestKind.ASK),
    ("c'est pour le stagiaire", RequestKind.ASK),
    ("c'est urgent à l'accueil", RequestKind.ASK),
    ("quickly, a taxi", RequestKind.ASK),
    ("mais la salle était sale", RequestKind.ASK),
    ("je suis convié à un entretien avec la presse", RequestKind.NO),
    ("may need a van on Tuesday, not sure yet", RequestKind.ASK),
    ("merci de ne pas annuler mon taxi mais de le décaler à 9h", RequestKind.YES),
    ("please don't forget to book the room", RequestKind.YES),
    ("y a une odeur de brûlé au 3e", RequestKind.YES),
    ("wasps in the meeting room", RequestKind.YES),
    ("le patron attend encore son devis, il faut relancer", RequestKind.YES),
    ("je donne mes justificatifs à qui ?", RequestKind.YES),
    ("800 euros de timbres", RequestKind.YES),
    ("c'est pour un taxi demain 8h", RequestKind.YES),
    ("et un autre écran pour Julie", RequestKind.YES),
    ("2 chargeurs usb-c pour l'accueil, merci", RequestKind.YES),
    ("carte de visite pour Hugo Perrin", RequestKind.YES),
    ("the barrier won't lift", RequestKind.YES),
    ("wrong amount on the invoice of Acme", RequestKind.YES),
)


@pytest.mark.parametrize(("text", "kind"), TOLD_AND_ASKED)
def test_what_is_told_and_what_is_asked(text: str, kind: RequestKind) -> None:
    assert read(text, context(language=None)).request.value is kind
