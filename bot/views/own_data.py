"""What the desk keeps of its reader, as they asked to know: in short, then their texts and the rest, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.cards import Card, CardPart, Mention, Named, Text, When, ours, plain
from bot.charter import Charter
from bot.charter import Person as Listed
from bot.grants import EMERGENCY
from bot.own_data import Deeds, Kept, Texts
from bot.views.absences import AbsenceFacts, when_of
from bot.views.access import until_of
from bot.views.lists import rest_of
from bot.views.parts import PLATFORMS, button, line, listed, one_line, rows, said, sentences, strong
from storage.rows import id_of
from storage.tables import Audience, Grant, Identity, Words

REQUESTS, TEXTS, REST = "own_requests", "own_texts", "own_rest"
"""The lists by which the rest of it is asked for."""
MOST_LINES = 20
KINDS = ("ask", "message", "answer", "note", "comment", "reason", "order")
"""The kinds of texts that have a name of their own."""
DEEDS = (
    "claim", "release", "resolve", "reply", "said", "wait", "note", "correct", "urgent", "cancel", "reopen", "rate",
    "escalate", "assign", "transfer", "approve", "refuse", "validate", "edit", "extend", "grant", "grant_ended",
    "access_asked", "emergency_given", "emergency_read",
)  # fmt: skip
"""The acts that have a name of their own; the others are counted together."""
LEVELS = ("autonomous", "supervised", "shadow")


@dataclass(frozen=True, slots=True)
class About:
    """What is kept of the reader, by which charter, and how the desk speaks to them."""

    kept: Kept
    charter: Charter
    named: Listed | None
    language: str
    zone: str
    confidants: tuple[int, ...] = ()
    """Whom to ask that it be corrected or erased, by the ids of their rows."""


def summary_card(about: About) -> Card:
    """All of it in short, what is not kept, who reads it, whom to ask; the rest by buttons."""
    kept, title = about.kept, ours("own_data.title")
    parts: list[CardPart] = [*line(title, "title"), *line(ours("own_data.alone"), "quiet")]
    for each in (*_who(about), _role(about), *_counts(kept), _deeds(kept.deeds, ZoneInfo(about.zone))):
        parts += line(each)
    parts += line(ours("own_data.not_kept"), "quiet")
    parts += line(_readers(about), "quiet")
    parts += line(_asked_of(about), "quiet")
    more = [(REQUESTS, kept.requests), (TEXTS, sum(each.count for each in kept.texts)), (REST, len(rest_lines(about)))]
    parts += rows([button("more", f"own_data.{name}", f"{name}:0") for name, count in more if count])
    return Card(kind="own_data", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def texts_card(texts: Sequence[Words], past: int, total: int) -> Card:
    """What its reader wrote, as it is kept, the newest first."""
    title, seen = ours("own_data.texts_title"), past + len(texts)
    parts: list[CardPart] = [*line(title, "title")]
    parts += line(ours("lists.range", first=past + 1, last=seen, total=total), "quiet") if len(texts) < total else ()
    for each in texts:
        parts += [*line(_text_line(each), "quiet"), said(id_of(each))]
    parts += line(ours("lists.empty")) if not texts else ()
    parts += rest_of(total - seen, TEXTS, seen)
    return Card(kind="own_data", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def rest_card(about: About, past: int) -> Card:
    """What is neither a request nor a text, line by line."""
    lines, title = rest_lines(about), ours("own_data.rest_title")
    shown = lines[past : past + MOST_LINES]
    parts: list[CardPart] = [*line(title, "title")]
    for each in shown or [ours("lists.empty")]:
        parts += line(each)
    parts += rest_of(len(lines) - past - len(shown), REST, past + len(shown))
    return Card(kind="own_data", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def erasing_card(confidants: Sequence[int]) -> Card:
    """To who asks that it be erased: that nothing is yet, whom to ask (ids of rows), what is erased by itself."""
    who = listed([(Mention(person=each),) for each in confidants])
    text = ours("own_data.erase", who=who) if confidants else ours("own_data.erase_nobody")
    besides = (*line(ours("own_data.erase_own"), "quiet"), *line(ours("own_data.erase_see"), "quiet"))
    return one_line("own_data", Audience.PERSON, text, parts=besides)


def sent_directly() -> Card:
    """Where it was asked: that the answer is elsewhere."""
    return one_line("own_data", Audience.PERSON, ours("own_data.sent_directly"))


def rest_lines(about: About) -> list[Text]:
    """Ratings, absences, what is asked again, open forms, corrections, agreements, how far one works alone."""
    kept, zone = about.kept, ZoneInfo(about.zone)
    absences = (when_of(AbsenceFacts(each, kept.person, zone)) for each in kept.absences)
    return [
        *(ours("own_data.rated", ref=strong(ref), score=each.score or 0) for each, ref in kept.ratings),
        *(ours("own_data.absence", when=when) for when in absences),
        *(ours("own_data.recurs", site=Named(what="site", id=each.site), when=_at(each.at)) for each in kept.recurring),
        *(ours("own_data.form", when=_at(each.opened_at)) for each in kept.forms),
        *(ours("own_data.corrected", ref=strong(ref), when=_at(each.at)) for each, ref in kept.lessons),
        *(ours(f"own_data.vote_{'yes' if each.approves else 'no'}", when=_at(each.at)) for each in kept.votes),
        *(ours(f"own_data.level_{each.level}", when=_at(each.at)) for each in kept.levels if each.level in LEVELS),
        *(_grant(each, ref, zone) for each, ref in kept.grants),
        *(_given(each) for each in kept.given),
        *(_opened(each, ref, zone) for each, ref in kept.opened),
    ]


def _grant(each: Grant, ref: str, zone: ZoneInfo) -> Text:
    """What was opened to its reader: of a request its reference, while it is."""
    until = _until(each, zone)
    if each.service is not None:
        return ours("own_data.opened_service", service=Named(what="service", id=each.service), until=until)
    if each.kind == EMERGENCY:
        return ours("own_data.opened_emergency", until=until)
    if each.ended_at is not None or not ref:
        return ours("own_data.opened_over", until=until)
    return ours("own_data.opened", ref=strong(ref), until=until)


def _given(each: Grant) -> Text:
    """What its reader opened to somebody: never its reference, for they may not know of it any longer."""
    kind = "service" if each.service is not None else "emergency" if each.kind == EMERGENCY else "request"
    service = (Named(what="service", id=each.service or ""),)
    return ours(f"own_data.given_{kind}", who=Mention(person=each.person_id), service=service, when=_day(each.at))


def _opened(each: Grant, ref: str, zone: ZoneInfo) -> Text:
    """What of its reader's own was opened to somebody: to whom, by whom, until when."""
    kind = "emergency" if each.kind == EMERGENCY else "request"
    people = {"who": Mention(person=each.person_id), "by": Mention(person=each.by_id)}
    return ours(f"own_data.of_yours_{kind}", ref=strong(ref), until=_until(each, zone), **people)


def _until(each: Grant, zone: ZoneInfo) -> When:
    """Its last day; the instant, where it does not end with a day."""
    over = each.ended_at if each.ended_at is not None and each.ended_at < each.until else None
    if over is None and each.kind != EMERGENCY:
        return until_of(each.until, zone)
    return _at(over or each.until)


def _at(moment: datetime) -> When:
    """With its day, today's too: it is read again later."""
    return When(value=moment.isoformat(), grain="minute")


def _day(moment: datetime) -> When:
    return When(value=moment.isoformat(), grain="day")


def _who(about: About) -> list[Text]:
    kept, person = about.kept, about.kept.person
    email = plain(person.email) if person.email else ours("own_data.no_email")
    name = ours("own_data.name", name=strong(person.name), email=email, since=_day(person.created_at))
    site = (
        ours("own_data.site_chosen", site=Named(what="site", id=person.site))
        if person.site
        else ours("own_data.site_unsaid")
    )
    spoken = "own_data.spoken" if person.language else "own_data.spoken_by_charter"
    language = ours(spoken, language=ours(f"own_data.language_{about.language}"), zone=about.zone)
    return [name, *map(_account, kept.accounts), sentences(language, site)]


def _account(each: Identity) -> Text:
    platform = ours(f"platforms.{each.platform}") if each.platform in PLATFORMS else plain(each.platform)
    key = "own_data.account" if each.active else "own_data.account_over"
    return ours(key, platform=platform, user=plain(each.user), name=plain(each.name), when=_day(each.updated_at))


def _role(about: About) -> Text:
    named = about.named
    if named is None:
        return ours("own_data.not_named")
    roles = listed([ours(f"own_data.role_{role}") for role in named.roles])
    cleared = listed([(Named(what="service", id=each),) for each in named.cleared])
    trusted = ours("own_data.cleared", services=cleared) if cleared else ()
    return sentences(ours(f"own_data.named_{named.employer}", roles=roles), trusted)


def _counts(kept: Kept) -> list[Text]:
    texts = sum(each.count for each in kept.texts)
    found = [
        ours("own_data.requests", count=kept.requests, open=kept.open)
        if kept.requests
        else ours("own_data.no_requests"),
        sentences(ours("own_data.texts", count=texts), _kinds(kept.texts)),
        _lasting(kept.texts),
    ]
    others = (
        ("ratings", len(kept.ratings)), ("absences", len(kept.absences)), ("recurring", len(kept.recurring)),
        ("forms", len(kept.forms)), ("lessons", len(kept.lessons)), ("votes", len(kept.votes)),
        ("grants", len(kept.grants)), ("grants_given", len(kept.given)),
        ("grants_of_yours", len(kept.opened)), ("reactions", kept.reactions),
    )  # fmt: skip
    besides = listed([ours(f"own_data.{name}", count=count) for name, count in others if count])
    return [*found, ours("own_data.besides", what=besides) if besides else ours("own_data.nothing_besides")]


def _kinds(texts: Sequence[Texts]) -> Text:
    if not texts:
        return ()
    kinds = [(_kind(each.kind, "kind"), each.count) for each in texts]
    return ours("own_data.of_kinds", kinds=listed([ours("own_data.kind", kind=kind, count=n) for kind, n in kinds]))


def _kind(kind: str, form: Literal["kind", "one"]) -> Text:
    """« demandes », counted; « Demande », one of them."""
    return ours(f"own_data.{form}_{kind if kind in KINDS else 'other'}")


def _lasting(texts: Sequence[Texts]) -> Text:
    """How long they stay: those of a request with it, the others until an instant."""
    until = max((each.until for each in texts if each.until), default=None)
    stay = ours("own_data.stay") if any(each.with_request for each in texts) else ()
    return sentences(stay, ours("own_data.go", when=_at(until)) if until else ())


def _text_line(each: Words) -> Text:
    lasts = ours("own_data.until", when=_at(each.purge_after)) if each.purge_after else ours("own_data.with_request")
    return ours("own_data.text", kind=_kind(each.kind, "one"), when=_at(each.created_at), lasts=lasts)


def _deeds(deeds: Deeds, zone: ZoneInfo) -> Text:
    if deeds.first is None or deeds.last is None:
        return ours("own_data.no_deeds")
    known = [(ours(f"own_data.did_{act}"), count) for act, count in deeds.counts if act in DEEDS]
    others = sum(count for act, count in deeds.counts if act not in DEEDS)
    known += [(ours("own_data.did_other"), others)] if others else []
    told = listed([ours("own_data.did", what=what, count=count) for what, count in known])
    if deeds.first.astimezone(zone).date() == deeds.last.astimezone(zone).date():
        return ours("own_data.deeds_of_a_day", count=deeds.total, day=_day(deeds.first), what=told)
    return ours("own_data.deeds", count=deeds.total, first=_day(deeds.first), last=_day(deeds.last), what=told)


def _readers(about: About) -> Text:
    shared = ours("own_data.readers_provider") if about.charter.desk.provider else ()
    return sentences(ours("own_data.readers"), shared)


def _asked_of(about: About) -> Text:
    if not about.confidants:
        return ours("own_data.ask_nobody")
    return ours("own_data.ask", who=listed([(Mention(person=each),) for each in about.confidants]))
