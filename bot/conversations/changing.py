"""Changing what was asked, later than it is joined: « finalement la salle c'est pour 15h ». Its author is asked."""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.conversations.held import hold_until_said
from bot.conversations.keeping import ask, is_direct
from bot.conversations.nearby import is_timed, lately, open_of
from bot.people import Actor
from bot.reading import is_private
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, changes, names_the_thing, retimes, same_need
from bot.views import questions
from storage import words as wordstore
from storage.tables import Request, Source


def offer(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading) -> Reply | None:
    """« Est-ce à propos de LYO-1 ? », where a message changes the one thing that its author asked there within the day.

    None: it changes nothing, or may change several, or is too personal for where it was written.
    """
    request = changed_by(talk, actor, source, text, reading)
    if request is None or (is_private(talk.charter, reading) and not is_direct(actor, source)):
        return None
    decided = hold_until_said(talk, source, [request])
    ask(talk, actor, source, questions.ask_if_answer(source, [request], awaited=False, decided=decided))
    return Done()


def changed_by(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading) -> Request | None:
    """The one thing that its author asked there within the day, and that a message changes; none without one."""
    found = open_of(talk, actor, lately(talk, actor, source))
    grain, asks = retimes(text), reading.request.value is RequestKind.YES
    meant = [
        each
        for each in found
        if (is_timed(each, grain) if grain else _is_changed(text, wordstore.read_one(talk.unit, each.words_id), asks))
    ]
    return meant[0] if len(meant) == 1 else None


def _is_changed(text: str, asked: str, asks: bool) -> bool:
    return changes(text, asked) or (not asks and names_the_thing(text, asked) and same_need(asked, text))
