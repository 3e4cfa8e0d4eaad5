"""Asking by form, shortcut or `/desk new`: for oneself, or, by an assistant, for somebody who then owns it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from bot import outgoing
from bot.cards import CloseForm, FieldErrors, FormView, Mention, Reply, Text, ours, plain
from bot.conversations.asking_approval import money_in
from bot.conversations.raising import from_message
from bot.creation import Need, create, needed
from bot.dates import end_of, read_due
from bot.events import ShortcutUsed
from bot.forms import accepted, open_form, typed
from bot.people import Actor, charter_person, reach
from bot.placing import direct_spot
from bot.policies.confidentiality import level_of
from bot.policies.permissions import Act, may
from bot.readership import confidants_of
from bot.reading import again, by_its_clock, site_of, spoken
from bot.referring import secrets_named
from bot.talk import Talk, on_command, on_form, on_press, on_show
from bot.understanding import Reading
from bot.understanding.model import Money
from bot.views import forms as views
from bot.views import notices
from bot.views.parts import listed
from storage.rows import table_of
from storage.tables import Audience, Form, Identity, Level, Person, Request
from storage.unit import Unit

LONGEST_NAME = 320
"""Characters: an e-mail address has no more (RFC 3696, erratum 1690), and a database looks for nothing endless."""
MEDIA = ("chat", "phone", "email", "in_person")


@on_command("new", "nouvelle", "new", "nouveau")
def new(talk: Talk, said: str) -> Reply:
    """Open the form; what follows the word is its text. Where their site is unknown, the channel's stands in it."""
    where = talk.where
    channel = talk.charter.channel(where.platform, where.conversation) if where is not None else None
    values = {"text": said.strip()}
    if _own_site(talk) is None and not _for_others(talk) and channel is not None and channel.site is not None:
        values["site"] = channel.site
    return open_form(talk, "new_request", None, values)


@on_show("new_request")
def new_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """What is needed, and, for those who may, for whom."""
    others, own = _for_others(talk), _own_site(talk)
    return views.new_request_form(form.id, talk.charter, for_others=others, own_site=own, values=values, lines=lines)


@on_press("new")
def new_pressed(talk: Talk, value: str) -> Reply:
    """The button at home."""
    return new(talk, "")


def shortcut(talk: Talk) -> Reply:
    """The global shortcut opens the form; the message action makes a request of that message."""
    event: ShortcutUsed = talk.event
    if event.shortcut == "desk_from_message" and event.where is not None and event.ts is not None:
        return from_message(talk, event.where, event.ts, "shortcut")
    return new(talk, "")


@on_form("new_request")
def given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The form was sent: what is wrong is said beside its field, and nothing typed is lost."""
    errors: dict[str, Text] = {}
    text = spoken(values.get("text", ""))
    if not text:
        errors["text"] = ours("errors.say_something")
    requester = _requester(talk, values.get("person", "").strip(), errors)
    reading = again(talk, text, None, talk.event.at, direct=True, files=())
    site = _site(talk, form, requester, reading, values, errors)
    service = chosen(talk, values, "service", errors)
    due, problem = read_due(talk, values.get("due", "").strip(), site or talk.charter.sites[0].id)
    if problem is not None:
        errors["due"] = problem
    amount = _amount(talk, values, service if values.get("service") else reading.service.value, errors)
    if errors or requester is None or site is None:
        return FieldErrors(errors=errors)
    facts = needed(talk, by_its_clock(talk, reading, text, None, site))
    if values.get("service"):
        facts["service"] = service
    facts["amount"] = amount
    untold = not_to_be_told(talk, requester, site, text, facts)
    if untold is not None:
        return FieldErrors(errors={"text": untold})
    accepted(talk, form)
    facts["urgent"] = facts["urgent"] or values.get("urgent") in ("true", "on", "1", "yes")
    if due is not None:
        end = end_of(talk, values["due"].strip(), site)
        span = {"due": None, "event_start": due, "event_end": end, "date_doubted": False}
        doubted = facts["date_doubted"] and facts["event_start"] is not None
        facts |= span if end is not None else {"due": due, "date_doubted": doubted}
    request = _create(talk, requester, site, text, values, facts)
    return CloseForm(card=notices.notice("create.done", Audience.PERSON, subject=request.ref, ref=request.ref))


def _amount(talk: Talk, values: Mapping[str, str], service: str | None, errors: dict[str, Text]) -> Money | None:
    """What it costs, if that was said, in the currency of its service's rule where it has one."""
    typed = values.get("amount", "").strip()
    known = talk.charter.service(service)
    rule = known.approval if known is not None else None
    money = money_in(typed, rule.currency if rule is not None else "EUR", ruled=rule is not None) if typed else None
    if isinstance(money, tuple):
        errors["amount"] = money
        return None
    return money


def not_to_be_told(talk: Talk, requester: Actor, site: str, text: str, facts: Mapping[str, Any]) -> Text | None:
    """Why a text is not to go to those who would read it, before whoever typed it sees who they are; none: it may.

    It names what is confidential, or is private and names somebody who would be given it, or from whom what was
    confided before is kept.
    """
    service = facts["service"]
    if level_of(talk.charter, service, facts["sensitive"]) is not Level.CONFIDENTIAL:
        secret = next((request for request, _ in secrets_named(talk, talk.actor, text)), None)
        return ours("errors.names_secret", ref=plain(secret.ref)) if secret is not None else None
    found = confidants_of(talk, site, service, requester.id, text)
    if found.left_out:
        return ours("errors.names_confidant", who=listed(found.left_out))
    # What somebody confided before is told to nobody else.
    own = requester.id == talk.actor.id
    return ours("errors.kept_from_confidant", who=listed(found.kept_out)) if own and found.kept_out else None


def _create(
    talk: Talk, requester: Actor, site: str, text: str, values: Mapping[str, str], facts: dict[str, Any]
) -> Request:
    medium = values.get("medium") if _for_others(talk) and values.get("medium") in MEDIA else None
    need = Need(
        requester=requester.person,
        raised_by=talk.actor,
        origin="form",
        medium=medium,
        site=site,
        text=text,
        written_at=talk.event.at,
        **facts,
    )
    request = create(talk, need, direct_spot(Audience.REQUESTER, requester.identity))
    if requester.id != talk.actor.id:
        told = notices.notice(
            "create.for_you", Audience.PERSON, subject=request.ref, ref=request.ref, who=_by(talk.actor)
        )
        outgoing.say_to(talk.unit, requester.who, told, request.id)
    return request


def _site(
    talk: Talk,
    form: Form,
    requester: Actor | None,
    reading: Reading,
    values: Mapping[str, str],
    errors: dict[str, Text],
) -> str | None:
    """The one chosen, remembered when one chooses for oneself; else the text's, else the requester's own."""
    said = chosen(talk, values, "site", errors)
    if said is not None:
        if requester is not None and requester.id == talk.actor.id and "site" in typed(form, values):
            talk.unit.change(requester.person, site=said, site_asked_at=talk.now)
        return said
    found = site_of(talk.charter, requester, reading, None) if requester is not None else None
    if found is None and "site" not in errors and "person" not in errors:
        own = requester is not None and requester.id == talk.actor.id
        errors["site"] = ours("errors.own_site_unknown" if own else "errors.site_unknown")
    return found


def _own_site(talk: Talk) -> str | None:
    return site_of(talk.charter, talk.actor, None, None)


def _for_others(talk: Talk) -> bool:
    return may(Act.CREATE_FOR_OTHER, talk.actor, None, talk.charter).allowed


def _by(actor: Actor) -> Text:
    return (Mention(person=actor.id),)


def _requester(talk: Talk, said: str, errors: dict[str, Text]) -> Actor | None:
    """For whom: oneself by default; somebody else only by an assistant or a coordinator."""
    if not said or not _for_others(talk):
        return talk.actor
    found = find_people(talk.unit, said)
    if len(found) != 1:
        errors["person"] = ours("errors.person_unknown" if not found else "errors.person_several", said=said[:40])
        return None
    person = found[0]
    identity = reach(talk.unit, person.id, talk.who.platform) if person.id is not None else None
    named = charter_person(talk.charter, person)
    if identity is None or identity.bot or (identity.outsider and named is None):
        errors["person"] = ours("errors.person_unreachable", said=said[:40])
        return None
    return Actor(person, identity, named, talk.unit)


def find_people(unit: Unit, said: str) -> list[Person]:
    """The active people whom somebody means: by the platform's id, by charter id, by e-mail, or by name."""
    people, identities = table_of(Person), table_of(Identity)
    if len(said) > LONGEST_NAME:
        return []
    wanted = said.strip().lstrip("@").strip("<>").lstrip("@").split("|")[0]
    by_id = select(people).join(identities, identities.c.person_id == people.c.id).where(identities.c.user == wanted)
    for query in (
        by_id,
        select(people).where(people.c.charter_id == wanted),
        select(people).where(people.c.email == wanted.casefold()),
        select(people).where(people.c.name == wanted),
        select(people).where(people.c.name.ilike(_like(wanted))),
    ):
        found = unit.all(Person, query.where(people.c.active, people.c.merged_into.is_(None)).limit(5))
        if found:
            return list({each.id: each for each in found}.values())
    return []


def _like(said: str) -> str:
    kept = said.replace("\\", "").replace("%", "").replace("_", "")
    return f"%{kept}%" if len(kept) >= 3 else kept


def chosen(talk: Talk, values: Mapping[str, str], part: str, errors: dict[str, Text]) -> str | None:
    """The service or the site that was chosen in a form; none where none is, or it is not there: that is an error."""
    value = values.get(part, "")
    if not value or value == "other":
        return None
    known = talk.charter.lists_service(value) if part == "service" else talk.charter.lists_site(value)
    if not known:
        errors[part] = ours(f"errors.choose_{part}")
        return None
    return value
