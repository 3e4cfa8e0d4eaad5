"""How a text would be read here, and why: told to whoever coordinates, alone. Nothing of it is kept or passed on."""

from __future__ import annotations

from bot import lessons
from bot.cards import Reply
from bot.charter import Charter
from bot.conversations.unlearning import refused, told_of
from bot.reading import by_its_clock, context, is_private, read_with, site_of, spoken
from bot.talk import Talk, on_command
from bot.understanding import Reading
from bot.understanding.lessons import stems_in
from bot.understanding.text import READ_AT_MOST
from bot.views import notices
from bot.views.explained import Explained, explained_card
from storage.tables import Audience


@on_command("understand", "comprendre", "understand")
def understand(talk: Talk, said: str) -> Reply:
    """Each part of a text's reading, with the words that carried it, and what was learned of them."""
    no = refused(talk)
    if no is not None:
        return no
    text = spoken(said)
    if not text:
        return talk.tell(notices.notice("explained.what", Audience.PERSON))
    return talk.tell(explained_card(_explained(talk, text)))


def _explained(talk: Talk, text: str) -> Explained:
    """The reading of a text as if whoever asks had written it where they are, by what is learned now."""
    where = talk.where
    talk.lessons = lessons.since(talk.unit, talk.charter, talk.lessons)
    channel = talk.charter.channel(where.platform, where.conversation) if where is not None else None
    reading = read_with(text, (), context(talk.charter, talk.event.at, channel, direct=talk.alone), talk.learned)
    site = site_of(talk.charter, talk.actor, reading, channel)
    if site is not None:
        reading = by_its_clock(talk, reading, text, channel, site)
    stems = stems_in(text)
    return Explained(
        reading=reading,
        site=site,
        here=channel is not None and channel.site == site,
        private=_private(talk.charter, reading),
        learned=told_of(talk, (each for each in talk.lessons.taught if each.stem in stems)),
        cut=len(text) > READ_AT_MOST,
    )


def _private(charter: Charter, reading: Reading) -> str:
    if reading.sensitive.value:
        return "yes"
    service = charter.service(reading.service.value)
    if service is not None and service.confidential:
        return "service"
    return "maybe" if is_private(charter, reading) else "no"
