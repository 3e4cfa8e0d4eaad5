"""What can be seen of a desk in a story: by somebody, in a place, in a reply; and what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from adapters import rendering
from adapters.facts import load_facts
from adapters.rendering import Drawn, DrawnButtons, DrawnForm, DrawnMenu
from bot.cards import Card, CloseForm, FieldErrors, FormView, OpenForm, ReplaceForm, Reply, Say, Text
from bot.charter import Charter
from storage.database import Database
from storage.rows import table_of
from storage.tables import Identity, Journal, Request, Words
from storage.unit import Unit
from tests.bot.paper import DESK, Paper, Shown, as_text, direct_of, plain

T = TypeVar("T")

CHANNELS = {
    "#aix": ("slack", "C0AIX"),
    "#lyon": ("slack", "C0LYON"),
    "#stras": ("slack", "C0STRAS"),
    "#aide": ("slack", "C0AIDE"),
    "#desk": ("slack", "C0DESK"),
    "#general": ("slack", "C0GENERAL"),
    "#alertes": ("slack", "C0ALERTE"),
    "#reunion": ("teams", "19:reunion@thread.tacv2"),
    "#desk-reunion": ("teams", "19:desk@thread.tacv2"),
}
ASSISTANTS_ONLY = ("C0DESK", "19:desk@thread.tacv2")


class Stopped:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Sights:
    """The part of a story that looks."""

    clock: Stopped
    company: Charter
    database: Database
    papers: dict[str, Paper]
    replies: list[tuple[str, Reply]]

    def sees(self, who: str) -> str:
        """Everything that someone can read now, whatever the platform: rooms, direct messages, whispers, home."""
        told: list[str] = []
        for paper in self.papers.values():
            told += [str(each) for each in paper.messages.values() if self._may_enter(who, each.conversation)]
            told += [as_text(card) for user, _, card in paper.whispers if user == who]
            told += [as_text(paper.homes[who])] if who in paper.homes else []
        told += [self.text(reply, by) for by, reply in self.replies if by == who]
        return "\n".join(told)

    def shown(self, where: str) -> list[Shown]:
        """What stands in a channel, or in a direct conversation (`@karim`), in order."""
        conversation = self._room(where)
        return [
            each
            for paper in self.papers.values()
            for each in paper.messages.values()
            if each.conversation == conversation
        ]

    def room(self, where: str) -> str:
        """What can be read in a channel, or in a direct conversation (`@karim`)."""
        return "\n".join(str(each) for each in self.shown(where))

    def by_desk(self, where: str) -> str:
        """What the desk says there."""
        return "\n".join(str(each) for each in self.shown(where) if each.by == DESK)

    def whispered(self, who: str) -> str:
        """What the desk showed to this person alone, in channels."""
        return "\n".join(as_text(card) for card in self.whispers(who))

    def whispers(self, who: str) -> list[Drawn]:
        """The cards that were shown to this person alone, in channels."""
        return [card for paper in self.papers.values() for user, _, card in paper.whispers if user == who]

    def card(self, ref: str, where: str) -> Shown:
        """The request's own card in a channel, or in a direct conversation (`@karim`)."""
        found = self.cards(ref, where)
        assert found, f"no card of {ref} in {where}: {self.room(where)}"
        return found[-1]

    def cards(self, ref: str, where: str) -> list[Shown]:
        kinds = ("request", "triage", "reference")
        return [
            each for each in self.shown(where) if each.card and each.card.subject == ref and each.card.kind in kinds
        ]

    def last(self, where: str, kind: str) -> Shown:
        """The last card of a kind in a channel, or in a direct conversation."""
        found = [each for each in self.shown(where) if each.card and each.card.kind == kind]
        assert found, f"no {kind} in {where}: {[each.card.kind for each in self.shown(where) if each.card]}"
        return found[-1]

    def pings(self, where: str) -> list[Shown]:
        """What somebody was told of requests, message by message."""
        return [each for each in self.shown(where) if each.card and each.card.kind == "pings"]

    def last_whisper(self, who: str) -> Drawn:
        found = self.whispers(who)
        assert found, f"nothing was whispered to {who}"
        return found[-1]

    def text(self, reply: Reply, who: str = "karim") -> str:
        """A reply, as the one who gets it reads it."""
        match reply:
            case Say() | CloseForm(card=Card()):
                return as_text(self.drawn(reply, who))
            case OpenForm(form=form) | ReplaceForm(form=form):
                drawn = self.drawn_form(form)
                lines = ["".join(run.text for run in line) for line in drawn.lines]
                fields = (f"{each.label}: {each.value}" for each in drawn.fields)
                return plain("\n".join([drawn.title, *lines, *fields]))
            case FieldErrors(errors=errors):
                return plain("\n".join(f"{name}: {self._words(text)}" for name, text in errors.items()))
        return ""

    def drawn(self, reply: Reply, who: str = "karim") -> Drawn:
        """The card of a reply, in words."""
        assert isinstance(reply, Say | CloseForm)
        assert reply.card is not None
        card = reply.card

        def draw(unit: Unit) -> Drawn:
            known = load_facts(unit, self.company, [("slack", card)])["slack"]
            return rendering.draw(card, known, rendering.Reader("fr", "Europe/Paris", self.clock.at.date()))

        return self.read(draw)

    def drawn_form(self, form: FormView) -> DrawnForm:
        def draw(unit: Unit) -> DrawnForm:
            known = load_facts(unit, self.company, [("slack", form)])["slack"]
            return rendering.draw_form(form, known, rendering.Reader("fr", "Europe/Paris", self.clock.at.date()))

        return self.read(draw)

    def options(self, form: Reply, field: str, label: str) -> list[str]:
        """The values of a form's choices that are labelled so."""
        fields = self.drawn_form(form_of(form)).fields
        return [value for each in fields if each.id == field for value, name in each.options if name == label]

    def read(self, look: Callable[[Unit], T]) -> T:
        with self.database.read() as connection:
            return look(Unit(connection, self.clock.now(), self.company.hash))

    def rows(self, model: type[Any], **equal: Any) -> list[Any]:
        table = table_of(model)
        query = select(table).where(*(table.c[name] == value for name, value in equal.items()))
        return self.read(lambda unit: unit.all(model, query.order_by(*table.primary_key.columns)))

    def requests(self) -> list[Request]:
        return self.rows(Request)

    def request(self, ref: str) -> Request:
        (found,) = self.rows(Request, ref=ref)
        return found  # type: ignore[no-any-return]  # a row of the model asked for

    def words(self, request: Request) -> str:
        """What was asked."""
        (found,) = self.rows(Words, id=request.words_id)
        return str(found.body)

    def history(self, ref: str) -> list[str]:
        """The acts of a request's history."""
        return [entry.act for entry in self.entries(ref)]

    def entries(self, ref: str) -> list[Journal]:
        return self.rows(Journal, request_id=self.request(ref).id)

    def who_has(self, ref: str) -> str | None:
        """The user name of whoever has a request."""
        held = self.request(ref).assignee_id
        found = self.rows(Identity, person_id=held) if held else []
        return str(found[0].user) if found else None

    def _room(self, where: str) -> str:
        return direct_of(where[1:]) if where.startswith("@") else CHANNELS[where][1]

    def _may_enter(self, who: str, conversation: str) -> bool:
        if conversation.startswith("D-"):
            return conversation == direct_of(who)
        named = self.company.person(who)
        return conversation not in ASSISTANTS_ONLY or (named is not None and named.has_role("assistant", "coordinator"))

    def _words(self, text: Text) -> str:
        return rendering.flat(rendering.runs(text, rendering.Facts(), rendering.Reader("fr", "Europe/Paris")))


def buttons(drawn: Drawn) -> list[tuple[str, str]]:
    """What can be pressed or chosen on a card: act and value."""
    found: list[tuple[str, str]] = []
    for part in drawn.parts:
        if isinstance(part, DrawnButtons):
            found += [(button.act, button.value) for button in part.buttons if button.enabled]
        elif isinstance(part, DrawnMenu):
            found += [(part.act, value) for value, _ in part.options]
    return found


def form_of(reply: Reply) -> FormView:
    assert isinstance(reply, OpenForm | ReplaceForm), reply
    return reply.form
