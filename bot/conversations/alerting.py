"""An alert about what has no request yet: « alerte: le transporteur est en grève ». Who, when, why and what came of it
stay in its history, which the command alone shows.
"""

from __future__ import annotations

from sqlalchemy import or_, select

from bot import outgoing
from bot.cards import Reply
from bot.climbing import not_there
from bot.conversations.creating import new
from bot.conversations.giving_back import returned
from bot.coordinating import who_coordinates
from bot.people import persons_of_charter, reach, who
from bot.policies.escalation import told
from bot.policies.permissions import Act, may
from bot.reading import again, is_private, site_of, spoken
from bot.referring import as_private
from bot.requests import is_shared
from bot.talk import Talk, on_command, on_press
from bot.understanding import Reading
from bot.views import alerts, notices
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Journal, Level, Person

ALERT, TAKEN = "alert", "take_alert"
"""The acts, of no request, by which somebody alerts, and by which somebody answers for it from then on."""
MOST = 10
"""How many alerts are listed."""
LONGEST_ID = 19
_journal = table_of(Journal)


@on_command(ALERT, "alerte", "alert", "alerte:", "alert:")
def alert(talk: Talk, said: str) -> Reply:
    """Tell who coordinates and manages there, and the channel of alerts; without a text, what was alerted lately."""
    text = spoken(said.lstrip(": "))
    if not may(Act.ALERT, talk.actor, None, talk.charter).allowed:
        # Whoever asks for help is helped by a request.
        return new(talk, text)
    if not text:
        return talk.tell(alerts.alerts_card(_lately(talk)))
    reading = again(talk, text, None, talk.event.at, direct=True, files=())
    if is_private(talk.charter, as_private(talk, talk.actor, reading, text)):
        return returned(talk, talk.tell(notices.notice("alert.private", Audience.PERSON)), text)
    return _raise(talk, text, _site(talk, reading))


def _raise(talk: Talk, text: str, site: str | None) -> Reply:
    people = _people(talk, site)
    words_id = wordstore.keep(talk.unit, text, "reason", talk.actor.id, Level.STANDARD)
    to = " ".join(str(each.id) for each in people)
    alerted = talk.unit.add(
        Journal(
            at=talk.now,
            act=ALERT,
            actor_id=talk.actor.id,
            data={"words": words_id, "site": site, "to": to},
            charter_version=talk.unit.charter_version,
        )
    )
    for person in people:
        identity = reach(talk.unit, id_of(person))
        if identity is not None:
            outgoing.say_to(talk.unit, who(identity), alerts.raised(alerted, Audience.PERSON))
    for platform, channel in _channels(talk, site):
        outgoing.post(talk.unit, platform, channel, alerts.raised(alerted, Audience.TRIAGE), _subject(alerted))
    return talk.tell(alerts.told_of(people))


def _site(talk: Talk, reading: Reading) -> str | None:
    where = talk.where
    channel = talk.charter.channel(where.platform, where.conversation) if where is not None else None
    return site_of(talk.charter, talk.actor, reading, channel)


def _people(talk: Talk, site: str | None) -> list[Person]:
    """Who coordinates and who manages there, the managers of one site alone; whoever alerts apart."""
    steer = [each.charter_id or "" for each in who_coordinates(talk.unit, talk.charter, site)]
    names = dict.fromkeys((*steer, *(each.id for each in (talk.charter.people_with("manager", site) if site else ()))))
    found = told(talk.charter, [*names], (), talk.now, always=True, absences=not_there(talk.unit, talk.charter))
    return [each for each in persons_of_charter(talk.unit, found.now) if each.id != talk.actor.id]


def _channels(talk: Talk, site: str | None) -> list[tuple[str, str]]:
    """The channels of alerts, those that another company reads without the charter's word excepted."""
    listed = [(each.platform, each.id, each.shared_with) for each in talk.charter.channels_for("alerts", site)]
    return [
        (platform, channel)
        for platform, channel, shared_with in listed
        if platform in talk.platforms and (shared_with is not None or not is_shared(talk.unit, platform, channel))
    ]


@on_press(TAKEN)
def take(talk: Talk, value: str) -> Reply:
    """Answer for an alert from now on: whoever alerted is told, and who else presses."""
    known = value.isascii() and value.isdecimal() and len(value) < LONGEST_ID
    # Locked until the commit (PostgreSQL): one takes it.
    query = select(_journal).where(_journal.c.id == int(value), _journal.c.act == ALERT) if known else None
    alerted = talk.unit.first(Journal, query.with_for_update()) if query is not None else None
    if alerted is None or not _may_take(talk, alerted):
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    taken = _taken(talk, alerted)
    if taken is not None:
        return talk.tell(alerts.alert_taken(alerted, taken, own=taken.actor_id == talk.actor.id))
    taken = talk.unit.add(
        Journal(
            at=talk.now,
            act=TAKEN,
            actor_id=talk.actor.id,
            data={"alert": id_of(alerted)},
            charter_version=talk.unit.charter_version,
        )
    )
    author = reach(talk.unit, alerted.actor_id) if alerted.actor_id not in (None, talk.actor.id) else None
    if author is not None:
        outgoing.say_to(talk.unit, who(author), alerts.alert_taken(alerted, taken, own=False))
    for platform, channel in _channels(talk, alerted.data.get("site")):
        outgoing.replace(talk.unit, platform, channel, alerts.alert_taken(alerted, taken, own=False), _subject(alerted))
    return talk.tell(alerts.alert_taken(alerted, taken, own=True), instead=talk.alone)


def _may_take(talk: Talk, alerted: Journal) -> bool:
    return may(Act.ALERT, talk.actor, None, talk.charter, site=alerted.data.get("site")).allowed


def _taken(talk: Talk, alerted: Journal) -> Journal | None:
    """How somebody has taken an alert, if anybody has."""
    query = select(_journal).where(_journal.c.id > alerted.id, _journal.c.act == TAKEN, _journal.c.request_id.is_(None))
    found = talk.unit.all(Journal, query.order_by(_journal.c.id))
    return next((each for each in found if each.data.get("alert") == alerted.id), None)


def _lately(talk: Talk) -> list[tuple[Journal, Journal | None]]:
    """The latest alerts that may be told to whoever asks, and how each was taken, if it was."""
    acts = or_(_journal.c.act == ALERT, _journal.c.act == TAKEN)
    query = select(_journal).where(_journal.c.request_id.is_(None), acts).order_by(_journal.c.id.desc())
    found = talk.unit.all(Journal, query.limit(MOST * 4))
    taken = {each.data.get("alert"): each for each in found if each.act == TAKEN}
    told_of = [each for each in found if each.act == ALERT and _may_take(talk, each)]
    return [(each, taken.get(each.id)) for each in told_of[:MOST]]


def _subject(alerted: Journal) -> str:
    return f"alert:{alerted.id}"
