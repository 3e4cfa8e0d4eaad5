"""A platform made of lists: what was posted, whispered and shown, and to whom, for tests to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from adapters.platform import Address, Capabilities, Gone, Post, Ref, Someone
from adapters.rendering import Drawn, DrawnButtons, DrawnFields, DrawnForm, DrawnLine, DrawnMenu, Run
from bot.events import FileSeen, MessageSeen, Profile, Where, Who

TEAM = "T1"
DESK = "desk"


@dataclass
class Shown:
    """A message that stands somewhere. `by` is a user, or `desk` with its `card`."""

    conversation: str
    ts: str
    root: str | None
    by: str
    text: str = ""
    card: Drawn | None = None
    at: datetime | None = None
    files: tuple[FileSeen, ...] = ()
    signs: list[str] = field(default_factory=list)
    """The emoji that the desk put."""
    gone: bool = False
    """Deleted; a thread under it still stands."""

    def __str__(self) -> str:
        return self.text if self.card is None else as_text(self.card)


class Paper:
    """One platform. Its answers come at once."""

    routes = ()
    capabilities = Capabilities(
        threads=True,
        slash_commands=True,
        whispers=True,
        reactions_anywhere=True,
        reactions_out=True,
        edits_seen=True,
        home=True,
        finds_sent=True,
        reads_messages=True,
    )

    def __init__(self, name: str, profiles: Mapping[str, Profile]) -> None:
        self.name = name
        self.profiles = dict(profiles)
        self.messages: dict[tuple[str, str], Shown] = {}
        self.whispers: list[tuple[str, str | None, Drawn]] = []
        """To whom, in which conversation, what."""
        self._whispered: list[int] = []
        self.homes: dict[str, Drawn] = {}
        self.forms: dict[str, DrawnForm] = {}
        self.fetched: list[str] = []
        self._numbers = count(1)

    def keep(self, message: Shown) -> Shown:
        self.messages[message.conversation, message.ts] = message
        return message

    def next_ts(self, at: datetime) -> str:
        """A message's id, as Slack makes them: it grows with time."""
        return f"{int(at.timestamp())}.{next(self._numbers):06d}"

    async def start(self) -> None:
        return None

    async def stop(self) -> None:
        return None

    def not_ready(self) -> Sequence[str]:
        return ()

    async def send(self, post: Post) -> Ref:
        to = post.to
        if to.root is not None and (to.conversation, to.root) not in self.messages:
            raise Gone(to.root)
        ts = f"desk.{self.name}.{post.outbox_id}"
        self.keep(Shown(to.conversation, ts, to.root, DESK, card=post.card))
        return Ref(to.conversation, ts)

    async def update(self, ref: Ref, card: Drawn) -> None:
        self._own(ref).card = card

    async def delete(self, ref: Ref) -> None:
        self._own(ref)
        del self.messages[ref.conversation, ref.ts]

    async def react(self, ref: Ref, verb: str, on: bool) -> None:
        found = self.messages.get((ref.conversation, ref.ts))
        if found is None:
            raise Gone(ref.ts)
        found.signs = [sign for sign in found.signs if sign != verb] + ([verb] if on else [])

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None:
        if outbox_id in self._whispered:
            self.whispers.pop(self._whispered.index(outbox_id))
            self._whispered.remove(outbox_id)
        self.whispers.append((person.user, at.conversation, card))
        self._whispered.append(outbox_id)

    async def direct(self, person: Someone) -> str:
        return direct_of(person.user)

    async def home(self, person: Someone, card: Drawn) -> None:
        self.homes[person.user] = card

    async def update_form(self, form_id: str, form: DrawnForm) -> None:
        self.forms[form_id] = form

    async def fetch_person(self, person: Someone) -> Profile:
        self.fetched.append(person.user)
        if person.user not in self.profiles:
            raise Gone(person.user)
        return self.profiles[person.user]

    async def fetch_message(self, ref: Ref, root: str | None) -> MessageSeen:
        self.fetched.append(ref.ts)
        found = self.messages.get((ref.conversation, ref.ts))
        where = Where(platform=self.name, conversation=ref.conversation, kind=kind_of(ref.conversation), root=root)
        if found is None or found.gone:
            raise Gone(ref.ts)
        at = found.at or datetime.fromisoformat("2026-11-24T09:00:00+00:00")
        return MessageSeen(
            key="fetched",
            at=at,
            where=where.model_copy(update={"root": found.root}),
            ts=ref.ts,
            who=Who(platform=self.name, team=TEAM, user=found.by),
            text=str(found),
            posted_at=at,
            files=found.files,
        )

    async def members(self, conversation: str) -> Sequence[Profile]:
        return list(self.profiles.values())

    async def find_sent(self, outbox_id: int, to: Address, since: datetime) -> Ref | None:
        ts = f"desk.{self.name}.{outbox_id}"
        return Ref(to.conversation, ts) if (to.conversation, ts) in self.messages else None

    def _own(self, ref: Ref) -> Shown:
        found = self.messages.get((ref.conversation, ref.ts))
        if found is None or found.by != DESK:
            raise Gone(ref.ts)
        return found


def direct_of(user: str) -> str:
    """Someone's conversation with the desk."""
    return f"D-{user}"


def kind_of(conversation: str) -> str:
    """channel or direct, by the way these tests name conversations."""
    return "direct" if conversation.startswith("D-") else "channel"


def as_text(card: Drawn) -> str:
    """A card as one reads it, its buttons in brackets."""
    return plain("\n".join(_part(part) for part in card.parts) or _runs(card.summary))


def plain(text: str) -> str:
    """A text with ordinary spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def runs_of(card: Drawn) -> list[Run]:
    """All the runs of a card's lines, its summary first."""
    lines = [part.runs for part in card.parts if isinstance(part, DrawnLine)]
    return [run for runs in (card.summary, *lines) for run in runs]


def _part(part: object) -> str:
    match part:
        case DrawnLine(runs=runs):
            return _runs(runs)
        case DrawnButtons(buttons=buttons):
            return " ".join(f"[{button.label}]" for button in buttons)
        case DrawnMenu(label=label, options=options):
            return f"<{label}: {', '.join(name for _, name in options)}>"
        case DrawnFields(rows=rows):
            return "\n".join(f"{_runs(label)}: {_runs(value)}" for label, value in rows)
    return ""


def _runs(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)
