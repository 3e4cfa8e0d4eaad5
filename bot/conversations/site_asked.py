"""« Pour quel site ? »: asked of a message's author, and answered in one press or in a few words."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from bot.cards import Card, Done, Reply
from bot.conversations.keeping import is_told_already, question, saying_to_whom
from bot.events import MessagePosted
from bot.outgoing import told_at
from bot.reading import again, is_private, without_mention
from bot.referring import as_private
from bot.talk import ANSWERS, Talk
from bot.understanding import RequestKind, is_civil, same_need, site_alone
from bot.understanding.site import site_in_passing
from bot.views import questions
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Form, Source, SourceState

KIND = "site"
"""A form that is never shown: a message whose author was asked for its site, and what they were about to answer."""
_OPEN = (SourceState.ASKED, SourceState.MAYBE, SourceState.PRIVATE, SourceState.KEPT)


def site_question(talk: Talk, source: Source, act: str = "accept", *, apart: bool = True) -> Card:
    """The question, noted so that it may be answered by writing. `act`, `apart`: as for `questions.ask_site`."""
    assert source.author_id is not None
    data = {"source": id_of(source), "act": act}
    form = Form(id=secrets.token_urlsafe(18), kind=KIND, person_id=source.author_id, data=data, opened_at=talk.now)
    talk.unit.add(form)
    asked = questions.ask_site(source, talk.charter, act=act, apart=apart)
    return saying_to_whom(talk, source, asked) if act == "accept" else asked


@dataclass(frozen=True, slots=True)
class Answered:
    """A site that was chosen by writing it: what is answered, and of which need the rest is said, if there is more."""

    reply: Reply
    need: Source | None = None


def posted(talk: Talk) -> Answered | None:
    """A site's name, from somebody who was asked for one, chooses it as a press would. None: it is no such thing.

    Of several questions those of one kind are answered together, but where it stands under one of them.
    """
    found = _answer(talk)
    asked = _meant(talk, _asked(talk)) if found is not None else []
    if found is None or not asked:
        return None
    site, rest = found
    if rest and not _goes_on(talk, *asked[-1], rest):
        return None
    if not rest and is_told_already(talk):
        return Answered(Done())
    reply: Reply = Done()
    for source, act in asked:
        reply = ANSWERS.presses[act](talk, f"source:{id_of(source)}:site:{site}")
    return Answered(reply, talk.unit.get(Source, id_of(asked[-1][0])) if rest else None)


def is_answered(talk: Talk) -> bool:
    """Whether somebody who was asked for a site writes its name, and nothing else or what goes on from their need."""
    found = _answer(talk)
    asked = _asked(talk) if found is not None else []
    return found is not None and bool(asked) and (not found[1] or _goes_on(talk, *asked[-1], found[1]))


def is_asked(talk: Talk, source: Source) -> bool:
    """Whether it is a site that whoever acts was asked for, of that message."""
    return any(each.id == source.id for each, _ in _asked(talk))


def _answer(talk: Talk) -> tuple[str, str] | None:
    """The site that a message names, and what it says besides."""
    event: MessagePosted = talk.event
    if event.files:
        return None
    text = without_mention(event.text)
    site = site_alone(text, talk.charter)
    if site is not None:
        return site, ""
    found = site_in_passing(text, talk.charter)
    return None if found is None else (found[0], "" if is_civil(found[1]) else found[1])


def _goes_on(talk: Talk, source: Source, act: str, rest: str) -> bool:
    """Whether what stands beside a site's name is said of the need that waits for it: no other, nothing personal."""
    event: MessagePosted = talk.event
    reading = as_private(talk, talk.actor, talk.reading, event.text)
    if act != "accept" or is_private(talk.charter, reading):
        return False
    if same_need(wordstore.read_one(talk.unit, source.words_id or 0), rest):
        return True
    alone = again(talk, rest, None, event.at, files=())
    asks = alone.request.value is RequestKind.YES and alone.service.value is not None
    return not asks and (event.mentions_desk or event.where.kind == "direct")


def _asked(talk: Talk) -> list[tuple[Source, str]]:
    """What whoever acts was asked a site for and has not answered, in the order in which it was asked."""
    table = table_of(Form)
    query = select(table).where(table.c.person_id == talk.actor.id, table.c.kind == KIND).order_by(table.c.opened_at)
    acts: dict[int, str] = {}
    for form in talk.unit.all(Form, query):
        number = int(form.data["source"])
        acts.pop(number, None)
        acts[number] = str(form.data["act"])
    found = [(talk.unit.get(Source, number), act) for number, act in acts.items()]
    return [(each, act) for each, act in found if each is not None and each.state in _OPEN and each.words_id]


def _meant(talk: Talk, asked: list[tuple[Source, str]]) -> list[tuple[Source, str]]:
    event: MessagePosted = talk.event
    where = event.where
    if not event.mentions_desk and where.kind != "direct":
        here = (where.platform, where.conversation)
        asked = [(each, act) for each, act in asked if (each.platform, each.conversation) == here]
    if where.root is not None:
        told = told_at(talk.unit, event.who, where, where.root)
        above = told.subject if told is not None else None
        under = [(each, act) for each, act in asked if question(each) == above or where.root in (each.ts, each.root)]
        return under[-1:] if under or not event.mentions_desk else asked[-1:]
    last = asked[-1:]
    together = [] if not last or last[0][1] != "accept" else asked[:-1]
    return [(each, act) for each, act in together if act == "accept" and each.state is SourceState.ASKED] + last
