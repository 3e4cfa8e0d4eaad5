"""The sandbox's door for text: cards, forms and runs as JSON. No string of it is markup; the page shows it as text."""

from __future__ import annotations

from typing import Any

from adapters.rendering import (
    Drawn,
    DrawnButton,
    DrawnButtons,
    DrawnFields,
    DrawnForm,
    DrawnLine,
    DrawnMenu,
    DrawnPart,
    DrawnRule,
    Run,
    Runs,
    flat,
)

Json = dict[str, Any]


def card_json(card: Drawn) -> Json:
    """A card. `buttons` and `menus` gather those of its parts; `text` is all that it says, a line each."""
    parts = [part_json(part) for part in card.parts]
    return {
        "kind": card.kind,
        "audience": card.audience.value,
        "subject": card.subject,
        "language": card.language,
        "summary": flat(card.summary),
        "summary_runs": runs_json(card.summary),
        "parts": parts,
        "text": "\n".join(line for part in card.parts for line in _lines(part)) or flat(card.summary),
        "buttons": [button for part in parts if part["p"] == "buttons" for button in part["buttons"]],
        "menus": [part for part in parts if part["p"] == "menu"],
    }


def form_json(form: DrawnForm) -> Json:
    """A form."""
    return {
        "id": form.id,
        "kind": form.kind,
        "title": form.title,
        "language": form.language,
        "lines": [runs_json(line) for line in form.lines],
        "fields": [
            {
                "id": field.id,
                "kind": field.kind,
                "label": field.label,
                "hint": field.hint,
                "value": field.value,
                "options": _options(field.options),
                "required": field.required,
                "limit": field.limit,
            }
            for field in form.fields
        ],
        "submit": form.submit,
        "cancel": form.cancel,
    }


def runs_json(runs: Runs) -> list[Json]:
    """A text, run by run; what a run has not is left out."""
    return [_run(run) for run in runs]


def part_json(part: DrawnPart) -> Json:
    """A part of a card."""
    match part:
        case DrawnLine():
            return {"p": "line", "style": part.style, "runs": runs_json(part.runs), "text": flat(part.runs)}
        case DrawnFields():
            rows = [[runs_json(label), runs_json(value)] for label, value in part.rows]
            return {"p": "fields", "rows": rows}
        case DrawnButtons():
            return {"p": "buttons", "buttons": [_button(each) for each in part.buttons]}
        case DrawnMenu():
            options = _options(part.options)
            return {"p": "menu", "act": part.act, "label": part.label, "options": options, "chosen": part.chosen}
        case DrawnRule():
            return {"p": "rule"}


def _lines(part: DrawnPart) -> list[str]:
    match part:
        case DrawnLine():
            return [flat(part.runs)]
        case DrawnFields():
            return [f"{flat(label)} {flat(value)}" for label, value in part.rows]
        case _:
            return []


def _run(run: Run) -> Json:
    kept = {"t": run.kind, "text": run.text, "strong": run.strong, "user": run.user, "ping": run.ping, "url": run.url}
    kept |= {"value": run.value, "grain": run.grain}
    return {name: value for name, value in kept.items() if value or name == "text"}


def _button(button: DrawnButton) -> Json:
    return {
        "act": button.act,
        "label": button.label,
        "value": button.value,
        "style": button.style,
        "enabled": button.enabled,
        "confirm": button.confirm,
        "agree": button.agree,
    }


def _options(options: tuple[tuple[str, str], ...]) -> list[Json]:
    return [{"value": value, "label": label} for value, label in options]
