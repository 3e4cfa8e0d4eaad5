"""What is said of oneself where there is little of it, or in an emergency."""

from __future__ import annotations

from tests.bot.views.gallery_own_data import cards


def test_an_emergency_is_said_as_one_with_its_day_and_a_day_alone_is_no_span() -> None:
    drawn = {name: card.model_dump_json() for name, card in cards().items()}
    assert '"own_data.opened_emergency"' in drawn["own data, the rest"]
    assert '"grain":"now"' not in drawn["own data, the rest"].split('"own_data.opened_emergency"')[1]
    assert not [name for name, card in drawn.items() if '"grain":"now"' in card], "it is read again another day"
    assert '"own_data.deeds_of_a_day"' in drawn["own data, of one day"]
    assert '"own_data.no_requests"' in drawn["own data, of one day"]
    assert '"own_data.deeds"' in drawn["own data, of who asks"]
