"""The hand-over of what somebody away has in hand: offered, answered, and given back when they return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Card, CardPart, Line, Text, ours
from bot.views.absences import AbsenceFacts, when_of
from bot.views.lists import MOST_ROWS, Row, open_menu, row_text
from bot.views.parts import QUOTED, button, just, line, mention, one_line, rows, said
from storage.tables import Audience

WHY = ("unserved", "refused", "lapsed", "provider")
"""Why what somebody away had in hand returns to the pool."""


def offered(facts: AbsenceFacts, found: Sequence[tuple[Row, int | None]], until: datetime) -> Card:
    """To who stands in: each request with what is promised and awaited, and its last note; all taken in one press."""
    text = ours("handover.offered", count=len(found), who=mention(facts.person), when=when_of(facts))
    parts: list[CardPart] = [*line(text)]
    for row, note in found[:MOST_ROWS]:
        parts.append(Line(text=row_text(row)))
        parts += (*line(ours("handover.note"), "quiet"), said(note, QUOTED)) if note is not None else ()
    parts += _left_out(len(found))
    parts += line(ours("handover.answer_by", until=just(until)), "quiet")
    accept = button("handover_accept", "handover.accept", str(facts.absence.id), "primary", count=len(found))
    parts += rows((accept, button("handover_refuse", "handover.refuse", str(facts.absence.id))))
    parts += open_menu([row for row, _ in found[:MOST_ROWS]])
    return Card(kind="handover", audience=Audience.PERSON, summary=text, parts=tuple(parts))


def taken(facts: AbsenceFacts, count: int) -> Card:
    """To who took it all."""
    undo = rows((button("handover_undo", "handover.undo", str(facts.absence.id)),))
    text = ours("handover.taken", count=count)
    return one_line("handover", Audience.PERSON, text, None, undo)


def refused() -> Card:
    """To who cannot."""
    return one_line("handover", Audience.PERSON, ours("handover.refused"))


def lapsed(facts: AbsenceFacts) -> Card:
    """To who did not answer."""
    return one_line("handover", Audience.PERSON, ours("handover.lapsed", who=mention(facts.person)))


def withdrawn(facts: AbsenceFacts) -> Card:
    """To who is asked no longer."""
    return one_line("handover", Audience.PERSON, ours("handover.withdrawn", who=mention(facts.person)))


def freed(facts: AbsenceFacts, found: Sequence[Row], why: str) -> Card:
    """To those who coordinate: what somebody away had returns to the pool, and why (one of `WHY`)."""
    reason = ours(f"handover.why_{why if why in WHY else 'unserved'}", backup=_backup(facts))
    text = ours("handover.freed", count=len(found), who=mention(facts.person), why=reason)
    return _listed("freed", text, found)


def back_card(facts: AbsenceFacts, found: Sequence[Row]) -> Card:
    """To who is back: what went on meanwhile is still open; theirs again, or left."""
    count, value = len(found), str(facts.absence.id)
    text = ours("handover.back", count=count)
    back = button("away_back", "handover.have_again", value, "primary", count=count)
    choice = rows((back, button("away_leave", "handover.leave", value, count=count)))
    return _listed("handover_back", text, found, choice)


def had_again(count: int) -> Card:
    """To who is back and has it again."""
    return one_line("handover_back", Audience.PERSON, ours("handover.had_again", count=count))


def _listed(kind: str, text: Text, found: Sequence[Row], choice: Sequence[CardPart] = ()) -> Card:
    parts: list[CardPart] = [*line(text)]
    parts += [Line(text=row_text(each)) for each in found[:MOST_ROWS]]
    parts += (*_left_out(len(found)), *choice, *open_menu(found[:MOST_ROWS]))
    return Card(kind=kind, audience=Audience.PERSON, summary=text, parts=tuple(parts))


def _left_out(count: int) -> tuple[Line, ...]:
    return line(ours("lists.more", count=count - MOST_ROWS), "quiet") if count > MOST_ROWS else ()


def _backup(facts: AbsenceFacts) -> Text:
    return (mention(facts.backup),) if facts.backup is not None else ours("handover.who_stands_in")
