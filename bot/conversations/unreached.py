"""Somebody who cannot be written to directly: what they were asked alone is shown to them alone elsewhere, or later.

Nothing of it is said where others read, not even that something was to be said: that alone would mark what they wrote.
Source: docs/decisions/who-cannot-be-written-to.md.
"""

from __future__ import annotations

from bot import outgoing
from bot.conversations.asking_again import ask_again, standing
from bot.conversations.keeping import author_of, is_direct, question, source_asked
from bot.conversations.undecided import undecided_of
from bot.events import PostRefused
from bot.people import Actor
from bot.talk import Talk
from storage.outbox import never_reached
from storage.tables import Source, SourceState

OPEN = (SourceState.PRIVATE, SourceState.ASKED, SourceState.MAYBE)


def refused(talk: Talk, event: PostRefused) -> None:
    """Show a question about a message where its author wrote it, to them alone, where the platform can."""
    source = talk.unit.get(Source, source_asked(event.question)) if event.question else None
    author = author_of(talk, source) if source is not None and source.state in OPEN else None
    if source is None or author is None or author.who != event.who or is_direct(author, source):
        return
    card = standing(talk, author, source)
    if card is not None:
        outgoing.whisper(talk.unit, author.who, source.conversation, source.root, card, question(source))


def came(talk: Talk, author: Actor) -> None:
    """Whoever is in their direct conversation now is asked there what never reached them."""
    lane = outgoing.direct_lane(author.who)
    for source in undecided_of(talk, author.id):
        if source.platform == author.who.platform and never_reached(talk.unit, lane, question(source)):
            ask_again(talk, author, source)
