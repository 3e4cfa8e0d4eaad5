"""Whom a refusal sends its reader to, where nobody is to be named."""

from __future__ import annotations

import pytest

from bot.views import notices
from storage.tables import Level
from tests.bot.views.subjects import facts


@pytest.mark.parametrize(
    ("level", "key"), [(Level.CONFIDENTIAL, "refusal.nobody_private"), (Level.STANDARD, "refusal.nobody")]
)
def test_nobody_is_sent_to_the_coordination_with_what_it_is_not_to_know(level: Level, key: str) -> None:
    card = notices.refusal("not_allowed", [], facts(level=level).request)
    assert f'"{key}"' in card.model_dump_json()
