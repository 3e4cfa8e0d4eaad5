"""What may be pressed and chosen on a card, as actions: six of a row at most, the rest unfolding from the last.

Teams asks nothing before an act and has no menu among its buttons. Both unfold inside the card, at no request: the
question with the one button that answers it, or the choices with the button that sends one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.rendering import DrawnButton, DrawnButtons, DrawnMenu, Run
from adapters.teams import card_limits, limits, markup
from adapters.teams.markup import Json
from bot.locales import template

VERSION = 1
_STYLES = {"primary": "positive", "danger": "destructive"}


@dataclass(frozen=True, slots=True)
class Row:
    """Buttons that are open and menus that have choices, in their order."""

    buttons: tuple[DrawnButton, ...]
    menus: tuple[DrawnMenu, ...]

    @classmethod
    def of(cls, parts: Sequence[Any]) -> Row:
        """Those of some parts of a card."""
        buttons = (each for part in parts if isinstance(part, DrawnButtons) for each in part.buttons if each.enabled)
        return cls(tuple(buttons), tuple(each for each in parts if isinstance(each, DrawnMenu) and each.options))


def actions_of(row: Row, language: str, numbers: Iterator[int]) -> list[Json]:
    """A row as actions, at most `limits.ACTIONS`: buttons, then menus; those that do not fit unfold from the last.

    `numbers`: the card's, by which each menu's input has an id of its own in it.
    """
    drawing = _Drawing(language, numbers)
    if len(row.buttons) + len(row.menus) <= limits.ACTIONS:
        shown = [drawing.button(each) for each in row.buttons] + [drawing.menu(each) for each in row.menus]
        return _fitting(shown)
    first = _first(row.buttons, limits.ACTIONS - 1)
    shown = [drawing.button(row.buttons[index]) for index in first]
    others = [each for index, each in enumerate(row.buttons) if index not in first]
    return _fitting([*shown, drawing.more(others, row.menus)])


def sent(title: str, act: str, told: Json, *, style: str = "plain", opens: bool = False) -> Json:
    """A button that sends something: Action.Execute, and the Action.Submit that stands for it in an older client.

    One that opens a dialog is a Submit alone: Teams asks for the dialog by it (platform facts 2.7).
    """
    named = {"title": title} | ({"style": _STYLES[style]} if style in _STYLES else {})
    if opens:
        return {"type": "Action.Submit", **named, "data": {"msteams": {"type": "task/fetch"}, "relais": told}}
    data = {"relais": told}
    fallback = {"type": "Action.Submit", **named, "data": data}
    return {"type": "Action.Execute", **named, "verb": act, "data": data, "fallback": fallback}


def choices_of(options: Sequence[tuple[str, str]], most: int) -> list[Json]:
    """What may be chosen, (value, label) each: the first of them that take at most `most` bytes."""
    choices: dict[str, Json] = {}
    for value, label in options:
        choice = {"title": markup.escape(markup.label(label, card_limits.LABEL)), "value": value}
        most -= markup.weight(choice) + 1
        if most < 0 and choices:
            break
        choices.setdefault(value, choice)
    return list(choices.values())


class _Drawing:
    def __init__(self, language: str, numbers: Iterator[int]) -> None:
        self._language = language
        self._numbers = numbers

    def button(self, button: DrawnButton) -> Json:
        title = markup.label(button.label, card_limits.BUTTON)
        if not button.confirm:
            return _press(button, title)
        unfolded = self._card([*self._asked(button.confirm)], [_press(button, title)])
        style = {"style": _STYLES[button.style]} if button.style in _STYLES else {}
        return {"type": "Action.ShowCard", "title": title, **style, "card": unfolded}

    def menu(self, menu: DrawnMenu) -> Json:
        [chosen, *told], send = self._choice(menu, alone=True)
        title = markup.label(menu.label, card_limits.BUTTON)
        return {"type": "Action.ShowCard", "title": title, "card": self._card([chosen, *told], [send])}

    def more(self, buttons: Sequence[DrawnButton], menus: Sequence[DrawnMenu]) -> Json:
        """What unfolds from the last button of a row."""
        plain = [_press(each, markup.label(each.label, card_limits.BUTTON)) for each in buttons if not each.confirm]
        rows = [plain[start : start + limits.ACTIONS] for start in range(0, len(plain), limits.ACTIONS)]
        body: list[Json] = [_set(_unbound(each)) for each in rows]
        for button in (each for each in buttons if each.confirm):
            body += self._asked(button.confirm or "")
            body.append(_set(_unbound([_press(button, markup.label(button.label, card_limits.BUTTON))])))
        for menu in menus:
            elements, send = self._choice(menu, alone=False)
            body += [*elements, _set([send])]
        title = template(self._language, "blocks.more")
        return {"type": "Action.ShowCard", "title": title, "card": self._card(body, [])}

    def _choice(self, menu: DrawnMenu, *, alone: bool) -> tuple[list[Json], Json]:
        name = f"choice{next(self._numbers)}"
        choices = choices_of(menu.options, card_limits.CHOICES)
        asked: Json = {
            "type": "Input.ChoiceSet",
            "id": name,
            "label": markup.label(menu.label, card_limits.LABEL),
            "style": "compact",
            "wrap": True,
            "placeholder": template(self._language, "blocks.choose"),
            "choices": choices,
        }
        if alone:
            asked |= {"isRequired": True, "errorMessage": template(self._language, "blocks.choose")}
        if any(each["value"] == menu.chosen for each in choices):
            asked["value"] = menu.chosen
        left_out = self._quiet("blocks.rest") if len(choices) < len(menu.options) else []
        told = {"v": VERSION, "act": menu.act, "choice": name}
        return [asked, *left_out], sent(template(self._language, "blocks.ok"), menu.act, told)

    def _asked(self, question: str) -> list[Json]:
        said = markup.inlines((Run("said", markup.label(question, card_limits.LABEL)),), {})
        return [{"type": "RichTextBlock", "inlines": said}]

    def _quiet(self, key: str) -> list[Json]:
        said = markup.inlines((Run("text", template(self._language, key)),), {"size": "small", "isSubtle": True})
        return [{"type": "RichTextBlock", "inlines": said}]

    def _card(self, body: list[Json], actions: list[Json]) -> Json:
        return {"type": "AdaptiveCard", "body": body, **({"actions": actions} if actions else {})}


def _press(button: DrawnButton, title: str) -> Json:
    told = {"v": VERSION, "act": button.act, "value": button.value}
    return sent(title, button.act, told, style=button.style, opens=button.opens)


def _set(actions: list[Json]) -> Json:
    return {"type": "ActionSet", "actions": actions}


def _unbound(actions: list[Json]) -> list[Json]:
    """Actions that take nothing of what stands to be chosen beside them."""
    return [each | {"associatedInputs": "none"} for each in actions]


def _first(buttons: Sequence[DrawnButton], most: int) -> list[int]:
    """Which buttons stay in sight: those to be confirmed, and the first of the others."""
    asked = [index for index, each in enumerate(buttons) if each.confirm][:most]
    others = [index for index, each in enumerate(buttons) if not each.confirm][: most - len(asked)]
    return sorted([*asked, *others])


def _fitting(actions: list[Json]) -> list[Json]:
    """Those of the actions that leave room for what they act on."""
    left = card_limits.ACTIONS
    kept: list[Json] = []
    for action in actions:
        left -= markup.weight(action)
        if left < 0:
            break
        kept.append(action)
    return kept
