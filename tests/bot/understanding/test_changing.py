"""What changes the thing that its author asked, by its name, and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.understanding import changes

ROOM, TAXI = "il me faudrait une salle vendredi 14h", "il me faudrait un taxi demain 8h"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("finalement la salle c'est pour 15h", ROOM),
        ("le taxi de demain c'est 9h finalement", TAXI),
        ("en fait mon taxi serait plutôt à 9h", TAXI),
        ("pour la salle de vendredi, prévoir aussi un écran", ROOM),
        ("et pour le taxi, nous serons trois", TAXI),
        ("the room is for 3pm actually", "could you book a room on Friday at 2pm"),
        ("changement : la salle, c'est jeudi", ROOM),
    ],
)
def test_it_is_changed_by_name(text: str, asked: str) -> None:
    assert changes(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("finalement la salle c'est pour 15h", TAXI),
        ("finalement il me faudrait aussi une voiture demain", "il me faudrait une voiture jeudi"),
        ("il me faudrait une autre salle vendredi 16h", ROOM),
        ("finalement j'ai pris le bus", TAXI),
        ("la salle Rhône est libre", ROOM),
        ("pour lundi il me faudrait un taxi", TAXI),
        ("bonjour", ROOM),
        ("", ROOM),
    ],
)
def test_it_is_not(text: str, asked: str) -> None:
    assert not changes(text, asked)
