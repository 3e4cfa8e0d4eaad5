"""The sandbox's rows: written in the desk's database by the desk's writer, as another platform would in its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from adapters.sandbox.refusal import Refused
from adapters.sandbox.tables import (
    SandboxAct,
    SandboxConversation,
    SandboxFile,
    SandboxForm,
    SandboxHome,
    SandboxMessage,
    SandboxReaction,
    SandboxWhisper,
)
from storage.database import insert_ignoring
from storage.rows import table_of
from storage.tables import Setting
from storage.unit import Unit

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_messages = table_of(SandboxMessage)
_reactions = table_of(SandboxReaction)
_whispers = table_of(SandboxWhisper)
_files = table_of(SandboxFile)
_acts = table_of(SandboxAct)
_forms = table_of(SandboxForm)


def next_ts(unit: Unit, conversation: str) -> str:
    """The instant of a new message, as Slack writes it: the clock's, or just after the conversation's last."""
    table = table_of(SandboxConversation)
    now = (unit.now - _EPOCH) // timedelta(microseconds=1)
    make = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    after = case((table.c.last >= now, table.c.last + 1), else_=now)
    statement = make(table).values(id=conversation, last=now)
    last = unit.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"last": after}).returning(table.c.last)
    ).scalar_one()
    return f"{last // 1_000_000}.{last % 1_000_000:06d}"


def instant(ts: str) -> datetime:
    """The instant (UTC) that a ts names."""
    seconds, _, micros = ts.partition(".")
    return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(micros or 0))


def post(unit: Unit, conversation: str, root: str | None, author: str, **content: Any) -> SandboxMessage:
    """A new message; `content` is its text or card, its act or outbox id."""
    ts = next_ts(unit, conversation)
    return unit.add(
        SandboxMessage(conversation=conversation, ts=ts, root=root, author=author, posted_at=instant(ts), **content)
    )


def whisper(
    unit: Unit, conversation: str, root: str | None, person: str, card: dict[str, Any], **source: Any
) -> SandboxWhisper:
    """Something for one person's eyes; `source` is the act that it answers, or its outbox id."""
    ts = next_ts(unit, conversation)
    return unit.add(
        SandboxWhisper(
            conversation=conversation, ts=ts, root=root, person=person, card=card, posted_at=instant(ts), **source
        )
    )


def message(unit: Unit, conversation: str, ts: str) -> SandboxMessage | None:
    """The message that stands there."""
    query = select(_messages).where(_messages.c.conversation == conversation, _messages.c.ts == ts)
    return unit.first(SandboxMessage, query)


def message_of_act(unit: Unit, key: str) -> SandboxMessage | None:
    """The message that an act wrote, while it stands."""
    return unit.first(SandboxMessage, select(_messages).where(_messages.c.act == key))


def message_of_outbox(unit: Unit, conversation: str, outbox_id: int, since: datetime) -> SandboxMessage | None:
    """The desk's message that carries this outbox id."""
    query = select(_messages).where(
        _messages.c.outbox_id == outbox_id, _messages.c.conversation == conversation, _messages.c.posted_at >= since
    )
    return unit.first(SandboxMessage, query.order_by(_messages.c.id))


def has_thread(unit: Unit, conversation: str, root: str) -> bool:
    """Whether replies stand under a root, which may itself be gone."""
    query = select(_messages.c.id).where(_messages.c.conversation == conversation, _messages.c.root == root)
    return unit.execute(query.limit(1)).scalar() is not None


def delete_message(unit: Unit, row: SandboxMessage) -> None:
    """Take a message away with its reactions and files. Its thread stays, as in Slack."""
    at = (row.conversation, row.ts)
    unit.execute(delete(_reactions).where(_reactions.c.conversation == at[0], _reactions.c.ts == at[1]))
    unit.execute(delete(_files).where(_files.c.conversation == at[0], _files.c.ts == at[1]))
    unit.execute(delete(_messages).where(_messages.c.id == row.id))


def whisper_to(unit: Unit, conversation: str, ts: str, person: str) -> SandboxWhisper | None:
    """A whisper, for the one who may read it."""
    query = select(_whispers).where(
        _whispers.c.conversation == conversation, _whispers.c.ts == ts, _whispers.c.person == person
    )
    return unit.first(SandboxWhisper, query)


def whisper_of(unit: Unit, *, act: str | None = None, outbox_id: int | None = None) -> SandboxWhisper | None:
    """The whisper that answers an act, or that carries an outbox id."""
    column = _whispers.c.act if act is not None else _whispers.c.outbox_id
    return unit.first(SandboxWhisper, select(_whispers).where(column == (act if act is not None else outbox_id)))


def react(unit: Unit, conversation: str, ts: str, person: str, emoji: str, on: bool) -> bool:
    """Put or take back a reaction; true when that changed something."""
    if on:
        values = {"conversation": conversation, "ts": ts, "person": person, "emoji": emoji}
        return insert_ignoring(unit.connection, SandboxReaction, values)
    found = unit.execute(
        delete(_reactions).where(
            _reactions.c.conversation == conversation,
            _reactions.c.ts == ts,
            _reactions.c.person == person,
            _reactions.c.emoji == emoji,
        )
    )
    return bool(found.rowcount)


def publish_home(unit: Unit, person: str, card: dict[str, Any]) -> None:
    """What someone's home shows from now on."""
    values = {"person": person, "card": card, "updated_at": unit.now}
    if not insert_ignoring(unit.connection, SandboxHome, values):
        unit.change(unit.need(SandboxHome, person), card=card, updated_at=unit.now)


def home_of(unit: Unit, person: str) -> dict[str, Any] | None:
    """What someone's home shows, once it was published."""
    row = unit.get(SandboxHome, person)
    return None if row is None else row.card


def show_form(unit: Unit, form_id: str, person: str, form: dict[str, Any], at: tuple[str | None, str | None]) -> None:
    """Open a form on someone's screen, or replace what it shows. `at`: the conversation and thread they were in."""
    row = unit.get(SandboxForm, form_id)
    if row is None:
        made = {"conversation": at[0], "root": at[1], "open": True}
        values = {"id": form_id, "person": person, "form": form, "updated_at": unit.now}
        insert_ignoring(unit.connection, SandboxForm, values | made)
    elif row.person == person:
        unit.change(row, form=form, open=True, updated_at=unit.now)


def close_form(unit: Unit, form_id: str) -> None:
    """A form leaves the screen."""
    row = unit.get(SandboxForm, form_id)
    if row is not None and row.open:
        unit.change(row, open=False, updated_at=unit.now)


def attach(unit: Unit, owner: str, ids: tuple[str, ...], at: tuple[str, str]) -> list[SandboxFile]:
    """Tie files that someone just gave to their message (conversation, ts); those already tied are left."""
    given = select(_files).where(_files.c.id.in_(ids), _files.c.owner == owner, _files.c.ts.is_(None))
    found = unit.all(SandboxFile, given)
    for row in found:
        unit.change(row, conversation=at[0], ts=at[1])
    return found


def files_of(unit: Unit, conversation: str, ts: str) -> list[SandboxFile]:
    """The files of a message, without their bodies."""
    return files_in(unit, conversation).get(ts, [])


def files_in(unit: Unit, conversation: str) -> dict[str, list[SandboxFile]]:
    """The files of a conversation's messages by ts, without their bodies."""
    columns = [column for column in _files.c if column.name != "body"]
    query = select(*columns).where(_files.c.conversation == conversation).order_by(_files.c.created_at, _files.c.id)
    found: dict[str, list[SandboxFile]] = {}
    for row in unit.execute(query).mappings():
        found.setdefault(row["ts"], []).append(SandboxFile(**row, body=b""))
    return found


def messages_in(unit: Unit, conversation: str) -> list[SandboxMessage]:
    """All the messages of a conversation, in order."""
    query = select(_messages).where(_messages.c.conversation == conversation).order_by(_messages.c.ts)
    return unit.all(SandboxMessage, query)


def whispers_in(unit: Unit, conversation: str, person: str) -> list[SandboxWhisper]:
    """What was whispered to someone in a conversation, in order."""
    query = select(_whispers).where(_whispers.c.person == person, _whispers.c.conversation == conversation)
    return unit.all(SandboxWhisper, query.order_by(_whispers.c.ts))


def reactions_in(unit: Unit, conversation: str) -> dict[str, list[SandboxReaction]]:
    """The reactions to a conversation's messages by ts, in the order in which they came."""
    query = select(_reactions).where(_reactions.c.conversation == conversation).order_by(_reactions.c.id)
    found: dict[str, list[SandboxReaction]] = {}
    for row in unit.all(SandboxReaction, query):
        found.setdefault(row.ts, []).append(row)
    return found


def forms_of(unit: Unit, person: str) -> list[SandboxForm]:
    """The forms that stand open on someone's screen, the newest last."""
    query = select(_forms).where(_forms.c.person == person, _forms.c.open.is_(True)).order_by(_forms.c.updated_at)
    return unit.all(SandboxForm, query)


def last_ts(unit: Unit) -> dict[str, str]:
    """The ts of the last message of each conversation that has one."""
    query = select(_messages.c.conversation, func.max(_messages.c.ts).label("ts")).group_by(_messages.c.conversation)
    return {row.conversation: row.ts for row in unit.execute(query)}


def last_whispers(unit: Unit, person: str) -> dict[str, str]:
    """The ts of the last whisper to someone in each conversation that has one."""
    query = select(_whispers.c.conversation, func.max(_whispers.c.ts).label("ts")).where(_whispers.c.person == person)
    return {row.conversation: row.ts for row in unit.execute(query.group_by(_whispers.c.conversation))}


def add_file(unit: Unit, file: SandboxFile) -> None:
    """A file that someone gives, for the message to come."""
    unit.add(file)


def file_of(unit: Unit, file_id: str) -> SandboxFile | None:
    """A file with its body."""
    return unit.get(SandboxFile, file_id)


def keep_setting(unit: Unit, key: str, value: str) -> None:
    """Remember a small fact."""
    if not insert_ignoring(unit.connection, Setting, {"key": key, "value": value}):
        unit.change(unit.need(Setting, key), value=value)


def take_act(unit: Unit, key: str, digest: str | None = None) -> bool:
    """Whether this act is new; it is taken by asking. `Refused` when another one was done under the same key."""
    if insert_ignoring(unit.connection, SandboxAct, {"key": key, "event": None, "at": unit.now, "digest": digest}):
        return True
    before = unit.get(SandboxAct, key)
    if before is not None and before.digest not in (None, digest):
        raise Refused("other_act", 409)
    return False


def drop_act(unit: Unit, key: str) -> None:
    """The act changed nothing: nobody need remember it."""
    unit.execute(delete(_acts).where(_acts.c.key == key))


def keep_event(unit: Unit, key: str, event: str) -> None:
    """The event that an act made, until the desk has taken it."""
    unit.execute(_acts.update().where(_acts.c.key == key).values(event=event))


def event_of(unit: Unit, key: str) -> str | None:
    """The event of an act that the desk was not seen to take."""
    row = unit.get(SandboxAct, key)
    return None if row is None else row.event


def event_taken(unit: Unit, key: str) -> None:
    """The desk has taken the act's event."""
    unit.execute(_acts.update().where(_acts.c.key == key).values(event=None))


def untaken_events(unit: Unit) -> list[str]:
    """The events that the desk was not seen to take, oldest first."""
    query = select(_acts.c.event).where(_acts.c.event.is_not(None)).order_by(_acts.c.at, _acts.c.key)
    return list(unit.execute(query).scalars())
