"""What a place may show, and what is said where."""

from __future__ import annotations

import itertools

import pytest

from bot.policies.confidentiality import (
    Part,
    PlaceKind,
    audience_of,
    goes_direct,
    least,
    level_after,
    level_of,
    may_mark_source,
    part_in,
    relays,
)
from storage.tables import Audience, Level
from tests.bot.policies.company import charter

STANDARD, RESTRICTED, CONFIDENTIAL = Level.STANDARD, Level.RESTRICTED, Level.CONFIDENTIAL
SHARED = [kind for kind in PlaceKind if kind not in (PlaceKind.DIRECT, PlaceKind.LIST, PlaceKind.LOG)]


@pytest.mark.parametrize(
    ("service", "sensitive", "level"),
    [
        ("travel", False, STANDARD),
        (None, False, STANDARD),
        ("a_retired_service", False, STANDARD),
        ("invoicing", False, RESTRICTED),
        ("hr_admin", False, CONFIDENTIAL),
        ("travel", True, CONFIDENTIAL),
        ("invoicing", True, CONFIDENTIAL),
        (None, True, CONFIDENTIAL),
    ],
)
def test_the_level_is_the_services_or_the_words(service: str | None, sensitive: bool, level: Level) -> None:
    assert level_of(charter(), service, sensitive) is level


@pytest.mark.parametrize(
    ("current", "service", "by_requester", "level"),
    [
        (RESTRICTED, "travel", False, RESTRICTED),
        (RESTRICTED, "travel", True, STANDARD),
        (CONFIDENTIAL, "invoicing", False, CONFIDENTIAL),
        (CONFIDENTIAL, "invoicing", True, RESTRICTED),
        (STANDARD, "hr_admin", False, CONFIDENTIAL),
        (STANDARD, "hr_admin", True, CONFIDENTIAL),
    ],
)
def test_only_the_requester_makes_a_request_less_private(
    current: Level, service: str, by_requester: bool, level: Level
) -> None:
    assert level_after(charter(), current, service, False, by_requester=by_requester) is level


def test_nothing_confidential_has_any_card_in_a_place_that_several_read() -> None:
    for kind in SHARED:
        assert part_in(CONFIDENTIAL, kind) is Part.NOTHING
        assert audience_of(CONFIDENTIAL, kind) is None
    assert not may_mark_source(CONFIDENTIAL)


@pytest.mark.parametrize("kind", [kind for kind in PlaceKind if kind is not PlaceKind.DIRECT])
def test_no_words_of_a_restricted_or_confidential_request_are_shown_but_directly(kind: PlaceKind) -> None:
    assert part_in(RESTRICTED, kind) is not Part.FULL
    assert part_in(CONFIDENTIAL, kind) is not Part.FULL


@pytest.mark.parametrize(
    ("level", "kind", "part"),
    [
        (STANDARD, PlaceKind.REQUESTS, Part.FULL),
        (STANDARD, PlaceKind.TRIAGE, Part.FULL),
        (STANDARD, PlaceKind.LOG, Part.STATE),
        (RESTRICTED, PlaceKind.REQUESTS, Part.STATE),
        (RESTRICTED, PlaceKind.TRIAGE, Part.NOTHING),
        (RESTRICTED, PlaceKind.SHARED_TRIAGE, Part.NOTHING),
        (RESTRICTED, PlaceKind.DIRECT, Part.FULL),
        (RESTRICTED, PlaceKind.LIST, Part.STATE),
        (CONFIDENTIAL, PlaceKind.DIRECT, Part.FULL),
        (CONFIDENTIAL, PlaceKind.LIST, Part.STATE),
    ],
)
def test_what_a_place_may_show(level: Level, kind: PlaceKind, part: Part) -> None:
    assert part_in(level, kind) is part


def test_what_is_kept_in_house_is_not_read_by_the_provider_in_triage() -> None:
    assert part_in(STANDARD, PlaceKind.SHARED_TRIAGE, in_house_only=True) is Part.STATE
    assert part_in(STANDARD, PlaceKind.TRIAGE, in_house_only=True) is Part.FULL
    assert part_in(RESTRICTED, PlaceKind.SHARED_TRIAGE, in_house_only=True) is Part.NOTHING
    assert goes_direct(STANDARD, in_house_only=True, shared_triage=True)
    assert not goes_direct(STANDARD, in_house_only=True)
    assert not goes_direct(STANDARD, shared_triage=True)
    assert goes_direct(RESTRICTED)


@pytest.mark.parametrize(
    ("level", "kind", "own", "works", "audience"),
    [
        (STANDARD, PlaceKind.REQUESTS, False, False, Audience.REQUESTER),
        (RESTRICTED, PlaceKind.REQUESTS, False, False, Audience.REQUESTER),
        (STANDARD, PlaceKind.TRIAGE, False, False, Audience.TRIAGE),
        (RESTRICTED, PlaceKind.TRIAGE, False, False, None),
        (CONFIDENTIAL, PlaceKind.DIRECT, True, False, Audience.REQUESTER),
        (CONFIDENTIAL, PlaceKind.DIRECT, True, True, Audience.REQUESTER),
        (CONFIDENTIAL, PlaceKind.DIRECT, False, True, Audience.TRIAGE),
        (STANDARD, PlaceKind.DIRECT, False, False, Audience.PERSON),
        (STANDARD, PlaceKind.ALERTS, False, False, Audience.PERSON),
        (STANDARD, PlaceKind.LOG, False, False, None),
    ],
)
def test_each_card_has_the_audience_of_its_place(
    level: Level, kind: PlaceKind, own: bool, works: bool, audience: Audience | None
) -> None:
    assert audience_of(level, kind, own=own, works=works) is audience


def test_what_is_said_in_triage_never_reaches_the_requester_but_by_a_reply() -> None:
    said = {(a, b) for a, b in itertools.product(Audience, Audience) if relays(a, b)}
    requester, triage = Audience.REQUESTER, Audience.TRIAGE
    assert said == {(requester, requester), (requester, triage), (triage, triage)}
    assert relays(triage, requester, reply=True)
    assert not relays(triage, Audience.PERSON, reply=True)


def test_the_least_of_what_place_and_reader_allow() -> None:
    assert least(Part.FULL, Part.STATE) is Part.STATE
    assert least(Part.STATE, Part.NOTHING, Part.FULL) is Part.NOTHING
