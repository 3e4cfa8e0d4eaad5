"""Forms as Adaptive Cards: in a dialog, or in the conversation where no dialog can be opened.

Only a form's id is carried (design part 1), and the names of its questions, by which an empty field is told from one
that was never asked. An input's id is its question's id. An error stands above the field that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from adapters.rendering import DrawnForm, DrawnQuestion, Run
from adapters.teams import card_limits, markup
from adapters.teams.blocks import attachment, framed, paragraph
from adapters.teams.buttons import VERSION, choices_of
from adapters.teams.markup import Json, Pings
from adapters.teams.said import OURS, values_of
from adapters.typed import is_day, is_time
from bot.locales import template

__all__ = ["dialog", "form_card", "values_of"]

VERB = "form"
YES = ("true", "on", "1", "yes")
"""What a form takes for yes (bot/conversations/creating.py)."""
SEARCHED = 12
"""Choices from which on a client lets them be searched."""
_USER = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_PEOPLE = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
"""learn.microsoft.com "People Picker in Adaptive Cards": the tenant's people, each by their `aadObjectId`."""


def form_card(
    form: DrawnForm,
    *,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    in_chat: bool = False,
) -> Json:
    """A form as the content of an attachment.

    `errors`: a sentence a question; one about no question of the form stands at its head. `values`: what was typed,
    which stands again in its fields. `in_chat`: it is a message's card, which has its title, and not a dialog's.
    """
    found = dict(errors or {})
    held = dict(values or {})
    asked = [replace(each, value=held.get(each.id, each.value)) for each in form.fields]
    known = {each.id for each in asked}
    body: list[Json] = _title(form.title) if in_chat else []
    body += [each for line in form.lines for each in paragraph(line, Pings())]
    body += [each for name, said in found.items() if name not in known for each in _error(said)]
    body += [each for question in asked for each in _question(form.language, question, found.get(question.id))]
    drawn = framed(form.language, markup.plain((Run("text", form.title),), card_limits.SUMMARY)) | {"body": body}
    return drawn | ({"actions": [_send(form, in_chat=in_chat)]} if form.fields else {})


def dialog(
    form: DrawnForm, *, errors: Mapping[str, str] | None = None, values: Mapping[str, str] | None = None
) -> Json:
    """A form as the `value` of a task's `continue`: its title, its size and its card."""
    long = sum(2 if each.kind == "long_text" else 1 for each in form.fields) > 3
    return {
        "title": markup.label(form.title, card_limits.TITLE),
        "height": "large" if long else "medium",
        "width": "medium",
        "card": attachment(form_card(form, errors=errors, values=values)),
    }


def _title(title: str) -> list[Json]:
    return paragraph((Run("text", title),), Pings(), "title")


def _send(form: DrawnForm, *, in_chat: bool) -> Json:
    """The button that sends a form: a dialog sends by Submit alone, a message's card by Execute where it can."""
    told = {OURS: {"v": VERSION, "form": form.id, "fields": [each.id for each in form.fields]}}
    submit = {
        "type": "Action.Submit",
        "title": markup.label(form.submit, card_limits.BUTTON),
        "style": "positive",
        "data": told,
    }
    return submit | {"type": "Action.Execute", "verb": VERB, "fallback": submit} if in_chat else submit


def _error(said: str) -> list[Json]:
    look = {"color": "attention", "weight": "bolder"}
    runs = (Run("said", markup.label(said, card_limits.LINE)),)
    return [{"type": "RichTextBlock", "inlines": markup.inlines(runs, look)}]


def _question(language: str, question: DrawnQuestion, error: str | None) -> list[Json]:
    drawn: list[Json] = _error(error) if error else []
    asked = _input(language, question)
    if error:
        asked["spacing"] = "none"
    drawn.append(asked)
    if question.hint and question.kind != "toggle":
        look = {"size": "small", "isSubtle": True}
        runs = (Run("said", markup.label(question.hint, card_limits.LINE)),)
        drawn.append({"type": "RichTextBlock", "spacing": "none", "inlines": markup.inlines(runs, look)})
    return drawn


def _input(language: str, question: DrawnQuestion) -> Json:
    named = markup.label(question.label, card_limits.LABEL)
    if question.kind == "toggle":
        ticked = "true" if question.value in YES else "false"
        beside = markup.label(question.hint or template(language, "blocks.yes"), card_limits.LABEL)
        titled = {"title": markup.escape(beside), "wrap": True, "valueOn": "true", "valueOff": "false"}
        return {"type": "Input.Toggle", "id": question.id, "label": named, **titled, "value": ticked}
    drawn: Json = {"id": question.id, "label": named, **_field(language, question)}
    if question.required:
        drawn |= {"isRequired": True, "errorMessage": template(language, "blocks.needed")}
    return drawn


def _field(language: str, question: DrawnQuestion) -> Json:
    held = question.value
    match question.kind:
        case "choice" if question.options:
            return _choices(language, question)
        case "person" if question.options:
            return _choices(language, question)
        case "person" if not held or _USER.fullmatch(held):
            picker = {"type": "Input.ChoiceSet", "choices": [], "choices.data": _PEOPLE}
            return picker | ({"value": held} if held else {})
        case "date" if not held or is_day(held):
            return {"type": "Input.Date", **({"value": held} if held else {})}
        case "time" if not held or is_time(held):
            return {"type": "Input.Time", **({"value": held} if held else {})}
        case _:
            # What was typed elsewhere and is no such person, date or time is kept, to be read and corrected.
            return _text(question)


def _text(question: DrawnQuestion) -> Json:
    longest = max(1, min(question.limit, card_limits.INPUT))
    held = markup.first(question.value, longest)
    return {
        "type": "Input.Text",
        "isMultiline": question.kind == "long_text",
        "maxLength": longest,
        **({"value": held} if held else {}),
    }


def _choices(language: str, question: DrawnQuestion) -> Json:
    choices = choices_of(question.options, card_limits.CHOICES)
    drawn: Json = {
        "type": "Input.ChoiceSet",
        "style": "filtered" if len(choices) > SEARCHED else "compact",
        "wrap": True,
        "placeholder": template(language, "blocks.choose"),
        "choices": choices,
    }
    return drawn | ({"value": question.value} if any(each["value"] == question.value for each in choices) else {})
