"""Handing over, waiting, alerting, correcting: what follows, and what each correction leaves to learn from."""

from __future__ import annotations

from typing import Any

import pytest

from storage.tables import Level, State, Words
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

TRAIN = "il me faudrait un train pour Paris jeudi matin"


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon: LYO-1, proposed to Inès."""
    return desk.says("karim", "#lyon", TRAIN).message


def corrections(desk: Story, ref: str) -> list[tuple[object, object, object]]:
    found = [each for each in desk.entries(ref) if "part" in each.data]
    assert all(each.data["words"] == desk.request(ref).words_id for each in found)
    return [(each.data["part"], each.data["read"], each.data["corrected"]) for each in found]


@pytest.mark.parametrize("who", ["karim", "ines"])
def test_service_and_site_are_corrected_in_one_press(desk: Story, asked: Shown, who: str) -> None:
    where = "#lyon" if who == "karim" else "#desk"
    desk.presses(who, desk.card("LYO-1", where), "correct", "office")
    desk.presses(who, desk.card("LYO-1", where), "correct", "aix")
    request = desk.request("LYO-1")
    assert (request.service, request.site, request.ref) == ("office", "aix", "LYO-1")
    assert corrections(desk, "LYO-1") == [("service", "travel", "office"), ("site", "lyon", "aix")]
    assert "LYO-1, Services généraux, Aix-en-Provence." in str(desk.card("LYO-1", "#lyon"))
    assert request.proposed_id is None


def test_somebody_else_may_not_correct(desk: Story, asked: Shown) -> None:
    desk.forges("lea", "correct", "LYO-1:service:office", at=desk.card("LYO-1", "#lyon"))
    assert desk.request("LYO-1").service == "travel"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("27/11/2026", "2026-11-27"), ("demain", "2026-11-25"), ("2026-12-01", "2026-12-01"), ("", None)],
)
def test_the_date_is_corrected_in_a_form(desk: Story, asked: Shown, typed: str, kept: str | None) -> None:
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="30/11/2026")
    form = desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due")
    assert "30/11/2026" in desk.text(form)
    desk.sends("karim", form, due=typed)
    assert desk.request("LYO-1").event_start == kept
    assert corrections(desk, "LYO-1")[-1] == ("due", "2026-11-30", kept)


def test_a_form_left_as_it_was_changes_nothing(desk: Story, asked: Shown) -> None:
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="jeudi 14h")
    kept = desk.request("LYO-1").event_start
    assert kept is not None
    assert "T14:00" in kept
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"))
    assert desk.request("LYO-1").event_start == kept
    assert len(corrections(desk, "LYO-1")) == 1


def test_the_promise_follows_what_is_corrected(desk: Story, asked: Shown) -> None:
    before = desk.request("LYO-1")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "urgent")
    after = desk.request("LYO-1")
    assert after.first_response_at < before.first_response_at  # type: ignore[operator]  # both are promised


def test_a_transfer_to_another_service_finds_its_people(desk: Story, asked: Shown) -> None:
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    desk.sends("ines", form, service="office", site="reunion")
    request = desk.request("LYO-1")
    assert (request.service, request.site, request.state) == ("office", "reunion", State.NEW)
    assert desk.who_has("LYO-1") is None
    assert [each.act for each in desk.entries("LYO-1")][-3:] == ["correct", "release", "transfer"]
    assert corrections(desk, "LYO-1") == [("site", "lyon", "reunion"), ("service", "travel", "office")]
    assert len(desk.cards("LYO-1", "#desk-reunion")) == 1
    assert "[Je m’en charge]" in str(desk.card("LYO-1", "#desk-reunion"))


def test_a_transfer_that_its_holder_may_work_leaves_it_to_them(desk: Story, asked: Shown) -> None:
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.types("ines", "transférer LYO-1 aix")
    assert (desk.request("LYO-1").site, desk.who_has("LYO-1")) == ("aix", "ines")


def test_a_transfer_to_a_restricted_service_takes_the_cards_back(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "en seconde, merci", under=asked)
    desk.says("ines", "#desk", "je regarde", under=desk.card("LYO-1", "#desk"))
    desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    desk.types("ines", "transfer LYO-1 invoicing")
    assert desk.request("LYO-1").level is Level.RESTRICTED
    assert TRAIN not in desk.by_desk("#desk")
    assert "en seconde" not in desk.by_desk("#desk")
    assert str(desk.card("LYO-1", "#lyon")).startswith("LYO-1. Nouvelle.")
    assert TRAIN not in desk.by_desk("#lyon")
    for who in ("ines", "claire", "karim"):
        assert TRAIN in desk.room(f"@{who}")
    assert TRAIN not in desk.sees("hugo").replace(str(asked), "")


def test_a_request_found_confidential_leaves_every_public_place(desk: Story, asked: Shown) -> None:
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.says("ines", "#lyon", "je vous réponds", under=asked)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "hr_admin")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert desk.who_has("LYO-1") is None
    assert "LYO-1" not in desk.by_desk("#lyon")
    assert "LYO-1" not in desk.by_desk("#desk")
    assert asked.signs == []
    desk.card("LYO-1", "@karim")
    desk.card("LYO-1", "@nadia")
    assert TRAIN not in desk.room("@ines")
    assert {row.level for row in desk.rows(Words)} == {Level.CONFIDENTIAL}
    assert "Proposée à Nadia Benali." in str(desk.card("LYO-1", "@nadia"))


def test_only_the_requester_makes_it_less_private(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    desk.sends("karim", form, text="une clé pour le local à vélos", service="hr_admin", site="lyon")
    (request,) = desk.requests()
    desk.presses("nadia", desk.card(request.ref, "@nadia"), "correct", "office")
    assert desk.request(request.ref).level is Level.CONFIDENTIAL
    desk.presses("karim", desk.card(request.ref, "@karim"), "correct", "travel")
    assert desk.request(request.ref).level is Level.STANDARD
    assert desk.cards(request.ref, "#desk")


def test_what_was_confided_stays_so_whatever_its_service(desk: Story) -> None:
    desk.says("karim", "#lyon", "je suis en arrêt maladie, il faut annuler mon train")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.presses("karim", desk.card("LYO-1", "@karim"), "correct", "travel")
    request = desk.request("LYO-1")
    assert (request.service, request.level) == ("travel", Level.CONFIDENTIAL)
    assert "train" not in desk.by_desk("#desk")


def test_waiting_asks_the_requester_whose_answer_brings_it_back(desk: Story, asked: Shown) -> None:
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "wait")
    desk.sends("ines", form, text="Aller simple ou aller-retour ?")
    assert desk.request("LYO-1").state is State.WAITING
    assert "Inès Caron vous demande :\nAller simple ou aller-retour ?" in desk.by_desk("#lyon")
    assert "« Aller simple ou aller-retour ? »" in desk.room("@karim")
    assert "En attente de votre réponse" not in str(desk.card("LYO-1", "#desk"))
    assert "attend votre réponse" in str(desk.card("LYO-1", "#lyon"))
    desk.later(minutes=10)
    desk.says("karim", "#lyon", "Aller-retour", under=asked)
    assert desk.request("LYO-1").state is State.CLAIMED
    assert "Le demandeur a répondu pour LYO-1." in desk.room("@ines")
    assert desk.room("#desk").count("Aller-retour") == 1


def test_waiting_without_an_assignee_comes_back_to_the_pool(desk: Story, asked: Shown) -> None:
    desk.types("ines", "attendre LYO-1 À quelle heure ?")
    assert desk.request("LYO-1").state is State.WAITING
    desk.says("karim", "#lyon", "à 8h", under=asked)
    assert desk.request("LYO-1").state is State.NEW


def test_taking_what_waits_keeps_it_waiting(desk: Story, asked: Shown) -> None:
    desk.types("ines", "attendre LYO-1 À quelle heure ?")
    desk.types("claire", "prendre LYO-1")
    assert (desk.request("LYO-1").state, desk.who_has("LYO-1")) == (State.WAITING, "claire")


def test_an_answer_beside_the_thread_is_the_answer(desk: Story) -> None:
    desk.says("marc", "@", TRAIN)
    desk.types("ines", "attendre LYO-1 Aller simple ?")
    desk.says("marc", "@", "oui")
    assert desk.request("LYO-1").state is State.NEW
    assert "oui" in desk.room("#desk")


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize(
    "text", ["ok merci", "bonne question, je demande à Paul", "je regarde et je reviens vers vous"]
)
def test_what_answers_nothing_leaves_it_waiting(desk: Story, asked: Shown, text: str, beside: bool) -> None:
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 À quelle heure ?")
    before = desk.room("@ines")
    desk.says("karim", *(("@", text) if beside else ("#lyon", text)), under=None if beside else asked)
    assert desk.request("LYO-1").state is State.WAITING
    assert desk.room("@ines") == before
    if not beside:
        assert text in desk.room("#desk")
    desk.says("karim", "#lyon", "à 8h", under=asked)
    assert desk.request("LYO-1").state is State.CLAIMED


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Un bleu, ça vous va ?", "ok merci"),
        ("Pour quand vous le faut-il ?", "fin de journée merci"),
        ("Quel est le motif du déplacement ?", "je vais voir le client Bosch"),
    ],
)
def test_what_may_answer_the_question_brings_it_back(desk: Story, asked: Shown, question: str, text: str) -> None:
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", f"attendre LYO-1 {question}")
    desk.later(minutes=6)
    before = len(desk.pings("@ines"))
    desk.says("karim", "#lyon", text, under=asked)
    assert desk.request("LYO-1").state is State.CLAIMED
    assert len(desk.pings("@ines")) == before + 1


def test_a_wait_form_sent_after_the_end_keeps_what_was_typed(desk: Story, asked: Shown) -> None:
    form = desk.types("ines", "attendre LYO-1")
    desk.types("ines", "resolve LYO-1")
    assert "n’est plus ouverte" in desk.text(desk.sends("ines", form, text="Aller simple ?"))
    assert desk.request("LYO-1").state is State.RESOLVED
    assert "Aller simple" not in desk.room("#lyon")


def test_escalating_tells_the_coordinator(desk: Story, asked: Shown) -> None:
    reply = desk.types("karim", "LYO-1 toujours rien", command="escalade")
    assert "La coordination est prévenue pour LYO-1." in desk.text(reply)
    assert "LYO-1 a besoin de vous" in desk.room("@coralie")
    assert "escalate" in desk.history("LYO-1")


def test_escalating_what_is_confidential_tells_those_cleared(desk: Story) -> None:
    form = desk.types("marc", "nouvelle")
    desk.sends("marc", form, text="mon contrat de travail", service="hr_admin", site="lyon")
    assert "Je préviens Nadia Benali pour LYO-1, et personne d’autre." in desk.text(
        desk.presses("marc", desk.card("LYO-1", "@marc"), "escalate")
    )
    assert "Marc Vidal vous alerte. LYO-1 a besoin de vous." in desk.room("@nadia")
    assert "LYO-1" not in desk.sees("coralie")


def test_what_is_promised_sooner_comes_before_what_is_in_hand(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "répondre LYO-1 je m'en occupe demain")
    desk.later(minutes=20)
    desk.says("karim", "#lyon", "il me faut un train pour Paris vendredi")
    sooner, mine = desk.request("LYO-2"), desk.request("LYO-1")
    assert sooner.first_response_at is not None
    assert mine.promised_at is not None
    assert sooner.first_response_at < mine.promised_at
    said = desk.text(desk.types("ines", "suivante"))
    assert said.startswith("LYO-2, ")
    assert "Parce que sa promesse est la plus proche." in said


def test_next_gives_the_one_to_do_now_and_why(desk: Story) -> None:
    assert "Rien ne vous attend." in desk.text(desk.types("ines", "suivante"))
    desk.says("karim", "#lyon", TRAIN)
    told = desk.text(desk.types("ines", "next"))
    assert "LYO-1" in told
    assert "Parce qu’elle vous est proposée." in told
    desk.types("ines", "prendre LYO-1")
    assert "Parce qu’elle est déjà dans vos mains." in desk.text(desk.types("ines", "next"))
    desk.says("karim", "#lyon", "il me faudrait aussi un badge pour un visiteur vendredi")
    desk.later(hours=2)
    assert "Parce qu’elle est en retard." in desk.text(desk.types("ines", "next"))
    desk.types("ines", "urgent LYO-2")
    told = desk.text(desk.types("ines", "next"))
    assert "LYO-2" in told
    assert "Parce qu’elle est urgente." in told
    assert "Rien ne vous attend." in desk.text(desk.types("karim", "next"))


def test_next_knows_those_whom_a_service_names_elsewhere(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    desk.sends("karim", form, text="mon contrat de travail", service="hr_admin", site="lyon")
    assert "LYO-1" in desk.text(desk.types("samia", "next"))
    assert "mon contrat" not in desk.text(desk.types("samia", "next"))
    assert "Rien ne vous attend." in desk.text(desk.types("ines", "next"))


def test_with_nobody_eligible_the_coordinator_is_told_why(desk: Story) -> None:

    def only_travel(data: dict[str, Any]) -> None:
        for person in data["people"]:
            if person.get("employer") == "provider" and "services" in person:
                person["services"] = ["travel"]

    desk.rules(only_travel)
    desk.says("karim", "#lyon", "il me faudrait une salle pour 8 personnes jeudi")
    assert "LYO-1 : personne n’est disponible pour la prendre." in desk.room("@coralie")
    assert desk.request("LYO-1").proposal_why == "coordinator"
    assert "Personne d’autre n’est disponible." in str(desk.card("LYO-1", "#desk"))
    assert "vous est proposée" not in desk.room("@coralie")


def test_a_new_proposal_is_told(desk: Story, asked: Shown) -> None:
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "strasbourg")
    proposed = desk.request("LYO-1").proposed_id
    assert proposed is not None
    told = [who for who in ("claire", "hugo") if "LYO-1 vous est proposée." in desk.room(f"@{who}")]
    assert len(told) == 1


def test_with_the_dedicated_one_away_the_backup_is_proposed_and_told_why(desk: Story) -> None:
    desk.rules(lambda data: data["people"][0].update(away=["2026-11-23..2026-11-27"]))
    desk.says("karim", "#lyon", TRAIN)
    card = str(desk.card("LYO-1", "#desk"))
    assert "Proposée à Claire Morel." in card
    assert "La personne prévue ne peut pas la prendre ; c’est son relais." in card
    assert "LYO-1 vous est proposée." in desk.room("@claire")
    assert desk.request("LYO-1").state is State.NEW
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "eyes")
    assert desk.who_has("LYO-1") == "ines"


def test_what_urgent_does_is_said_where_nothing_is_promised_sooner(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    before = desk.request("LYO-1").first_response_at
    told = desk.text(desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent"))
    assert "LYO-1 passe avant les autres. Nous prévenons ceux qui peuvent s’en charger." in told
    assert desk.request("LYO-1").first_response_at == before
    card = desk.card("LYO-1", "#lyon")
    assert "Urgente. Elle passe avant les autres." in str(card)
    assert "[Ce n’est plus urgent]" in str(card)
    assert "n’est plus urgente" in desk.text(desk.presses("karim", card, "urgent"))


def test_what_was_taken_away_is_told_as_such(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris, à réserver avant vendredi")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "urgent")
    desk.forges("karim", "correct", "LYO-1:service:other")
    form = desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due")
    desk.sends("karim", form, due="")
    told = desk.text(desk.types("karim", "voir LYO-1"))
    for said in ("a retiré le service.", "a retiré la date.", "a signalé une urgence."):
        assert f"Karim Diallo {said}" in told
    assert "rien" not in told


def test_a_transfer_to_where_it_is_says_so(desk: Story, asked: Shown) -> None:
    for where in ("travel", "lyon"):
        assert "LYO-1 y est déjà" in desk.text(desk.types("ines", f"transférer LYO-1 {where}"))
    assert "transfer" not in desk.history("LYO-1")


@pytest.mark.parametrize("said", ["Claire", "à Claire", "à @Claire Morel"])
def test_a_request_is_given_to_whom_one_names(desk: Story, asked: Shown, said: str) -> None:
    desk.types("ines", f"confier LYO-1 {said}")
    assert desk.who_has("LYO-1") == "claire"


def test_whoever_is_asked_for_is_told_at_once_and_by_whom(desk: Story, asked: Shown) -> None:
    """« La coordination est prévenue » is true when it is said, whatever else they were told a moment ago."""
    desk.types("karim", "escalade LYO-1 le client attend", "@")
    assert "Karim Diallo vous alerte. LYO-1 a besoin de vous : « le client attend »" in str(desk.pings("@coralie")[-1])
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.types("karim", "escalade LYO-2", "@")
    assert "Karim Diallo vous alerte. LYO-2 a besoin de vous." in str(desk.pings("@coralie")[-1])
    desk.forges("karim", "call", "LYO-1:ines")
    told = desk.forges("marc", "call", "LYO-2:ines")
    assert "je préviens Inès Caron" in desk.text(told)
    assert "LYO-2 : Marc" in str(desk.pings("@ines")[-1])
    assert "vous demande d’y jeter un œil." in str(desk.pings("@ines")[-1])


def test_whoever_is_called_is_told_although_another_was(desk: Story, asked: Shown) -> None:
    desk.forges("marc", "call", "LYO-1:ines")
    told = desk.forges("marc", "call", "LYO-1:claire")
    assert "je préviens" in desk.text(told)
    assert "vous demande d’y jeter un œil." in str(desk.pings("@claire")[-1])
