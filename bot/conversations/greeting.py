"""The desk is new somewhere: whoever has added it is greeted, and a conversation of several hears one line of it.

Once, whatever a platform repeats and however often it is removed and added again: what was said there still stands.
"""

from __future__ import annotations

from contextlib import suppress

from bot.cards import Done, Reply
from bot.conversations import unreached
from bot.events import ConversationSeen
from bot.outgoing import is_spoken_to, post, posted, say_to
from bot.people import Robot, Stranger
from bot.talk import Talk
from bot.views.greeting import greeting, greeting_in

SUBJECT = "greeting"


def added(talk: Talk) -> Reply:
    """Somebody has added the desk: they are greeted where nothing was said to them, and asked what never reached them.

    Whoever was given it among many did not ask for it: of them nothing is asked, and they are answered once they write.
    """
    event: ConversationSeen = talk.event
    if not event.added and talk.identity is None:
        return Done()
    with suppress(Robot, Stranger):
        someone = talk.actor
        if event.added and not is_spoken_to(talk.unit, someone.who):
            say_to(talk.unit, someone.who, greeting())
        unreached.came(talk, someone)
    return Done()


def arrived(talk: Talk) -> None:
    """The desk was added to a conversation of several: it says how it is asked there. Assistants know."""
    where = talk.event.where
    channel = talk.charter.channel(where.platform, where.conversation)
    if channel is not None and channel.purpose != "requests":
        return
    if not posted(talk.unit, where.platform, where.conversation, SUBJECT):
        post(talk.unit, where.platform, where.conversation, greeting_in(listens=channel is not None), SUBJECT)
