"""Confidential and restricted: nothing in a public place, nothing to anybody who is not cleared, whatever the path."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.events import FileSeen
from bot.understanding import RequestKind
from storage.tables import File, Inbox, Journal, Level, Outbox, Request, Source, State, Words
from tests.bot.desk_harness import Story, answered, that_reads_as
from tests.bot.desk_sights import CHANNELS, buttons

PAY = "il me faudrait mon bulletin de paie d'octobre"
BILL = "il faudrait payer la facture fournisseur Dupont avant vendredi"
PUBLIC = tuple(CHANNELS)


def confided(desk: Story, who: str = "karim", where: str = "#lyon") -> str:
    """A confidential request, confided by its author; its reference."""
    desk.says(who, where, PAY)
    desk.presses(who, desk.last(f"@{who}", "sensitive_offer"), "confide")
    return str(desk.requests()[-1].ref)


def public(desk: Story) -> str:
    return "\n".join(desk.by_desk(where) for where in PUBLIC).strip()


def test_a_personal_message_shows_nothing_and_asks_its_author_alone(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    assert public(desk) == ""
    assert said.message.signs == []
    assert desk.requests() == []
    offer = str(desk.last("@karim", "sensitive_offer"))
    assert "Je ne l’ai transmis à personne." in offer
    assert "Le confier à Nadia Benali et Samia Roux ?" in offer
    assert "pensez à le supprimer" in offer
    for who in ("lea", "ines", "nadia", "coralie", "marc", "helene"):
        assert "bulletin" not in desk.sees(who).replace(PAY, "", 1)
    desk.later(days=1)
    assert public(desk) == ""


def test_confided_it_goes_to_cleared_people_directly_and_nowhere_else(desk: Story) -> None:
    with capture_logs() as logs:
        ref = confided(desk)
        desk.opens_home("coralie")
        desk.opens_home("marc")
    request = desk.request(ref)
    assert (request.level, request.service) == (Level.CONFIDENTIAL, "hr_admin")
    assert public(desk) == ""
    assert [each.signs for each in desk.shown("#lyon")] == [[]]
    assert PAY in str(desk.card(ref, "@karim"))
    for who in ("nadia", "samia"):
        assert PAY in str(desk.card(ref, f"@{who}"))
    for who in ("ines", "claire", "hugo", "coralie", "marc", "julie", "helene", "tom", "lea"):
        assert desk.sees(who).count(PAY) == 1, f"{who} reads more than what Karim wrote in #lyon"
        assert ref not in desk.sees(who)
    assert PAY not in str(logs)
    assert not any(PAY in str(row.data) for row in desk.rows(Journal))
    assert not any(PAY in (row.payload or "") for row in desk.rows(Outbox))
    assert not any(PAY in (row.body or "") + (row.reply or "") for row in desk.rows(Inbox))


def test_deleting_the_message_as_the_desk_asked_cancels_nothing(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.deletes(said)
    assert desk.requests()[-1].state is State.NEW
    assert "bulletin de paie" in desk.sees("nadia")


@pytest.mark.parametrize("text", [".", "…", "bonjour à tous", "merci", "supprimé", "désolé, mauvais canal"])
def test_hiding_the_message_by_an_edit_takes_no_words_from_who_was_given_them(desk: Story, text: str) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.edits(said, text)
    assert PAY in str(desk.card("LYO-1", "@nadia"))
    assert PAY in str(desk.card("LYO-1", "@karim"))
    desk.deletes(said)
    assert PAY in str(desk.card("LYO-1", "@nadia"))
    assert desk.request("LYO-1").state is State.NEW


@pytest.mark.parametrize("text", [".", "…", "bonjour à tous", "merci", "supprimé", "désolé, mauvais canal"])
def test_hiding_the_message_by_an_edit_before_the_answer_leaves_what_was_asked_about(desk: Story, text: str) -> None:
    said = desk.says("karim", "#lyon", PAY)
    offer = desk.last("@karim", "sensitive_offer")
    desk.edits(said, text)
    assert PAY in str(desk.last("@karim", "sensitive_offer"))
    desk.presses("karim", offer, "confide")
    assert desk.words(desk.request("LYO-1")) == PAY
    assert PAY in str(desk.card("LYO-1", "@nadia"))
    assert PAY not in desk.by_desk("#lyon") + desk.by_desk("#desk")


def test_what_is_said_instead_before_the_answer_is_what_is_confided(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.edits(said, PAY.replace("octobre", "septembre"))
    desk.edits(said, ".")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert desk.words(desk.request("LYO-1")) == PAY.replace("octobre", "septembre")


def test_hidden_by_an_edit_it_is_still_not_shown_unless_its_author_says_so(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.edits(said, ".")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    assert PAY not in desk.by_desk("#lyon") + desk.by_desk("#desk")
    desk.deletes(said)
    assert "je n’en garde rien" in desk.room("@karim")
    assert PAY not in "".join(row.body for row in desk.rows(Words))


def test_an_edit_that_puts_it_right_is_read_by_who_was_given_it(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.edits(said, PAY.replace("octobre", "septembre"))
    assert "septembre" in str(desk.card("LYO-1", "@nadia"))


def test_nobody_else_learns_of_it_by_any_word(desk: Story) -> None:
    ref = confided(desk)
    for who in ("ines", "lea", "marc", "helene", "coralie"):
        unknown = desk.text(desk.types(who, "voir LYO-99")).replace("LYO-99", ref)
        for word in ("voir", "prendre", "répondre", "confier", "urgent", "corriger", "escalade", "noter", "annuler"):
            assert desk.text(desk.types(who, f"{word} {ref}")) == unknown
        assert desk.text(desk.forges(who, "claim", ref)) == unknown
        assert desk.text(desk.forges(who, "show", ref)) == unknown
        for word in ("liste", "mes", "suivante"):
            assert ref not in desk.text(desk.types(who, word))
        assert ref not in desk.opens_home(who)
    assert desk.request(ref).state is State.NEW


def test_who_coordinates_learns_that_one_is_late_and_nothing_else(desk: Story) -> None:
    ref = confided(desk)
    assert "onfidentielle" not in desk.text(desk.types("coralie", "liste retards")) + desk.opens_home("coralie")
    desk.later(days=2)
    told = desk.room("@coralie")
    assert told.count("Une demande confidentielle est en retard.") == 1
    assert "1 demande confidentielle en retard" in desk.text(desk.types("coralie", "liste retards"))
    assert "1 demande confidentielle en retard" in desk.opens_home("coralie")
    for said in (ref, "bulletin", "RH", "Karim"):
        assert said not in told + desk.opens_home("coralie")


def test_its_words_are_shown_in_direct_conversations_alone(desk: Story) -> None:
    ref = confided(desk)
    for word in (f"voir {ref}", "suivante", "liste"):
        assert "bulletin" not in desk.text(desk.types("nadia", word))
    assert "bulletin" not in desk.text(desk.types("karim", f"voir {ref}"))
    assert "bulletin" not in desk.text(desk.types("karim", "mes"))
    assert PAY in desk.text(desk.types("nadia", f"voir {ref}", where="@"))
    for who in ("nadia", "karim"):
        assert ref in desk.opens_home(who)
        assert "bulletin" not in desk.opens_home(who)


def test_cleared_people_work_it_in_private(desk: Story) -> None:
    ref = confided(desk)
    desk.presses("nadia", desk.card(ref, "@nadia"), "claim")
    assert "Nadia Benali s’en occupe." in desk.room("@karim")
    desk.says("nadia", "@", "je vois avec la paie", under=desk.card(ref, "@nadia"))
    assert "je vois avec la paie" in desk.room("@samia")
    assert "je vois avec la paie" not in desk.sees("karim")
    desk.types("nadia", f"répondre {ref} Le voici")
    assert "Le voici" in desk.room("@karim")
    desk.says("karim", "@", "merci", under=desk.card(ref, "@karim"))
    assert f"Karim Diallo, pour {ref} :\nmerci" in desk.room("@samia")
    desk.types("nadia", f"fait {ref}")
    assert public(desk) == ""


def test_an_emoji_on_a_private_source_says_nothing(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.reacts("ines", said, "ticket")
    assert "Ce message semble personnel." in desk.whispered("ines")
    assert desk.room("@karim").count("Je ne l’ai transmis à personne") == 1
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.reacts("ines", said, "eyes")
    desk.reacts("nadia", said, "white_check_mark")
    assert said.message.signs == []
    assert public(desk) == ""
    assert desk.who_has("LYO-1") != "ines"


def test_its_author_says_it_is_not_private(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    offer = desk.last("@karim", "sensitive_offer")
    desk.presses("karim", offer, "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    request = desk.request("LYO-1")
    assert (request.level, request.service) == (Level.STANDARD, None)
    assert PAY in str(desk.card("LYO-1", "#desk"))
    found = [each.data for each in desk.entries("LYO-1") if each.act == "correct"]
    assert [(each["part"], each["read"], each["corrected"]) for each in found] == [
        ("sensitive", True, False), ("service", "hr_admin", None),
    ]  # fmt: skip
    assert {each["words"] for each in found} == {request.words_id}
    desk.edits(said, PAY + " au plus vite")
    assert desk.request("LYO-1").level is Level.STANDARD
    assert "C’est noté : LYO-1." in str(offer)
    again = desk.forges("karim", "confide", "source:1")
    assert "Ce message n’attend plus de réponse." in desk.text(again)
    assert len(desk.requests()) == 1


def test_nobody_answers_for_its_author(desk: Story) -> None:
    desk.says("karim", "#lyon", PAY)
    for who in ("ines", "nadia", "lea"):
        for act in ("confide", "not_private", "show_all", "keep_private", "accept", "dismiss"):
            assert "Je ne trouve pas" in desk.text(desk.forges(who, act, "source:1"))
    assert desk.requests() == []


@pytest.mark.parametrize("act", ["confide", "not_private"])
def test_with_a_site_unknown_it_is_asked_and_the_answer_kept(desk: Story, act: str) -> None:
    desk.says("zoe", "#aide", PAY)
    desk.presses("zoe", desk.last("@zoe", "sensitive_offer"), act)
    question = desk.last("@zoe", "ask_site")
    assert "Pour quel site ?" in str(question)
    assert desk.requests() == []
    desk.presses("zoe", question, act, "lyon")
    if act == "not_private":
        desk.presses("zoe", question, "show_all")
    (request,) = desk.requests()
    assert (request.ref, request.level is Level.CONFIDENTIAL) == ("LYO-1", act == "confide")


def test_what_came_before_and_after_is_confided_with_it(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour")
    desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert desk.words(desk.request("LYO-1")) == f"bonjour\n{PAY}"
    assert public(desk) == ""


def test_a_direct_message_about_pay_is_confidential_at_once(desk: Story) -> None:
    desk.says("marc", "@", PAY)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert PAY in str(desk.card("LYO-1", "@nadia"))
    assert public(desk) == ""


def test_a_private_follow_up_is_not_joined_to_an_ordinary_request(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.says("karim", "#lyon", "et mon bulletin de paie aussi")
    assert "bulletin" not in public(desk)
    assert "bulletin" not in "".join(desk.words(each) for each in desk.requests())


def test_an_edit_that_turns_private_takes_everything_back(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.edits(said, PAY)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert "LYO-1" not in public(desk)
    assert said.message.signs == []
    assert PAY in str(desk.card("LYO-1", "@nadia"))
    assert desk.who_has("LYO-1") is None
    assert "bulletin" not in desk.room("@ines")


def test_of_an_edit_that_turns_private_its_author_is_told_where_it_still_stands(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.edits(said, f"{said.message.text} à cause de mon divorce")
    told = str(desk.shown("@karim")[-1])
    assert "LYO-1 est privée à présent. Votre message reste visible" in told
    assert "pensez à le supprimer" in told
    desk.edits(said, f"{said.message.text} à cause de mon divorce et du jugement")
    assert [str(each) for each in desk.shown("@karim")].count(told) == 1
    desk.edits(said, ".")
    desk.deletes(said)
    assert "jugement" in str(desk.card("LYO-1", "@nadia"))
    assert desk.request("LYO-1").state is State.NEW


def test_said_to_the_desk_alone_it_stands_nowhere_else(desk: Story) -> None:
    desk.types("karim", "site lyon")
    said = desk.says("karim", "@", "il me faudrait un train pour Paris jeudi")
    desk.edits(said, f"{said.message.text} à cause de mon divorce")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert "visible" not in desk.by_desk("@karim")
    desk.deletes(said)
    assert desk.request("LYO-1").state is State.CANCELLED


def test_writing_on_in_the_public_thread_is_met_with_a_word(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.says("karim", "#lyon", "c'est pour mon prêt", under=said)
    assert "Écrivez-le-moi plutôt en conversation directe." in desk.whispered("karim")
    assert "prêt" not in public(desk) + desk.room("@nadia")


def test_so_it_is_when_the_desk_is_named_or_somebody_else_asks_there(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.says("karim", "#lyon", "et aussi celui de septembre svp", under=said, to_desk=True)
    assert len(desk.requests()) == 1
    assert "Écrivez-le-moi plutôt en conversation directe." in desk.whispered("karim")
    desk.says("lea", "#lyon", "il me faudrait un taxi demain", under=said, to_desk=True)
    assert [each.level for each in desk.requests()] == [Level.CONFIDENTIAL, Level.STANDARD]
    desk.says("karim", "#lyon", "c'est pour mon prêt", under=said)
    assert "prêt" not in public(desk) + desk.room("@nadia")
    desk.says("lea", "#lyon", "à neuf heures", under=said)
    assert "à neuf heures" in desk.by_desk("#desk")


def test_a_message_that_seems_private_with_a_doubt_is_asked_about(desk: Story) -> None:
    desk.says("karim", "#lyon", "je suis en arrêt maladie, il faut annuler mon train de jeudi")
    assert public(desk) == ""
    desk.last("@karim", "sensitive_offer")


def test_without_a_contact_nothing_is_confided(desk: Story) -> None:
    def without(data: dict[str, Any]) -> None:
        data["desk"].pop("contact")
        data["escalation_confidential"] = [{"after": "0m", "notify": ["assignee"]}]

    desk.rules(without)
    desk.says("karim", "#lyon", PAY)
    offer = str(desk.last("@karim", "sensitive_offer"))
    assert "je ne le transmets pas" in offer
    assert "[Oui, en privé]" not in offer
    desk.later(days=1)
    assert public(desk) == ""


def test_confidential_with_everybody_away_is_not_forgotten(desk: Story) -> None:
    def away(data: dict[str, Any]) -> None:
        for person in data["people"]:
            if person["id"] in ("nadia", "samia"):
                person["away"] = ["2026-11-20..2026-12-20"]

    desk.rules(away)
    ref = confided(desk)
    assert desk.request(ref).proposal_why == "nobody"
    assert f"{ref} : personne n’est disponible pour la prendre." in desk.room("@nadia")
    assert public(desk) == ""
    assert ref not in desk.room("@coralie")


def test_a_restricted_request_goes_directly_to_its_people(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", BILL)
    assert desk.request("LYO-1").level is Level.RESTRICTED
    thread = desk.card("LYO-1", "#lyon")
    assert str(thread) == "LYO-1. Nouvelle.\n[Voir]"
    assert thread.root == asked.ts
    assert desk.by_desk("#desk") == ""
    for who in ("ines", "claire", "karim"):
        assert BILL in str(desk.card("LYO-1", f"@{who}"))
    for who in ("hugo", "nadia", "coralie", "marc"):
        assert desk.cards("LYO-1", f"@{who}") == []
    assert asked.message.signs == ["create"]


def test_the_thread_of_a_restricted_request_says_its_state_and_no_more(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", BILL)
    desk.presses("ines", desk.card("LYO-1", "@ines"), "claim")
    desk.types("ines", "répondre LYO-1 C'est viré à Dupont")
    desk.says("karim", "#lyon", "il y en a une seconde", under=asked)
    desk.types("ines", "fait LYO-1")
    assert desk.by_desk("#lyon") == "LYO-1. En relecture.\n[Voir]"
    desk.types("claire", "valider LYO-1")
    assert desk.by_desk("#lyon") == "LYO-1. Traitée.\n[Voir]"
    assert desk.by_desk("#desk") == ""
    assert "C'est viré à Dupont" in desk.room("@karim")
    assert "Inès Caron s’en occupe." in desk.room("@karim")
    assert "il y en a une seconde" in desk.room("@ines")
    assert "il y en a une seconde" in desk.room("@claire")


def test_seeing_a_restricted_request(desk: Story) -> None:
    desk.says("karim", "#lyon", BILL)
    card = desk.card("LYO-1", "#lyon")
    assert "Dupont" in desk.text(desk.types("karim", "voir LYO-1", where="@"))
    for who in ("karim", "ines"):
        assert "Dupont" not in desk.text(desk.presses(who, card, "show"))
    for who in ("lea", "hugo", "marc"):
        told = desk.text(desk.presses(who, card, "show"))
        assert "Dupont" not in told
        assert "LYO-1" in told
    assert "LYO-1. Nouvelle." in desk.text(desk.types("hugo", "voir LYO-1"))
    assert "Je ne trouve pas" in desk.text(desk.types("lea", "voir LYO-1"))
    for who in ("hugo", "marc", "coralie", "ines"):
        assert "Dupont" not in desk.text(desk.types(who, "liste"))


def test_an_unanswered_restricted_doubt_never_stands_in_triage(desk: Story) -> None:
    said = that_reads_as(
        RequestKind.ASK,
        "la facture du fournisseur Dupont",
        "la facture Dupont",
        "facture fournisseur Dupont en souffrance",
    )
    desk.says("karim", "#lyon", said)
    desk.later(hours=2)
    assert desk.by_desk("#desk") == ""
    assert "Voulez-vous que j’en fasse une demande ?" in desk.room("@karim")
    desk.presses("karim", desk.last("@karim", "ask_if_request"), "accept")
    assert desk.request("LYO-1").level is Level.RESTRICTED


def test_an_in_house_service_is_kept_from_a_shared_triage(desk: Story) -> None:
    def kept(data: dict[str, Any]) -> None:
        for service in data["services"]:
            if service["id"] == "office":
                service["in_house_only"] = True
        for person in data["people"]:
            if person["id"] == "samia":
                person["services"].append("office")

    desk.rules(kept)
    desk.says("karim", "#aix", "il me faudrait un badge pour un visiteur vendredi")
    assert desk.by_desk("#desk") == ""
    assert "badge" in str(desk.card("AIX-1", "@samia"))
    assert "AIX-1" not in desk.sees("ines").replace(desk.by_desk("#aix"), "")


def test_a_request_is_never_more_public_than_its_thread(desk: Story) -> None:
    ref = confided(desk)
    stale = desk.forges("karim", "not_private", "source:1")
    assert "Ce message n’attend plus de réponse." in desk.text(stale)
    assert desk.request(ref).level is Level.CONFIDENTIAL
    assert len(desk.rows(Request)) == 1


def test_with_nobody_there_who_is_told_is_said(desk: Story) -> None:
    def away(data: dict[str, Any]) -> None:
        for person in data["people"]:
            if person["id"] in ("nadia", "samia"):
                person["away"] = ["2026-11-23..2026-11-27"]

    desk.rules(away)
    desk.says("marc", "@", PAY)
    ref = desk.requests()[-1].ref
    card = str(desk.card(ref, "@samia"))
    assert "Personne n’est disponible. Nous prévenons Nadia Benali." in card
    assert "coordination" not in card
    assert f"{ref} : personne n’est disponible pour la prendre." in desk.room("@nadia")
    assert ref not in desk.sees("coralie")


def test_a_yes_to_being_shown_is_a_yes_to_those_who_were_named(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il faudrait régler la facture du fournisseur Dupont")
    desk.says("karim", "#lyon", "je suis en arrêt maladie, faites vite", under=asked)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    confirm = desk.last("@karim", "show_confirm")
    assert confirm.card is not None
    stood = str(confirm)
    yes = next(value for act, value in buttons(confirm.card) if act == "show_all")
    desk.forges("karim", "correct", "LYO-1:service:office")
    desk.forges("karim", "show_all", yes)
    assert "arrêt maladie" not in desk.by_desk("#desk")
    again = desk.last("@karim", "show_confirm")
    assert str(again) != stood
    desk.presses("karim", again, "show_all")
    assert "arrêt maladie" in desk.by_desk("#desk")


@pytest.mark.parametrize("where", ["channel", "thread"])
def test_a_yes_to_being_shown_is_a_yes_to_the_words_that_were_shown(desk: Story, where: str) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi") if where == "thread" else None
    said = desk.says("karim", "#lyon", PAY, under=asked)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    confirm = desk.last("@karim", "show_confirm")
    assert confirm.card is not None
    yes = next(value for act, value in buttons(confirm.card) if act == "show_all")
    desk.edits(said, "il me faudrait un rendez-vous avec la médecine du travail pour mon arrêt maladie")
    desk.forges("karim", "show_all", yes)
    assert "arrêt maladie" not in public(desk)
    again = desk.last("@karim", "show_confirm")
    assert "arrêt maladie" in str(again)
    desk.presses("karim", again, "show_all")
    assert "arrêt maladie" in desk.by_desk("#desk")


def test_what_was_never_heard_but_edited_is_asked_from_by_nobody(desk: Story) -> None:
    message = desk.wrote("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.submit(desk.edited(message, "il me faudrait un train pour Paris jeudi matin"))
    source = desk.rows(Source)[-1]
    desk.forges("karim", "accept", f"source:{source.id}")
    assert desk.requests() == []


def test_the_names_of_files_go_with_the_words(desk: Story) -> None:
    files = (FileSeen(name="arret-maladie-karim.pdf", permalink="https://files.example/1", owner="karim"),)
    desk.says("karim", "#lyon", "il me faudrait mon bulletin de paie d'octobre", files=files)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.forges("karim", "dismiss", f"source:{desk.rows(Source)[-1].id}")
    desk.says("lea", "#lyon", "vous avez vu le match ?", files=files)
    ticket = (FileSeen(name="billet.pdf", permalink="https://files.example/2", owner="zoe"),)
    desk.says("zoe", "#lyon", "il me faudrait un train pour Paris jeudi", files=ticket)
    desk.later(days=9)
    answered(desk.door.sweep())
    assert len(desk.rows(File)) == 1


def test_a_restricted_request_of_another_service_is_read_by_those_who_read_it_before(desk: Story) -> None:
    desk.says("karim", "#aix", BILL)
    desk.forges("ines", "correct", "AIX-1:service:other")
    request = desk.request("AIX-1")
    assert (request.service, request.level) == (None, Level.RESTRICTED)
    for who in ("nadia", "samia", "hugo", "julie"):
        assert "Dupont" not in desk.room(f"@{who}")
        assert "Dupont" not in desk.text(desk.types(who, "voir AIX-1", "@"), who)
    for who in ("ines", "claire"):
        assert BILL in str(desk.card("AIX-1", f"@{who}"))
    desk.forges("nadia", "claim", "AIX-1")
    assert desk.who_has("AIX-1") is None
    desk.presses("claire", desk.card("AIX-1", "@claire"), "claim")
    assert desk.who_has("AIX-1") == "claire"


def test_its_author_saying_so_opens_it_to_the_site(desk: Story) -> None:
    desk.says("karim", "#aix", BILL)
    desk.forges("ines", "correct", "AIX-1:service:other")
    desk.forges("karim", "correct", "AIX-1:service:office")
    assert desk.request("AIX-1").level is Level.STANDARD
    assert "Dupont" in desk.by_desk("#desk")


def test_so_is_one_that_was_kept_in_house(desk: Story) -> None:
    def in_house(data: dict[str, Any]) -> None:
        next(each for each in data["services"] if each["id"] == "invoicing")["in_house_only"] = True
        next(each for each in data["people"] if each["id"] == "samia")["services"].append("invoicing")

    desk.rules(in_house)
    desk.says("karim", "#aix", BILL)
    desk.forges("samia", "correct", "AIX-1:service:other")
    assert desk.request("AIX-1").service is None
    assert BILL in str(desk.card("AIX-1", "@samia"))
    for who in ("ines", "claire", "coralie", "nadia"):
        assert "Dupont" not in desk.room(f"@{who}")
        assert "Dupont" not in desk.text(desk.types(who, "voir AIX-1", "@"), who)


def test_with_nobody_who_read_it_before_its_coordinator_gives_it_a_service(desk: Story) -> None:
    def theirs_no_longer(data: dict[str, Any]) -> None:
        for person in data["people"]:
            if isinstance(person.get("services"), list) and "invoicing" in person["services"]:
                person["services"].remove("invoicing")
        data["services"] = [each for each in data["services"] if each["id"] != "invoicing"]

    desk.says("karim", "#aix", BILL)
    desk.forges("ines", "correct", "AIX-1:service:other")
    desk.rules(theirs_no_longer)
    assert [who for who in ("ines", "claire", "samia", "nadia") if desk.cards("AIX-1", f"@{who}")] == []
    assert BILL in str(desk.card("AIX-1", "@coralie"))
    desk.types("coralie", "transférer AIX-1 expenses")
    assert BILL in str(desk.card("AIX-1", "@samia"))
