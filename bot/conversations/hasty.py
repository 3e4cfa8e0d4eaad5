"""Who writes faster than anybody types: heard up to a bound, told once, then left until it quiets (bot/flow.py)."""

from __future__ import annotations

from sqlalchemy import select

from bot.cards import Done, Reply, Say
from bot.events import ButtonPressed, CommandGiven, MessagePosted, ReactionAdded, ReactionRemoved, ShortcutUsed
from bot.flow import COMMANDS, EMOJIS, LATELY, MESSAGES, PRESSES, Flow, Pace
from bot.talk import Talk
from bot.views import notices
from storage.rows import table_of
from storage.tables import Audience, Source

_sources = table_of(Source)
MOST_ANSWERED = 5
"""Messages of one person in one place within minutes after which what is no request is answered no more."""


class Hasty:
    """What is counted of everybody: what they write, press and type, and the emojis that they put and take back."""

    def __init__(
        self, messages: int = MESSAGES, emojis: int = EMOJIS, presses: int = PRESSES, commands: int = COMMANDS
    ) -> None:
        self._written, self._toggled = Flow(messages), Flow(emojis)
        self._pressed, self._typed = Flow(presses), Flow(commands)

    def left(self, talk: Talk) -> Reply | None:
        """The reply to what is not heard any more; none where it is heard."""
        match talk.event:
            case MessagePosted():
                return self._message(talk)
            case ReactionAdded(who=who, where=where, ts=ts) | ReactionRemoved(who=who, where=where, ts=ts):
                pace = self._toggled.of((who, where.platform, where.conversation, ts), talk.event.key, talk.event.at)
                return None if pace is Pace.HEARD else Done()
            case ButtonPressed(who=who, value=value):
                return _refused(talk, self._pressed.of((who, value), talk.event.key, talk.event.at))
            case CommandGiven(who=who) | ShortcutUsed(who=who):
                return _refused(talk, self._typed.of(who, talk.event.key, talk.event.at))
        return None

    def _message(self, talk: Talk) -> Reply | None:
        event: MessagePosted = talk.event
        where = event.where
        pace = self._written.of((event.who, where.platform, where.conversation, where.root), event.key, event.at)
        if pace is Pace.HEARD:
            return None
        channel = talk.charter.channel(where.platform, where.conversation)
        concerned = event.mentions_desk or where.kind == "direct" or channel is not None
        # Nobody is told anything whom the desk does not know.
        if pace is Pace.TOLD and concerned and talk.identity is not None:
            return talk.tell(notices.notice("intake.too_fast", Audience.PERSON))
        return Done()


def _refused(talk: Talk, pace: Pace) -> Reply | None:
    """What is pressed or typed is answered each time, to whoever did it alone: with what they typed."""
    if pace is Pace.HEARD:
        return None
    if talk.identity is None:
        return Done()
    typed = talk.event.text if isinstance(talk.event, CommandGiven) else ""
    if typed:
        return Say(card=notices.notice("intake.too_fast_typed", Audience.PERSON, typed=typed))
    return Say(card=notices.notice("intake.too_fast_pressed", Audience.PERSON))


def talks_on(talk: Talk, source: Source) -> bool:
    """Whether its author said so much there lately that to answer each time teaches them nothing: so talks a program
    that answers all that it is told."""
    query = select(_sources.c.id).where(
        _sources.c.author_id == source.author_id,
        _sources.c.platform == source.platform,
        _sources.c.conversation == source.conversation,
        _sources.c.posted_at > (source.posted_at or talk.now) - LATELY,
    )
    return len(talk.unit.execute(query.limit(MOST_ANSWERED + 1)).all()) > MOST_ANSWERED
