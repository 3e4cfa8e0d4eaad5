"""Block Kit's rules (platform facts 1.4, 1.5): what Slack refuses in a message or a view, and why.

Each fault is a sentence as Slack writes them, ending with where it lies: `[json-pointer:/blocks/0/text]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.fakes.slack.records import JSON
from tests.fakes.slack.richtext import rich_faults, rich_size

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION, FIELD, FIELDS, HEADER, CONTEXT, ACTIONS = 3000, 2000, 10, 150, 10, 25
BUTTON, VALUE, URL, ID, LABEL, PLACEHOLDER, ALT = 75, 2000, 3000, 255, 2000, 150, 2000
OPTIONS, OPTION, OPTION_VALUE, OVERFLOW, CHOICES = 100, 75, 75, 5, 10
VIEW_TITLE, PRIVATE, VIEW_BYTES, INPUT_MAX = 24, 3000, 250_000, 3000
MESSAGE_TEXT = 12_000
"""All that a message's blocks say together, or msg_blocks_too_long. Undocumented (?): about 13,200 with the blocks' own
frames, of which Slack's people say 12,000 of text (slackapi/bolt-js issues 2509, 2867)."""

MODAL_ONLY = {"input"}
INPUTS = {
    "plain_text_input", "static_select", "multi_static_select", "users_select", "multi_users_select", "radio_buttons",
    "checkboxes", "datepicker", "timepicker", "datetimepicker", "conversations_select", "channels_select",
    "number_input", "email_text_input", "url_text_input", "file_input",
}  # fmt: skip
PRESSED = INPUTS - {"email_text_input", "url_text_input", "number_input", "file_input", "plain_text_input"} | {
    "button",
    "overflow",
}
ELEMENTS = {"actions": PRESSED, "section": PRESSED | {"image"}, "input": INPUTS}


class Checker:
    """Gathers the faults of one payload. `surface`: message, modal or home."""

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.faults: list[str] = []
        self.characters = 0
        self._ids: set[str] = set()
        self._parts: dict[str, Callable[[JSON, str], None]] = {
            "section": self._section,
            "header": lambda block, at: self._text(block.get("text"), f"{at}/text", HEADER, plain=True),
            "context": self._context,
            "actions": self._actions,
            "input": self._input,
            "divider": lambda block, at: None,
            "image": self._image,
            "rich_text": self._rich,
        }

    def blocks(self, blocks: Any) -> None:
        most = MESSAGE_BLOCKS if self.surface == "message" else VIEW_BLOCKS
        if not self._list(blocks, "/blocks", 0, most):
            return
        for index, block in enumerate(blocks):
            at = f"/blocks/{index}"
            if _kind(block) not in self._parts:
                self._fault(f"unsupported type: {_kind(block)}", at)
                continue
            if block["type"] in MODAL_ONLY and self.surface == "home":
                self._fault("input blocks are not supported here", at)
            self._known(block, at)
            self._id(block.get("block_id"), f"{at}/block_id", "block_id")
            self._parts[block["type"]](block, at)

    def view(self, view: Any) -> None:
        """A modal's or a home's own rules; `invalid_arguments` if any is broken."""
        if not isinstance(view, dict) or _kind(view) not in ("modal", "home"):
            self._fault("must be a valid view type", "/view/type")
            return
        if (view["type"] == "home") is not (self.surface == "home"):
            self._fault(f"{view['type']} views are not supported here", "/view/type")
        self._length(view.get("private_metadata"), "/view/private_metadata", 0, PRIVATE)
        self._length(view.get("callback_id"), "/view/callback_id", 0, ID)
        for key in ("title", "submit", "close"):
            if view["type"] == "modal" and (key == "title" or key in view):
                self._text(view.get(key), f"/view/{key}", VIEW_TITLE, plain=True)
        unknown = set(view) - _VIEW_KEYS
        if unknown:
            self._fault(f"invalid additional property: {min(unknown)}", "/view")
        if "blocks" not in view:
            self._fault("missing required field: blocks", "/view")
        else:
            self.blocks(view["blocks"])
            has_input = isinstance(view["blocks"], list) and any(_kind(block) == "input" for block in view["blocks"])
            if has_input and view["type"] == "modal" and "submit" not in view:
                self._fault("`submit` is required when an `input` block is within the `blocks` array", "/view/submit")

    # -- blocks -------------------------------------------------------------------------------------------------------

    def _section(self, block: JSON, at: str) -> None:
        if "text" not in block and "fields" not in block:
            self._fault("missing required field: text or fields", at)
        if "text" in block:
            self._text(block["text"], f"{at}/text", SECTION)
        if "fields" in block and self._list(block["fields"], f"{at}/fields", 1, FIELDS):
            for index, each in enumerate(block["fields"]):
                self._text(each, f"{at}/fields/{index}", FIELD)
        if "accessory" in block:
            self._element(block["accessory"], f"{at}/accessory", ELEMENTS["section"])

    def _context(self, block: JSON, at: str) -> None:
        if self._list(block.get("elements"), f"{at}/elements", 1, CONTEXT):
            for index, each in enumerate(block["elements"]):
                if _kind(each) == "image":
                    self._image(each, f"{at}/elements/{index}")
                else:
                    self._text(each, f"{at}/elements/{index}", SECTION)

    def _actions(self, block: JSON, at: str) -> None:
        if self._list(block.get("elements"), f"{at}/elements", 1, ACTIONS):
            seen: set[str] = set()
            for index, each in enumerate(block["elements"]):
                self._element(each, f"{at}/elements/{index}", ELEMENTS["actions"])
                key = each.get("action_id") if isinstance(each, dict) else None
                if isinstance(key, str):
                    if key in seen:
                        self._fault(f"`action_id` {key} already exists", f"{at}/elements/{index}")
                    seen.add(key)

    def _input(self, block: JSON, at: str) -> None:
        self._text(block.get("label"), f"{at}/label", LABEL, plain=True)
        if "hint" in block:
            self._text(block["hint"], f"{at}/hint", LABEL, plain=True)
        self._element(block.get("element"), f"{at}/element", ELEMENTS["input"])

    def _image(self, block: JSON, at: str) -> None:
        if not block.get("alt_text"):
            self._fault("missing required field: alt_text", at)
        self._length(block.get("alt_text"), f"{at}/alt_text", 0, ALT)
        self._url(block.get("image_url"), f"{at}/image_url")

    def _rich(self, block: JSON, at: str) -> None:
        faults = [*rich_faults(block.get("elements"), f"{at}/elements")]
        for why, where in faults:
            self._fault(why, where)
        if not faults:
            self.characters += rich_size(block["elements"])

    # -- elements -----------------------------------------------------------------------------------------------------

    def _element(self, element: Any, at: str, allowed: set[str]) -> None:
        if not isinstance(element, dict) or _kind(element) not in allowed:
            self._fault("unsupported element type", at)
            return
        kind = element["type"]
        if kind == "image":
            self._image(element, at)
            return
        self._known(element, at)
        self._length(element.get("action_id"), f"{at}/action_id", 1, ID)
        if "placeholder" in element:
            self._text(element["placeholder"], f"{at}/placeholder", PLACEHOLDER, plain=True)
        if kind == "button":
            self._button(element, at)
        elif kind == "plain_text_input":
            self._text_input(element, at)
        elif kind in ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow"):
            self._choices(element, at, kind)
        if "confirm" in element:
            self._confirm(element["confirm"], f"{at}/confirm")
        if kind == "datepicker" and "initial_date" in element:
            parts = str(element["initial_date"]).split("-")
            if [len(part) for part in parts] != [4, 2, 2] or not all(part.isdigit() for part in parts):
                self._fault("must be a date in the format YYYY-MM-DD", f"{at}/initial_date")

    def _button(self, element: JSON, at: str) -> None:
        self._text(element.get("text"), f"{at}/text", BUTTON, plain=True)
        self._length(element.get("value"), f"{at}/value", 0, VALUE)
        if "url" in element:
            self._url(element["url"], f"{at}/url")
        if "style" in element and element["style"] not in ("primary", "danger"):
            self._fault("must be one of the allowed values: primary, danger", f"{at}/style")
        self._length(element.get("accessibility_label"), f"{at}/accessibility_label", 0, BUTTON)

    def _text_input(self, element: JSON, at: str) -> None:
        low, high = element.get("min_length", 0), element.get("max_length", INPUT_MAX)
        if not (isinstance(low, int) and isinstance(high, int) and 0 <= low <= high and 1 <= high <= INPUT_MAX):
            self._fault(f"min_length and max_length must lie within 0 and {INPUT_MAX}", at)
        else:
            self._length(element.get("initial_value"), f"{at}/initial_value", 0, high)

    def _choices(self, element: JSON, at: str, kind: str) -> None:
        most = {"overflow": OVERFLOW, "radio_buttons": CHOICES, "checkboxes": CHOICES}.get(kind, OPTIONS)
        if not self._list(element.get("options"), f"{at}/options", 1, most):
            return
        values = set()
        for index, option in enumerate(element["options"]):
            self._option(option, f"{at}/options/{index}", kind)
            values.add(str(option.get("value")) if isinstance(option, dict) else None)
        if len(values) != len(element["options"]):
            self._fault("options must have distinct values", f"{at}/options")
        initial = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
        if not isinstance(initial, list) or any(each not in element["options"] for each in initial):
            self._fault("initial option must be one of the options", f"{at}/initial_option")

    def _option(self, option: Any, at: str, kind: str) -> None:
        if not isinstance(option, dict):
            self._fault("must be an object", at)
            return
        self._text(option.get("text"), f"{at}/text", OPTION, plain=kind not in ("radio_buttons", "checkboxes"))
        self._length(option.get("value"), f"{at}/value", 1, OPTION_VALUE, required=True)

    def _confirm(self, confirm: Any, at: str) -> None:
        if not isinstance(confirm, dict):
            self._fault("must be an object", at)
            return
        for key, most in (("title", 100), ("confirm", 30), ("deny", 30)):
            self._text(confirm.get(key), f"{at}/{key}", most, plain=True)
        self._text(confirm.get("text"), f"{at}/text", 300)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _text(self, text: Any, at: str, most: int, *, plain: bool = False) -> None:
        if not isinstance(text, dict) or _kind(text) not in ("plain_text", "mrkdwn"):
            self._fault("must provide a text object", at)
            return
        if plain and text["type"] != "plain_text":
            self._fault("must be plain_text", at)
        unknown = set(text) - ({"type", "text", "emoji"} if text["type"] == "plain_text" else _MRKDWN_KEYS)
        if unknown:
            self._fault(f"invalid additional property: {min(unknown)}", at)
        self._length(text.get("text"), f"{at}/text", 1, most, required=True)
        self.characters += len(str(text.get("text", "")))

    def _known(self, thing: JSON, at: str) -> None:
        unknown = set(thing) - _KEYS.get(thing["type"], set(thing))
        if unknown:
            self._fault(f"invalid additional property: {min(unknown)}", at)

    def _id(self, key: Any, at: str, name: str) -> None:
        self._length(key, at, 1, ID)
        if isinstance(key, str):
            if key in self._ids:
                self._fault(f"`{name}` {key} already exists", at)
            self._ids.add(key)

    def _length(self, text: Any, at: str, least: int, most: int, *, required: bool = False) -> None:
        if text is None and not required:
            return
        if not isinstance(text, str):
            self._fault("must be a string", at)
        elif units(text) > most:
            self._fault(f"must be less than {most + 1} characters", at)
        elif len(text) < least:
            self._fault(f"must be more than {least - 1} characters", at)

    def _list(self, items: Any, at: str, least: int, most: int) -> bool:
        if not isinstance(items, list):
            self._fault("must be an array", at)
        elif len(items) > most:
            self._fault(f"no more than {most} items allowed", at)
        elif len(items) < least:
            self._fault(f"must have at least {least} item", at)
        else:
            return True
        return False

    def _url(self, url: Any, at: str) -> None:
        self._length(url, at, 1, URL, required=True)
        if isinstance(url, str) and not _URL.match(url):
            self._fault("must be a valid URL", at)

    def _fault(self, why: str, at: str) -> None:
        self.faults.append(f"[ERROR] {why} [json-pointer:{at}]")


def units(text: str) -> int:
    """How long Slack finds a text: counted in UTF-16 units, the strictest way; Slack does not say which is its own."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _kind(thing: Any) -> str:
    """The type that it says it is of; empty if it is no such thing."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    return kind if isinstance(kind, str) else ""


_URL = re.compile(r"(https?://|slack://)[^\s/]|(mailto|tel):.", re.I)
_PICK = {"type", "action_id", "placeholder", "confirm", "focus_on_load"}
_VIEW_KEYS = {
    "type", "blocks", "title", "submit", "close", "private_metadata", "callback_id", "clear_on_close",
    "notify_on_close", "external_id", "submit_disabled",
}  # fmt: skip
_MRKDWN_KEYS = {"type", "text", "verbatim"}
_KEYS = {
    "section": {"type", "block_id", "text", "fields", "accessory", "expand"},
    "header": {"type", "block_id", "text", "level"},
    "context": {"type", "block_id", "elements"},
    "actions": {"type", "block_id", "elements"},
    "divider": {"type", "block_id"},
    "rich_text": {"type", "block_id", "elements"},
    "image": {"type", "block_id", "image_url", "alt_text", "title", "slack_file"},
    "input": {"type", "block_id", "label", "element", "hint", "optional", "dispatch_action"},
    "button": {"type", "action_id", "text", "url", "value", "style", "confirm", "accessibility_label"},
    "plain_text_input": (_PICK - {"confirm"})
    | {"initial_value", "multiline", "min_length", "max_length", "dispatch_action_config"},
    "static_select": _PICK | {"options", "option_groups", "initial_option"},
    "multi_static_select": _PICK | {"options", "option_groups", "initial_options", "max_selected_items"},
    "radio_buttons": _PICK - {"placeholder"} | {"options", "initial_option"},
    "checkboxes": _PICK - {"placeholder"} | {"options", "initial_options"},
    "overflow": {"type", "action_id", "options", "confirm"},
    "datepicker": _PICK | {"initial_date"},
    "timepicker": _PICK | {"initial_time", "timezone"},
    "users_select": _PICK | {"initial_user"},
}


def blocks_faults(blocks: Any) -> tuple[list[str], int]:
    """A message's faults, and how many characters its blocks say."""
    checker = Checker("message")
    checker.blocks(blocks)
    return checker.faults, checker.characters


def view_faults(view: Any, surface: str) -> list[str]:
    """A view's faults; `surface`: modal or home."""
    checker = Checker(surface)
    checker.view(view)
    return checker.faults


def view_too_large(view: Any) -> bool:
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES


def elements_of(blocks: list[JSON] | None) -> Iterator[tuple[JSON, JSON]]:
    """Each (block, element) that a person can use."""
    for block in blocks or []:
        if block["type"] == "actions":
            yield from ((block, each) for each in block["elements"])
        elif block["type"] == "section" and "accessory" in block:
            yield block, block["accessory"]
        elif block["type"] == "input":
            yield block, block["element"]
