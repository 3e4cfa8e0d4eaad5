"""The company that the benches work for: the sample charter, its employees on Slack, and what they ask, from a seed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from bot.charter import Charter, load
from bot.clock import SystemClock
from bot.conversations.hasty import Hasty
from bot.desk import Desk
from bot.door import Door
from bot.events import CharterChanged, Event, MessagePosted, PeopleSeen, Profile, Where, Who
from bot.understanding import Part, Reading, RequestKind
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.writer import Writer, make_writer

CHARTER = Path(__file__).parents[2] / "relais" / "charters" / "demo.yaml"
TEAM = "T0DURANCE"
EMPLOYEES = 900
CHANNELS = ("C0AIX", "C0LYON", "C0STRAS")
STEP = timedelta(seconds=1)
"""Between two messages: an author comes again after longer than the charter joins what they write."""
ASKS = (
    "Bonjour, pourriez-vous me réserver un train pour Paris jeudi à 14 h ? Retour le vendredi soir, merci beaucoup.",
    "Il me faudrait une salle de réunion pour 8 personnes mardi prochain de 10 h à 12 h, avec un écran.",
    "Pouvez-vous commander des fournitures pour l'accueil : ramettes, stylos, et deux cartouches d'encre noire ?",
    "J'ai besoin d'une chambre d'hôtel à Strasbourg du 3 au 5 décembre, près de la gare si possible.",
    "Merci de m'envoyer le tableau de bord du mois avant vendredi midi, le comité se réunit à 14 h.",
    "Could you please book a flight to Toulouse on Monday morning, coming back on Wednesday evening?",
    "Pouvez-vous déplacer mon rendez-vous avec M. Lefèvre à la semaine prochaine, le matin si possible ?",
    "Mon badge ne marche plus depuis hier, pouvez-vous m'en refaire un avant lundi ?",
)
STANDING = Reading(
    request=Part(RequestKind.YES, 1.0),
    service=Part("travel", 1.0, ("train",)),
    site=Part(None, 1.0),
    urgent=Part(False, 1.0),
    sensitive=Part(False, 1.0),
    due=Part(None, 1.0),
    event_start=Part(None, 1.0),
    event_end=Part(None, 1.0),
    language=Part("fr", 1.0),
    amounts=Part((), 1.0),
    written_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
)
"""The constant that stands for a reading."""


class Benched(Desk):
    """A desk that may read the same in every message, so that the rest of its work is measured alone."""

    constant = True

    def prepare(self, event: Event) -> Reading | None:
        """The constant, or what the event says."""
        return STANDING if self.constant and isinstance(event, MessagePosted) else super().prepare(event)


@dataclass(frozen=True, slots=True)
class Open:
    """A desk at work on a database."""

    database: Database
    writer: Writer
    door: Door
    desk: Benched


def someone(user: str) -> Who:
    """That user of the company's workspace."""
    return Who(platform="slack", team=TEAM, user=user)


@contextmanager
def at_work(
    url: str,
    platforms: Collection[str] = ("slack",),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    *,
    rituals: bool = True,
) -> Iterator[Open]:
    """The desk on a database, which is migrated and knows everybody; the writer is stopped at the end.

    `now`: its clock (UTC), by default the machine's. `rituals`: whether it says something on its own, as its charter
    has it: where ticks are counted, it does not.
    """
    charter = load(CHARTER) if rituals else load(CHARTER).model_copy(update={"rituals": ()})
    database = open_database(url)
    migrate(database)
    writer = make_writer(database, now, lambda: charter.hash, lambda channels: None)
    writer.start()
    desk = Benched(charter, frozenset(platforms))
    # One person asks the same thousands of times here, and is to be heard each time.
    desk.hasty = Hasty(*[sys.maxsize] * 4)
    door = Door(desk, writer, SystemClock())
    try:
        door.submit(CharterChanged(key="bench:charter", at=datetime.now(UTC), hash=charter.hash)).result(60)
        door.submit(PeopleSeen(key="bench:people", at=datetime.now(UTC), profiles=everybody(charter))).result(60)
        yield Open(database, writer, door, desk)
    finally:
        writer.stop()
        database.close()


def everybody(charter: Charter, who: Callable[[str], Who] = someone) -> tuple[Profile, ...]:
    """The profiles that a platform gives, by default Slack: the charter's people, then the employees."""
    named = [Profile(who=who(f"U{one.id.upper()}"), name=one.name, email=one.email) for one in charter.people]
    others = [
        Profile(who=who(employee(number)), name=f"Employé {number}", email=f"e{number}@ateliers-durance.example")
        for number in range(EMPLOYEES)
    ]
    return (*named, *others)


def employee(number: int) -> str:
    """The Slack id of an employee."""
    return f"UE{number % EMPLOYEES:05d}"


def messages(seed: int, start: datetime | None = None, channels: Sequence[str] = CHANNELS) -> Iterator[MessagePosted]:
    """Asks without end, one a second from `start` (by default now), each of another author than those before it."""
    random = Random(seed)
    run = f"{random.getrandbits(40):010x}"
    first = start or datetime.now(UTC)
    for number in count():
        at = first + number * STEP
        yield MessagePosted(
            key=f"Ev{run}{number:08d}",
            at=at,
            who=someone(employee(number)),
            where=Where(platform="slack", conversation=channels[number % len(channels)]),
            ts=f"{at.timestamp():.6f}",
            text=ASKS[random.randrange(len(ASKS))],
        )
