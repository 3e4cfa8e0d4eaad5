"""What only asks where a thing stands, by its name, and what says something more."""

from __future__ import annotations

import pytest

from bot.understanding.asking_after import thing_asked_after


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("ou en est mon taxi ?", "taxi"),
        ("Bonjour ! Où en est-on pour la salle de jeudi, merci", "salle"),
        ("avez-vous des nouvelles de ma chambre d'hôtel ?", "chambre"),
        ("toujours pas de nouvelles de mon badge", "badge"),
        ("Vous avez pu réserver mon taxi ?", "taxi"),
        ("le taxi c'est bon ?", "taxi"),
        ("et mon badge ?", "badge"),
        ("quand aurai-je mon badge ?", "badge"),
        ("have you booked my taxi yet?", "taxi"),
        ("has my taxi been booked?", "taxi"),
        ("vous avez pu réserver un taxi ?", None),
        ("pouvez-vous réserver le taxi ?", None),
        ("réserver la salle ?", None),
        ("le taxi est réservé", None),
        ("c'est bon pour le taxi", None),
        ("et le taxi plutôt à 9h ?", None),
        ("et le taxi, pour 3 personnes", None),
        ("où en est mon taxi ? il me le faut à 9h", None),
        ("vous avez la clé de la salle ?", None),
        ("", None),
    ],
)
def test_the_thing_asked_after(text: str, thing: str | None) -> None:
    assert thing_asked_after(text) == thing
