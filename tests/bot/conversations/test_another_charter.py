"""Another charter is in force: nothing stays, or goes on being said, where it no longer lets it be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.conversations import handing
from storage.tables import Level, Place
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"


def made_public(data: dict[str, Any]) -> None:
    for channel in data["channels"]:
        if channel["id"] == "C0DESK":
            channel["purpose"] = "requests"
            channel.pop("shared_with")


def dropped(data: dict[str, Any]) -> None:
    data["channels"] = [each for each in data["channels"] if each["id"] != "C0DESK"]


def for_another_site(data: dict[str, Any]) -> None:
    next(each for each in data["channels"] if each["id"] == "C0DESK")["site"] = "aix"


def restricted(data: dict[str, Any]) -> None:
    next(each for each in data["services"] if each["id"] == "travel")["restricted"] = True


def renamed(data: dict[str, Any]) -> None:
    """Lyon is listed under another id, with the same code."""

    def again(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: again(each) for key, each in value.items()}
        if isinstance(value, list):
            return [again(each) for each in value]
        return "lyon2" if value == "lyon" else value

    new = again(data)
    data.clear()
    data.update(new)


def standing(desk: Story, where: str) -> list[Place]:
    return [each for each in desk.rows(Place) if each.conversation == where and not each.retired]


@pytest.mark.parametrize("change", [made_public, dropped, for_another_site])
def test_a_channel_that_is_triage_no_longer_keeps_no_card_and_hears_nothing_more(
    desk: Story, change: Callable[[dict[str, Any]], None]
) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.says("claire", "#desk", "une note", under=desk.card("LYO-1", "#desk"))
    desk.rules(change)
    assert "LYO-1" not in desk.by_desk("#desk")
    desk.says("karim", "#lyon", "c'est pour le chantier Mistral", under=asked)
    assert "Mistral" not in desk.by_desk("#desk")
    assert standing(desk, "C0DESK") == []


@pytest.mark.parametrize("change", [made_public, restricted])
def test_nothing_leaks_while_many_wait_for_their_turn(
    desk: Story, change: Callable[[dict[str, Any]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "AT_ONCE", 1)
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 9h")
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.says("zoe", "#lyon", "il me faudrait un hôtel à Nantes lundi")
    desk.rules(change)
    assert "LYO-2" in desk.by_desk("#desk")
    desk.says("karim", "#lyon", "c'est pour le chantier Mistral", under=asked)
    assert "Mistral" not in desk.by_desk("#desk")
    desk.later(minutes=1)
    assert "LYO-" not in desk.by_desk("#desk")


def test_a_new_triage_channel_shows_what_is_at_work(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    new = {"platform": "slack", "id": "C0NEWDESK", "purpose": "assistants", "shared_with": "provider"}
    desk.rules(lambda data: data["channels"].append(new))
    assert [each.retired for each in standing(desk, "C0NEWDESK")] == [False]
    assert [each.retired for each in standing(desk, "C0DESK")] == [False]


def test_a_service_made_restricted_takes_its_requests_out_of_triage(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur demain")
    desk.types("ines", "prendre LYO-1")
    desk.rules(restricted)
    assert [each.level for each in desk.requests()] == [Level.RESTRICTED, Level.STANDARD]
    assert "LYO-1" not in desk.by_desk("#desk")
    assert "LYO-2" in desk.by_desk("#desk")
    assert TRAIN in str(desk.card("LYO-1", "@ines"))
    assert desk.who_has("LYO-1") == "ines"
    desk.says("karim", "#lyon", "c'est pour le chantier Mistral", under=asked)
    assert "Mistral" not in desk.by_desk("#desk")
    assert "Mistral" in desk.room("@ines")
    desk.rules(lambda data: None)
    assert desk.request("LYO-1").level is Level.RESTRICTED


def test_a_doubtful_line_stands_where_triage_is_now_and_only_with_what_it_may_read(desk: Story) -> None:
    first = desk.says("karim", "#lyon", "train pour Paris")
    desk.later(hours=1)
    assert "train pour Paris" in desk.by_desk("#desk")
    desk.rules(dropped)
    assert "train pour Paris" not in desk.by_desk("#desk")
    desk.rules(lambda data: None)
    assert "train pour Paris" in desk.by_desk("#desk")
    desk.edits(first, "facture fournisseur Dupont en souffrance 4500 euros")
    assert "Dupont" not in desk.by_desk("#desk")


def test_a_code_that_changes_hands_goes_on_counting(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.rules(renamed)
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 9h")
    assert [(each.ref, each.site) for each in desk.requests()] == [("LYO-1", "lyon"), ("LYO-2", "lyon2")]
