"""The word of an order and nothing more, said to the desk: obeyed, asked about or corrected, and never passed on."""

from __future__ import annotations

import pytest

from adapters.rendering import DrawnButtons
from bot.talk import ANSWERS
from storage.tables import Absence, Level, State
from tests.bot.conversations.test_people import profile
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons
from tests.bot.paper import Shown, as_text

TRAIN = "il me faudrait un train pour Paris jeudi matin"
WHICH = "LYO-42"
OUTSIDER = "Je réponds aux personnes de l’entreprise."
ACTS = [
    "prendre", "rendre", "remettre", "fait", "done", "terminer", "rouvrir", "noter", "attendre", "répondre", "confier",
    "transférer", "corriger", "escalade", "alerter", "voir", "Escalade !", "noter svp",
]  # fmt: skip
SLIPS = [
    ("aid", "aide"),
    ("mess", "mes"),
    ("nouvell", "nouvelle"),
    ("accuil", "accueil"),
    ("suivnte", "suivante"),
    ("escalad", "escalade"),
    ("repondr", "répondre"),
    ("Annulr svp", "annuler"),
    ("urgnet", "urgent"),
    ("prende", "prendre"),
]


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon a while ago: LYO-1, in Inès's hands, who wrote to him."""
    message = desk.says("karim", "#lyon", TRAIN).message
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "répondre LYO-1 je regarde les horaires")
    desk.later(minutes=15)
    return message


def told(desk: Story, who: str, where: str, text: str, under: Shown | None = None) -> str:
    """What somebody is told alone of what they say to the desk, where nobody else learns of it and nothing is made."""
    others, direct, whispers = desk.by_desk("#desk"), len(desk.shown(f"@{who}")), len(desk.whispers(who))
    before = [(each.ref, desk.words(each)) for each in desk.requests()]
    desk.says(who, where, text, under=under, to_desk=where != "@")
    desk.later(minutes=1)
    assert [(each.ref, desk.words(each)) for each in desk.requests()] == before
    assert desk.by_desk("#desk") == others
    assert not {"said", "note", "reply"} & set(desk.history("LYO-1")[desk.history("LYO-1").index("reply") + 1 :])
    said = [str(each) for each in desk.shown(f"@{who}")[direct:] if each.by == "desk"]
    return "\n".join([*said, *map(as_text, desk.whispers(who)[whispers:])])


@pytest.mark.parametrize("text", ACTS)
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_an_order_alone_is_asked_of_which_request_it_is(desk: Story, asked: Shown, text: str, where: str) -> None:
    assert WHICH in told(desk, "karim", where, text)
    assert WHICH in told(desk, "ines", where, text)
    assert desk.who_has("LYO-1") == "ines"


@pytest.mark.parametrize(("text", "meant"), SLIPS)
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_a_slip_of_one_letter_is_told_the_word(desk: Story, asked: Shown, text: str, meant: str, where: str) -> None:
    answer = told(desk, "karim", where, text)
    assert answer == f"Je ne connais pas « {text.split(maxsplit=1)[0]} ». Vouliez-vous dire {meant} ?"


@pytest.mark.parametrize("text", ["c'est fait", "C fait", "c’est terminé"])
def test_done_said_as_one_speaks_is_that_order(desk: Story, asked: Shown, text: str) -> None:
    assert WHICH in told(desk, "ines", "@", text)


@pytest.mark.parametrize("text", ["escalade", "répondre", "aid", "noter", "fait"])
def test_under_what_is_confidential_it_goes_to_nobody_either(desk: Story, text: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faudrait mon bulletin de paie, site de Lyon")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    desk.later(minutes=15)
    desk.says("karim", "@", text)
    assert desk.history("LYO-1") == ["ask"]
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert text not in desk.by_desk("@nadia")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("C'est fait ?", "fait"),
        ("Avez-vous signé le bon ?", "fait"),
        ("Avez-vous signé le bon ?", "c'est fait"),
        ("Je dois annuler ou déplacer ?", "annuler"),
        ("On peut confier le dossier à Claire ?", "confier"),
        ("Quelle couleur ?", "noir"),
    ],
)
@pytest.mark.parametrize("under", [False, True])
def test_what_answers_the_question_of_the_desk_is_an_answer(
    desk: Story, question: str, answer: str, under: bool
) -> None:
    desk.types("karim", "site lyon")
    message = desk.says("karim", "@", TRAIN)
    desk.types("ines", f"attendre LYO-1 {question}")
    desk.says("karim", "@", answer, under=message if under else None)
    if "Est-ce votre réponse pour LYO-1 ?" in desk.by_desk("@karim"):
        desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers")
    assert f"Karim Diallo :\n{answer}" in desk.by_desk("#desk")
    assert desk.request("LYO-1").state is State.NEW


@pytest.mark.parametrize(
    "text", ["urgent", "C urgent", "c'est urgent !!", "URGENT svp", "c’est très urgent", "it's urgent"]
)
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_urgency_alone_presses_what_was_just_asked_and_adds_no_word(desk: Story, text: str, where: str) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.says("karim", where, text, to_desk=where != "@")
    assert desk.request("LYO-1").urgent
    assert [desk.words(each) for each in desk.requests()] == [TRAIN]
    assert "C’est noté : LYO-1 passe avant les autres." in desk.room("@karim") + desk.whispered("karim")


@pytest.mark.parametrize("text", ["urgent", "escalade"])
def test_where_two_may_be_meant_it_is_asked_which(desk: Story, text: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", TRAIN)
    desk.says("karim", "#lyon", "il me faudrait aussi un badge pour un visiteur demain")
    assert len(desk.requests()) == 2
    desk.says("karim", "@", text)
    assert WHICH in desk.room("@karim")
    assert not any(each.urgent for each in desk.requests())
    assert "escalate" not in desk.history("LYO-1") + desk.history("LYO-2")


@pytest.mark.parametrize("text", ["c'est urgent", "c urgent", "URGENT !!", "urgent svp"])
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_urgency_alone_in_the_thread_of_one_s_own_request_presses_it(desk: Story, text: str, where: str) -> None:
    desk.types("karim", "site lyon")
    message = desk.says("karim", where, TRAIN)
    desk.later(hours=2)
    desk.says("karim", where, text, under=message)
    assert desk.request("LYO-1").urgent
    assert "C’est noté : LYO-1 passe avant les autres." in desk.room("@karim") + desk.whispered("karim")
    assert ("said" in desk.history("LYO-1")) is (where != "@"), "what is written before all is read by all"
    assert desk.words(desk.request("LYO-1")) == TRAIN


def test_urgency_in_the_thread_of_somebody_else_presses_nothing(desk: Story, asked: Shown) -> None:
    desk.says("lea", "#lyon", "c'est urgent", under=asked)
    assert not desk.request("LYO-1").urgent
    assert "said" in desk.history("LYO-1")


def test_urgency_that_answers_a_question_is_an_answer_too(desk: Story, asked: Shown) -> None:
    desk.types("ines", "attendre LYO-1 pour quand vous le faut-il ?")
    desk.says("karim", "#lyon", "c'est urgent", under=asked)
    assert desk.request("LYO-1").urgent
    assert desk.request("LYO-1").state is State.CLAIMED
    assert "Karim Diallo :\nc'est urgent" in desk.by_desk("#desk")


@pytest.mark.parametrize("text", ["escalade", "voir", "urgent", "rouvrir"])
def test_in_a_direct_thread_it_is_about_its_request(desk: Story, text: str) -> None:
    desk.types("karim", "site lyon")
    message = desk.says("karim", "@", TRAIN)
    desk.later(hours=2)
    desk.says("karim", "@", text, under=message)
    assert WHICH not in desk.room("@karim")
    assert "said" not in desk.history("LYO-1")
    assert desk.room("@karim").count("LYO-1") > 1


def test_a_score_with_its_word_is_an_order(desk: Story, asked: Shown) -> None:
    desk.types("ines", "fait LYO-1")
    desk.says("karim", "@", "noter LYO-1 5 top")
    assert "Merci pour votre avis sur LYO-1 : 5 sur 5. Votre mot est noté." in desk.room("@karim")
    assert "rate" in desk.history("LYO-1")


@pytest.mark.parametrize("text", ["Langue EN svp", "langue en", "language en please"])
def test_courtesy_after_a_command_is_no_part_of_it(desk: Story, asked: Shown, text: str) -> None:
    answer = told(desk, "karim", "@", text)
    assert answer == "Noted: I write to you in English."


@pytest.mark.parametrize("text", ["voix", "soir", "Lise", "Lyon", "lampe", "Sète", "corrigé"])
def test_a_word_of_its_own_is_no_slip(desk: Story, text: str) -> None:
    desk.says("karim", "@", text)
    assert "Je ne connais pas" not in desk.room("@karim")


def test_every_word_of_an_order_is_heard_alone(desk: Story, asked: Shown) -> None:
    for name, words in ANSWERS.words.items():
        for word in words:
            assert told(desk, "lea", "@", word) or name in ("new", "repeat", "alert"), "a form is the answer"


@pytest.mark.parametrize("text", ["mes", "aide", "/desk aide", "liste", "prendre", "aid"])
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_a_guest_is_answered_to_a_command_each_time(desk: Story, text: str, where: str) -> None:
    desk.told_of(profile("gus", "Gus Guest", email="gus@ailleurs.example", outsider=True))

    def answers() -> int:
        told = [str(each) for each in desk.shown("@gus") if each.by == "desk"]
        return sum(OUTSIDER in each for each in (*told, *map(as_text, desk.whispers("gus"))))

    for said, times in (("bonjour, une salle jeudi svp", 1), ("une salle vendredi", 1), (text, 2), (text, 3)):
        desk.says("gus", where, said, to_desk=where != "@")
        assert answers() == times


@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_a_slip_with_its_request_is_asked_about_and_done_in_one_press(desk: Story, asked: Shown, where: str) -> None:
    answer = told(desk, "karim", where, "escalad LYO-1 le client attend")
    assert "Vouliez-vous dire escalade LYO-1 ?" in answer
    assert "[Oui, escalade LYO-1]" in answer
    card = desk.whispers("karim")[-1] if where != "@" else desk.last("@karim", "unknown_word")
    desk.presses("karim", card, "meant")
    assert desk.history("LYO-1")[-1] == "escalate"
    assert "le client attend" in desk.sees("coralie")
    before = desk.history("LYO-1")
    desk.presses("karim", card, "meant")
    assert desk.history("LYO-1") == before


@pytest.mark.parametrize("text", ["repondr LYO-1 je m'en occupe", "rendr LYO-1", "prende LYO-1 svp"])
def test_so_is_any_order_that_takes_a_request(desk: Story, asked: Shown, text: str) -> None:
    assert "Vouliez-vous dire" in told(desk, "ines", "@", text)
    assert "Vouliez-vous dire" in desk.text(desk.types("ines", text), "ines")


def test_a_press_that_is_not_theirs_does_nothing(desk: Story, asked: Shown) -> None:
    told(desk, "karim", "@", "escalad LYO-1 le client attend")
    card = desk.last("@karim", "unknown_word").card
    assert card is not None
    value = next(value for act, value in buttons(card) if act == "meant")
    for who, forged in (("lea", value), ("karim", "x"), ("karim", "words:" + "9" * 30), ("karim", "words:99999")):
        desk.forges(who, "meant", forged)
    assert "escalate" not in desk.history("LYO-1")


def test_what_was_asked_is_no_order_that_was_meant(desk: Story, asked: Shown) -> None:
    request = desk.request("LYO-1")
    desk.forges("karim", "meant", f"{request.words_id}:show")
    assert desk.words(desk.request("LYO-1")) == TRAIN


@pytest.mark.parametrize(("text", "opens"), [("repondr LYO-1 oui", True), ("prendr LYO-1", False)])
def test_whether_it_asks_something_first_is_known_beforehand(desk: Story, asked: Shown, text: str, opens: bool) -> None:
    told(desk, "ines", "@", text)
    card = desk.last("@ines", "unknown_word").card
    assert card is not None
    (said,) = [each.opens for part in card.parts if isinstance(part, DrawnButtons) for each in part.buttons]
    assert said is opens


@pytest.mark.parametrize("text", ["prendre LYO-2, LYO-3", "prendre LYO-2 et LYO-3 svp", "/desk prendre LYO-2 LYO-3"])
def test_an_order_on_several_requests_is_done_on_each(desk: Story, asked: Shown, text: str) -> None:
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 9h")
    desk.says("zoe", "#lyon", "la clim du 2e est en panne")
    desk.says("ines", "@", text)
    assert [desk.who_has(ref) for ref in ("LYO-2", "LYO-3")] == ["ines", "ines"]
    desk.types("ines", "fait LYO-2, LYO-99, LYO-3")
    assert "LYO-99" in desk.sees("ines")
    assert [desk.request(ref).state for ref in ("LYO-2", "LYO-3")] == [State.RESOLVED, State.RESOLVED]


def test_an_absence_typed_wrong_is_proposed_with_its_dates(desk: Story) -> None:
    asked = desk.types("ines", "absance demain", "@")
    assert "Vouliez-vous dire absence demain ?" in desk.text(asked)
    desk.presses("ines", asked, "meant")
    assert "mercredi 25 novembre" in desk.sees("ines")
    assert "Annuler cette absence" in desk.sees("ines")
    assert "Vouliez-vous" not in desk.text(desk.types("karim", "absents il me faudrait une salle demain"))


def test_a_site_nearly_named_is_proposed(desk: Story) -> None:
    asked = desk.types("karim", "site Lion", "@")
    assert "Vouliez-vous dire site Lyon ?" in desk.text(asked)
    desk.presses("karim", asked, "meant")
    assert "vos demandes partent de Lyon" in desk.sees("karim")
    assert "Dites-moi lequel" in desk.text(desk.types("karim", "site Bruxelles", "@"))


def test_several_named_with_more_are_not_guessed(desk: Story, asked: Shown) -> None:
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 9h")
    desk.types("ines", "prendre LYO-2 comme LYO-1 hier")
    assert desk.who_has("LYO-2") is None


@pytest.mark.parametrize(
    "text", ["en congés du 8 au 10 février", "congés lundi prochain", "je suis en vacances demain"]
)
def test_leave_said_by_another_word_is_offered_as_an_absence(desk: Story, text: str) -> None:
    reply = desk.types("ines", text)
    assert "Dois-je noter « absence" in desk.text(reply, "ines")
    desk.presses("ines", reply, "meant")
    assert [each.origin for each in desk.rows(Absence)] == ["said"]


def test_leave_that_is_asked_of_somebody_is_a_request(desk: Story) -> None:
    for who, text in (("karim", "en congés du 8 au 10 février"), ("ines", "congés payés, combien il m’en reste ?")):
        assert "Dois-je noter" not in desk.text(desk.types(who, text), who)
    assert not desk.rows(Absence)


def test_what_begins_with_its_rhythm_is_asked_again_and_again(desk: Story) -> None:
    desk.says("karim", "#lyon", "Réserver la salle Rhône jeudi 10h pour 8")
    told = desk.text(desk.types("karim", "le 25 de chaque mois envoyer le relevé"), "karim")
    assert "À garder : chaque mois, le 25." in told
    told = desk.text(desk.types("karim", "récurrent tous les ans le 14 juillet envoyer le bilan"), "karim")
    assert "Je ne sais pas demander une fois par an." in told
    assert "le 14 juillet envoyer le bilan" in told
    assert "Nouvelle demande" in desk.text(desk.types("karim", "le 25 décembre réserver la salle 12"), "karim")
