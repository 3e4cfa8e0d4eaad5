"""What the desk knows of a person is told to that person, in their direct conversation and nowhere else."""

from __future__ import annotations

import re

import pytest

from bot.cards import Say
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

TAXI = "il me faut un taxi demain 8h"
ASK = "quelles données avez-vous sur moi ?"
SICK = "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?"


@pytest.fixture(params=["sqlite"])
def desk_url(request: pytest.FixtureRequest) -> str:
    """On SQLite; where what is counted is asked of each kind of database, it is said."""
    url: str = request.getfixturevalue(f"{request.param}_desk_url")
    return url


@pytest.fixture
def known(desk: Story) -> Story:
    """Karim asked for a taxi, which Inès took and answered, and confided something since."""
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.types("ines", "prendre LYO-1", "#desk")
    desk.types("ines", "répondre LYO-1 le taxi est à la borne 4", "#desk")
    desk.says("karim", "@", SICK)
    desk.later(minutes=20)
    return desk


def told(desk: Story, who: str) -> Shown:
    return desk.last(f"@{who}", "own_data")


@pytest.mark.parametrize(
    ("where", "to_desk", "text"),
    [
        ("@", False, ASK),
        ("@", False, "mes donées"),
        ("#lyon", True, "what data do you have about me?"),
        ("#lyon", False, "bonjour, quelles donnees avez vous sur moi svp"),
        ("#desk", True, "que savez-vous de moi ?"),
    ],
)
def test_it_is_told_once_and_directly(known: Story, where: str, to_desk: bool, text: str) -> None:
    before, lyon = len(known.requests()), known.by_desk("#lyon")
    message = known.wrote("karim", where, text)
    for _ in range(2):
        known.submit(known.posted(message, to_desk=to_desk))
    assert str(told(known, "karim")).count("karim@ateliers-durance.example") == 1
    shown = [each for each in known.shown("@karim") if each.card and each.card.kind == "own_data"]
    assert len(shown) == 1
    assert len(known.requests()) == before
    assert known.by_desk("#lyon") == lyon
    assert "karim@" not in known.room("#desk")
    if where != "@":
        assert "message direct" in known.whispered("karim")
        assert "karim@" not in known.whispered("karim")
    known.later(hours=1)
    assert len(known.requests()) == before


@pytest.mark.parametrize("text", ["mes données", "données", "quelles données avez-vous sur moi ?", "data"])
def test_a_command_tells_it_directly_from_a_channel(known: Story, text: str) -> None:
    reply = known.types("karim", text, "#lyon")
    assert isinstance(reply, Say)
    assert "karim@" not in known.text(reply)
    assert "2 demandes" in str(told(known, "karim"))


@pytest.mark.parametrize(("where", "to_desk"), [("@", False), ("#lyon", True)])
def test_who_asks_that_it_be_erased_reads_that_nothing_is_and_whom_to_ask(
    known: Story, where: str, to_desk: bool
) -> None:
    before = len(known.requests())
    known.says("karim", where, "supprimez toutes mes données svp", to_desk=to_desk)
    said = str(told(known, "karim"))
    assert "Rien n’est effacé pour l’instant" in said
    assert "Nadia Benali et Julie Schmitt" in said
    known.later(hours=1)
    assert len(known.requests()) == before
    assert "personnel" not in known.whispered("karim")
    assert "Rien n’est effacé pour l’instant" in known.text(known.types("lea", "effacez mes données", "@"), "lea")


def test_it_says_what_is_kept_and_who_is_asked(known: Story) -> None:
    known.types("karim", "urgent LYO-1")
    known.says("karim", "@", ASK)
    said = str(told(known, "karim"))
    for each in (
        "Karim Diallo",
        "Slack : Karim Diallo (karim)",
        "Site choisi : Lyon",
        "2 demandes, dont ouvertes : 2",
        "2 textes de vous",
        "urgences dites (1)",
        "Je ne garde ni vos fichiers",
        "Nadia Benali et Julie Schmitt",
    ):
        assert each in said, each


def test_the_texts_are_ones_own_and_all_of_them(known: Story) -> None:
    known.says("karim", "@", ASK)
    read = known.text(known.presses("karim", told(known, "karim"), "more", "own_texts:0"))
    assert TAXI in read
    assert "Demande, mardi 24 novembre" in read
    assert ", sur " not in read, "all of them are there"
    assert SICK in read
    assert "borne 4" not in read
    known.says("ines", "@", "mes données")
    theirs = known.text(known.presses("ines", told(known, "ines"), "more", "own_texts:0"))
    assert "borne 4" in theirs
    assert TAXI not in theirs
    assert "prises en charge (1)" in str(told(known, "ines"))


def test_many_texts_are_told_page_by_page(desk: Story) -> None:
    texts = [f"il me faut un taxi pour Nice le {day} décembre à 8h. {'Merci beaucoup. ' * 40}" for day in range(1, 9)]
    for text in texts:
        desk.says("karim", "@", text)
        desk.later(minutes=20)
    desk.says("karim", "@", ASK)
    reply = desk.presses("karim", told(desk, "karim"), "more", "own_texts:0")
    pages = [desk.text(reply)]
    while "Voir la suite" in pages[-1]:
        reply = desk.presses("karim", reply, "more")
        pages.append(desk.text(reply))
    assert len(pages) > 2
    whole = "\n".join(pages)
    assert all(whole.count(text.partition(".")[0]) == 1 for text in texts)
    assert desk.text(desk.forges("karim", "more", "own_texts:9999")) == pages[0]


def test_whoever_forges_the_press_of_another_reads_their_own(known: Story) -> None:
    known.says("karim", "@", ASK)
    for name in ("own_texts", "own_requests", "own_rest"):
        assert TAXI not in known.text(known.forges("lea", "more", f"{name}:0"))


@pytest.mark.parametrize("desk_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_what_else_is_kept_is_listed(desk: Story) -> None:
    desk.types("claire", "absence demain")
    desk.types("claire", "récurrent chaque lundi réserver la salle 12")
    desk.types("claire", "nouvelle")
    desk.says("claire", "@", ASK)
    said = str(told(desk, "claire"))
    assert "1 absence" in said
    assert "1 demande récurrente" in said
    assert "1 formulaire ouvert" in said
    rest = desk.text(desk.presses("claire", told(desk, "claire"), "more", "own_rest:0"))
    assert "mercredi 25 novembre" in rest
    assert "Demande récurrente à Lyon" in rest


def test_what_is_asked_of_a_client_is_a_request(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "quelles données avez-vous sur le client Dupont ? il me faut le tableau de bord pour jeudi")
    desk.later(minutes=20)
    assert len(desk.requests()) == 1


def test_it_is_told_in_teams_too(desk: Story) -> None:
    desk.says("sonia", "#reunion", ASK, to_desk=True)
    assert "sonia@ateliers-durance.example" in str(told(desk, "sonia"))
    assert "sonia@" not in desk.room("#reunion")


def test_it_tells_nothing_of_whether_what_was_asked_in_an_emergency_exists(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon")
    assert desk.request("LYO-1").open
    told_of = list[str]()
    for ref in ("AIX-1", "LYO-1"):
        desk.types("tom", f"accès-urgence {ref} la personne est injoignable ce soir", "@")
        desk.says("tom", "@", "mes données")
        told_of.append(str(told(desk, "tom")))
    assert "0 texts" in told_of[0]
    assert told_of[0] == told_of[1]
    desk.presses("julie", desk.last("@julie", "emergency_asked"), "emergency_give")
    desk.says("tom", "@", "mes données")
    assert "1 text " in str(told(desk, "tom"))


def rest_of(desk: Story, who: str) -> str:
    desk.says(who, "@", "mes données")
    return desk.text(desk.presses(who, told(desk, who), "more", "own_rest:0"), who)


def test_whose_it_is_finds_to_whom_it_was_opened_and_who_opened_it_what_they_gave(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon")
    desk.types("nadia", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige")
    desk.types("tom", "accès-urgence LYO-1 la personne est injoignable ce soir", "@")
    desk.presses("julie", desk.last("@julie", "emergency_asked"), "emergency_give")
    own = desk.card("LYO-1", "@karim")
    assert "Marc Vidal y a aussi accès, jusqu’au mardi 15 décembre." in str(own)
    assert "Tom Baker y a un accès d’urgence, jusqu’à" in str(own)
    said = rest_of(desk, "karim")
    assert "LYO-1, l’une des vôtres : Nadia Benali l’a ouverte à Marc Vidal, jusqu’au mardi 15 décembre." in said
    assert "LYO-1, l’une des vôtres : accès d’urgence de Tom Baker, accepté par Julie Schmitt" in said
    assert "litige" not in said
    assert "Vous avez ouvert une demande à Marc Vidal" in rest_of(desk, "nadia")
    assert "accès donnés (1)" in str(told(desk, "nadia"))
    assert "Vous avez accepté un accès d’urgence de Tom Baker" in rest_of(desk, "julie")
    desk.later(hours=5)
    desk.presses("nadia", desk.types("nadia", "accès"), "access_end")
    assert "accès" not in str(desk.card("LYO-1", "@karim"))


@pytest.mark.parametrize("desk_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_who_was_two_is_told_of_both(desk: Story) -> None:
    """What was done by an account that was found to be theirs stays another's in the journal, and is told too."""
    desk.told_of(desk.meets("kd", "K. Diallo"))
    desk.says("kd", "#lyon", TAXI)
    desk.types("kd", "urgent LYO-1")
    code = re.search(r"[A-Z2-9]{8}", desk.text(desk.types("karim", "relier")))
    assert code
    desk.presses("kd", desk.types("kd", f"relier {code.group()}"), "link")
    desk.presses("karim", desk.shown("@karim")[-1], "link")
    desk.says("karim", "@", ASK)
    said = str(told(desk, "karim"))
    assert "urgences dites (1)" in said
    assert "1 demande, dont ouverte : 1" in said
    assert "K. Diallo (kd)" in said
