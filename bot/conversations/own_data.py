"""« Quelles données avez-vous sur moi ? »: answered to whoever asks, in their direct conversation and nowhere else."""

from __future__ import annotations

from bot.cards import Card, Done, Reply, ours
from bot.conversations.keeping import is_told_already
from bot.conversations.listing import MORE, MOST, rows_for, within
from bot.events import MessagePosted
from bot.outgoing import say_to
from bot.own_data import kept_of, requests_of, texts_of
from bot.people import language_of, persons_of_charter, timezone_of
from bot.reading import without_mention
from bot.talk import Talk, on_command
from bot.understanding.own_data import asks_to_be_erased, is_of_own_data
from bot.views import own_data as views
from bot.views.lists import list_card
from storage.rows import id_of
from storage.tables import Person


@on_command("data", "données", "data", "donnees")
def data(talk: Talk, said: str) -> Reply:
    """What is kept of whoever asks, in short; what there is to do where they ask that it be erased."""
    if asks_to_be_erased(said, to_desk=True):
        return _tell(talk, views.erasing_card(tuple(map(id_of, _confidants(talk)))))
    return _tell(talk, views.summary_card(_about(talk)))


def posted(talk: Talk) -> Reply | None:
    """A message that asks it, or that it be erased, to the desk or where requests are asked. None: it is none."""
    event: MessagePosted = talk.event
    to_desk = event.mentions_desk or event.where.kind == "direct"
    if event.files or not (to_desk or _is_asked_in(talk)):
        return None
    said = without_mention(event.text)
    if not is_of_own_data(said, to_desk=to_desk):
        return None
    return Done() if is_told_already(talk) else data(talk, said)


def _is_asked_in(talk: Talk) -> bool:
    event: MessagePosted = talk.event
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    return channel is not None and channel.purpose == "requests" and event.where.root is None and not event.mentions


def _tell(talk: Talk, card: Card) -> Reply:
    """To them alone where nobody else reads; where it was asked, that it is there."""
    if talk.alone:
        return talk.tell(card)
    say_to(talk.unit, talk.who, card)
    return talk.tell(views.sent_directly())


def _about(talk: Talk) -> views.About:
    unit, charter, person = talk.unit, talk.charter, talk.actor.person
    return views.About(
        kept_of(unit, person),
        charter,
        talk.actor.named,
        language_of(unit, charter, person),
        timezone_of(charter, person),
        tuple(map(id_of, _confidants(talk))),
    )


def _confidants(talk: Talk) -> list[Person]:
    """Whom to ask that it be corrected or erased: the company's contact, and who pilots the desk."""
    desk = talk.charter.desk
    named = [each for each in dict.fromkeys((desk.contact, desk.pilot)) if each is not None]
    return persons_of_charter(talk.unit, named)


def _requests(talk: Talk, past: int) -> Reply:
    person = talk.actor.person
    total = kept_of(talk.unit, person).requests
    past = within(past, total)
    rows = rows_for(talk, requests_of(talk.unit, person, past, MOST))
    title = ours("own_data.requests_title")
    return _tell(talk, list_card(rows, title, total=total, past=past, more=views.REQUESTS))


def _texts(talk: Talk, past: int) -> Reply:
    person = talk.actor.person
    total = sum(each.count for each in kept_of(talk.unit, person).texts)
    past = past if past < total else 0
    return _tell(talk, views.texts_card(texts_of(talk.unit, person, past), past, total))


def _rest(talk: Talk, past: int) -> Reply:
    about = _about(talk)
    return _tell(talk, views.rest_card(about, past if past < len(views.rest_lines(about)) else 0))


MORE[views.REQUESTS], MORE[views.TEXTS], MORE[views.REST] = _requests, _texts, _rest
