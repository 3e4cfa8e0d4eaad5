"""Of which of their requests what somebody writes is most likely said, and how surely: by its words, and by theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.apart import only_names
from bot.conversations import parting
from bot.conversations.last_told import Told, is_more_private
from bot.conversations.nearby import LATELY, asked_in_day
from bot.people import Actor
from bot.policies.confidentiality import level_of, most_private
from bot.policies.naming import kept_from
from bot.reading import again, is_private
from bot.talk import Talk
from bot.understanding import (
    Reading,
    RequestKind,
    asks_for_its_own,
    asks_outright,
    gives_up,
    goes_on,
    has_its_own,
    is_apology,
    is_civil,
    is_opening,
    names,
    same_need,
    takes_up,
    thing_given_up,
    without_need,
)
from bot.understanding.pointing import first_said, points_back, speaks_of_known, takes_for_known
from bot.understanding.straying import strays
from storage import words as wordstore
from storage.tables import Level, Request, Source

ANSWER, NEED, UNSURE = "answer", "need", "unsure"
ANSWERING = re.compile(r"\W*(?:oui|non|si|ok|okay|d['’]accord|entendu|parfait|yes|no|sure|fine)\b", re.IGNORECASE)
"""How what answers a question begins, whatever it asks for after that."""
_NEEDING = re.compile(
    r"\b(?:il (?:me|nous) fau\w+|j['’](?:ai|aurais) besoin|je (?:voudrais|souhaite\w*|veux)"
    r"|i need|i['’]d like|i would like)\b",
    re.IGNORECASE,
)
"""How a need of its own is said."""
_ONE_MORE = re.compile(rf"\W*(?:et|and)\s+(?:aussi\s+)?{_NEEDING.pattern}\s+(?:d['’])?(?:une?|an?)\b", re.IGNORECASE)
"""How one more need is said: « et il me faudrait un badge »."""


def meant_here(talk: Talk, found: Sequence[Told], text: str, reading: Reading) -> list[tuple[Told, str]]:
    """Which of these a message is most likely said of, and how surely of each; the last told first."""
    meant = judged(talk, found, text, reading)
    asked = [each for each, _ in meant if each.asked]
    if asked:
        first = min(each.at for each in asked)
        meant = [(each, how) for each, how in meant if each.asked or (each.at > first and is_more_private(each, asked))]
    elif meant and meant[0][0].going_on:
        newest = meant[0][0]
        meant = [(each, how) for each, how in meant if each is newest or is_more_private(each, [newest])]
    return _narrowed(talk, meant, text)


def judged(talk: Talk, found: Sequence[Told], text: str, reading: Reading) -> list[tuple[Told, str]]:
    """Which of these a message may be said of, each by itself, and how surely of each."""
    if _gives_up_another(talk, found, text, reading.written_at):
        return []
    alone = again(talk, text, None, reading.written_at, files=())
    found_so = [(each, _meant(talk, each, text, reading, alone)) for each in found]
    return [(each, how) for each, how in found_so if how is not NEED]


def _gives_up_another(talk: Talk, found: Sequence[Told], text: str, at: datetime) -> bool:
    """Whether a text gives up, by its name, what its author asked in the day before and was told nothing of."""
    given = without_need(text)
    if not found or not gives_up(given):
        return False
    thing = thing_given_up(given) or given
    told = {each.request.id: wordstore.read_one(talk.unit, each.request.words_id) for each in found}
    if any(names(thing, each) for each in told.values()):
        return False
    others = asked_in_day(talk, found[0].request.requester_id, at, at)
    return any(names(thing, wordstore.read_one(talk.unit, each.words_id)) for each in others if each.id not in told)


def strays_elsewhere(talk: Talk, author: Actor, source: Source, told: Told, text: str) -> bool:
    """Whether what seems said of a request answers nothing that was asked of it, and may be of something more private
    of its author's: an amount, a length of time, an illness, somebody."""
    question = wordstore.read_one(talk.unit, told.question) if told.question is not None else ""
    asked = wordstore.read_one(talk.unit, told.request.words_id)
    return strays(text, question) and parting.may_be_of_more_private(
        talk, author, source, text, asked, told.request.level
    )


def takes_up_question(talk: Talk, told: Told, text: str) -> bool:
    """Whether it has a word of the question: « Combien de personnes ? » – « 8 personnes »."""
    return told.question is not None and takes_up(text, wordstore.read_one(talk.unit, told.question))


def _narrowed(talk: Talk, meant: list[tuple[Told, str]], text: str) -> list[tuple[Told, str]]:
    """The only one that it can be said of by what it names; else all."""
    if len(meant) < 2:
        return meant
    named = [(each, how) for each, how in meant if _names(talk, each, text)]
    return named if len(named) == 1 else meant


def _names(talk: Talk, told: Told, text: str) -> bool:
    return names(text, wordstore.read_one(talk.unit, told.request.words_id)) or takes_up_question(talk, told, text)


def _meant(talk: Talk, told: Told, text: str, reading: Reading, alone: Reading) -> str:
    return (_answers if told.asked else _follows)(talk, told, text, reading, alone)


def _answers(talk: Talk, told: Told, text: str, reading: Reading, alone: Reading) -> str:
    """Whether a message is the answer awaited, a need of its own, or only its author can tell.

    What is more private than the request never goes to those who read it, unless its author says so.
    """
    request = told.request
    asks = alone.request.value is RequestKind.YES and ANSWERING.match(text) is None
    asks = asks and not same_need(wordstore.read_one(talk.unit, request.words_id), text)
    service = reading.service.value
    private = is_private(talk.charter, reading)
    level = level_of(talk.charter, service, private)
    both = most_private((level, request.level))
    if asks and service not in (None, request.service) and both is level:
        return UNSURE if _is_kept_too(request, private) else NEED
    if asks and not private and service != request.service and _stands_apart(talk, told, text, service):
        return NEED
    if private and level is Level.CONFIDENTIAL:
        # Held back when it is said of anything less private.
        return ANSWER
    own = has_its_own(text) and ANSWERING.match(text) is None and not takes_up_question(talk, told, text)
    return UNSURE if asks or own or both is not request.level else ANSWER


def _stands_apart(talk: Talk, told: Told, text: str, service: str | None) -> bool:
    """Whether a clear need, not private, has nothing to do with a request: the more private that is, the clearer."""
    level = told.request.level
    leans = goes_on(text) or _points_back(talk, told, text)
    if leans or _names(talk, told, text):
        return False
    if level is Level.CONFIDENTIAL:
        return service is not None and asks_outright(text)
    return (service is not None or level is Level.STANDARD) and asks_for_its_own(text)


def _follows(talk: Talk, told: Told, text: str, reading: Reading, alone: Reading) -> str:
    """Whether a message goes on from what its author was told, stands alone as a need, or only they can tell."""
    request, service = told.request, reading.service.value
    opens = is_opening(text) or only_names(talk.unit, talk.charter, text)
    if opens or is_apology(text) or (is_civil(text) and not told.replied):
        return NEED
    secret, private = request.level is Level.CONFIDENTIAL, is_private(talk.charter, reading)
    more = request.level is Level.STANDARD and service != request.service and _ONE_MORE.match(text) is not None
    leans = (goes_on(text) and not more) or _points_back(talk, told, text)
    leans = leans or same_need(wordstore.read_one(talk.unit, request.words_id), text)
    if _is_kept_too(request, private):
        return ANSWER if alone.request.value is RequestKind.NO and talk.now - told.at <= LATELY else UNSURE
    if secret and private and _NEEDING.search(text) is not None:
        # Of its own or not, it is as private.
        return NEED
    if alone.request.value is RequestKind.YES and service is not None and not leans:
        return UNSURE if secret and service == request.service else NEED
    if private and not secret and alone.request.value is not RequestKind.NO:
        return NEED
    if (
        alone.request.value is RequestKind.YES
        and service is None
        and not leans
        and _stands_apart(talk, told, text, None)
    ):
        return NEED
    level = most_private((level_of(talk.charter, service, private), request.level))
    sure = alone.request.value is RequestKind.NO and level is request.level and talk.now - told.at <= LATELY
    return ANSWER if sure else UNSURE


def _points_back(talk: Talk, told: Told, text: str) -> bool:
    """Whether it speaks of what was spoken of in a request that is not for all, or begins with an answer about it."""
    level = told.request.level
    if level is Level.STANDARD:
        return False
    question = wordstore.read_one(talk.unit, told.question) if told.question is not None else ""
    known = takes_for_known(text, f"{wordstore.read_one(talk.unit, told.request.words_id)}\n{question}")
    if known or points_back(text):
        return True
    lately = level is Level.CONFIDENTIAL and talk.now - told.at <= LATELY
    return (lately and speaks_of_known(text)) or ("?" in question and _begins_as_answer(talk, text))


def _begins_as_answer(talk: Talk, text: str) -> bool:
    """Whether a text says something before it asks for anything: « Léa Faure, réservez une salle »."""
    first = first_said(text)
    if first is None or is_civil(first) or is_opening(first) or is_apology(first):
        return False
    return again(talk, first, None, talk.now, files=()).request.value is RequestKind.NO


def _is_kept_too(request: Request, private: bool) -> bool:
    """Whether what is private may go on from what is kept from somebody: only its author can tell."""
    return private and bool(kept_from(request))
