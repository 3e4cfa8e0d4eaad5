"""What is missed climbs: each step of the charter's chain tells its people, once, until somebody takes it."""

from __future__ import annotations

from bot import outgoing, told
from bot.charter import Channel
from bot.climbing import let_read, told_of_step
from bot.notify import ping, told_lately, told_since
from bot.placing import kept_in_house
from bot.planning import course_of
from bot.policies.confidentiality import Part, PlaceKind, part_in
from bot.policies.escalation import chain_of
from bot.policies.reminders import PING_REST, PRIVATE_LATE
from bot.policies.steps import Planned
from bot.private_late import who_coordinate
from bot.requests import is_shared, record
from bot.talk import Talk, on_step
from bot.views import alerts
from storage.rows import id_of
from storage.tables import Level, Request

CLIMBED = "climb"
"""The act by which people were told of what is missed."""


@on_step("climb")
def climb(talk: Talk, request: Request, step: Planned) -> None:
    """Tell who is named by a step that is due: in their direct conversation, and in a channel where it says so.

    First words that are missed are no matter any longer once the end is: that climbs. What comes late because somebody
    had it meanwhile, and gave it back, is no fault of the desk's.
    """
    _, miss, number = step.code.split(":")
    if miss != "resolution" and request.promised_at is not None and request.promised_at <= talk.now:
        return
    chain = chain_of(talk.charter, request, miss)
    found = chain[int(number)]
    freed_at = course_of(talk.unit, request).freed_at
    late = "_late" if talk.now - max(step.at, freed_at or step.at) > PING_REST else ""
    why = f"missed_{miss}{late}"
    people = told_of_step(talk.unit, talk.charter, request, found)
    # Whoever has it was told as that: who coordinates it too is not told the same again.
    known = (f"missed_{miss}", f"missed_{miss}_late")
    holder = request.assignee_id
    if holder is not None and told_since(talk.unit, holder, request, known, step.until):
        people = [each for each in people if each.id != holder or "assignee" in found.notify]
    fresh = [each for each in people if not told_lately(talk.unit, id_of(each), request, why)]
    let_read(talk.unit, talk.charter, request, fresh)
    for person in fresh:
        ping(talk.unit, talk.charter, id_of(person), request, why, at_work=not found.always)
    if found is chain[-1]:
        for person in who_coordinate(talk.unit, talk.charter, request):
            ping(talk.unit, talk.charter, id_of(person), request, PRIVATE_LATE, at_work=True)
    channels = _channels(talk, request, found.channel) if found.channel else []
    for channel in channels:
        outgoing.post(
            talk.unit,
            channel.platform,
            channel.id,
            alerts.needed(request, why),
            told.subject(request, why) or "",
            id_of(request),
        )
    if fresh or channels:
        record(talk.unit, request, CLIMBED, None, {"to": " ".join(str(each.id) for each in fresh), "code": step.code})


def _channels(talk: Talk, request: Request, name: str) -> list[Channel]:
    """The channels that a step names by their id or purpose, where they may know that there is such a request."""
    charter = talk.charter
    named = [each for each in charter.channels if each.id == name] or charter.channels_for(name, request.site)
    return [each for each in named if each.platform in talk.platforms and _may_know(talk, each, request)]


def _may_know(talk: Talk, channel: Channel, request: Request) -> bool:
    if part_in(request.level, PlaceKind.ALERTS) is Part.NOTHING:
        return False
    outside = channel.shared_with is not None or is_shared(talk.unit, channel.platform, channel.id)
    return not outside or (request.level is Level.STANDARD and not kept_in_house(talk.charter, request))
