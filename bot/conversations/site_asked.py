"""« Pour quel site ? »: asked of a message's author, and answered in one press or in a word."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from bot.cards import Card, Done, Reply
from bot.conversations.keeping import is_told_already, question
from bot.events import MessagePosted
from bot.outgoing import told_at
from bot.reading import without_mention
from bot.talk import ANSWERS, Talk
from bot.understanding import site_alone
from bot.views import questions
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
    return questions.ask_site(source, talk.charter, act=act, apart=apart)


def posted(talk: Talk) -> Reply | None:
    """A site's name alone, from somebody who was asked for one, chooses it as a press would. None: it is no such thing.

    Of several questions those of one kind are answered together, but where it stands under one of them.
    """
    event: MessagePosted = talk.event
    site = None if event.files else site_alone(without_mention(event.text), talk.charter)
    asked = _meant(talk, _asked(talk)) if site is not None else []
    if not asked:
        return None
    if is_told_already(talk):
        return Done()
    reply: Reply = Done()
    for source, act in asked:
        reply = ANSWERS.presses[act](talk, f"source:{source.id}:site:{site}")
    return reply


def is_answered(talk: Talk) -> bool:
    """Whether a site's name is written, and nothing else, by somebody who was asked for one."""
    return site_alone(without_mention(talk.event.text), talk.charter) is not None and bool(_asked(talk))


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
