"""What is told to everybody, or asked of colleagues, is no request; what is somebody's own may be one."""

from __future__ import annotations

import pytest

from bot.understanding import RequestKind
from bot.understanding.telling import told_in_full
from bot.understanding.text import words_of


@pytest.mark.parametrize(
    "text",
    [
        "Le train de 8h est supprimé aujourd'hui, grève SNCF",
        "Attention, le métro est bloqué ce matin",
        "les trains pour Paris sont annulés demain, grève",
        "the train is delayed this morning, snow",
        "on est combien à la réunion ?",
        "combien on est pour le déjeuner de jeudi ?",
        "how many are we at the meeting?",
    ],
)
def test_it_is_told_to_everybody(text: str) -> None:
    assert told_in_full(words_of(text)) is RequestKind.NO


@pytest.mark.parametrize(
    "text",
    [
        "mon train de 8h est supprimé, grève SNCF",
        "le train de 8h est supprimé, il m'en faudrait un autre",
        "le train de 8h est supprimé, pouvez-vous me mettre sur celui de 10h ?",
        "on est combien à la réunion ? il nous faut une salle",
        "combien coûte un taxi ?",
        "le badge est bloqué",
    ],
)
def test_it_may_be_asked(text: str) -> None:
    assert told_in_full(words_of(text)) is not RequestKind.NO
