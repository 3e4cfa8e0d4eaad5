"""Two pairs of eyes: what is done waits for somebody else, who accepts or returns it; and what is held until then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.events import Profile
from storage.tables import Level, Review, State
from tests.bot.desk_harness import Story

BILL = "pouvez-vous payer la facture Durand 4512 ?"
TRAIN = "il me faudrait un train pour Paris jeudi"
WORD = "La facture est partie ce matin."


@pytest.fixture
def done(desk: Story) -> Story:
    """A desk where Inès said that a bill is paid, with a word to its requester."""
    desk.says("karim", "#lyon", BILL)
    desk.types("ines", "prendre LYO-1")
    told = desk.text(desk.types("ines", f"fait LYO-1 {WORD}"))
    assert "LYO-1 est en relecture : Claire Morel." in told
    assert "Votre mot lui sera envoyé à ce moment." in told
    return desk


def person(data: dict[str, Any], name: str) -> dict[str, Any]:
    """What a charter says of somebody."""
    found: dict[str, Any] = next(each for each in data["people"] if each["id"] == name)
    return found


def service(data: dict[str, Any], name: str) -> dict[str, Any]:
    """What a charter says of a service."""
    found: dict[str, Any] = next(each for each in data["services"] if each["id"] == name)
    return found


def outcomes(desk: Story) -> list[str | None]:
    return [each.outcome for each in desk.rows(Review)]


def asked_of(desk: Story) -> str:
    """What Karim was told of it, and by whom."""
    return f"{desk.room('#lyon')}\n{desk.room('@karim')}"


def at_stras(desk: Story) -> None:
    """Hugo, who is supervised, has a train of Strasbourg in hand."""
    desk.says("paul", "#stras", TRAIN)
    desk.types("hugo", "prendre STR-1")


def test_it_waits_for_another_and_its_requester_is_told_once_it_is_accepted(done: Story) -> None:
    assert done.request("LYO-1").state is State.TO_VALIDATE
    assert "Une seconde personne relit avant de vous répondre." in asked_of(done)
    assert WORD not in asked_of(done)
    assert "c’est fait" not in asked_of(done)
    assert "LYO-1 attend votre relecture." in done.room("@claire")
    assert "À relire par Claire Morel." in str(done.card("LYO-1", "@claire"))
    assert WORD in str(done.card("LYO-1", "@claire"))
    done.presses("claire", done.card("LYO-1", "@claire"), "validate")
    assert done.request("LYO-1").state is State.RESOLVED
    assert "Inès Caron vous répond pour LYO-1 :\nLa facture est partie ce matin." in asked_of(done)
    assert "LYO-1 : c’est fait. Un souci ?" in asked_of(done)
    assert "Êtes-vous satisfait(e) ?" in done.room("@karim")
    assert "Claire Morel a validé LYO-1. Le demandeur est prévenu." in done.room("@ines")
    assert "Traitée, Inès Caron." in str(done.card("LYO-1", "@claire"))
    assert outcomes(done) == ["accepted"]
    done.later(days=5)
    assert done.request("LYO-1").state is State.CLOSED


def test_it_is_returned_with_a_remark_that_its_requester_never_reads(done: Story) -> None:
    form = done.presses("claire", done.card("LYO-1", "@claire"), "send_back")
    assert "text: " in done.text(done.sends("claire", form, text="  "))
    done.sends("claire", form, text="Le montant est de 4 512 €, pas 4 215.")
    assert done.request("LYO-1").state is State.CLAIMED
    assert done.who_has("LYO-1") == "ines"
    assert "Claire Morel vous retourne LYO-1 : « Le montant est de 4 512 €, pas 4 215. »" in done.room("@ines")
    assert f"Votre mot au demandeur n’est pas parti :\n{WORD}" in done.room("@ines")
    assert "4 215" in done.room("@claire")
    for place in (asked_of(done), done.text(done.types("karim", "voir LYO-1"))):
        assert "4 215" not in place
        assert WORD not in place
        assert "retournée" not in place
    assert "Claire Morel l’a retournée : « Le montant" in done.text(done.types("ines", "voir LYO-1", "@"))
    done.types("ines", "fait LYO-1 Payée, 4 512 €.")
    done.types("claire", "valider LYO-1")
    assert outcomes(done) == ["returned", "accepted"]
    assert "Payée, 4 512 €." in asked_of(done)
    assert WORD not in asked_of(done)


def test_all_that_somebody_supervised_does_waits_whatever_the_way(desk: Story) -> None:
    at_stras(desk)
    desk.reacts("hugo", desk.card("STR-1", "#desk"), "white_check_mark")
    assert desk.request("STR-1").state is State.TO_VALIDATE
    assert "STR-1 est en relecture" in desk.whispered("hugo")
    assert "Hugo Pereira a terminé. Avant de prévenir le demandeur, une relecture : Claire Morel." in desk.room("#desk")
    desk.reacts("claire", desk.card("STR-1", "#desk"), "white_check_mark")
    assert desk.request("STR-1").state is State.RESOLVED
    assert outcomes(desk) == ["accepted"]
    assert desk.history("STR-1")[-3:] == ["submit", "validate", "resolve"]
    desk.says("lea", "#stras", "un taxi vendredi à 9h svp")
    desk.types("claire", "prendre STR-2")
    desk.types("claire", "fait STR-2")
    assert desk.request("STR-2").state is State.RESOLVED


def test_nobody_looks_at_their_own_work_nor_somebody_supervised_at_that_of_another(done: Story) -> None:
    assert "Une autre personne que vous la relit." in done.text(done.forges("ines", "validate", "LYO-1"))
    assert "déjà en relecture" in done.text(done.types("ines", "fait LYO-1"))
    assert "ne trouve pas" in done.text(done.forges("karim", "validate", "LYO-9"))
    refused = done.text(done.forges("karim", "validate", "LYO-1"))
    assert "Les assistants du pôle s’en chargent." in refused
    assert done.request("LYO-1").state is State.TO_VALIDATE


def test_somebody_supervised_looks_at_no_work_of_another(desk: Story) -> None:
    desk.rules(lambda data: person(data, "claire").update(autonomy="supervised"))
    at_stras(desk)
    desk.types("hugo", "fait STR-1")
    assert "STR-1 attend une relecture, et personne d’autre n’est là" in desk.room("@coralie")
    assert "Votre propre travail est relu" in desk.text(desk.forges("claire", "validate", "STR-1"))
    assert "À relire" not in desk.opens_home("claire")
    desk.types("coralie", "valider STR-1")
    assert desk.request("STR-1").state is State.RESOLVED


def test_where_nobody_at_all_may_look_at_what_is_confidential_it_is_done_and_nobody_else_knows(desk: Story) -> None:
    def alone(data: dict[str, Any]) -> None:
        person(data, "nadia")["autonomy"] = "supervised"
        person(data, "samia")["cleared"] = []
        data["coverage"][-1].pop("backup")

    desk.rules(alone)
    desk.says("karim", "#lyon", "il me faudrait une attestation employeur pour ma banque")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    desk.types("nadia", f"prendre {request.ref}")
    desk.types("nadia", f"fait {request.ref} La voici.")
    assert desk.request(request.ref).state is State.RESOLVED
    assert "unchecked" in desk.history(request.ref)
    assert "La voici." in desk.room("@karim")
    assert desk.room("@coralie") == ""


def test_the_second_to_say_anything_is_told_what_was_said_and_by_whom(done: Story) -> None:
    card = done.card("LYO-1", "@claire")
    done.types("coralie", "valider LYO-1")
    assert "Coralie Tessier l’a déjà validée" in done.text(done.forges("claire", "validate", "LYO-1", at=card))
    assert "Coralie Tessier l’a déjà validée" in done.text(done.types("claire", "retourner LYO-1 non"))
    assert "Vous avez déjà validé LYO-1." in done.text(done.types("coralie", "valider LYO-1"))
    assert outcomes(done) == ["accepted"]
    assert done.history("LYO-1").count("resolve") == 1


def test_a_form_that_comes_too_late_says_who_was_first(done: Story) -> None:
    form = done.presses("claire", done.card("LYO-1", "@claire"), "send_back")
    done.types("coralie", "retourner LYO-1 Le fournisseur a changé.")
    late = done.text(done.sends("claire", form, text="Manque le numéro."))
    assert "l’a déjà retournée" in late
    assert outcomes(done) == ["returned"]


def test_who_sent_it_takes_it_back_while_nobody_said_anything(done: Story) -> None:
    assert "Cela revient à qui s’en occupe." in done.text(done.forges("claire", "recall", "LYO-1"))
    assert "LYO-1 est de nouveau dans vos mains." in done.text(done.types("ines", "reprendre LYO-1"))
    assert done.request("LYO-1").state is State.CLAIMED
    assert f"Votre mot au demandeur n’est pas parti :\n{WORD}" in done.room("@ines")
    assert "LYO-1 n’attend pas de relecture." in done.text(done.forges("claire", "validate", "LYO-1"))
    assert outcomes(done) == ["dropped"]
    done.types("ines", "fait LYO-1")
    done.types("claire", "valider LYO-1")
    assert "n’attend pas" not in done.text(done.types("ines", "reprendre LYO-1"))


@pytest.mark.parametrize("how", ["cancelled", "released", "given", "moved"])
def test_whatever_else_becomes_of_it_the_word_goes_back_to_whoever_wrote_it(done: Story, how: str) -> None:
    match how:
        case "cancelled":
            done.types("karim", "annuler LYO-1")
        case "released":
            done.types("coralie", "rendre LYO-1")
        case "given":
            done.types("coralie", "confier LYO-1 à Claire")
            assert done.request("LYO-1").state is State.CLAIMED
            assert done.who_has("LYO-1") == "claire"
        case "moved":
            done.types("coralie", "transférer LYO-1 travel")
            assert done.request("LYO-1").state is State.CLAIMED
    assert f"Votre mot au demandeur n’est pas parti :\n{WORD}" in done.room("@ines")
    assert outcomes(done) == ["dropped"]
    assert WORD not in asked_of(done)
    told = done.text(done.forges("samia", "validate", "LYO-1")) + done.text(done.types("coralie", "valider LYO-1"))
    assert ("n’est plus ouverte" if how == "cancelled" else "n’attend pas de relecture") in told
    assert done.history("LYO-1").count("resolve") == 0


def test_where_nobody_else_is_there_those_who_coordinate_are_asked(desk: Story) -> None:
    at_stras(desk)
    desk.types("claire", "absence aujourd'hui")
    desk.types("hugo", "fait STR-1")
    assert "STR-1 attend une relecture, et personne d’autre n’est là" in desk.room("@coralie")
    assert "attend votre relecture" not in desk.room("@claire")
    desk.types("coralie", "retourner STR-1 Le retour est vendredi.")
    assert desk.request("STR-1").state is State.CLAIMED
    desk.types("coralie", "fait STR-1")
    assert desk.request("STR-1").state is State.RESOLVED, "their word is the second one"


def test_what_is_confided_to_one_person_has_no_second_one(desk: Story) -> None:
    desk.rules(lambda data: service(data, "travel").update(validation="double"))
    desk.says("karim", "#lyon", "il me faudrait un taxi pour mon rendez-vous à l'hôpital jeudi à 9h")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    assert (request.service, request.level) == ("travel", Level.CONFIDENTIAL)
    desk.types("nadia", f"prendre {request.ref}")
    desk.types("nadia", f"fait {request.ref}")
    assert desk.request(request.ref).state is State.RESOLVED


def test_its_clock_runs_on_and_it_is_warned_about_missed_and_climbs(done: Story) -> None:
    promised = done.request("LYO-1").promised_at
    assert promised is not None
    assert done.request("LYO-1").paused_at is None
    done.until(promised - timedelta(minutes=1))
    assert "LYO-1 est promise avant" in done.room("@ines")
    assert "et attend votre relecture." in done.room("@claire")
    assert "et attend votre relecture." not in done.room("@ines") + done.room("@coralie")
    done.until(promised + timedelta(minutes=1))
    assert "LYO-1 a besoin de vous : promise pour" in done.room("@ines")
    assert "LYO-1" in done.text(done.types("coralie", "liste retard"))


def test_it_stands_on_the_home_of_those_who_look_at_it_and_is_theirs_to_do_next(done: Story) -> None:
    assert "À relire (1)" in done.opens_home("claire")
    assert "À relire" not in done.opens_home("ines")
    assert "À relire" not in done.opens_home("hugo")
    assert "LYO-1" in done.text(done.types("claire", "suivante"))
    assert "LYO-1" not in done.text(done.types("ines", "suivante"))
    done.types("claire", "valider LYO-1 Bien reçu.")
    assert "À relire" not in done.opens_home("claire")
    assert "Claire Morel vous répond pour LYO-1 :\nBien reçu." in asked_of(done)


def test_what_may_not_be_done_meanwhile_says_so(done: Story) -> None:
    assert "LYO-1 est en relecture. Reprenez-la d’abord." in done.text(done.types("ines", "attendre LYO-1 quand ?"))
    assert "Inès Caron s’en occupe déjà" in done.text(done.types("claire", "prendre LYO-1"))


def test_opened_again_it_is_looked_at_again(done: Story) -> None:
    done.types("claire", "valider LYO-1")
    done.types("karim", "rouvrir LYO-1")
    assert "n’attend pas de relecture" in done.text(done.types("claire", "valider LYO-1"))
    done.types("ines", "fait LYO-1")
    assert done.request("LYO-1").state is State.TO_VALIDATE


def test_the_rule_is_that_of_the_charter_that_made_the_promise(done: Story) -> None:
    done.says("lea", "#lyon", "merci de payer la facture Martin 77")
    done.rules(lambda data: service(data, "invoicing").pop("validation"))
    done.types("claire", "prendre LYO-2")
    done.types("claire", "fait LYO-2")
    assert done.request("LYO-2").state is State.TO_VALIDATE
    done.types("claire", "valider LYO-1")
    assert done.request("LYO-1").state is State.RESOLVED


def test_where_somebody_was_told_to_look_it_says_what_came_of_it(done: Story) -> None:
    done.later(minutes=6)
    assert "LYO-1 attend votre relecture." in done.room("@claire")
    done.types("coralie", "retourner LYO-1 Le montant est faux.")
    assert "LYO-1 attend votre relecture." not in done.room("@claire")
    assert "LYO-1 : Coralie Tessier l’a déjà retournée" in done.room("@claire")
    done.types("ines", "fait LYO-1")
    done.later(minutes=6)
    assert "LYO-1 attend votre relecture." in done.room("@claire")
    done.types("ines", "reprendre LYO-1")
    assert "LYO-1 attend votre relecture." not in done.room("@claire")
    assert "LYO-1 n’attend pas de relecture." in done.room("@claire")


def test_what_is_looked_at_stays_done_though_who_did_it_goes_away(done: Story) -> None:
    """Nobody is offered it to do again, and it is theirs no longer once it is returned."""
    done.types("ines", "absence aujourd'hui relais claire")
    done.later(hours=2)
    assert done.request("LYO-1").state is State.TO_VALIDATE
    assert "Reprenez-vous" not in done.room("@claire")
    done.types("claire", "valider LYO-1")
    assert WORD in asked_of(done)


@pytest.mark.parametrize("gone", [False, True])
def test_what_is_returned_to_somebody_who_is_not_there_goes_to_the_next(done: Story, *, gone: bool) -> None:
    if gone:
        done.told_of(Profile(who=done.who("ines"), name="Inès Caron", active=False))
    else:
        done.types("ines", "absence aujourd'hui relais claire")
    assert done.request("LYO-1").state is State.TO_VALIDATE
    done.types("coralie", "retourner LYO-1 Le montant est faux.")
    request = done.request("LYO-1")
    assert (request.state, request.assignee_id) == (State.NEW, None)
    done.types("claire", "prendre LYO-1")
    assert "Le montant est faux." in done.text(done.types("claire", "voir LYO-1", "@"))


def test_what_is_looked_at_is_not_given_back_over_who_did_it(desk: Story) -> None:
    desk.says("karim", "#lyon", BILL)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "absence aujourd'hui relais claire")
    desk.presses("claire", desk.last("@claire", "handover"), "handover_accept")
    desk.types("claire", "fait LYO-1 Payée.")
    desk.later(days=1)
    desk.forges("ines", "away_back", "1")
    assert (desk.request("LYO-1").state, desk.who_has("LYO-1")) == (State.TO_VALIDATE, "claire")
    assert outcomes(desk) == [None]


def test_what_is_looked_at_no_longer_is_not_left_with_somebody_gone(done: Story) -> None:
    done.told_of(Profile(who=done.who("ines"), name="Inès Caron", active=False))
    done.types("coralie", "transférer LYO-1 office")
    assert (done.request("LYO-1").state, done.who_has("LYO-1")) == (State.NEW, None)
    assert outcomes(done) == ["dropped"]
