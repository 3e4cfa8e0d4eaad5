"""The table of rights (docs/rights.csv), and the people and requests with whom each of its cells is played.

A cell is played as somebody presses a button that they made up, in their own direct conversation: no card of the desk's
stands there, so that nothing but who they are decides.
"""

from __future__ import annotations

import asyncio
import csv
import re
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

import yaml
from sqlalchemy import bindparam, delete, func, select, update

from bot.charter import Charter, parse
from bot.clock import MovableClock
from bot.conversations.hasty import Hasty
from bot.requests import TURNED_AWAY
from bot.talk import ANSWERS
from relais.app import App
from relais.settings import Settings
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Approval, Form, Identity, Journal, Level, Request, State, Vote
from storage.unit import Unit
from tests.contract.conftest import TRAIN
from tests.contract.harness import ROOT, Answer, Harness, Pressable, Shown, harness_of
from tests.fakes.company import DEMO, LYON, a_working_morning

TABLE = ROOT / "docs" / "rights.csv"
LOCALES = ROOT / "bot" / "locales"
YES, NO, STATE, HIDDEN = "yes", "no", "state", "hidden"
"""What a cell says: they may; they are told no, and who can help; its reference and state alone; there is no such
request."""
PRESSED = {"see": "show"}
"""The acts whose button has another name."""
WAYS = ("press", "command")
"""How people do what can be done of a request."""
AGREEMENT = ("approve", "refuse", "inquire")
"""The acts on a request that waits for somebody's agreement."""
OPENS = ("assign", "transfer", "correct", "wait", "reply", "approval")
"""The acts that begin with a form, where they are allowed of what is new."""
DOES = ("claim", "urgent", "cancel", "escalate", "take_over", "resolve")
"""The acts that leave a line in the history at once, where they are allowed of what is new."""
COMMANDED = ("sandbox", "slack", "tiny")
"""The platforms where a command is an event of its own; on the others it is written to the desk."""
SAID = re.compile(r"train pour Paris|'t': 'said'")
"""What was asked, as a platform shows it, or as one that shows what cards are made of does."""
NOBODY_ELSE = re.compile(r"approval\.nobody_to_ask|personne d.autre ici ne peut")
"""What is said, where they may, instead of a form to choose from where there is nobody, in the same two ways."""
NONE = "LYO-99999"
"""A reference that is nobody's."""


@dataclass(frozen=True)
class Kind:
    """A kind of request: its service, its level, and the executive whose own it is, if one's."""

    service: str
    level: Level
    executive: str = ""


@dataclass(frozen=True)
class Role:
    """What somebody is to a request: by whom it is played, and who has it, was alerted, or is asked to agree."""

    person: str
    holder: str | None = None
    alerted: str = ""
    approvers: str = ""


KINDS = {
    "standard": Kind("travel", Level.STANDARD),
    "standard_in_house": Kind("office", Level.STANDARD),
    "restricted": Kind("invoicing", Level.RESTRICTED),
    "restricted_in_house": Kind("reporting", Level.RESTRICTED),
    "confidential": Kind("expenses", Level.CONFIDENTIAL),
    "confidential_in_house": Kind("hr_admin", Level.CONFIDENTIAL),
    "confided": Kind("travel", Level.CONFIDENTIAL),
    "executive": Kind("travel", Level.RESTRICTED, "elsa"),
}
"""Confided: private by its words, and of no confidential service."""
ROLES = {
    "requester": Role("asker"),
    "employee": Role("colleague"),
    "holder": Role("nadia", holder="nadia"),
    "beside": Role("nadia", holder="samia"),
    "server": Role("nadia"),
    "provider": Role("ines"),
    "neighbour": Role("claire"),
    "elsewhere": Role("hugo"),
    "contact": Role("samia"),
    "coordinator": Role("andre"),
    "provider_coordinator": Role("coralie"),
    "manager": Role("marc"),
    "manager_elsewhere": Role("julie"),
    "executive": Role("helene"),
    "alerted": Role("helene", alerted="helene"),
    "approver": Role("helene", approvers="helene"),
    "admin": Role("tom"),
}


@cache
def company(platform: str) -> Charter:
    """The sample company, where each of these is somebody, and each kind of request has its service."""
    data = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    services = {each["id"]: each for each in data["services"]}
    for service in services.values():
        for key in ("approval", "validation", "restricted", "confidential", "in_house_only"):
            service.pop(key, None)
    for name, keys in {
        "office": ("in_house_only",),
        "invoicing": ("restricted",),
        "reporting": ("restricted", "in_house_only"),
        "expenses": ("confidential",),
        "hr_admin": ("confidential", "in_house_only"),
    }.items():
        services[name].update(dict.fromkeys(keys, True))
    people = {each["id"]: each for each in data["people"]}
    for name in ("nadia", "samia", "ines"):
        people[name].update(services=list(services), sites=["lyon"], cleared=["expenses", "hr_admin"])
    people["claire"].update(sites=["lyon"], services=["meetings"])
    people["andre"].update(roles=["coordinator"], sites="all")
    people["tom"].update(roles=["admin"])
    data["desk"]["contact"] = "samia"
    data["people"].append({"id": "elsa", "name": "Elsa Roy", "email": "elsa@roy.example", "roles": ["executive"]})
    data["executive_desk"] = [{"executive": "elsa", "assistant": "nadia", "backup": "samia"}]
    data["coverage"], data["rituals"] = [], []
    for channel in data["channels"]:
        channel["platform"] = platform
    return parse(yaml.safe_dump(data, allow_unicode=True))


@dataclass(frozen=True)
class Cell:
    """One cell of the table: may somebody who is that do that, of a request of that kind?"""

    kind: str
    act: str
    role: str
    says: str


def cells() -> Iterator[Cell]:
    """The whole table, row by row."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for role, says in row.items():
                if role not in ("request", "act"):
                    yield Cell(row["request"], row["act"], role, says)


def playable(way: str) -> list[Cell]:
    """The cells that can be played in a way: not every act has a word."""
    return [each for each in cells() if way == "press" or PRESSED.get(each.act, each.act) in ANSWERS.words]


def refusals() -> re.Pattern[str]:
    """The sentences by which somebody is told no, in both languages."""
    found: list[str] = []
    for file in (each for language in ("fr", "en") for each in sorted((LOCALES / language).glob("*.toml"))):
        texts = tomllib.loads(file.read_text(encoding="utf-8"))
        said = {f"refusal.{key}": text for key, text in texts.get("refusal", {}).items()}
        said |= {f"card.{key}": text for key, text in texts.get("card", {}).items() if key == "has_it"}
        for key, text in said.items():
            if key.partition(".")[2] not in ("call", "called", "about", "who", "nobody", "not_found"):
                found.append(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(plain(text))))
                # As a platform that shows keys does.
                found.append(re.escape(f"'key': '{key}'"))
    return re.compile("|".join(f"(?:{each})" for each in found))


def not_found() -> re.Pattern[str]:
    """The sentences by which somebody is told that there is no such request."""
    texts = [tomllib.loads((LOCALES / each / "notices.toml").read_text(encoding="utf-8")) for each in ("fr", "en")]
    found = [plain(each["refusal"]["not_found"]) for each in texts]
    return re.compile("|".join(map(re.escape, (*found, "'key': 'refusal.not_found'"))))


def plain(text: str) -> str:
    """A text in plain spaces."""
    return re.sub(r"\s+", " ", text)


_lines, _forms = table_of(Journal), table_of(Form)
_theirs = (_lines.c.request_id == bindparam("request"), _lines.c.actor_id == bindparam("person"))
_CAME = Prepared(
    select(
        select(func.count()).where(*_theirs, _lines.c.act != TURNED_AWAY).scalar_subquery().label("lines"),
        select(func.count())
        .where(_forms.c.request_id == bindparam("request"), _forms.c.person_id == bindparam("person"))
        .scalar_subquery()
        .label("forms"),
    )
)
"""The lines that somebody left in a request's history, and the forms that they opened about it."""
Does = Callable[[str, str, str], Awaitable[Answer]]
"""Somebody does something of a request: their name, the act, its reference."""


@dataclass
class Play:
    """A desk on one platform, with one request of each kind, and one that waits for somebody's agreement."""

    app: App
    far: Harness
    ids: dict[str, int] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    """By the kind, and by the kind and `/agreement`."""
    told: str = ""
    """What was last answered."""
    _stands: tuple[str, Role, bool] | None = None
    _rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    _spots: dict[str, Shown] = field(default_factory=dict)
    _none: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _refused: re.Pattern[str] = field(default_factory=refusals)
    _unknown: re.Pattern[str] = field(default_factory=not_found)
    _means_no: dict[str, bool] = field(default_factory=dict)
    """What was answered before, and whether it is a refusal: the same few hundred answers come again and again."""
    _opened: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many forms somebody opened about a request so far: by its reference, and who."""

    def user(self, person: str) -> str:
        cast = self.far.cast
        return {"asker": cast.asker, "colleague": cast.colleague}.get(person) or self.far.user(person)

    def spot(self, person: str) -> Shown:
        """What the desk said last to somebody alone, before anything began: no card of a request."""
        return self._spots[person]

    def request(self, ref: str) -> int:
        """The id of a request's row."""
        found: int = self._rows[ref]["id"]
        return found

    def means(self, told: str) -> str:
        """Which no an answer is; `yes` where it is none."""
        bare = re.sub(r"LYO-\d+", "…", plain(told))
        return NO if self._is_refusal(bare) else HIDDEN if self._unknown.search(bare) else YES

    async def begin(self) -> None:
        """Everybody is met, somebody asks, and there is one of each kind of what they asked."""
        await self.far.post(self.far.cast.asker, LYON, TRAIN)
        for person in {each.person for each in ROLES.values()}:
            await self.far.post(self.user(person), self.far.direct(self.user(person)), "aide")
        await self.app.idle()
        for person in {each.person for each in ROLES.values()}:
            shown = await self.far.seen(self.far.direct(self.user(person)))
            self._spots[person] = [each for each in shown if each.author is None][-1]
        await self.run(self._make)

    async def run(self, what: Callable[[Unit], Any]) -> Any:
        return await asyncio.wrap_future(self.app.writer.run(what))

    def _make(self, unit: Unit) -> None:
        identities = table_of(Identity)
        for person in {each.person for each in ROLES.values()}:
            known = select(identities.c.person_id).where(identities.c.user == self.user(person))
            self.ids[person] = unit.execute(known).scalar_one()
        requests = table_of(Request)
        asked = unit.all(Request, select(requests))[0]
        first = {column: value for column, value in asked.model_dump().items() if column != "id"}
        for number, name in enumerate(each for kind in KINDS for each in (kind, f"{kind}/agreement")):
            made = Request(**first | {"ref": f"LYO-{50 + number}", "number": 50 + number, "proposed_id": None})
            kind = KINDS[name.partition("/")[0]]
            made.service, made.level, made.executive = kind.service, kind.level, kind.executive
            unit.add(made)
            if name not in KINDS:
                facts = {"request_id": id_of(made), "service": None, "by": "helene", "mode": "any", "state": "awaited"}
                row = unit.add(Approval(**facts, asked_by_id=self.ids["nadia"], at=unit.now))
                unit.change(made, approval_id=id_of(row), awaits_approval=True, approvers="helene")
            self.refs[name] = made.ref
            self._rows[made.ref] = made.model_dump()

    async def stands(self, ref: str, role: Role) -> None:
        """The request is what it is to that role."""
        self._stands = None
        await self.run(partial(self._set, ref=ref, role=role))

    async def plays(self, cell: Cell, way: str = "press") -> str:
        """What comes of it when somebody does it: what a cell of the table says."""
        role = ROLES[cell.role]
        ref = self.refs[f"{cell.kind}/agreement" if cell.act in AGREEMENT else cell.kind]
        scene = (ref, replace(role, person=""), role.person == "helene")
        if self._stands != scene:
            await self.run(partial(self._set, ref=ref, role=role))
        does = self.press if way == "press" else self.order
        answer = await does(role.person, cell.act, ref)
        done, opened = self.came(ref, role)
        self.told = answer.text
        if done:
            # What is delivered to them because of it is no answer to what they do next.
            await self.app.idle()
        # What nobody changed is the next one's as well.
        self._stands = None if done else scene
        acted, none = done or opened, await self._of_none(does, role.person, cell.act)
        if plain(answer.text).replace(ref, "…") == none:
            assert not acted, (cell, answer)
            return HIDDEN
        return self._judged(cell, plain(answer.text), done=done, opened=opened)

    async def order(self, person: str, act: str, ref: str) -> Answer:
        """The same, typed as a command, or said to the desk where there is none."""
        user, text = self.user(person), f"{ANSWERS.words[PRESSED.get(act, act)][0]} {ref}"
        there = self.far.direct(user)
        if self.far.name in COMMANDED:
            return await self.far.command(user, there, text)
        stood = {each.ts for each in await self.far.seen(there)}
        await self.far.post(user, there, text)
        await self.app.idle()
        told = [each.text for each in await self.far.seen(there) if each.author is None and each.ts not in stood]
        return Answer("say", told[0] if told else "")

    async def press(self, person: str, act: str, ref: str) -> Answer:
        user = self.user(person)
        button = Pressable(PRESSED.get(act, act), "…", ref)
        return await self.far.press(user, self.far.direct(user), self._spots[person], button)

    def _judged(self, cell: Cell, text: str, *, done: bool, opened: bool) -> str:
        acted = done or opened
        if cell.act == "see":
            return YES if SAID.search(text) else STATE
        if self._is_refusal(re.sub(r"LYO-\d+", "…", text)):
            assert not acted, (cell, text)
            return NO
        if ROLES[cell.role].holder is None:
            assert done or cell.act not in DOES, (cell, text)
            assert opened or cell.act not in OPENS or NOBODY_ELSE.search(text), (cell, text)
        return YES

    def _is_refusal(self, text: str) -> bool:
        if text not in self._means_no:
            self._means_no[text] = self._refused.search(text) is not None
        return self._means_no[text]

    async def _of_none(self, does: Does, person: str, act: str) -> str:
        """What they are answered about a reference that is nobody's."""
        key = (does.__name__, person, act)
        if key not in self._none:
            self._none[key] = plain((await does(person, act, NONE)).text).replace(NONE, "…")
        return self._none[key]

    def _set(self, unit: Unit, ref: str, role: Role) -> None:
        """The request is as it was at first, but for what the role says of it."""
        requests, approvals, votes, history = (table_of(each) for each in (Request, Approval, Vote, Journal))
        unit.execute(delete(history).where(history.c.request_id == self._rows[ref]["id"]))
        row = {name: value for name, value in self._rows[ref].items() if name != "id"}
        holder = self.ids.get(role.holder or "")
        row |= {"assignee_id": holder, "state": State.CLAIMED if holder else State.NEW}
        # Somebody else is asked to agree, where they are not.
        asked = role.approvers or ("marc" if role.person == "helene" else "helene")
        row |= {"alerted": role.alerted, "approvers": asked if row["approval_id"] else role.approvers}
        unit.execute(update(requests).where(requests.c.ref == ref).values(**row))
        if row["approval_id"] is not None:
            unit.execute(delete(votes).where(votes.c.approval_id == row["approval_id"]))
            again = update(approvals).where(approvals.c.id == row["approval_id"])
            unit.execute(again.values(by=asked, state="awaited", decided_at=None))

    def came(self, ref: str, role: Role) -> tuple[bool, bool]:
        """Whether they left a line in the history of a request, and whether they opened a form about it just now."""
        with self.app.database.read() as connection:
            who = {"request": self._rows[ref]["id"], "person": self.ids[role.person]}
            came = _CAME.first(connection, who)
        assert came is not None
        before = self._opened.get((ref, role.person), 0)
        self._opened[ref, role.person] = came["forms"]
        return came["lines"] > 0, came["forms"] > before


@asynccontextmanager
async def playing(platform: str, database: str) -> AsyncIterator[Play]:
    """A desk on that platform and the database of that URL, and everybody that the table speaks of."""
    async with AsyncExitStack() as stack:
        far = await stack.enter_async_context(harness_of(platform))
        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), company(platform), database, clock, [far.factory])
        # Cells are played faster than anybody types: what is too fast would be answered alike, whatever was asked.
        app.desk.hasty = Hasty(*[10**9] * 4)
        stack.push_async_callback(app.stop)
        await app.start()
        await far.opened(app)
        await app.idle()
        found = Play(app, far)
        await found.begin()
        yield found


async def wrong(play: Play, some: Iterable[Cell], way: str = "press") -> list[str]:
    """Those of these cells that say something else than what comes of it."""
    found = []
    for cell in sorted(some, key=lambda each: (each.kind, each.act in AGREEMENT, each.role)):
        came = await play.plays(cell, way)
        if came != cell.says:
            told = f"{way}: {cell.act} by {cell.role} of {cell.kind}: {came}, where the table says {cell.says}"
            found.append(f"{told} ({play.told})")
    return found
