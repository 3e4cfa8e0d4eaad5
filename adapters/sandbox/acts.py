"""What someone does in the sandbox: its effect on the sandbox's rows, and the event that the desk gets of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from adapters.sandbox import store
from adapters.sandbox.emoji import LONGEST, emoji_name
from adapters.sandbox.people import Inhabitant, Room, Town, direct_id
from adapters.sandbox.platform import file_seen
from adapters.sandbox.refusal import Refused
from adapters.sandbox.tables import DESK, NAME, SandboxMessage, SandboxWhisper
from bot import events
from bot.events import Event, Where
from storage.unit import Unit

LONGEST_TEXT = 40_000
Short = Annotated[str, Field(max_length=300)]
Verb = Literal["post", "edit", "delete", "react", "unreact", "press", "submit", "command", "shortcut", "home"]


def _typed(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) else value


class Act(BaseModel):
    """One act, as its JSON says it. `client` is the client's own id of it: the same one again is the same act."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)
    as_: Short = Field(alias="as")
    do: Verb
    conversation: Short | None = None
    message: Short | None = None
    thread: Short | None = None
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    emoji: Annotated[str, Field(max_length=LONGEST)] = ""
    act: Annotated[str, Field(max_length=100)] = ""
    value: Annotated[str, BeforeValidator(_typed), Field(max_length=2000)] | None = None
    form: Short | None = None
    values: Annotated[
        dict[Short, Annotated[str, BeforeValidator(_typed), Field(max_length=LONGEST_TEXT)]], Field(max_length=100)
    ] = {}
    command: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    shortcut: Literal["desk_new", "desk_from_message"] | None = None
    files: Annotated[tuple[Short, ...], Field(max_length=10)] = ()
    client: Short | None = None

    @property
    def digest(self) -> str:
        """What tells this act from another one, without keeping a word of it."""
        return blake2b(self.model_dump_json(exclude={"client"}).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Scene:
    """One act being done: by whom, in which town and transaction."""

    unit: Unit
    town: Town
    person: Inhabitant
    body: Act
    key: str

    @property
    def room(self) -> Room:
        """The conversation that the act names, where the person is a member; `direct` names their own with the desk."""
        name = self.body.conversation
        if name in (None, ""):
            raise Refused("no_conversation", 422)
        room = self.town.rooms.get(direct_id(self.person.id) if name == "direct" else str(name))
        if room is None or self.person.id not in room.members:
            raise Refused("unknown_conversation", name=name)
        return room

    @property
    def room_or_direct(self) -> Room:
        """The conversation that the act names, or, when it names none, the one with the desk."""
        return self.room if self.body.conversation else self.town.rooms[direct_id(self.person.id)]

    @property
    def message(self) -> SandboxMessage:
        """The message that the act names."""
        found = store.message(self.unit, self.room.id, self.body.message or "")
        if found is None:
            raise Refused("unknown_message")
        return found

    def where(self, room: Room, root: str | None = None) -> Where:
        """The conversation as events name it."""
        return Where(platform=NAME, conversation=room.id, kind=room.kind, root=root)

    def facts(self) -> dict[str, Any]:
        """What every event of a person says."""
        return {"key": self.key, "at": self.unit.now, "who": self.person.who}


def perform(scene: Scene) -> Event | None:
    """Do an act: its rows, and its event; none when nothing changed. `Refused` when it cannot be done."""
    return _VERBS[scene.body.do](scene)


def mentions(town: Town, text: str) -> tuple[str, ...]:
    """The user ids that a text mentions by @ and name, the desk's among them, in order."""
    wanted = _mention_names(town)
    return tuple(dict.fromkeys(wanted[found.group(1).casefold()] for found in _mention(tuple(wanted)).finditer(text)))


def split_mentions(town: Town, text: str) -> list[tuple[str | None, str]]:
    """A text in stretches: (user id, « @name ») for a mention, (none, words) for the rest."""
    wanted = _mention_names(town)
    stretches: list[tuple[str | None, str]] = []
    end = 0
    for found in _mention(tuple(wanted)).finditer(text):
        if found.start() > end:
            stretches.append((None, text[end : found.start()]))
        stretches.append((wanted[found.group(1).casefold()], found.group()))
        end = found.end()
    if end < len(text):
        stretches.append((None, text[end:]))
    return stretches


def _mention_names(town: Town) -> dict[str, str]:
    return {one.name.casefold(): one.id for one in town.inhabitants.values()} | {"relais": DESK}


@lru_cache(maxsize=4)
def _mention(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _without_desk(town: Town, text: str) -> str:
    kept = [words for user, words in split_mentions(town, text) if user != DESK]
    return "".join(kept).strip(" \t,:") if len(kept) != 1 or kept[0] != text else text


def _post(scene: Scene) -> Event | None:
    body, room = scene.body, scene.room
    root = _root(scene, room) if body.thread else None
    if not body.text.strip() and not body.files:
        raise Refused("empty", 422)
    row = store.post(scene.unit, room.id, root, scene.person.id, text=body.text, act=scene.key)
    store.attach(scene.unit, scene.person.id, body.files, (room.id, row.ts))
    named = mentions(scene.town, body.text)
    return events.MessagePosted(
        **scene.facts(),
        where=scene.where(room, root),
        ts=row.ts,
        text=_without_desk(scene.town, body.text),
        mentions_desk=DESK in named,
        mentions=tuple(user for user in named if user != DESK),
        files=tuple(file_seen(file) for file in store.files_of(scene.unit, room.id, row.ts)),
    )


def _root(scene: Scene, room: Room) -> str:
    # A reply to a reply is a reply to the root, as in Slack; the root itself may have been deleted since.
    found = store.message(scene.unit, room.id, scene.body.thread or "")
    if found is not None:
        return found.root or found.ts
    if store.has_thread(scene.unit, room.id, scene.body.thread or ""):
        return scene.body.thread or ""
    raise Refused("unknown_message")


def _own(scene: Scene) -> SandboxMessage:
    row = scene.message
    if row.author != scene.person.id:
        raise Refused("not_yours", 403)
    return row


def _edit(scene: Scene) -> Event | None:
    if not scene.body.text.strip():
        raise Refused("empty", 422)
    row = _own(scene)
    if row.text == scene.body.text:
        return None
    scene.unit.change(row, text=scene.body.text, edited_at=scene.unit.now)
    return events.MessageEdited(
        **scene.facts(),
        where=scene.where(scene.room, row.root),
        ts=row.ts,
        text=_without_desk(scene.town, scene.body.text),
        files=tuple(file_seen(file) for file in store.files_of(scene.unit, row.conversation, row.ts)),
    )


def _delete(scene: Scene) -> Event | None:
    row = _own(scene)
    store.delete_message(scene.unit, row)
    return events.MessageDeleted(key=scene.key, at=scene.unit.now, where=scene.where(scene.room, row.root), ts=row.ts)


def _react(scene: Scene) -> Event | None:
    row, emoji = scene.message, emoji_name(scene.body.emoji.strip())
    if not emoji:
        raise Refused("no_emoji", 422)
    on = scene.body.do == "react"
    if not store.react(scene.unit, row.conversation, row.ts, scene.person.id, emoji, on):
        return None
    kind = events.ReactionAdded if on else events.ReactionRemoved
    return kind(**scene.facts(), where=scene.where(scene.room, row.root), ts=row.ts, emoji=emoji)


def _press(scene: Scene) -> Event | None:
    body = scene.body
    if not body.act:
        raise Refused("no_act", 422)
    shown: SandboxMessage | SandboxWhisper | None = None
    if body.message is not None:
        shown = store.message(scene.unit, scene.room.id, body.message)
        shown = shown or store.whisper_to(scene.unit, scene.room.id, body.message, scene.person.id)
        if shown is None:
            raise Refused("unknown_message")
    card = shown.card if shown is not None else store.home_of(scene.unit, scene.person.id)
    return events.ButtonPressed(
        **scene.facts(),
        where=scene.where(scene.room_or_direct, shown.root if shown else None),
        ts=shown.ts if shown else None,
        act=body.act,
        value=_value(body, card),
        trigger=scene.key,
    )


def _value(body: Act, card: dict[str, Any] | None) -> str:
    if body.value is not None:
        return body.value
    for button in (card or {}).get("buttons", ()):
        if button["act"] == body.act:
            return str(button["value"])
    raise Refused("no_button", 422)


def _submit(scene: Scene) -> Event | None:
    if not scene.body.form:
        raise Refused("no_form", 422)
    return events.FormSubmitted(**scene.facts(), form=scene.body.form, values=dict(scene.body.values))


def _command(scene: Scene) -> Event | None:
    written = f"{scene.body.command} {scene.body.text}".strip().removeprefix("/")
    command, _, text = written.partition(" ")
    if not command:
        raise Refused("no_command", 422)
    return events.CommandGiven(
        **scene.facts(),
        where=scene.where(scene.room_or_direct),
        command=command[:100].lower(),
        text=text.strip(),
        trigger=scene.key,
    )


def _shortcut(scene: Scene) -> Event | None:
    shortcut = scene.body.shortcut or ("desk_from_message" if scene.body.message else "desk_new")
    if shortcut == "desk_new":
        return events.ShortcutUsed(**scene.facts(), shortcut=shortcut, trigger=scene.key)
    row = scene.message
    where = scene.where(scene.room, row.root)
    return events.ShortcutUsed(**scene.facts(), where=where, shortcut=shortcut, ts=row.ts, trigger=scene.key)


def _home(scene: Scene) -> Event | None:
    return events.HomeOpened(**scene.facts())


_VERBS: dict[Verb, Callable[[Scene], Event | None]] = {
    "post": _post,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "unreact": _react,
    "press": _press,
    "submit": _submit,
    "command": _command,
    "shortcut": _shortcut,
    "home": _home,
}
