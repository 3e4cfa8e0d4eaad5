"""The scorer on made-up answers, the files it reads, and one real process that answers it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.charter.loader import load
from tests.understanding.__main__ import main
from tests.understanding.asking import CHARTER, LANGUAGES, PARTS, answered, messages
from tests.understanding.dates import FIELDS, Json, Judged, judge, says_dates
from tests.understanding.scoring import Figure, Pair, figures, wrong

PARIS = ZoneInfo("Europe/Paris")
NOTHING: Json = dict.fromkeys(FIELDS)
FRIDAY = {"value": "2026-11-27", "grain": "day"}
AT_TWO = {"value": "2026-11-26T14:00:00+01:00", "grain": "minute"}
MORNING = {
    "value": "2026-11-26T08:00:00+01:00",
    "grain": "part",
    "window": ["2026-11-26T06:00:00+01:00", "2026-11-26T12:30:00+01:00"],
}
THE_WEEK = {"value": "2026-12-04", "grain": "day", "window": ["2026-11-30T00:00:00+01:00", "2026-12-06T23:59:59+01:00"]}
AT_ONCE = {
    "value": None,
    "grain": "day",
    "window": ["2026-11-26T00:00:00+01:00", "2026-11-27T23:59:59+01:00"],
    "asap": True,
}


LABEL: Json = {"request": True, "service": "travel", "site": "lyon", "urgent": False, "sensitive": False} | NOTHING
WHEN: Json = {"lang": "fr", "reference_time": "2026-11-26T09:00:00+01:00", "timezone": "Europe/Paris"}
ASKED_AT_AIX: Json = WHEN | {
    "id": "a need",
    "text": "Bonjour, pouvez-vous réserver un billet de train pour Paris ?",
    "channel_site": None,
    "author_site": "aix",
    "expected": LABEL,
}
THANKS: Json = ASKED_AT_AIX | {
    "id": "thanks",
    "text": "merci",
    "author_site": None,
    "expected": LABEL | {"request": False, "service": None, "site": None},
}


@pytest.mark.parametrize(
    ("wanted", "said", "main", "roles"),
    [
        ({"due": FRIDAY}, {"due": "2026-11-27"}, True, True),
        ({"due": FRIDAY}, {"due": "2026-11-27T18:00:00+01:00"}, True, True),
        ({"due": FRIDAY}, {"due": "2026-11-26T23:30:00Z"}, True, True),
        ({"due": FRIDAY}, {"due": "2026-11-28"}, False, False),
        ({"due": FRIDAY}, {"event_start": "2026-11-27"}, True, False),
        ({"due": FRIDAY}, {"due": "2026-11-27", "event_start": "2026-11-27"}, True, False),
        ({"due": FRIDAY}, {}, False, False),
        ({"due": FRIDAY | {"also": ["2026-11-26"]}}, {"due": "2026-11-26"}, True, True),
        ({"event_start": AT_TWO}, {"event_start": "2026-11-26T14:00:00"}, True, True),
        ({"event_start": AT_TWO}, {"event_start": "2026-11-26T14:30:00+01:00"}, False, False),
        ({"event_start": AT_TWO}, {"event_start": "2026-11-26"}, False, False),
        ({"event_start": AT_TWO}, {"due": "2026-11-26T14:00:00+01:00"}, True, False),
        ({"event_start": AT_TWO}, dict.fromkeys(("due", "event_start"), "2026-11-26T14:00:00+01:00"), True, True),
        ({"event_start": MORNING}, {"event_start": "2026-11-26T09:30:00+01:00"}, True, True),
        ({"event_start": MORNING}, {"event_start": "2026-11-26T15:00:00+01:00"}, False, False),
        ({"event_start": MORNING}, {"event_start": "2026-11-26"}, False, False),
        ({"due": THE_WEEK}, {"event_start": "2026-12-01"}, True, True),
        ({"due": THE_WEEK}, {"due": "2026-12-07"}, False, False),
        ({"due": AT_ONCE}, {}, True, True),
        ({"due": AT_ONCE}, {"due": "2026-11-27"}, True, True),
        ({"due": AT_ONCE}, {"due": "2026-11-30"}, False, False),
        ({}, {}, True, True),
        ({}, {"event_start": "2026-11-26"}, False, False),
        ({}, {"event_end": "2026-11-26"}, True, False),
        ({"due": FRIDAY, "event_start": AT_TWO}, {"due": "2026-11-27"}, True, False),
        ({"event_start": FRIDAY, "event_end": THE_WEEK}, {"event_start": "2026-11-27"}, True, False),
        (
            {"event_start": FRIDAY, "event_end": THE_WEEK},
            {"event_start": "2026-11-27", "event_end": "2026-12-04"},
            True,
            True,
        ),
        ({"due": FRIDAY, "dates_also": [NOTHING | {"event_start": FRIDAY}]}, {"event_start": "2026-11-27"}, True, True),
        ({"due": FRIDAY, "dates_also": [NOTHING]}, {}, True, True),
    ],
)
def test_dates_are_right_in_the_day_the_grain_and_the_role(wanted: Json, said: Json, main: bool, roles: bool) -> None:
    assert judge(NOTHING | wanted, said, PARIS) == Judged(main=main, roles=roles)


def test_a_question_is_half_right_and_neither_loses_a_request_nor_makes_one() -> None:
    told = _told(
        _pair({"request": True}, {"request": True}),
        _pair({"request": True}, {"request": True, "ask": True}),
        _pair({"request": True}, {"request": False}),
        _pair({"request": False}, {"request": True}),
        _pair({"request": False}, {"request": True, "ask": True}),
        _pair({"request": False, "request_also": [True]}, {"request": True}),
        _pair({"request": "ask"}, {"request": True, "ask": True}),
        _pair({"request": "ask"}, {"request": False}),
    )
    assert told["request or not"].percent == pytest.approx(100 * 4.5 / 8)
    assert told["asked about"].percent == pytest.approx(100 * 3 / 8)
    for name in ("chats made requests", "requests lost"):
        assert told[name].percent == pytest.approx(100 / 3)
        assert (told[name].of, told[name].held) == (3, False)


def test_service_and_site_are_measured_on_requests_alone_and_no_service_is_other() -> None:
    told = _told(
        _pair({"service": "travel", "site": "aix"}, {"service": "travel", "site": None}),
        _pair({"service": "other", "site": None}, {"service": None, "site": None}),
        _pair({"service": "office", "service_also": ["travel"], "site": "lyon"}, {"service": "travel", "site": "lyon"}),
        _pair({"service": "office", "site": "lyon"}, {"service": None, "site": "lyon", "request": False}),
        _pair({"request": False, "service": None, "site": None}, {"service": "travel", "site": "lyon"}),
    )
    assert (told["service"].percent, told["service"].of) == (75, 4)
    assert (told["site"].percent, told["site"].of) == (75, 4)


def test_urgency_and_sensitivity_are_told_apart_where_they_are_not_left_open() -> None:
    told = _told(
        _pair({"urgent": True, "sensitive": True}, {"urgent": True, "sensitive": "doubt"}),
        _pair({"urgent": True, "sensitive": True, "sensitive_also": ["doubt"]}, {"urgent": False, "sensitive": False}),
        _pair({"urgent": False, "sensitive": False}, {"urgent": True, "sensitive": True}),
        _pair({"urgent": False, "sensitive": False}, {"urgent": True, "sensitive": False}),
        _pair({"urgent": False, "urgent_also": [True], "sensitive": "doubt"}, {"urgent": True, "sensitive": True}),
        _pair(
            {"urgent": True, "request": False, "sensitive": False, "sensitive_also": ["doubt", True]},
            {"urgent": False, "sensitive": True},
        ),
    )
    assert [told[f"urgency, {name}"].percent for name in ("precision", "recall", "F1")] == pytest.approx(
        [100 / 3, 50, 40]
    )
    assert [told[f"sensitivity, {name}"].percent for name in ("precision", "recall", "F1")] == [50, 50, 50]
    assert told["urgency, F1"].held is False


def test_no_date_left_alone_counts_only_messages_without_one() -> None:
    told = _told(
        _pair({}, {}), _pair({}, {"due": "2026-11-27"}), _pair({"due": FRIDAY}, {}), _pair({"due": AT_ONCE}, {})
    )
    assert (told["no date left alone"].percent, told["no date left alone"].of) == (50, 2)
    assert (told["main, where there is one"].percent, told["main, where there is one"].of) == (50, 2)
    assert told["dates, main"].percent == 50


def test_a_label_that_leaves_the_dates_out_is_measured_on_all_else() -> None:
    undated = _pair({"service": "office"}, {"due": "2026-11-27", "event_end": "2026-11-27"})
    for name in FIELDS:
        del undated.label[name]
    told = _told(undated, _pair({"due": FRIDAY}, {}))
    for figure in ("dates, main", "dates, roles", "main, where there is one", "roles, where there is one"):
        assert (told[figure].percent, told[figure].of) == (0, 1)
    assert told["no date left alone"].of == 0
    assert (told["service"].percent, told["service"].of) == (50, 2)
    assert wrong(undated) == ["service"]
    halfway = _pair({"due": FRIDAY}, {})
    del halfway.label["event_end"]
    with pytest.raises(KeyError, match="event_end"):
        wrong(halfway)


def test_what_is_wrong_is_named() -> None:
    label = {"urgent": True, "sensitive": True, "event_start": AT_TWO}
    said = {"request": False, "service": None, "site": "aix", "due": AT_TWO["value"]}
    assert wrong(_pair(label, said)) == ["roles", "request", "service", "site", "urgent", "sensitive"]
    assert not wrong(_pair({}, {}))


def test_a_target_is_held_on_its_own_side() -> None:
    assert Figure("", 90, 1, 90).held
    assert not Figure("", 89.9, 1, 90).held
    assert Figure("", 6, 1, 6, at_most=True).held
    assert not Figure("", 6.1, 1, 6, at_most=True).held
    assert Figure("", None, 0, 90).held is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_of_the_form_that_is_scored(language: str) -> None:
    charter = load(CHARTER)
    services = {service.id for service in charter.services} | {"other"}
    sites = {site.id for site in charter.sites}
    numbers: dict[str, dict[str, list[int]]] = {}
    for part in PARTS:
        for message in messages(part, language):
            series, number = message["id"].split("-")
            numbers.setdefault(series, {each: [] for each in PARTS})[part].append(int(number))
            label, zone = message["expected"], ZoneInfo(message["timezone"])
            at = datetime.fromisoformat(message["reference_time"])
            assert at.utcoffset() == at.astimezone(zone).utcoffset(), message["id"]
            said = {label["service"], *label.get("service_also", [])} - {None}
            where = {label["site"], *label.get("site_also", []), message["channel_site"], message["author_site"]}
            assert said <= services, message["id"]
            assert where - {None} <= sites, message["id"]
            assert label["request"] is not True or label["service"], message["id"]
            # What the label asks for is itself a right answer.
            own = {name: label[name] and label[name]["value"] for name in FIELDS} if says_dates(label) else {}
            assert judge(label, own, zone) == Judged(main=True, roles=True), message["id"]
    for parts in numbers.values():
        written = sorted(parts["building"] + parts["kept_apart"])
        assert written == list(range(1, len(written) + 1))
        assert parts["kept_apart"] == [number for number in written if number % 3 == 0]
    assert sum(len(part) for parts in numbers.values() for part in parts.values()) >= 500


def test_one_process_answers_each_message_in_its_order() -> None:
    pairs = list(answered([ASKED_AT_AIX | {"text": "un train\npour Paris svp"}, THANKS]))
    assert [pair.message["id"] for pair in pairs] == ["a need", "thanks"]
    assert [pair.answer["site"] for pair in pairs] == ["aix", None]
    assert [pair.asked for pair in pairs] == [True, False]


def test_the_command_prints_each_figure_and_tells_what_is_wrong_in_the_part_kept_apart_only_if_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"building": [ASKED_AT_AIX, THANKS], "kept_apart": [ASKED_AT_AIX]}
    monkeypatch.setattr("tests.understanding.__main__.messages", lambda part, _language: asked[part])
    errors = tmp_path / "errors.jsonl"
    main(["--lang", "fr", "--errors", str(errors)])
    printed = capsys.readouterr().out
    assert "fr, building: 2 messages" in printed
    assert "fr, kept_apart: 1 messages" in printed
    assert [line.split() for line in printed.splitlines() if "NOT HELD" in line] == [
        ["site", "0.0", "of", "1", "at", "least", "97", "NOT", "HELD"]
    ] * len(asked)
    (fault,) = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert (fault["id"], fault["wrong"], fault["got"]["site"]) == ("a need", ["site"], "aix")
    main(["--lang", "fr", "--part", "kept_apart", "--errors", str(errors)])
    assert "building" not in capsys.readouterr().out
    assert len(errors.read_text(encoding="utf-8").splitlines()) == 1


def _pair(label: dict[str, Any], said: dict[str, Any]) -> Pair:
    """A need at Lyon, read as it is labelled, but for what is given."""
    return Pair({"timezone": "Europe/Paris", "expected": LABEL | label}, LABEL | said)


def _told(*pairs: Pair) -> dict[str, Figure]:
    return {figure.name.strip(): figure for figure in figures(pairs)}
