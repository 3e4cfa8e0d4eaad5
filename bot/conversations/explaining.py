"""How a text is read, and why: told to whoever coordinates of any, and to whoever may read a request of its own words.

Nothing of it is kept or passed on.
"""

from __future__ import annotations

from bot import lessons
from bot.cards import Card, Reply
from bot.charter import Charter
from bot.conversations.keeping import written
from bot.conversations.unlearning import refused, told_of
from bot.events import HomeOpened, Who
from bot.missing import Missing
from bot.people import Robot, Stranger
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may
from bot.reading import again, by_its_clock, context, is_private, read_with, site_of, spoken
from bot.requests import files_of_request, sources_of
from bot.talk import Talk, on_command
from bot.understanding import Reading
from bot.understanding.lessons import stems_in
from bot.understanding.text import READ_AT_MOST
from bot.views import notices
from bot.views.explained import Explained, explained_card
from bot.views.learned import Known
from storage import words as wordstore
from storage.tables import Audience, Request
from storage.unit import Unit


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


def understood(unit: Unit, charter: Charter, someone: Who, ref: str) -> Card | None:
    """How the words of a request are read, for somebody who may read them; none for anybody else, and once erased."""
    looking = HomeOpened(key="", at=unit.now, who=someone)
    talk = Talk(unit, charter, frozenset({someone.platform}), looking)
    request = unit.find(Request, ref=ref.upper())
    try:
        readable = request is not None and sees(talk, request) is Part.FULL
    except (Missing, Robot, Stranger):
        readable = False
    text = wordstore.read_one(unit, request.words_id) if request is not None and readable else ""
    return explained_card(_of_request(talk, request, text)) if request is not None and text else None


def _of_request(talk: Talk, request: Request, text: str) -> Explained:
    """Its words as they stand, read again by what is learned now; another request's lessons are for whoever teaches."""
    talk.lessons = lessons.since(talk.unit, talk.charter, talk.lessons)
    asked_in = sources_of(talk.unit, request)
    channel = talk.charter.channel(asked_in[0].platform, asked_in[0].conversation) if asked_in else None
    at = written(talk, asked_in) if asked_in else request.asked_at
    reading = again(talk, text, channel, at, direct=True, files=files_of_request(talk.unit, request))
    site = (reading.site.words and reading.site.value) or request.site
    return Explained(
        reading=by_its_clock(talk, reading, text, channel, site),
        site=site,
        here=False,
        private=_private(talk.charter, reading),
        learned=_lessons(talk, text) if may(Act.TEACH, talk.actor, None, talk.charter).allowed else (),
        cut=len(text) > READ_AT_MOST,
        of_request=True,
    )


def _explained(talk: Talk, text: str) -> Explained:
    """The reading of a text as if whoever asks had written it where they are, by what is learned now."""
    where = talk.where
    talk.lessons = lessons.since(talk.unit, talk.charter, talk.lessons)
    channel = talk.charter.channel(where.platform, where.conversation) if where is not None else None
    reading = read_with(text, (), context(talk.charter, talk.event.at, channel, direct=talk.alone), talk.learned)
    site = site_of(talk.charter, talk.actor, reading, channel)
    if site is not None:
        reading = by_its_clock(talk, reading, text, channel, site)
    return Explained(
        reading=reading,
        site=site,
        here=channel is not None and channel.site == site,
        private=_private(talk.charter, reading),
        learned=_lessons(talk, text),
        cut=len(text) > READ_AT_MOST,
    )


def _lessons(talk: Talk, text: str) -> list[Known]:
    """What was learned of the words of a text."""
    stems = stems_in(text)
    return told_of(talk, (each for each in talk.lessons.taught if each.stem in stems))


def _private(charter: Charter, reading: Reading) -> str:
    if reading.sensitive.value:
        return "yes"
    service = charter.service(reading.service.value)
    if service is not None and service.confidential:
        return "service"
    return "maybe" if is_private(charter, reading) else "no"
