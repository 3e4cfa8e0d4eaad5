"""Asking, in each of the ways of issue 2: one request, never two, that is its author's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.cards import Done, Held, Say
from bot.events import FileSeen, Profile, Who
from storage.tables import File, Identity, Person, Request, State
from tests.bot.desk_harness import Story
from tests.bot.paper import TEAM

TRAIN = "Bonjour, il me faudrait un train pour Paris jeudi matin"


def name_of(desk: Story, person_id: int | None) -> str:
    (found,) = desk.rows(Person, id=person_id)
    return str(found.name)


def test_a_message_becomes_a_request_shown_in_its_thread_and_in_triage(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    card = desk.card("LYO-1", "#lyon")
    assert card.root == asked.ts
    for told in (
        "LYO-1, Déplacements, Lyon.",
        "jeudi 26 novembre",
        "Le pôle vous répond avant mardi 24 novembre, 11 h",
    ):
        assert told in str(card)
    assert "Demandée par Karim Diallo." in str(desk.card("LYO-1", "#desk"))
    assert "Proposée à Inès Caron." in str(desk.card("LYO-1", "#desk"))
    assert asked.message.signs == ["create"]
    assert desk.card("LYO-1", "#desk").root is None
    assert "LYO-1 vous est proposée." in desk.room("@ines")


def test_executives_ask_like_everyone(desk: Story) -> None:
    desk.says("helene", "#lyon", "Pouvez-vous me réserver un vol pour Nantes mardi ?")
    (request,) = desk.requests()
    assert name_of(desk, request.requester_id) == "Hélène Durand"


@pytest.mark.parametrize(
    "said", ["Merci beaucoup !", "Bonjour à tous", "Super la réunion de ce matin, bravo à tous", "ok pour moi"]
)
def test_thanks_and_chatter_are_left_alone(desk: Story, said: str) -> None:
    said_ = desk.says("karim", "#lyon", said)
    assert desk.requests() == []
    assert desk.by_desk("#lyon") == ""
    assert desk.whispered("karim") == ""
    assert said_.message.signs == []


def test_an_answer_to_somebody_is_left_alone(desk: Story) -> None:
    question = desk.says("lea", "#lyon", "Tout le monde a reçu les badges ?")
    desk.says("karim", "#lyon", "Il me faudrait le tien aussi jeudi", under=question)
    desk.says("karim", "#lyon", "Paul, tu peux me réserver ça ?", naming=("paul",))
    assert desk.requests() == []


def test_what_is_said_in_other_channels_is_not_heard(desk: Story) -> None:
    desk.says("karim", "#general", TRAIN)
    desk.says("karim", "#desk", TRAIN)
    assert desk.requests() == []


def test_a_mention_anywhere_asks(desk: Story) -> None:
    desk.says("marc", "#general", "@Relais il me faudrait un train pour Lyon jeudi", to_desk=True)
    (request,) = desk.requests()
    assert (request.origin, request.site) == ("mention", "lyon")
    assert desk.words(request) == "il me faudrait un train pour Lyon jeudi"
    desk.card(request.ref, "#general")


def test_the_message_and_its_mention_are_one(desk: Story) -> None:
    said = desk.wrote("karim", "#lyon", "@Relais il me faudrait un train pour Paris jeudi")
    desk.submit(desk.posted(said, to_desk=True))
    desk.submit(desk.posted(said, to_desk=True))
    desk.submit(desk.posted(said))
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert len(desk.cards("LYO-1", "#lyon")) == 1
    assert len(desk.cards("LYO-1", "#desk")) == 1


def test_a_direct_message_asks_in_private_company(desk: Story) -> None:
    desk.says("karim", "#lyon", "Merci !")
    asked = desk.says("marc", "@", TRAIN)
    (request,) = desk.requests()
    assert (request.origin, request.site) == ("direct", "lyon")
    assert desk.card("LYO-1", "@marc").root == asked.ts
    assert desk.by_desk("#lyon") == ""
    assert "Demandée par Marc Vidal." in desk.room("#desk")


def test_a_direct_message_in_a_thread_of_the_desk_asks_too(desk: Story) -> None:
    desk.says("marc", "@", "la météo est belle")
    notice = desk.shown("@marc")[-1]
    desk.says("marc", "@", TRAIN, under=notice)
    assert len(desk.requests()) == 1


def test_somebody_raises_a_message_that_is_its_authors(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "Super, la machine à café du 2e fait encore des siennes")
    assert desk.requests() == []
    desk.reacts("ines", said, "ticket")
    (request,) = desk.requests()
    assert (request.origin, name_of(desk, request.requester_id)) == ("emoji", "Karim Diallo")
    (entry, *_) = desk.entries(request.ref)
    assert (entry.act, name_of(desk, entry.actor_id)) == ("ask", "Inès Caron")
    assert "Créée par Inès Caron." in str(desk.card(request.ref, "#desk"))


def test_a_raised_message_is_asked_from_once_however_it_is_raised(desk: Story) -> None:
    said = desk.wrote("karim", "#lyon", "le store de la salle Bleue pend toujours")
    desk.reacts("lea", said, "ticket")
    desk.reacts("ines", said, ":ticket:")
    reply = desk.uses("claire", "desk_from_message", said)
    desk.submit(desk.posted(said))
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert "C’est déjà la demande LYO-1." in desk.text(reply)
    assert name_of(desk, desk.request("LYO-1").raised_by_id) == "Léa Faure"


def test_the_message_action_makes_a_request_of_an_old_message(desk: Story) -> None:
    old = desk.wrote("karim", "#lyon", "il faudrait commander des fournitures")
    assert isinstance(desk.uses("ines", "desk_from_message", old), Held)
    (request,) = desk.requests()
    assert request.origin == "shortcut"
    assert desk.card("LYO-1", "#lyon").root == old.ts
    assert desk.papers["slack"].fetched == [old.ts]


def test_a_message_already_a_request_is_said_to_be(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.reacts("ines", asked, "ticket")
    desk.reacts("ines", desk.card("LYO-1", "#lyon"), "ticket")
    assert len(desk.requests()) == 1
    assert "C’est déjà la demande LYO-1." in desk.text(desk.uses("ines", "desk_from_message", asked))


def test_a_message_that_is_gone_or_the_desks_own_makes_nothing(desk: Story) -> None:
    gone = desk.wrote("karim", "#lyon", "il faudrait commander des fournitures")
    del desk.papers["slack"].messages[gone.conversation, gone.ts]
    desk.uses("ines", "desk_from_message", gone)
    assert "Ce message n’est plus là." in desk.sees("ines")
    robot = desk.meets("robot", "Météo", bot=True)
    said = desk.wrote("robot", "#lyon", "Il faut réserver vos congés")
    desk.reacts("ines", said, "ticket")
    assert robot.bot
    assert "ne peut pas faire de demande" in desk.sees("ines")
    assert desk.requests() == []


@pytest.mark.parametrize("way", ["command", "shortcut"])
def test_the_form_asks_for_oneself(desk: Story, way: str) -> None:
    form = desk.types("karim", "nouvelle un bureau réglable") if way == "command" else desk.uses("karim", "desk_new")
    reply = desk.sends(
        "karim", form, text="un bureau réglable", site="aix", service="office", due="27/11/2026", urgent="true"
    )
    (request,) = desk.requests()
    assert (request.ref, request.site, request.service, request.due, request.urgent) == (
        "AIX-1", "aix", "office", "2026-11-27", True,
    )  # fmt: skip
    assert "C’est noté" in desk.text(reply)
    assert "AIX-1, Services généraux, Aix-en-Provence." in desk.room("@karim")
    assert "Demandée par Karim Diallo." in desk.room("#desk")


def test_what_was_typed_after_the_word_stands_in_the_form(desk: Story) -> None:
    form = desk.types("karim", "new  un bureau réglable")
    assert "Votre demande: un bureau réglable" in desk.text(form)
    assert "Pour qui" not in desk.text(form)


def test_an_assistant_asks_for_somebody_who_is_told_and_owns_it(desk: Story) -> None:
    form = desk.types("ines", "nouvelle")
    assert "Pour qui" in desk.text(form)
    desk.sends("ines", form, person="Karim Diallo", medium="phone", text="un taxi pour la gare demain 9h", site="lyon")
    (request,) = desk.requests()
    assert (name_of(desk, request.requester_id), name_of(desk, request.raised_by_id)) == ("Karim Diallo", "Inès Caron")
    assert "Inès Caron a créé LYO-1 pour vous." in desk.room("@karim")
    assert "Reçue par téléphone, créée par Inès Caron." in desk.room("#desk")
    card = desk.card("LYO-1", "@karim")
    desk.presses("karim", card, "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED


def test_a_form_for_somebody_uses_their_site_and_not_the_assistants(desk: Story) -> None:
    desk.says("karim", "#aix", TRAIN)
    desk.later(minutes=30)
    form = desk.types("hugo", "nouvelle")
    desk.sends("hugo", form, person="karim@ateliers-durance.example", text="un badge pour un visiteur")
    assert [each.ref for each in desk.requests()] == ["AIX-1", "AIX-2"]


def test_an_employee_may_not_ask_in_somebodys_name(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    desk.sends("karim", form, person="lea", text="un badge pour un visiteur", site="lyon")
    (request,) = desk.requests()
    assert name_of(desk, request.requester_id) == "Karim Diallo"


@pytest.mark.parametrize(
    ("person", "told"),
    [("Zorglub", "Je ne connais pas « Zorglub »"), ("r", "Je ne connais pas"), ("Durance.example", "")],
)
def test_a_person_whom_nobody_knows_is_said_in_place(desk: Story, person: str, told: str) -> None:
    form = desk.types("ines", "nouvelle")
    reply = desk.sends("ines", form, person=person, text="un badge", site="lyon")
    assert told in desk.text(reply)
    assert desk.requests() == []


def test_files_of_a_message_are_named_in_triage(desk: Story) -> None:
    file = FileSeen(name="devis.pdf", size=12, permalink="https://files.example/1")
    desk.says("karim", "#lyon", "il me faut imprimer ce document pour demain", files=(file,))
    assert "devis.pdf" in str(desk.card("LYO-1", "#desk"))
    assert len(desk.rows(File)) == 1


def test_a_site_unknown_is_asked_once_and_remembered(desk: Story) -> None:
    desk.says("zoe", "#aide", TRAIN)
    assert desk.requests() == []
    assert "Pour quel site" in desk.whispered("zoe")
    desk.presses("zoe", desk.last_whisper("zoe"), "accept", "strasbourg")
    assert [each.ref for each in desk.requests()] == ["STR-1"]
    desk.later(hours=1)
    desk.says("zoe", "@", "il me faudrait une salle pour 4 lundi 14h")
    assert [each.ref for each in desk.requests()] == ["STR-1", "STR-2"]
    assert desk.whispered("zoe").count("Pour quel site") == 1


def test_a_site_is_learned_from_the_channel_until_one_is_chosen(desk: Story) -> None:
    desk.says("zoe", "#aix", TRAIN)
    desk.later(hours=1)
    desk.says("zoe", "@", "il me faudrait une salle pour 4 lundi 14h")
    assert [each.ref for each in desk.requests()] == ["AIX-1", "AIX-2"]


def test_the_author_of_a_raised_message_is_asked_for_their_site(desk: Story) -> None:
    said = desk.wrote("zoe", "#aide", "le badge du parking ne marche plus")
    desk.reacts("ines", said, "ticket")
    assert desk.requests() == []
    assert "Je demande à l’auteur pour quel site." in desk.sees("ines")
    question = desk.last("@zoe", "ask_site")
    assert desk.forges("ines", "accept", "source:1:site:lyon") is not None
    assert desk.requests() == []
    desk.presses("zoe", question, "accept", "reunion")
    (request,) = desk.requests()
    assert (request.ref, request.origin) == ("REU-1", "emoji")
    assert name_of(desk, request.raised_by_id) == "Inès Caron"


def test_somebody_unknown_waits_and_goes_on(desk: Story) -> None:
    desk.meets("nora", "Nora Petit", email="nora@ateliers-durance.example")
    said = desk.says("nora", "#lyon", TRAIN)
    assert isinstance(said.reply, Held)
    (request,) = desk.requests()
    assert name_of(desk, request.requester_id) == "Nora Petit"
    assert desk.papers["slack"].fetched == ["nora"]
    assert len(desk.cards("LYO-1", "#desk")) == 1


def test_two_events_of_somebody_unknown_are_handled_in_their_order(desk: Story) -> None:
    desk.meets("nora", "Nora Petit")
    first, second = desk.wrote("nora", "#lyon", "bonjour"), desk.wrote("nora", "#lyon", TRAIN)
    futures = desk.at_once(desk.posted(first), desk.posted(second))
    assert [type(each.result(10)) for each in futures] == [Held, Held]
    desk.carry()
    (request,) = desk.requests()
    assert desk.words(request) == f"bonjour\n{TRAIN}"
    assert desk.papers["slack"].fetched == ["nora"]


def test_somebody_whom_the_platform_does_not_know_is_denied(desk: Story) -> None:
    desk.types("ghost", "mine")
    assert "Je n’ai pas pu vérifier ce qu’il fallait." in desk.whispered("ghost")
    assert desk.requests() == []


def test_guests_bots_and_those_who_left_may_do_nothing(desk: Story) -> None:
    desk.meets("guest", "Invité", outsider=True)
    desk.meets("robot", "Météo", bot=True)
    desk.says("guest", "#lyon", TRAIN)
    desk.says("guest", "#lyon", TRAIN)
    desk.says("robot", "#lyon", TRAIN)
    assert desk.whispered("guest").count("Je réponds aux personnes de l’entreprise.") == 1
    assert desk.room("@robot") == ""
    left = Profile(who=Who(platform="slack", team=TEAM, user="karim"), name="Karim Diallo", active=False)
    desk.told_of(left)
    desk.says("karim", "#lyon", TRAIN)
    assert isinstance(desk.types("karim", "mine"), Done)
    assert desk.requests() == []


def test_a_guests_chatter_is_not_answered(desk: Story) -> None:
    desk.meets("guest", "Invité", outsider=True)
    desk.says("guest", "#lyon", "Bonjour à tous")
    assert desk.room("@guest") + desk.whispered("guest") == ""


def test_a_guest_who_asks_is_told_who_can_help_once_in_all_and_at_each_command_or_press(desk: Story) -> None:
    desk.meets("guest", "Invité", outsider=True)
    refusal = "Je réponds aux personnes de l’entreprise. Julie Schmitt peut vous aider"
    for days, where in ((0, "#lyon"), (0, "#lyon"), (0, "#aix"), (1, "#lyon"), (30, "@"), (0, "#aix")):
        desk.later(days=days)
        desk.says("guest", where, TRAIN, to_desk=where == "#aix")
        assert (desk.whispered("guest") + desk.by_desk("@guest")).count(refusal) == 1
    for text in ("mes", "voir LYO-1", "mes"):
        assert refusal in desk.text(desk.types("guest", text))
        assert refusal in desk.text(desk.forges("guest", "claim", "LYO-1"))
    assert refusal in desk.opens_home("guest")
    assert "réponds" not in desk.by_desk("#lyon") + desk.by_desk("#aix")


@pytest.mark.parametrize("first", ["reaction", "direct", "channel"])
def test_a_guest_is_told_once_whichever_way_they_came_first(desk: Story, first: str) -> None:
    desk.meets("guest", "Invité", outsider=True)
    asked = desk.says("karim", "#lyon", TRAIN)
    ways: dict[str, Callable[[], object]] = {
        "reaction": lambda: desk.reacts("guest", asked, "eyes"),
        "direct": lambda: desk.says("guest", "@", TRAIN),
        "channel": lambda: desk.says("guest", "#lyon", TRAIN),
    }
    ways[first]()
    assert desk.sees("guest").count("Je réponds aux personnes de l’entreprise.") == 1
    for way in ("channel", "direct", "reaction"):
        ways[way]()
    assert desk.sees("guest").count("Je réponds aux personnes de l’entreprise.") == 1
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_an_order_written_to_the_desk_is_obeyed_once(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    said = desk.wrote("ines", "#desk", "@Relais répondre LYO-1 Je regarde cela")
    for _ in range(3):
        desk.submit(desk.posted(said, to_desk=True))
    assert desk.room("#lyon").count("Je regarde cela") == 1
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_an_order_in_a_thread_is_an_order_when_the_desk_is_named(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.says("ines", "#desk", "@Relais prendre LYO-1", under=desk.card("LYO-1", "#desk"), to_desk=True)
    assert desk.who_has("LYO-1") == "ines"


@pytest.mark.parametrize("said", ["voir si on peut réserver une salle jeudi 14", "prendre un taxi demain, salle 12"])
def test_a_direct_ask_that_begins_like_an_order_is_an_ask(desk: Story, said: str) -> None:
    desk.says("marc", "@", said)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_people_on_two_platforms_are_one(desk: Story) -> None:
    desk.says("hugo", "#stras", "il me faudrait un badge pour un visiteur")
    (request,) = desk.requests()
    hugo = desk.rows(Identity, user="hugo")
    assert {each.platform for each in hugo} == {"slack", "teams"}
    assert {each.person_id for each in hugo} == {request.requester_id}


def test_a_site_with_triage_on_two_platforms_shows_the_card_on_both(desk: Story) -> None:
    desk.says("sonia", "#reunion", "il me faudrait un taxi demain à 9h")
    assert len(desk.cards("REU-1", "#desk")) == 1
    assert len(desk.cards("REU-1", "#desk-reunion")) == 1
    assert len(desk.cards("REU-1", "#reunion")) == 1


def test_every_request_is_journalled_with_its_charter(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    (entry, *_) = desk.entries("LYO-1")
    assert entry.charter_version == desk.company.hash
    assert TRAIN not in str(entry.data)
    (request,) = desk.rows(Request)
    assert request.charter_version == desk.company.hash


def test_a_command_answers_its_author_alone(desk: Story) -> None:
    assert isinstance(desk.types("karim", ""), Say)
    assert desk.by_desk("#lyon") == ""


def test_a_greeting_alone_to_the_desk_is_answered_once(desk: Story) -> None:
    desk.says("karim", "@", "bonjour")
    assert desk.by_desk("@karim").count("Dites-moi ce qu’il vous faut") == 1
    desk.says("karim", "@", "bonjour ?")
    desk.says("karim", "@", "il me faudrait une salle jeudi à Lyon")
    desk.says("karim", "@", "coucou")
    assert [desk.words(each) for each in desk.requests()] == [
        "bonjour\nbonjour ?\nil me faudrait une salle jeudi à Lyon"
    ]
    assert desk.by_desk("@karim").count("Dites-moi ce qu’il vous faut") == 1


def test_a_greeting_is_left_alone_elsewhere(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour")
    asked = desk.says("lea", "@", "il me faudrait une salle jeudi à Lyon")
    desk.later(hours=1)
    desk.says("lea", "@", "bonjour", under=asked)
    assert desk.sees("karim").count("Dites-moi ce qu’il vous faut") == 0
    assert desk.sees("lea").count("Dites-moi ce qu’il vous faut") == 0


@pytest.mark.parametrize("text", ["prendre", "fait", "annuler svp", "annulez", "urgent", "rouvrir", "cancel please"])
def test_the_word_of_an_order_alone_is_answered_with_how_to_say_it(desk: Story, text: str) -> None:
    desk.says("lea", "#lyon", "il me faudrait un taxi jeudi à 8h")
    desk.later(minutes=15)
    desk.says("lea", "@", text)
    told = "Annuler LYO-1" if "ann" in text or "cancel" in text else "par exemple LYO-42"
    assert told in desk.by_desk("@lea")
    desk.says("lea", "#lyon", f"@relais {text}", to_desk=True)
    assert told in desk.whispered("lea") + desk.by_desk("@lea")
    assert len(desk.requests()) == 1


def test_it_still_joins_what_its_author_just_asked(desk: Story) -> None:
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur")
    desk.later(minutes=15)
    desk.says("lea", "@", "il me faudrait un taxi jeudi à 8h")
    desk.says("lea", "@", "urgent")
    assert [each.urgent for each in desk.requests()] == [False, True]


@pytest.mark.parametrize("where", ["@", "#lyon", "#general"])
def test_a_greeting_to_the_desk_is_told_how_to_ask_wherever_it_is_called(desk: Story, where: str) -> None:
    desk.says("karim", where, "bonjour", to_desk=where != "@")
    assert "Dites-moi ce qu’il vous faut" in desk.sees("karim")
    assert desk.requests() == []
