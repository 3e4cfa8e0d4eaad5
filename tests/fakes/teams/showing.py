"""What somebody sees of a message or a card: its texts read for them, what they can press, whom it pings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.teams.cards import INPUTS, actions, kind_of
from tests.fakes.teams.reading import Read, dated, read
from tests.fakes.teams.records import JSON, Message, Person


@dataclass
class Screen:
    """A message before somebody's eyes. `lines`: what is read, a text element a line; `dim`: it is for them alone."""

    id: str
    root: str | None
    author: str | None
    lines: list[str] = field(default_factory=list)
    card: JSON | None = None
    pings: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    alone: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def titles(self) -> list[str]:
        """What can be pressed, those of cards to unfold included."""
        return [str(each["title"]) for each in actions(self.card) if "title" in each] if self.card else []


def screen(message: Message, person: Person) -> Screen:
    """One message as this person sees it."""
    made = Screen(message.id, message.root, message.author, alone=message.only is not None)
    made.reactions = {emoji: list(users) for emoji, users in message.reactions.items()}
    made.card = message.card(person.id)
    if made.card is not None:
        _card(made, made.card, person)
    else:
        _message(made, message.activity, person)
    return made


def card_lines(card: JSON, person: Person) -> Screen:
    """A card that is no message: a dialog's."""
    made = Screen("", None, None, card=card)
    _card(made, card, person)
    return made


def _message(made: Screen, activity: JSON, person: Person) -> None:
    text, entities = str(activity.get("text") or ""), activity.get("entities")
    kind = activity.get("textFormat", "markdown")
    if made.author is not None or kind == "plain":
        made.lines.append(str(activity.get("shown", text)))
        made.pings |= {whose for whose, _ in mentions_of(entities).values()}
        return
    _said(made, read(text, person.timezone, person.locale, mentions_of(entities)))


def _card(made: Screen, card: JSON, person: Person) -> None:
    entities = mentions_of((card.get("msteams") or {}).get("entities"))
    for part in _parts(card):
        if kind_of(part) == "RichTextBlock":
            _said(made, _runs(part, person))
        elif kind_of(part) == "TextBlock":
            _said(made, read(part["text"], person.timezone, person.locale, entities))
        elif kind_of(part) == "Fact":
            both = [read(part[name], person.timezone, person.locale, entities) for name in ("title", "value")]
            line = Read(f"{both[0].text}\t{both[1].text}")
            for each in both:
                line.add(Read("", each.links, each.pings, each.marks))
            _said(made, line)
        elif kind_of(part) in INPUTS:
            made.lines += [str(part[name]) for name in ("label", "title") if part.get(name)]
    for action in actions(card):
        if kind_of(action) == "Action.OpenUrl":
            made.links.add(action["url"])


def _runs(block: JSON, person: Person) -> Read:
    """Inlines hold no markup. That Teams may render dates in them is not said anywhere (?): here it does, for then what
    somebody typed could become one."""
    out = Read()
    for run in block["inlines"]:
        text = run if isinstance(run, str) else run["text"]
        out.text += dated(text, person.timezone, person.locale)
        select = {} if isinstance(run, str) else run.get("selectAction") or {}
        if kind_of(select) == "Action.OpenUrl":
            out.links.add(select["url"])
    return out


def _said(made: Screen, said: Read) -> None:
    made.lines.append(said.text)
    made.links |= said.links
    made.pings |= said.pings
    made.marks |= said.marks


def _parts(part: Any) -> Iterator[JSON]:
    """A card's elements in the order in which they are read, but for what is unfolded or sent."""
    if isinstance(part, list):
        for each in part:
            yield from _parts(each)
    elif isinstance(part, dict):
        if "title" in part and "value" in part and "type" not in part:
            yield {"type": "Fact"} | part
        elif part.get("type"):
            yield part
        for name in ("body", "items", "columns", "facts", "rows", "cells"):
            if isinstance(part.get(name), list):
                yield from _parts(part[name])


def mentions_of(entities: Any) -> dict[str, tuple[str, str]]:
    """Each mention's text → (whose, the name shown)."""
    found = {}
    for each in entities if isinstance(entities, list) else ():
        if isinstance(each, dict) and each.get("type") == "mention":
            found[str(each["text"])] = (str(each["mentioned"]["id"]), str(each["mentioned"].get("name")))
    return found
