"""Teams' reactions, by the names that the charter gives emoji."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.emoji import name_of
from bot.emoji import verb_of
from tests.fakes.company import company_on

CHARTER = company_on("teams")


@pytest.mark.parametrize(
    ("reaction", "verb"),
    [
        ("1f440_eyes", "claim"),
        ("270b_raisedhand", "claim"),
        *((f"270b_raisedhand-tone{tone}", "claim") for tone in range(1, 6)),
        ("2705_whiteheavycheckmark", "done"),
        ("1f3ab_ticket", "create"),
        ("1f6a8_policecarsrevolvinglight", "urgent"),
        ("👀", "claim"),
        ("✋🏽", "claim"),
        ("eyes", "claim"),
    ],
)
def test_a_reaction_means_what_the_charter_gives_it(reaction: str, verb: str) -> None:
    assert verb_of(CHARTER, name_of(reaction)) == verb


@pytest.mark.parametrize(
    ("reaction", "name"),
    [
        ("like", "thumbsup"),
        ("like-tone3", "thumbsup"),
        ("yes-tone5", "thumbsup"),
        ("heart", "heart"),
        ("laugh", "laughing"),
        ("surprised", "open_mouth"),
        ("sad", "slightly_frowning_face"),
        ("angry", "angry"),
        ("1f44d_thumbsupsign", "thumbsup"),
        ("2714_heavycheckmark", "heavy_check_mark"),
        ("1f389_partypopper", "tada"),
        ("1f468_200d_1f9b0_maleredhaired", "\U0001f468\u200d\U0001f9b0"),
        ("50th_card", "50th_card"),
        ("plusone;0-weu-d7-abc", "plusone"),
        ("wait", "wait"),
        ("highfive", "highfive"),
    ],
)
def test_what_is_only_said_by_a_reaction_does_nothing(reaction: str, name: str) -> None:
    assert name_of(reaction) == name
    assert verb_of(CHARTER, name) is None


@given(st.text(max_size=80))
def test_any_text_is_no_error(reaction: str) -> None:
    name_of(reaction)
    name_of(f"{reaction}_x")
    name_of(f"110000_{reaction}")


def test_what_is_no_code_point_stays_a_name() -> None:
    assert name_of("ffffff_nothing") == "ffffff_nothing"
    assert name_of("") == ""
