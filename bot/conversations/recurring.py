"""Asking again and again: by a command or a form, read back with its next dates before it is kept; listed, stopped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot import outgoing
from bot import recurring as rows
from bot.apart import kept_by_words
from bot.cards import Card, CloseForm, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.creating import chosen, not_to_be_told
from bot.conversations.giving_back import refused
from bot.conversations.how_often import EACH, as_typed, now_of, read_often, today_at, with_end
from bot.conversations.keeping import UNDECIDED
from bot.conversations.recurring_due import STOPPED, STOPPED_FOR, as_private_as_now, close, facts_of, go_on
from bot.creation import Need, create, needed
from bot.forms import accepted, open_form
from bot.people import language_of, reach, who
from bot.placing import direct_spot
from bot.policies.confidentiality import level_of
from bot.policies.executives import company_by, executive_of
from bot.policies.permissions import may_stop
from bot.policies.recurring import WHEN_CLOSED, Rule
from bot.reading import again, by_its_clock, site_of, spoken
from bot.talk import Talk, on_command, on_form, on_press, on_show
from bot.understanding.recurring import Again, read_chosen
from bot.understanding.text import fold
from bot.understanding.until import read_until
from bot.views import forms, notices
from bot.views import recurring as views
from bot.views.parts import one_line
from storage import words as wordstore
from storage.tables import Audience, Form, Level, Person, Recurring

LONGEST_ID = 19
YEARLY = re.compile(r"\b(?:tous les|chaque|par|every|each|per) (?:\d+ )?(?:ans?|annees?|years?)\b|\byearly\b")
"""How somebody asks for what is asked once a year: no rhythm of ours."""
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Subject:
    """A rule as the policy of requests looks at it."""

    site: str
    service: str | None
    level: Level
    requester_id: int
    kept_from: str
    executive: str
    alerted: str = ""
    approvers: str = ""
    id: int | None = None
    assignee_id: int | None = None
    proposed_id: int | None = None


@on_command("repeat", "récurrent", "repeat", "récurrente", "recurrent", "recurrente", *EACH)
def repeat(talk: Talk, said: str) -> Reply:
    """How often and what, in one line; else the form, with what was said in it."""
    if not said.strip():
        return open_form(talk, "repeat", None)
    found = read_often(talk, said)
    if found is None and YEARLY.search(fold(said)):
        return refused(talk, notices.notice("recurring.no_years", Audience.PERSON), said)
    if isinstance(found, str):
        return refused(talk, notices.notice(f"recurring.{found}", Audience.PERSON), said)
    if not isinstance(found, Again):
        return open_form(talk, "repeat", None, {"text": said.strip()})
    text, where = spoken(found.asked), talk.where
    channel = talk.charter.channel(where.platform, where.conversation) if where is not None else None
    site = site_of(talk.charter, talk.actor, again(talk, text, channel, talk.event.at, direct=True, files=()), channel)
    if not text or site is None:
        return open_form(talk, "repeat", None, {"text": text, **as_typed(found.rule, _language(talk))})
    facts = _facts(talk, text, site)
    untold = not_to_be_told(talk, talk.actor, site, text, facts)
    if untold is not None:
        return refused(talk, one_line(views.KIND, Audience.PERSON, untold), said)
    row = _draft(talk, found.rule, text, site, facts)
    shown = facts_of(talk, row)
    if shown.day is None:
        close(talk, row, "dropped")
        return refused(talk, notices.notice(_why_none(shown), Audience.PERSON), said)
    return talk.tell(views.read_back(shown))


def _facts(talk: Talk, text: str, site: str) -> dict[str, Any]:
    """What is understood of a text, as arguments of a `Need`."""
    reading = again(talk, text, None, talk.event.at, direct=True, files=())
    return needed(talk, by_its_clock(talk, reading, text, None, site))


def _draft(talk: Talk, rule: Rule, text: str, site: str, facts: Mapping[str, Any]) -> Recurring:
    """Keep it until it is said yes to: what the same person was shown before is no longer asked."""
    unit, company = talk.unit, company_by(talk.charter, talk.actor.person.charter_id, facts["service"])
    level = level_of(company, facts["service"], facts["sensitive"])
    for before in rows.drafts_of(unit, talk.actor.id):
        close(talk, before, "dropped")
    today = today_at(talk, site)
    return unit.add(
        Recurring(
            person_id=talk.actor.id,
            state=rows.DRAFT,
            rule=rows.as_kept(replace(rule, since=today)),
            site=site,
            service=facts["service"],
            level=level,
            kept_from=kept_by_words(unit, talk.charter, text, level, talk.actor.person),
            words_id=wordstore.keep(unit, text, "ask", talk.actor.id, level, purge_after=talk.now + UNDECIDED),
            language=facts["language"],
            platform=talk.who.platform,
            begins=(today + _DAY).isoformat(),
            at=talk.now,
        )
    )


@on_press("repeat")
def repeat_pressed(talk: Talk, value: str) -> Reply:
    """The form: empty, or with what was read back. `value`: `new`, or its id."""
    row = _draft_of(talk, value)
    if row is None:
        return open_form(talk, "repeat", None)
    text = wordstore.read_one(talk.unit, row.words_id)
    values = {"text": text, "site": row.site, **as_typed(rows.rule_of(row), _language(talk))}
    return open_form(talk, "repeat", None, values | ({"service": row.service} if row.service else {}))


@on_show("repeat")
def repeat_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """What is asked, how often, until when, and what becomes of closed days."""
    own = site_of(talk.charter, talk.actor, None, None)
    return forms.repeat_form(form.id, talk.charter, own_site=own, values=values, lines=lines)


@on_form("repeat")
def given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The form was sent: what is wrong is said beside its field; else it is read back."""
    errors: dict[str, Text] = {}
    rule, text = _asked_of(talk, values, errors)
    if not text:
        errors.setdefault("text", ours("errors.say_something"))
    service = chosen(talk, values, "service", errors)
    reading = again(talk, text, None, talk.event.at, direct=True, files=())
    site = chosen(talk, values, "site", errors) or site_of(talk.charter, talk.actor, reading, None)
    if site is None and "site" not in errors:
        errors["site"] = ours("errors.own_site_unknown")
    if errors or rule is None or site is None:
        return FieldErrors(errors=errors)
    facts = _facts(talk, text, site)
    if values.get("service"):
        facts["service"] = service
    untold = not_to_be_told(talk, talk.actor, site, text, facts)
    if untold is not None:
        return FieldErrors(errors={"text": untold})
    row = _draft(talk, rule, text, site, facts)
    shown = facts_of(talk, row)
    if shown.day is None:
        close(talk, row, "dropped")
        return FieldErrors(errors={"on" if shown.rule.until is None else "until": ours(_why_none(shown))})
    accepted(talk, form)
    return CloseForm(card=views.read_back(shown))


def _asked_of(talk: Talk, values: Mapping[str, str], errors: dict[str, Text]) -> tuple[Rule | None, str]:
    """How often and what: an end may stand in the text too, where it has no other."""
    rule, text = _rule_of(talk, values, errors), spoken(values.get("text", ""))
    if rule is None or rule.until is not None:
        return rule, text
    ended = with_end(talk, rule, text)
    if not isinstance(ended, str):
        return ended
    errors["text"] = ours(f"recurring.{ended}")
    return rule, text


def _why_none(facts: views.RecurringFacts) -> str:
    """The key of why none of its dates is to come."""
    return "recurring.never_open" if facts.rule.until is None else "recurring.end_before_first"


def _rule_of(talk: Talk, values: Mapping[str, str], errors: dict[str, Text]) -> Rule | None:
    """How often, which day and until when, as chosen and typed."""
    found = read_chosen(values.get("every", ""), values.get("on", ""), today_at(talk, None))
    if not isinstance(found, Rule):
        errors["on"] = ours(f"recurring.form_{found}")
        return None
    closed = next((each for each in WHEN_CLOSED if each == values.get("closed")), found.closed)
    said = values.get("until", "").strip()
    until = read_until(said, now_of(talk)) if said else None
    if isinstance(until, str):
        errors["until"] = ours(f"recurring.end_{until}")
        return None
    return replace(found, closed=closed, until=until.last if until is not None else None)


@on_press("recurring_closed")
def closed_chosen(talk: Talk, value: str) -> Reply:
    """Something else becomes of closed days: it is read back again. `value`: its id, and what."""
    number, _, said = value.partition(":")
    row = _draft_of(talk, number)
    closed = next((each for each in WHEN_CLOSED if each == said), None)
    if row is None or closed is None:
        return _gone(talk)
    talk.unit.change(row, rule=rows.as_kept(replace(rows.rule_of(row), closed=closed)))
    shown = facts_of(talk, row)
    if shown.day is None:
        return talk.tell(notices.notice(_why_none(shown), Audience.PERSON))
    return talk.tell(views.read_back(shown), instead=True)


@on_press("recurring_keep")
def keep(talk: Talk, value: str) -> Reply:
    """Yes: it is kept, and what is to be asked by now is asked."""
    row = _own(talk, value)
    if row is not None and row.state == rows.KEPT:
        return talk.tell(views.kept(facts_of(talk, row), None), instead=True)
    row = _draft_of(talk, value)
    return _gone(talk) if row is None else _kept(talk, row)


def _kept(talk: Talk, row: Recurring) -> Reply:
    wordstore.adopt(talk.unit, row.words_id, "ask", row.level)
    begins = today_at(talk, row.site) + _DAY
    talk.unit.change(row, state=rows.KEPT, begins=begins.isoformat(), over_why=None)
    made = go_on(talk, row)
    if row.state == rows.OVER and made is None:
        return talk.tell(views.over(facts_of(talk, row), row.over_why or STOPPED), instead=True)
    return talk.tell(views.kept(facts_of(talk, row), made.ref if made is not None else None), instead=True)


@on_press("recurring_once")
def once(talk: Talk, value: str) -> Reply:
    """It is asked now, and never again."""
    row = _draft_of(talk, value)
    if row is None:
        return _gone(talk)
    text = wordstore.read_one(talk.unit, row.words_id)
    need = Need(
        requester=talk.actor.person,
        raised_by=talk.actor,
        origin="command",
        site=row.site,
        text=text,
        written_at=talk.event.at,
        **(_facts(talk, text, row.site) | {"service": row.service}),
    )
    request = create(talk, need, direct_spot(Audience.REQUESTER, talk.actor.identity))
    close(talk, row, "dropped")
    done = notices.notice("create.done", Audience.PERSON, subject=request.ref, ref=request.ref)
    return talk.tell(done, instead=True)


@on_press("recurring_drop")
def drop(talk: Talk, value: str) -> Reply:
    """No: nothing is kept."""
    row = _draft_of(talk, value)
    if row is not None:
        close(talk, row, "dropped")
    return talk.tell(views.dropped(), instead=True)


@on_command("recurring", "récurrents", "recurring", "récurrentes", "recurrents", "recurrentes")
def recurring(talk: Talk, said: str) -> Reply:
    """What one asks again and again, and what others do, for who coordinates there; or the same as `repeat`."""
    if said.strip():
        return repeat(talk, said)
    found = [each for each in rows.standing(talk.unit) if _may_stop(talk, each)]
    known = sorted((facts_of(talk, each) for each in found), key=lambda each: each.person.id != talk.actor.id)
    return talk.tell(views.list_card(known, talk.actor.id, alone=talk.alone))


@on_press("recurring")
def recurring_pressed(talk: Talk, value: str) -> Reply:
    """The button at home."""
    return recurring(talk, "")


@on_press("recurring_stop")
def stop(talk: Talk, value: str) -> Reply:
    """Nothing more is asked; whose it is is told, where somebody else stopped it."""
    row = _known(talk, value)
    if row is None or row.state != rows.KEPT or not _may_stop(talk, row):
        return _gone(talk)
    facts = facts_of(talk, row)
    own = row.person_id == talk.actor.id
    close(talk, row, STOPPED if own else STOPPED_FOR)
    _tell_owner(talk, row, views.stopped_told(facts, talk.actor.person))
    return talk.tell(views.stopped(facts, own=own), instead=True)


@on_press("recurring_resume")
def resume(talk: Talk, value: str) -> Reply:
    """It was stopped by mistake: it goes on, from tomorrow. What its owner stopped, they alone take up again."""
    row = _known(talk, value)
    own = row is not None and row.person_id == talk.actor.id
    stands = row is not None and row.over_why in ((STOPPED, STOPPED_FOR) if own else (STOPPED_FOR,))
    if row is None or not stands or not wordstore.read_one(talk.unit, row.words_id) or not _may_stop(talk, row):
        return _gone(talk)
    reply = _kept(talk, row)
    if row.state == rows.KEPT:
        _tell_owner(talk, row, views.resumed_told(facts_of(talk, row), talk.actor.person))
    return reply


def _tell_owner(talk: Talk, row: Recurring, card: Card) -> None:
    """Whose it is learns what somebody else made of it."""
    identity = reach(talk.unit, row.person_id, row.platform)
    if row.person_id != talk.actor.id and identity is not None:
        outgoing.say_to(talk.unit, who(identity), card)


def _may_stop(talk: Talk, row: Recurring) -> bool:
    executive = executive_of(talk.charter, talk.unit.need(Person, row.person_id).charter_id)
    subject = _Subject(row.site, row.service, row.level, row.person_id, row.kept_from, executive)
    return may_stop(talk.actor, subject, talk.charter)


def _known(talk: Talk, value: str) -> Recurring | None:
    number = value.isascii() and value.isdecimal() and len(value) < LONGEST_ID
    row = rows.by_id(talk.unit, int(value)) if number else None
    if row is not None:
        as_private_as_now(talk, row)
    return row


def _own(talk: Talk, value: str) -> Recurring | None:
    row = _known(talk, value)
    return row if row is not None and row.person_id == talk.actor.id else None


def _draft_of(talk: Talk, value: str) -> Recurring | None:
    """What whoever acts was shown, and may still say yes to."""
    row = _own(talk, value)
    stands = row is not None and row.state == rows.DRAFT and wordstore.read_one(talk.unit, row.words_id)
    return row if stands else None


def _language(talk: Talk) -> str:
    return language_of(talk.unit, talk.charter, talk.actor.person)


def _gone(talk: Talk) -> Reply:
    return talk.tell(notices.notice("recurring.gone", Audience.PERSON), instead=True)
