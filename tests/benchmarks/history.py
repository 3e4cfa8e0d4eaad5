"""Years of requests, made in seconds: by the database itself, from one table of numbers, in the same words for both.

Each request is as the desk leaves it: asked in a message, claimed, answered once, resolved and closed, shown in its
thread and in triage, with all that was sent. The last `OPEN` of them are still open, however many there were before, so
that what grows is the history and not the work in hand. Of what came in, the keys of the last 30 days are left, as by a
desk that swept each minute.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import Index, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, DropIndex

from storage.inbox import KEPT
from storage.rows import table_of
from storage.tables import (
    Copy,
    Inbox,
    Journal,
    Lane,
    Message,
    Outbox,
    Ping,
    Place,
    Rating,
    Request,
    Source,
    Timer,
    Words,
)
from tests.benchmarks.company import EMPLOYEES

OPEN = 400
PLANNED = 1_000
"""More timers than a desk has that was started and has no request yet: its rituals are planned."""
APART = 95
"""Seconds between two requests: a million are three years."""
Run = Callable[[str], object]
_FILLED = (Words, Request, Source, Place, Journal, Message, Copy, Lane, Outbox, Inbox, Ping, Timer, Rating)
_NUMBERED = (Words, Request, Source, Place, Journal, Message, Copy, Outbox, Inbox, Ping, Timer)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the two databases say differently."""

    dialect: Dialect
    numbers: str
    ago: str
    """The instant that many seconds before now, as it is stored."""
    true: str
    false: str


_SQLITE = _Words(
    sqlite.dialect(),
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})",
    "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-' || ({ago}) || ' seconds')",
    "1",
    "0",
)
_POSTGRES = _Words(
    postgresql.dialect(),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    "WITH n(i) AS (SELECT generate_series(1::bigint, {count}))",
    "date_trunc('second', now()) - ({ago}) * interval '1 second'",
    "true",
    "false",
)


def fill(url: str, count: int, still_open: int = OPEN) -> None:
    """Store `count` requests with all that belongs to them, where everybody is known and nothing was asked yet.

    Nobody else may be connected. On PostgreSQL the user must be allowed to change the server's settings.
    """
    if make_url(url).get_backend_name() == "sqlite":
        with _fast_sqlite(str(make_url(url).database)) as run:
            _fill(run, _SQLITE, count, still_open)
    else:
        with _fast_postgres(url) as run:
            _fill(run, _POSTGRES, count, still_open)
            for model in _NUMBERED:
                table = table_of(model).name
                run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _fill(run: Run, words: _Words, count: int, still_open: int) -> None:
    indexes = [index for model in _FILLED for index in table_of(model).indexes if not _by_person(index)]
    for index in indexes:
        run(str(DropIndex(index).compile(dialect=words.dialect)))
    asked, later = (words.ago.format(ago=f"({count} - i + 1) * {APART} - {late}") for late in (0, 60))
    run(
        f"CREATE TABLE bench_number AS {words.numbers.format(count=count)}"
        f" SELECT i, {asked} AS asked, {later} AS later FROM n"
    )
    for table, columns in _rows(words, count, still_open).items():
        name = table.partition(" ")[0]
        kept = f" WHERE asked > {words.ago.format(ago=int(KEPT.total_seconds()) - 3600)}" if name == "inbox" else ""
        run(
            f"INSERT INTO {name} ({', '.join(columns)})"
            f" SELECT {', '.join(columns.values())} FROM bench_number{kept} ORDER BY i"
        )
    for site, code in (("aix", "AIX"), ("lyon", "LYO"), ("strasbourg", "STR")):
        last = f"SELECT max(number) FROM request WHERE site = '{site}'"
        run(f"INSERT INTO numbering (site, last) VALUES ('{code}', coalesce(({last}), 0))")
    run("DROP TABLE bench_number")
    for index in indexes:
        run(str(CreateIndex(index).compile(dialect=words.dialect)))


def _by_person(index: Index) -> bool:
    """Whether rows fall all over it. Made in one go it would be packed full, and each page split by its next row."""
    return index.columns[0].name in ("person_id", "author_id", "requester_id")


def _rows(words: _Words, count: int, still_open: int) -> dict[str, dict[str, str]]:
    """By table (and a word to tell two kinds apart): each column as an expression of `i`, the request's number."""
    closed = count - min(still_open, count // 2)
    asked, later = "asked", "later"
    person = f"(SELECT min(id) FROM person WHERE charter_id IS NULL) + i * 7919 % {EMPLOYEES}"
    assistant = _by_site(*(f"(SELECT id FROM person WHERE charter_id = '{one}')" for one in ("claire", "ines", "hugo")))
    site, code = _by_site("'aix'", "'lyon'", "'strasbourg'"), _by_site("'AIX'", "'LYO'", "'STR'")
    channel = _by_site("'C0AIX'", "'C0LYON'", "'C0STRAS'")
    ref = f"{code} || '-' || ((i + 2) / 3)"
    ts, shown = (f"(1500000000 + i * {APART} + {late}) || '.000100'" for late in (0, 1))
    over, is_open = f"i <= {closed}", f"CASE WHEN i > {closed} THEN {words.true} ELSE {words.false} END"
    state = (
        f"CASE WHEN {over} THEN 'closed' WHEN i % 10 < 5 THEN 'new' WHEN i % 10 < 9 THEN 'claimed' ELSE 'waiting' END"
    )
    urgent = f"CASE WHEN i % 50 = 0 THEN {words.true} ELSE {words.false} END"
    held = f"CASE WHEN {over} OR i % 10 > 4 THEN {assistant} END"
    ended = f"CASE WHEN {over} THEN {later} END"
    thread = f"'thread:slack:' || {channel} || ':' || {ts}"
    card = f"'card:slack:C0DESK:' || {ref}"
    react = f"'react:slack:' || {channel} || ':' || {ts}"
    version = "'0000000000000000000000000000000000000000000000000000000000000000'"
    body = (
        "'Bonjour, pourriez-vous me réserver un train pour Paris, dossier ' || i || ', jeudi à 14 h ? Merci beaucoup.'"
    )
    kept = {"person_id": person, "level": "'standard'", "created_at": asked}
    place = {"request_id": "i", "platform": "'slack'", "retired": words.false, "created_at": asked}
    line = {"request_id": "i", "at": asked, "data": "'{\"words\": 1}'", "charter_version": version}
    sent = {"platform": "'slack'", "request_id": "i", "v": "1", "state": "'sent'", "attempts": "1"}
    sent |= {"created_at": asked, "sent_at": later}
    first, second = "2 * i - 1", "2 * i"
    return {
        "words ask": {"id": first, "kind": "'ask'", "body": body, **kept},
        "words said": {"id": second, "kind": "'message'", "body": "'Merci, avant midi si possible, ' || i", **kept},
        "request": {
            "id": "i", "ref": ref, "site": site, "number": "(i + 2) / 3", "service": "'travel'", "level": "'standard'",
            "state": state, "open": is_open, "requester_id": person, "raised_by_id": person, "assignee_id": held,
            "proposed_id": _by_site("NULL", assistant, assistant), "proposal_why": "'pool'", "origin": "'message'",
            "words_id": first, "language": "'fr'", "urgent": urgent,
            "first_response_at": later, "promised_at": later, "asked_at": asked, "responded_at": ended,
            "claimed_at": ended, "resolved_at": ended, "closed_at": ended, "reopened": "0", "charter_version": version,
            "version": "4", "updated_at": later,
        },
        "source": {
            "id": "i", "platform": "'slack'", "conversation": channel, "ts": ts, "author_id": person,
            "state": "'request'", "words_id": first, "request_id": "i", "posted_at": asked,
        },
        "place own": {
            "id": first, "audience": "'requester'", "conversation": channel, "root": ts, "card": shown, "lane": thread,
            **place,
        },
        "place triage": {
            "id": second, "audience": "'triage'", "conversation": "'C0DESK'", "root": shown, "card": shown,
            "lane": card, **place,
        },
        "journal ask": {"id": first, "act": "'ask'", "actor_id": person, **line},
        "journal claim": {"id": second, "act": "'claim'", "actor_id": held, **line},
        "journal close": {"id": f"{2 * count} + i", "act": "'close'", "actor_id": "NULL", **line},
        "message": {
            "id": "i", "request_id": "i", "audience": "'requester'", "kind": "'said'", "author_id": person,
            "words_id": second, "platform": "'slack'", "conversation": channel,
            "ts": f"(1500000000 + i * {APART} + 30) || '.000200'", "said_at": later,
        },
        "copy": {
            "id": "i", "message_id": "i", "place_id": second, "ts": f"(1500000000 + i * {APART} + 31) || '.000300'",
        },
        "lane thread": {"key": thread, "seq": "1"},
        "lane card": {"key": card, "seq": "2"},
        "lane react": {"key": react, "seq": "1"},
        "outbox own": {
            "id": "4 * i - 3", "lane": thread, "seq": "1", "channel": f"'slack:' || {channel}", "kind": "'send'",
            "subject": f"'place:' || ({first})", "place_id": first, "ref": f"{channel} || ' ' || {shown}", **sent,
        },
        "outbox triage": {
            "id": "4 * i - 2", "lane": card, "seq": "1", "channel": "'slack:C0DESK'", "kind": "'send'",
            "subject": f"'place:' || ({second})", "place_id": second, "ref": f"'C0DESK ' || {shown}", **sent,
        },
        "outbox react": {
            "id": "4 * i - 1", "lane": react, "seq": "1", "channel": f"'slack:' || {channel}", "kind": "'react'",
            "subject": react, **sent,
        },
        "outbox update": {
            "id": "4 * i", "lane": card, "seq": "2", "channel": "'slack:C0DESK'", "kind": "'update'",
            "subject": f"'place:' || ({second})", "place_id": second, **sent,
        },
        "inbox": {
            "key": "'Ev' || (1000000000 + i)", "kind": "'message_posted'", "v": "1", "state": "'handled'",
            "attempts": "0", "reply": "'{\"v\": 1, \"kind\": \"done\"}'", "received_at": asked, "handled_at": asked,
        },
        "ping": {
            "id": "i", "person_id": assistant, "request_id": "i", "why": "'proposed'", "at": asked, "sent_at": asked,
        },
        "timer": {"id": f"i + {PLANNED}", "kind": "'close'", "subject": "'' || i", "due": later, "done": words.true},
        "rating": {"request_id": "i", "person_id": person, "asked_at": later, "score": "1 + i % 5", "rated_at": later},
    }  # fmt: skip


def _by_site(aix: str, lyon: str, strasbourg: str) -> str:
    return f"CASE i % 3 WHEN 0 THEN {aix} WHEN 1 THEN {lyon} ELSE {strasbourg} END"


@contextmanager
def _fast_sqlite(file: str) -> Iterator[Run]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        yield connection.execute
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()


@contextmanager
def _fast_postgres(url: str) -> Iterator[Run]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        for setting in ("synchronous_commit = off", "maintenance_work_mem = '512MB'", "work_mem = '256MB'"):
            connection.execute(f"SET {setting}")
        yield lambda statement: connection.execute(statement.encode())
        connection.execute("VACUUM ANALYZE")
        connection.execute("ALTER SYSTEM RESET fsync")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CHECKPOINT")
