"""What people corrected, to be learned from: kept as who moved which request, its words read anew where they stand.

So nothing that anybody wrote is kept here: what is erased, or turns confidential, teaches no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, func, select

from bot.charter import Charter
from bot.policies.confidentiality import level_of, most_private
from bot.understanding.lessons import PART, Correction, Taught, learned_from, taught_by
from bot.understanding.model import NOTHING_LEARNED, Learned
from storage import journal
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Lesson, Level, Person, Request, Setting, Unlearned, Words
from storage.unit import Unit

LEARNED = "learned"
"""The setting that counts what was taught and forgotten: another number, and every process looks again."""
MOST = 1_000
"""How many corrections are learned from, the newest."""
LASTS = timedelta(days=730)
"""How long a correction teaches, and what is forgotten stays so."""
_lessons, _unlearned = table_of(Lesson), table_of(Unlearned)
_requests, _words, _people = table_of(Request), table_of(Words), table_of(Person)
_newest = (
    select(
        _lessons.c.id,
        _lessons.c.request_id,
        _lessons.c.read,
        _lessons.c.meant,
        _requests.c.language,
        _words.c.body,
        _people.c.name,
    )
    .join(_requests, _requests.c.id == _lessons.c.request_id)
    .join(_words, _words.c.id == _requests.c.words_id)
    .join(_people, _people.c.id == _requests.c.requester_id)
    .where(_lessons.c.part == PART, _lessons.c.at >= bindparam("since"))
    .where(_requests.c.level != Level.CONFIDENTIAL, _words.c.level != Level.CONFIDENTIAL)
    .where(_words.c.key_id.is_(None))
    .order_by(_lessons.c.id.desc())
    .limit(MOST)
)
_forgotten = select(_words.c.body, _unlearned.c.up_to).join(_words, _words.c.id == _unlearned.c.words_id)
_last = Prepared(select(func.max(_lessons.c.id)))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What corrections taught when it was looked at: `at` that count of them, under the charter of that hash."""

    at: tuple[str, str] = ("", "")
    taught: tuple[Taught, ...] = ()
    learned: Learned = NOTHING_LEARNED


NOTHING_TAUGHT = Snapshot()


@dataclass(frozen=True, slots=True)
class Source:
    """The correction that something was learned from: of which request, by whom, when."""

    lesson: Lesson
    request: Request
    by: Person


def keep(unit: Unit, request: Request, read: str | None, meant: str | None, by_id: int) -> None:
    """Learn from a service (ids) that was corrected."""
    unit.add(Lesson(request_id=id_of(request), part=PART, read=read, meant=meant, by_id=by_id, at=unit.now))
    _changed(unit)


def forget(unit: Unit, stem: str, by_id: int) -> int:
    """Forget what was learned of a word until now; what is said of it later may teach it again. Returns its id."""
    words_id = wordstore.keep(unit, stem, "learned", None, purge_after=unit.now + LASTS)
    up_to = _last.scalar(unit.connection, {}) or 0
    row = unit.add(Unlearned(words_id=words_id, up_to=up_to, by_id=by_id, at=unit.now))
    journal.write(unit, None, "unlearn", by_id, words=words_id)
    _changed(unit)
    return id_of(row)


def recall(unit: Unit, unlearned_id: int, by_id: int) -> str | None:
    """Take back that somebody forgot a word. Its stem; None where they did not, or took that back already."""
    row = unit.get(Unlearned, unlearned_id)
    if row is None or row.by_id != by_id:
        return None
    stem = wordstore.read_one(unit, row.words_id)
    unit.execute(delete(_unlearned).where(_unlearned.c.id == unlearned_id))
    wordstore.erase(unit, row.words_id)
    journal.write(unit, None, "relearn", by_id, words=row.words_id)
    _changed(unit)
    return stem


def look(unit: Unit, charter: Charter) -> Snapshot:
    """What corrections teach, by the words that are there now."""
    at = _at(unit, charter)
    corrections = [each for each in _corrections(unit) if not _shows_more(charter, each)]
    taught = taught_by(corrections, _left(unit), charter, [person.name for person in charter.people])
    return Snapshot(at, taught, learned_from(taught))


def since(unit: Unit, charter: Charter, seen: Snapshot) -> Snapshot:
    """The same as was seen where nothing was taught or forgotten since, by this process or another; else a new look."""
    return seen if seen.at == _at(unit, charter) else look(unit, charter)


def sources(unit: Unit, corrections: Iterable[int]) -> Iterator[Source]:
    """The corrections of these ids, with the requests that they are of; read as they are taken."""
    for lesson_id in corrections:
        lesson = unit.need(Lesson, lesson_id)
        yield Source(lesson, unit.need(Request, lesson.request_id), unit.need(Person, lesson.by_id))


def _at(unit: Unit, charter: Charter) -> tuple[str, str]:
    found = unit.get(Setting, LEARNED)
    return (found.value if found is not None else "0", charter.hash)


def _corrections(unit: Unit) -> list[Correction]:
    """One for each request: what it was read as first, and what it was given last."""
    found: dict[int, Correction] = {}
    rows = unit.execute(_newest, {"since": unit.now - LASTS}).all()
    for lesson, request, read, meant, language, body, name in reversed(rows):
        first = found[request].read if request in found else read
        found[request] = Correction(lesson, body, language, first, meant, (name,))
    return list(found.values())


def _shows_more(charter: Charter, correction: Correction) -> bool:
    """Whether it would teach to show to many what few would read, as it was read: that is said of one request alone."""
    read, meant = (level_of(charter, each, sensitive=False) for each in (correction.read, correction.meant))
    return most_private((read, meant)) is not meant


def _left(unit: Unit) -> Mapping[str, int]:
    """By stem, up to which lesson it is forgotten."""
    found: dict[str, int] = {}
    for stem, up_to in unit.execute(_forgotten):
        found[stem] = max(up_to, found.get(stem, 0))
    return found


def _changed(unit: Unit) -> None:
    setting = unit.get(Setting, LEARNED)
    if setting is None:
        unit.add(Setting(key=LEARNED, value="1"))
    else:
        unit.change(setting, value=str(int(setting.value) + 1))
