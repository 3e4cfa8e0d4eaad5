"""A private matter whose rest is heard before it: that ends where it would have in order, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.events import FileSeen
from bot.understanding import RequestKind
from storage.tables import Level, Request, State, Words
from tests.bot.desk_harness import Story, company, that_reads_as
from tests.bot.paper import Shown

PAY = "j'ai un souci avec ma fiche de paie"
MONEY = "bonjour, j'ai besoin d'une avance sur salaire, j'ai des problèmes d'argent en ce moment"
ILL = "je suis en arrêt maladie à partir de demain"
TOLD = "un stagiaire me dit qu'il se fait harceler"
INVOICE = "il faudrait payer la facture du fournisseur Durand"
ROOM = "il faut une salle jeudi 14h"
SOON = "merci de le faire avant vendredi"
WANTED = "il me faudrait 800 euros avant vendredi"
RESTS = (
    ("#lyon", PAY, SOON),
    ("#lyon", PAY, WANTED),
    ("#lyon", PAY, "I need 800 euros by Friday"),
    ("#lyon", MONEY, "je peux passer jeudi pour signer le papier ?"),
    (
        "#lyon",
        "bonjour, je sors de l'hôpital et je dois reprendre en mi-temps thérapeutique",
        "je reprends le 7 décembre",
    ),
    ("@", ILL, "pouvez-vous prévenir les clients de cette semaine ?"),
    ("@", MONEY, SOON),
    ("@", MONEY, WANTED),
)
JOINED = (
    (MONEY, "sur 3 mois"),
    (ILL, "sans sortie autorisée"),
    (INVOICE, "elle est de 3200 euros"),
    (TOLD, "il s'appelle Mathis Girard"),
    (MONEY, "il me faudrait 800 euros"),
)
ORDERS = ((1, 2, 0), (2, 1, 0), (2, 0, 1), (0, 2, 1))
Telling = Callable[..., Story]


@pytest.fixture
def telling(sqlite_template: Path, tmp_path: Path) -> Iterator[Telling]:
    """Karim's messages (where, text), written one after the other, and heard in an order of their own."""
    told: list[Story] = []

    def tell(written: list[tuple[str, str]], order: tuple[int, ...]) -> Story:
        file = tmp_path / f"{len(told)}.db"
        copyfile(sqlite_template, file)
        story = Story(f"sqlite:///{file}", company())
        told.append(story)
        story.types("karim", "site lyon")
        shown = []
        for where, text in written:
            story.pass_by(seconds=5)
            shown.append(story.wrote("karim", where, text))
        for each in order:
            story.submit(story.posted(shown[each]))
        return story

    yield tell
    for story in told:
        story.close()


def public(desk: Story) -> str:
    return "\n".join(desk.by_desk(where) for where in ("#lyon", "#desk", "#aide"))


def end(desk: Story) -> list[str]:
    """What is seen in the end, in public and by Karim alone, whatever number a request has."""
    seen = [f"{where} {each}" for where in ("#lyon", "#desk", "@karim") for each in desk.shown(where) if each.card]
    seen += [f"{each.text} {each.signs}" for each in desk.shown("#lyon") if not each.card]
    seen += [f"{each.level} {desk.words(each)}" for each in desk.requests() if each.state is not State.CANCELLED]
    return sorted(_plain(each) for each in seen)


def _plain(seen: str) -> str:
    late = r"Votre message semble personnel\. Reçu avant .*\."
    seen = re.sub(late, "Votre message semble personnel. Je ne l’ai transmis à personne.", seen)
    return "\n".join(sorted(re.sub(r"LYO-\d", "LYO", seen).splitlines()))


@pytest.mark.parametrize(("where", "private", "rest"), RESTS)
def test_the_rest_of_what_comes_late_is_taken_back(telling: Telling, where: str, private: str, rest: str) -> None:
    written = [(where, private), (where, rest)]
    in_order, late = telling(written, (0, 1)), telling(written, (1, 0))
    assert rest not in public(late)
    assert [each.signs for each in late.shown("#lyon") if each.by == "karim"] in ([], [[], []])
    assert end(late) == end(in_order)


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize(("private", "rest"), JOINED)
@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_so_it_is_out_of_the_ordinary_request_that_it_had_joined(
    telling: Telling, where: str, private: str, rest: str, order: tuple[int, ...]
) -> None:
    written = [(where, private), (where, ROOM), (where, rest)]
    in_order, late = telling(written, (0, 1, 2)), telling(written, order)
    assert rest not in public(late)
    if order[-1] != 1:
        # What was heard while there was nothing else that it could be said of is said of what is private.
        assert end(late) == end(in_order)


def test_what_it_is_taken_out_of_is_promised_from_what_is_left_of_it(desk: Story) -> None:
    desk.pass_by(seconds=50)
    need = desk.wrote("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    asked = desk.clock.now()
    desk.pass_by(seconds=5)
    private = desk.wrote("karim", "#lyon", PAY)
    desk.pass_by(seconds=10)
    rest = desk.wrote("karim", "#lyon", SOON)
    for each in (rest, need, private):
        desk.submit(desk.posted(each))
    (request,) = [each for each in desk.requests() if each.state is State.NEW]
    assert SOON not in desk.words(request)
    assert (request.asked_at, request.first_response_at) == (asked, asked + timedelta(hours=1))


@pytest.mark.parametrize("rest", [SOON, WANTED])
@pytest.mark.parametrize(("first", "then"), [("@", "#lyon"), ("#lyon", "@"), ("#lyon", "#aide")])
def test_so_it_is_wherever_the_other_was_written(telling: Telling, first: str, then: str, rest: str) -> None:
    written = [(first, MONEY), (then, rest)]
    in_order, late = telling(written, (0, 1)), telling(written, (1, 0))
    assert rest not in public(late)
    assert end(late) == end(in_order)


@pytest.mark.parametrize("order", [(1, 2, 3, 0), (2, 3, 0, 1), (3, 2, 1, 0), (2, 0, 3, 1)], ids=str)
def test_so_is_all_that_it_was_made_of(telling: Telling, order: tuple[int, ...]) -> None:
    written = [("#lyon", each) for each in (MONEY, "bonjour", WANTED, "c'est urgent")]
    late = telling(written, order)
    assert "800" not in public(late)
    assert "[Oui, en privé]" in late.room("@karim")
    assert [each.state for each in late.requests()] in ([], [State.CANCELLED])
    late.presses("karim", next(each for each in late.shown("@karim") if MONEY in str(each)), "confide")
    late.later(days=1)
    assert "800" not in public(late)


def test_a_need_of_its_own_stays(telling: Telling) -> None:
    late = telling([("#lyon", MONEY), ("#lyon", ROOM), ("#lyon", "pour 8 personnes")], (1, 2, 0))
    assert [(late.words(each), each.state) for each in late.requests()] == [(f"{ROOM}\npour 8 personnes", State.NEW)]
    assert late.history("LYO-1") == ["ask", "extend"]


def heard(desk: Story, rest: str = WANTED, files: tuple[FileSeen, ...] = ()) -> tuple[Shown, Shown]:
    """Two messages of Karim's, of which the desk hears the second."""
    private = desk.wrote("karim", "#lyon", MONEY)
    written = desk.wrote("karim", "#lyon", rest, files=files)
    desk.submit(desk.posted(written))
    return private, written


def test_nothing_of_what_is_withdrawn_is_left(desk: Story) -> None:
    private, rest = heard(desk, files=(FileSeen(name="releve.pdf", size=1, kind="pdf", permalink="https://f/1"),))
    for who in ("ines", "coralie"):
        desk.opens_home(who)
    assert rest.signs == ["create"]
    assert "vendredi" in desk.by_desk("#desk")
    desk.submit(desk.posted(private))
    request = desk.request("LYO-1")
    assert (request.state, request.service, request.due, request.proposed_id) == (State.CANCELLED, None, None, None)
    assert public(desk).strip() == ""
    assert rest.signs == []
    assert desk.rows(Words, id=request.words_id) == []
    for who in ("ines", "coralie", "marc"):
        assert desk.sees(who).count("800") == 1, "what Karim wrote in #lyon"
        assert "800" not in desk.opens_home(who) + desk.text(desk.types(who, "liste"))
        told = desk.text(desk.types(who, "voir LYO-1"))
        assert ("800" in told, "vendredi" in told, "releve" in told) == (False, False, False)
    assert desk.history("LYO-1") == ["ask", "take_back"]
    assert "un message, reçu avant celui qu’il complète, en a été retiré" in desk.text(desk.types("ines", "voir LYO-1"))
    offer = str(desk.last("@karim", "sensitive_offer"))
    assert "il a d’abord pu être lu dans LYO-1" in offer
    assert "releve.pdf" in offer
    assert "ne l’ai transmis à personne" not in offer
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert [(each.ref, each.level) for each in desk.requests()[1:]] == [("LYO-2", Level.CONFIDENTIAL)]
    assert "releve.pdf" in str(desk.card("LYO-2", "@nadia"))


def test_the_request_that_it_had_joined_says_so(desk: Story) -> None:
    private = desk.wrote("karim", "#lyon", MONEY)
    desk.says("karim", "#lyon", ROOM)
    rest = desk.says("karim", "#lyon", "il me faudrait 800 euros avant demain midi")
    assert desk.request("LYO-1").due is not None
    desk.submit(desk.posted(private))
    assert (desk.words(desk.request("LYO-1")), desk.request("LYO-1").due) == (ROOM, None)
    assert "un message, reçu avant celui qu’il complète" in desk.text(desk.types("ines", "voir LYO-1"))
    assert "800" not in public(desk)
    assert rest.message.signs == []
    assert "il a d’abord pu être lu dans LYO-1" in str(desk.last("@karim", "sensitive_offer"))


@pytest.mark.parametrize("act", ["claim", "note", "correct"])
def test_what_somebody_works_on_stays(desk: Story, act: str) -> None:
    private, _ = heard(desk)
    if act == "claim":
        desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    elif act == "note":
        desk.says("ines", "#desk", "je regarde", under=desk.card("LYO-1", "#desk"))
    else:
        desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "service:travel")
    words: Request = desk.request("LYO-1")
    desk.submit(desk.posted(private))
    assert (desk.request("LYO-1").open, desk.words(words)) == (True, WANTED)
    assert "take_back" not in desk.history("LYO-1")


def test_what_its_author_made_a_request_of_by_hand_stays(desk: Story) -> None:
    private, rest = (desk.wrote("karim", "#lyon", text) for text in (MONEY, WANTED))
    desk.reacts("karim", rest, "ticket")
    desk.submit(desk.posted(private))
    assert [desk.words(each) for each in desk.requests() if each.open] == [WANTED]


def test_what_an_edit_made_private_takes_its_rest_back_too(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "Super la réunion de ce matin, bravo à tous")
    desk.pass_by(seconds=5)
    edit = desk.edited(said.message, MONEY)
    desk.says("karim", "#lyon", WANTED)
    desk.submit(edit)
    assert "800" not in public(desk)
    assert WANTED in str(desk.last("@karim", "sensitive_offer"))


def test_nothing_is_asked_of_what_its_author_deleted_meanwhile(desk: Story) -> None:
    private, _ = heard(desk, ROOM)
    desk.deletes(desk.says("karim", "#lyon", "il me faudrait 800 euros"))
    desk.submit(desk.posted(private))
    assert "800" not in public(desk) + desk.by_desk("@karim")
    assert desk.words(desk.request("LYO-1")) == ROOM


@pytest.mark.parametrize("minutes", [1, 40], ids=["asked", "in triage"])
def test_what_its_author_was_asked_about_waits_for_them_alone(desk: Story, minutes: int) -> None:
    private, rest = heard(desk, that_reads_as(RequestKind.ASK, "jusqu'au 15 décembre", "je reprends le 7 décembre"))
    desk.later(minutes=minutes)
    assert (rest.text in desk.by_desk("#desk")) is (minutes > 10)
    desk.submit(desk.posted(private))
    desk.later(hours=5)
    assert rest.text not in public(desk)
    assert rest.text in str(desk.last("@karim", "sensitive_offer"))
    assert desk.requests() == []
