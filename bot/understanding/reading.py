"""The one door: text, context and lessons in, meaning out. Pure: no clock, no network, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.understanding.amounts import read_amounts
from bot.understanding.asking import Setting, read_asking
from bot.understanding.beside_giving_up import asks_beside, need_beside
from bot.understanding.cues import all_cues
from bot.understanding.dates import read_dates
from bot.understanding.language import read_language
from bot.understanding.model import NOTHING_LEARNED, CharterText, Context, Learned, Part, Reading, RequestKind
from bot.understanding.sensitive import is_plainly_private, read_sensitive
from bot.understanding.service import ServiceReading, ServiceVocabulary, compile_services, read_service, with_kind
from bot.understanding.several import needs_in
from bot.understanding.site import SiteNames, compile_sites, read_site
from bot.understanding.text import Words, words_of
from bot.understanding.trained import spoken_in
from bot.understanding.troubles import read_trouble
from bot.understanding.urgency import read_urgency

_CHARTERS_KEPT = 8
_TRUSTED_TO_HR = 0.7
"""How surely private a message must be to go, where nothing else is said, to the people trusted with such matters."""
_CERTAIN, _HARDLY = 0.9, 2.0
"""How sure it must be beside another service that is hardly said."""
_PLAINLY = 3.0
"""What weighs enough to be plainly asked."""
_PERSONAL, _AS_MUCH = 4.0, 0.8
"""What weighs enough for personnel beside another service, and how much of what that weighs."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    services: ServiceVocabulary
    sites: SiteNames


_vocabularies: dict[str, _Vocabulary] = {}


def _vocabulary_of(charter: CharterText) -> _Vocabulary:
    found = _vocabularies.get(charter.hash)
    if found is None:
        found = _Vocabulary(compile_services(charter), compile_sites(charter))
        if len(_vocabularies) >= _CHARTERS_KEPT:
            _vocabularies.clear()
        _vocabularies[charter.hash] = found
    return found


def read(text: str, context: Context, learned: Learned = NOTHING_LEARNED) -> Reading:
    """Read a message: its first four thousand characters, in a time bounded by that. Never raises on a text.

    Dates are in the context's time zone, business days by the holidays of the site read, else the desk's.
    """
    words = words_of(text)
    vocabulary = _vocabulary_of(context.charter)
    language = read_language(words, context.language, context.charter.desk.language)
    spoken = spoken_in(words, language.value)
    service = read_service(words, vocabulary.services, learned, language.value, spoken)
    if asks_beside(text) and service.service.value not in vocabulary.services.confidential:
        beside = read_service(words_of(need_beside(text)), vocabulary.services, learned, language.value)
        service = beside if beside.kind or not service.kind else service
    site = read_site(words, context, vocabulary.sites, travel=service.travel)
    now = _local(context)
    calendar = _holidays_of(context.charter, site.value)
    dates = read_dates(words, now, language.value, lambda day: _is_holiday(calendar, day))
    cues = all_cues().find(words)
    sensitive = read_sensitive(words, cues, None, errand=_is_errand(service), spoken=spoken)
    if sensitive.value and _is_for_hr(service, sensitive.certainty):
        service = with_kind(service, vocabulary.services, "hr", sensitive)
    french, private = language.value == "fr", is_plainly_private(sensitive)
    setting = Setting(context.direct, context.thread_reply, context.mentions_other, french, private)
    request = _asked_still(text, read_asking(words, cues, setting, service, dates, spoken), context)
    if service.service.value in vocabulary.services.confidential and request.value is not RequestKind.NO:
        sensitive = read_sensitive(words, cues, service.service, errand=_is_errand(service), spoken=spoken)
    urgent = read_urgency(words, cues, dates, now, spoken)
    if request.value is RequestKind.NO and dates.told is not None:
        dates = dates.told
    return Reading(
        request=request,
        service=service.service,
        site=site,
        urgent=urgent if request.value is not RequestKind.NO else Part(False, urgent.certainty),
        sensitive=sensitive,
        due=dates.due,
        event_start=dates.start,
        event_end=dates.end,
        language=language,
        amounts=read_amounts(words),
        written_at=now,
        needs=_needs(text, words, service, vocabulary.services, learned, language.value)
        if request.value is RequestKind.YES and not sensitive.value
        else (),
        trouble=read_trouble(words, cues) if request.value is not RequestKind.NO and not sensitive.value else None,
    )


def _needs(
    text: str, words: Words, whole: ServiceReading, services: ServiceVocabulary, learned: Learned, language: str
) -> tuple[str, ...]:
    """The two needs that it clearly says; none where one of them is of a confidential service, or is personal."""

    def service_of(part: Words) -> ServiceReading:
        return read_service(part, services, learned, language)

    found = () if asks_beside(text) else needs_in(text, words, whole, service_of)
    for part in map(words_of, found):
        private = read_sensitive(part, all_cues().find(part), None).value
        if private or service_of(part).service.value in services.confidential:
            return ()
    return found


def _is_errand(service: ServiceReading) -> bool:
    """Whether another service than personnel is plainly asked: hints of what is private are then the errand's."""
    return service.kind not in (None, "hr") and service.score >= _PLAINLY and service.personal <= 0


def _is_for_hr(service: ServiceReading, certainty: float) -> bool:
    """Whether what is personal goes to those trusted with it: nothing else is said, or hardly, or they are too."""
    if certainty < _TRUSTED_TO_HR or service.kind == "hr":
        return False
    if service.kind is None or service.personal >= max(_PERSONAL, service.score * _AS_MUCH):
        return True
    return certainty >= _CERTAIN and service.score <= _HARDLY


def _asked_still(text: str, request: Part[RequestKind], context: Context) -> Part[RequestKind]:
    """What gives something up does not make less clear what it asks for beside that."""
    to_others = context.thread_reply or context.mentions_other
    if request.value is RequestKind.YES or to_others or not asks_beside(text):
        return request
    return Part(RequestKind.YES, 0.7, request.words)


def _local(context: Context) -> datetime:
    try:
        zone: tzinfo = _zone(context.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = context.written_at.tzinfo or UTC
    try:
        return context.written_at.astimezone(zone)
    except OverflowError:
        return context.written_at


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _holidays_of(charter: CharterText, site: str | None) -> str | None:
    for known in charter.sites:
        if known.id == site:
            return known.holidays or charter.desk.holidays
    return charter.desk.holidays


def _is_holiday(calendar: str | None, day: date) -> bool:
    if calendar is None:
        return False
    from bot.public_holidays import UnknownHolidaysError, public_holidays  # slow to load, and seldom asked

    try:
        return day in public_holidays(calendar, day.year)
    except UnknownHolidaysError:
        return False
