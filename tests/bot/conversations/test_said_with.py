"""What is said with an alert or a rating, and who reads it: nobody what is personal, its author apart."""

from __future__ import annotations

import pytest

from storage.tables import Level, Rating, Words
from tests.bot.conversations.test_private import confided
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi matin"
ILL = "je suis en arrêt maladie depuis lundi"
THERAPY = "mon opération était déplacée"
ALL = ("ines", "claire", "hugo", "coralie", "marc", "nadia", "samia")


@pytest.fixture
def done(desk: Story) -> Story:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "fait LYO-1")
    return desk


def who_reads(desk: Story, words: str) -> list[str]:
    """Who finds these words, among all who work, once they have looked."""
    for who in ALL:
        desk.types(who, "voir LYO-1", "@")
    return [who for who in ALL if words in desk.sees(who)]


@pytest.mark.parametrize("who", ["karim", "ines"])
def test_an_alert_goes_at_once_without_its_personal_words(desk: Story, who: str) -> None:
    desk.says("karim", "#lyon", TRAIN)
    told = desk.text(desk.types(who, f"escalade LYO-1 {ILL}", "@"), who)
    assert "La coordination est prévenue pour LYO-1." in told
    assert "Votre mot semble personnel" in told
    assert "Nadia Benali" in told
    assert told.count(ILL) == 1
    assert "LYO-1 a besoin de vous" in str(desk.pings("@coralie")[-1])
    desk.later(minutes=10)
    assert who_reads(desk, ILL) == ([who] if who in ALL else [])
    assert [entry.data["words"] for entry in desk.entries("LYO-1") if entry.act == "escalate"] == [None]


def test_once_alerted_what_is_personal_is_not_said_to_be_noted(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    assert "noté" in desk.text([desk.types("karim", f"escalade LYO-1 {why}", "@") for why in ("vite", "très vite")][1])
    again = desk.text(desk.types("karim", f"escalade LYO-1 {ILL}", "@"))
    assert "déjà prévenue" in again
    assert "Votre mot semble personnel" in again
    assert "noté" not in again
    assert "noté" not in desk.text(desk.types("karim", "escalade LYO-1", "@"))


def test_what_is_kept_from_it_is_confided_in_a_request(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.presses("karim", desk.types("karim", f"escalade LYO-1 {ILL}", "@"), "new")
    desk.sends("karim", form, text=ILL, site="lyon")
    assert desk.request("LYO-2").level is Level.CONFIDENTIAL
    assert who_reads(desk, ILL) == ["nadia", "samia"]


def test_what_is_confidential_is_alerted_about_with_its_words(desk: Story) -> None:
    confided(desk, "karim", "#lyon")
    assert "semble personnel" not in desk.text(desk.types("karim", f"escalade LYO-1 {ILL}", "@"))
    assert ILL in desk.text(desk.types("karim", "voir LYO-1", "@"))


def test_a_score_is_taken_without_its_personal_words(done: Story) -> None:
    told = done.text(done.types("karim", f"noter LYO-1 4 {THERAPY}", "@"))
    assert "Votre mot semble personnel" in told
    assert told.count(THERAPY) == 1
    assert done.rows(Rating)[0].score == 4
    assert done.rows(Rating)[0].words_id is None
    assert who_reads(done, THERAPY) == []


def test_so_it_is_in_the_form_beside_the_words(done: Story) -> None:
    form = done.types("karim", "noter LYO-1")
    told = done.text(done.sends("karim", form, score="4", comment=THERAPY))
    assert told.startswith("comment: Merci pour votre avis sur LYO-1 : 4 sur 5. Votre mot semble personnel")
    assert done.rows(Rating)[0].score == 4
    done.sends("karim", form, score="3", comment="un peu lent")
    assert done.rows(Rating)[0].score == 3
    assert "ines" in who_reads(done, "« un peu lent »")
    assert [entry.data["score"] for entry in done.entries("LYO-1") if entry.act == "rate"] == [4, 3]
    assert not any(THERAPY in str(each.body) for each in done.rows(Words))


@pytest.mark.parametrize("who", ["ines", "marc"])
def test_why_somebody_else_alerted_is_not_for_the_requester(desk: Story, who: str) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types(who, "escalade LYO-1 Karim change d'avis chaque matin, prenez-le", "@")
    desk.types("karim", "escalade LYO-1 le client attend", "@")
    history = desk.text(desk.types("karim", "voir LYO-1", "@"))
    assert history.count("a alerté ") == 2
    assert "« le client attend »" in history
    assert "chaque matin" not in desk.sees("karim")
    for reader in ("claire", "coralie", who):
        assert "chaque matin" in desk.text(desk.types(reader, "voir LYO-1", "@"), reader)


def test_nor_where_the_requester_is_who_would_be_alerted(desk: Story) -> None:
    desk.says("coralie", "#lyon", TRAIN)
    desk.types("ines", "escalade LYO-1 Coralie change d'avis chaque matin, prenez-le", "@")
    desk.later(minutes=10)
    assert "LYO-1 a besoin de vous" in desk.room("@marc")
    assert "a besoin de vous" not in desk.room("@coralie")
    assert "chaque matin" not in desk.sees("coralie") + desk.text(desk.types("coralie", "voir LYO-1", "@"))
