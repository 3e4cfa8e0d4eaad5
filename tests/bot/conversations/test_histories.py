"""Events late, twice and in any order end in the same visible state (design part 5, promise 2).

A history is a few strands, each a need of its own author: messages that are one need, edits, deletions, emoji, answers
in the thread, a message raised by somebody else, an author whom the desk does not know yet, a private matter with its
rest. It is told once as it happened, and again shuffled, with repetitions; what people then see is compared, and what
is private stands nowhere that others read, nor its rest. What two people do to one another (whose claim is first, a
claim against a deletion) depends on who is heard first, and is not shuffled here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot import events
from bot.understanding import RequestKind
from tests.bot.desk_harness import MORNING, Story, company, that_reads_as
from tests.bot.paper import DESK, Shown
from tests.soaking import Round, Soak

CHATTER = that_reads_as(RequestKind.NO, "Super la réunion de ce matin, bravo à tous", "Bien vu, bravo à tous")
SHUFFLES = 3
"""How many times each history is told again."""
NEEDS = (
    ("il me faudrait une salle jeudi", "pour 8 personnes"),
    ("il me faudrait un train pour Paris jeudi", "pour 2 personnes"),
    ("il me faudrait un badge pour un visiteur vendredi", "avec un accès au parking"),
)
PRIVATE = (
    "j'ai un souci avec ma fiche de paie",
    "bonjour, j'ai besoin d'une avance sur salaire, j'ai des problèmes d'argent en ce moment",
)
WANTED = ("merci de le faire avant vendredi", "il me faudrait 800 euros avant vendredi", "il me faut 800 pour le loyer")
TOLD = ("sur 3 mois", "sans sortie autorisée", "il me manque 800")
PLEASE = " svp"
OPENINGS = ("bonjour", "hello", "coucou")


@dataclass
class Telling:
    """A history being made: what stands on the platform at its end, and the events, as they happened."""

    story: Story
    random: Random
    events: list[events.Event] = field(default_factory=list)
    private: list[Shown] = field(default_factory=list)
    """What nobody is to read but its author, as long as they have not said."""

    def writes(self, who: str, text: str, under: Shown | None = None, twin: bool = False) -> Shown:
        self.pause()
        shown = self.story.wrote(who, "#lyon", text, under=under)
        self.events.append(self.story.posted(shown))
        if twin:
            self.events.append(self.story.posted(shown))
        return shown

    def edits(self, shown: Shown, text: str) -> None:
        self.pause()
        shown.text = text
        self.events.append(self.story.edited(shown, text))

    def deletes(self, shown: Shown) -> None:
        self.pause()
        shown.gone = True
        self.events.append(self.story.deleted(shown))

    def reacts(self, who: str, shown: Shown, emoji: str, *, on: bool = True) -> None:
        self.pause()
        self.events.append(self.story.reacted(who, shown, emoji, on=on))

    def pause(self) -> None:
        self.story.pass_by(seconds=self.random.randint(1, 8))

    def maybe(self) -> bool:
        return self.random.random() < 0.5


def a_need_in_parts(telling: Telling, who: str) -> None:
    """A greeting, a need, a precision; some of them edited; taken and given back; answers in the thread."""
    need, more = telling.random.choice(NEEDS)
    parts = [telling.writes(who, telling.random.choice(OPENINGS))] if telling.maybe() else []
    asked = telling.writes(who, need, twin=telling.maybe())
    parts.append(asked)
    if telling.maybe():
        parts.append(telling.writes(who, more))
    for shown in telling.random.sample(parts, telling.random.randint(0, len(parts))):
        for number in range(telling.random.randint(1, 2)):
            telling.edits(shown, f"{shown.text} {'svp' if number else 'merci'}" if shown is asked else shown.text)
    _claims(telling, asked)
    _answers(telling, who, asked)


def a_need_withdrawn(telling: Telling, who: str) -> None:
    """A need, perhaps with a greeting before it and a precision after it, edited and then deleted."""
    need, more = telling.random.choice(NEEDS)
    greeting = telling.writes(who, "bonjour") if telling.maybe() else None
    asked = telling.writes(who, need)
    after = telling.writes(who, more) if telling.maybe() else None
    if telling.maybe():
        telling.edits(asked, f"{need} svp")
    gone = [asked] + [each for each in (greeting, after) if each is not None and telling.maybe()]
    telling.random.shuffle(gone)
    for shown in gone:
        telling.deletes(shown)


def a_need_raised(telling: Telling, who: str) -> None:
    """Chatter, of which a colleague makes a request."""
    said = telling.writes(who, CHATTER)
    telling.reacts("helene", said, "ticket")
    if telling.maybe():
        telling.reacts("helene", said, "ticket", on=False)
    _claims(telling, said)
    _answers(telling, who, said)


def a_need_done(telling: Telling, who: str) -> None:
    """A need taken, and done or made urgent."""
    need, _ = telling.random.choice(NEEDS)
    asked = telling.writes(who, need, twin=telling.maybe())
    telling.reacts("ines", asked, "eyes")
    telling.reacts("ines", asked, telling.random.choice(("white_check_mark", "rotating_light")))


def a_private_matter(telling: Telling, who: str) -> None:
    """What is confidential, and its rest, that names nothing of it; perhaps an ordinary need before it or between."""
    (before, _), (after, _) = telling.random.sample(NEEDS, 2)
    between = telling.maybe()
    if telling.maybe():
        telling.writes(who, before)
    told = telling.writes(who, telling.random.choice(PRIVATE), twin=telling.maybe())
    if between:
        telling.writes(who, after)
    rest = telling.writes(who, telling.random.choice(TOLD if between else WANTED), twin=telling.maybe())
    for shown in (told, rest):
        if telling.maybe():
            telling.edits(shown, f"{shown.text}{PLEASE}")
    telling.private += [told, rest]


def a_need_of_somebody_new(telling: Telling, who: str) -> None:
    """The desk does not know the author yet; it asks, or is told by and by."""
    new = f"new{len(telling.events)}"
    profile = telling.story.meets(new, f"Nora {new}", email=f"{new}@ateliers-durance.example")
    asked = telling.writes(new, telling.random.choice(NEEDS)[0])
    if telling.maybe():
        telling.edits(asked, f"{asked.text} svp")
    now = telling.story.clock.now()
    telling.events.append(events.PeopleSeen(key=telling.story.key(), at=now, profiles=(profile,)))
    _answers(telling, new, asked)


def _claims(telling: Telling, asked: Shown) -> None:
    """One assistant takes it, by one emoji or another, and thinks again."""
    for _ in range(telling.random.randint(0, 4)):
        emoji = telling.random.choice(("eyes", "raised_hand", "raised_hand::skin-tone-4"))
        telling.reacts("ines", asked, emoji, on=telling.random.random() < 0.7)


def _answers(telling: Telling, who: str, asked: Shown) -> None:
    for number in range(telling.random.randint(0, 2)):
        answer = telling.writes(who, f"plutôt le matin ({number})", under=asked)
        if telling.maybe():
            telling.edits(answer, f"plutôt le soir ({number})")
            telling.edits(answer, f"plutôt à midi ({number})")
        if telling.random.random() < 0.2:
            telling.deletes(answer)


Strand = Callable[[Telling, str], None]
STRANDS: tuple[Strand, ...] = (
    a_need_in_parts,
    a_need_in_parts,
    a_need_withdrawn,
    a_need_raised,
    a_need_done,
    a_need_of_somebody_new,
    a_private_matter,
)


FreshDesk = Callable[[], Story]


@pytest.fixture
def on_sqlite(sqlite_template: Path, tmp_path: Path) -> FreshDesk:
    """A desk that nobody has asked anything yet, each time on a new copy of one file."""
    file = tmp_path / "desk.db"

    def fresh() -> Story:
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(sqlite_template, file)
        return Story(f"sqlite:///{file}", company())

    return fresh


@pytest.fixture
def on_postgres(postgres_template: tuple[str, Callable[[], object]]) -> FreshDesk:
    """The same on PostgreSQL, brought back to its first day each time."""
    url, bring_back = postgres_template

    def fresh() -> Story:
        bring_back()
        return Story(url, company())

    return fresh


def told(fresh: FreshDesk, seed: int, order: Random | None, first: Strand | None) -> tuple[list[str], list[str]]:
    """What is seen in the end of a history, told as it happened or in another order; and the order, for a failure."""
    story = fresh()
    try:
        telling = Telling(story, Random(seed))
        authors = ["karim", "lea", "paul", "zoe"]
        telling.random.shuffle(authors)
        for number, who in enumerate(authors[: telling.random.randint(1, 3)]):
            strand = telling.random.choice(STRANDS)
            (strand if number or first is None else first)(telling, who)
        history = list(telling.events)
        if order is not None:
            history += [event for event in history if order.random() < 0.4]
            order.shuffle(history)
        story.replay(history, MORNING + timedelta(minutes=20))
        public = story.by_desk("#desk") + story.by_desk("#lyon")
        private = [(each.by, each.text.removesuffix(PLEASE)) for each in telling.private]
        leaked = [f"in public: {text}" for _, text in private if text in public]
        asked = [f"asked: {text}" for who, text in private if text in story.by_desk(f"@{who}")]
        return sorted(visible(story) + leaked + asked), [_short(event) for event in history]
    finally:
        story.close()


def visible(story: Story) -> list[str]:
    """What people see of every request that stands: in triage, in its thread, and the desk's signs on messages."""
    seen: list[str] = []
    for where in ("#desk", "#lyon"):
        cards = [each for each in story.shown(where) if each.card and each.card.kind in ("triage", "request")]
        for card in cards:
            above = card.root or card.ts
            said = sorted(
                str(each)
                for each in story.shown(where)
                if each.root == above and each.card and _is_talk(each.card.kind)
            )
            if "Annulée" not in str(card) and "annulée" not in str(card):
                seen.append(re.sub(r"LYO-\d+", "LYO", "\n".join([where, str(card), *said])))
    marked = [each for each in story.shown("#lyon") if each.by != DESK and each.signs and not each.gone]
    withdrawn = {card.root for card in story.shown("#lyon") if card.card and "annulée" in str(card)}
    seen += [f"{each.text}: {sorted(each.signs)}" for each in marked if each.ts not in withdrawn]
    return sorted(seen)


def _is_talk(kind: str) -> bool:
    return kind.startswith("relay_")


def _short(event: events.Event) -> str:
    at: datetime = event.at
    said = getattr(event, "text", None) or getattr(event, "emoji", "")
    return f"{at:%M:%S} {event.kind} {getattr(event, 'ts', '')[-4:]} {said}"


@pytest.mark.soak
def test_any_order_ends_in_the_same_visible_state(on_sqlite: FreshDesk, soak: Soak) -> None:
    for each in soak.rounds(reduced=3, full=3334):
        compare(on_sqlite, each)


@pytest.mark.soak
@pytest.mark.postgres
def test_any_order_ends_in_the_same_visible_state_on_postgres(on_postgres: FreshDesk, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=100):
        compare(on_postgres, each)


@pytest.mark.soak
def test_nothing_private_nor_its_rest_ends_where_others_read(on_sqlite: FreshDesk, soak: Soak) -> None:
    for each in soak.rounds(reduced=4, full=600):
        compare(on_sqlite, each, a_private_matter)


def compare(fresh: FreshDesk, each: Round, first: Strand | None = None) -> None:
    """Tell one history as it happened, then shuffled, and see the same in the end. `first`: its first strand."""
    seed = each.random.randrange(2**32)
    as_it_happened, plain = told(fresh, seed, None, first)
    assert not [one for one in as_it_happened if one.startswith("in public")], "\n".join([f"seed {seed}", *plain])
    for number in range(SHUFFLES):
        shuffled, order = told(fresh, seed, Random(each.random.random()), first)
        lost = [one for one in as_it_happened if one not in shuffled]
        new = [one for one in shuffled if one not in as_it_happened]
        told_as = [f"seed {seed}, as it happened:", *plain, f"shuffled ({number}):", *order]
        assert shuffled == as_it_happened, "\n".join([*told_as, "then only:", *lost, "now only:", *new])
