"""Requests as rows: found under a lock before they change, changed in one place, journalled, and shown again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, null, select, union, union_all

from bot import outgoing
from bot.events import Where, Who
from bot.policies.targets import stands_still
from bot.workspaces import here
from storage import journal
from storage.journal import Fact
from storage.prepared import Prepared
from storage.rows import id_of, row_from, table_of
from storage.tables import (
    OPEN_STATES,
    Audience,
    Conversation,
    Copy,
    File,
    Identity,
    Journal,
    Level,
    Message,
    Place,
    Request,
    Source,
    State,
)
from storage.unit import Unit

_requests, _identities, _places = table_of(Request), table_of(Identity), table_of(Place)
_by_ref = Prepared(select(_requests).where(_requests.c.ref == bindparam("ref")).with_for_update())
_by_id = Prepared(select(_requests).where(_requests.c.id == bindparam("id")).with_for_update())
_homes = Prepared(
    select(_identities).where(
        _identities.c.person_id == bindparam("person"), _identities.c.home_seen_at.is_not(None), here(_identities)
    )
)
_awaited = Prepared(
    select(_requests.c.id)
    .where(_requests.c.requester_id == bindparam("person"), _requests.c.open, _requests.c.state == State.WAITING)
    .limit(1)
)
_standing = Prepared(
    select(_places).where(_places.c.request_id == bindparam("request"), ~_places.c.retired).order_by(_places.c.id)
)
_there = select(_places).where(
    _places.c.platform == bindparam("platform"), _places.c.conversation == bindparam("conversation"), ~_places.c.retired
)
_with_root = Prepared(_there.where(_places.c.root == bindparam("ts")).order_by(_places.c.id.desc()).limit(1))
_ever = select(_places).where(
    _places.c.platform == bindparam("platform"), _places.c.conversation == bindparam("conversation")
)
_ever_rooted = Prepared(_ever.where(_places.c.root == bindparam("ts")).order_by(_places.c.id))
_ever_carded = Prepared(_ever.where(_places.c.card == bindparam("ts")).order_by(_places.c.id))
_with_card = Prepared(_there.where(_places.c.card == bindparam("ts")).order_by(_places.c.id.desc()).limit(1))
_sources = table_of(Source)
_worded = union(
    select(_requests.c.id.label("request_id"), _requests.c.words_id).where(
        _requests.c.id.in_(bindparam("ids", expanding=True))
    ),
    select(_sources.c.request_id, _sources.c.words_id).where(
        _sources.c.request_id.in_(bindparam("ids", expanding=True))
    ),
).subquery()
"""The texts that a request has: its own, and its messages', where it was asked in several."""
_files = Prepared(
    select(table_of(File), _worded.c.request_id)
    .join(_worded, _worded.c.words_id == table_of(File).c.words_id)
    .order_by(table_of(File).c.id),
    lists=("ids",),
)
NEXT = case(
    (_requests.c.paused_at.is_not(None), null()),
    (_requests.c.responded_at.is_(None), _requests.c.first_response_at),
    else_=_requests.c.promised_at,
)
"""What an open request is promised next, as `bot.policies.targets.promised_next` says."""
SOONEST = (_requests.c.urgent.desc(), NEXT.is_(None), NEXT, _requests.c.id)
"""The order of open requests wherever they stand one under the other: urgent first, then by what is promised next."""
PROMISED = ("first_response_at", "promised_at", "responded_at")
"""What decides what a request is promised next; another instant was not put off yet."""
CONFIDED = "confided"
"""The origin of a request that its author confided, when the desk asked them to."""
TAKEN_BACK = "take_back"
"""The act by which a message is part of a request no longer, heard before the private one that it goes on from."""
SHOWN = "disclose"
"""The act by which its author lets a request be read that was kept private: what is promised counts from there."""
RESUME = "resume"
"""The act by which a request's clock goes on; it says since when it stood still."""
STEP = "step"
"""The act by which a planned step was done."""
TURNED_AWAY = "turned_away"
"""The act by which somebody who knows of a request by its card alone was told no, and who can help."""
EDIT = "edit:"
"""How the name begins of what an edit says while its author is asked about it, beside the message itself."""
_REFERENCE = re.compile(
    r"(?<![^\W_])(?:([A-Za-z][A-Za-z0-9]{1,7})[ _\-\N{EN DASH}\N{NON-BREAKING HYPHEN}](\d{1,9})"
    r"|([A-Za-z][A-Za-z0-9]*?)(\d{1,9}))(?![^\W_])"
)
_BEFORE_REFERENCE = re.compile(
    r"\A[\s:#\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\"']*"
    r"(?:(?:la |ma |cette |the |my |this )?(?:demande|request)\b\s*)?",
    re.IGNORECASE,
)
"""What may stand between a verb and its reference: « annuler la demande LYO-42 »."""
_CLEAR_REFERENCE = re.compile(r"[A-Za-z]{2,8}[-\N{EN DASH}\N{NON-BREAKING HYPHEN}]\d{1,9}(?!\w)")
"""What can hardly be meant for anything else: letters, a dash, a number."""
_AFTER_REFERENCE = re.compile("""\\A(?:["']|\\s?\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK})?[\\s:,;]*""")
"""What ends a reference that was quoted, and parts it from the words that follow: these are kept as they were typed."""


def lately_live(requester: ColumnElement[Any], since: ColumnElement[Any]) -> ColumnElement[bool]:
    """What of somebody's is open, done and not closed, or was closed `since` then.

    In two questions, each answered by the index: asked as one, SQLite reads all that they ever asked.
    """
    own = select(_requests.c.id).where(_requests.c.requester_id == requester)
    return _requests.c.id.in_(
        union_all(own.where(_requests.c.closed_at.is_(None)), own.where(_requests.c.closed_at >= since))
    )


def is_awaited(unit: Unit, person_id: int) -> bool:
    """Whether a request of somebody's waits for their answer."""
    return _awaited.scalar(unit.connection, {"person": person_id}) is not None


def reference_in(text: str) -> str | None:
    """The first thing in a text that is written like a reference: « lyo-42 », "LYO 42", "LYO42"."""
    found = split_reference(text)
    return found[0] if found else None


def typed_references(text: str) -> list[tuple[str, str]]:
    """All that is written like a reference in a text, in order: each reference, and as it was typed."""
    return [(_written(each), each.group()) for each in _REFERENCE.finditer(text)]


def split_reference(text: str) -> tuple[str, str] | None:
    """The first reference of a text, and what stands after it, as it was typed."""
    found = _REFERENCE.search(text)
    if found is None:
        return None
    return _written(found), text[found.end() :].strip()


def leading_reference(text: str) -> tuple[str, str] | None:
    """The reference that a text begins with, and what stands after it; none when anything else comes first."""
    bare = _BEFORE_REFERENCE.sub("", text, count=1)
    found = _REFERENCE.match(bare)
    return (_written(found), _AFTER_REFERENCE.sub("", bare[found.end() :], count=1).rstrip()) if found else None


def begins_with_clear_reference(text: str) -> bool:
    """Whether a text begins with what is written like a reference and like little else: « ZZZ-99 », no « A4-100 »,
    « taxi 8 » or « B12 »."""
    return _CLEAR_REFERENCE.match(_BEFORE_REFERENCE.sub("", text, count=1)) is not None


def _written(found: re.Match[str]) -> str:
    code, number = found.group(1) or found.group(3), found.group(2) or found.group(4)
    return f"{code.upper()}-{int(number)}"


def by_ref(unit: Unit, ref: str) -> Request | None:
    """The request of that reference, locked until the commit (PostgreSQL), or none."""
    return unit.first(Request, _by_ref, {"ref": ref.upper()})


def by_id(unit: Unit, request_id: int) -> Request:
    """The request of that id, locked until the commit (PostgreSQL)."""
    found = unit.first(Request, _by_id, {"id": request_id})
    if found is None:
        raise LookupError(f"no request {request_id}")
    return found


def change(
    unit: Unit, request: Request, act: str, actor_id: int | None, facts: Mapping[str, Fact] | None = None, **values: Any
) -> None:
    """Change a request, write the act in its history, and let its cards be drawn again."""
    if "state" in values:
        values["open"] = values["state"] in OPEN_STATES
        if request.state is State.TO_VALIDATE and values["state"] is not State.TO_VALIDATE:
            unit.unchecked.add(id_of(request))
    if _turns(request, values):
        unit.unanswered.add(id_of(request))
    before, stood = {request.assignee_id, request.proposed_id}, request.paused_at
    values = {**_clock(unit, request, values), **values}
    unit.change(request, **values, version=request.version + 1, updated_at=unit.now)
    record(unit, request, act, actor_id, facts)
    if stood is not None and request.paused_at is None:
        record(unit, request, RESUME, None, {"since": stood.isoformat()})
    unit.moved.add(id_of(request))
    refresh(unit, request, before)


def _turns(request: Request, values: Mapping[str, Any]) -> bool:
    """Whether it is over with these values, no longer whose it was, or of another kind: what was to be said of it by
    then may be false."""
    if not values.get("open", True):
        return True
    parts = ("service", "site", "level", *(("assignee_id",) if request.assignee_id is not None else ()))
    return any(name in values and values[name] != getattr(request, name) for name in parts)


def _clock(unit: Unit, request: Request, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that tell how its clock stands once it has these values: the pause that begins or ends with them."""
    found: dict[str, Any] = {}
    awaits = values.get("awaits_approval", request.awaits_approval)
    still = stands_still(values.get("state", request.state), awaits)
    if still != (request.paused_at is not None):
        found["paused_at"] = unit.now if still else None
    if any(name in values and values[name] != getattr(request, name) for name in PROMISED):
        found["deferred_to"] = None
    return found


def record(
    unit: Unit, request: Request, act: str, actor_id: int | None, facts: Mapping[str, Fact] | None = None
) -> None:
    """A line of its history."""
    journal.write(unit, request.id, act, actor_id, **(facts or {}))


def refresh(unit: Unit, request: Request, before: Collection[int | None] = ()) -> None:
    """Its cards are stale, and so is the home of whoever it concerns, and of those whom it did `before`."""
    for place in places(unit, request):
        outgoing.refresh_place(unit, place)
    refresh_homes(unit, {request.requester_id, request.assignee_id, request.proposed_id, *before})


def refresh_homes(unit: Unit, people: set[int | None]) -> None:
    """The homes of these people are stale, where they have opened one."""
    for person in sorted(each for each in people if each is not None):
        for identity in unit.all(Identity, _homes, {"person": person}):
            outgoing.refresh_home(unit, identity)


def places(unit: Unit, request: Request) -> list[Place]:
    """Where a request is shown, oldest first."""
    return unit.all(Place, _standing, {"request": request.id})


def of_thread(unit: Unit, platform: str, conversation: str, root: str) -> tuple[Request, Place] | None:
    """The request that a thread is about, and its place: the latest when there are several."""
    # Asked one by one: as one question, a whole channel is read to answer it.
    spot = {"platform": platform, "conversation": conversation, "ts": root}
    found = [each for each in (unit.first(Place, _with_root, spot), unit.first(Place, _with_card, spot)) if each]
    place = max(found, key=id_of, default=None)
    return (by_id(unit, place.request_id), place) if place else None


def of_said(unit: Unit, who: Who, where: Where, root: str) -> tuple[Request, Place] | None:
    """The request of the thread that someone writes in.

    What quotes anything that was said of one in a chat, where a platform has no threads, is of that.
    """
    found = of_thread(unit, where.platform, where.conversation, root)
    if found is not None:
        return found
    place = outgoing.place_told_at(unit, who, where, root)
    return (by_id(unit, place.request_id), place) if place is not None and not place.retired else None


def above(unit: Unit, source: Source) -> list[tuple[Request, Audience]]:
    """The requests whose thread a message was written in, those no longer shown there included, and for whom it is."""
    if source.root is None or source.root == source.ts:
        return []
    spot = {"platform": source.platform, "conversation": source.conversation, "ts": source.root}
    rooted = (*unit.all(Place, _ever_rooted, spot), *unit.all(Place, _ever_carded, spot))
    found = [(by_id(unit, place.request_id), place.audience) for place in rooted]
    root = source_of(unit, source.platform, source.conversation, source.root)
    if root is not None and root.request_id is not None:
        found.append((by_id(unit, root.request_id), Audience.REQUESTER))
    return found


def binding_above(unit: Unit, source: Source, author_id: int) -> list[tuple[Request, Audience]]:
    """The same, but for what somebody else confided: what is made of a message by that author must not tell of it."""
    found = above(unit, source)
    return [
        (each, seen) for each, seen in found if each.level is not Level.CONFIDENTIAL or each.requester_id == author_id
    ]


def of_message(unit: Unit, platform: str, conversation: str, ts: str) -> Request | None:
    """The request that a message shows or asks: its card, or its source."""
    place = unit.first(Place, _with_card, {"platform": platform, "conversation": conversation, "ts": ts})
    if place is not None:
        return by_id(unit, place.request_id)
    source = source_of(unit, platform, conversation, ts)
    return by_id(unit, source.request_id) if source is not None and source.request_id is not None else None


def source_of(unit: Unit, platform: str, conversation: str, ts: str) -> Source | None:
    """What the desk made of a message, if it saw it."""
    return unit.find(Source, platform=platform, conversation=conversation, ts=ts)


def held_edit(unit: Unit, source: Source) -> Source | None:
    """What an edit of a message says, where its author was asked about that."""
    return source_of(unit, source.platform, source.conversation, f"{EDIT}{source.ts}")


def edited_by(unit: Unit, held: Source) -> Source | None:
    """The message that such an edit is of; none where it is a message itself."""
    if not held.ts.startswith(EDIT):
        return None
    return source_of(unit, held.platform, held.conversation, held.ts.removeprefix(EDIT))


def take_back(unit: Unit, request: Request, sources: Collection[Source], values: Mapping[str, Any]) -> None:
    """These messages are part of a request no longer: its history says so, and not what they said. `values`: columns
    that change with it."""
    facts: dict[str, Fact] = {"sources": " ".join(str(each.id) for each in sources)}
    if "asked_at" in values:
        facts["since"] = values["asked_at"].isoformat()
    change(unit, request, TAKEN_BACK, None, facts, **values)


def taken_out_of(unit: Unit, source: Source) -> str | None:
    """The reference of the request that a message was taken out of, if it was one of late."""
    if source.author_id is None or source.posted_at is None:
        return None
    history = table_of(Journal)
    taken = (
        select(_requests.c.ref, history.c.data)
        .join(history, history.c.request_id == _requests.c.id)
        .where(lately_live(bindparam("author"), bindparam("since")), history.c.act == TAKEN_BACK)
        .order_by(history.c.id.desc())
    )
    found = unit.execute(taken, {"author": source.author_id, "since": source.posted_at})
    return next((str(ref) for ref, data in found if str(source.id) in data["sources"].split()), None)


def said(unit: Unit, platform: str, conversation: str, ts: str) -> Message | None:
    """What was said of a request in that message, if anything."""
    return unit.find(Message, platform=platform, conversation=conversation, ts=ts)


def copies(unit: Unit, message: Message) -> list[tuple[Copy, Place]]:
    """Where a message was relayed."""
    table = table_of(Copy)
    found = unit.all(Copy, select(table).where(table.c.message_id == message.id).order_by(table.c.id))
    return [(copy, unit.need(Place, copy.place_id)) for copy in found]


def is_over(request: Request) -> bool:
    """Closed or cancelled: only a reopening or a new request goes on."""
    return request.state in (State.CLOSED, State.CANCELLED)


def copies_in(unit: Unit, place: Place) -> list[Copy]:
    """What was relayed to a place."""
    table = table_of(Copy)
    return unit.all(Copy, select(table).where(table.c.place_id == place.id).order_by(table.c.id))


def source_message(unit: Unit, request: Request) -> Source | None:
    """The message that bears the desk's emoji: the root of the request's thread, else the last that it was asked in."""
    found = sources_of(unit, request)
    roots = {place.root for place in places(unit, request)}
    return next((each for each in found if each.ts in roots), found[-1] if found else None)


def sources_of(unit: Unit, request: Request) -> list[Source]:
    """The messages that a request was asked in and that still stand, in the order in which they were written."""
    table = table_of(Source)
    query = select(table).where(table.c.request_id == request.id, table.c.deleted_at.is_(None))
    return unit.all(Source, query.order_by(table.c.posted_at, table.c.id))


def files_of(unit: Unit, words_id: int | None) -> list[File]:
    """The files that came with a text."""
    table = table_of(File)
    return unit.all(File, select(table).where(table.c.words_id == words_id).order_by(table.c.id)) if words_id else []


def files_by_request(unit: Unit, ids: Collection[int]) -> dict[int, list[File]]:
    """The files that came with the messages that requests were asked in, by the request's id."""
    found: dict[int, list[File]] = {each: [] for each in ids}
    if found:
        for row in _files.rows(unit.connection, {"ids": tuple(found)}):
            found[row.pop("request_id")].append(row_from(File, row))
    return found


def files_of_request(unit: Unit, request: Request) -> list[File]:
    """The files that came with any message of a request: what they are called is part of what it says."""
    return files_by_request(unit, (id_of(request),))[id_of(request)]


def stands_in(unit: Unit, request: Request, platform: str, conversation: str) -> bool:
    """Whether a request's card stands in a conversation."""
    return any(place.platform == platform and place.conversation == conversation for place in places(unit, request))


def channel_name(unit: Unit, platform: str, conversation: str) -> str | None:
    """The name that a conversation was last seen under, if it was."""
    found = unit.find(Conversation, platform=platform, conversation=conversation)
    return found.name if found is not None and found.name else None


def is_shared(unit: Unit, platform: str, conversation: str) -> bool:
    """Whether another company reads in a conversation, by the platform's last word."""
    found = unit.find(Conversation, platform=platform, conversation=conversation)
    return found is not None and found.shared
