"""Services by the office's words, by turns of phrase and by a charter's own words, and what only looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.charter import Charter, load
from bot.understanding import Context, read
from tests.bot.understanding.contexts import charter, context

_TESTS = Path(__file__).parents[2]


def service_of(text: str, chart: Charter | None = None) -> str | None:
    where = context(language=None)
    return read(text, Context(chart or charter(), None, None, None, where.written_at, where.timezone)).service.value


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("un visa pour l'Inde", "travel"),
        ("parking at the airport for 3 days", "travel"),
        ("navette entre la gare et l'hôtel", "travel"),
        ("ordre de mission à établir pour Nguyen", "travel"),
        ("programmer un échange avec l'équipe juridique", "meetings"),
        ("find a date with the bank in November", "meetings"),
        ("refacturer l'intérim à la filiale", "invoicing"),
        ("declarer mes km de mars", "expenses"),
        ("where do I send my fuel card slips?", "expenses"),
        ("calcul de la participation", "hr_admin"),
        ("I need the form for a change of civil status", "hr_admin"),
        ("faire des graphes pour le PPT", "reporting"),
        ("fill in the supplier scorecard", "reporting"),
        ("il manque des gants taille 9", "office"),
        ("3 fire extinguishers need a new tag", "office"),
        ("odeur de gaz au sous-sol", "office"),
        ("the AC in the training room blows hot air", "office"),
        ("our all-hands needs refreshments", "meetings"),
        ("the ring binders are finished", "office"),
        ("can I get my money back for the stamps", "expenses"),
        ("how was this supplier paid twice", "invoicing"),
        ("codes wifi invités", None),
        ("un huissier demain matin pour un constat", None),
    ],
)
def test_offices_ask_in_many_words(text: str, service: str | None) -> None:
    assert service_of(text) == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("déplacer une armoire", "office"),
        ("atelier stratégie à organiser jeudi", "meetings"),
        ("une poubelle dans l'atelier svp", "office"),
        ("je n'ai pas reçu la facture", "invoicing"),
        ("send me the minutes of the board", "meetings"),
        ("train strike tomorrow, book another", "travel"),
        ("a slip of the tongue, sorry", None),
        ("bank holiday: can you order flowers", "office"),
        ("retirement party: book a buffet", "meetings"),
        ("merci de m'avertir quand le train part", "travel"),
        ("ben oui, la salle", "meetings"),
        ("je vais rater le train, un taxi svp", "travel"),
        ("please disable the alarm in the lobby", "office"),
        ("prévoyez une salle jeudi", "meetings"),
        ("déplacer mon bureau au 2e étage", "office"),
        ("j'estime qu'il faut une armoire", "office"),
        ("le cabinet comptable réclame la facture", "invoicing"),
        ("bulletin board to hang in the lobby", "office"),
        ("le problème est revenu", None),
        ("le revenu moyen par client est faux", "reporting"),
        ("j'ai 2 valises", None),
        ("terminal 2", None),
        ("Crédit Agricole, agence de Vaise", None),
        ("le virement du Crédit Agricole est à pointer", "invoicing"),
    ],
)
def test_what_looks_like_another_service_is_not_it(text: str, service: str | None) -> None:
    assert service_of(text) == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("could you push my 3pm with Julie to Tuesday", "meetings"),
        ("décaler mon 14h de mardi à jeudi", "meetings"),
        ("avancer mon 9h", "meetings"),
        ("I'd like 30 min with Tom Baker", "meetings"),
        ("my 11:30 is at the customer's, push it by one hour", "meetings"),
        ("cancel my 3pm flight", "travel"),
        ("repousser mon train de 14h", "travel"),
        ("décaler la livraison du colis de 9h", "office"),
        ("can someone check my February pay", "hr_admin"),
        ("days without pay in June", "hr_admin"),
        ("pay my invoice please", "invoicing"),
        ("pay the supplier in the February run", "invoicing"),
        ("I want to see my contract", "hr_admin"),
        ("le contrat de Julie à signer", "hr_admin"),
        ("contrat avec Julie à préparer", "hr_admin"),
        ("resend contract 88-B to Suez", None),
    ],
)
def test_turns_of_phrase_say_a_service(text: str, service: str | None) -> None:
    assert service_of(text) == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("mon remboursement d'hôtel c'est 96€ et pas 69", "expenses"),
        ("3 receipts missing in my November trip (2 taxis + 1 hotel)", "expenses"),
        ("réserver un hôtel, je ferai ma note de frais", "travel"),
        ("book a taxi, I will expense it", "travel"),
    ],
)
def test_what_is_paid_back_is_bought_already(text: str, service: str) -> None:
    assert service_of(text) == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("commander trente palettes", "crates"),
        ("order thirty crates", "crates"),
        ("la sertisseuse est en panne", "machines"),
        ("repair the freezer", "machines"),
        ("recevoir un acheteur jeudi", "tastings"),
        ("il me manque une fiche de paie", "crew"),
        ("un billet SNCF pour Rennes", None),
    ],
)
def test_a_charters_own_words_come_before_the_offices(text: str, service: str | None) -> None:
    assert service_of(text, load(_TESTS / "e2e" / "teams_company.yaml")) == service


def test_what_is_personal_goes_to_those_trusted_with_it_where_they_are_spoken_of_too() -> None:
    assert service_of("an advance on my salary, I separated and have to pay a deposit for a flat") == "hr_admin"
    assert service_of("book a taxi to the hospital for our visitor") == "travel"


def test_another_need_beside_what_is_given_up_keeps_the_service() -> None:
    assert service_of("Mon vol de 6h40 est annulé, il faut me recaser sur le suivant") == "travel"


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("no water in the kitchen in St-Denis", "reunion"),
        ("HQ toilets are flooded", "aix"),
        ("the notary from Aix comes for lunch, book a table", "lyon"),
        ("same chairs as Strasbourg please", "lyon"),
        ("a parcel for M. Strasbourg, Pierre Strasbourg", "lyon"),
        ("Strasbourg is closed today, move my meeting", "lyon"),
        ("somebody must take the parcel as I'm in Strasbourg", "lyon"),
        ("un pli boulevard St-Denis", "lyon"),
        ("I'm in Strasbourg and need a badge", "strasbourg"),
        ("Strasbourg is out of paper", "strasbourg"),
        ("badges for Strasbourg", "strasbourg"),
    ],
)
def test_the_site_in_english(text: str, site: str) -> None:
    assert read(text, context(language=None, channel_site="lyon")).site.value == site
