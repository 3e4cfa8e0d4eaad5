"""What is said to the desk of one's own request, in one's own words, makes no other one; nothing is done unasked."""

from __future__ import annotations

import pytest

from storage.tables import State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons
from tests.bot.paper import Shown, as_text

ROOM = "il me faudrait une salle jeudi à 14h"
PAYSLIP = "je ne comprends pas mon bulletin de paie"
SAID = "LYO-1 pour 10 personnes finalement"


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A room, asked by Karim at Lyon: LYO-1."""
    return desk.says("karim", "#lyon", ROOM).message


def refs(desk: Story) -> list[str]:
    return [each.ref for each in desk.requests()]


def offered(desk: Story, who: str = "karim") -> set[str]:
    card = desk.last(f"@{who}", "said_of").card
    assert card is not None
    return {act for act, _ in buttons(card)}


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "LYO-1 c'est urgent",
        "pouvez-vous annuler LYO-1 ?",
        "il faudrait décaler ma demande lyo-1 à vendredi",
        "je ne veux plus de LYO-1",
        "Bonjour, concernant LYO-1 : il me faudrait aussi un vidéoprojecteur",
        "ajoutez un paperboard pour LYO-1 svp",
        "pouvez-vous ajouter du café pour LYO-1 ?",
        "besoin d'une visio dans la salle de LYO-1",
        "il faudrait un écran pour LYO-1",
    ],
)
def test_what_names_one_s_own_request_is_asked_about(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "@", text)
    assert offered(desk) == {"answers", "show", "urgent", "cancel", "accept", "dismiss"}
    desk.later(hours=3)
    assert refs(desk) == ["LYO-1"]
    assert desk.request("LYO-1").state is State.NEW
    assert text not in desk.room("#desk")


def test_it_is_added_as_if_written_in_its_thread(desk: Story, asked: Shown) -> None:
    desk.types("ines", "prendre LYO-1")
    desk.says("karim", "@", SAID)
    offer = desk.last("@karim", "said_of")
    assert SAID not in desk.room("#desk")
    desk.presses("karim", offer, "answers")
    assert SAID in desk.room("#desk")
    assert "C’est transmis, pour LYO-1." in str(offer)
    assert refs(desk) == ["LYO-1"]


def test_it_is_made_another_request_by_its_author_s_word(desk: Story, asked: Shown) -> None:
    desk.says("karim", "@", SAID)
    desk.presses("karim", desk.last("@karim", "said_of"), "accept")
    assert refs(desk) == ["LYO-1", "LYO-2"]


def test_it_is_urgent_or_cancelled_in_one_press(desk: Story, asked: Shown) -> None:
    desk.says("karim", "@", "LYO-1 c'est urgent")
    desk.presses("karim", desk.last("@karim", "said_of"), "urgent")
    assert desk.request("LYO-1").urgent
    desk.says("karim", "#lyon", "LYO-1 ne sert plus", to_desk=True)
    desk.presses("karim", desk.last_whisper("karim"), "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED
    desk.says("karim", "@", "LYO-1 il me la faut quand même")
    assert {"reopen", "show"} <= offered(desk)


@pytest.mark.parametrize("text", ["où en est LYO-1 ?", "LYO-1", "des nouvelles de la demande lyo 1 svp ?"])
def test_what_asks_after_a_request_shows_it(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "@", text)
    assert ROOM in str(desk.last("@karim", "show"))
    assert refs(desk) == ["LYO-1"]


@pytest.mark.parametrize("text", ["{} pour 10 personnes finalement", "où en est {} ?", "pouvez-vous annuler {}"])
def test_what_is_not_theirs_and_what_is_not_are_one(desk: Story, asked: Shown, text: str) -> None:
    before = len(desk.shown("@lea"))
    for ref in ("LYO-1", "LYO-99"):
        desk.says("lea", "@", text.format(ref))
    told = [str(each) for each in desk.shown("@lea")[before:] if each.by == "desk"]
    assert [each.replace("LYO-1 ", "LYO-99 ") for each in told][:1] == told[1:]
    assert "Je ne trouve pas" in told[0]
    desk.later(hours=3)
    assert refs(desk) == ["LYO-1"]


def test_nothing_of_a_confidential_request_reaches_anybody(desk: Story) -> None:
    desk.types("karim", "site lyon", "@")
    desk.says("karim", "@", PAYSLIP)
    assert desk.request("LYO-1").level.value == "confidential"
    said = ["LYO-1 ABSURDE", "il me faudrait une salle ABSURDE jeudi pour parler de LYO-1"]
    wrote = [desk.says("karim", "@", text) for text in said]
    assert "accept" not in offered(desk)
    desk.says("karim", "@", ROOM)
    desk.later(minutes=2)
    desk.edits(wrote[0], "LYO-1, c'est ABSURDE à la fin")
    desk.later(days=8)
    for where in ("#desk", "#lyon", "@ines", "@claire", "@coralie"):
        assert "ABSURDE" not in desk.room(where)
    assert refs(desk) == ["LYO-1", "LYO-2"], "what stands alone is made"
    assert "ABSURDE" not in desk.words(desk.request("LYO-2"))


def test_a_need_that_names_one_in_passing_is_a_need(desk: Story, asked: Shown) -> None:
    desk.says("karim", "@", "il me faudrait un taxi jeudi à 13h pour aller à la réunion de la demande LYO-1")
    assert refs(desk) == ["LYO-1", "LYO-2"]
    desk.says("karim", "@", "il me faudrait un taxi vendredi à 9h, comme pour LYO-1")
    assert refs(desk) == ["LYO-1", "LYO-2", "LYO-3"]
    desk.says("karim", "@", "une salle à Aix 3 personnes vendredi 10h")
    assert len(refs(desk)) == 4


def test_who_works_it_may_answer_or_do_it(desk: Story, asked: Shown) -> None:
    desk.says("ines", "@", "LYO-1 est prête")
    assert offered(desk, "ines") == {"show", "claim", "reply", "resolve", "accept", "dismiss"}
    assert "est prête" not in desk.room("#lyon")


def test_an_edit_that_names_a_request_makes_none(desk: Story, asked: Shown) -> None:
    message = desk.says("karim", "@", SAID)
    desk.edits(message, "LYO-1 pour 12 personnes, pouvez-vous la changer ?")
    assert refs(desk) == ["LYO-1"]
    assert "12 personnes" in str(desk.last("@karim", "said_of"))


def test_what_is_asked_of_it_in_its_channel_makes_no_other_one(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "il faudrait décaler LYO-1 à vendredi")
    offer = desk.last_whisper("karim")
    assert "LYO-1" in as_text(offer)
    assert refs(desk) == ["LYO-1"]
    desk.presses("karim", offer, "answers")
    assert "décaler LYO-1" in desk.room("#desk")
    desk.says("lea", "#lyon", "il faudrait décaler LYO-1 à vendredi")
    assert refs(desk) == ["LYO-1", "LYO-2"], "somebody else's need"


def test_what_names_a_confidential_request_is_private_whoever_raises_it(desk: Story) -> None:
    desk.types("karim", "site lyon", "@")
    desk.says("karim", "@", PAYSLIP)
    named = desk.says("karim", "#lyon", "@Relais LYO-1 ABSURDE", to_desk=True)
    desk.reacts("ines", named, "ticket")
    later = desk.says("karim", "#lyon", "ABSURDE, ce bruit")
    desk.edits(later, "ABSURDE, ce bruit, comme LYO-1")
    desk.reacts("ines", later, "ticket")
    assert refs(desk) == ["LYO-1"]
    assert "ABSURDE" not in desk.room("#desk") + desk.room("@ines")
    assert "semble personnel" in desk.room("@karim")


def test_what_names_a_confidential_request_in_another_s_thread_waits_for_a_word(desk: Story) -> None:
    desk.types("karim", "site lyon", "@")
    desk.says("karim", "@", PAYSLIP)
    room = desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "ABSURDE, c'est comme LYO-1", under=room)
    assert "ABSURDE" not in desk.room("#desk")
    assert "semble personnel" in desk.room("@karim")


def offers(desk: Story) -> list[str]:
    return [str(each) for each in desk.shown("@karim") if each.card and each.card.kind == "said_of"]


@pytest.mark.parametrize("order", ["prendre LYO-1", "annuler LYO-1", "prendre LYO-99"])
def test_an_order_written_to_nobody_where_requests_are_is_offered_and_makes_none(desk: Story, order: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("ines", "#lyon", order)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert desk.history("LYO-1") == ["ask"]
    said = "Je ne trouve pas « LYO-99 »" if "99" in order else "Que voulez-vous faire pour LYO-1 ?"
    assert desk.whispered("ines").startswith(said)


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_who_says_nothing_of_it_is_asked_once_more(desk: Story, asked: Shown, where: str, edited: bool) -> None:
    said = desk.says("karim", where, "il faudrait un écran pour LYO-1")
    if edited:
        desk.edits(said, SAID)
    before = len(offers(desk))
    desk.later(minutes=90)
    assert len(offers(desk)) == before
    desk.later(hours=2)
    assert len(offers(desk)) == before + 1
    desk.later(days=2)
    assert len(offers(desk)) == before + 1
    assert "écran" not in desk.room("#desk")
    desk.presses("karim", desk.last("@karim", "said_of"), "answers")
    assert (SAID if edited else "écran") in desk.room("#desk")


@pytest.mark.parametrize("act", ["dismiss", "urgent", "cancel", "accept"])
def test_who_acted_on_it_is_not(desk: Story, asked: Shown, act: str) -> None:
    desk.says("karim", "@", SAID)
    desk.presses("karim", desk.last("@karim", "said_of"), act)
    stood = len(offers(desk))
    desk.later(days=2)
    assert len(offers(desk)) == stood
