"""A colleague's work is not taken away, nor changed under their hands, without their being told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bot.desk_harness import Story, Wrote

ROOM = "il me faudrait une salle jeudi à 14h"


@pytest.fixture
def asked(desk: Story) -> Wrote:
    """LYO-1, that Inès has; what she was told of it was long ago."""
    asked = desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.later(minutes=10)
    return asked


def news(desk: Story, who: str = "ines") -> str:
    desk.later(minutes=6)
    return "\n".join(str(each) for each in desk.pings(f"@{who}"))


def transferred(desk: Story, asked: Wrote) -> None:
    desk.types("coralie", "transférer LYO-1 hr_admin")


def moved_by_its_author(desk: Story, asked: Wrote) -> None:
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "site:strasbourg")


def kept_elsewhere(desk: Story, asked: Wrote) -> None:
    desk.types("coralie", "transférer LYO-1 travel")


def reassigned(desk: Story, asked: Wrote) -> None:
    desk.types("coralie", "confier LYO-1 Claire")


def released(desk: Story, asked: Wrote) -> None:
    desk.types("coralie", "rendre LYO-1")


def reworded(desk: Story, asked: Wrote) -> None:
    desk.edits(asked, "il me faudrait une salle vendredi à 9h")


def source_deleted(desk: Story, asked: Wrote) -> None:
    desk.deletes(asked)


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (transferred, "LYO-1 est passée à un autre service ou à un autre site. Elle n’est plus dans vos mains."),
        (moved_by_its_author, "LYO-1 "),
        (kept_elsewhere, "LYO-1 a changé de service ou de site. Elle reste dans vos mains."),
        (reassigned, "LYO-1 est confiée à quelqu’un d’autre. Elle n’est plus dans vos mains."),
        (released, "LYO-1 est remise au pôle. Elle n’est plus dans vos mains."),
        (reworded, "Le texte de LYO-1 a changé"),
        (source_deleted, "Le message d’origine de LYO-1 a été supprimé."),
    ],
)
def test_whoever_has_it_is_told(desk: Story, asked: Wrote, happens: Callable[[Story, Wrote], None], told: str) -> None:
    before = news(desk)
    happens(desk, asked)
    after = news(desk).removeprefix(before)
    assert told in after
    assert after.count("LYO-1") == 1
    assert "salle" not in after


def test_nobody_is_told_of_what_they_did_themselves(desk: Story, asked: Wrote) -> None:
    before = news(desk)
    desk.types("ines", "transférer LYO-1 travel")
    desk.types("ines", "rendre LYO-1")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "confier LYO-1 Claire")
    assert news(desk) == before


def test_given_back_to_them_within_minutes_they_are_told_the_last_word_alone(desk: Story, asked: Wrote) -> None:
    before = news(desk)
    desk.says("lea", "#lyon", "il me faudrait un train pour Paris lundi")
    desk.types("coralie", "confier LYO-2 Inès")
    desk.types("coralie", "rendre LYO-1")
    desk.types("coralie", "confier LYO-1 Inès")
    after = news(desk).removeprefix(before)
    assert "LYO-1 vous est confiée." in after
    assert "plus dans vos mains" not in after


def test_two_news_of_one_request_are_news_of_one(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    for order in ("fait", "rouvrir", "urgent"):
        desk.types("ines" if order == "fait" else "karim", f"{order} LYO-1")
    assert "Du nouveau sur 1 demande :" in str(desk.pings("@ines")[-1])
