"""What the answers are worth beside the labels, and what is wrong in each; pure.

- A question asked where the label says yes or no is half right, as is a yes or no where the label would ask. A chat
  asked about is not made a request, and a request asked about is not lost.
- Service, site and urgency are measured on what the label calls a request, also where the answer does not. "Other" and
  no service are the same answer.
- Where a label leaves urgency, sensitivity or the dates open, any answer does and none counts. A doubt of the
  desk protects as a certainty does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from tests.understanding.dates import Json, Judged, has_date, judge, says_dates

Request = bool | Literal["ask"]


@dataclass(frozen=True)
class Pair:
    """A labelled message and what the desk answered."""

    message: Json
    answer: Json

    @property
    def label(self) -> Json:
        """What was to be understood."""
        expected: Json = self.message["expected"]
        return expected

    @property
    def dates(self) -> Judged:
        """Whether the dates are right."""
        return judge(self.label, self.answer, ZoneInfo(self.message["timezone"]))

    @property
    def asked(self) -> Request:
        """What the desk takes the message for."""
        if self.answer.get("ask"):
            return "ask"
        return bool(self.answer["request"])

    @property
    def wanted(self) -> list[Request]:
        """What it may be taken for, the label's own first."""
        return [self.label["request"], *self.label.get("request_also", [])]

    @property
    def asked_right(self) -> float:
        """1, 0.5 where only one of the two would ask, or 0."""
        if self.asked in self.wanted:
            return 1.0
        return 0.5 if self.asked == "ask" or "ask" in self.wanted else 0.0

    @property
    def service_right(self) -> bool:
        """Whether it goes to one of the services that it may go to."""
        wanted = {self.label["service"], *self.label.get("service_also", [])}
        return (self.answer["service"] or "other") in wanted

    @property
    def site_right(self) -> bool:
        """Whether it goes to a site that it may be for."""
        return self.answer["site"] in {self.label["site"], *self.label.get("site_also", [])}

    @property
    def urgent(self) -> bool | None:
        """Whether it is urgent; none where that is open."""
        return None if "urgent_also" in self.label else bool(self.label["urgent"])

    @property
    def sensitive(self) -> bool | None:
        """Whether it is sensitive; none where that is open."""
        said = {bool(each) for each in (self.label["sensitive"], *self.label.get("sensitive_also", []))}
        return None if self.label["sensitive"] == "doubt" or len(said) > 1 else said.pop()


@dataclass(frozen=True)
class Figure:
    """A figure in percent, of how many, and what it is to be."""

    name: str
    percent: float | None
    of: int
    target: float | None = None
    at_most: bool = False

    @property
    def held(self) -> bool | None:
        """Whether the target is held; none where there is no target, or nothing to measure."""
        if self.percent is None or self.target is None:
            return None
        return self.percent <= self.target if self.at_most else self.percent >= self.target


def figures(pairs: Sequence[Pair]) -> list[Figure]:
    """All figures of one language and part, with the targets of what is to be reached."""
    told = [pair for pair in pairs if says_dates(pair.label)]
    dated = [pair for pair in told if has_date(pair.label)]
    undated = [pair for pair in told if not has_date(pair.label)]
    requests = [pair for pair in pairs if pair.label["request"] is True]
    chats = [pair for pair in pairs if pair.label["request"] is False]
    return [
        _share("dates, main", told, lambda pair: pair.dates.main, 90),
        _share("dates, roles", told, lambda pair: pair.dates.roles, 85),
        _share("  main, where there is one", dated, lambda pair: pair.dates.main, 90),
        _share("  roles, where there is one", dated, lambda pair: pair.dates.roles, 85),
        _share("no date left alone", undated, lambda pair: pair.dates.main, 97),
        _share("request or not", pairs, lambda pair: pair.asked_right, 93),
        _share("  asked about", pairs, lambda pair: pair.asked == "ask"),
        _share("  chats made requests", chats, _made_a_request, 6, at_most=True),
        _share("  requests lost", requests, _lost, 3, at_most=True),
        _share("service", requests, lambda pair: pair.service_right, 85),
        _share("site", requests, lambda pair: pair.site_right, 97),
        *_told_apart("urgency", requests, lambda pair: pair.urgent, "urgent", f1=85),
        *_told_apart("sensitivity", pairs, lambda pair: pair.sensitive, "sensitive", f1=88, recall=95),
    ]


def wrong(pair: Pair) -> list[str]:
    """What is wrong in one answer."""
    request = pair.label["request"] is True
    faults = {
        "main": not pair.dates.main,
        "roles": not pair.dates.roles,
        "request": pair.asked_right < 1,
        "service": request and not pair.service_right,
        "site": request and not pair.site_right,
        "urgent": request and pair.urgent not in {None, bool(pair.answer["urgent"])},
        "sensitive": pair.sensitive not in {None, bool(pair.answer["sensitive"])},
    }
    return [name for name, fault in faults.items() if fault]


def _made_a_request(pair: Pair) -> bool:
    return pair.asked is True and True not in pair.wanted


def _lost(pair: Pair) -> bool:
    return pair.asked is False and False not in pair.wanted


def _share(
    name: str, pairs: Sequence[Pair], worth: Callable[[Pair], float], target: float | None = None, at_most: bool = False
) -> Figure:
    return Figure(name, _percent(sum(map(worth, pairs)), len(pairs)), len(pairs), target, at_most)


def _told_apart(
    name: str,
    pairs: Sequence[Pair],
    label: Callable[[Pair], bool | None],
    answered: str,
    f1: float,
    recall: float | None = None,
) -> list[Figure]:
    """Precision, recall and F1, of what is not left open."""
    counted = [(label(pair), bool(pair.answer[answered])) for pair in pairs if label(pair) is not None]
    said = sum(answer for _, answer in counted)
    true = sum(bool(wanted) for wanted, _ in counted)
    both = sum(bool(wanted and answer) for wanted, answer in counted)
    return [
        Figure(f"{name}, precision", _percent(both, said), said),
        Figure(f"{name}, recall", _percent(both, true), true, recall),
        Figure(f"{name}, F1", _percent(2 * both, said + true), true, f1),
    ]


def _percent(part: float, whole: int) -> float | None:
    return 100 * part / whole if whole else None
