"""Absences: said, for oneself or by the coordinator for somebody; listed; taken back. Announced, never why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot import absences, outgoing
from bot.cards import Card, Mention, Reply, Text, ours
from bot.charter import Charter
from bot.colleagues import charter_people, named_first
from bot.conversations import handing_over
from bot.conversations.giving_back import refused
from bot.people import charter_person, language_of, reach, timezone_of, who
from bot.permit import refuse
from bot.policies.permissions import Act, Verdict, may
from bot.policies.presence import overlap
from bot.public_holidays import public_holidays
from bot.talk import Talk, on_command, on_press
from bot.understanding.absences import Away, Trouble, read_absence
from bot.understanding.dates.atoms import Now
from bot.views import absences as views
from bot.views.parts import mention, one_line
from storage.rows import id_of
from storage.tables import Absence, Audience, Person

LONGEST_ID = 19
_ON_LEAVE = re.compile(
    r"(?:je (?:suis|serai|pars) |i am |i'm )?(?:en |on )?(?:cong[eé]s?|vacances|rtt|leave|holidays?|vacation)\b"
    r"[ :,]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BACKUP = re.compile(
    r"\b(?:backup|back-up|relais|rempla[cç]\w*|suppl[ée]\w*|stand-?in|cover(?:ed)?)\b[\s:]*(?:est |is )?(?:par |by )?",
    re.IGNORECASE,
)
"""What stands before who stands in: « relais @Claire », « remplacée par Claire »."""
_MARKED = re.compile(r"@|<@")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whose absence, when, and who stands in."""

    person: Person
    when: Away | Trouble
    backup: Person | None = None


@on_command("away", "absence", "away", "absences", "absent", "absente")
def away(talk: Talk, said: str) -> Reply:
    """An absence, by its dates; nothing said: those that are noted."""
    if not said.strip():
        return _list(talk)
    meant = meant_by(talk, said)
    if meant is None:
        return refused(talk, _notice("away.who_unknown"), said)
    verdict = _may_say(talk, meant.person)
    if not verdict.allowed:
        return refuse(talk, verdict, None)
    wrong = _what_is_wrong(talk, meant)
    return _noted(talk, meant) if wrong is None else refused(talk, wrong, said)


def is_said(talk: Talk, said: str) -> bool:
    """Whether what follows the word, in a message, is an absence, said by somebody who works and in full."""
    meant = meant_by(talk, said) if talk.actor.works else None
    return meant is not None and meant.when != "unread"


def on_leave(talk: Talk, text: str) -> str | None:
    """The order of an absence, where somebody of the pool says by another word that they are on leave, and when."""
    found = _ON_LEAVE.fullmatch(text.strip())
    dates = found["rest"].strip() if found is not None else ""
    return f"absence {dates}" if dates and is_said(talk, dates) else None


def meant_by(talk: Talk, said: str) -> Meant | None:
    """Whose, when and with whom, as it was said; none where somebody is named whom nobody knows."""
    people = charter_people(talk)
    person, backup = talk.actor.person, None
    found = _BACKUP.search(said)
    if found is not None:
        named = named_first(talk, said[found.end() :], people)
        if named is None:
            return None
        backup, rest = named
        said = f"{said[: found.start()]} {rest}"
    marked = _MARKED.search(said)
    if marked is not None:
        named = named_first(talk, said[marked.start() :], people)
        if named is None:
            return None
        person, rest = named
        return Meant(person, _when(talk, person, f"{said[: marked.start()]} {rest}"), backup)
    when = _when(talk, person, said)
    for word in _WORDS.finditer(said) if when == "unread" else ():
        named = named_first(talk, said[word.start() :], people)
        if named is not None:
            person, rest = named
            return Meant(person, _when(talk, person, f"{said[: word.start()]} {rest}"), backup)
    return Meant(person, when, backup)


def _when(talk: Talk, person: Person, said: str) -> Away | Trouble:
    """The dates, by the person's own clock and the holidays of where they work."""
    zone = ZoneInfo(timezone_of(talk.charter, person))
    code = _holidays(talk.charter, person)
    now = Now(
        talk.event.at.astimezone(zone),
        lambda day: code is not None and day in public_holidays(code, day.year),
        language_of(talk.unit, talk.charter, talk.actor.person),
    )
    return read_absence(said, now)


def _holidays(charter: Charter, person: Person) -> str | None:
    named = charter_person(charter, person)
    site = charter.site(named.first_site if named else None) or charter.sites[0]
    return site.holidays or None


def _may_say(talk: Talk, person: Person) -> Verdict:
    """One's own absence is one's own; somebody else's, who coordinates there may say it."""
    if person.id == talk.actor.id:
        return Verdict(True)
    named = charter_person(talk.charter, person)
    return may(Act.AWAY, talk.actor, None, talk.charter, site=named.first_site if named else None)


def _what_is_wrong(talk: Talk, meant: Meant) -> Card | None:
    """Why it cannot be noted; none when it can."""
    unit, person, backup = talk.unit, meant.person, meant.backup
    own = person.id == talk.actor.id
    if charter_person(talk.charter, person) is None:
        return _notice("away.not_named_own") if own else _notice("away.not_named", who=mention(person))
    if not isinstance(meant.when, Away):
        return _notice(f"away.{meant.when}")
    taken = _overlapping(talk, person, meant.when)
    if taken is not None and not _is_the_same(taken, meant.when):
        (facts,) = absences.facts_of(unit, talk.charter, [taken])
        return views.overlaps(facts, own=own)
    if backup is None:
        return None
    if backup.id == person.id:
        return _notice("away.own_backup")
    works = _works(talk, person)
    if not _works(talk, backup) and (works or not _has_role(talk, backup, "manager", "executive")):
        return _notice("away.backup_cannot" if works else "away.backup_agrees_not", backup=mention(backup))
    theirs = _overlapping(talk, backup, meant.when)
    if theirs is not None:
        (facts,) = absences.facts_of(unit, talk.charter, [theirs])
        return _notice("away.backup_away", backup=mention(backup), when=views.when_of(facts))
    return None


def _works(talk: Talk, person: Person) -> bool:
    """Whether requests go to somebody; who works none is stood in for where their agreement is asked for."""
    return _has_role(talk, person, "assistant", "coordinator")


def _has_role(talk: Talk, person: Person, *roles: str) -> bool:
    named = charter_person(talk.charter, person)
    return named is not None and named.has_role(*roles)


def _overlapping(talk: Talk, person: Person, when: Away) -> Absence | None:
    known = absences.of_person(talk.unit, id_of(person))
    return next((each for each in known if overlap(each, when.since, when.until)), None)


def _is_the_same(absence: Absence, when: Away) -> bool:
    return (absence.since, absence.until) == (when.since, when.until)


def _noted(talk: Talk, meant: Meant) -> Reply:
    """Keep it; said again for the same time, it may name who stands in."""
    assert isinstance(meant.when, Away)
    unit, when = talk.unit, meant.when
    backup_id = id_of(meant.backup) if meant.backup is not None else None
    absence = _overlapping(talk, meant.person, when)
    if absence is not None:
        unit.change(absence, backup_id=backup_id or absence.backup_id)
    else:
        absence = unit.add(
            Absence(
                person_id=id_of(meant.person),
                since=when.since,
                until=when.until,
                backup_id=backup_id,
                by_id=talk.actor.id,
                origin="said",
                at=talk.now,
            )
        )
    (facts,) = absences.facts_of(unit, talk.charter, [absence])
    own = meant.person.id == talk.actor.id
    if not own:
        _say(talk, meant.person, views.told(facts, talk.actor.person))
    if meant.backup is not None and meant.backup.id != talk.actor.id:
        _say(talk, meant.backup, views.told_backup(facts))
    handing_over.plan(talk, absence)
    return talk.tell(views.noted(facts, own=own, works=_works(talk, meant.person)))


def _list(talk: Talk) -> Reply:
    """The absences that are noted: one's own, and everybody's for whoever works with them."""
    known = absences.facts_of(talk.unit, talk.charter, absences.standing(talk.unit))
    shown = [each for each in known if talk.actor.works or each.person.id == talk.actor.id]
    theirs = {id_of(each.person) for each in shown if _may_say(talk, each.person).allowed}
    return talk.tell(views.absences_card(shown, talk.actor.id, theirs))


@on_press("away_cancel")
def away_cancel(talk: Talk, value: str) -> Reply:
    """Take an absence back. `value`: its id."""
    known = value.isascii() and value.isdecimal() and len(value) < LONGEST_ID
    absence = absences.by_id(talk.unit, int(value)) if known else None
    person = talk.unit.need(Person, absence.person_id) if absence is not None else None
    if absence is None or person is None or absence.ended:
        return talk.tell(_notice("away.gone"), instead=True)
    verdict = _may_say(talk, person)
    if not verdict.allowed:
        # Who works with them reads of all absences; to others this one is as none.
        return refuse(talk, verdict, None) if talk.actor.works else talk.tell(_notice("away.gone"), instead=True)
    if absence.origin == "charter":
        return talk.tell(_notice("away.in_charter"))
    (facts,) = absences.facts_of(talk.unit, talk.charter, [absence])
    handing_over.end(talk, absence)
    if person.id != talk.actor.id:
        _say(talk, person, views.cancelled_told(facts, talk.actor.person))
    if facts.backup is not None and facts.backup.id != talk.actor.id:
        _say(talk, facts.backup, views.cancelled_backup(facts))
    return talk.tell(views.cancelled(facts, own=person.id == talk.actor.id), instead=True)


def _say(talk: Talk, person: Person, card: Card) -> None:
    """Tell somebody, where they can be told."""
    identity = reach(talk.unit, id_of(person))
    if identity is not None:
        outgoing.say_to(talk.unit, who(identity), card)


def _notice(key: str, **args: Text | Mention) -> Card:
    return one_line(key, Audience.PERSON, ours(key, **args))
