"""Adaptive Cards 1.5 as data: each type, its properties, and what their values may be.

Sources: the schema explorer of adaptivecards.io, version 1.5 and before; platform facts 2.6 for what Teams leaves out
(Media, all of 1.6). A property's value is a word that `cards.py` knows (`text`, `flag`, …), a tuple of the words that
it may be, whatever their case, or the name of a nested kind, with a star for a list of them.
"""

from __future__ import annotations

VERSION = "1.5"
Value = str | tuple[str, ...]
Properties = dict[str, Value]

COLORS = ("default", "dark", "light", "accent", "good", "warning", "attention")
SIZES = ("default", "small", "medium", "large", "extraLarge")
SIDES = ("left", "center", "right")
LEVELS = ("top", "center", "bottom")
SPACINGS = ("default", "none", "small", "medium", "large", "extraLarge", "padding")
STYLES = ("default", "emphasis", "good", "attention", "warning", "accent")

_ELEMENT: Properties = {
    "id": "text",
    "isVisible": "flag",
    "separator": "flag",
    "spacing": SPACINGS,
    "height": ("auto", "stretch"),
    "fallback": "fallback",
    "requires": "any",
}
_TEXT: Properties = {
    "text": "shown",
    "color": COLORS,
    "fontType": ("default", "monospace"),
    "isSubtle": "flag",
    "size": SIZES,
    "weight": ("default", "lighter", "bolder"),
}
_BOX: Properties = {
    "selectAction": "select",
    "style": STYLES,
    "verticalContentAlignment": LEVELS,
    "bleed": "flag",
    "minHeight": "pixels",
    "rtl": "flag",
}
_INPUT: Properties = _ELEMENT | {"label": "said", "isRequired": "flag", "errorMessage": "said"}
_GRID: Properties = {"horizontalCellContentAlignment": SIDES, "verticalCellContentAlignment": LEVELS}

ELEMENTS: dict[str, Properties] = {
    "TextBlock": _ELEMENT
    | _TEXT
    | {"horizontalAlignment": SIDES, "maxLines": "whole", "wrap": "flag", "style": ("default", "heading")},
    "RichTextBlock": _ELEMENT | {"inlines": "inline*", "horizontalAlignment": SIDES},
    "Image": _ELEMENT
    | {
        "url": "url",
        "altText": "said",
        "backgroundColor": "text",
        "height": "any",
        "horizontalAlignment": SIDES,
        "selectAction": "select",
        "size": ("auto", "stretch", "small", "medium", "large"),
        "style": ("default", "person"),
        "width": "pixels",
    },
    "ImageSet": _ELEMENT | {"images": "element*", "imageSize": ("auto", "stretch", "small", "medium", "large")},
    "Container": _ELEMENT | _BOX | {"items": "element*", "backgroundImage": "any"},
    "ColumnSet": _ELEMENT
    | {each: _BOX[each] for each in ("selectAction", "style", "bleed", "minHeight")}
    | {"columns": "column*", "horizontalAlignment": SIDES},
    "FactSet": _ELEMENT | {"facts": "fact*"},
    "ActionSet": _ELEMENT | {"actions": "action*", "horizontalAlignment": SIDES},
    "Table": _ELEMENT
    | _GRID
    | {
        "columns": "any",
        "rows": "row*",
        "firstRowAsHeader": "flag",
        "firstRowAsHeaders": "flag",
        "showGridLines": "flag",
        "gridStyle": STYLES,
    },
    "Input.Text": _INPUT
    | {
        "isMultiline": "flag",
        "maxLength": "whole",
        "placeholder": "said",
        "regex": "pattern",
        "style": ("text", "tel", "url", "email", "password"),
        "inlineAction": "select",
        "value": "text",
    },
    "Input.Number": _INPUT | {"max": "number", "min": "number", "placeholder": "said", "value": "number"},
    "Input.Date": _INPUT | {"max": "date", "min": "date", "placeholder": "said", "value": "date"},
    "Input.Time": _INPUT | {"max": "time", "min": "time", "placeholder": "said", "value": "time"},
    "Input.Toggle": _INPUT | {"title": "said", "value": "text", "valueOff": "text", "valueOn": "text", "wrap": "flag"},
    "Input.ChoiceSet": _INPUT
    | {
        "choices": "choice*",
        "choices.data": "query",
        "isMultiSelect": "flag",
        "style": ("compact", "expanded", "filtered"),
        "value": "text",
        "placeholder": "said",
        "wrap": "flag",
    },
}
NEEDED: dict[str, tuple[str, ...]] = {
    "TextBlock": ("text", "wrap"),
    "RichTextBlock": ("inlines",),
    "Image": ("url", "altText"),
    "ImageSet": ("images",),
    "Container": ("items",),
    "ColumnSet": ("columns",),
    "FactSet": ("facts",),
    "ActionSet": ("actions",),
    "Table": ("columns", "rows"),
    "Input.Text": ("id", "label"),
    "Input.Number": ("id", "label"),
    "Input.Date": ("id", "label"),
    "Input.Time": ("id", "label"),
    "Input.Toggle": ("id", "title"),
    "Input.ChoiceSet": ("id", "label", "choices"),
}
"""What is required; more than the schema asks where Teams would show it badly: text that does not wrap is cut, an
unlabelled field and an image without its words are nothing to a screen reader."""

PARTS: dict[str, Properties] = {
    "column": _ELEMENT | _BOX | {"type": ("Column",), "items": "element*", "width": "width", "backgroundImage": "any"},
    "fact": {"title": "shown", "value": "shown"},
    "choice": {"title": "said", "value": "text"},
    "row": _ELEMENT | _GRID | {"type": ("TableRow",), "cells": "cell*", "style": STYLES},
    "cell": _ELEMENT | _BOX | {"type": ("TableCell",), "items": "element*", "backgroundImage": "any"},
    "run": _TEXT
    | {
        "type": ("TextRun",),
        "highlight": "flag",
        "italic": "flag",
        "strikethrough": "flag",
        "underline": "flag",
        "selectAction": "select",
    },
}
PARTS_NEED: dict[str, tuple[str, ...]] = {
    "column": ("items",),
    "fact": ("title", "value"),
    "choice": ("title", "value"),
    "row": ("cells",),
    "cell": ("items",),
    "run": ("type", "text"),
}

_ACTION: Properties = {
    "id": "text",
    "title": "said",
    "iconUrl": "url",
    "style": ("default", "positive", "destructive"),
    "fallback": "fallback",
    "requires": "any",
    "tooltip": "said",
    "isEnabled": "flag",
    "mode": ("primary", "secondary"),
}
_SENT: Properties = {"data": "data", "associatedInputs": ("auto", "none")}
ACTIONS: dict[str, Properties] = {
    "Action.Execute": _ACTION | _SENT | {"verb": "said"},
    "Action.Submit": _ACTION | _SENT,
    "Action.OpenUrl": _ACTION | {"url": "url"},
    "Action.ShowCard": _ACTION | {"card": "card"},
    "Action.ToggleVisibility": _ACTION | {"targetElements": "any"},
}
ACTIONS_NEED: dict[str, tuple[str, ...]] = {
    "Action.Execute": ("title", "verb"),
    "Action.Submit": ("title",),
    "Action.OpenUrl": ("title", "url"),
    "Action.ShowCard": ("title", "card"),
    "Action.ToggleVisibility": ("title", "targetElements"),
}

CARD: Properties = {
    "type": ("AdaptiveCard",),
    "$schema": "text",
    "version": (VERSION,),
    "body": "element*",
    "actions": "action*",
    "refresh": "refresh",
    "fallbackText": "said",
    "speak": "text",
    "lang": "text",
    "minHeight": "pixels",
    "verticalContentAlignment": LEVELS,
    "backgroundImage": "any",
    "selectAction": "select",
    "rtl": "flag",
    "msteams": "msteams",
}
