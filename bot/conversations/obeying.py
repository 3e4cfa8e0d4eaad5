"""An order that was typed or pressed: whoever gave it is told that it was done, there and alone.

A press is answered by the card that it is on, and in a few words where a platform wants some; whoever types an order
may have no card before them. What the act itself
says in the thread that they typed it in is not said to them a second time.
"""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.outgoing import times_said
from bot.requests import places
from bot.talk import ANSWERS, Talk
from bot.views import notices
from bot.views.facts import load_facts
from storage.tables import Request


def obeyed(talk: Talk, act: str, request: Request, said: str) -> Reply:
    """Do what was ordered, and say so where nothing else does: « LYO-42 est à vous. »"""
    before = _said_there(talk, request)
    reply = ANSWERS.acts[act](talk, request, said)
    if not isinstance(reply, Done) or talk.told or _said_there(talk, request) > before:
        return reply
    return talk.tell(notices.obeyed(act, load_facts(talk.unit, talk.charter, request)))


def pressed(talk: Talk, act: str, request: Request, said: str) -> Reply:
    """Do what was pressed; in the words of an order, where the card that shows it is not answer enough."""
    reply = ANSWERS.acts[act](talk, request, said)
    if not isinstance(reply, Done) or act not in notices.OBEYED:
        return reply
    return Done(said=notices.obeyed(act, load_facts(talk.unit, talk.charter, request)).summary)


def _said_there(talk: Talk, request: Request) -> int:
    """How much was said of the request in the thread that somebody writes in; nothing where that is no thread of it."""
    where = talk.where
    if where is None or where.root is None:
        return 0
    there = [each for each in places(talk.unit, request) if each.conversation == where.conversation]
    return sum(times_said(talk.unit, each) for each in there if where.root in (each.root, each.card))
