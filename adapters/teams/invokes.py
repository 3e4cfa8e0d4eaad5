"""What an invoke is answered with, in the shapes that Teams reads.

Sources: platform facts 2.6 (« Universal Actions for Adaptive Cards »), 2.7 (« Use dialogs with bots »). The answer's
status is HTTP's own 200: what the person is told stands in it.
"""

from __future__ import annotations

from adapters.shapes import Json
from adapters.teams.blocks import CONTENT_TYPE, attachment

MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
TITLE = "Relais"
NOTHING: Json = {}
"""A dialog closes."""


def card_instead(content: Json) -> Json:
    """A card in the place of the one that was pressed, for whoever pressed it."""
    return {"statusCode": 200, "type": CONTENT_TYPE, "value": content}


def beside_card(said: str) -> Json:
    """A few words beside the card that was pressed."""
    return {"statusCode": 200, "type": MESSAGE, "value": said}


def refused(said: str) -> Json:
    """What was pressed is nothing that can be done."""
    return {"statusCode": 400, "type": ERROR, "value": {"code": "BadRequest", "message": said}}


def dialog(value: Json) -> Json:
    """A dialog opens, or shows something else; `value`: its title, size and card."""
    return {"task": {"type": "continue", "value": value}}


def shown(content: Json) -> Json:
    """A card in a dialog."""
    return dialog({"title": TITLE, "height": "small", "width": "medium", "card": attachment(content)})


def told(said: str) -> Json:
    """A dialog ends, and says so."""
    return {"task": {"type": "message", "value": said}}
