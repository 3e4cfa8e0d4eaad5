"""« Oui » and « non », typed where the desk just asked something."""

from __future__ import annotations

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story, answered

BADGE = "il me faudrait un badge à Lyon"


PAY = "il me faudrait une avance sur salaire, j'ai des problèmes d'argent"


@pytest.mark.parametrize(
    "word", ["oui", "Oui svp", "d'accord merci", "yes please", "oui transmettez svp", "oui vous pouvez"]
)
def test_yes_confides_what_seemed_personal(desk: Story, word: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait une avance sur salaire, j'ai des problèmes d'argent")
    assert desk.requests() == []
    desk.says("karim", "@", word)
    request = desk.request("LYO-1")
    assert request.level is Level.CONFIDENTIAL
    assert "avance sur salaire" in desk.words(request)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_no_to_what_seemed_personal_shows_nothing_and_asks_again(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une avance sur salaire, j'ai des problèmes d'argent")
    before = desk.room("@karim").count("semble personnel")
    desk.says("karim", "@", "non")
    assert desk.requests() == []
    assert desk.room("@karim").count("semble personnel") == before + 1
    assert "avance" not in desk.by_desk("#desk") + desk.by_desk("#lyon")


@pytest.mark.parametrize(("word", "made"), [("oui", 1), ("oui fais-en une demande", 1), ("non merci", 0)])
def test_a_doubtful_message_is_made_a_request_or_left(desk: Story, word: str, made: int) -> None:
    desk.says("karim", "@", BADGE)
    desk.later(minutes=20)
    desk.says("karim", "@", "la réunion de jeudi à Lyon avec Bosch")
    asked = [each for each in desk.shown("@karim") if "fasse une demande" in str(each.card)]
    assert asked, "it is doubtful"
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 1 + made
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 1 + made, "once answered, it answers nothing more"


@pytest.mark.parametrize(("word", "requests"), [("oui", 1), ("non", 2), ("non, c'est autre chose", 2)])
def test_what_may_be_an_answer_is_said_or_made_apart(desk: Story, word: str, requests: int) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("ines", "attendre LYO-1 Bleu ou noir ?")
    desk.later(minutes=20)
    desk.says("karim", "@", "au fait il faudrait aussi des piles AA")
    if "Est-ce votre réponse" not in desk.room("@karim"):
        pytest.fail("its author is asked")
    desk.says("karim", "@", word)
    assert len(desk.requests()) == requests
    waits = desk.request("LYO-1").state is State.WAITING
    assert waits is (requests == 2), "« non » is no answer to « Bleu ou noir ? »"
    assert ("piles AA" in desk.by_desk("#desk")) is True


def test_yes_after_something_else_was_said_is_no_answer_to_the_question(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.says("karim", "#lyon", "il me faudrait une avance sur salaire, j'ai des problèmes d'argent")
    desk.later(minutes=20)
    desk.types("ines", "attendre LYO-1 Avec une gomme ?")
    desk.says("karim", "@", "oui")
    assert [each.level for each in desk.requests()] == [Level.STANDARD]
    assert desk.request("LYO-1").state is not State.WAITING


@pytest.mark.parametrize("word", ["oui confiez-le à Nadia", "oui à Nadia seulement svp", "non", "oui annulez"])
def test_what_says_more_than_yes_to_a_private_offer_is_no_matter_of_its_own(desk: Story, word: str) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.says("karim", "@", word)
    assert desk.requests() == []
    assert desk.room("@karim").count("avance sur salaire") == 2, "it is asked again"
    desk.says("karim", "@", "oui")
    assert [desk.words(each) for each in desk.requests()] == [PAY]


@pytest.mark.parametrize("word", ["non merci", "laissez tomber", "supprimez ça svp", "annulez"])
def test_what_is_private_may_be_dropped_in_words(desk: Story, word: str) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.says("karim", "@", word)
    desk.says("karim", "@", "oui")
    assert desk.requests() == []
    assert PAY not in desk.by_desk("@karim")


def test_not_confidential_typed_asks_who_reads_it_as_the_button_does(desk: Story) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.says("karim", "@", "ce n'est pas confidentiel")
    assert desk.requests() == []
    assert "[Garder privé]" in str(desk.last("@karim", "show_confirm"))


def test_two_private_messages_are_confided_by_two_yeses(desk: Story) -> None:
    rest = "vous pouvez me rappeler demain à 14h pour en parler ?"
    desk.types("karim", "site lyon")
    desk.says("karim", "#lyon", PAY)
    desk.later(minutes=2)
    desk.says("karim", "@", rest)
    desk.says("karim", "@", "oui")
    desk.says("karim", "@", "oui")
    assert [(desk.words(each), each.level) for each in desk.requests()] == [
        (rest, Level.CONFIDENTIAL),
        (PAY, Level.CONFIDENTIAL),
    ]


@pytest.mark.parametrize("word", ["oui", "non", "non c'est autre chose", "non merci"])
def test_what_names_a_request_is_said_of_no_other(desk: Story, word: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il faudrait payer la facture du fournisseur Durand")
    desk.types("ines", "attendre LYO-1 Bleu ou noir ?")
    desk.later(minutes=5)
    desk.says("karim", "@", "LYO-2 le montant est de 3200 euros finalement")
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 2
    assert "3200" not in desk.by_desk("#desk") + desk.by_desk("#lyon")
    assert desk.request("LYO-1").state is State.WAITING


@pytest.mark.parametrize("word", ["non laissez tomber", "non merci", "non pas la peine", "laissez tomber"])
def test_what_is_held_and_let_go_is_made_nothing(desk: Story, word: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("ines", "attendre LYO-1 Bleu ou noir ?")
    desk.later(minutes=20)
    desk.says("karim", "@", "au fait il faudrait aussi des piles AA")
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 1
    assert desk.request("LYO-1").state is State.WAITING
    assert "piles" not in desk.by_desk("#desk") + desk.by_desk("@karim")


def test_no_alone_beside_a_confidential_request_publishes_nothing(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?")
    desk.later(minutes=20)
    held = "il faudrait aussi prévenir mon manager que je ne reviens pas avant le 15"
    desk.says("karim", "@", held)
    desk.says("karim", "@", "non")
    assert len(desk.requests()) == 1
    assert "avant le 15" not in desk.by_desk("#desk")
    assert "Je n’ai pas encore votre réponse." in str(desk.last("@karim", "ask_if_answer"))


def test_a_reference_alone_says_which(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.later(minutes=20)
    desk.says("karim", "#lyon", "il me faudrait un badge")
    for ref in ("LYO-1", "LYO-2"):
        desk.types("ines", f"attendre {ref} Pour quand ?")
    desk.says("karim", "@", "jeudi prochain")
    assert "De laquelle" in desk.room("@karim")
    desk.says("karim", "@", "pour LYO-2")
    assert [desk.request(ref).state is State.WAITING for ref in ("LYO-1", "LYO-2")] == [True, False]
    assert len(desk.requests()) == 2


@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_a_word_that_only_answers_is_no_request(desk: Story, where: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.later(hours=3)
    desk.says("karim", where, "oui svp")
    assert len(desk.requests()) == 1


@pytest.mark.parametrize("word", ["oui", "oui annulez", "oui svp", "annulez"])
@pytest.mark.parametrize("order", ["annulez mon taxi", "je n'ai plus besoin du taxi finalement"])
def test_what_was_ordered_to_cancel_is_cancelled_by_a_yes(desk: Story, order: str, word: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=30)
    desk.says("karim", "@", order)
    assert desk.request("LYO-1").open
    desk.says("karim", "@", word)
    assert [each.state for each in desk.requests()] == [State.CANCELLED]


KEPT = [
    "finalement j'en ai besoin",
    "ah non pardon, gardez-le",
    "laissez tomber je le garde",
    "non merci j'en ai encore besoin",
    "oubliez, ne l'annulez pas finalement",
    "non rouvrez la demande",
    "no, keep it please",
]


@pytest.mark.parametrize("word", KEPT)
@pytest.mark.parametrize("order", ["annulez mon taxi", "je n'ai plus besoin du taxi finalement"])
@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_what_was_ordered_to_cancel_is_kept_where_it_is_wanted_after_all(
    desk: Story, where: str, order: str, word: str
) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", where, "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=30)
    desk.says("karim", where, order)
    desk.says("karim", where, word)
    assert [each.state for each in desk.requests()] == [State.NEW]
    desk.says("karim", "@", "oui")
    assert [each.state for each in desk.requests()] == [State.NEW]


@pytest.mark.parametrize("word", KEPT)
def test_what_was_cancelled_and_is_wanted_after_all_is_opened_again_by_a_yes(desk: Story, word: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=30)
    desk.says("karim", "@", "annulez mon taxi")
    desk.says("karim", "@", "oui")
    desk.later(minutes=30)
    desk.says("karim", "@", word)
    assert "LYO-1 est annulée. La rouvrir ?" in desk.by_desk("@karim")
    assert [each.state for each in desk.requests()] == [State.CANCELLED]
    desk.says("karim", "@", "oui")
    assert [each.state for each in desk.requests()] == [State.NEW]


def test_what_is_wanted_without_anything_cancelled_is_heard_as_before(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "j'en ai besoin")
    assert "rouvrir" not in desk.by_desk("@karim")


@pytest.mark.parametrize("order", ["annulez mon taxi", "je n'ai plus besoin du taxi finalement"])
def test_no_alone_to_an_order_to_cancel_asks_again(desk: Story, order: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=30)
    desk.says("karim", "@", order)
    before = desk.by_desk("@karim").count("[Annuler LYO-1]")
    desk.says("karim", "@", "non")
    assert desk.by_desk("@karim").count("[Annuler LYO-1]") == before + 1
    assert [each.open for each in desk.requests()] == [True]


def test_yes_opens_again_what_was_done_where_that_was_asked(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "fait LYO-1")
    desk.later(minutes=5)
    desk.says("karim", "@", "le taxi n'est jamais venu")
    if "La rouvrir" not in desk.by_desk("@karim"):
        desk.says("karim", "@", "oui")
    assert desk.request("LYO-1").state is State.RESOLVED
    desk.says("karim", "@", "oui")
    assert desk.request("LYO-1").state is State.CLAIMED
    assert len(desk.requests()) == 1


@pytest.mark.parametrize(
    "word", ["oui", "oui annulez", "oui annulez le taxi", "oui le taxi", "pour LYO-1", "annulez mon taxi"]
)
def test_a_yes_after_triage_was_asked_does_what_the_card_still_says(desk: Story, word: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=15)
    desk.says("karim", "#lyon", "annulez mon taxi")
    desk.says("karim", "#lyon", "annulez le taxi de demain")
    desk.later(minutes=25)
    assert "annulez mon taxi" in desk.by_desk("#desk"), "triage is asked"
    desk.says("karim", "@", word)
    desk.later(hours=2)
    assert [each.state for each in desk.requests()] == [State.CANCELLED]
    assert "[En faire une demande]" not in desk.by_desk("#desk")


@pytest.mark.parametrize(
    ("word", "ref"),
    [("le taxi", "LYO-2"), ("celle du taxi", "LYO-2"), ("oui pour le taxi", "LYO-2"), ("la première", "LYO-1")],
)
def test_which_is_said_by_its_name_or_its_place(desk: Story, word: str, ref: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un badge")
    desk.later(minutes=20)
    desk.says("karim", "#lyon", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=40)
    desk.says("karim", "@", "et un retour à 18h")
    assert "il me faut un taxi demain" in str(desk.last("@karim", "ask_if_answer")), "they are told which is which"
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 2
    carried = [each for each in desk.shown("#desk") if "retour à 18h" in str(each)]
    card = next(each for each in desk.shown("#desk") if str(each).startswith(ref))
    assert [each.root for each in carried] == [card.ts]


def test_of_two_taxis_the_one_of_that_day_is_cancelled(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "il me faut aussi un taxi vendredi 18h pour la gare")
    desk.later(minutes=40)
    desk.says("karim", "@", "annulez le taxi")
    desk.says("karim", "@", "les deux")
    assert [each.open for each in desk.requests()] == [True, True], "asked again"
    desk.says("karim", "@", "celui de vendredi")
    assert [each.open for each in desk.requests()] == [True, False]


def test_which_is_asked_without_the_words_of_a_confidential_one(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?")
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("nadia", "attendre LYO-1 Jusqu'à quand ?", "@")
    desk.types("ines", "attendre LYO-2 Pour quand ?")
    desk.later(minutes=5)
    desk.says("karim", "@", "jusqu'au 15")
    asked = str(desk.last("@karim", "ask_if_answer"))
    assert "LYO-1" in asked
    assert "il me faudrait un stylo" in asked
    assert "maladie" not in asked


def _two_taxis_and_an_order(desk: Story, first: str = "demain 8h", second: str = "vendredi 18h") -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", f"il me faut un taxi {first} pour l'aéroport")
    desk.later(minutes=20)
    desk.says("karim", "@", f"il me faut un taxi {second} pour la gare")
    assert len(desk.requests()) == 2
    desk.later(minutes=30)


@pytest.mark.parametrize(
    "word",
    [
        "celui de vendredi reste",
        "celui de vendredi à garder",
        "le taxi de vendredi non",
        "celui de demain surtout pas",
        "celui de demain pas touche",
        "le premier non",
        "le dernier non le premier",
        "la salle de demain",
        "le stylo demain",
        "celui de samedi",
        "celui de demain 9h",
    ],
)
def test_what_is_to_be_kept_or_fits_none_is_asked_again(desk: Story, word: str) -> None:
    _two_taxis_and_an_order(desk)
    desk.says("karim", "@", "annulez le taxi")
    asked = desk.by_desk("@karim").count("faut-il annuler")
    desk.later(minutes=3)
    desk.says("karim", "@", word)
    assert [each.open for each in desk.requests()] == [True, True]
    assert desk.by_desk("@karim").count("faut-il annuler") == asked + 1
    desk.says("karim", "@", "oui celui de demain svp")
    assert [each.open for each in desk.requests()] == [False, True]


@pytest.mark.parametrize("word", ["le taxi non", "le taxi reste"])
def test_the_only_one_is_not_cancelled_where_it_is_to_be_kept(desk: Story, word: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(minutes=30)
    desk.says("karim", "@", "annulez le taxi")
    desk.says("karim", "@", word)
    assert [each.open for each in desk.requests()] == [True]
    desk.says("karim", "@", "et un retour à 18h")
    desk.says("karim", "@", word)
    assert "retour à 18h" not in desk.by_desk("#desk")


def test_the_day_of_a_choice_is_that_of_the_calendar(desk: Story) -> None:
    _two_taxis_and_an_order(desk, "demain 8h", "après-demain 8h")
    desk.says("karim", "@", "annulez le taxi")
    desk.says("karim", "@", "celui de jeudi")
    assert [each.open for each in desk.requests()] == [True, False]


def test_tomorrow_said_days_later_is_another_day(desk: Story) -> None:
    _two_taxis_and_an_order(desk)
    desk.later(days=2)
    desk.says("karim", "@", "annulez le taxi")
    desk.says("karim", "@", "celui de demain")
    assert [each.open for each in desk.requests()] == [True, False]


@pytest.mark.parametrize(
    ("order", "offered"),
    [
        ("annulez le taxi de jeudi", ["LYO-2"]),
        ("annulez le taxi du 26", ["LYO-2"]),
        ("annulez le taxi de demain", ["LYO-1"]),
        ("annulez le taxi", ["LYO-1", "LYO-2"]),
        ("annulez le taxi de jeudi 9h", []),
    ],
)
def test_an_order_to_cancel_is_of_what_is_for_its_day(desk: Story, order: str, offered: list[str]) -> None:
    _two_taxis_and_an_order(desk, "demain 8h", "après-demain 8h")
    desk.says("karim", "@", order)
    cards = [each for each in desk.shown("@karim") if each.card is not None and each.card.kind == "ask_if_cancelled"]
    assert [ref for ref in ("LYO-1", "LYO-2") if any(f"[Annuler {ref}]" in str(each) for each in cards)] == offered


@pytest.mark.parametrize("word", ["finalement non", "en fait non", "désolé non", "finalement non merci", "ok oubliez"])
def test_no_after_all_to_a_private_offer_cancels_nothing_else(desk: Story, word: str) -> None:
    desk.says("karim", "@", BADGE)
    desk.later(minutes=20)
    desk.says("karim", "#lyon", PAY)
    desk.later(minutes=3)
    desk.says("karim", "@", word)
    assert "[Annuler LYO-1]" not in desk.by_desk("@karim")
    desk.says("karim", "@", "oui")
    assert desk.request("LYO-1").open


def test_no_after_all_makes_nothing_of_what_may_be_an_answer(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("ines", "attendre LYO-1 Bleu ou noir ?")
    desk.later(minutes=20)
    desk.says("karim", "@", "au fait il faudrait aussi des piles AA")
    desk.says("karim", "@", "finalement non")
    assert len(desk.requests()) == 1
    assert "piles" not in desk.by_desk("#desk")
    assert "piles" in str(desk.last("@karim", "ask_if_answer")), "it is asked again"


@pytest.mark.parametrize("word", ["ok merci", "d'accord merci", "merci"])
def test_thanks_after_one_was_confided_confide_no_other(desk: Story, word: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "#lyon", PAY)
    desk.later(minutes=2)
    desk.says("karim", "#lyon", "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?")
    desk.says("karim", "@", "oui")
    assert len(desk.requests()) == 1
    desk.later(minutes=1)
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 1
    desk.says("karim", "@", "oui merci")
    assert len(desk.requests()) == 2


MEETING = "la réunion de jeudi à Lyon avec Bosch"


def _asked_of_doubtful(desk: Story) -> None:
    desk.says("karim", "@", BADGE)
    desk.later(minutes=20)
    desk.says("karim", "@", MEETING)
    assert "fasse une demande" in desk.room("@karim")


def test_yes_answers_what_stands_there_and_not_what_is_still_to_be_sent(desk: Story) -> None:
    _asked_of_doubtful(desk)
    personal, yes = desk.wrote("karim", "#lyon", PAY), desk.wrote("karim", "@", "oui")
    for each in (personal, yes):
        answered(desk.door.submit(desk.posted(each)))
    badge, made = desk.requests()
    assert (badge.level, made.level, desk.words(made)) == (Level.STANDARD, Level.STANDARD, MEETING)
    desk.carry()
    assert "semble personnel" in desk.room("@karim"), "it is asked all the same"
    assert len(desk.requests()) == 2


def test_yes_answers_nothing_that_was_asked_after_it_was_written(desk: Story) -> None:
    _asked_of_doubtful(desk)
    yes = desk.wrote("karim", "@", "oui")
    desk.says("karim", "#lyon", PAY)
    assert "semble personnel" in desk.room("@karim")
    desk.submit(desk.posted(yes), "karim")
    assert [each.level for each in desk.requests()] == [Level.STANDARD, Level.STANDARD]


def test_yes_answers_no_question_of_which_another_takes_the_place(desk: Story) -> None:
    told = desk.says("karim", "#lyon", PAY).message
    assert "semble personnel" in desk.room("@karim")
    yes = desk.wrote("karim", "@", "oui")
    told.text = "il me faudrait une avance sur salaire, ma banque me lâche et ma femme ne le sait pas"
    for each in (desk.edited(told, told.text), desk.posted(yes)):
        answered(desk.door.submit(each))
    desk.carry()
    assert desk.requests() == [], "the yes was to what stood there before"
    assert "ma banque me lâche" in desk.room("@karim")
