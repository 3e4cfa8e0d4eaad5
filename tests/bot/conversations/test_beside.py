"""What is typed at the root of a direct conversation, or beside a thread: it belongs to what was last told or asked."""

from __future__ import annotations

import pytest

from storage.tables import Level, Rating, State, Words
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

ROOM = "il me faudrait une salle jeudi à 14h"
HOTEL = "il me faudrait un hôtel à Paris mardi soir"
ADVANCE = "j'ai besoin d'un acompte sur salaire"


@pytest.fixture
def confided(desk: Story) -> Story:
    """Karim confided LYO-1; Nadia took it, and asked him something a quarter of an hour ago."""
    desk.says("karim", "#lyon", ADVANCE)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.types("nadia", "prendre LYO-1")
    form = desk.presses("nadia", desk.card("LYO-1", "@nadia"), "reply")
    desk.sends("nadia", form, text="De combien, et pour quand ?")
    desk.later(minutes=15)
    return desk


FOLLOWS = [
    "500 euros",
    "500 euros avant vendredi svp",
    "à envoyer chez mon avocat avant vendredi svp",
    "plutôt 14h, pas dans les locaux svp",
    "vous pouvez l'envoyer à Maître Durand ?",
    "pouvez-vous me la renvoyer par coursier ?",
    "et il faudrait prévenir Marc pour mon remplacement en mars",
    "I need it before Friday please",
]


@pytest.mark.parametrize("text", FOLLOWS)
def test_what_follows_a_confidential_request_is_for_nobody_else(confided: Story, text: str) -> None:
    confided.says("karim", "@", text)
    confided.later(hours=3)
    shown = confided.by_desk("#desk")
    assert text not in shown
    assert "LYO-1" not in shown
    assert [each.ref for each in confided.requests()] == ["LYO-1"]
    if text not in confided.by_desk("@nadia"):
        asked = confided.last("@karim", "ask_if_answer")
        assert "Est-ce à propos de LYO-1" in str(asked)
        confided.presses("karim", asked, "answers")
    assert text in confided.by_desk("@nadia")
    assert text not in confided.by_desk("#desk")


def test_nor_is_what_is_written_under_what_says_that_it_is_confided(confided: Story) -> None:
    confided.says("karim", "@", "500 euros avant vendredi svp", under=confided.last("@karim", "private.done"))
    confided.later(hours=3)
    assert "500" not in confided.by_desk("#desk")
    confided.presses("karim", confided.last("@karim", "ask_if_answer"), "answers")
    assert "500" in confided.by_desk("@nadia")
    assert [each.ref for each in confided.requests()] == ["LYO-1"]


@pytest.mark.parametrize("text", ["LYO-1 c'est urgent", "LYO-1 : annulez svp", "pour 8, LYO-1", "où en est LYO-1 ?"])
def test_nor_is_its_reference(confided: Story, text: str) -> None:
    confided.says("karim", "@", text)
    confided.later(hours=3)
    assert [each.ref for each in confided.requests()] == ["LYO-1"]
    assert text not in confided.by_desk("#desk")
    assert "LYO-1" not in confided.by_desk("#desk")


@pytest.mark.parametrize("text", ["bonjour", "il me faudrait un taxi demain à 8h pour la gare, depuis Lyon"])
def test_what_stands_alone_is_not(confided: Story, text: str) -> None:
    confided.says("karim", "@", text)
    assert text not in confided.by_desk("@nadia")
    assert "Est-ce à propos" not in confided.room("@karim")
    assert [each.level for each in confided.requests()[1:]] == [Level.STANDARD] * (text != "bonjour")


@pytest.mark.parametrize("days", [0, 5])
@pytest.mark.parametrize(
    "text",
    [
        "il y a une erreur sur la date de naissance",
        "ce n'est pas le bon mois, il me faut octobre",
        "il manque le tampon, pouvez-vous me la renvoyer ?",
        "vous pouvez ajouter ma prime ?",
    ],
)
def test_nor_is_what_follows_it_once_it_is_done(desk: Story, text: str, days: int) -> None:
    desk.says("karim", "@", "il me faudrait mon bulletin de paie et une attestation employeur, site de Lyon")
    desk.types("nadia", "prendre LYO-1")
    desk.types("nadia", "fait LYO-1")
    desk.later(days=days, minutes=15)
    desk.says("karim", "@", text)
    desk.later(hours=3)
    assert text not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers")
    assert text in desk.by_desk("@nadia")
    assert text not in desk.by_desk("#desk")
    assert {each.level for each in desk.requests()} == {Level.CONFIDENTIAL}
    assert len(desk.requests()) == (2 if days else 1), "over, it is followed by another; done, it may be reopened"


@pytest.mark.parametrize(
    ("who", "where", "need", "ref", "said", "more"),
    [
        ("karim", "#lyon", HOTEL, "LYO-1", "150€ max, une seule nuit", "vers 19h30, près de la gare de Lyon"),
        (
            "karim",
            "#lyon",
            "I need a hotel in Paris on Tuesday night",
            "LYO-1",
            "150 euros at most",
            "near the station",
        ),
        ("sonia", "@", "il me faudrait un hôtel à Paris mardi soir", "REU-1", "150€ max", "près de la gare"),
    ],
)
def test_the_answer_to_a_question_told_of_there_is_its_answer(
    desk: Story, who: str, where: str, need: str, ref: str, said: str, more: str
) -> None:
    desk.says(who, where, need)
    if not desk.requests():
        desk.presses(who, desk.last(f"@{who}", "ask_site"), "accept", "site:reunion")
    desk.types("ines" if ref == "LYO-1" else "coralie", f"attendre {ref} Quel budget max, et combien de nuits ?")
    desk.later(minutes=6)
    if where == "#lyon":
        assert "Répondez ici, ou sous la question." in str(desk.pings(f"@{who}")[-1])
    desk.says(who, "@", said)
    desk.says(who, "@", more)
    assert [each.ref for each in desk.requests()] == [ref]
    assert desk.request(ref).state is not State.WAITING
    assert {said, more} <= {each.body for each in desk.rows(Words)}


def test_a_score_is_typed_where_it_was_asked(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "fait LYO-1")
    desk.says("karim", "@", "5")
    assert [row.score for row in desk.rows(Rating)] == [5]
    desk.says("karim", "@", "mais la salle était sale")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    asked = desk.last("@karim", "ask_if_answer")
    assert "Est-ce à propos de LYO-1" in str(asked)
    desk.presses("karim", asked, "answers")
    assert "mais la salle était sale" in desk.by_desk("#desk")
    assert "La rouvrir" in desk.room("@karim")


@pytest.mark.parametrize("under", [True, False])
def test_a_word_after_a_score_is_kept_with_it(desk: Story, under: bool) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "fait LYO-1")
    asked = desk.last("@karim", "rating_ask")
    desk.says("karim", "@", "4", under=asked if under else None)
    said = desk.says("karim", "@", "très bien, rapide", under=asked if under else None)
    assert "« très bien, rapide »" in desk.text(desk.types("ines", "voir LYO-1", "@"))
    assert "La rouvrir" not in desk.room("@karim")
    assert [(row.score, row.words_id is not None) for row in desk.rows(Rating)] == [(4, True)]
    desk.edits(said, "très bien, je suis en arrêt maladie")
    assert "maladie" not in desk.text(desk.types("ines", "voir LYO-1", "@"))
    desk.deletes(said)
    assert "très bien" not in desk.text(desk.types("ines", "voir LYO-1", "@"))


def test_a_number_answers_what_was_asked_since(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "fait LYO-1")
    desk.later(minutes=15)
    desk.says("karim", "@", "il me faudrait un taxi demain à 8h, site de Lyon")
    desk.types("ines", "attendre LYO-2 Combien de passagers ?")
    desk.says("karim", "@", "3")
    assert [row.score for row in desk.rows(Rating)] == [None]
    assert "Karim Diallo :\n3" in desk.by_desk("#desk")


@pytest.fixture
def two(desk: Story) -> Story:
    """Two requests of Karim's wait for an answer."""
    desk.says("karim", "@", "il me faudrait une salle à Lyon jeudi à 14h")
    desk.later(minutes=15)
    desk.says("karim", "@", "il me faudrait un hôtel à Paris lundi pour le site de Lyon")
    desk.types("ines", "attendre LYO-1 Combien de personnes ?")
    desk.types("ines", "attendre LYO-2 Quel budget ?")
    desk.later(minutes=15)
    return desk


def under_card(desk: Story, ref: str) -> str:
    root = desk.card(ref, "#desk").ts
    return "\n".join(str(each) for each in desk.shown("#desk") if each.root == root)


def test_with_two_that_wait_which_one_is_asked(two: Story) -> None:
    two.says("karim", "@", "100 euros")
    asked = two.last("@karim", "ask_if_answer")
    assert "De laquelle de vos demandes parlez-vous" in str(asked)
    assert asked.card is not None
    values = [value for act, value in buttons(asked.card) if act == "answers"]
    assert [each.rpartition(":")[2] for each in values] == ["LYO-1", "LYO-2"]
    assert "100 euros" not in two.by_desk("#desk")
    two.presses("karim", asked, "answers", values[0].partition(":")[2])
    assert "100 euros" in under_card(two, "LYO-1")
    assert "100 euros" not in under_card(two, "LYO-2")


def test_but_where_it_takes_up_one_of_the_questions(two: Story) -> None:
    two.says("karim", "@", "8 personnes")
    assert "8 personnes" in under_card(two, "LYO-1")
    assert "8 personnes" not in under_card(two, "LYO-2")


@pytest.mark.parametrize("text", ["oui merci", "parfait, merci beaucoup"])
def test_thanks_that_answer_a_reply_are_its_answer(desk: Story, text: str) -> None:
    desk.says("karim", "@", "il me faudrait une salle à Lyon jeudi à 14h")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "répondre LYO-1 La Rhône vous convient ?")
    desk.later(minutes=15)
    desk.says("karim", "@", text)
    assert text in under_card(desk, "LYO-1")


def test_an_answer_to_a_reply_is_said_of_its_request(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait une salle à Lyon jeudi à 14h")
    desk.types("ines", "prendre LYO-1")
    desk.sends("ines", desk.presses("ines", desk.card("LYO-1", "#desk"), "reply"), text="La Rhône vous convient ?")
    desk.later(minutes=15)
    desk.says("karim", "@", "oui parfait")
    assert "oui parfait" in desk.by_desk("#desk")
    desk.later(minutes=15)
    desk.says("karim", "@", "par contre il faudrait 10 chaises de plus")
    assert "10 chaises" not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers")
    assert "10 chaises" in under_card(desk, "LYO-1")
    desk.says("karim", "@", "il me faudrait un taxi demain à 8h, site de Lyon")
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    desk.later(days=2)
    desk.says("karim", "@", "la Rhône est jolie")
    assert "jolie" not in desk.by_desk("#desk")


@pytest.mark.parametrize("text", ["nous serons 8", "@Inès 8 personnes", "oui la Rhône c'est bien", "pour 8"])
def test_an_answer_beside_its_thread_is_asked_about(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 La Rhône ? combien de personnes ?")
    desk.later(minutes=20)
    desk.says("karim", "#lyon", text, naming=("ines",) if "@" in text else ())
    desk.later(hours=3)
    asked = desk.last("@karim", "ask_if_answer")
    assert "Est-ce votre réponse pour LYO-1" in str(asked)
    assert text not in desk.by_desk("#desk")
    desk.presses("karim", asked, "answers")
    assert text in desk.by_desk("#desk")
    assert desk.request("LYO-1").state is State.CLAIMED


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("karim", "bon week-end à tous"),
        ("karim", "le café est froid ce matin"),
        ("karim", "il me faudrait un taxi demain à 8h"),
        ("karim", "@Léa 8 personnes"),
        ("lea", "nous serons 8"),
    ],
)
def test_chatter_and_another_need_beside_it_are_not(desk: Story, who: str, text: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "attendre LYO-1 Combien de personnes ?")
    desk.later(minutes=20)
    desk.says(who, "#lyon", text, naming=("lea",) if "@" in text else ())
    assert "Est-ce votre réponse" not in desk.room(f"@{who}")


def waiting(desk: Story, need: str, question: str, who: str = "ines") -> None:
    """A request of Karim's, whose author was asked something a quarter of an hour ago."""
    confidential = "attestation" in need
    desk.says("karim", "@" if confidential else "#lyon", need)
    ref = desk.requests()[-1].ref
    desk.later(minutes=15)
    desk.types("nadia" if confidential else who, f"prendre {ref}")
    desk.types("nadia" if confidential else who, f"attendre {ref} {question}")
    desk.later(minutes=15)


PROOF = "j'ai besoin d'une attestation de salaire pour ma banque, site de Lyon"


@pytest.mark.parametrize(
    "text",
    [
        "une table pour 4 demain midi",
        "Accueil d'un visiteur demain 9h",
        "mon train de demain est annulé",
        "visite client jeudi matin, 3 personnes",
        "stylos et post-it pour la salle Rhône",
        "nouvelle arrivée lundi : bureau + badge + ordi",
    ],
)
def test_what_may_be_a_need_of_its_own_is_no_answer_before_its_author_says_so(desk: Story, text: str) -> None:
    waiting(desk, ROOM, "Avec vidéoprojecteur ?")
    desk.says("karim", "@", text)
    assert desk.request("LYO-1").state is State.WAITING
    assert "Est-ce votre réponse pour LYO-1" in str(desk.last("@karim", "ask_if_answer"))
    assert text not in desk.by_desk("#desk")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Avec vidéoprojecteur ?", "oui avec"),
        ("Où livrer ?", "rue de Paris 12"),
        ("Pour quel client ?", "Crédit Agricole, agence de Vaise"),
        ("Quelle heure ?", "plutôt 14h"),
        ("Pour combien de personnes ?", "visite client jeudi matin, 3 personnes"),
    ],
)
def test_what_is_short_or_takes_up_the_question_is_its_answer(desk: Story, question: str, text: str) -> None:
    waiting(desk, ROOM, question)
    desk.says("karim", "@", text)
    assert desk.request("LYO-1").state is not State.WAITING
    assert text in desk.by_desk("#desk")


@pytest.mark.parametrize(
    ("need", "question"), [(ROOM, "Avec vidéoprojecteur ?"), (PROOF, "Pour quelle banque ?")], ids=["room", "proof"]
)
@pytest.mark.parametrize(
    "text",
    [
        "plus de papier dans l'imprimante du 2e",
        "Fuite d'eau au 2e !",
        "je voudrais un taxi pour la gare demain 17h30",
    ],
)
def test_a_clear_need_is_a_request_whatever_waits(desk: Story, need: str, question: str, text: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    waiting(desk, need, question)
    desk.says("karim", "@", text)
    assert "Est-ce votre réponse" not in desk.room("@karim")
    assert [each.level for each in desk.requests()[2:]] == [Level.STANDARD]
    assert desk.request("LYO-2").state is State.WAITING
    assert text not in desk.by_desk("@nadia")


@pytest.mark.parametrize(
    "text",
    [
        "il me faudrait un envoi par courrier recommandé",
        "un coursier demain matin svp",
        "vous pouvez l'envoyer par coursier demain",
        "je voudrais une salle calme pour un rendez-vous jeudi",
        "et il faudrait un taxi demain 8h",
        "la banque ferme à 17h, il faut un taxi demain",
        "avant vendredi svp, au 12 rue de Paris",
        "il me faudrait un exemplaire imprimé pour demain 9h",
        "il faut que ce soit dans une salle au calme jeudi",
        "l'imprimante de chez moi ne marche plus, envoyez par la poste",
        "je n'ai plus de badge, je ne peux pas venir",
        "je n'arrive pas à ouvrir le fichier",
        "I need a room where nobody sees us",
    ],
)
def test_what_may_answer_what_is_confidential_is_shown_to_nobody(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    waiting(desk, PROOF, "Pour quelle banque, et comment vous la remettre ?")
    desk.says("karim", "@", text)
    desk.later(days=1)
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    assert text not in desk.by_desk("#desk")


@pytest.mark.parametrize(
    "text",
    [
        "wifi HS au 3e étage",
        "besoin d'un ordi portable pour lundi",
        "renouveler mon abonnement TCL",
        "et il me faudrait un badge visiteur demain matin",
    ],
)
@pytest.mark.parametrize("last", ["fait LYO-1", "répondre LYO-1 La Rhône est à vous.", "attendre LYO-1 Avec micro ?"])
def test_nor_does_a_need_of_no_service_wait_behind_another(desk: Story, last: str, text: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", last)
    desk.later(minutes=15)
    desk.says("karim", "@", text)
    assert "Est-ce" not in desk.room("@karim")
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]


TABLE = "une table pour 4 demain midi"


def asked_if(desk: Story) -> list[str]:
    return [str(each) for each in desk.shown("@karim") if each.card and each.card.kind == "ask_if_answer"]


def test_without_its_authors_word_triage_is_asked_of_what_may_be_a_need(desk: Story) -> None:
    waiting(desk, ROOM, "Avec vidéoprojecteur ?")
    desk.says("karim", "@", TABLE)
    assert "je demande au pôle" in asked_if(desk)[-1]
    assert "je ne transmets rien" not in asked_if(desk)[-1]
    desk.later(minutes=9)
    assert TABLE not in desk.by_desk("#desk")
    desk.later(minutes=2)
    line = desk.last("#desk", "maybe")
    assert TABLE in str(line)
    desk.presses("ines", line, "accept")
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    assert "C’est noté : LYO-2." in desk.room("@karim")
    assert len(asked_if(desk)) == 0


def test_its_author_may_say_so_still(desk: Story) -> None:
    waiting(desk, ROOM, "Avec vidéoprojecteur ?")
    desk.says("karim", "@", TABLE)
    asked = desk.last("@karim", "ask_if_answer")
    desk.later(minutes=11)
    desk.presses("karim", asked, "answers")
    assert desk.request("LYO-1").state is State.CLAIMED
    assert TABLE in under_card(desk, "LYO-1")
    assert "demande peut-être" not in desk.by_desk("#desk")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


@pytest.mark.parametrize(
    ("need", "question", "text"),
    [
        (PROOF, "Pour quelle banque ?", "une table pour 4 demain midi"),
        (PROOF, "Pour quelle banque ?", "il me faudrait un envoi par courrier recommandé"),
        ("pouvez-vous payer la facture Dupont de 300 euros", "Quel numéro ?", "mon train de demain est annulé"),
    ],
)
def test_what_may_be_private_is_only_its_authors_and_they_are_reminded_once(
    desk: Story, need: str, question: str, text: str
) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    waiting(desk, need, question, who="claire")
    desk.says("karim", "@", text)
    assert "je ne transmets rien" in asked_if(desk)[-1]
    desk.later(hours=1)
    assert len(asked_if(desk)) == 1
    desk.later(hours=3)
    assert len(asked_if(desk)) == 2
    assert "Je n’ai pas encore votre réponse." in asked_if(desk)[-1]
    desk.later(days=2)
    assert len(asked_if(desk)) == 2
    assert text not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "accept")
    assert asked_if(desk) == []
    assert len(desk.requests()) == 3


def test_nobody_is_reminded_at_night(desk: Story) -> None:
    waiting(desk, PROOF, "Pour quelle banque ?")
    desk.later(hours=6)
    desk.says("karim", "@", TABLE)
    desk.later(hours=14)
    assert len(asked_if(desk)) == 1
    desk.later(hours=5)
    assert len(asked_if(desk)) == 2


def test_once_answered_nobody_is_reminded(desk: Story) -> None:
    waiting(desk, PROOF, "Pour quelle banque ?")
    desk.says("karim", "@", TABLE)
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "dismiss")
    desk.later(days=1)
    assert "Je n’ai pas encore" not in desk.room("@karim")


@pytest.mark.parametrize("text", ["500 euros avant vendredi", "pour la Crédit Agricole, agence de Vaise demain"])
def test_what_is_edited_to_what_may_be_private_goes_to_nobody_by_itself(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    waiting(desk, PROOF, "Pour quelle banque ?")
    said = desk.says("karim", "@", "une petite question sur le badge de demain")
    desk.edits(said, text)
    desk.later(hours=1)
    assert text not in desk.by_desk("#desk")
