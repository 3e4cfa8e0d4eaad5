"""`/desk understand` and `/desk learned`: for whoever coordinates, alone, and nothing of the text is kept."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.cards import Card, Done, Say
from bot.conversations.explaining import understood
from storage import words as wordstore
from storage.inbox import REPLY_KEPT
from storage.rows import table_of
from storage.tables import Inbox, Journal, Level, Outbox, Source, Unlearned, Words
from tests.bot.conversations.test_learned import AGAIN, ASKED, asks, corrected, learns
from tests.bot.conversations.test_private import BILL, confided
from tests.bot.desk_harness import Story

TRAIN = "pouvez-vous me réserver un billet SNCF pour Strasbourg jeudi à 14h ? c'est urgent"


def told(desk: Story, who: str, text: str, where: str = "#lyon") -> str:
    """What a slash command answers to whoever types it."""
    return desk.text(desk.types(who, text, where), who).replace("\N{NO-BREAK SPACE}", " ")


def reads(desk: Story, who: str, ref: str) -> str:
    """What somebody is shown of how a request was understood; empty when nothing is."""
    card: Card | None = desk.read(lambda unit: understood(unit, desk.company, desk.who(who), ref))
    return desk.text(Say(card=card), who).replace("\N{NO-BREAK SPACE}", " ") if card is not None else ""


def test_an_hour_is_told_with_its_place_as_on_a_card(desk: Story) -> None:
    assert "14 h à La Réunion (11 h ici)" in told(desk, "coralie", "comprendre une salle à La Réunion jeudi à 14h")


@pytest.mark.parametrize("word", ["understand", "comprendre"])
def test_a_coordinator_is_told_how_a_text_is_read_and_why(desk: Story, word: str) -> None:
    said = told(desk, "coralie", f"{word} {TRAIN}")
    for part in ("Déplacements", "billet", "Lyon, celui de ce canal", "jeudi 26 novembre", "14", "urgent", "français"):
        assert part in said
    assert "Rien n’en est gardé ni transmis." in said


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ok merci", ("non : je n’en ferais rien", "aucun que je reconnaisse", "pas de date")),
        ("asdf qsdf 🙃 §§§", ("aucun que je reconnaisse",)),
        ("mon arrêt maladie du 3 décembre", ("rien n’en serait montré", "arrêt maladie")),
        (
            "un train pour Paris jeudi et une salle pour 12 vendredi",
            ("J’y lis deux demandes", "une salle pour 12 vendredi »"),
        ),
        ("a badge for the Strasbourg office please", ("anglais", "Strasbourg")),
    ],
)
def test_whatever_the_text_it_is_read(desk: Story, text: str, parts: tuple[str, ...]) -> None:
    said = told(desk, "coralie", f"comprendre {text}")
    for part in parts:
        assert part in said


def test_without_a_text_it_is_asked_for_and_of_a_long_one_the_beginning_is_read(desk: Story) -> None:
    assert "Écrivez le texte après" in told(desk, "coralie", "comprendre")
    assert "les 4000 premiers caractères" in told(desk, "coralie", "comprendre " + "un badge " * 4000)
    assert "premiers caractères" not in told(desk, "coralie", "comprendre un badge")


def test_it_is_read_in_the_language_of_whoever_asks(desk: Story) -> None:
    desk.says("tom", "@", "understand I need a train to Paris on Friday")
    read = desk.sees("tom").partition("How I read this text")[2]
    assert "Travel (sure), because of: train" in read
    assert "Friday 27 November" in read


@pytest.mark.parametrize("who", ["karim", "ines", "marc", "helene"])
@pytest.mark.parametrize("order", [f"understand {TRAIN}", "learned", "appris 2"])
def test_who_does_not_coordinate_is_refused(desk: Story, who: str, order: str) -> None:
    said = told(desk, who, order)
    assert "Coralie Tessier" in said
    assert "billet" not in said
    assert desk.requests() == []


def test_a_press_out_of_nowhere_forgets_nothing(desk: Story) -> None:
    for text in ASKED:
        corrected(desk, text)
    for act, value in (("unlearn", "kakemono"), ("relearn", "1"), ("more", "learned:0")):
        assert "Coralie Tessier" in desk.text(desk.forges("ines", act, value), "ines")
    assert desk.rows(Unlearned) == []


def test_nothing_of_the_text_stays_and_nothing_is_passed_on(desk: Story) -> None:
    word = "xylographe"
    told(desk, "coralie", f"comprendre un {word} et un badge pour {word}")
    told(desk, "coralie", f"comprendre un {word} et un badge", "@")
    desk.says("coralie", "@", f"comprendre un {word} et un badge")
    desk.says("coralie", "#lyon", f"comprendre un {word} et un badge", to_desk=True)
    assert desk.requests() == []
    assert desk.rows(Words) == desk.rows(Journal) == []
    assert {each.words_id for each in desk.rows(Source)} == {None}
    assert not [row for row in desk.rows(Outbox) if row.payload]
    assert not [row for row in desk.rows(Inbox) if row.body]
    desk.pass_by(seconds=REPLY_KEPT.total_seconds() + 1)
    desk.door.sweep().result(30)
    everything = [str(vars(row)) for model in (Inbox, Outbox, Words, Source) for row in desk.rows(model)]
    assert not [row for row in everything if word in row]
    for paper in desk.papers.values():
        paper.messages = {at: shown for at, shown in paper.messages.items() if shown.by != "coralie"}
    for each in ("karim", "ines", "claire"):
        assert word not in desk.sees(each)


def test_said_to_the_desk_it_is_an_order(desk: Story) -> None:
    assert desk.says("coralie", "@", f"comprendre {TRAIN}").reply == Done()
    assert "Déplacements (sûr), à cause de : billet" in desk.sees("coralie").replace("\N{NO-BREAK SPACE}", " ")
    assert desk.requests() == []


@pytest.mark.parametrize("who", ["karim", "ines", "helene"])
@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("text", [f"comprendre {TRAIN}", f"/desk understand {TRAIN}", "Comprendre ma fiche de paie"])
def test_who_may_not_give_it_is_refused_wherever_they_write_it_and_nothing_is_made(
    desk: Story, who: str, where: str, text: str
) -> None:
    wrote = desk.says(who, where, text, to_desk=where != "@")
    assert "Coralie Tessier" in desk.sees(who)
    desk.edits(wrote, f"{text} svp")
    assert desk.requests() == []
    assert desk.rows(Words) == desk.rows(Journal) == []
    assert not [row for row in desk.rows(Inbox) if row.body]
    assert desk.room("#desk") == ""


def test_an_edit_of_it_asks_for_nothing(desk: Story) -> None:
    for where in ("@", "#lyon"):
        wrote = desk.says("coralie", where, f"comprendre {TRAIN}", to_desk=True)
        desk.edits(wrote, f"comprendre {TRAIN} svp")
    assert desk.requests() == []
    assert desk.rows(Words) == []
    wrote = desk.says("coralie", "@", f"comprendre {TRAIN}")
    desk.edits(wrote, "il me faut un badge à Lyon")
    assert [each.service for each in desk.requests()] == ["office"]


def test_the_text_may_stand_on_the_next_line(desk: Story) -> None:
    assert "Déplacements (sûr), à cause de : billet" in told(desk, "coralie", f"comprendre\n{TRAIN}")


def test_what_was_learned_is_said_with_the_reading(desk: Story) -> None:
    made = [corrected(desk, text)[1].ref for text in ASKED]
    said = told(desk, "coralie", f"comprendre {AGAIN}")
    assert "Services généraux (incertain), à cause de : kakemono" in said
    for ref in made:
        assert ref in said
    assert "Karim Diallo" in said


def test_what_was_learned_is_listed_forgotten_and_taken_back(desk: Story) -> None:
    assert "Rien pour l’instant" in told(desk, "coralie", "appris", "@")
    for text in ASKED:
        corrected(desk, text)
    learns(desk)
    listed = desk.types("coralie", "learned", "@")
    assert "kakemono" in desk.text(listed)
    assert "LYO-1" in desk.text(listed)
    forgotten = desk.presses("coralie", listed, "unlearn", "kakemono")
    assert "J’ai oublié" in desk.text(forgotten)
    learns(desk)
    assert asks(desk, AGAIN)[1].service is None
    back = desk.presses("coralie", forgotten, "relearn")
    assert "compte à nouveau" in desk.text(back)
    learns(desk)
    assert asks(desk, AGAIN)[1].service == "office"
    assert [row.act for row in desk.rows(Journal) if row.request_id is None] == ["unlearn", "relearn"]
    table = table_of(Words)
    kept = desk.read(lambda unit: unit.execute(select(table.c.body).where(table.c.kind == "learned")).all())
    assert kept == []
    assert "ne compte déjà plus" in desk.text(desk.forges("coralie", "relearn", "1"))
    assert "ne compte déjà plus" in desk.text(desk.forges("coralie", "unlearn", "rien"))


def test_a_long_list_goes_page_by_page(desk: Story) -> None:
    words = "badge imprimante courrier coursier cafetière facture devis relance train avion hôtel voiture salle réunion"
    more = "contrat attestation bulletin justificatif remboursement taxi agenda fournitures navette colis photocopieur"
    corrected(desk, f"{words} {more}", "reporting")
    first = desk.types("coralie", "appris", "@")
    assert "Voir la suite" in desk.text(first)
    rest = desk.presses("coralie", first, "more")
    assert desk.text(rest) != desk.text(first)
    assert "21" in desk.text(rest)
    assert desk.text(desk.types("coralie", "appris 2", "@")) == desk.text(rest)


def test_a_word_of_what_only_some_may_read_is_told_to_these_alone(desk: Story) -> None:
    """An admin reads no request: what invoices' people alone may read teaches, and shows no word to him."""
    desk.rules(_tom_reads_nothing)
    for text in ASKED:
        corrected(desk, text, "invoicing")
    assert "kakemono" in told(desk, "coralie", "appris", "@")
    assert "kakemono" not in told(desk, "tom", "learned", "@")
    for text in ASKED:
        corrected(desk, text, "office")
    said = told(desk, "tom", "learned", "@")
    assert "kakemono" in said
    assert "LYO-3" not in said


def _tom_reads_nothing(data: dict[str, Any]) -> None:
    """He looks after the desk, and steers no site; and the company keeps its expenses for its own people."""
    next(each for each in data["people"] if each["id"] == "tom")["roles"] = ["admin"]
    next(each for each in data["services"] if each["id"] == "expenses")["in_house_only"] = True


@pytest.mark.parametrize("service", ["office", "expenses"])
def test_a_word_written_to_the_desk_alone_is_told_to_those_who_may_read_it(desk: Story, service: str) -> None:
    """An admin reads no request, and the provider's coordinator none of what the company keeps for its own people."""
    desk.rules(_tom_reads_nothing)
    desk.types("karim", "site Lyon")
    for text in ASKED:
        desk.says("karim", "@", text)
        desk.forges("karim", "correct", f"{desk.requests()[-1].ref}:service:{service}")
        desk.pass_by(minutes=20)
    assert [(each.level, each.service) for each in desk.requests()] == [(Level.STANDARD, service)] * 2
    readers = {who for who in ("coralie", "tom") if "kakemono" in told(desk, who, "appris", "@")}
    assert readers == ({"coralie"} if service == "office" else set())
    assert ("LYO-1" in told(desk, "coralie", f"comprendre {AGAIN}")) is (service == "office")
    assert "LYO-1" not in told(desk, "tom", f"understand {AGAIN}")


def test_what_somebody_forgot_is_theirs_alone_to_take_back(desk: Story) -> None:
    for text in ASKED:
        corrected(desk, text, "invoicing")
    learns(desk)
    desk.presses("coralie", desk.types("coralie", "appris", "@"), "unlearn", "kakemono")
    learns(desk)
    said = desk.text(desk.forges("tom", "relearn", "1"), "tom")
    assert said == desk.text(desk.forges("tom", "relearn", "2"), "tom")
    assert "kakemono" not in said
    assert len(desk.rows(Unlearned)) == 1


EVERYBODY = ("karim", "lea", "ines", "claire", "hugo", "nadia", "samia", "coralie", "marc", "julie", "helene", "tom")


STRANGERS = {"lea", "hugo", "samia", "julie", "helene", "tom"}
"""To a request of Lyon's that alerted nobody yet: executives read what they were alerted about."""


def test_of_a_request_it_is_told_to_those_who_may_read_it(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    assert {who for who in EVERYBODY if not reads(desk, who, "lyo-1")} == STRANGERS
    said = reads(desk, "karim", "LYO-1")
    for part in (
        "Déplacements (sûr), à cause de : billet",
        "Lyon, que le texte ne dit pas\n",
        "oui (sûr), à cause de : urgent",
    ):
        assert part in said
    assert "Ce que quelqu’un a corrigé reste comme il l’a dit." in said
    assert reads(desk, "karim", "LYO-2") == reads(desk, "nobody", "LYO-1") == ""


def test_of_what_only_some_may_read_it_is_told_to_these_alone(desk: Story) -> None:
    desk.says("karim", "#lyon", BILL)
    assert {who for who in EVERYBODY if reads(desk, who, "LYO-1")} == {"karim", "ines", "claire", "coralie"}
    ref = confided(desk)
    assert {who for who in EVERYBODY if reads(desk, who, ref)} == {"karim", "nadia", "samia"}
    assert "bulletin" in reads(desk, "nadia", ref)


def test_it_is_of_the_words_as_they_stand_and_of_none_once_erased(desk: Story) -> None:
    wrote = desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "corriger LYO-1 service agenda")
    desk.edits(wrote, "pouvez-vous me réserver un taxi pour Strasbourg jeudi à 14h ?")
    said = reads(desk, "ines", "LYO-1")
    assert "Déplacements (sûr), à cause de : réserver\n" in said
    assert "billet" not in said
    words = desk.requests()[0].words_id
    desk.writer.run(lambda unit: wordstore.erase(unit, words)).result(30)
    assert reads(desk, "ines", "LYO-1") == ""


def test_what_was_learned_from_others_is_told_to_who_coordinates_alone(desk: Story) -> None:
    made = [corrected(desk, text)[1].ref for text in ASKED]
    ref = asks(desk, AGAIN)[1].ref
    assert made[0] in reads(desk, "coralie", ref)
    for who in ("karim", "ines"):
        assert "kakemono" in reads(desk, who, ref)
        assert made[0] not in reads(desk, who, ref)
