"""The word of an order and nothing more, said to the desk: obeyed where one request is meant, else asked about.

It is said to the desk alone: nobody else is told of it, no request is made of it, and none is worded by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.apart import only_names
from bot.cards import Done, Reply
from bot.conversations import commands, giving_up, intake, site_asked
from bot.conversations.keeping import KEPT, is_told_already
from bot.conversations.last_told import last_told
from bot.conversations.listing import show
from bot.conversations.meant import takes_up_question
from bot.conversations.nearby import asked_in_day
from bot.conversations.thread import own_told_at
from bot.conversations.undecided import undecided_of
from bot.events import Event, MessagePosted
from bot.reading import slashed, without_mention
from bot.requests import of_said
from bot.talk import ANSWERS, Talk
from bot.understanding import site_alone
from bot.understanding.pressing import says_only_how_soon
from bot.understanding.text import fold, listed
from bot.views.help import unknown_word
from storage.tables import Level, Request

GUESSED = ("urgent", "escalate", "show")
"""Orders that are obeyed for the one request just asked: they undo nothing, and send nothing to its requester."""
_SPOKEN = re.compile(r"(?:c['’]? ?est|c|cest)\s+(?:(?:bon|ok)\W+(?:c['’]? ?est|c|cest)\s+)?", re.IGNORECASE)
"""How an order is begun as one speaks: « c'est fait », « c fait »."""
_ENDING = " \t\n!.…"
_SHORTEST = 3
"""Letters: less is no slip of a word; a word as short has no slip but one letter written twice."""
_OTHERS = frozenset(
    listed(
        """
        faut fais lait trait soir noir voix vois voit voire avoir vite suite cite sites donc donne dons donee none zone
        one gone date rare mate late data mince fine line mines wine nine homme dome come some hope porter voter note
        notes notre vendre tendre relire langage longue langues text texte tape cake make lake how now snow shop shot
        like pink ink piste lisse list what hate gate rat rats self heap lies lien liens nouveaux news mises mise ride
        aime aile saint lime mini mien miens mienne lists listes site urgence confie confies attend attends
        aude aida lise lisa lina line mina kate rome sete dole voie aire corrige transfere attribue relie notee
        donnes tata
        """
    )
)
"""Words of their own, one letter away from the word of an order."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a text orders: the command or act, and the word of ours that was meant, where it is another than typed."""

    name: str
    typed: str
    meant: str | None = None
    spoken: bool = False


def order_in(text: str) -> Order | None:
    """The order that a text is, with words of courtesy at most; none where it says anything else."""
    if says_only_how_soon(text):
        return Order("urgent", text.strip())
    bare = text.replace("?", " ").strip(_ENDING)
    said = _SPOKEN.sub("", bare, count=1) if _SPOKEN.match(bare) else bare
    typed, _, rest = said.partition(" ")
    word = typed.strip(",;:")
    if not word or not commands.is_polite(rest):
        return None
    name = commands.named(word) or _named_bare(word)
    if said is not bare and name != "resolve":
        return None
    if name is not None:
        return Order(name, word, spoken=said is not bare)
    meant = _nearest(word)
    return Order(commands.named(meant) or meant, word, meant) if meant is not None else None


def posted(talk: Talk) -> Reply | None:
    """A message to the desk that is the word of an order, or one letter away from it. None: it is no such message."""
    event: MessagePosted = talk.event
    if event.files or not (event.mentions_desk or event.where.kind == "direct"):
        return None
    text = without_mention(event.text)
    order = order_in(text)
    if order is None:
        return _mistyped(talk, text)
    if _is_other(talk, order, text):
        return None
    above = _above(talk)
    if above is not None and "," in text and order.meant is None:
        # « Fait, merci » may be said to a colleague.
        return None
    if order.meant is None and above is None and _is_of_doubtful(talk, order):
        return intake.posted(talk) if talk.alone else None
    if order.meant is None and order.name == "cancel" and above is None:
        return None
    if is_told_already(talk):
        return Done()
    if order.meant is not None:
        return talk.tell(unknown_word(order.typed, order.meant))
    return _obeyed(talk, order, text, above)


def _mistyped(talk: Talk, text: str) -> Reply | None:
    """One letter away from the word of an order, with a request right after it: asked, to be done in one press."""
    word, _, rest = text.strip().partition(" ")
    meant = _nearest(word) if commands.named(word) is None and _named_bare(word) is None else None
    if meant is None or not commands.is_command(talk, f"{meant} {rest}"):
        return None
    return Done() if is_told_already(talk) else talk.tell(commands.unknown(talk, word, meant, text))


def is_ordered(event: Event) -> bool:
    """Whether it is a message to the desk that gives it a command, with a slash or without, or a slip of one."""
    if not isinstance(event, MessagePosted) or not (event.mentions_desk or event.where.kind == "direct"):
        return False
    return slashed(event.text) is not None or order_in(without_mention(event.text)) is not None


def _obeyed(talk: Talk, order: Order, text: str, above: Request | None) -> Reply:
    if order.name in ANSWERS.commands and order.name != "show":
        return ANSWERS.commands[order.name](talk, "")
    request = above or (_just_asked(talk) if order.name in GUESSED else None)
    if order.name == "show" or "?" in text:
        if request is not None:
            return show(talk, request.ref)
        return ANSWERS.commands["show" if order.name == "show" else "mine"](talk, "")
    if request is None:
        return talk.tell(commands.which(talk))
    called = talk.event.mentions_desk
    if order.name == "cancel" and not called and request.open and request.requester_id == talk.actor.id:
        return giving_up.offer(talk, request)
    return commands.order(talk, order.name, request.ref, "")


def _is_other(talk: Talk, order: Order, text: str) -> bool:
    """Whether it is no order after all: an answer to what was asked, a name, a site, a thing that somebody serves."""
    if order.meant is not None:
        named = site_alone(text, talk.charter) is not None or only_names(talk.unit, talk.charter, text)
        if talk.reading.service.value is not None or named or site_asked.is_answered(talk):
            return True
    return order.name in ANSWERS.acts and _answers(talk, order, text)


def _answers(talk: Talk, order: Order, text: str) -> bool:
    """Whether it answers what its author was last written: « fait » to what waits for them, or a word of that."""
    done = order.name == "resolve" and order.typed.casefold() not in ("terminer", "resolve")
    for told in last_told(talk, talk.event.where, talk.actor.id):
        if done and (told.asked or (told.replied and order.spoken)):
            return True
        if (told.asked or told.replied) and takes_up_question(talk, told, text):
            return True
    return False


def _is_of_doubtful(talk: Talk, order: Order) -> bool:
    """Whether it may be of what its author is being asked about, or gives up, where nothing else hears it first."""
    if order.name == "cancel":
        return talk.alone
    return order.name == "urgent" and bool(undecided_of(talk, talk.actor.id))


def _above(talk: Talk) -> Request | None:
    """The request in whose thread, or under which, it is written."""
    where = talk.event.where
    if where.root is None:
        return None
    found = of_said(talk.unit, talk.who, where, where.root) or own_told_at(talk, where, where.root)
    return found[0] if found is not None else None


def _just_asked(talk: Talk) -> Request | None:
    """The one request that whoever writes asked in the minutes before; none where they asked several."""
    at = talk.event.at
    lately = asked_in_day(talk, talk.actor.id, at, at)
    found = [each for each in lately if each.asked_at >= at - KEPT]
    return found[0] if len(found) == 1 and (talk.alone or found[0].level is not Level.CONFIDENTIAL) else None


def _named_bare(word: str) -> str | None:
    """What a word names but for its accents."""
    return next((name for name, words in ANSWERS.words.items() for each in words if fold(each) == fold(word)), None)


def _nearest(word: str) -> str | None:
    """The word of ours from which a word is one letter away; none for a word of its own."""
    bare = fold(word)
    if len(bare) < _SHORTEST or not bare.isalpha() or bare in _OTHERS:
        return None
    ours = [each for words in ANSWERS.words.values() for each in words]
    near = [each for each in ours if _is_slip(bare, fold(each))]
    return max(near, key=lambda each: fuzz.ratio(bare, fold(each)), default=None)


def _is_slip(word: str, ours: str) -> bool:
    if len(ours) <= _SHORTEST:
        return word in {ours[:place] + ours[place - 1 :] for place in range(1, len(ours) + 1)}
    return OSA.distance(word, ours, score_cutoff=1) == 1
