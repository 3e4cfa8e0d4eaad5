"""What `relais doctor` looks at, and what it advises: the charter, the database, the platforms, what is stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from adapters import platform as port
from adapters.healing import doubts
from adapters.platform import Examined, Finding, Platform
from adapters.refusing import REFUSALS
from bot import occasions
from bot.auditing import audit
from bot.charter import Charter, CharterError, load, warnings
from bot.clock import SystemClock
from bot.locales import text
from bot.other_people import given_to_others
from relais.platforms import Switch, factory
from relais.settings import Settings
from storage import inbox, outbox_queue, resealing
from storage.database import Database
from storage.migrate import current_revision, is_known, newest_revision
from storage.unit import Unit

LOOK_BACK = timedelta(days=7)
"""How far back what failed to be sent, or may stand twice, is still told."""
RITUALS_BACK = timedelta(days=14)
"""How far back what was not said on its own is still told."""
GRACE = timedelta(minutes=15)
"""How long after its time what is to be said is not late yet."""
_SENTENCES = {each.__name__: each.sentence for each in REFUSALS}


def look_at_charter(settings: Settings, language: str) -> tuple[Charter | None, list[Finding]]:
    """The charter, if it can be used, and what there is to say of it, its errors in that language, fr or en."""
    file = str(settings.charter)
    try:
        charter = load(settings.charter)
    except OSError as error:
        trouble = f"doctor.{charter_trouble(error)}"
        return None, [_wrong(trouble, f"{trouble}_advice", file=file)]
    except CharterError as error:
        return None, [
            _wrong("doctor.charter_bad", "doctor.charter_advice", file=file, why=problem.render(language))
            for problem in error.problems[:5]
        ]
    found = len(warnings(charter))
    if found:
        return charter, [_right("doctor.charter_warned", "doctor.charter_advice", file=file, count=found)]
    return charter, [_right("doctor.charter_good", file=file)]


def look_at_people(database: Database, charter: Charter, language: str) -> Iterator[Finding]:
    """What of the charter names somebody by the id of another, in that language."""
    with database.read() as connection:
        problems = given_to_others(Unit(connection, datetime.now(UTC)), charter)
    for problem in problems[:5]:
        why = problem.render(language)
        yield _wrong("doctor.charter_bad", "doctor.charter_advice", file=str(charter.origin.file), why=why)


def charter_trouble(error: OSError) -> str:
    """What of the charter's file keeps it from being read, as a key of the catalogue."""
    if isinstance(error, FileNotFoundError):
        return "no_charter"
    return "charter_kept" if isinstance(error, PermissionError) else "charter_unread"


def look_at_database(database: Database) -> tuple[bool, list[Finding]]:
    """Whether the database can be read by this release, and what there is to say of it."""
    if trouble := database.unwritable:
        return False, [_wrong("doctor.database_kept", "doctor.database_kept_advice", file=str(trouble))]
    try:
        revision = None if database.is_absent else current_revision(database)
    except (SQLAlchemyError, OSError) as error:
        why = type(getattr(error, "orig", None) or error).__name__
        return False, [_wrong("doctor.database_down", "doctor.database_down_advice", why=why)]
    if revision == newest_revision():
        return True, [_right("doctor.database_good", revision=revision)]
    if revision is None:
        return False, [_right("doctor.database_absent", "doctor.database_absent_advice")]
    if not is_known(revision):
        return False, [_wrong("doctor.database_newer", "doctor.database_newer_advice", revision=revision)]
    return False, [_wrong("doctor.database_old", "doctor.database_old_advice", revision=revision)]


def look_at_keys(database: Database) -> Iterator[Finding]:
    """Whether what is confided is sealed, and can be read."""
    keys = database.keys
    with database.read() as connection:
        found = resealing.counts(connection)
        others = resealing.wrong_keys(connection, keys)
    missing = sorted({key_id for _, key_id in found if key_id is not None} - set(keys.ids))
    plain = found["words", None]
    if missing:
        yield _wrong("doctor.keys_missing", "doctor.keys_missing_advice", keys=", ".join(missing), count=len(missing))
    if others:
        yield _wrong("doctor.keys_wrong", "doctor.keys_wrong_advice", keys=", ".join(others), count=len(others))
    if keys.first is None:
        none = "doctor.keys_none" if plain else "doctor.keys_none_yet"
        yield Finding(not plain, none, "doctor.keys_none_advice", {"count": plain})
    elif late := sum(count for (_, key_id), count in found.items() if key_id != keys.first):
        yield _right("doctor.keys_late", "doctor.keys_late_advice", which=keys.first, count=late)
    elif not missing and not others:
        yield _right("doctor.keys_good", which=keys.first)


def look_at_switches(switches: list[Switch]) -> Iterator[Finding]:
    """Which platforms are on, and what the others lack."""
    for each in switches:
        if each.works:
            yield _right("doctor.platform_on", platform=each.label)
        elif each.on:
            yield _wrong("doctor.platform_absent", "doctor.platform_absent_advice", platform=each.label)
        elif not each.present:
            yield _right("serve.not_yet", platform=each.label)
        else:
            settings = ", ".join(each.lacks)
            yield _right("doctor.platform_off", "doctor.platform_off_advice", platform=each.label, settings=settings)
    if not any(each.works for each in switches):
        yield _wrong("doctor.none_on", "doctor.none_on_advice")


async def look_at_platforms(settings: Settings, charter: Charter, switches: list[Switch]) -> list[Finding]:
    """What each platform that is on says of itself: token, scopes, channels, membership. Nothing is started."""
    on = [factory(each.name) for each in switches if each.works]
    if not on:
        return []
    from relais.app import App

    app = App(settings, charter, settings.database_url, SystemClock(), on)
    try:
        return [finding for each in app.platforms.values() for finding in await _examined(each)]
    finally:
        app.database.close()


async def _examined(platform: Platform) -> Sequence[Finding]:
    if not isinstance(platform, Examined):
        return ()
    try:
        return await platform.examine()
    except Exception as error:
        name, why = platform.name.capitalize(), type(error).__name__
        return (_wrong("doctor.platform_broken", "doctor.platform_broken_advice", platform=name, why=why),)


def look_at_queues(
    database: Database, charter: Charter | None = None, now: datetime | None = None
) -> Iterator[Finding]:
    """What is parked, what was given up, what may stand twice, what waits. `now`: the desk's time (UTC).

    What could not be shown where the desk is not, and is shown directly, is nobody's trouble outside the charter.
    """
    named = [channel.id for channel in charter.channels] if charter is not None else []
    since = (now or datetime.now(UTC)) - LOOK_BACK
    with database.read() as connection:
        parked = Counter((row.kind, row.error or "?") for row in inbox.parked(connection))
        faults = outbox_queue.faults(connection, since, named)
        doubled = outbox_queue.doubled(connection, since)
        pending: Counter[str] = Counter()
        for (platform, _), count in outbox_queue.counts(connection).items():
            pending[platform] += count
    for (kind, why), count in parked.most_common(20):
        yield _wrong("doctor.parked", "doctor.parked_advice", kind=kind, why=why, count=count)
    for fault in faults:
        yield _wrong(
            "doctor.unsent",
            _advice(fault.error),
            platform=fault.platform.capitalize(),
            channel=fault.channel.partition(":")[2],
            kind=str(fault.kind),
            why=fault.error,
            count=fault.count,
        )
    for platform, count in doubled.items():
        yield _right("doctor.doubled", "doctor.doubled_advice", platform=platform.capitalize(), count=count)
    for platform, count in pending.items():
        yield _right("doctor.waiting", "doctor.waiting_advice", platform=platform.capitalize(), count=count)


def look_at_steps(database: Database, charter: Charter, now: datetime | None = None) -> Iterator[Finding]:
    """Whether each open request has its next step planned, and whether what is due is done. `now`: as before."""
    with database.read() as connection:
        found = audit(Unit(connection, now or datetime.now(UTC)), charter)
    if found.faults:
        yield _wrong("doctor.unplanned", "doctor.unplanned_advice", count=len(found.faults))
    if found.overdue:
        yield _wrong("doctor.overdue", "doctor.overdue_advice", count=found.overdue)
    if not found.faults and not found.overdue:
        yield _right("doctor.planned")


def look_at_rituals(database: Database, charter: Charter, now: datetime | None = None) -> Iterator[Finding]:
    """What was not said on its own lately, and what is late to be. `now`: as before."""
    at = now or datetime.now(UTC)
    with database.read() as connection:
        lately = [each for each in occasions.since(Unit(connection, at), at - RITUALS_BACK) if each.at <= at]
    missed = Counter((each.ritual, each.why or "?") for each in lately if each.state == occasions.MISSED)
    for (name, why), count in missed.items():
        yield _wrong("doctor.ritual_missed", f"doctor.ritual_{why}_advice", ritual=name, count=count)
    late = [each for each in lately if each.state == occasions.PLANNED and each.at < at - GRACE]
    if late:
        yield _wrong("doctor.ritual_late", "doctor.ritual_late_advice", count=len(late))
    if charter.rituals and not missed and not late:
        yield _right("doctor.rituals_said")


def told(found: Sequence[Finding], language: str) -> list[str]:
    """Findings as lines, each with what to do about it below."""
    lines: list[str] = []
    for each in found:
        arguments = each.arguments or {}
        lines.append(f"{'✓' if each.ok else '✗'} {text(language, each.what, **arguments)}")
        lines += [f"  → {text(language, each.advice, **arguments)}"] if each.advice else []
    return lines


def _advice(error: str) -> str:
    kind = error.partition(" ")[0]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if doubts(error):
        return port.Unknown.sentence
    return {"NotDrawn": "doctor.not_drawn", "CardFailed": "doctor.after_card"}.get(kind, "doctor.other_fault")


def _right(what: str, advice: str | None = None, **arguments: str | int) -> Finding:
    return Finding(True, what, advice, arguments)


def _wrong(what: str, advice: str, **arguments: str | int) -> Finding:
    return Finding(False, what, advice, arguments)
