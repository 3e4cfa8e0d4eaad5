"""What the desk says of itself where it is new: to whoever adds it, and in a conversation of several."""

from __future__ import annotations

from bot.cards import Card, Text, ours
from bot.views.parts import button, line, one_line, rows
from storage.tables import Audience


def greeting() -> Card:
    """To one person, in their own conversation: what it is, how to ask, where to find what was asked."""
    said = ours("greeting.person")
    buttons = (
        button("new", "buttons.new", "new", "primary"),
        button("more", "buttons.mine", "mine:0"),
    )
    parts = (*line(said), *line(ours("intake.how_to_ask")), *rows(buttons), *line(ours("greeting.help"), "quiet"))
    return Card(kind="greeting", audience=Audience.PERSON, summary=said, parts=parts)


def greeting_in(*, listens: bool) -> Card:
    """One line where several read. `listens`: what is written there is heard without its name."""
    said: Text = ours("greeting.channel") if listens else ours("greeting.called")
    return one_line("greeting", Audience.REQUESTER, said)
