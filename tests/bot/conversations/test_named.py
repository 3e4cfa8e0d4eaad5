"""What is confided is given to nobody whom it names, at once or afterwards; its author sees first to whom it goes."""

from __future__ import annotations

import pytest

from bot.cards import FieldErrors
from bot.events import FileSeen
from storage.tables import Level, Source, SourceState
from tests.bot.conversations.test_private import public
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import form_of

HARASSED = "Nadia me harcèle tous les jours"
PAID_TOO_LITTLE = "il me faudrait mon bulletin de paie d'octobre, Nadia s'est trompée"


@pytest.fixture(autouse=True)
def known_at_lyon(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.later(minutes=15)


@pytest.mark.parametrize(
    "text",
    [
        HARASSED,
        "je suis victime de harcèlement de la part de Mme Benali",
        "je suis victime de harcèlement, nadya est en cause",
        "je suis victime de harcèlement, voir avec nadia.benali@ateliers-durance.example",
        "je suis victime de harcèlement par <@nadia>",
    ],
)
def test_a_complaint_is_never_given_to_whom_it_names(desk: Story, text: str) -> None:
    desk.says("karim", "@", text)
    assert len(desk.requests()) == 1
    assert "Nadia Benali : votre message en parle" in str(desk.last("@karim", "sensitive_offer"))
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.later(days=1)
    assert "LYO-2" not in desk.by_desk("@nadia") + public(desk)
    assert "LYO-2" in desk.by_desk("@samia")


def test_what_names_all_of_them_is_given_to_nobody(desk: Story) -> None:
    desk.says("karim", "@", "Nadia et Mme Roux me harcèlent tous les jours")
    offer = desk.last("@karim", "sensitive_offer")
    assert "Julie Schmitt" in str(offer)
    assert "Oui, en privé" not in str(offer)
    (held,) = desk.rows(Source, state=SourceState.PRIVATE)
    desk.forges("karim", "confide", f"source:{held.id}", at=offer)
    desk.later(days=1)
    assert len(desk.requests()) == 1
    assert "harcèlent" not in "".join(desk.by_desk(f"@{each}") for each in ("nadia", "samia", "julie", "coralie"))


def test_what_others_may_read_is_confided_to_them_once_its_author_has_seen_it(desk: Story) -> None:
    desk.says("karim", "@", PAID_TOO_LITTLE)
    offer = desk.last("@karim", "sensitive_offer")
    assert "Le confier à Samia Roux ?" in str(offer)
    desk.presses("karim", offer, "confide")
    made = desk.request("LYO-2")
    assert (made.level, made.kept_from) == (Level.CONFIDENTIAL, "nadia")
    assert "LYO-2" in desk.by_desk("@samia")
    for act in ("prendre LYO-2", "voir LYO-2", "fait LYO-2", "à prendre", "chercher paie"):
        desk.types("nadia", act, "@")
    desk.types("samia", "prendre LYO-2", "@")
    desk.types("samia", "confier LYO-2 nadia", "@")
    desk.types("karim", "alerter LYO-2", "@")
    desk.types("samia", "rendre LYO-2", "@")
    desk.later(days=2)
    assert desk.who_has("LYO-2") is None
    assert "LYO-2" not in desk.by_desk("@nadia") + desk.whispered("nadia") + desk.opens_home("nadia")
    assert "bulletin" not in desk.sees("nadia")


def test_an_edit_that_names_who_has_it_takes_it_from_them(desk: Story) -> None:
    written = desk.says("karim", "@", "il me faudrait mon bulletin de paie d'octobre")
    desk.types("nadia", "prendre LYO-2", "@")
    assert desk.who_has("LYO-2") == "nadia"
    desk.edits(written, PAID_TOO_LITTLE)
    assert desk.who_has("LYO-2") != "nadia"
    assert "trompée" not in desk.sees("nadia") + desk.opens_home("nadia")
    assert "trompée" in desk.by_desk("@samia")


def test_the_name_of_a_file_names_too(desk: Story) -> None:
    desk.says("karim", "@", "je suis victime de harcèlement", files=(FileSeen(name="plainte-Nadia-Benali.pdf"),))
    assert len(desk.requests()) == 1
    assert "plainte" not in desk.by_desk("@nadia")


def test_a_form_says_so_before_anything_is_made(desk: Story) -> None:
    form = desk.types("karim", f"nouvelle {HARASSED}", "@")
    reply = desk.sends("karim", form_of(form).id)
    assert isinstance(reply, FieldErrors)
    assert "text" in reply.errors
    assert len(desk.requests()) == 1


def test_an_ordinary_need_may_name_anybody(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait un taxi pour Nadia Benali jeudi à 8h")
    assert desk.request("LYO-2").level is Level.STANDARD
    desk.says("karim", "@", "il me faudrait mon bulletin de paie d'octobre")
    assert desk.request("LYO-3").kept_from == ""
    assert "LYO-3" in desk.by_desk("@nadia")
