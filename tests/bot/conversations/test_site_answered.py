"""« Pour quel site ? » answered by writing the site's name, as one does to anybody."""

from __future__ import annotations

import pytest

from bot.understanding import site_alone
from storage.tables import Level
from tests.bot.desk_harness import Story, company
from tests.bot.paper import Shown

TAXI = "il me faudrait un taxi demain 8h"
ROOM = "il me faudrait une salle jeudi à 14h"
PAYSLIP = "je ne comprends pas mon bulletin de paie"


def asked(desk: Story, text: str = TAXI) -> Shown:
    """Zoé, whose site nobody knows, asks in her direct conversation: the question that she gets."""
    desk.says("zoe", "@", text)
    return desk.last("@zoe", "ask_site")


def made(desk: Story) -> list[tuple[str, str]]:
    return [(each.ref, desk.words(each)) for each in desk.requests()]


@pytest.mark.parametrize(
    "said", ["Lyon", "à Lyon", "lyon svp", "Site de Lyon, merci", "c'est pour Lyon !", "69", "LYO", "Lyonn"]
)
def test_a_site_s_name_alone_chooses_it(desk: Story, said: str) -> None:
    question = asked(desk)
    desk.says("zoe", "@", said)
    assert made(desk) == [("LYO-1", TAXI)]
    assert "C’est noté : LYO-1." in str(question)
    desk.later(hours=2)
    assert "peut-être" not in desk.room("#desk")
    desk.says("zoe", "@", ROOM)
    assert [ref for ref, _ in made(desk)] == ["LYO-1", "LYO-2"], "it is remembered"


def test_it_is_answered_under_the_question_and_by_a_mention(desk: Story) -> None:
    desk.says("zoe", "@", "Lyon", under=asked(desk))
    assert made(desk) == [("LYO-1", TAXI)]
    question = desk.says("paul", "#aide", TAXI)
    desk.says("paul", "#aide", "Lyon", to_desk=True)
    assert made(desk)[1:] == [("LYO-2", TAXI)]
    assert "C’est noté : LYO-2." in desk.whispered("paul")
    assert question.ts in {each.ts for each in desk.shown("#aide")}


def test_it_is_answered_late_and_in_the_thread_of_the_message(desk: Story) -> None:
    message = desk.says("zoe", "#aide", TAXI)
    desk.later(hours=2)
    assert "peut-être" in desk.room("#desk")
    desk.says("zoe", "#aide", "Lyon", under=message)
    assert made(desk) == [("LYO-1", TAXI)]
    assert "LYO-1" in str(desk.last("#desk", "maybe_decided"))


def test_two_questions_have_one_answer_and_what_is_personal_its_own(desk: Story) -> None:
    asked(desk)
    desk.later(minutes=6)
    asked(desk, ROOM)
    desk.says("zoe", "@", "Lyon")
    assert made(desk) == [("LYO-1", TAXI), ("LYO-2", ROOM)]


def test_a_confided_message_stays_confidential(desk: Story) -> None:
    desk.says("zoe", "#aide", PAYSLIP)
    desk.presses("zoe", desk.last("@zoe", "sensitive_offer"), "confide")
    desk.says("zoe", "@", "à Lyon")
    assert made(desk) == [("LYO-1", PAYSLIP)]
    assert desk.request("LYO-1").level.value == "confidential"
    assert "bulletin" not in desk.room("#desk")


def test_a_site_s_name_is_no_yes_to_another_question(desk: Story) -> None:
    desk.says("zoe", "#aide", PAYSLIP)
    desk.says("zoe", "@", "Lyon")
    assert "bulletin" not in " ".join(text for _, text in made(desk))
    assert "bulletin" in str(desk.last("@zoe", "sensitive_offer"))


def test_somebody_else_s_answer_chooses_nothing(desk: Story) -> None:
    message = desk.says("zoe", "#aide", TAXI)
    desk.says("paul", "#aide", "Lyon", under=message)
    assert made(desk) == []


def test_a_site_s_name_that_nobody_asked_for_is_no_request(desk: Story) -> None:
    desk.presses("zoe", asked(desk), "accept", "lyon")
    desk.later(minutes=20)
    desk.says("zoe", "@", "Lyon")
    assert made(desk) == [("LYO-1", TAXI)]
    assert "Dites-moi ce qu’il vous faut" in desk.room("@zoe")


@pytest.mark.parametrize(
    "said", ["pas Lyon", "Lyon ou Aix", "Lyon pour deux personnes", "une réunion", "Paris", "", "oui"]
)
def test_what_says_more_or_less_names_no_site_alone(said: str) -> None:
    assert site_alone(said, company()) is None


@pytest.mark.parametrize(
    "said",
    [
        "je suis à Lyon, pour 8 personnes",
        "Lyon et c'est urgent",
        "on est à Lyon, salle Rhône si possible",
        "pour 8 personnes, à Lyon",
        "à Lyon pour 8 personnes",
        "je suis en déplacement, Lyon",
    ],
)
def test_what_is_said_beside_a_site_s_name_is_said_of_the_need(desk: Story, said: str) -> None:
    asked(desk, ROOM)
    answer = desk.says("zoe", "@", said)
    assert made(desk) == [("LYO-1", f"{ROOM}\n{said}")]
    assert desk.request("LYO-1").urgent is ("urgent" in said)
    desk.later(hours=2)
    assert "peut-être" not in desk.room("#desk")
    desk.edits(answer, "Lyon, finalement pour 12 personnes")
    assert "pour 12 personnes" in desk.words(desk.request("LYO-1"))


@pytest.mark.parametrize("said", ["désolé, Lyon", "je travaille à Lyon", "Bonjour, je suis à Lyon, merci"])
def test_a_site_s_name_in_a_few_words_chooses_it(desk: Story, said: str) -> None:
    asked(desk, ROOM)
    desk.says("zoe", "@", said)
    assert made(desk) == [("LYO-1", ROOM)]


def test_one_site_for_both(desk: Story) -> None:
    asked(desk)
    desk.later(minutes=6)
    asked(desk, ROOM)
    desk.says("zoe", "@", "lyon pour les deux")
    assert made(desk) == [("LYO-1", TAXI), ("LYO-2", ROOM)]


def test_another_need_or_a_secret_beside_a_site_s_name_is_no_part_of_the_first(desk: Story) -> None:
    asked(desk, ROOM)
    desk.says("zoe", "@", "à Lyon, il me faudrait un taxi demain 8h")
    assert not [text for _, text in made(desk) if ROOM in text and "taxi" in text]
    desk.says("paul", "#aide", ROOM)
    desk.says("paul", "#aide", "Lyon, je suis en arrêt maladie")
    assert "arrêt" not in " ".join(text for _, text in made(desk))


SICK = "je suis en arrêt maladie à partir de lundi"


@pytest.mark.parametrize(("said", "kind"), [(PAYSLIP, "ask_site"), (SICK, "ask_if_request")])
def test_to_whom_what_is_personal_goes_is_said_before_its_site_is_asked(desk: Story, said: str, kind: str) -> None:
    desk.says("zoe", "@", said)
    told = str(desk.last("@zoe", kind))
    assert "Votre message semble personnel" in told
    assert told.index("Nadia Benali") < told.index("?")
    if kind == "ask_if_request":
        desk.presses("zoe", desk.last("@zoe", kind), "accept")
    assert "Nadia Benali" in str(desk.last("@zoe", "ask_site"))
    desk.says("zoe", "@", "Lyon")
    (request,) = desk.requests()
    assert request.level is Level.CONFIDENTIAL
    names = {each.id: each.name for each in company().people}
    assert {who for who in names if who != "zoe" and request.ref in desk.sees(who)} <= {
        who for who, name in names.items() if name in told
    }


def test_what_is_not_personal_names_nobody(desk: Story) -> None:
    assert "semble personnel" not in str(asked(desk))


def test_yes_is_no_site_and_the_site_is_asked_again(desk: Story) -> None:
    asked(desk, PAYSLIP)
    desk.says("zoe", "@", "oui")
    assert "Pour quel site" in str(desk.shown("@zoe")[-1])
    assert "Dites-moi" not in desk.room("@zoe")


def test_what_was_asked_elsewhere_and_deleted_changes_nobodys_site(desk: Story) -> None:
    """A site is a person's by the channel where they asked last, what they took back apart."""
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.later(minutes=30)
    said = desk.says("karim", "#aix", "il me faut un train pour Paris vendredi")
    desk.later(minutes=1)
    desk.deletes(said)
    desk.later(minutes=30)
    desk.says("karim", "@", "il me faudrait un badge pour un visiteur demain")
    assert desk.requests()[-1].site == "lyon"
    desk.restores(said)
    desk.later(minutes=30)
    desk.says("karim", "@", "il me faudrait un taxi demain à 18h")
    assert desk.requests()[-1].site == "aix"
    assert "Aix-en-Provence, Lyon, Strasbourg, La Réunion>" in str(desk.card("AIX-2", "@karim")), "put right in a press"
