"""What someone sees: their conversations, each with what Slack would show them of it, as JSON."""

from __future__ import annotations

from typing import Any

from adapters.sandbox import store
from adapters.sandbox.acts import split_mentions
from adapters.sandbox.emoji import GLYPHS, glyph_of
from adapters.sandbox.people import Inhabitant, Room, Town
from adapters.sandbox.platform import FILES
from adapters.sandbox.tables import DESK, SandboxFile, SandboxMessage, SandboxReaction
from adapters.sandbox.wire import Json
from bot.locales import template
from bot.talk import ANSWERS
from bot.views import help  # noqa: A004  # its name in the house
from storage.unit import Unit

DESK_NAME = "Relais"


def people(town: Town, sites: dict[str, str]) -> Json:
    """Everyone whom one can be, and the signs that one can react with. `sites`: their names by id."""
    return {
        "company": town.company,
        "people": [_person(one, sites) for one in town.inhabitants.values()],
        "emoji": [{"name": name, "glyph": glyph} for name, glyph in GLYPHS.items()],
    }


def commands(person: Inhabitant, language: str) -> list[Json]:
    """What someone may write after `/`: as one types it, and what it does."""
    works = bool(person.roles & {"assistant", "coordinator"})
    told = [name for name in help.ORDER if name in ANSWERS.words and (works or name not in help.WORKERS)]
    found = [{"insert": f"/desk {_word(name, language)}", "name": name} for name in told]
    for each in found:
        if each["name"] in help.ABOUT_A_REQUEST:
            each["insert"] += " "
    return [{"insert": each["insert"], "said": template(language, f"help.do_{each['name']}")} for each in found]


def conversations(unit: Unit, town: Town, person: str) -> list[Json]:
    """The conversations that someone is in. `last` is the ts of the newest thing that they can see there."""
    posted, whispered = store.last_ts(unit), store.last_whispers(unit, person)
    return [
        room_json(room) | {"last": max(posted.get(room.id, ""), whispered.get(room.id, "")) or None}
        for room in town.rooms_of(person)
    ]


def room_json(room: Room) -> Json:
    """A conversation itself."""
    return {
        "id": room.id,
        "name": room.name,
        "kind": room.kind,
        "purpose": room.purpose,
        "site": room.site,
        "members": len(room.members),
    }


def conversation(unit: Unit, town: Town, room: Room, person: str, limit: int | None = None) -> Json:
    """A conversation: its root messages, each with its `thread`, and what was whispered to this person, in order.

    `limit`: how many of the last root messages to give; `earlier` says how many are left out.
    """
    rows = store.messages_in(unit, room.id)
    files, reactions = store.files_in(unit, room.id), store.reactions_in(unit, room.id)
    shown = {row.ts: _message(town, row, files.get(row.ts, []), reactions.get(row.ts, []), person) for row in rows}
    roots = {ts: shown[ts] | {"thread": []} for ts in shown if shown[ts]["root"] is None}
    for each in shown.values():
        if each["root"] is not None:
            roots.setdefault(each["root"], _gone(each["root"]))["thread"].append(each)
    ordered = [roots[ts] for ts in sorted(roots)]
    kept = ordered if limit is None else ordered[-limit:]
    whispers = [
        {"ts": row.ts, "root": row.root, "at": row.posted_at.isoformat(), "card": row.card}
        for row in store.whispers_in(unit, room.id, person)
    ]
    return room_json(room) | {
        "messages": kept,
        "earlier": len(ordered) - len(kept),
        "whispers": whispers,
        "people": [{"id": one.id, "name": one.name} for one in town.inhabitants.values() if one.id in room.members],
    }


def _word(name: str, language: str) -> str:
    words = ANSWERS.words[name]
    return words[0] if language == "fr" and words else name


def _person(one: Inhabitant, sites: dict[str, str]) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "language": one.language,
        "timezone": one.timezone,
        "roles": sorted(one.roles),
        "site": one.site,
        "site_name": sites.get(one.site or ""),
        "outsider": one.outsider,
    }


def _message(
    town: Town, row: SandboxMessage, files: list[SandboxFile], reactions: list[SandboxReaction], person: str
) -> Json:
    return {
        "ts": row.ts,
        "root": row.root,
        "author": _author(town, row.author),
        "at": row.posted_at.isoformat(),
        "text": row.card["text"] if row.card is not None else row.text,
        "runs": None if row.card is not None else _said(town, row.text or ""),
        "card": row.card,
        "edited": row.edited_at is not None,
        "mine": row.author == person,
        "reactions": _reactions(town, reactions, person),
        "files": [
            {"id": file.id, "name": file.name, "size": file.size, "type": file.type, "url": FILES + file.id}
            for file in files
        ],
    }


def _gone(ts: str) -> dict[str, Any]:
    at = store.instant(ts).isoformat()
    return {"ts": ts, "root": None, "deleted": True, "at": at, "text": "", "reactions": [], "files": [], "thread": []}


def _author(town: Town, user: str) -> Json:
    if user == DESK:
        return {"id": DESK, "name": DESK_NAME, "desk": True}
    one = town.inhabitants.get(user)
    return {"id": user, "name": one.name if one else user, "desk": False}


def _said(town: Town, text: str) -> list[Json]:
    return [
        {"t": "said", "text": words} if user is None else {"t": "mention", "text": words, "user": user}
        for user, words in split_mentions(town, text)
    ]


def _reactions(town: Town, rows: list[SandboxReaction], person: str) -> list[Json]:
    grouped: dict[str, list[str]] = {}
    for row in rows:
        grouped.setdefault(row.emoji, []).append(row.person)
    return [
        {
            "emoji": emoji,
            "glyph": glyph_of(emoji),
            "count": len(users),
            "people": [_author(town, user)["name"] for user in users],
            "mine": person in users,
        }
        for emoji, users in grouped.items()
    ]
