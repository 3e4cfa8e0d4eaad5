"""Every event ever stored can be read back, and any text can be stored."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events import Event, MessageSeen, Where, at_a_time, dump, load, storable

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("events.v*.jsonl"))


def kinds() -> set[str]:
    return {event.model_fields["kind"].default for event in get_args(get_args(Event)[0])}


def as_stored(read: Any, stored: Any) -> Any:
    """What was read, without what was not stored."""
    if isinstance(stored, dict):
        return {name: as_stored(read[name], value) for name, value in stored.items()}
    if isinstance(stored, list) and len(read) == len(stored):
        return [as_stored(*both) for both in zip(read, stored, strict=True)]
    return read


@pytest.mark.parametrize("samples", SAMPLES, ids=lambda path: path.name)
def test_the_events_of_each_version_are_read_back(samples: Path) -> None:
    version = int(samples.name.split(".")[1].removeprefix("v"))
    for line in samples.read_text(encoding="utf-8").splitlines():
        stored = json.loads(line)
        assert stored["v"] == version
        event = load(line)
        read = json.loads(dump(event))
        # What a later version adds has a default; nothing that was stored is dropped, or read as something else.
        assert as_stored(read, stored) == stored | {"v": read["v"]}


def test_the_newest_samples_hold_each_kind_there_is() -> None:
    newest = SAMPLES[-1].read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["kind"] for line in newest} == kinds()


@pytest.mark.parametrize("body", ["", "{}", "null", '{"kind": "sung"}', '{"v": 1, "kind": "home_opened"}'])
def test_what_is_no_event_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        load(body)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_stored_and_keeps_all_that_can_be_kept(text: str) -> None:
    kept = storable(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\0" not in kept
    assert len(kept) == len(text)
    assert all(a == b for a, b in zip(kept, text, strict=True) if a not in "␀\N{REPLACEMENT CHARACTER}")


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("year", [1, 1969, 9999])
def test_an_instant_that_no_clock_tells_is_that_of_its_coming(year: int) -> None:
    told = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    event = MessageSeen(key="1", at=told, posted_at=told, where=Where(platform="tiny", conversation="lyon"), ts="1")
    read = at_a_time(event, NOW)
    assert (read.at, read.posted_at, read.ts) == (NOW, NOW, "1")
    partly = at_a_time(event.model_copy(update={"at": NOW}), NOW)
    assert (partly.at, partly.posted_at) == (NOW, NOW)


@pytest.mark.parametrize("days", [-3650, -1, 0, 1, 3650])
def test_any_other_is_as_it_was_told(days: int) -> None:
    told = NOW + timedelta(days=days)
    event = MessageSeen(key="1", at=told, where=Where(platform="tiny", conversation="lyon"), ts="1")
    assert at_a_time(event, NOW) is event
