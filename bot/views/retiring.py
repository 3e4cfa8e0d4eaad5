"""To the coordinators, when a new charter no longer lists a site, a service or a person, or lists what is no more."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Card, CardPart, Text, ours, plain
from bot.charter import Retired
from bot.views.lists import menu_of, rest_of
from bot.views.parts import button, line, listed, rows, state_of, strong
from storage.tables import Audience, Level, Request

MOST = 20


def retired_card(gone: Retired, left: Sequence[Request]) -> Card:
    """What is no longer listed, and the open requests that nobody is named for any longer: references and states."""
    names: list[Text] = [plain(each.name) for each in gone.sites]
    names += [plain(each.name.fr) for each in gone.services]
    names += [plain(each.name) for each in gone.people]
    title = ours("retired.title", count=len(names), names=listed(names))
    parts: list[CardPart] = [*line(title)]
    shown = [each for each in left if each.level is not Level.CONFIDENTIAL][:MOST]
    parts += line(ours("retired.left", count=len(left))) if left else ()
    parts += [
        each
        for request in shown
        for each in line(ours("retired.row", ref=strong(request.ref), state=state_of(request)), "quiet")
    ]
    if len(shown) > 1:
        parts += (*rest_of(len(left) - len(shown), None, 0), *menu_of([each.ref for each in shown]))
    else:
        parts += rows([button("show", "buttons.show", request.ref) for request in shown])
    return Card(kind="retired", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def channel_moved(formerly: str, now: str, line_number: int) -> Card:
    """A channel of the charter goes by another id: which line of the charter to change, and to what."""
    text = ours("retired.channel_moved", formerly=formerly, now=now, line=line_number)
    return Card(kind="retired", audience=Audience.PERSON, summary=text, parts=line(text))
