"""What may be pressed and chosen on a card, as actions: six of a row at most, the rest unfolding from the last.

Teams asks nothing before an act and has no menu among its buttons. Both unfold inside the card, at no request: the
question with the one button that answers it, or the choices with the button that sends one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from adapters.rendering import DrawnButton, DrawnButtons, DrawnMenu, Run
from adapters.teams import card_limits, limits, markup
from adapters.teams.markup import Json
from bot.locales import template

VERSION = 1
_STYLES = {"primary": "positive", "danger": "destructive"}


def actions_of(parts: Sequence[Any], language: str, numbers: Iterator[int]) -> list[Json]:
    """What is open of some buttons and menus as actions, at most `limits.ACTIONS`; the others unfold from the last.

    `numbers`: the card's, by which each menu's input has an id of its own in it.
    """
    drawing = _Drawing(language, numbers)
    row = [each for part in parts for each in _open(part)]
    if len(row) <= limits.ACTIONS:
        return _fitting(map(drawing.one, row))
    first = _first(row, limits.ACTIONS - 1)
    others = [each for index, each in enumerate(row) if index not in first]
    return _fitting([*(drawing.one(row[index]) for index in first), drawing.more(others)])


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

    def one(self, shown: DrawnButton | DrawnMenu) -> Json:
        return self._menu(shown) if isinstance(shown, DrawnMenu) else self._button(shown)

    def _button(self, button: DrawnButton) -> Json:
        title = markup.label(button.label, card_limits.BUTTON)
        if not button.confirm:
            return _press(button, title)
        unfolded = self._card([*self._asked(button.confirm)], [self._agree(button)])
        style = {"style": _STYLES[button.style]} if button.style in _STYLES else {}
        return {"type": "Action.ShowCard", "title": title, **style, "card": unfolded}

    def _agree(self, button: DrawnButton) -> Json:
        """What does it, under what is asked before."""
        said = button.agree or template(self._language, "blocks.yes")
        return _press(button, markup.label(said, card_limits.BUTTON))

    def _menu(self, menu: DrawnMenu) -> Json:
        [chosen, *told], send = self._choice(menu, alone=True)
        title = markup.label(menu.label, card_limits.BUTTON)
        return {"type": "Action.ShowCard", "title": title, "card": self._card([chosen, *told], [send])}

    def more(self, others: Sequence[DrawnButton | DrawnMenu]) -> Json:
        """What unfolds from the last button of a row."""
        buttons = [each for each in others if isinstance(each, DrawnButton)]
        menus = [each for each in others if isinstance(each, DrawnMenu)]
        plain = [_press(each, markup.label(each.label, card_limits.BUTTON)) for each in buttons if not each.confirm]
        rows = [plain[start : start + limits.ACTIONS] for start in range(0, len(plain), limits.ACTIONS)]
        body: list[Json] = [_set(_unbound(each)) for each in rows]
        for button in (each for each in buttons if each.confirm):
            body += self._asked(button.confirm or "")
            body.append(_set(_unbound([self._agree(button)])))
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


def _open(part: Any) -> Sequence[DrawnButton | DrawnMenu]:
    if isinstance(part, DrawnButtons):
        return [each for each in part.buttons if each.enabled]
    return [part] if isinstance(part, DrawnMenu) and part.options else []


def _first(row: Sequence[DrawnButton | DrawnMenu], most: int) -> list[int]:
    """Which stay in sight: the buttons to be confirmed, and the first of the others."""
    buttons = [(index, each) for index, each in enumerate(row) if isinstance(each, DrawnButton)]
    asked = [index for index, each in buttons if each.confirm][:most]
    others = [index for index, each in buttons if not each.confirm]
    menus = [index for index, each in enumerate(row) if isinstance(each, DrawnMenu)]
    return sorted([*asked, *[*others, *menus][: most - len(asked)]])


def _fitting(actions: Iterable[Json]) -> list[Json]:
    """Those of the actions that leave room for what they act on."""
    left = card_limits.ACTIONS
    kept: list[Json] = []
    for action in actions:
        left -= markup.weight(action)
        if left < 0:
            break
        kept.append(action)
    return kept
