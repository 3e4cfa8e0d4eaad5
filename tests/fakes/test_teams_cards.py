"""The rules of cards, each kept at its edge and broken one past it (Adaptive Cards 1.5, platform facts 2.6, 2.7)."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.teams import cards, schema
from tests.fakes.teams.cards import BYTES, faults, weight

JSON = dict[str, Any]
DATE = "{{DATE(2026-01-05T09:00:00Z,SHORT)}}"


def block(text: str = "bonjour", **more: Any) -> JSON:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def runs(*texts: str) -> JSON:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": each} for each in texts]}


def execute(title: str = "Je m'en charge", **more: Any) -> JSON:
    data = {"relais": {"v": 1, "act": "claim", "value": "LYO-1"}}
    fallback = {"type": "Action.Submit", "title": title, "data": data}
    return {"type": "Action.Execute", "title": title, "verb": "claim", "data": data, "fallback": fallback, **more}


def submit(**more: Any) -> JSON:
    return {"type": "Action.Submit", "title": "Envoyer", "data": {"relais": {}}, **more}


def field(kind: str = "Text", key: str = "what", **more: Any) -> JSON:
    return {"type": f"Input.{kind}", "id": key, "label": "Quoi ?", **more}


def choices(*values: str, **more: Any) -> JSON:
    offered = [{"title": each, "value": each} for each in values]
    return field("ChoiceSet", choices=offered, **more)


def searched(query: Any) -> JSON:
    return field("ChoiceSet", choices=[]) | {"choices.data": query}


def card(*body: JSON, actions: list[JSON] | None = None, **more: Any) -> JSON:
    made = {"type": "AdaptiveCard", "version": "1.5", "fallbackText": "LYO-1", "body": list(body), **more}
    return made | ({"actions": actions} if actions is not None else {})


def unfolds(*body: JSON, actions: list[JSON] | None = None) -> JSON:
    inner = {"type": "AdaptiveCard", "body": list(body)} | ({"actions": actions} if actions else {})
    return {"type": "Action.ShowCard", "title": "Plus", "card": inner}


def mention(text: str = "<at>Inès</at>", whom: str = "29:1") -> JSON:
    return {"type": "mention", "text": text, "mentioned": {"id": whom, "name": "Inès"}}


RIGHT: dict[str, JSON] = {
    "a text": card(block()),
    "people's words": card(runs("**gras** <at>Inès</at> {{DATE(hier)}} [x](https://x.invalid)")),
    "a date": card(block(f"Avant {DATE} {{{{TIME(2026-01-05T09:00:00+01:00)}}}}")),
    "six actions": card(block(), actions=[execute(str(number)) for number in range(6)]),
    "more in the menu": card(
        block(), actions=[execute(str(n), mode="primary" if n < 6 else "secondary") for n in range(9)]
    ),
    "a menu": card(block(), actions=[unfolds(choices("a", "b", value="b"), actions=[execute()])]),
    "a mention": card(block("<at>Inès</at>"), msteams={"width": "Full", "entities": [mention()]}),
    "columns": card({"type": "ColumnSet", "columns": [{"type": "Column", "width": 2, "items": [block()]}]}),
    "facts": card({"type": "FactSet", "facts": [{"title": "Site", "value": "Lyon"}]}),
    "a rule": card({"type": "Container", "items": [], "separator": True}),
    "a link": card(runs("x"), actions=[{"type": "Action.OpenUrl", "title": "Voir", "url": "https://x.invalid/1"}]),
    "any case": card(block(size="Small", weight="BOLDER")),
    "asked first": card(block(), actions=[submit(data={"msteams": {"type": "task/fetch"}, "relais": {}})]),
    "somebody": card(searched(cards.PEOPLE)),
    "several": card(choices("a", "b", isMultiSelect=True, value="a,b")),
}

WRONG: dict[str, tuple[JSON, str]] = {
    "no card": ({"type": "TextBlock"}, "`version` is missing"),
    "another version": (card(block(), version="1.6"), "none of 1.5"),
    "nothing that stands for it": ({"type": "AdaptiveCard", "version": "1.5", "body": []}, "`fallbackText` is missing"),
    "a newer element": (card({"type": "CodeBlock", "codeSnippet": "x"}), "CodeBlock is no element"),
    "what Teams leaves out": (card({"type": "Media", "sources": []}), "Media is no element"),
    "no type": (card({"text": "x"}), "no type is no element"),
    "a newer action": (card(block(), actions=[{"type": "Action.RunCommands", "title": "x"}]), "is no action"),
    "a made up property": (card(block(colour="good")), "`colour` is nothing"),
    "a made up colour": (card(block(color="red")), "'red' is none of"),
    "a flag in words": (card(block(isSubtle="yes")), "is no value of it"),
    "nothing said": (card(block(" ")), "a text of nothing"),
    "cut where narrow": (card({"type": "TextBlock", "text": "x"}), "does not wrap"),
    "not a list": (card(block()) | {"body": block()}, "not a list"),
    "seven actions": (card(block(), actions=[execute(str(number)) for number in range(7)]), "7 actions at once"),
    "seven in a set": (card({"type": "ActionSet", "actions": [submit()] * 7}), "7 actions at once"),
    "no verb": (card(block(), actions=[{k: v for k, v in execute().items() if k != "verb"}]), "`verb` is missing"),
    "no title": (card(block(), actions=[submit(title="")]), "is no value of it"),
    "no fallback": (card(block(), actions=[{k: v for k, v in execute().items() if k != "fallback"}]), "same data"),
    "another fallback": (card(block(), actions=[execute(fallback=submit())]), "same data"),
    "a card thrice deep": (card(block(), actions=[unfolds(block(), actions=[unfolds(block())])]), "within a card"),
    "data of no object": (card(block(), actions=[submit(data="x")]), "not an object"),
    "an unused kind": (card(block(), actions=[submit(data={"msteams": {"type": "imBack"}})]), "no type that"),
    "a script": (card(block(), actions=[{"type": "Action.OpenUrl", "title": "x", "url": "js:1"}]), "is no value"),
    "two fields of one id": (card(field(), field()), "another's already"),
    "two far apart": (card(field(), actions=[unfolds(field(), actions=[execute()])]), "another's already"),
    "no label": (card({"type": "Input.Text", "id": "x"}), "`label` is missing"),
    "required, and silent": (card(field(isRequired=True)), "says nothing when it is empty"),
    "longer than its limit": (card(field(value="xxx", maxLength=2)), "longer than its own limit"),
    "no such choice": (card(choices("a", value="b")), "none of its choices"),
    "no choice": (card(choices()), "nothing to choose"),
    "one choice twice": (card(choices("a", "a")), "of the same value"),
    "a comma among several": (card(choices("a,b", isMultiSelect=True)), "a comma"),
    "another data set": (card(searched({"x": 1})), "no data set"),
    "no such day": (card(field("Date", value="05/01/2026")), "is no value of it"),
    "no such hour": (card(field("Time", value="9h")), "is no value of it"),
    "a broken pattern": (card(field(regex="(")), "is no value of it"),
    "a date in small letters": (card(block("{{date(2026-01-05T09:00:00Z)}}")), "shown as it is"),
    "a date with a space": (card(block("{{DATE(2026-01-05T09:00:00Z, SHORT)}}")), "shown as it is"),
    "a part of a second": (card(block("{{TIME(2026-01-05T09:00:00.000Z)}}")), "shown as it is"),
    "a date without its zone": (card(block("{{DATE(2026-01-05T09:00:00)}}")), "shown as it is"),
    "nobody's mention": (card(block("<at>Inès</at>")), "nobody's mention"),
    "a mention nowhere": (card(block(), msteams={"entities": [mention()]}), "nowhere in the card"),
    "a mention among runs": (card(runs("<at>Inès</at>"), msteams={"entities": [mention()]}), "nowhere in the card"),
    "half a mention": (card(block("<at>x</at>"), msteams={"entities": [{"text": "<at>x</at>"}]}), "not a mention"),
    "another width": (card(block(), msteams={"width": "Half"}), "none of full"),
    "61 people": (card(block(), refresh={"action": execute(), "userIds": ["29:1"] * 61}), "more than 60"),
    "an unseen sign": (card(runs("x\x07")), "no text has"),
    "half a sign": (card(runs("\ud83d")), "no text has"),
    "too heavy": (card(runs("é" * (BYTES // 2))), "bytes, of"),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_card_that_teams_takes(name: str) -> None:
    assert faults(RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_a_card_that_teams_refuses_or_shows_badly(name: str) -> None:
    found = faults(WRONG[name][0])
    assert [each for each in found if WRONG[name][1] in each], found


def test_a_card_s_weight_is_kept_at_its_edge() -> None:
    left = BYTES - weight(card(runs("")))
    assert faults(card(runs("x" * left))) == []
    assert faults(card(runs("x" * (left + 1)))) == [f"a card of {BYTES + 1} bytes, of {BYTES} [/]"]


def test_a_dialog_sends_by_submit_alone() -> None:
    assert faults(card(field(), actions=[submit()]), "dialog") == []
    assert faults(card(field(), actions=[execute()])) == []
    assert faults(card(field(), actions=[execute()]), "dialog") == [
        "a dialog sends by Action.Submit alone [/actions/0]"
    ]


@pytest.mark.parametrize("kind", [*schema.ELEMENTS, *schema.ACTIONS])
def test_everything_needed_is_missed(kind: str) -> None:
    is_action = kind in schema.ACTIONS
    bare: JSON = {"type": kind}
    found = faults(card(actions=[bare]) if is_action else card(bare))
    for name in (schema.ACTIONS_NEED if is_action else schema.NEEDED)[kind]:
        assert any(f"`{name}` is missing" in each for each in found), name


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(RIGHT)), st.data())
def test_whatever_is_put_somewhere_is_a_fault_or_none_and_no_error(name: str, data: st.DataObject) -> None:
    made = copy.deepcopy(RIGHT[name])
    spots: list[tuple[Any, Any]] = [*_spots(made)]
    where, key = data.draw(st.sampled_from(spots))
    where[key] = data.draw(anything)
    assert isinstance(faults(made), list)


def _spots(part: Any) -> list[tuple[Any, Any]]:
    keys = part.keys() if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    return [spot for key in keys for spot in ((part, key), *_spots(part[key]))]
