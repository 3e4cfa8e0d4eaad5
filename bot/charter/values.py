"""The small values that a charter is written in: durations, weekly hours, closed days, ritual days.

Each has one parser, from what stands in the file to a frozen value. What cannot be read raises BadValueError, which
names a sentence of the catalogue and, where it can be guessed, what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby, pairwise
from typing import Any, Literal

Period = tuple[time, time]
"""Wall times, the end not included. An end at 00:00 is the midnight that ends the day, written 24:00."""

Unit = Literal["m", "h", "d", "month"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_CLOSURE_DAYS = 366
_LARGEST_AMOUNT = 10_000
_FRENCH_DAYS = dict(zip(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"), WEEKDAYS, strict=True))
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hour", "hours", "heure", "heures"), "h"),
    **dict.fromkeys(("d", "day", "days", "j", "jour", "jours"), "d"),
    **dict.fromkeys(("month", "months", "mois"), "month"),
}
_SPAN = re.compile(r"([0-9]{1,6}) ?([a-z]+)", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2})(?:[:h]([0-9]{2})|h)", re.IGNORECASE)
_BARE_HOUR = re.compile(r"[0-9]{1,2}")
_DASHES = re.compile(r"\s*[-–—]\s*")
_MIDNIGHT = time(0)


class BadValueError(ValueError):
    """What was written cannot be read. `code` is a key of the catalogue; `where` leads to the culprit."""

    def __init__(
        self, code: str, *, suggestion: str | None = None, where: tuple[str | int, ...] = (), **arguments: object
    ) -> None:
        self.code = code
        self.suggestion = suggestion
        self.where = where
        self.arguments = arguments
        super().__init__(code)


@dataclass(frozen=True)
class Span:
    """A duration as the charter says it: a day is an opening day for a target, a calendar day for a retention."""

    amount: int
    unit: Unit

    @property
    def minutes(self) -> int | None:
        """Its length in minutes; none for days and months, whose length depends on a calendar."""
        return {"m": self.amount, "h": self.amount * 60}.get(self.unit)

    @property
    def days(self) -> int | None:
        """Its length in days; none for the other units."""
        return self.amount if self.unit == "d" else None

    @property
    def months(self) -> int | None:
        """Its length in months; none for the other units."""
        return self.amount if self.unit == "month" else None

    def __str__(self) -> str:
        return f"{self.amount} months" if self.unit == "month" else f"{self.amount}{self.unit}"

    @classmethod
    def parse(cls, raw: object) -> Span:
        """`15m`, `4h`, `3d`, `90 days`, `12 months`. Raises BadValueError."""
        if isinstance(raw, Span):
            return raw
        found = _SPAN.fullmatch(raw.strip()) if isinstance(raw, str) else None
        unit = _UNITS.get(found[2].lower()) if found else None
        if found is None or unit is None or int(found[1]) > _LARGEST_AMOUNT:
            raise BadValueError("bad_duration", value=raw, suggestion=_meant_duration(raw))
        return cls(int(found[1]), unit)


def _meant_duration(raw: object) -> str | None:
    """`2 weeks` is 14d; a number alone, `1h30` and `1.5h` are minutes."""
    if not isinstance(raw, str):
        return None
    said = raw.strip().lower().replace(",", ".")
    if found := re.fullmatch(r"([0-9]{1,3})\s*(w|weeks?|semaines?)", said):
        return f"{int(found[1]) * 7}d"
    if found := re.fullmatch(r"([0-9]{1,3})\s*(y|years?|ans?)", said):
        return f"{int(found[1]) * 12} months"
    if found := re.fullmatch(r"([0-9]{1,3})h([0-9]{1,2})", said):
        return f"{int(found[1]) * 60 + int(found[2])}m"
    if found := re.fullmatch(r"([0-9]{1,3}\.[0-9]{1,2})\s*h", said):
        return f"{round(float(found[1]) * 60)}m"
    return f"{said}m" if re.fullmatch(r"[0-9]{1,4}", said) else None


@dataclass(frozen=True)
class Closure:
    """Dates on which a site is shut or a person away, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"

    @classmethod
    def parse(cls, raw: object) -> Closure:
        """`2026-12-24` or `2026-12-24..2026-12-31`. Raises BadValueError."""
        if isinstance(raw, Closure):
            return raw
        if not isinstance(raw, str):
            raise BadValueError("bad_date", value=raw)
        first, dots, last = raw.partition("..")
        closure = cls(_date(first), _date(last if dots else first))
        if closure.last < closure.first:
            raise BadValueError("dates_reversed", value=raw, suggestion=f"{closure.last}..{closure.first}")
        if closure.last - closure.first > timedelta(days=LONGEST_CLOSURE_DAYS):
            raise BadValueError("closure_too_long", value=raw, most=LONGEST_CLOSURE_DAYS)
        return closure


def _date(raw: str) -> date:
    said = raw.strip()
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
            return date.fromisoformat(said)
    except ValueError as error:
        raise BadValueError("no_such_date", value=said) from error
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", said)
    raise BadValueError("bad_date", value=said, suggestion=found and f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}")


def parse_time(raw: object, *, end: bool = False) -> time:
    """`08:30`, `8:30`, `8h30`, `8h`; `24:00` only as the end of a period, where it is 00:00. Raises BadValueError."""
    if isinstance(raw, time):
        return raw
    said = raw.strip() if isinstance(raw, str) else ""
    found = _TIME.fullmatch(said)
    if found is None:
        hour = _BARE_HOUR.fullmatch(said)
        raise BadValueError("bad_time", value=raw, suggestion=f"{int(said):02}:00" if hour and int(said) < 24 else None)
    hours, minutes = int(found[1]), int(found[2] or 0)
    if end and (hours, minutes) == (24, 0):
        return _MIDNIGHT
    if hours > 23 or minutes > 59:
        raise BadValueError("no_such_time", value=said)
    return time(hours, minutes)


def minute_of(period: Period) -> tuple[int, int]:
    """A period in minutes of its day, from 0 to 1440."""
    start, end = (moment.hour * 60 + moment.minute for moment in period)
    return start, end or 24 * 60


def day_numbers(raw: str) -> tuple[int, ...]:
    """`mon-thu`, `tue+thu`, `mon`: weekdays in the order written, Monday 0. Raises BadValueError."""
    numbers: list[int] = []
    for part in raw.split("+"):
        ends = [_day_number(name, raw) for name in part.split("-", 1)]
        if ends[0] > ends[-1]:
            raise BadValueError("days_reversed", value=raw)
        numbers.extend(range(ends[0], ends[-1] + 1))
    if len(set(numbers)) < len(numbers):
        raise BadValueError("day_twice", value=raw)
    return tuple(numbers)


def _day_number(name: str, whole: str) -> int:
    said = name.strip().lower()
    if said in WEEKDAYS:
        return WEEKDAYS.index(said)
    raise BadValueError("bad_day", value=name.strip(), suggestion=_meant_days(whole))


def _meant_days(raw: str) -> str | None:
    """French names and full English ones, put in the charter's words."""

    def short(found: re.Match[str]) -> str:
        head = found[0].lower()[:3]
        return _FRENCH_DAYS.get(head, head)

    meant = re.sub(r"[^\W\d_]+", short, re.sub(r"\s*(?:,|&|/|\bet\b|\band\b)\s*", "+", raw.strip()))
    meant = re.sub(r"\s*-\s*", "-", meant)
    return meant if re.fullmatch(rf"({'|'.join(WEEKDAYS)})([-+]({'|'.join(WEEKDAYS)}))*", meant) else None


class WeekHours(tuple[tuple[Period, ...], ...]):
    """Seven days of opening periods, Monday first; each day's are in order and apart. `hours[day.weekday()]`."""

    __slots__ = ()

    @classmethod
    def never(cls) -> WeekHours:
        """A week without any opening."""
        return cls(() for _ in WEEKDAYS)

    @property
    def ever_open(self) -> bool:
        """Whether any day of the week has a period."""
        return any(self)

    def alike(self) -> Iterator[tuple[range, tuple[Period, ...]]]:
        """The days in a row that open alike, with their periods; days without any are left out."""
        for periods, days in groupby(range(len(self)), key=self.__getitem__):
            together = list(days)
            if periods:
                yield range(together[0], together[-1] + 1), periods

    @classmethod
    def parse(cls, raw: object) -> WeekHours:
        """`{mon-thu: "08:30-12:30 13:30-18:00", fri: "…"}`; a day not named is closed. Raises BadValueError."""
        if isinstance(raw, WeekHours):
            return raw
        if not isinstance(raw, Mapping):
            raise BadValueError("bad_hours", value=raw)
        week: dict[int, tuple[Period, ...]] = {}
        for days, said in raw.items():
            try:
                _fill(week, str(days), said)
            except BadValueError as error:
                error.where = (str(days),)
                raise
        if not any(week.values()):
            raise BadValueError("never_open")
        return cls(week.get(number, ()) for number in range(7))


def _fill(week: dict[int, tuple[Period, ...]], days: str, said: Any) -> None:
    periods = _periods(said)
    for number in day_numbers(days):
        if number in week:
            raise BadValueError("day_twice", value=WEEKDAYS[number])
        week[number] = periods


def _periods(raw: object) -> tuple[Period, ...]:
    if raw is None or (isinstance(raw, str) and raw.strip().lower() in {"", "closed", "fermé"}):
        return ()
    if not isinstance(raw, str):
        raise BadValueError("bad_period", value=raw)
    periods = tuple(_period(said) for said in re.split(r"[\s,;]+", _DASHES.sub("-", raw.strip())) if said)
    for before, after in pairwise(periods):
        if minute_of(after)[0] < minute_of(before)[1]:
            raise BadValueError("periods_overlap", value=raw)
    return periods


def _period(said: str) -> Period:
    start, dash, end = said.partition("-")
    if not dash:
        raise BadValueError("bad_period", value=said)
    period = (parse_time(start), parse_time(end, end=True))
    whole_day_by_mistake = period == (_MIDNIGHT, _MIDNIGHT) and not end.startswith("24")
    if minute_of(period)[0] >= minute_of(period)[1] or whole_day_by_mistake:
        raise BadValueError("period_reversed", value=said)
    return period


@dataclass(frozen=True)
class RitualDays:
    """When a ritual comes back: every one of these weekdays (Monday 0), or only the nth of the month (-1 the last)."""

    weekdays: tuple[int, ...]
    nth: int | None = None

    @classmethod
    def parse(cls, raw: object) -> RitualDays:
        """`mon-fri`, `tue+thu`, `mon`, `first-mon` … `fourth-mon`, `last-fri`. Raises BadValueError."""
        if isinstance(raw, RitualDays):
            return raw
        if isinstance(raw, list) and all(isinstance(day, str) for day in raw):
            raw = "+".join(raw)
        if not isinstance(raw, str):
            raise BadValueError("bad_day", value=raw)
        ordinal, dash, rest = raw.strip().lower().partition("-")
        if dash and ordinal in _ORDINALS:
            return cls(day_numbers(rest), _ORDINALS[ordinal])
        return cls(day_numbers(raw))

    def include(self, day: date) -> bool:
        """Whether the ritual falls on that date."""
        if day.weekday() not in self.weekdays:
            return False
        if self.nth is None:
            return True
        if self.nth > 0:
            return (day.day - 1) // 7 + 1 == self.nth
        return (day + timedelta(days=7)).month != day.month


def clipped(value: object, most: int = 60) -> str:
    """What was written, on one line and short enough to be quoted in a message."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[…]"
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
