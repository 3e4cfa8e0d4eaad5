"""Edits made once something private is told: heard as said then, wherever their message stands by now.

Source of the rule: docs/decisions/an-edit-is-said-when-it-is-made.md.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.understanding import RequestKind
from storage.tables import Level
from tests.bot.desk_harness import Story, that_reads_as
from tests.bot.desk_sights import buttons

PAY = "il me faudrait une avance sur salaire, jai des problemes d'argent"
ILL = "je suis en arrêt maladie à partir de demain, a qui jenvoie le papier ?"
TAXI = "il me faut un taxi demain 8h pour l'aéroport"
SEAT = "avec un siège bébé"
PHONE = that_reads_as(RequestKind.ASK, "mon téléphone est bizarre", "mon téléphone ne capte plus", "ma ligne grésille")
REST = (
    "sur 3 mois",
    "il me faudrait 800 euros si possible",
    "jusqu'au 15 décembre",
    "c'est pour mon fils",
    "à partir de lundi en fait",
    "je préfère en parler à Samia",
)

KINDS = ("undecided", "confided", "taken")
STORIES = tuple(zip(KINDS * 2, REST, strict=True))
Told = Callable[[], None]


@pytest.fixture(autouse=True)
def site_known(desk: Story) -> None:
    desk.types("karim", "site lyon")


@pytest.fixture
def private(request: pytest.FixtureRequest, desk: Story) -> Told:
    """Something private of Karim's is told: in #lyon, and waits for his word; or to the desk alone, a request."""

    def told() -> None:
        desk.says("karim", "#lyon" if request.param == "undecided" else "@", ILL if request.param == "taken" else PAY)
        if request.param == "taken":
            desk.types("nadia", f"prendre {desk.requests()[-1].ref}", "@")
        desk.later(minutes=3)

    return told


def read_by_others(desk: Story) -> str:
    return desk.by_desk("#desk") + desk.by_desk("#lyon") + desk.by_desk("@ines")


def is_held(desk: Story, text: str) -> bool:
    """Whether Karim alone is asked, and nobody else reads it, hours later either."""
    asked = text in desk.room("@karim")
    desk.later(hours=6)
    return asked and text not in read_by_others(desk) + desk.by_desk("@nadia")


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize(("private", "text"), STORIES, indirect=["private"])
def test_the_first_message_of_a_request_is_held(desk: Story, private: Told, text: str, where: str) -> None:
    said = desk.says("karim", where, TAXI)
    desk.later(minutes=20)
    private()
    desk.edits(said, text)
    assert is_held(desk, text)
    assert TAXI in str(desk.card("LYO-1", "#desk")), "what was shown stands"


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize(("private", "text"), STORIES, indirect=["private"])
def test_so_is_what_joined_it_before(desk: Story, private: Told, text: str, where: str) -> None:
    desk.says("karim", where, TAXI)
    desk.later(minutes=1)
    said = desk.says("karim", where, SEAT)
    desk.later(minutes=5)
    private()
    desk.edits(said, text)
    assert is_held(desk, text)
    assert desk.words(desk.request("LYO-1")) == f"{TAXI}\n{SEAT}"


@pytest.mark.parametrize(("private", "text"), STORIES, indirect=["private"])
def test_so_is_the_line_of_which_triage_was_asked(desk: Story, private: Told, text: str) -> None:
    said = desk.says("karim", "#lyon", PHONE)
    desk.later(minutes=30)
    assert PHONE in desk.by_desk("#desk")
    private()
    desk.edits(said, text)
    assert is_held(desk, text)
    assert PHONE not in desk.by_desk("#desk")


@pytest.mark.parametrize("text", REST)
def test_so_is_a_need_that_waited_for_its_site(desk: Story, text: str) -> None:
    said = desk.says("lea", "@", TAXI)
    desk.later(minutes=30)
    desk.says("lea", "#lyon", PAY)
    desk.later(minutes=3)
    desk.edits(said, text)
    desk.later(hours=6)
    assert text not in read_by_others(desk)
    assert text in desk.room("@lea")


@pytest.mark.parametrize(("private", "text"), STORIES, indirect=["private"])
def test_what_its_author_was_asked_about_becomes_no_request(desk: Story, private: Told, text: str) -> None:
    said = desk.says("karim", "#lyon", PHONE)
    desk.later(minutes=2)
    private()
    desk.edits(said, text)
    desk.later(hours=6)
    assert text not in read_by_others(desk)
    assert not any(text in desk.words(each) for each in desk.requests())


@pytest.mark.parametrize("verb", ["attendre", "répondre"])
@pytest.mark.parametrize(("private", "text"), STORIES, indirect=["private"])
def test_what_was_relayed_is_taken_back(desk: Story, private: Told, text: str, verb: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    private()
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", f"{verb} LYO-1 Taxi réservé à 7h45, ça vous va ?")
    said = desk.says("karim", "@", "oui merci")
    assert "oui merci" in read_by_others(desk)
    desk.edits(said, text)
    assert is_held(desk, text)
    assert "oui merci" not in read_by_others(desk)


def test_its_author_says_that_it_was_for_it_all_the_same(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    desk.says("karim", "@", PAY)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "répondre LYO-1 Taxi réservé à 7h45, ça vous va ?")
    said = desk.says("karim", "@", "oui merci")
    desk.edits(said, "sur 3 mois")
    asked = desk.last("@karim", "ask_if_answer")
    assert "LYO-1" in str(asked)
    assert "LYO-2" in str(asked)
    assert asked.card is not None
    value = next(value for act, value in buttons(asked.card) if act == "answers" and "LYO-1" in value)
    desk.presses("karim", asked, "answers", value)
    assert "sur 3 mois" in desk.by_desk("#desk")


@pytest.mark.parametrize(
    "text",
    ["oui merci beaucoup", "merci", "oui, merci !", "oui merci pour le taxi", "oui, devant l'entrée nord"],
)
def test_what_is_surely_of_what_it_answered_is_carried(desk: Story, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    desk.says("karim", "#lyon", PAY)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 Taxi réservé à 7h45, ça vous va ?")
    said = desk.says("karim", "@", "oui merci")
    desk.edits(said, text)
    assert text in desk.by_desk("#desk")


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize(
    "text",
    [
        f"{TAXI} svp",
        f"bonjour, {TAXI}, merci d'avance",
        "il me faut un taxi demain 9h pour l'aéroport",
        "un taxi demain 8h pour la gare",
        "il me faut un train pour Paris jeudi",
        "il me faudrait un badge",
        "l'imprimante du 2e est en panne",
        "il me faut un taxi demain",
    ],
)
@pytest.mark.parametrize("private", ["undecided"], indirect=True)
def test_a_need_of_its_own_is_shown_at_once(desk: Story, private: Told, text: str, where: str) -> None:
    said = desk.says("karim", where, TAXI)
    desk.later(minutes=20)
    private()
    desk.edits(said, text)
    assert text in str(desk.card("LYO-1", "#desk"))


@pytest.mark.parametrize(
    ("said", "text"),
    [(SEAT, f"{SEAT} svp"), ("avec 3 valises", "avec 4 valises"), ("pour 2 personnes", "pour 3 personnes")],
)
@pytest.mark.parametrize("private", ["confided"], indirect=True)
def test_so_is_a_detail_put_right(desk: Story, private: Told, said: str, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=1)
    detail = desk.says("karim", "@", said)
    desk.later(minutes=20)
    private()
    desk.edits(detail, text)
    assert text in str(desk.card("LYO-1", "#desk"))


def test_nothing_is_held_where_nothing_private_was_told_within_a_day(desk: Story) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.later(days=2)
    said = desk.says("karim", "@", TAXI)
    desk.edits(said, "jusqu'au 15 décembre")
    assert "jusqu'au 15 décembre" in str(desk.card("LYO-1", "#desk"))


@pytest.mark.parametrize("text", ["sur 3 mois", "800 euros"])
def test_what_is_private_since_an_edit_counts_from_that(desk: Story, text: str) -> None:
    said = desk.says("karim", "#lyon", PHONE)
    desk.later(days=2)
    desk.edits(said, PAY)
    desk.later(minutes=2)
    desk.says("karim", "@", TAXI)
    desk.says("karim", "@", text)
    desk.later(hours=6)
    assert text not in read_by_others(desk)


@pytest.mark.parametrize(
    "text", ["un taxi vendredi 9h svp", "un train pour Paris mardi", "il me faut un taxi vendredi"]
)
@pytest.mark.parametrize("hours", [0, 10])
def test_a_plain_need_is_made_beside_what_waits_for_a_word(desk: Story, hours: int, text: str) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.later(hours=hours, minutes=2)
    desk.says("karim", "@", text)
    assert [(desk.words(each), each.level) for each in desk.requests()] == [(text, Level.STANDARD)]


@pytest.mark.parametrize("text", ["un courrier vendredi svp", "un taxi pour y aller svp", "plutôt un taxi vendredi"])
def test_but_not_what_may_be_of_it(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.later(hours=5)
    desk.says("karim", "@", text)
    assert desk.requests() == []


STRAYING = (
    "800 euros plutôt",
    "sur 3 mois",
    "jusqu'au 15 décembre",
    "pour le dos",
    "chez le Dr Martin",
    "il s'appelle Mathis Girard",
    "je préfère en parler à Samia",
)


@pytest.mark.parametrize(("private", "text"), list(zip(KINDS * 3, STRAYING, strict=False)), indirect=["private"])
def test_what_answers_no_question_is_asked_about(desk: Story, private: Told, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    private()
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 Taxi réservé à 7h45, ça vous va ?")
    desk.says("karim", "@", text)
    assert is_held(desk, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quel est votre budget ?", "80 euros plutôt"),
        ("Pour combien de temps la voiture ?", "sur 3 mois"),
        ("Pour qui est-ce ?", "pour Mathis Girard"),
        ("Taxi réservé à 7h45, ça vous va ?", "plutôt à 8h"),
        ("À quelle heure ?", "à partir de 8h"),
        ("Quel terminal ?", "le 2"),
    ],
)
@pytest.mark.parametrize("private", ["confided"], indirect=True)
def test_what_answers_the_question_is_carried(desk: Story, private: Told, question: str, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    private()
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", f"attendre LYO-1 {question}")
    desk.says("karim", "@", text)
    assert text in desk.by_desk("#desk")


ADDED = (
    "sur 3 mois si possible",
    "800 euros ca irait",
    "c'est pour le loyer",
    "jusqu'au 12 decembre",
    "c'est le dos encore",
)


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("joint", [". ", "\n", ", "])
@pytest.mark.parametrize(("private", "text"), tuple(zip(KINDS * 2, ADDED, strict=False)), indirect=["private"])
def test_what_is_added_to_an_ordinary_request_is_held(
    desk: Story, private: Told, text: str, joint: str, where: str
) -> None:
    said = desk.says("karim", where, TAXI)
    desk.later(minutes=1)
    private()
    desk.edits(said, f"{TAXI}{joint}{text}")
    assert is_held(desk, text)
    assert TAXI in str(desk.card("LYO-1", "#desk")), "what was shown stands"


@pytest.mark.parametrize("private", KINDS, indirect=True)
def test_so_is_what_comes_with_another_hour(desk: Story, private: Told) -> None:
    said = desk.says("karim", "#lyon", TAXI)
    private()
    desk.edits(said, f"{TAXI.replace('8h', '9h')}. sur 3 mois si possible")
    assert is_held(desk, "sur 3 mois")


@pytest.mark.parametrize("private", KINDS, indirect=True)
@pytest.mark.parametrize("text", [f"{TAXI}, merci", f"{TAXI} pour 3 personnes", f"{TAXI}. C'est urgent"])
def test_what_can_be_of_nothing_else_is_shown_when_added(desk: Story, private: Told, text: str) -> None:
    said = desk.says("karim", "#lyon", TAXI)
    private()
    desk.edits(said, text)
    assert desk.words(desk.request("LYO-1")) == text
