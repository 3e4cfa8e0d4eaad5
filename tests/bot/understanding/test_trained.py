"""What the words of a message speak for, as it was learned from labelled ones."""

from __future__ import annotations

from math import isclose

import pytest

from bot.understanding import RequestKind, read, trained
from bot.understanding.text import words_of
from bot.understanding.trained import ASKING, PRIVATE, SCALE, SPEAKS_FOR, features_of, read_weights, spoken_in
from tests.bot.understanding.contexts import context

LINES = (
    "\tasking\tprivate\tpressing\ttravel\tother",
    "\t-0.5\t0.0\t0.0\t0.25\t0.0",
    "asking\t0.5\t2.0\t1.0",
    "private\t1.0\t1.0\t0.0",
    "pressing\t1.0\t1.0\t0.0",
    "train\t900\t200\t-327\t\t300\t",
    "demain\t400\t-50\t\t\t\t120",
)
LONG = "bonjour je voudrais savoir si le train de demain pour la gare du nord est bien pris par nous"


def test_a_message_is_known_by_its_words_past_its_greeting() -> None:
    assert features_of(words_of("bonjour, 2 badges ?")) == features_of(words_of("7 badges ?"))
    assert {"0", "badges", "< 0", "badges >", "0 badges", "badg*", "badge*", "*ges", "?", "#0"} == features_of(
        words_of("2 badges ?")
    )


def test_weights_add_up_by_the_length_of_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trained, "weights_of", lambda language: read_weights(LINES))
    spoken = spoken_in(words_of(LONG), "fr")
    length = (13 + trained.FEW) ** 0.5
    assert isclose(spoken.scores[ASKING], -0.5 + 150 / SCALE / length)
    assert isclose(spoken.scores[PRIVATE], -327 / SCALE / length)
    assert isclose(spoken.kind("travel"), 0.25 + (300 - 120) / SCALE / length)
    assert spoken.kind("legal") == 0.0, "none was labelled"
    assert isclose(spoken.odds(ASKING, 3.0, 9.0), 1.5 + 2 * spoken.scores[ASKING] + 1.0)
    assert spoken.heaviest(words_of(LONG), ASKING) == ("train",)


def test_few_words_are_read_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trained, "weights_of", lambda language: read_weights(LINES))
    spoken = spoken_in(words_of("un train demain"), "fr")
    assert spoken.odds(ASKING, 3.0, 9.0) == 9.0
    assert spoken.heaviest(words_of("un train demain"), ASKING) == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_learned_stands_for_both_languages(language: str) -> None:
    weights = trained.weights_of(language)
    assert weights.heads[: len(SPEAKS_FOR)] == SPEAKS_FOR
    assert set(weights.joined) == set(SPEAKS_FOR)
    assert {"travel", "meetings", "office", "hr", trained.OTHER} <= set(weights.heads)
    assert all(joined.words > 0 and joined.rules > 0 for joined in weights.joined.values()), "both count"


@pytest.mark.parametrize(
    "text",
    [
        "Figurez-vous que l'imprimante a choisi ce matin pour avaler ma thèse, j'en ai ri toute la réunion",
        "Le badge de mon voisin sonne à chaque passage et toute la cantine applaudit, c'est devenu un spectacle",
    ],
)
def test_a_story_that_names_an_office_thing_makes_no_request(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(text, context()).request.value is not RequestKind.YES
    monkeypatch.setattr(trained, "_RULED", len(text))
    monkeypatch.setattr(trained, "_SPOKEN", len(text) + 1)
    assert read(text, context()).request.value is RequestKind.YES, "by rules alone it is one"
