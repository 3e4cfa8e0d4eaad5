"""Forms as Slack's modals, what was typed in them, and where an error stands.

Only a form's id is carried (design part 1). An input's `block_id` is its question's id. Slack keeps what was typed
under a pair of `block_id` and `action_id` when it replaces a view, whatever the new one holds (slackapi/bolt-js issue
290): so the `action_id` names the form too, and one that comes in place of another shows what it was given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from adapters.rendering import DrawnForm, DrawnQuestion
from adapters.slack import limits, markup
from adapters.slack.blocks import Block, option, options_of, plain_object, sections
from adapters.typed import is_day, is_time
from bot.locales import template

FORM = "relais_form"
LOADING = "relais_loading"
VALUE = "value"
YES = ("true", "on", "1", "yes")
"""What a form takes for yes (bot/conversations/creating.py)."""
_USER = re.compile(r"[UW][A-Z0-9]+", re.ASCII)


def modal(form: DrawnForm) -> dict[str, Any]:
    """A form as views.open, views.update and a `response_action` take it.

    Raises:
        ValueError: when an option's value is longer than Slack carries.
    """
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps({"form": form.id}),
        "external_id": external_id(form.id),
        "title": plain_object(form.title, limits.VIEW_TITLE),
        "close": plain_object(form.cancel, limits.VIEW_BUTTON),
        "blocks": [
            *sections(form.lines),
            *(_question(form, each) for each in form.fields),
        ][: limits.VIEW_BLOCKS],
    }
    if form.fields:
        view["submit"] = plain_object(form.submit, limits.VIEW_BUTTON)
    return view


def loading(key: str, language: str, says: str = "wait.one_moment") -> dict[str, Any]:
    """What is seen at once, before a form can be made: `key` is that of the event whose answer it is; `says`: of the
    catalogue."""
    said = template(language, says)
    return {
        "type": "modal",
        "callback_id": LOADING,
        "private_metadata": json.dumps({"awaited": key}),
        "external_id": external_id(key),
        "title": plain_object(template(language, "forms.loading_title"), limits.VIEW_TITLE),
        "close": plain_object(template(language, "forms.close"), limits.VIEW_BUTTON),
        "blocks": [{"type": "section", "text": plain_object(said, limits.SECTION)}],
    }


def external_id(key: str) -> str:
    """By which views.update finds a view again: a form's id, or the key that a loading view was opened under."""
    if len(key) <= limits.EXTERNAL_ID and key.isascii():
        return key
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()


def form_of(view: Mapping[str, Any]) -> str | None:
    """The form's id that a view carries; none for one that is not a form of ours."""
    if view.get("callback_id") != FORM:
        return None
    try:
        held = json.loads(view.get("private_metadata") or "")
    except (TypeError, ValueError):
        return None
    form = held.get("form") if isinstance(held, dict) else None
    return form if isinstance(form, str) else None


def values_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What stands in a submitted view, by question: as the sandbox's forms give it, empty where nothing was given.

    `view`: that of a view_submission payload. It comes from the client; what has no known shape is left out.
    """
    state = view.get("state")
    held = state.get("values") if isinstance(state, dict) else None
    values: dict[str, str] = {}
    for question, actions in held.items() if isinstance(held, dict) else ():
        for name, action in actions.items() if isinstance(actions, dict) else ():
            if isinstance(action, dict) and name.split("#")[0] == VALUE and (value := _typed(action)) is not None:
                values[question] = value
    return values


def errors_of(view: DrawnForm | Mapping[str, Any], errors: Mapping[str, str]) -> dict[str, str]:
    """Errors by question as those of a `response_action`, by block_id; one of no input there stands at the first.

    `view`: the form, or the view that was submitted. Empty when it has no input: Slack has no place for an error then.
    """
    inputs = _inputs(view)
    placed: dict[str, list[str]] = {}
    for question, sentence in errors.items():
        if inputs:
            placed.setdefault(question if question in inputs else inputs[0], []).append(sentence)
    return {block: markup.fit(" ".join(sentences), limits.HINT) for block, sentences in placed.items()}


def _inputs(view: DrawnForm | Mapping[str, Any]) -> Sequence[str]:
    if isinstance(view, DrawnForm):
        return [each.id for each in view.fields]
    blocks = view.get("blocks")
    return [
        str(each.get("block_id"))
        for each in (blocks if isinstance(blocks, list) else ())
        if isinstance(each, dict) and each.get("type") == "input"
    ]


def _typed(action: Mapping[str, Any]) -> str | None:
    match action.get("type"):
        case "plain_text_input":
            value = action.get("value")
        case "static_select":
            chosen = action.get("selected_option")
            value = chosen.get("value") if isinstance(chosen, dict) else None
        case "users_select":
            value = action.get("selected_user")
        case "datepicker":
            value = action.get("selected_date")
        case "timepicker":
            value = action.get("selected_time")
        case "checkboxes":
            value = "true" if action.get("selected_options") else "false"
        case _:
            return None
    return value if isinstance(value, str) else ""


def _question(form: DrawnForm, question: DrawnQuestion) -> Block:
    element = {**_element(form.language, question), "action_id": f"{VALUE}#{form.id}"[: limits.ACTION_ID]}
    ticked = element["type"] == "checkboxes"
    drawn: Block = {
        "type": "input",
        "block_id": question.id[: limits.BLOCK_ID],
        "label": plain_object(question.label, limits.LABEL),
        "element": element,
        "optional": ticked or not question.required,
    }
    if question.hint and not (ticked and _beside(question)):
        drawn["hint"] = plain_object(question.hint, limits.HINT)
    return drawn


def _element(language: str, question: DrawnQuestion) -> Block:
    held = question.value
    match question.kind:
        case "choice":
            return _select(language, question)
        case "person" if question.options:
            return _select(language, question)
        case "person" if not held or _USER.fullmatch(held):
            return {"type": "users_select", **({"initial_user": held} if held else {})}
        case "toggle":
            return _checkbox(language, question)
        case "date" if not held or is_day(held):
            return {"type": "datepicker", **({"initial_date": held} if held else {})}
        case "time" if not held or is_time(held):
            return {"type": "timepicker", **({"initial_time": held} if held else {})}
        case _:
            # What was typed elsewhere and is no such person, date or time is kept, to be read and corrected.
            return _text(question)


def _text(question: DrawnQuestion) -> Block:
    longest = max(1, min(question.limit, limits.INPUT))
    held = markup.fit(question.value, longest)
    return {
        "type": "plain_text_input",
        "multiline": question.kind == "long_text",
        "max_length": longest,
        **({"initial_value": held} if held else {}),
    }


def _select(language: str, question: DrawnQuestion) -> Block:
    chosen = next((each for each in question.options if each[0] == question.value), None)
    return {
        "type": "static_select",
        "placeholder": plain_object(template(language, "blocks.choose"), limits.PLACEHOLDER),
        **options_of(question.options),
        **({"initial_option": option(*chosen)} if chosen else {}),
    }


def _checkbox(language: str, question: DrawnQuestion) -> Block:
    """One box under the question, with its hint beside it where that is short enough, else yes."""
    only = option("true", question.hint if question.hint and _beside(question) else template(language, "blocks.yes"))
    return {"type": "checkboxes", "options": [only], **({"initial_options": [only]} if question.value in YES else {})}


def _beside(question: DrawnQuestion) -> bool:
    return question.hint is not None and markup.size(question.hint) <= limits.OPTION
