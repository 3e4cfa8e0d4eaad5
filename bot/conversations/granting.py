"""Access to a request or a service for one person until a date: given, listed, taken back, over by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot import grants
from bot.cards import Card, CloseForm, FieldErrors, FormView, Mention, Named, Reply, Text, ours
from bot.charter import Charter
from bot.colleagues import charter_people, named_first, nearest_named, plain
from bot.conversations.access_given import (
    barred,
    end_of,
    facts_of,
    give,
    other_contact,
    still_reads,
    take,
    tell,
    zone_of,
)
from bot.conversations.emergency import close
from bot.conversations.giving_back import refused
from bot.conversations.listing import not_found
from bot.conversations.one_press import in_one_press
from bot.forms import accepted, open_form
from bot.opened import Target, givers, is_barred, known_to, may_open, opened_by, reads_already
from bot.people import language_of, reach
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.requests import by_ref, leading_reference
from bot.talk import Talk, on_command, on_form, on_press, on_show, on_timer
from bot.understanding import site_alone
from bot.understanding.dates.atoms import Now
from bot.understanding.until import Until, read_until
from bot.views import access as views
from bot.views import forms
from bot.views.parts import mention, one_line
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Form, Grant, Identity, Level, Person

LONGEST_ID = 19
_MARKED = re.compile(r"@|<@")
_MARK = re.compile(r"<@([^<>|\s]{1,100})")
_TYPED = {"past": "access.past_typed", "far": "access.far_typed"}
"""What is wrong with a date, where no form keeps the rest."""
_TO = re.compile(r"\A(?:à|a|au|at|de|du|pour|for|in|site)\s+", re.IGNORECASE)
"""What stands between a service and its site."""
_FOR = re.compile(r"\A\s*(?:à|a|to|pour|pr|for)\s+(?=\w|@|<@)", re.IGNORECASE)
"""What stands between what is opened and to whom."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What is opened, to whom, until which day, and why."""

    target: Target
    person: Person
    last: date
    reason: str


@on_command("access", "accès", "access", "acces")
def access(talk: Talk, said: str) -> Reply:
    """« accès LYO-42 @Marc jusqu'au 15 décembre, le motif »; nothing said: what is given, and to whom."""
    if not said.strip():
        return _list(talk)
    found = _target(talk, said)
    if isinstance(found, Card):
        return refused(talk, found, said)
    target, rest = found
    wrong = _not_theirs(talk, target)
    if wrong is not None:
        return refused(talk, wrong, said)
    people, rest = _people(talk, rest), _FOR.sub("", rest)
    named = named_first(talk, rest, people)
    until = read_until(named[1], _now(talk, target)) if named is not None else "no_date"
    near = _nearest(talk, target, rest, people) if until == "no_date" else None
    if named is None or near is not None:
        return refused(talk, near or _notice("access.who_unknown"), said)
    person, _ = named
    wrong = _why_not(talk, target, person)
    if wrong is not None:
        return refused(talk, wrong, said)
    if not isinstance(until, Until):
        return refused(talk, _notice(_TYPED.get(until, f"access.{until}")), said)
    if not until.rest:
        return refused(talk, _notice("access.no_reason"), said)
    meant = Meant(target, person, until.last, until.rest)
    wrong = _unmoved(talk, meant)
    return talk.tell(wrong if wrong is not None else _given(talk, meant))


def _nearest(talk: Talk, target: Target, said: str, people: Sequence[Person]) -> Card | None:
    """The person whose name was probably meant, to whom a press gives it; none: nobody's is like it."""
    near = nearest_named(said, people)
    if near is None:
        return None
    person, typed, rest = near
    what = target.request.ref if target.request is not None else " ".join(filter(None, (target.service, target.site)))
    return in_one_press(talk, typed, f"@{person.name}", f"access {what} @{person.name}{rest}", "access")


def is_said(talk: Talk, said: str) -> bool:
    """Whether what follows the word names what is opened, and to whom: « accès au parking bloqué » is a need."""
    if not said.strip() or leading_reference(said) is not None:
        return True
    marked = _MARKED.search(said)
    return marked is not None and _service(talk.charter, said[: marked.start()]) is not None


def _target(talk: Talk, said: str) -> tuple[Target, str] | Card:
    """What is opened, and what follows it; else what is wrong with it."""
    found = leading_reference(said)
    if found is not None:
        request = by_ref(talk.unit, found[0])
        if request is None or sees(talk, request) is Part.NOTHING:
            return not_found(talk, found[0])
        return Target(request), found[1]
    marked = _MARKED.search(said)
    before, rest = (said[: marked.start()], said[marked.start() :]) if marked is not None else (said, "")
    named = _service(talk.charter, before)
    if named is None:
        return _notice("access.which")
    service, where = named
    site = site_alone(_TO.sub("", where), talk.charter) if where else None
    return (Target(None, service, site), rest) if site is not None or not where else _notice("access.site_unknown")


def _service(charter: Charter, said: str) -> tuple[str, str] | None:
    """The service that a text begins by naming, and what follows."""
    text = said.strip(" ,:")
    names = [(name, each.id) for each in charter.services for name in (each.name.fr, each.name.en, each.id)]
    for name, service in sorted(names, key=lambda each: -len(each[0])):
        if plain(text).startswith(plain(name)) and not text[len(name) : len(name) + 1].isalnum():
            return service, text[len(name) :].strip(" ,:")
    return _shortly(charter, text)


def _shortly(charter: Charter, text: str) -> tuple[str, str] | None:
    """The same by the first word of a reserved service's name, and a site or nothing: « Factures », « RH à Lyon »."""
    word, _, rest = text.partition(" ")
    kept = [each for each in charter.services if each.restricted or each.confidential]
    meant = {each.id for each in kept for name in (each.name.fr, each.name.en) if plain(name.split()[0]) == plain(word)}
    sited = not rest or site_alone(_TO.sub("", rest.strip()), charter) is not None
    return (meant.pop(), rest.strip()) if len(meant) == 1 and sited else None


def _people(talk: Talk, said: str) -> list[Person]:
    """Whom a text may name: those of the charter, and who is marked as the platform does."""
    found, mark = charter_people(talk), _MARK.search(said)
    if mark is not None:
        table = table_of(Identity)
        query = select(table).where(table.c.user == mark.group(1), table.c.platform == talk.who.platform)
        found += [talk.unit.need(Person, each.person_id) for each in talk.unit.all(Identity, query)]
    return found


def _now(talk: Talk, target: Target) -> Now:
    at = talk.event.at.astimezone(zone_of(talk, target))
    return Now(at, lambda day: False, language_of(talk.unit, talk.charter, talk.actor.person))


def _not_theirs(talk: Talk, target: Target) -> Card | None:
    """Why whoever acts may not open it to anybody, and who may; none: they may."""
    service = talk.charter.service(target.service)
    if target.request is None and service is not None and not (service.restricted or service.confidential):
        return _notice("access.not_reserved")
    if may_open(talk.unit, talk.charter, talk.actor.person, target):
        return None
    request = target.request
    return views.wrong_giver(givers(talk.unit, talk.charter, request, talk.actor.id) if request is not None else ())


def _why_not(talk: Talk, target: Target, person: Person) -> Card | None:
    """Why it is not opened to that person; none: it may be."""
    unit, who = talk.unit, mention(person)
    if person.id == talk.actor.id:
        return _notice("access.own")
    if not person.active or reach(unit, id_of(person)) is None:
        return _notice("access.unreachable", who=who)
    if is_barred(talk.charter, person, target):
        return barred(talk, target, person)
    grants.hold(unit, id_of(person))
    if _same(talk, target, person) is None and reads_already(unit, talk.charter, person, target):
        other = opened_by(unit, talk.charter, person, target)
        ref = target.request.ref if target.request is not None else None
        what = views.target_of(ref, target.service, target.site)
        return views.needless(person, what, facts_of(talk, other) if other is not None else None)
    return None


def _same(talk: Talk, target: Target, person: Person) -> Grant | None:
    """What opens it to them already."""
    request_id = target.request.id if target.request is not None else None
    return grants.same(talk.unit, id_of(person), request_id, target.service, target.site)


def _unmoved(talk: Talk, meant: Meant) -> Card | None:
    """That it is given until that day already, or for every site; none: it is given, or its date is changed."""
    same = _same(talk, meant.target, meant.person)
    if same is None or (same.site == meant.target.site and same.until != _end(talk, meant)):
        return None
    return views.already(facts_of(talk, same))


def _end(talk: Talk, meant: Meant) -> datetime:
    return end_of(meant.last, zone_of(talk, meant.target))


def _given(talk: Talk, meant: Meant) -> Card:
    target = meant.target
    words_id = wordstore.keep(talk.unit, meant.reason, "reason", talk.actor.id, Level.CONFIDENTIAL)
    before = _same(talk, target, meant.person)
    grant = give(talk, target, meant.person, _end(talk, meant), words_id, before)
    contact = other_contact(talk, target)
    seen = contact is not None and contact.id != meant.person.id
    return views.given(facts_of(talk, grant), contact if seen else None)


def _list(talk: Talk) -> Reply:
    """What is given, and to whom: one's own, and what one gave, could give, or sees as the contact."""
    return talk.tell(_listed(talk))


def _listed(talk: Talk, over: Text = ()) -> Card:
    unit, me = talk.unit, talk.actor.person
    known = [each for each in grants.standing(unit) if known_to(unit, talk.charter, me, each)]
    only_own = bool(known) and not _gives(talk) and all(each.person_id == me.id for each in known)
    found = [facts_of(talk, each) for each in known]
    return views.grants_card(found, talk.actor.id, gives=_gives(talk), only_own=only_own, over=over)


def _gives(talk: Talk) -> bool:
    """Whether whoever acts gives access to anything."""
    named = talk.actor.named
    return named is not None and (named.has_role("coordinator") or named.id == talk.charter.desk.contact)


@on_press("access_end")
def access_end(talk: Talk, value: str) -> Reply:
    """Take back what is given. `value`: its id, and whether it is pressed in the list."""
    number, _, where = value.partition(":")
    known = number.isascii() and number.isdecimal() and len(number) < LONGEST_ID and where in ("", views.LISTED)
    grant = grants.by_id(talk.unit, int(number)) if known else None
    if grant is None or not known_to(talk.unit, talk.charter, talk.actor.person, grant):
        return talk.tell(_notice("access.gone"), instead=True)
    if grant.ended_at is not None and grant.kind == grants.ACCESS:
        # Its date was changed since: what is meant is that they have it no longer.
        grant = grants.same(talk.unit, grant.person_id, grant.request_id, grant.service, grant.site) or grant
    if grant.ended_at is not None or grant.until <= talk.now:
        return talk.tell(_notice("access.gone"), instead=True)
    me = talk.actor.person
    if grant.kind == grants.EMERGENCY:
        close(talk, grant, me)
        facts = facts_of(talk, grant)
    else:
        facts = take(talk, grant, me)
        _tell_over(talk, facts, me)
    over = views.over_of(facts, still_reads(talk, facts, me), own=facts.person.id == me.id)
    return talk.tell(_listed(talk, over) if where else views.taken_back(facts, over), instead=True)


@on_timer(grants.TIMER)
def grant_over(talk: Talk, subject: str) -> None:
    """Its date has come: it opens nothing any longer by itself, and that is said."""
    grant = grants.by_id(talk.unit, int(subject.rpartition(":")[2]))
    if grant is None or grant.ended_at is not None or grant.until > talk.now:
        return
    if grant.kind == grants.EMERGENCY:
        close(talk, grant, None)
    else:
        _tell_over(talk, take(talk, grant, None), None)


def _tell_over(talk: Talk, facts: views.GrantFacts, by: Person | None) -> None:
    """Whose it was learns that it is over, and so does the contact where somebody took it back."""
    unit = talk.unit
    if by is None or by.id != facts.person.id:
        tell(unit, facts.person, views.ended_told(facts, by))
    contact = None if by is None else _contact(talk, facts)
    if contact is not None and by is not None and contact.id not in (by.id, facts.person.id):
        tell(unit, contact, views.ended(facts, by))


def _contact(talk: Talk, facts: views.GrantFacts) -> Person | None:
    request = by_ref(talk.unit, facts.ref) if facts.ref is not None else None
    return other_contact(talk, Target(request, facts.grant.service, facts.grant.site))


@on_press("access_form")
def access_form(talk: Talk, value: str) -> Reply:
    """The same in a form."""
    return open_form(talk, "access", None) if _gives(talk) else talk.tell(_notice("access.not_yours"))


@on_show("access")
def grant_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """What is opened, to whom, until when, and why."""
    return forms.access_form(form.id, charter_people(talk), values, lines=lines)


@on_form("access")
def grant_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """Checked as what is typed is, each fault beside its field."""
    found = _target(talk, values.get("what", ""))
    if isinstance(found, Card):
        return FieldErrors(errors={"what": found.summary})
    target, _ = found
    wrong = _not_theirs(talk, target)
    if wrong is not None:
        return FieldErrors(errors={"what": wrong.summary})
    person = next((each for each in charter_people(talk) if str(each.id) == values.get("person")), None)
    if person is None:
        return FieldErrors(errors={"person": ours("errors.choose_person")})
    wrong = _why_not(talk, target, person)
    if wrong is not None:
        return FieldErrors(errors={"person": wrong.summary})
    until, reason = read_until(values.get("until", ""), _now(talk, target)), values.get("why", "").strip()
    if isinstance(until, str):
        return FieldErrors(errors={"until": ours(f"access.{until}")})
    if not reason:
        return FieldErrors(errors={"why": ours("access.no_reason")})
    meant = Meant(target, person, until.last, reason)
    wrong = _unmoved(talk, meant)
    if wrong is not None:
        return FieldErrors(errors={"until": wrong.summary})
    accepted(talk, form)
    return CloseForm(card=_given(talk, meant))


def _notice(key: str, **args: Text | Mention | Named) -> Card:
    return one_line("access", Audience.PERSON, ours(key, **args))
