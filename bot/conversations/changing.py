"""Changing what was asked, or adding to it, later than it is joined: « finalement la salle c'est pour 15h ».

Its author is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.apart import only_names
from bot.cards import Done, Reply
from bot.conversations.days import is_of_its_day
from bot.conversations.held import hold_for_author, hold_until_said
from bot.conversations.keeping import ask, is_direct, is_ordinary_there
from bot.conversations.nearby import asked_lately, is_timed, lately, open_of
from bot.conversations.undecided import goes_on_undecided
from bot.people import Actor
from bot.reading import again, is_private
from bot.talk import Talk
from bot.understanding import (
    Grain,
    Reading,
    RequestKind,
    changes,
    may_be_of_another,
    may_only_add,
    names,
    names_the_thing,
    retimes,
    same_need,
    says_more,
    says_to_keep,
    says_when,
    site_alone,
)
from bot.understanding.changing import points_at_one
from bot.understanding.dates.excluded import excluded_in
from bot.understanding.nodding import Nod, nod_in
from bot.understanding.text import words_of
from bot.views import questions
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Level, Request, Source


def offer(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading) -> Reply | None:
    """« Est-ce à propos de LYO-1 ? », where a message changes what its author asked within the day, or says more of it.

    None: it does neither, or is too personal for where it was written.
    """
    requests = changed_by(talk, actor, source, text, reading)
    if not requests or (is_private(talk.charter, reading) and not is_direct(actor, source)):
        return None
    decided = False
    if any(may_be_of_another(text, wordstore.read_one(talk.unit, each.words_id)) for each in requests):
        hold_for_author(talk, source)
    else:
        decided = hold_until_said(talk, source, requests)
    ask(talk, actor, source, questions.ask_if_answer(source, requests, awaited=False, decided=decided))
    return Done()


def changed_by(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading) -> list[Request]:
    """The one thing that its author asked there within the day, and that a message changes; else what it may add to.

    The newest first; none without one. All that it may be of, where the day that it says is of another than the last.
    """
    there = _open_there(talk, actor, source)
    of_which = _of_another_day(talk, source, text, there)
    if of_which:
        return of_which
    grain, asks = retimes(text), reading.request.value is RequestKind.YES
    meant = [
        each
        for each in there
        if (is_timed(each, grain) if grain else _is_changed(text, wordstore.read_one(talk.unit, each.words_id), asks))
    ]
    return meant if len(meant) == 1 else _added_to(talk, actor, source, text, reading, there)


def of_another_day(talk: Talk, actor: Actor, source: Source, text: str) -> list[Request]:
    """Of which of what its author asked there within the day a text may be, that goes on from the last and says the day
    of another: « celui de demain à 10h », « finalement pas demain ». The newest first; none where it is of the last.
    """
    return _of_another_day(talk, source, text, _open_there(talk, actor, source))


def _of_another_day(talk: Talk, source: Source, text: str, asked: Sequence[Request]) -> list[Request]:
    there = [(each, wordstore.read_one(talk.unit, each.words_id)) for each in asked]
    last = next(((each, said) for each, said in there if same_need(said, text)), None) if len(there) > 1 else None
    if last is None:
        return []
    named = names_the_thing(text, last[1])
    channel = talk.charter.channel(source.platform, source.conversation)
    pointed = excluded_in(words_of(text).line) or text
    reading = again(talk, pointed, channel, source.posted_at or talk.now, direct=True, files=())
    on = {id_of(each): is_of_its_day(talk, each, reading, pointed, channel) for each, _ in there}
    if on[id_of(last[0])]:
        return []
    other = [each for each, said in there if on[id_of(each)] and (not named or names_the_thing(text, said))]
    if other:
        return [each for each, _ in there if each is last[0] or each in other]
    return [each for each, _ in there if on[id_of(each)] is not None] if points_at_one(text) and not named else []


def _open_there(talk: Talk, actor: Actor, source: Source) -> list[Request]:
    return open_of(talk, actor, lately(talk, actor, source))


def _added_to(
    talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, there: Sequence[Request]
) -> list[Request]:
    """What a message may say more of: asked there within the day, or anywhere where it is said to the desk alone."""
    direct = is_direct(actor, source)
    if not direct and reading.request.value is RequestKind.NO:
        return []
    found = asked_lately(talk, actor, source) if direct else there
    asked = [(each, wordstore.read_one(talk.unit, each.words_id)) for each in found]
    more = [(each, said) for each, said in asked if says_more(text, said)]
    if is_private(talk.charter, reading):
        more = [(each, said) for each, said in more if is_ordinary_there(talk, source, text, said)]
    likely = _may_be_of(talk, actor, source, text, reading, asked) if direct or says_to_keep(text) else []
    return [each for each, _ in more] or likely


def _may_be_of(
    talk: Talk,
    actor: Actor,
    source: Source,
    text: str,
    reading: Reading,
    asked: Sequence[tuple[Request, str]],
) -> list[Request]:
    """Of which of what they `asked` (its words) a text may be, which says no thing that it would ask for by itself.

    « Vendredi en fait »: first of what has a time; « surtout pas le taxi »: of the taxi.
    """
    keeps = says_to_keep(text)
    asks = reading.request.value is not RequestKind.NO and (keeps or reading.service.value is None)
    if not asks or not may_only_add(text, [said for _, said in asked]) or is_private(talk.charter, reading):
        return []
    alone = (
        nod_in(text) not in (None, Nod.KEEP)
        or only_names(talk.unit, talk.charter, text)
        or site_alone(text, talk.charter)
    )
    if alone or goes_on_undecided(talk, actor, source, text, reading):
        return []
    named = [each for each, said in asked if names(text, said)]
    timed = [each for each, _ in asked if says_when(text) and is_timed(each, Grain.DAY)]
    likely = named or timed or [each for each, _ in asked]
    return [each for each, _ in asked if each in likely or each.level is not Level.STANDARD]


def _is_changed(text: str, asked: str, asks: bool) -> bool:
    return changes(text, asked) or (not asks and names_the_thing(text, asked) and same_need(asked, text))
