"""A command typed with its slash where no menu takes it, a reference of no site, and a message with nothing in it."""

from __future__ import annotations

import pytest

from storage.tables import State
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown, as_text

TRAIN = "il me faudrait un train pour Paris jeudi matin"
UNSEEN = [
    "   ",
    "\N{NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}\N{WORD JOINER}",
    "\N{VARIATION SELECTOR-16}",
    "\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}",
    "\N{HANGUL FILLER}\n\t",
    "\N{TAG SPACE}",
    "\N{RIGHT-TO-LEFT MARK}",
]


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon: LYO-1."""
    return desk.says("karim", "#lyon", TRAIN).message


def answered(desk: Story, who: str, where: str, text: str) -> str:
    """What the desk says to one person alone of what they write there, as somebody who calls it or not."""
    before = len(desk.shown(f"@{who}")), len(desk.whispers(who))
    to_desk = text.startswith("@Relais")
    desk.says(who, where, text, to_desk=to_desk)
    assert [each.ref for each in desk.requests()] == ["LYO-1"], "no request is made of it"
    direct = [str(each) for each in desk.shown(f"@{who}")[before[0] :] if each.by == "desk"]
    return "\n".join([*direct, *map(as_text, desk.whispers(who)[before[1] :])])


@pytest.mark.parametrize("text", ["/liste", "/desk liste", "/Demande : /liste", "/LISTE", "/list"])
@pytest.mark.parametrize(("where", "name"), [("@", ""), ("#lyon", "@Relais "), ("#lyon", ""), ("#desk", "")])
def test_a_command_typed_as_words_is_that_command(desk: Story, asked: Shown, where: str, name: str, text: str) -> None:
    told = answered(desk, "ines", where, f"{name}{text}")
    assert told.startswith("Les demandes ouvertes\nLYO-1")


@pytest.mark.parametrize("text", ["/mes", "/desk mes", "/mes demandes", "/desk mine"])
def test_one_s_own_requests_are_listed_so(desk: Story, asked: Shown, text: str) -> None:
    assert answered(desk, "karim", "@", text).startswith("Vos demandes\nLYO-1")


@pytest.mark.parametrize("text", ["/desk", "/demande", "/aide", "/desk aide", "/help"])
def test_the_slash_command_alone_is_a_question_for_help(desk: Story, asked: Shown, text: str) -> None:
    assert "Ce que vous pouvez me dire" in answered(desk, "karim", "@", text)


@pytest.mark.parametrize("text", ["/prendre LYO-1", "/desk prendre LYO-1", "/Prendre lyo 1 svp"])
@pytest.mark.parametrize(("where", "name"), [("@", ""), ("#desk", "@Relais "), ("#desk", "")])
def test_an_order_typed_so_is_obeyed(desk: Story, asked: Shown, where: str, name: str, text: str) -> None:
    assert answered(desk, "ines", where, f"{name}{text}").endswith("LYO-1 est à vous.")
    assert desk.who_has("LYO-1") == "ines"


def test_an_order_with_a_slash_alone_in_a_thread_is_about_its_request(desk: Story, asked: Shown) -> None:
    desk.says("ines", "#desk", "/prendre", under=desk.card("LYO-1", "#desk"))
    assert desk.who_has("LYO-1") == "ines"
    assert "note" not in desk.history("LYO-1")


@pytest.mark.parametrize(
    ("who", "where", "text"),
    [
        ("karim", "#lyon", "/annule pas finalement, je le garde"),
        ("karim", "#lyon", "/annuler seulement le retour"),
        ("ines", "#desk", "/fait pas encore"),
        ("ines", "#desk", "/rendre pas, c'est pour Paul"),
        ("paul", "#desk", "/prends pas, c'est pour Inès"),
        ("ines", "#desk", "/urgent ou pas ?"),
    ],
)
def test_a_verb_with_a_slash_is_not_obeyed_in_a_thread_where_more_follows(
    desk: Story, asked: Shown, who: str, where: str, text: str
) -> None:
    desk.types("ines", "prendre LYO-1")
    before, urgent = desk.history("LYO-1"), desk.request("LYO-1").urgent
    said = desk.room(f"@{who}"), len(desk.whispers(who))
    desk.says(who, where, text, under=asked if where == "#lyon" else desk.card("LYO-1", where))
    assert (desk.request("LYO-1").state, desk.who_has("LYO-1")) == (State.CLAIMED, "ines")
    assert (desk.history("LYO-1"), desk.request("LYO-1").urgent) == (before, urgent)
    told = desk.room(f"@{who}").removeprefix(said[0]) + "\n".join(map(as_text, desk.whispers(who)[said[1] :]))
    assert "Je n’ai rien fait" in told


@pytest.mark.parametrize("text", ["/annuler", "/annule svp, merci"])
def test_a_verb_with_a_slash_and_courtesy_is_obeyed_in_its_thread(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "#lyon", text, under=asked)
    assert desk.request("LYO-1").state is State.CANCELLED


def test_the_reason_of_an_alert_follows_its_verb_in_its_thread(desk: Story, asked: Shown) -> None:
    desk.says("ines", "#desk", "/escalade le client attend", under=desk.card("LYO-1", "#desk"))
    assert "le client attend" in desk.room("@coralie")


def test_what_is_typed_after_the_alert_is_its_reason(desk: Story, asked: Shown) -> None:
    assert "La coordination est prévenue pour LYO-1." in answered(desk, "ines", "@", "/escalade LYO-1 le client attend")
    assert "le client attend" in desk.room("@coralie")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/lste", "Je ne connais pas « lste ». Vouliez-vous dire liste ?"),
        ("/prende LYO-1", "Je ne connais pas « prende ». Vouliez-vous dire prendre LYO-1 ?\n[Oui, prendre LYO-1]"),
        ("/desk voirr LYO-1", "Je ne connais pas « voirr ». Vouliez-vous dire voir LYO-1 ?\n[Oui, voir LYO-1]"),
        ("/zorglub", "Je ne connais pas « zorglub ». Écrivez « /desk aide » pour voir ce que je comprends."),
    ],
)
def test_the_nearest_word_is_offered_for_one_that_it_does_not_know(
    desk: Story, asked: Shown, text: str, said: str
) -> None:
    assert answered(desk, "karim", "@", text) == said
    assert answered(desk, "karim", "#lyon", f"@Relais {text}") == said
    assert answered(desk, "karim", "#lyon", text) == "", "said to nobody, it may be another's command"


@pytest.mark.parametrize(
    "text",
    [
        "/!\\ fuite d'eau au 2e étage",
        "/taxi demain 8h pour la gare svp",
        "/desk un taxi demain 8h pour la gare",
        "/nouvelle il me faut un taxi demain 8h",
        "/urgent il me faut un taxi demain 8h",
        "/prendre un taxi demain 8h pour la gare",
        "/srv/commun est plein, je ne peux plus rien enregistrer",
    ],
)
def test_a_need_after_a_slash_is_a_need(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "@", text)
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    assert "/desk" not in desk.words(desk.request("LYO-2")), "the command's own name is no part of it"


def test_a_command_that_comes_again_is_answered_once(desk: Story, asked: Shown) -> None:
    said = desk.wrote("ines", "#lyon", "@Relais /liste")
    for _ in range(2):
        desk.submit(desk.posted(said, to_desk=True))
    assert len(desk.whispers("ines")) == 1


def test_a_slash_after_the_command_is_the_same_command(desk: Story, asked: Shown) -> None:
    for text in ("/liste", "/desk liste"):
        assert "LYO-1" in desk.text(desk.types("ines", text))


@pytest.mark.parametrize(
    "text",
    [
        "prendre ZZZ-99",
        "Prendre la demande zzz-99 svp",
        "rendre ZZZ-99",
        "fait ZZZ–99",
        "annuler ZZZ-99",
        "voir ZZZ-99",
        "confier ZZZ-99 à Claire",
        "répondre ZZZ-99 votre train est réservé",
        "escalade ZZZ-99 toujours rien",
    ],
)
@pytest.mark.parametrize("who", ["ines", "karim"])
def test_an_order_on_a_reference_of_no_site_says_that_there_is_none(
    desk: Story, asked: Shown, who: str, text: str
) -> None:
    for where, name in (("@", ""), ("#lyon", "@Relais ")):
        assert answered(desk, who, where, f"{name}{text}").startswith("Je ne trouve pas « ZZZ-99 ». Vérifiez")


@pytest.mark.parametrize(
    "text",
    [
        "prendre A4-100 feuilles",
        "prendre A4-100",
        "prendre TGV-6201 svp",
        "prendre taxi 8",
        "prendre ZZZ-99 feuilles de papier et un stylo",
        "prendre un train pour Lille le 12",
    ],
)
def test_a_need_that_begins_with_a_verb_of_ours_is_never_taken_for_an_order(desk: Story, text: str) -> None:
    desk.types("karim", "site lyon", "@")
    desk.says("karim", "@", text)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


@pytest.mark.parametrize("text", UNSEEN)
def test_a_message_with_nothing_to_be_seen_is_nothing(desk: Story, asked: Shown, text: str) -> None:
    assert answered(desk, "karim", "@", text) == ""
    assert answered(desk, "karim", "#lyon", text) == ""
    desk.says("karim", "#lyon", text, under=asked)
    assert desk.history("LYO-1") == ["ask"]
    assert answered(desk, "karim", "#lyon", f"@Relais {text}").startswith("Dites-moi ce qu’il vous faut")
