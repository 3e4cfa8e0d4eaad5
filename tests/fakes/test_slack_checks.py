"""Block Kit's limits, each accepted at its edge and refused one past it (platform facts 1.4, 1.5)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.slack.checks import blocks_faults, view_faults, view_too_large
from tests.fakes.slack.showing import oddities, pings

JSON = dict[str, Any]


def plain(size: int) -> JSON:
    return {"type": "plain_text", "text": "x" * size}


def mrkdwn(size: int) -> JSON:
    return {"type": "mrkdwn", "text": "x" * size}


def section(**more: Any) -> JSON:
    return {"type": "section", "text": mrkdwn(1), **more}


def button(number: int = 1, **more: Any) -> JSON:
    return {"type": "button", "action_id": f"claim#{number}", "text": plain(1), **more}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def options(count: int, text: int = 5, value: int = 5) -> list[JSON]:
    return [{"text": plain(text), "value": str(number).rjust(value, "v")} for number in range(count)]


def menu(kind: str = "static_select", **more: Any) -> JSON:
    return {"type": kind, "action_id": "a", "options": options(1), **more}


def confirm(title: int = 1, text: int = 1, yes: int = 1, no: int = 1) -> JSON:
    return button(confirm={"title": plain(title), "text": mrkdwn(text), "confirm": plain(yes), "deny": plain(no)})


def asked(element: JSON | None = None, **more: Any) -> JSON:
    field = element or {"type": "plain_text_input", "action_id": "value"}
    return {"type": "input", "block_id": "q", "label": plain(1), "element": field, **more}


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain(1), "submit": plain(1), "blocks": list(blocks), **more}


def rich(**element: Any) -> JSON:
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [element]}]}


IN_MESSAGES: dict[str, tuple[int, Callable[[int], list[JSON]]]] = {
    "blocks": (50, lambda size: [section()] * size),
    "section": (3000, lambda size: [{"type": "section", "text": mrkdwn(size)}]),
    "fields": (10, lambda size: [section(fields=[mrkdwn(1)] * size)]),
    "field": (2000, lambda size: [section(fields=[mrkdwn(size)])]),
    "header": (150, lambda size: [{"type": "header", "text": plain(size)}]),
    "context": (10, lambda size: [{"type": "context", "elements": [mrkdwn(1)] * size}]),
    "actions": (25, lambda size: [actions(*map(button, range(size)))]),
    "button text": (75, lambda size: [actions(button(text=plain(size)))]),
    "button value": (2000, lambda size: [actions(button(value="x" * size))]),
    "button url": (3000, lambda size: [actions(button(url="https://x.invalid/".ljust(size, "x")))]),
    "action_id": (255, lambda size: [actions(button(action_id="x" * size))]),
    "block_id": (255, lambda size: [section(block_id="x" * size)]),
    "options": (100, lambda size: [actions(menu(options=options(size)))]),
    "option text": (75, lambda size: [actions(menu(options=options(1, text=size)))]),
    "option value": (75, lambda size: [actions(menu(options=options(1, value=size)))]),
    "overflow": (5, lambda size: [section(accessory=menu("overflow", options=options(size)))]),
    "radio": (10, lambda size: [actions(menu("radio_buttons", options=options(size)))]),
    "placeholder": (150, lambda size: [actions(menu(placeholder=plain(size)))]),
    "confirm title": (100, lambda size: [actions(confirm(title=size))]),
    "confirm text": (300, lambda size: [actions(confirm(text=size))]),
    "confirm yes": (30, lambda size: [actions(confirm(yes=size))]),
    "confirm no": (30, lambda size: [actions(confirm(no=size))]),
    "alt text": (2000, lambda size: [{"type": "image", "image_url": "https://x.invalid", "alt_text": "x" * size}]),
}

IN_VIEWS: dict[str, tuple[int, Callable[[int], JSON]]] = {
    "blocks": (100, lambda size: modal(*[section()] * size)),
    "title": (24, lambda size: modal(section(), title=plain(size))),
    "submit": (24, lambda size: modal(section(), submit=plain(size))),
    "close": (24, lambda size: modal(section(), close=plain(size))),
    "private_metadata": (3000, lambda size: modal(section(), private_metadata="x" * size)),
    "callback_id": (255, lambda size: modal(section(), callback_id="x" * size)),
    "label": (2000, lambda size: modal(asked(label=plain(size)))),
    "hint": (2000, lambda size: modal(asked(hint=plain(size)))),
    "max_length": (3000, lambda size: modal(asked({"type": "plain_text_input", "action_id": "v", "max_length": size}))),
    "initial": (3000, lambda size: modal(asked({"type": "plain_text_input", "initial_value": "x" * size}))),
}


@pytest.mark.parametrize("name", IN_MESSAGES)
def test_a_message_s_limit(name: str) -> None:
    limit, made = IN_MESSAGES[name]
    assert blocks_faults(made(limit))[0] == []
    assert len(blocks_faults(made(limit + 1))[0]) == 1


@pytest.mark.parametrize("name", IN_VIEWS)
def test_a_view_s_limit(name: str) -> None:
    limit, made = IN_VIEWS[name]
    assert view_faults(made(limit), "modal") == []
    assert len(view_faults(made(limit + 1), "modal")) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "section"},
        {"type": "section", "text": {"type": "mrkdwn", "text": ""}},
        {"type": "section", "text": "x"},
        {"type": "header", "text": mrkdwn(1)},
        {"type": "input"},
        {"type": "nothing"},
        "x",
        section(colour="red"),
        actions(),
        actions(button(), button()),
        actions(button(style="green")),
        actions(button(url="javascript:alert(1)")),
        actions(button(text=mrkdwn(1))),
        actions(button(disabled=True)),
        actions({"type": "plain_text_input", "action_id": "x"}),
        actions(menu(options=options(1) * 2)),
        actions(menu(initial_option=options(2)[1])),
        section(text={"type": "mrkdwn", "text": "x", "emoji": True}),
        rich(),
        rich(type="text", text=""),
        rich(type="text", text="x", style={"loud": True}),
        rich(type="link", text="x"),
        rich(type="date", timestamp="1", format="{date}"),
        {"type": "rich_text", "elements": [{"type": "text", "text": "x"}]},
    ],
)
def test_what_is_no_block_of_a_message(wrong: Any) -> None:
    assert blocks_faults([wrong])[0]


def test_an_emoji_counts_for_two() -> None:
    assert blocks_faults([section(text={"type": "mrkdwn", "text": "🎫" * 1500})])[0] == []
    assert blocks_faults([section(text={"type": "mrkdwn", "text": "🎫" * 1501})])[0]


@pytest.mark.parametrize(
    ("view", "surface"),
    [
        (modal(section()), "home"),
        ({"type": "home", "blocks": [section()]}, "modal"),
        ({"type": "home", "blocks": [asked()]}, "home"),
        ({"type": "modal", "blocks": [section()]}, "modal"),
        ({"type": "modal", "title": plain(1), "blocks": [asked()]}, "modal"),
        (modal(section(block_id="x"), section(block_id="x")), "modal"),
        (modal(section(), state={}), "modal"),
        (modal(asked({"type": "datepicker", "action_id": "value", "initial_date": "31/02/2026"})), "modal"),
        ("x", "modal"),
    ],
)
def test_what_is_no_view(view: Any, surface: str) -> None:
    assert view_faults(view, surface)


@pytest.mark.parametrize(
    ("text", "whom", "odd"),
    [
        ("R&amp;D &lt;!channel&gt; <@U1>", {"U1"}, 0),
        ("<!channel> <!subteam^S1|x>", {"channel", "S1"}, 0),
        ("R&D <b>", set(), 2),
        ("<https://x.invalid|ici> <!date^17^{date_short} à {time}|le 3>", set(), 0),
        ("<!date^17^{date_short}> a < b", set(), 2),
        ("> cité", set(), 0),
    ],
)
def test_whom_a_text_pings_and_what_shows_badly(text: str, whom: set[str], odd: int) -> None:
    block = section(text={"type": "mrkdwn", "text": text})
    assert (pings(text, None), pings("", [block])) == (whom, whom)
    assert (len(oddities(text, None)), len(oddities("", [block]))) == (odd, odd)
    assert pings("", [rich(type="user", user_id="U1"), rich(type="text", text="<!here>")]) == {"U1"}


def test_a_view_is_250_kb_at_most() -> None:
    assert not view_too_large(modal(section(), private_metadata="x" * 249_000))
    assert view_too_large(modal(section(), private_metadata="é" * 125_001))


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 3, "", "x" * 3001, "https://[", [], {}, ["x"], [[]], {"type": []}, {"type": "image"}]
)
GOOD = [made(limit) for limit, made in IN_MESSAGES.values()] + [
    made(limit)["blocks"] for limit, made in IN_VIEWS.values()
]
GOOD.append([rich(type="text", text="x", style={"bold": True}), rich(type="user", user_id="U1")])


def spots(thing: Any) -> list[tuple[Any, Any]]:
    """Each place within, as its holder and its key."""
    keys = list(thing) if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ()
    return [(thing, key) for key in keys] + [spot for key in keys for spot in spots(thing[key])]


@settings(max_examples=300)
@given(st.sampled_from(GOOD), JUNK, st.integers(0, 10_000))
def test_nothing_makes_the_checks_themselves_fail(good: list[JSON], junk: Any, where: int) -> None:
    """What is not what it says, anywhere within, is refused or let be, never an error of the fake's own."""
    blocks = copy.deepcopy(good[:3])
    within = spots(blocks)
    holder, key = within[where % len(within)]
    holder[key] = junk
    for faults in (blocks_faults(blocks)[0], view_faults({"type": "modal", "blocks": blocks}, "modal")):
        assert all(each.startswith("[ERROR] ") and "[json-pointer:/" in each for each in faults)
