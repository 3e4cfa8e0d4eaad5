"""The rules of a card (Adaptive Cards 1.5, platform facts 2.6, 2.7): what Teams refuses or shows badly, and why.

Each fault is a sentence that ends with where it lies: `a value of … [/body/0/text]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal

from tests.fakes.teams import schema
from tests.fakes.teams.reading import malformed_dates, mentioned
from tests.fakes.teams.records import JSON
from tests.fakes.teams.schema import Properties, Value

Surface = Literal["message", "dialog"]
BYTES = 25_000
"""What one card may weigh, as UTF-8 (platform facts 2.6)."""
VISIBLE = 6
"""Actions shown at once (platform facts 2.6)."""
REFRESHED = 60
"""People who may have a view of their own (platform facts 2.6)."""
PEOPLE = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
"""The tenant's people, to be searched by a field; what is sent is an aadObjectId."""
INPUTS = frozenset(each for each in schema.ELEMENTS if each.startswith("Input."))
SENT = ("Action.Execute", "Action.Submit")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FORMS = {
    "date": re.compile(r"\d{4}-(0\d|1[0-2])-[0-3]\d", re.ASCII),
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII),
    "url": re.compile(r"(https://|http://127\.0\.0\.1)\S+|data:image/\S+|mailto:\S+|tel:\S+", re.I),
    "pixels": re.compile(r"\d+px", re.ASCII),
    "width": re.compile(r"auto|stretch|\d+(px)?", re.ASCII | re.I),
}


def faults(card: Any, surface: Surface = "message") -> list[str]:
    """A card's faults; `surface`: what it stands in."""
    checker = Checker(surface)
    checker.whole(card)
    return checker.faults


def weight(card: Any) -> int:
    """How many bytes a card's JSON is."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


class Checker:
    """Gathers the faults of one card."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.faults: list[str] = []
        self._ids: set[str] = set()
        self._mentions: set[str] = set()
        self._deep = 0

    def whole(self, card: Any) -> None:
        """A card that stands for itself."""
        if weight(card) > BYTES:
            self._fault(f"a card of {weight(card)} bytes, of {BYTES}", "")
        if not isinstance(card, dict):
            self._fault("not a card", "")
            return
        told = card.get("msteams")
        entities = told.get("entities") if isinstance(told, dict) else None
        self._mentions = {str(each.get("text")) for each in _objects(entities)}
        self._card(card, "", needed=("type", "version", "body", "fallbackText"))
        for text in self._mentions - {each for said in texts(card) for each in mentioned(said)}:
            self._fault(f"an entity whose {text} is nowhere in the card", "/msteams/entities")

    def _card(self, card: Any, at: str, *, needed: tuple[str, ...] = ("type",)) -> None:
        self._object(card, schema.CARD, needed, at)

    # -- what it is made of -------------------------------------------------------------------------------------------

    def _object(self, thing: Any, allowed: Properties, needed: tuple[str, ...], at: str) -> bool:
        """One object's properties, each by its own rule."""
        if not isinstance(thing, dict):
            self._fault("not an object", at)
            return False
        for name in needed:
            if name not in thing:
                self._fault(f"`{name}` is missing", at)
        for name, value in thing.items():
            where = f"{at}/{name}"
            if name not in allowed:
                if name != "type":
                    self._fault(f"`{name}` is nothing that {thing.get('type', 'it')} has", where)
            else:
                self._value(allowed[name], value, where)
        return True

    def _value(self, rule: Value, value: Any, at: str) -> None:
        if isinstance(rule, tuple):
            if not isinstance(value, str) or value.lower() not in [each.lower() for each in rule]:
                self._fault(f"{value!r} is none of {', '.join(rule)}", at)
        elif rule.endswith("*"):
            if not isinstance(value, list):
                self._fault("not a list", at)
                return
            self._count(rule, value, at)
            for index, each in enumerate(value):
                self._part(rule[:-1], each, f"{at}/{index}")
        else:
            self._part(rule, value, at)

    def _count(self, rule: str, values: list[Any], at: str) -> None:
        if not values and rule in ("inline*", "fact*", "action*"):
            self._fault("an empty list", at)
        if rule == "action*":
            shown = [each for each in _objects(values) if str(each.get("mode")).lower() != "secondary"]
            if len(shown) > VISIBLE:
                self._fault(f"{len(shown)} actions at once, of {VISIBLE}", at)
        if rule == "choice*":
            kept = [each.get("value") for each in _objects(values)]
            if len(set(map(str, kept))) != len(kept):
                self._fault("choices of the same value", at)

    def _part(self, rule: str, value: Any, at: str) -> None:
        match rule:
            case "element":
                self._element(value, at)
            case "action":
                self._action(value, at)
            case "select":
                # What is pressed by its own text needs no title.
                self._action({"title": "…"} | value if isinstance(value, dict) else value, at)
            case "inline":
                if isinstance(value, str):
                    self._text("shown", value, at)
                else:
                    self._object(value, schema.PARTS["run"], schema.PARTS_NEED["run"], at)
            case "card":
                self._nested(value, at)
            case "fallback":
                if value != "drop":
                    self._fallback(value, at)
            case "data":
                self._data(value, at)
            case "query":
                if value != PEOPLE:
                    self._fault("a search of no data set that Relais uses", at)
            case "refresh":
                self._refresh(value, at)
            case "msteams":
                self._msteams(value, at)
            case _ if rule in schema.PARTS:
                self._object(value, schema.PARTS[rule], schema.PARTS_NEED[rule], at)
            case _:
                self._text(rule, value, at)

    def _element(self, element: Any, at: str) -> None:
        kind = kind_of(element)
        if kind not in schema.ELEMENTS:
            self._fault(f"{kind or 'no type'} is no element of {schema.VERSION} in Teams", at)
            return
        self._object(element, schema.ELEMENTS[kind], schema.NEEDED[kind], at)
        if "id" in element:
            self._once(element["id"], at)
        if kind == "TextBlock":
            self._text_block(element, at)
        elif kind == "FactSet":
            for fact in _objects(element.get("facts")):
                self._said(str(fact.get("title")) + str(fact.get("value")), at)
        elif kind in INPUTS:
            self._input(kind, element, at)

    def _text_block(self, block: JSON, at: str) -> None:
        text = str(block.get("text"))
        if not text.strip():
            self._fault("a text of nothing", at)
        if block.get("wrap") is not True:
            self._fault("a text that does not wrap is cut where it is narrow", at)
        self._said(text, at)

    def _said(self, text: str, at: str) -> None:
        """What is read as markup: its dates are whole, its mentions somebody's."""
        for each in malformed_dates(text):
            self._fault(f"{each} is shown as it is", at)
        for each in mentioned(text):
            if each not in self._mentions:
                self._fault(f"{each} is nobody's mention", at)

    def _input(self, kind: str, field: JSON, at: str) -> None:
        if field.get("isRequired") and not field.get("errorMessage"):
            self._fault("a required field says nothing when it is empty", at)
        if "inlineAction" in field and self.surface == "dialog":
            self._fault("no action within a field of a dialog", at)
        most = field.get("maxLength")
        if isinstance(most, int) and len(str(field.get("value") or "")) > most:
            self._fault("a value longer than its own limit", at)
        if kind == "Input.ChoiceSet":
            offered = {str(each.get("value")) for each in _objects(field.get("choices"))}
            chosen = [each for each in str(field.get("value") or "").split(",") if each]
            if not field.get("isMultiSelect"):
                chosen = [str(field["value"])] if field.get("value") else []
            searched = "choices.data" in field
            if not offered and not searched:
                self._fault("nothing to choose", at)
            if not set(chosen) <= offered and not searched:
                self._fault("a value that is none of its choices", at)
            if field.get("isMultiSelect") and any("," in each for each in offered):
                self._fault("a comma in a choice of several", at)

    # -- actions ------------------------------------------------------------------------------------------------------

    def _action(self, action: Any, at: str) -> None:
        kind = kind_of(action)
        if kind not in schema.ACTIONS:
            self._fault(f"{kind or 'no type'} is no action of {schema.VERSION} in Teams", at)
            return
        self._object(action, schema.ACTIONS[kind], schema.ACTIONS_NEED[kind], at)
        if "id" in action:
            self._once(action["id"], at)
        if kind == "Action.Execute":
            if self.surface == "dialog":
                self._fault("a dialog sends by Action.Submit alone", at)
            fallback = action.get("fallback")
            if kind_of(fallback) != "Action.Submit" or fallback.get("data") != action.get("data"):
                self._fault("no Action.Submit of the same data for clients that do not know it", at)

    def _fallback(self, value: Any, at: str) -> None:
        checker = Checker("dialog" if kind_of(value) == "Action.Execute" else self.surface)
        (checker._action if kind_of(value) in schema.ACTIONS else checker._element)(value, at)
        self.faults += checker.faults

    def _nested(self, card: Any, at: str) -> None:
        if self._deep:
            self._fault("a card within a card within a card", at)
            return
        self._deep += 1
        self._card(card, at)
        self._deep -= 1
        for name in ("refresh", "msteams"):
            if isinstance(card, dict) and name in card:
                self._fault(f"`{name}` is the outer card's alone", at)

    def _data(self, data: Any, at: str) -> None:
        told = data.get("msteams") if isinstance(data, dict) else None
        if not isinstance(data, dict):
            self._fault("not an object", at)
        elif told is not None and (not isinstance(told, dict) or told.get("type") != "task/fetch"):
            self._fault("msteams is of no type that Relais uses", at)

    def _refresh(self, refresh: Any, at: str) -> None:
        allowed: Properties = {"action": "action", "userIds": "any", "expires": "text"}
        if not self._object(refresh, allowed, ("action",), at):
            return
        whose = refresh.get("userIds", [])
        if not isinstance(whose, list) or len(whose) > REFRESHED:
            self._fault(f"no list of people with a view of their own, or more than {REFRESHED}", at)

    def _msteams(self, told: Any, at: str) -> None:
        allowed: Properties = {"width": ("full",), "entities": "any", "allowExpand": "flag"}
        if not self._object(told, allowed, (), at):
            return
        for each in _objects(told.get("entities")):
            of = each.get("mentioned")
            named = isinstance(of, dict) and isinstance(of.get("id"), str) and isinstance(of.get("name"), str)
            if each.get("type") != "mention" or not named or not re.fullmatch(r"<at>.+</at>", str(each.get("text"))):
                self._fault("not a mention", f"{at}/entities")

    # -- values -------------------------------------------------------------------------------------------------------

    def _text(self, rule: str, value: Any, at: str) -> None:
        match rule:
            case "any":
                return
            case "flag":
                right = isinstance(value, bool)
            case "whole":
                right = isinstance(value, int) and not isinstance(value, bool) and value > 0
            case "number":
                right = isinstance(value, int | float) and not isinstance(value, bool)
            case "width" if isinstance(value, int):
                right = value > 0
            case "pattern":
                right = isinstance(value, str) and _compiles(value)
            case "said":
                right = isinstance(value, str) and bool(value.strip())
            case "text" | "shown":
                right = isinstance(value, str)
            case _:
                right = isinstance(value, str) and bool(_FORMS[rule].fullmatch(value) or value == "" == rule)
        if not right:
            self._fault(f"{str(value)[:40]!r} is no value of it", at)
        if isinstance(value, str) and _UNSEEN.search(value):
            self._fault("a character that no text has", at)

    def _once(self, key: Any, at: str) -> None:
        if not isinstance(key, str):
            return
        if key in self._ids:
            self._fault(f"the id {key} is another's already", at)
        self._ids.add(key)

    def _fault(self, why: str, at: str) -> None:
        self.faults.append(f"{why} [{at or '/'}]")


def kind_of(thing: Any) -> str:
    """The type that it says it is of; empty if it is no such thing."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    return kind if isinstance(kind, str) else ""


def things(part: Any) -> Iterator[JSON]:
    """Every object of a card, but for fallbacks, which Teams does not show, and what is only sent."""
    if isinstance(part, dict):
        yield part
    within = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, each in within:
        if name not in ("fallback", "data", "msteams", "refresh"):
            yield from things(each)


def texts(card: Any) -> Iterator[str]:
    """Every text that is read as markup."""
    for each in things(card):
        if each.get("type") == "TextBlock":
            yield str(each.get("text"))
        elif each.get("type") == "FactSet":
            yield from (f"{fact.get('title')} {fact.get('value')}" for fact in _objects(each.get("facts")))


def actions(card: Any) -> Iterator[JSON]:
    """Every action that somebody can use, those of cards to unfold included."""
    yield from (each for each in things(card) if kind_of(each) in schema.ACTIONS)


def inputs(card: Any) -> list[JSON]:
    """Every field of a card."""
    return [each for each in things(card) if kind_of(each) in INPUTS]


def _objects(values: Any) -> list[JSON]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
