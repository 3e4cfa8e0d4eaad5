"""The demo's page and Slack say the same: every card and form of the gallery, word for word, in both languages.

Each is read from what is sent (the page's JSON, Slack's blocks) in the order in which a person's eyes meet it. What
Slack draws in a way of its own is told by `SLACKS_OWN`, and nothing else may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

import pytest

from adapters.rendering import draw, draw_form
from adapters.sandbox.wire import card_json, form_json
from adapters.slack import blocks, views
from bot.locales import LANGUAGES, template
from tests.adapters.slack.reading import alike, shown
from tests.bot.views import gallery

Json = dict[str, Any]
Seen = tuple[str, str]
"""What something is to its reader (said, bold, an instant, a button, a choice …), and its words."""
CARDS, FORMS = gallery.cards(), gallery.forms_()
SLACKS_OWN = {
    "nobody": "A form without a question has no button that sends it: Slack refuses `submit` without an input.",
    "beside": "A box to tick stands beside the words of its hint, or « Oui » where it has none: Slack has no bare box.",
    "title": "What confirms an act bears the button's own words above its question: Slack wants a title there.",
}
ANSWERS = ("yes", "no")
_DATE = re.compile(r"<!date\^(\d+)\^[^|<>]*\|([^<>]*)>")
_PING = re.compile(r"<@(\w+)>")
_LINK = re.compile(r"<(https?://[^|<>]*)\|[^<>]*>")
_BOLD = re.compile(r"\*([^*\n]+)\*")


# -- on the demo's page (adapters/sandbox/page/cards.js and forms.js) -------------------------------------------------


def on_the_page(card: Json) -> Iterator[Seen]:
    if not card["parts"]:
        yield from _page_text(card["summary_runs"])
    for part in card["parts"]:
        match part["p"]:
            case "line":
                yield from _page_text(part["runs"])
            case "fields":
                for label, value in part["rows"]:
                    yield "field", _joined(label)
                    yield from _page_text(value)
            case "buttons":
                for button in part["buttons"]:
                    assert button["enabled"], "Slack has no button that cannot be pressed"
                    yield "button", button["label"]
                    if button["confirm"]:
                        yield "asked", button["confirm"]
                        yes, no = (template(card["language"], f"sandbox.page.{each}") for each in ANSWERS)
                        yield from (("answer", button["agree"] or yes), ("answer", no))
            case "menu":
                yield "menu", part["label"]
                yield from (("choice", each["label"]) for each in part["options"])
                yield from (("chosen", each["label"]) for each in part["options"] if each["value"] == part["chosen"])


def _page_text(runs: list[Json]) -> Iterator[Seen]:
    yield from _lines(_joined(runs))
    for bold, together in groupby(runs, key=_stands_out):
        if bold:
            yield "bold", _joined(list(together)).strip()
    for run in runs:
        if _pings(run):
            yield "ping", run["text"]
        if run["t"] == "when" and run["grain"] in ("minute", "hour", "now"):
            yield "instant", f"{datetime.fromisoformat(run['value']).timestamp():.0f} {run['text']}"
        if run["t"] == "link":
            yield "link", run["url"]


def _pings(run: Json) -> bool:
    return run["t"] == "mention" and bool(run.get("ping"))


def _stands_out(run: Json) -> bool:
    return bool(run.get("strong")) or (run["t"] == "mention" and not _pings(run))


def _joined(runs: list[Json]) -> str:
    return "".join(run["text"] for run in runs)


def form_on_the_page(form: Json) -> Iterator[Seen]:
    yield "title", form["title"]
    for line in form["lines"]:
        yield from _page_text(line)
    for field in form["fields"]:
        yield "question", field["label"]
        yield "optional", str(not field["required"])
        if field["hint"]:
            yield "hint", field["hint"]
        yield from (("choice", each["label"]) for each in field["options"])
        held = {each["value"]: each["label"] for each in field["options"]}.get(field["value"], field["value"])
        if held:
            yield "held", held
    yield from (("send", form["submit"]), ("close", form["cancel"]))


# -- in Slack ---------------------------------------------------------------------------------------------------------


def in_slack(drawn: list[Json]) -> Iterator[Seen]:
    for block in drawn:
        match block["type"]:
            case "header":
                yield from _lines(block["text"]["text"])
            case "section" if "accessory" in block:
                assert shown(block["text"]["text"]) == block["accessory"]["placeholder"]["text"]
                yield from _slack_element(block["accessory"])
            case "section":
                for each in block.get("fields", ()):
                    label, _, value = each["text"].partition("\n")
                    yield "field", shown(label)
                    yield from _slack_text(value)
                if "text" in block:
                    yield from _slack_text(block["text"]["text"])
            case "context":
                for each in block["elements"]:
                    yield from _slack_text(each["text"])
            case "rich_text":
                for quote in block["elements"]:
                    yield from _slack_quote(quote["elements"])
            case "actions":
                for element in block["elements"]:
                    yield from _slack_element(element)
            case _:
                assert block["type"] == "divider"


def _slack_text(mrkdwn: str) -> Iterator[Seen]:
    named = _PING.sub(lambda ping: PEOPLE[ping[1]], mrkdwn)
    yield from _lines(shown(named))
    yield from (("bold", shown(each)) for each in _BOLD.findall(_LINK.sub("", mrkdwn)))
    yield from (("ping", PEOPLE[each]) for each in _PING.findall(mrkdwn))
    yield from (("instant", f"{at} {said}") for at, said in _DATE.findall(mrkdwn))
    yield from (("link", each) for each in _LINK.findall(mrkdwn))


def _slack_quote(elements: list[Json]) -> Iterator[Seen]:
    yield from _lines("".join(each["text"] for each in elements))
    yield from (("bold", each["text"]) for each in elements if each.get("style", {}).get("bold"))
    assert {each["type"] for each in elements} <= {"text"}, "nothing else is quoted"


def _slack_element(element: Json) -> Iterator[Seen]:
    if element["type"] == "button":
        yield "button", element["text"]["text"]
        if asked := element.get("confirm"):
            assert asked["title"]["text"] == element["text"]["text"], SLACKS_OWN["title"]
            yield "asked", asked["text"]["text"]
            yield from (("answer", asked[each]["text"]) for each in ("confirm", "deny"))
        return
    assert element["type"] == "static_select"
    yield "menu", element["placeholder"]["text"]
    yield from _slack_choices(element)
    if "initial_option" in element:
        yield "chosen", element["initial_option"]["text"]["text"]


def _slack_choices(element: Json) -> Iterator[Seen]:
    groups = element.get("option_groups") or [element]
    yield from (("choice", each["text"]["text"]) for group in groups for each in group.get("options", ()))


def form_in_slack(view: Json, form: Json) -> Iterator[Seen]:
    yield "title", view["title"]["text"]
    asked = [each for each in view["blocks"] if each["type"] == "input"]
    yield from in_slack([each for each in view["blocks"] if each["type"] != "input"])
    for block, field in zip(asked, form["fields"], strict=True):
        yield "question", block["label"]["text"]
        yield "optional", str(block["optional"] if field["kind"] != "toggle" else not field["required"])
        yield from _slack_input(block, form["language"])
    yield "send", view["submit"]["text"] if asked else form["submit"]
    assert asked or "submit" not in view, SLACKS_OWN["nobody"]
    yield "close", view["close"]["text"]


def _slack_input(block: Json, language: str) -> Iterator[Seen]:
    element = block["element"]
    if element["type"] == "checkboxes":
        [beside] = [each["text"]["text"] for each in element["options"]]
        hint = block.get("hint", {}).get("text")
        assert hint is None or beside == template(language, "blocks.yes"), SLACKS_OWN["beside"]
        if hint or beside != template(language, "blocks.yes"):
            yield "hint", hint or beside
        if "initial_options" in element:
            yield "held", "true"
        return
    if "hint" in block:
        yield "hint", block["hint"]["text"]
    if element["type"] == "static_select":
        yield from _slack_choices(element)
    held = element.get("initial_value") or element.get("initial_option", {}).get("text", {}).get("text")
    if held or (held := element.get("initial_user")):
        yield "held", held


# -- side by side -----------------------------------------------------------------------------------------------------

BESIDE = ("bold", "ping", "instant", "link")
PEOPLE = {user or "": name for name, user in gallery.rendering_facts().people.values()}


def _lines(text: str) -> Iterator[Seen]:
    yield from (("said", line.strip()) for line in text.split("\n") if line.strip())


def read(seen: Iterator[Seen]) -> dict[str, list[Seen]]:
    """All that is read, in order; then what stands out, who is called, which instants and where links lead."""
    found: dict[str, list[Seen]] = {each: [] for each in ("words", *BESIDE)}
    for what, words in seen:
        found[what if what in BESIDE else "words"].append((what, alike(words)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_says_in_slack_what_it_says_in_the_demo(language: str) -> None:
    for name, each in CARDS.items():
        card = draw(each, gallery.rendering_facts(), gallery.reader(language))
        page, message = card_json(card), blocks.message(card)
        on_page = read(on_the_page(page))
        assert on_page["words"], name
        assert on_page == read(in_slack(message["blocks"])), name
        assert on_page == read(in_slack(blocks.home_view(card)["blocks"])), name
        assert alike(shown(message["text"])) == page["summary"], f"{name}: what a notification says"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_in_slack_what_it_asks_in_the_demo(name: str, language: str) -> None:
    form = draw_form(FORMS[name], gallery.rendering_facts(), gallery.reader(language))
    page = form_json(form)
    assert read(form_on_the_page(page)) == read(form_in_slack(views.modal(form), page))
