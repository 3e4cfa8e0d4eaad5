"""The kinds of values that a charter's keys hold, as pydantic annotations; each refuses by a BadValueError."""

from __future__ import annotations

import re
from datetime import time
from functools import cache
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import unquote
from zoneinfo import available_timezones

import holidays as holiday_library
from pydantic import AfterValidator, BeforeValidator, PlainValidator

from bot.charter.problems import nearest
from bot.charter.values import BadValueError, Closure, RitualDays, Span, WeekHours, parse_time
from bot.public_holidays import UnknownHolidaysError, public_holidays

T = TypeVar("T")

Language = Literal["fr", "en"]
Role = Literal["employee", "assistant", "coordinator", "manager", "executive", "admin"]

ROLES: tuple[Role, ...] = ("employee", "assistant", "coordinator", "manager", "executive", "admin")
PURPOSES = ("requests", "assistants", "alerts", "rituals")
PLATFORMS = ("slack", "teams", "sandbox")
SPECIAL_NAMES = ("pilot", "contact", "assignee", "site_manager")
PLURALS = {f"{role}s": role for role in (*ROLES, "site_manager", "assignee")}
RESERVED = frozenset({*ROLES, *SPECIAL_NAMES, *PLURALS, "all", "company", "provider", "null", "other"})
"""Words that an id may not be, because the charter, or a choice in a form, gives them a meaning."""

_LONGEST_TEXT = 200
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
"""As long as a reference may begin where it is looked for in what people write (bot/requests.py)."""
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_EMOJI = re.compile(r"[a-z0-9_+'-]+")
_LINKED = re.compile(r"(19:[^/?#;]+@thread\.(?:tacv2|skype)|(?<=/archives/)[CG][A-Z0-9]+)")
"""The id of a channel in what was copied from Teams, or in a link of Slack's."""
_A_COUNTRY_YEAR = 2026


def _text(said: str) -> str:
    kept = said.strip()
    if not kept or any(not (sign.isprintable() or sign in "\n\t") for sign in kept):
        raise BadValueError("bad_text", value=kept)
    if len(kept) > _LONGEST_TEXT:
        raise BadValueError("text_too_long", most=_LONGEST_TEXT)
    return kept


def _identifier(said: str) -> str:
    if not _ID.fullmatch(said):
        meant = re.sub(r"[^a-z0-9_-]+", "_", said.strip().lower()).strip("_")[:40]
        raise BadValueError("bad_id", value=said, suggestion=meant or None)
    if said in RESERVED:
        raise BadValueError("reserved_id", value=said)
    return said


def _code(said: str) -> str:
    if not _CODE.fullmatch(said):
        meant = re.sub(r"[^A-Z0-9]", "", said.upper())[:8]
        raise BadValueError("bad_code", value=said, suggestion=meant if _CODE.fullmatch(meant) else None)
    return said


def _email(said: str) -> str:
    kept = said.strip()
    if not _EMAIL.fullmatch(kept) or len(kept) > 254:
        raise BadValueError("bad_email", value=said)
    return kept


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _timezone(said: str) -> str:
    if said not in _zones():
        city = {zone.rsplit("/", 1)[-1]: zone for zone in sorted(_zones())}
        by_city = nearest(said.rsplit("/", 1)[-1].strip().replace(" ", "_"), city.keys())
        raise BadValueError(
            "bad_timezone", value=said, suggestion=nearest(said, _zones()) or (by_city and city[by_city])
        )
    return said


def _holidays(said: str) -> str:
    try:
        public_holidays(said, _A_COUNTRY_YEAR)
    except UnknownHolidaysError as error:
        raise BadValueError("bad_holidays", value=said, suggestion=_meant_holidays(said)) from error
    return said


def _meant_holidays(said: str) -> str | None:
    known = holiday_library.list_supported_countries(include_aliases=True)
    country, _, part = said.strip().upper().partition("-")
    if country in known:
        found = nearest(part, known[country]) if part else None
        return f"{country}-{found}" if found else country
    countries = [code for code in known if len(code) == 2]
    return nearest(country, countries) or (country[:2] if country[:2] in countries else None)


def _emoji(said: str) -> str:
    kept = said.strip().strip(":")
    if not _EMOJI.fullmatch(kept):
        raise BadValueError("bad_emoji", value=said)
    return kept


def _platform(said: str) -> str:
    near = nearest(said, PLATFORMS)
    if said not in PLATFORMS and (near or not _ID.fullmatch(said)):
        raise BadValueError("bad_platform", value=said, suggestion=near)
    return said


def _conversation(said: str) -> str:
    """A channel's id itself: a link is refused, however long, and so is an id as links write it."""
    kept = said.strip()
    plain = unquote(kept)
    found = _LINKED.search(plain)
    meant = found[1] if found else plain
    if re.match(r"(?i)https?:", plain):
        raise BadValueError("id_is_link", suggestion=meant if found else None)
    if meant != kept:
        raise BadValueError("id_copied", value=kept, suggestion=meant)
    return _text(kept)


def _named(said: str) -> str:
    return PLURALS.get(said.strip(), said.strip())


def _listed(said: object) -> object:
    """One thing where a list is wanted is a list of one."""
    return said if isinstance(said, list | tuple | dict) else [said]


def _at_least_one(items: tuple[T, ...]) -> tuple[T, ...]:
    if not items:
        raise BadValueError("empty_list")
    return items


def _some(said: object) -> tuple[str, ...] | Literal["all"]:
    several = said if isinstance(said, list | tuple) else [said]
    ids = tuple(_text(one) for one in several if isinstance(one, str))
    if len(ids) < len(several):
        raise BadValueError("wanted_ids")
    return "all" if ids == ("all",) else ids


def _end_time(said: object) -> time:
    return parse_time(said, end=True)


def _positive(span: Span) -> Span:
    if span.amount == 0 or span.unit == "month":
        raise BadValueError("bad_target", value=str(span))
    return span


def _short(span: Span) -> Span:
    if span.unit == "month":
        raise BadValueError("span_too_long", value=str(span))
    return span


def _long(span: Span) -> Span:
    if span.amount == 0 or span.unit not in ("d", "month"):
        raise BadValueError("bad_retention", value=str(span))
    return span


def _fixed(span: Span) -> Span:
    if span.minutes is None:
        raise BadValueError("not_minutes", value=str(span))
    return span


Text = Annotated[str, AfterValidator(_text)]
Id = Annotated[str, AfterValidator(_identifier)]
Code = Annotated[str, AfterValidator(_code)]
Email = Annotated[str, AfterValidator(_email)]
Zone = Annotated[str, AfterValidator(_timezone)]
Holidays = Annotated[str, AfterValidator(_holidays)]
Emoji = Annotated[str, AfterValidator(_emoji)]
Conversation = Annotated[str, AfterValidator(_conversation)]
Platform = Annotated[str, AfterValidator(_platform)]
Name = Annotated[str, AfterValidator(_text), AfterValidator(_named)]
"""Whom an escalation or a ritual is for: a role, a special name (both put in the singular) or a person's id."""

Many = Annotated[tuple[T, ...], BeforeValidator(_listed)]
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_listed), AfterValidator(_at_least_one)]
Some = Annotated[tuple[str, ...] | Literal["all"], PlainValidator(_some)]

Hours = Annotated[WeekHours, PlainValidator(WeekHours.parse)]
Dates = Annotated[Closure, PlainValidator(Closure.parse)]
Days = Annotated[RitualDays, PlainValidator(RitualDays.parse)]
Moment = Annotated[time, PlainValidator(parse_time)]
EndMoment = Annotated[time, PlainValidator(_end_time)]

_ANY_SPAN: Any = PlainValidator(Span.parse)
Wait = Annotated[Span, _ANY_SPAN, AfterValidator(_short)]
Promise = Annotated[Span, _ANY_SPAN, AfterValidator(_positive)]
Minutes = Annotated[Span, _ANY_SPAN, AfterValidator(_fixed)]
Keep = Annotated[Span, _ANY_SPAN, AfterValidator(_long)]
