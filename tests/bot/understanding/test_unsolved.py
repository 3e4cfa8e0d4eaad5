"""What says plainly that what was done is not, and what leaves that in doubt."""

from __future__ import annotations

import pytest

from bot.understanding.pressing import says_only_how_soon
from bot.understanding.unsolved import says_unsolved


@pytest.mark.parametrize(
    "text",
    [
        "ca marche toujours pas !!",
        "sa marche tjrs pas",
        "ça ne marche plus",
        "l'imprimante n'imprime toujours pas",
        "ce n’est pas réglé",
        "c'est pas fait",
        "le problème est revenu",
        "la fuite continue",
        "le chauffage est encore en panne",
        "rouvrez svp",
        "je n'ai toujours rien reçu",
        "it still doesn't work",
        "It's not fixed",
    ],
)
def test_it_is_plain_that_it_is_not_done(text: str) -> None:
    assert says_unsolved(text)


@pytest.mark.parametrize(
    "text",
    [
        "le billet est au mauvais nom",
        "merci ça marche",
        "ça marche pas mal",
        "ça marche plus vite",
        "plus de problème",
        "ça ne marche pas ?",
        "si ça ne marche pas je vous redis",
        "inutile de rouvrir",
        "ne rouvrez pas svp",
        "c'est pas grave",
    ],
)
def test_nothing_is_opened_again_by_what_only_may_say_so(text: str) -> None:
    assert not says_unsolved(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("c urgent", True),
        ("URGENT !!", True),
        ("c'est très urgent svp", True),
        ("pas urgent", False),
        ("rien d'urgent", False),
        ("urgent ?", False),
        ("urgent, un taxi", False),
    ],
)
def test_how_soon_is_all_that_is_said(text: str, only: bool) -> None:
    assert says_only_how_soon(text) is only
