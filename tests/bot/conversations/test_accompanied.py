"""What a newcomer writes to a requester: put to whoever goes along with them, sent, returned, given back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage import words as wordstore
from storage.tables import Level, Message, Review, State, Words
from tests.bot.conversations.test_reviewed import outcomes, person
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

TRAIN = "il me faudrait un train pour Paris jeudi"
WORD = "Le 7 h 12 est complet, je vous propose le 8 h 04."


def watched(data: dict[str, Any]) -> None:
    """Hugo is new, and goes along with Claire."""
    person(data, "hugo").update(autonomy="shadow", buddy="claire")


@pytest.fixture
def new(desk: Story) -> Story:
    """A desk where Hugo, who is new, has a train of Strasbourg in hand."""
    desk.rules(watched)
    desk.says("paul", "#stras", TRAIN)
    desk.types("hugo", "prendre STR-1")
    return desk


@pytest.fixture
def held(new: Story) -> Story:
    """The same, where he answered."""
    told = new.text(new.types("hugo", f"répondre STR-1 {WORD}"))
    assert "Votre message pour STR-1 n’est pas encore parti : il est à relire par Claire Morel avant l’envoi." in told
    return new


def put(desk: Story, who: str = "claire") -> Shown:
    """What was put to somebody, as it stands now."""
    return desk.last(f"@{who}", "words_asked")


def seen(desk: Story) -> str:
    """All that its requester, and whoever passes, may read of it."""
    return f"{desk.room('#stras')}\n{desk.room('@paul')}"


def test_it_is_put_to_who_goes_along_and_leaves_in_the_newcomers_name_when_sent(held: Story) -> None:
    assert WORD not in seen(held)
    assert held.request("STR-1").responded_at is None
    assert "Hugo Pereira propose cette réponse au demandeur de STR-1." in str(put(held))
    assert WORD in str(put(held))
    held.pass_by(minutes=3)
    held.presses("claire", put(held), "send_words")
    assert f"Hugo Pereira vous répond :\n{WORD}" in seen(held)
    assert held.request("STR-1").responded_at is not None
    assert held.request("STR-1").state is State.CLAIMED
    assert "Claire Morel a envoyé votre message pour STR-1." in held.room("@hugo")
    assert "Relu avant l’envoi par Claire Morel." in held.room("#desk")
    assert "Relu avant l’envoi" not in seen(held)
    assert "Vous avez envoyé le message de Hugo Pereira pour STR-1." in held.room("@claire")
    assert outcomes(held) == ["accepted"]
    assert [each for each in held.rows(Words) if each.kind == "answer"] == []
    assert "a relu ce message et l’a envoyé" in held.text(held.types("hugo", "voir STR-1", "@"))
    assert "relu" not in held.text(held.types("paul", "voir STR-1", "@"))


def test_the_form_and_the_question_wait_as_well(new: Story) -> None:
    form = new.presses("hugo", new.card("STR-1", "#desk"), "reply")
    assert "n’est pas encore parti" in new.text(new.sends("hugo", form, text=WORD))
    assert WORD not in seen(new)
    new.types("hugo", "attendre STR-1 À quelle heure ?")
    assert new.request("STR-1").state is State.CLAIMED
    assert "propose cette question" in str(put(new))
    new.presses("claire", put(new), "send_words")
    assert new.request("STR-1").state is State.WAITING
    assert "À quelle heure ?" in seen(new)
    new.types("claire", "valider STR-1")
    assert WORD in seen(new)
    assert new.request("STR-1").state is State.WAITING


def test_it_is_put_otherwise_before_it_is_sent(held: Story) -> None:
    form = held.presses("claire", put(held), "amend")
    assert "text: " in held.text(held.sends("claire", form, text="  "))
    held.sends("claire", form, text="Le 8 h 04 vous irait ?")
    assert "Hugo Pereira vous répond :\nLe 8 h 04 vous irait ?" in seen(held)
    assert WORD not in seen(held)
    assert "Claire Morel a modifié votre message pour STR-1, et l’a envoyé ainsi :\nLe 8 h 04" in held.room("@hugo")
    assert outcomes(held) == ["accepted"]


def test_it_is_returned_with_a_remark_that_its_requester_never_reads(held: Story) -> None:
    form = held.presses("claire", put(held), "return_words")
    held.sends("claire", form, text="Vérifiez le tarif.")
    told = held.room("@hugo")
    assert "Claire Morel vous rend votre message pour STR-1 : « Vérifiez le tarif. »" in told
    assert f"Il n’est pas parti. Le voici :\n{WORD}" in told
    assert "Vérifiez le tarif." in held.room("#desk")
    assert WORD not in seen(held)
    assert "tarif" not in seen(held) + held.text(held.types("paul", "voir STR-1", "@"))
    assert outcomes(held) == ["returned"]


def test_the_second_to_say_anything_is_told_what_came_of_it(held: Story) -> None:
    card = put(held)
    value = f"STR-1:{held.rows(Review)[0].id}"
    form = held.presses("claire", card, "amend")
    held.types("coralie", "valider STR-1")
    assert held.rows(Message)[-1].kind == "reply"
    for act in ("send_words", "amend", "return_words"):
        told = held.text(held.forges("claire", act, value))
        assert "Coralie Tessier a envoyé le message de Hugo Pereira pour STR-1" in told
    assert "a envoyé le message" in held.text(held.sends("claire", form, text="Autre chose"))
    assert "Vous avez envoyé le message" in held.text(held.forges("coralie", "send_words", value))
    assert seen(held).count(WORD) == 1
    assert "Autre chose" not in seen(held)


def test_nobody_else_sends_it(held: Story) -> None:
    value = f"STR-1:{held.rows(Review)[0].id}"
    assert "est à relire par Claire Morel" in held.text(held.forges("julie", "send_words", value))
    assert "à relire par Claire Morel" in held.text(held.forges("hugo", "send_words", value))
    assert "ne trouve pas" in held.text(held.forges("karim", "send_words", value))
    held.forges("paul", "send_words", value)
    for wrong in ("STR-1:999", "STR-1:x", "STR-1", "ZZZ-9:1", "", "STR-1:" + "9" * 30, f"LYO-1:{value[6:]}"):
        held.forges("claire", "send_words", wrong)
    assert WORD not in seen(held)
    assert outcomes(held) == [None]


def test_who_wrote_it_takes_it_back(held: Story) -> None:
    told = held.text(held.types("hugo", "reprendre STR-1"))
    assert f"Vous avez repris votre message pour STR-1. Le voici :\n{WORD}" in told
    assert "n’est plus à relire" in held.room("@claire")
    value = f"STR-1:{held.rows(Review)[0].id}"
    assert "n’est plus à relire" in held.text(held.forges("claire", "send_words", value))
    assert "n’attend pas de relecture" in held.text(held.types("claire", "valider STR-1"))
    assert outcomes(held) == ["dropped"]
    assert WORD not in seen(held)


@pytest.mark.parametrize("how", ["cancelled", "released", "given", "moved", "done"])
def test_whatever_else_becomes_of_the_request_it_is_given_back(held: Story, how: str) -> None:
    match how:
        case "cancelled":
            held.types("paul", "annuler STR-1")
        case "released":
            held.types("coralie", "rendre STR-1")
        case "given":
            held.types("coralie", "confier STR-1 à Claire")
        case "moved":
            held.types("coralie", "transférer STR-1 meetings")
        case "done":
            held.types("coralie", "fait STR-1")
    why = {"cancelled": "est annulée", "done": "est traitée"}.get(how, "a changé de mains ou de service")
    assert f"STR-1 {why} : votre message n’est pas parti. Le voici :\n{WORD}" in held.room("@hugo")
    assert "n’est plus à relire" in held.room("@claire")
    assert WORD not in held.room("@claire")
    assert WORD not in seen(held)
    assert outcomes(held) == ["dropped"]


def test_who_stands_in_or_who_coordinates_sends_it_while_the_other_is_away(new: Story) -> None:
    new.types("claire", "absence aujourd'hui")
    told = new.text(new.types("hugo", f"répondre STR-1 {WORD}"))
    assert "à relire par Coralie Tessier" in told
    new.presses("coralie", put(new, "coralie"), "send_words")
    assert WORD in seen(new)


def test_the_stand_in_of_who_goes_along_is_asked_while_that_one_is_away(new: Story) -> None:
    def serves(data: dict[str, Any]) -> None:
        watched(data)
        person(data, "ines")["sites"].append("strasbourg")

    new.rules(serves)
    new.types("claire", "absence aujourd'hui relais ines")
    assert "à relire par Inès Caron" in new.text(new.types("hugo", f"répondre STR-1 {WORD}"))
    assert WORD not in new.room("@coralie") + new.room("@claire")
    new.presses("ines", put(new, "ines"), "send_words")
    assert WORD in seen(new)


def test_where_all_who_may_look_are_away_it_waits_and_both_know(new: Story) -> None:
    for each in ("claire", "coralie"):
        new.types(each, "absence aujourd'hui")
    told = new.text(new.types("hugo", f"répondre STR-1 {WORD}"))
    assert "personne n’est là pour le relire avant le retour de Claire Morel et Coralie Tessier" in told
    assert "attend une relecture, et personne n’est là pour la faire" in new.room("@julie")
    new.presses("claire", put(new), "send_words")
    assert WORD in seen(new)


def test_who_goes_away_meanwhile_leaves_it_to_another(held: Story) -> None:
    held.types("claire", "absence aujourd'hui")
    assert WORD in str(put(held, "coralie"))
    held.types("ines", "absence aujourd'hui")
    assert held.room("@coralie").count(WORD) == 1, "nobody is asked twice"
    held.presses("coralie", put(held, "coralie"), "send_words")
    assert WORD in seen(held)
    assert "Coralie Tessier a envoyé le message de Hugo Pereira" in held.room("@claire")


def test_another_charter_names_another_colleague_who_is_asked(held: Story) -> None:
    def another(data: dict[str, Any]) -> None:
        person(data, "hugo")["buddy"] = "ines"
        person(data, "ines")["sites"].append("strasbourg")

    held.rules(another)
    assert WORD in str(put(held, "ines"))
    assert "est à relire par Inès Caron" in held.text(held.presses("claire", put(held), "send_words"))
    held.presses("ines", put(held, "ines"), "send_words")
    assert WORD in seen(held)
    assert "Inès Caron a envoyé le message de Hugo Pereira" in held.room("@claire")


def test_where_nobody_at_all_may_look_it_leaves_and_of_what_is_confidential_nobody_else_is_told(desk: Story) -> None:
    def alone(data: dict[str, Any]) -> None:
        person(data, "nadia").update(autonomy="shadow", buddy="samia")
        person(data, "samia")["cleared"] = []
        data["coverage"][-1].pop("backup")

    desk.rules(alone)
    desk.says("karim", "#lyon", "il me faudrait une attestation employeur pour ma banque")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    desk.types("nadia", f"prendre {request.ref}")
    told = desk.text(desk.types("nadia", f"répondre {request.ref} La voici."))
    assert "est parti : personne ne pouvait le relire." in told
    assert "La coordination le sait." not in told
    assert "La voici." in desk.room("@karim")
    assert desk.room("@coralie") == ""


def test_what_is_confidential_is_put_to_a_cleared_colleague_alone(desk: Story) -> None:
    def pair(data: dict[str, Any]) -> None:
        person(data, "nadia").update(autonomy="shadow", buddy="claire")

    desk.rules(pair)
    desk.says("karim", "#lyon", "il me faudrait une attestation employeur pour ma banque")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    assert request.level is Level.CONFIDENTIAL
    desk.types("nadia", f"prendre {request.ref}")
    assert "Samia" in desk.text(desk.types("nadia", f"répondre {request.ref} La voici."))
    value = f"{request.ref}:{desk.rows(Review)[0].id}"
    assert "Samia" not in desk.text(desk.forges("coralie", "send_words", value))
    assert "La voici." not in desk.room("@claire") + desk.room("@coralie") + desk.room("@karim")
    desk.presses("samia", put(desk, "samia"), "send_words")
    assert "La voici." in desk.room("@karim")


def test_what_is_written_in_the_requesters_own_thread_is_read_already_which_is_said_once(new: Story) -> None:
    above = new.card("STR-1", "#stras")
    new.says("hugo", "#stras", "Je regarde.", under=above)
    assert (
        "Le demandeur lit déjà ce que vous écrivez ici. Pour que cela soit d’abord relu par Claire Morel"
        in new.whispered("hugo")
    )
    new.says("hugo", "#stras", "Encore un instant.", under=above)
    assert new.whispered("hugo").count("Le demandeur lit déjà") == 1
    assert new.rows(Review) == []


def test_a_question_of_what_was_said_to_be_done_since_is_not_sent(new: Story) -> None:
    new.types("hugo", "attendre STR-1 À quelle heure ?")
    new.types("hugo", "fait STR-1")
    told = new.text(new.presses("claire", put(new), "send_words"))
    assert "Hugo Pereira a dit STR-1 terminée depuis" in told
    assert "À quelle heure ?" not in seen(new)
    new.types("claire", "retourner STR-1 Posez la question d’abord.")
    new.presses("claire", put(new), "send_words")
    assert new.request("STR-1").state is State.WAITING


def test_what_no_form_holds_is_sent_whole_or_returned(new: Story) -> None:
    new.types("hugo", f"répondre STR-1 {'Un mot de plus. ' * 400}Fin.")
    assert "trop long pour être modifié ici" in new.text(new.presses("claire", put(new), "amend"))
    new.presses("claire", put(new), "send_words")
    assert "Un mot de plus. Fin." in seen(new)


def test_words_that_were_erased_are_sent_to_nobody(held: Story) -> None:
    words_id = held.rows(Review)[0].words_id
    held.writer.run(lambda unit: wordstore.erase(unit, words_id)).result(30)
    assert "a été effacé" in held.text(held.presses("claire", put(held), "send_words"))
    assert "a été effacé" in held.text(held.presses("claire", put(held), "amend"))
    assert WORD not in seen(held)


def test_who_it_was_put_to_is_warned_before_the_first_words_are_late(held: Story) -> None:
    promised = held.request("STR-1").first_response_at
    assert promised is not None
    held.until(promised - timedelta(minutes=1))
    assert "et attend votre relecture." in held.room("@claire")
    held.types("claire", "retourner STR-1 Vérifiez le tarif.")
    assert "et attend votre relecture." not in held.room("@claire")
    assert "STR-1 n’attend pas de relecture." in held.room("@claire")


def test_an_order_in_a_message_waits_as_well_and_a_colleague_who_is_no_newcomer_sends_at_once(new: Story) -> None:
    new.says("hugo", "@", f"répondre STR-1 {WORD}")
    assert WORD not in seen(new)
    assert "n’est pas encore parti" in new.room("@hugo")
    new.types("claire", "répondre STR-1 Bonjour, Hugo s’en occupe.")
    assert "Claire Morel vous répond :\nBonjour, Hugo s’en occupe." in seen(new)
    assert outcomes(new) == [None]


def test_what_waits_outlives_that_its_author_works_alone_and_counts_in_the_figures(held: Story) -> None:
    held.presses("coralie", held.types("coralie", "niveau @Hugo autonome"), "level_set")
    assert "Depuis 90 jours" not in held.text(held.types("coralie", "niveau @Hugo"))
    held.presses("claire", put(held), "send_words")
    assert WORD in seen(held)
    assert "Depuis 90 jours : 1 demande relue, 1 sans retour." in held.text(held.types("coralie", "niveau @Hugo"))
    held.types("hugo", "répondre STR-1 Une place côté fenêtre.")
    assert "Une place côté fenêtre." in seen(held)
