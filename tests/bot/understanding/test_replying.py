"""By its words alone: what answers a question, what may be a need of its own, what is surely one."""

from __future__ import annotations

import pytest

from bot.understanding import (
    asks_for_its_own,
    asks_outright,
    goes_on,
    has_its_own,
    is_surely_of,
    may_be_trouble_of_their_own,
    takes_up,
)


@pytest.mark.parametrize(
    ("question", "text", "taken"),
    [
        ("Combien de personnes ?", "8 personnes", True),
        ("Combien de nuits ?", "une nuit", True),
        ("Quel écran ?", "un écran 27 pouces", True),
        ("Pour quelle banque voulez-vous cela ?", "un badge pour vous", False),
        ("Avec vidéoprojecteur ?", "une table avec nappe", False),
        ("", "8 personnes", False),
        ("Combien ?", "", False),
    ],
)
def test_a_word_of_the_question(question: str, text: str, taken: bool) -> None:
    assert takes_up(text, question) is taken


@pytest.mark.parametrize(
    "text",
    ["", "8 personnes", "rue de Paris 12", "plutôt 14h", "150€ max, une seule nuit", "près de la gare"],
)
def test_a_detail_has_nothing_of_its_own(text: str) -> None:
    assert not has_its_own(text)
    assert not asks_for_its_own(text)
    assert not asks_outright(text)


@pytest.mark.parametrize(
    ("text", "for_its_own", "outright"),
    [
        ("une table pour 4 demain midi", True, False),
        ("stylos et post-it pour la salle Rhône", False, False),
        ("Fuite d'eau au 2e !", True, True),
        ("je voudrais un taxi pour la gare demain 17h30", True, True),
        ("besoin d'une salle calme jeudi", True, False),
        ("l'imprimante de chez moi ne marche plus, envoyez par la poste", True, False),
    ],
)
def test_a_thing_of_its_own_is_asked_for_more_or_less_surely(text: str, for_its_own: bool, outright: bool) -> None:
    assert has_its_own(text)
    assert asks_for_its_own(text) is for_its_own
    assert asks_outright(text) is outright


@pytest.mark.parametrize(("text", "on"), [("plutôt 14h", True), ("et pour 8", True), ("un taxi demain", False)])
def test_what_goes_on(text: str, on: bool) -> None:
    assert goes_on(text) is on


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("il me manque 800", True),
        ("ma banque m'a bloqué", True),
        ("il faudrait 800 pour le loyer", True),
        ("il faut 50 euros", True),
        ("le wifi ne marche pas", False),
        ("il manque du papier", False),
        ("il faut 12 stylos", False),
        ("", False),
    ],
)
def test_what_is_wrong_for_whoever_writes_or_an_amount_may_be_their_own_trouble(text: str, own: bool) -> None:
    assert may_be_trouble_of_their_own(text) is own


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("la salle plutôt à 15h", True),
        ("pour 8 personnes", True),
        ("il en faudrait une pour deux personnes svp", True),
        ("urgent svp", True),
        ("sur 3 mois", False),
        ("800", False),
        ("jusqu'au 15", False),
        ("pour le dos", False),
        ("il s'appelle Mathis Girard", False),
        ("Mathis Girard", False),
        ("elle est là", False),
    ],
)
def test_what_can_be_of_nothing_but_what_was_asked(text: str, surely: bool) -> None:
    assert is_surely_of(text, "il faut une salle jeudi 14h") is surely
