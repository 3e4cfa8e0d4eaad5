"""What its author sees of messages that are joined to a request, and what joining never does."""

from __future__ import annotations

import pytest

from bot.understanding import RequestKind
from storage.tables import Source, SourceState
from tests.bot.desk_harness import Story, that_reads_as
from tests.bot.desk_sights import buttons

ROOM = "il me faudrait une salle jeudi"
CHATTER = "on mange où ?"
DOUBTFUL = that_reads_as(
    RequestKind.ASK,
    "la salle Bleue est encore fermée",
    "le projecteur de la salle Bleue",
    "Est-ce que quelqu'un sait pour la salle Bleue ?",
)


def marked(desk: Story, where: str = "#lyon") -> list[str]:
    """The messages on which the desk put 🎫."""
    return [each.text for each in desk.shown(where) if "create" in each.signs]


def test_a_request_by_itself_is_one_of_its_own(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "l'imprimante du 2e est en panne")
    desk.says("karim", "#lyon", "pouvez-vous payer la facture Legrand ?")
    assert [(each.service, desk.words(each)) for each in desk.requests()] == [
        ("meetings", ROOM),
        ("office", "l'imprimante du 2e est en panne"),
        ("invoicing", "pouvez-vous payer la facture Legrand ?"),
    ]


def test_chatter_joins_nothing_and_changes_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    before, card = desk.request("LYO-1"), str(desk.card("LYO-1", "#lyon"))
    for said in (CHATTER, "qui vient au foot ce soir ?", "je suis en télétravail demain"):
        desk.says("karim", "#lyon", said)
    assert [each.model_dump() for each in desk.requests()] == [before.model_dump()]
    assert str(desk.card("LYO-1", "#lyon")) == card
    assert marked(desk) == [ROOM]


def test_what_joined_bears_the_ticket_too(desk: Story) -> None:
    for text in ("bonjour", ROOM, "pour 8 personnes", CHATTER):
        desk.says("karim", "#lyon", text)
    assert marked(desk) == ["bonjour", ROOM, "pour 8 personnes"]


@pytest.mark.parametrize("who", ["karim", "@"])
def test_what_is_said_first_joins_what_it_leads_to(desk: Story, who: str) -> None:
    where = "#lyon" if who == "karim" else "@"
    for text in ("bonjour", "pour 8 personnes", ROOM + " à Lyon"):
        desk.says("karim", where, text)
    assert [desk.words(each) for each in desk.requests()] == [f"bonjour\npour 8 personnes\n{ROOM} à Lyon"]


def test_joining_changes_no_service_that_is_known(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "pour l'entretien avec les stagiaires, avec des badges, stylos et cahiers")
    (request,) = desk.requests()
    assert "badges" in desk.words(request)
    assert request.service == "meetings"


def test_joining_forgets_no_day(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    before = desk.request("LYO-1")
    desk.says("karim", "#lyon", "avec un paperboard")
    after = desk.request("LYO-1")
    assert (after.due, after.event_start, after.promised_at) == (before.due, before.event_start, before.promised_at)
    assert after.due or after.event_start


def test_what_is_added_to_a_claimed_request_is_said_not_rewritten(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    more = desk.says("karim", "#lyon", "pour 8 personnes")
    assert desk.words(desk.request("LYO-1")) == ROOM
    assert desk.room("#desk").count("pour 8 personnes") == 1
    assert desk.last("#desk", "relay_said").root == desk.card("LYO-1", "#desk").ts
    assert marked(desk) == [ROOM, "pour 8 personnes"]
    assert "extend" not in desk.history("LYO-1")
    desk.edits(more, "pour 12 personnes")
    assert "pour 12 personnes" in desk.room("#desk")
    assert "pour 8 personnes" not in desk.room("#desk")
    desk.deletes(more)
    assert "pour 12 personnes" not in desk.room("#desk")
    assert len(desk.requests()) == 1


def test_what_was_written_before_the_claim_and_came_after_it_is_part_of_the_request(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    late = desk.posted(desk.wrote("karim", "#lyon", "pour 8 personnes"))
    desk.pass_by(seconds=5)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.submit(late)
    assert desk.words(desk.request("LYO-1")) == f"{ROOM}\npour 8 personnes"
    assert "pour 8 personnes" in str(desk.card("LYO-1", "#desk"))


def test_an_answer_that_was_awaited_is_one_in_the_channel_too(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.sends("ines", desk.presses("ines", desk.card("LYO-1", "#desk"), "wait"), text="Combien de personnes ?")
    desk.says("karim", "#lyon", "pour 8 personnes")
    assert "answered" in desk.history("LYO-1")


def test_what_is_added_to_what_is_done_reaches_them_and_may_open_it_again(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "resolve")
    desk.says("karim", "#lyon", "pour 8 personnes")
    assert desk.room("#desk").count("pour 8 personnes") == 1
    desk.presses("karim", desk.last_whisper("karim"), "reopen")
    assert desk.request("LYO-1").open


def test_what_follows_a_cancelled_request_joins_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "cancel")
    desk.says("karim", "#lyon", "pour 8 personnes")
    assert desk.words(desk.request("LYO-1")) == ROOM
    assert "pour 8 personnes" not in desk.by_desk("#desk")


def test_a_new_request_after_a_claimed_one_is_not_lost(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.says("karim", "#lyon", "il faudrait aussi un taxi demain à 9h")
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    assert desk.words(desk.request("LYO-1")) == ROOM


def test_a_fragment_joins_the_request_that_it_fits(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris lundi")
    desk.says("karim", "#lyon", "mon badge ne marche plus")
    desk.says("karim", "#lyon", "retour mercredi soir")
    assert "retour mercredi soir" in desk.words(desk.request("LYO-1"))
    assert "retour" not in desk.words(desk.request("LYO-2"))


def test_no_ticket_is_left_on_what_turns_confidential(desk: Story) -> None:
    for text in ("bonjour", ROOM, "pour 8 personnes"):
        desk.says("karim", "#lyon", text)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "hr_admin")
    assert marked(desk) == []


def test_no_ticket_is_left_on_what_remains_of_a_deleted_request(desk: Story) -> None:
    greeting = desk.says("karim", "#lyon", "bonjour").message
    asked = desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "pour 8 personnes")
    desk.papers["slack"].messages.pop((greeting.conversation, greeting.ts))  # gone, and the desk not told yet
    desk.deletes(asked)
    assert marked(desk) == []


def test_a_doubt_that_is_overtaken_is_over(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    assert {act for act, _ in buttons(desk.last_whisper("karim"))} == {"accept", "dismiss"}
    desk.says("karim", "#lyon", "il me la faudrait jeudi à 14h")
    assert len(desk.requests()) == 1
    assert "Voulez-vous que j’en fasse une demande ?" not in desk.whispered("karim")
    assert "C’est noté : LYO-1." in desk.whispered("karim")


@pytest.mark.parametrize(
    ("text", "told"),
    [("il me faudrait une salle jeudi à 14h", "C’est noté : LYO-1."), ("je suis en arrêt maladie", "je vous ai écrit")],
)
def test_a_doubt_that_an_edit_decides_is_over(desk: Story, text: str, told: str) -> None:
    said = desk.says("karim", "#lyon", DOUBTFUL)
    desk.edits(said, text)
    assert "Voulez-vous que j’en fasse une demande ?" not in desk.whispered("karim")
    assert told in desk.whispered("karim")
    assert buttons(desk.last_whisper("karim")) == []


@pytest.mark.parametrize("way", ["emoji", "line", "left"])
def test_a_doubt_that_a_colleague_decides_is_over_for_its_author(desk: Story, way: str) -> None:
    asked = desk.says("karim", "#lyon", DOUBTFUL)
    if way == "emoji":
        desk.reacts("ines", asked, "ticket")
    else:
        desk.later(hours=1)
        desk.presses("ines", desk.last("#desk", "maybe"), "dismiss" if way == "left" else "accept")
    assert len(desk.requests()) == (way != "left")
    assert "Voulez-vous que j’en fasse une demande ?" not in desk.whispered("karim")
    assert buttons(desk.last_whisper("karim")) == []


def test_a_doubt_that_was_overtaken_on_a_screen_not_drawn_again_makes_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    question = desk.last_whisper("karim")
    desk.says("karim", "#lyon", "il me la faudrait jeudi à 14h")
    assert "LYO-1" in desk.text(desk.presses("karim", question, "accept"))
    desk.presses("karim", question, "dismiss")
    assert len(desk.requests()) == 1
    assert [row.state for row in desk.rows(Source)] == [SourceState.REQUEST] * 2


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("il me faudrait un train pour Paris jeudi", "URGENT il faut un taxi tout de suite pour la gare"),
        ("il faudrait commander du papier A4", "URGENT la serrure de l'entrée est cassée venez vite"),
        ("la cafetière du 2e est en panne", "URGENT plus de badge"),
        ("il me faudrait 20 classeurs", "Urgent : coursier à envoyer à la banque"),
        ("plus de toner à l'imprimante du 3e", "c est urgent, la porte du garage est bloquée"),
    ],
)
def test_an_urgent_need_is_never_swallowed_by_the_one_before_it(desk: Story, first: str, then: str) -> None:
    desk.says("karim", "#lyon", first)
    desk.says("karim", "#lyon", then)
    assert [(desk.words(each), each.urgent) for each in desk.requests()] == [(first, False), (then, True)]
    assert desk.requests()[1].due is None


@pytest.mark.parametrize("said", ["URGENT !!!", "c'est urgent", "très urgent svp", "en urgence merci", "asap"])
def test_urgent_alone_presses_what_was_asked_before_it(desk: Story, said: str) -> None:
    desk.says("karim", "#lyon", "la cafetière du 2e est en panne")
    desk.says("karim", "#lyon", said)
    assert [(desk.words(each), each.urgent) for each in desk.requests()] == [
        (f"la cafetière du 2e est en panne\n{said}", True)
    ]


@pytest.mark.parametrize("said", ["moi aussi pour vendredi", "pareil pour moi", "same for me on Friday"])
def test_wanting_what_a_colleague_asked_is_asked_about(desk: Story, said: str) -> None:
    desk.says("lea", "#lyon", "je voudrais une salle demain 15h")
    desk.says("karim", "#lyon", said)
    (question,) = desk.whispers("karim")
    assert "Voulez-vous que j’en fasse une demande ?" in desk.whispered("karim")
    assert len(desk.requests()) == 1
    desk.presses("karim", question, "accept")
    assert desk.words(desk.requests()[-1]) == said


def test_wanting_what_nobody_asked_the_desk_is_left_alone(desk: Story) -> None:
    desk.says("lea", "#lyon", "je voudrais une salle demain 15h")
    desk.says("paul", "#lyon", "vivement les vacances")
    desk.says("karim", "#lyon", "moi aussi")
    desk.says("zoe", "#lyon", "moi aussi j'arrive")
    desk.later(minutes=30)
    desk.says("lea", "#lyon", "il me faut un badge")
    desk.later(minutes=30)
    desk.says("karim", "#lyon", "moi aussi")
    assert (desk.whispers("karim"), desk.whispers("zoe"), len(desk.requests())) == ([], [], 2)


def test_nothing_tells_that_what_a_colleague_wrote_was_asked_in_private(desk: Story) -> None:
    desk.says("lea", "#lyon", "il me faudrait mon bulletin de paie d'octobre")
    desk.presses("lea", desk.last("@lea", "sensitive_offer"), "confide")
    desk.says("karim", "#lyon", "moi aussi pour novembre")
    assert len(desk.requests()) == 1
    assert desk.whispers("karim") == []


def test_urgent_said_first_presses_what_it_leads_to(desk: Story) -> None:
    for text in ("URGENT !", "la serrure de l'entrée est cassée"):
        desk.says("karim", "#lyon", text)
    assert [(desk.words(each), each.urgent) for each in desk.requests()] == [
        ("URGENT !\nla serrure de l'entrée est cassée", True)
    ]


@pytest.mark.parametrize(
    "said", ["urgence à l'accueil", "c'est urgent à l'accueil", "urgence au 2e étage", "quickly, a taxi"]
)
def test_what_is_urgent_somewhere_else_is_asked_about_and_not_swallowed(desk: Story, said: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.says("karim", "#lyon", said)
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait une salle jeudi à 14h"]
    assert (desk.rows(Source)[-1].state, said in desk.whispered("karim")) == (SourceState.ASKED, True)
