"""`/desk …`, or the same words after a mention: the word chooses the command, a reference the request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.cards import Card, Done, Reply, Say
from bot.conversations import away, granting, how_often, levels
from bot.conversations.giving_back import refused
from bot.conversations.keeping import is_told_already
from bot.conversations.listing import example_for, help_, not_found, show
from bot.conversations.obeying import obeyed, pressed
from bot.conversations.one_press import MEANT, in_one_press
from bot.events import CommandGiven, MessagePosted
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may
from bot.reading import again, slashed
from bot.requests import (
    begins_with_clear_reference,
    by_ref,
    leading_reference,
    of_said,
    reference_in,
    split_reference,
    typed_references,
)
from bot.talk import ANSWERS, Talk, on_press
from bot.understanding import RequestKind, site_alone
from bot.understanding.asking_after import asks_after_requests
from bot.understanding.own_data import is_of_own_data
from bot.views import notices
from bot.views.help import unknown_word
from bot.views.parts import together
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Request, Words

ESCALATE = ("escalate", "escalade")
"""The slash commands that are an act by themselves."""
WITH_A_WORD = ("link", "language", "site", "provider")
"""Commands that one more word completes, written to the desk without a slash."""
WITH_A_TEXT = ("understand", "emergency_access")
"""Commands that any words may follow: who may not give them is told so, and nothing is made of the words."""
WITH_DATES = ("away",)
"""Commands that days follow; with anything else, what is said so is a need like another."""
WITH_DAYS = ("repeat", "recurring")
"""Commands that say how often, and what."""
NEAR = 70
"""How alike (0 to 100) a word must be to be offered for another."""
ALONE = ("claim", "release", "resolve", "cancel", "reopen", "urgent", "escalate", "show")
"""Orders that need nothing but a request: obeyed alone in its thread, where the desk is called by its name."""
WORKING = ("claim", "release", "resolve")
"""Those of who works: alone anywhere else, they are asked for which request."""
BEGINNING = ("help", "mine", "data", "site", "urgent", "repeat", "access")
"""Words that a need may begin with as well: « mes badges ne marchent plus »."""
GUESSED = ("claim", "urgent", "escalate")
"""Slash commands that look for their reference further on than right after the verb: they undo and send nothing."""
SAYING = (
    "reply", "wait", "escalate", "resolve", "rate", "refuse", "inquire", "approval", "amount", "validate", "send_back",
)  # fmt: skip
"""Slash commands that carry what is typed after the reference."""
EACH = ("claim", "release", "resolve", "urgent", "cancel", "reopen", "validate")
"""Orders that may name several requests: « prendre LYO-4, LYO-6 »."""
MOST_REFERENCES = 10
LONGEST_ID = 19
WRITING = ("reply", "wait", "escalate", "refuse", "inquire", "approval", "amount", "send_back")
"""Orders that any words may follow."""
MOST_WORDS = {"assign": 4, "transfer": 4, "correct": 1}
"""How many words may stand after the reference: a name, a service, a site."""
_COURTESY = frozenset("svp stp merci s il vous te plaît plait d avance beaucoup please pls thanks thank you".split())
_AND = ("et", "and", "puis", "then")
"""What may stand between two references."""
_SCORED = re.compile(r"[1-5](?:\s|$)")
"""What a score begins, with a word or without."""


def given(talk: Talk) -> Reply:
    """A slash command."""
    event: CommandGiven = talk.event
    name = event.command.lstrip("/").casefold()
    typed = slashed(event.text)
    text = event.text if typed is None else typed
    alerts = named(_begun(text)[0]) == "alert"
    return run(talk, f"{ESCALATE[0]} {text}" if name in ESCALATE and not alerts else text)


def with_slash(talk: Talk) -> Reply | None:
    """A command that no menu took, and that comes as a message: « /liste », « /desk prendre LYO-42 ». None: it is none.

    Said to the desk it is one, a need excepted; in a channel of the charter it is where the desk knows its word.
    """
    event: MessagePosted = talk.event
    text = slashed(event.text)
    if text is None or event.files:
        return None
    word, rest = _begun(text)
    name = named(word)
    if not (event.mentions_desk or event.where.kind == "direct"):
        there = talk.charter.channel(event.where.platform, event.where.conversation) is not None
        if not there or (name is None and text and not _asks_of_own(text)):
            return None
    by_chance = name in ANSWERS.acts and leading_reference(rest) is None and _asks(talk, text)
    if _is_need(talk, text) or by_chance or (name == "new" and rest.strip()):
        return None
    return Done() if is_told_already(talk) else ordered(talk, text)


def run(talk: Talk, text: str) -> Reply:
    """A word and what follows it. Nothing said is a question: what can I say?"""
    word, rest = _begun(text)
    name = named(word)
    if not word:
        return help_(talk, "")
    if name not in WITH_A_TEXT and asks_after_requests(text):
        return ANSWERS.commands["mine"](talk, "")
    if is_of_own_data(text, to_desk=True):
        return ANSWERS.commands["data"](talk, text)
    if name is None and how_often.begins(talk, text):
        return ANSWERS.commands["repeat"](talk, text)
    leave = away.on_leave(talk, text)
    if leave is not None:
        return talk.tell(in_one_press(talk, "", leave, leave, "away"))
    if _is_need(talk, text):
        return ANSWERS.commands["new"](talk, text)
    if name is None:
        return _unnamed(talk, word, text)
    if name in ANSWERS.commands:
        return ANSWERS.commands[name](talk, _without_courtesy(rest) if name in WITH_A_WORD else rest)
    return _on_request(talk, name, rest)


def _unnamed(talk: Talk, word: str, text: str) -> Reply:
    """What begins with no word of ours: a reference alone, or a word to be told of, and given back."""
    alone = leading_reference(text)
    if alone is not None and not alone[1]:
        return show(talk, alone[0])
    return refused(talk, unknown(talk, word, _nearest(word), text), text if text.strip() != word else "")


def unknown(talk: Talk, word: str, meant: str | None, text: str) -> Card:
    """A word of ours typed wrong, and what was probably meant: with a reference or dates, it is done in one press."""
    rest = _begun(text)[1]
    if meant is not None and _is_dated(talk, meant, rest):
        return in_one_press(talk, word, f"{meant} {rest}", f"{meant} {rest}", named(meant))
    name, found = named(meant) if meant is not None else None, leading_reference(rest)
    if meant is None or found is None or not _takes(name, *found):
        return unknown_word(word, meant)
    return in_one_press(talk, word, f"{meant} {found[0]}", f"{meant} {rest}", name)


def _takes(name: str | None, ref: str, rest: str) -> bool:
    return name == "show" or (name is not None and name in ANSWERS.acts and _fits(name, rest))


@on_press("meant")
def meant_pressed(talk: Talk, value: str) -> Reply:
    """Yes, that is what was meant: it is done as if it had been typed so. `value`: the words, as they were meant, and
    what they order.
    """
    number = value.partition(":")[0]
    known = number.isascii() and number.isdecimal() and len(number) < LONGEST_ID
    row = talk.unit.get(Words, int(number)) if known else None
    if row is None or row.kind != MEANT or row.person_id != talk.actor.id:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    text = wordstore.read_one(talk.unit, id_of(row))
    wordstore.erase(talk.unit, id_of(row))
    reply = run(talk, text)
    return reply.model_copy(update={"instead": True}) if isinstance(reply, Say) else reply


def _is_need(talk: Talk, text: str) -> bool:
    """Whether what was typed as a command asks for something, and begins with a word of ours by chance if at all."""
    word, rest = _begun(text)
    name, alone = named(word), leading_reference(text)
    if _asks_of_own(text) or (alone is not None and not alone[1]):
        return False
    if name is not None:
        by_chance = name in BEGINNING and (name != "repeat" or word.casefold() in how_often.EACH)
        return by_chance and not _is_for(talk, name, rest) and _asks(talk, text)
    meant = _nearest(word)
    return not _is_dated(talk, meant, rest) and _asks(talk, text, sure=meant is not None)


def _is_dated(talk: Talk, meant: str | None, rest: str) -> bool:
    """Whether what follows a word typed wrong is what the one that was meant takes: a day, a backup."""
    return meant is not None and named(meant) in WITH_DATES and bool(rest.strip()) and away.is_said(talk, rest)


def _asks_of_own(text: str) -> bool:
    """Whether a text asks where its author's requests stand, or what is kept of them."""
    return asks_after_requests(text) or is_of_own_data(text, to_desk=True)


def _is_for(talk: Talk, name: str, rest: str) -> bool:
    """Whether what follows a word of ours is what that word takes: a site's name, a page, nothing."""
    if name == "repeat":
        return how_often.is_said(talk, rest)
    if name == "access":
        return granting.is_said(talk, rest)
    return len(rest.split()) < 2 or (name == "site" and site_alone(rest, talk.charter) is not None)


def _asks(talk: Talk, text: str, *, sure: bool = True) -> bool:
    """Whether what was typed after the command is a need in several words; `sure`: of a service of ours."""
    if len(text.split()) < 2 or _site_code(talk, reference_in(text)):
        return False
    reading = again(talk, text, None, talk.event.at, files=())
    known = reading.service.value is not None and reading.request.value is not RequestKind.NO
    return known or (not sure and reading.request.value is RequestKind.YES)


def is_command(talk: Talk, text: str) -> bool:
    """Whether a message to the desk is an order, and no sentence that begins with a verb of ours.

    A word of ours alone, or with a reference of one of our sites right after it and nothing more than fits that word.
    """
    word, rest = _begun(text)
    name = named(word)
    if asks_after_requests(text) and _above(talk) is None:
        return True
    if name is None:
        return False
    if name in WITH_A_TEXT:
        return True
    if name in WITH_DATES:
        return not rest.strip() or away.is_said(talk, rest)
    if name in WITH_DAYS:
        # A message that begins by « tous les lundis » is a need like another.
        return word.casefold() not in how_often.EACH and (not rest.strip() or how_often.is_said(talk, rest))
    if name == "level":
        return levels.is_said(talk, rest)
    if name == "access":
        return granting.is_said(talk, rest)
    if name in WITH_A_WORD:
        return len(_without_courtesy(rest).split()) < 2
    if name == "alert" and (word.endswith(":") or rest.startswith(":")):
        return may(Act.ALERT, talk.actor, None, talk.charter).allowed
    if name not in ANSWERS.acts and name != "show":
        return not rest.strip() or rest.strip().isdigit()
    found = leading_reference(rest)
    if found is None:
        return name in ALONE and is_polite(rest) and (_above(talk) is not None or _wants_one(talk, name))
    known = _site_code(talk, found[0]) or _is_lost(talk, name, rest)
    return known and (_fits(name, found[1]) or bool(_several(name, rest)))


def ordered(talk: Talk, text: str) -> Reply:
    """A message to the desk that is an order: a verb alone in the thread of a request is about that request."""
    word, rest = _begun(text)
    name, above = named(word), _above(talk)
    if name in ALONE and above is not None and leading_reference(rest) is None:
        return show(talk, above.ref) if name == "show" else _on_above(talk, name, above.ref, rest.strip())
    return run(talk, text)


def takes_text(text: str) -> bool:
    """Whether a message is an order that any words may follow."""
    return named(_begun(text)[0]) in WITH_A_TEXT


def is_bare(text: str) -> bool:
    """Whether a message is the word of an order and nothing more: no need has that for a name."""
    word, rest = _begun(text)
    return named(word) in ALONE and is_polite(rest)


def begins_as_order(text: str) -> bool:
    """Whether a message begins with the word of an act."""
    return named(_begun(text)[0]) in ANSWERS.acts


def _begun(text: str) -> tuple[str, str]:
    """The first word of a text, and what follows it, on its line or the next."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, "".join(rest)


def named(word: str) -> str | None:
    """The command or act that a word names, in either language."""
    said = word.casefold()
    return next((name for name, words in ANSWERS.words.items() if said == name or said in words), None)


def press(talk: Talk, act: str, value: str) -> Reply:
    """A button: its own answer, or an act on the request that its value names."""
    if act in ANSWERS.presses:
        return ANSWERS.presses[act](talk, value)
    if act not in ANSWERS.acts:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    ref, _, rest = value.partition(":")
    found = split_reference(ref)
    if found is None:
        return talk.tell(which(talk))
    request = _known(talk, found[0])
    return refused(talk, not_found(talk, found[0]), rest) if request is None else pressed(talk, act, request, rest)


def _on_request(talk: Talk, act: str, said: str) -> Reply:
    """A verb with a reference right after it. Only what harms nothing is guessed from one that stands further on."""
    found = leading_reference(said)
    if found is None and act in GUESSED:
        ref = reference_in(said)
        found = None if ref is None else (ref, said.strip() if act == "escalate" else "")
    if found is None:
        return refused(talk, which(talk), said)
    several = _several(act, said)
    if several:
        return _each(talk, act, several)
    ref, rest = found
    if not (_fits(act, rest) or (act in SAYING and reference_in(rest) is None)):
        return _too_much(talk, "errors.too_much", act, ref, rest)
    return order(talk, act, ref, "" if act not in SAYING and is_polite(rest) else rest)


def _several(act: str, said: str) -> list[str]:
    """The references that an order names one after the other, and nothing else; none where it names one."""
    refs, rest = list[str](), said
    for ref, typed in typed_references(said):
        refs, rest = [*refs, ref], rest.replace(typed, " ", 1)
    left = [word for word in re.findall(r"\w+", rest.casefold()) if word not in _AND]
    refs = list(dict.fromkeys(refs))
    return refs[:MOST_REFERENCES] if act in EACH and len(refs) > 1 and is_polite(" ".join(left)) else []


def _each(talk: Talk, act: str, refs: Sequence[str]) -> Reply:
    """The same order on several requests, each answered: one of them may be refused."""
    said = list[Card]()
    for ref in refs:
        talk.told = False
        reply = order(talk, act, ref, "")
        said += [reply.card] if isinstance(reply, Say) else []
    return Say(card=together(said)) if said else Done()


def _on_above(talk: Talk, act: str, ref: str, rest: str) -> Reply:
    """A verb in the thread of its request: « /annule pas, finalement » cancels nothing."""
    if not _fits(act, rest):
        return _too_much(talk, "errors.too_much_here", act, ref, rest)
    return order(talk, act, ref, "" if is_polite(rest) else rest)


def _too_much(talk: Talk, key: str, act: str, ref: str, rest: str) -> Reply:
    """What follows is more than that verb takes: nothing is done."""
    word = ANSWERS.words[act][0]
    return refused(talk, notices.notice(key, Audience.PERSON, word=word, ref=ref), rest)


def order(talk: Talk, act: str, ref: str, rest: str) -> Reply:
    """An act on the request of that reference, if whoever orders it may know of it."""
    request = _known(talk, ref)
    return refused(talk, not_found(talk, ref), rest) if request is None else obeyed(talk, act, request, rest)


def _known(talk: Talk, ref: str) -> Request | None:
    """The request of that reference, if whoever acts may know that there is one."""
    request = by_ref(talk.unit, ref)
    return request if request is not None and sees(talk, request) is not Part.NOTHING else None


def _above(talk: Talk) -> Request | None:
    """The request in whose thread the desk is called, by its name or with a slash."""
    event = talk.event
    where = getattr(event, "where", None)
    if where is None or where.root is None or not isinstance(event, MessagePosted):
        return None
    if not event.mentions_desk and slashed(event.text) is None:
        return None
    found = of_said(talk.unit, event.who, where, where.root)
    return found[0] if found is not None else None


def _wants_one(talk: Talk, name: str) -> bool:
    """Whether a verb alone is an order that lacks its request, and nothing that is asked: « fait », from who works."""
    return name == "show" or (name in WORKING and talk.actor.works)


def _site_code(talk: Talk, ref: str | None) -> bool:
    """Whether a reference is of one of our sites."""
    return ref is not None and any(site.code == ref.partition("-")[0] for site in talk.charter.sites)


def _is_lost(talk: Talk, name: str, said: str) -> bool:
    """Whether an order names what is of no site and can hardly be anything but a reference: « prendre ZZZ-99 ».

    What reads as a need for something of ours is one: « prendre TGV-6201 ».
    """
    asks = name not in WRITING and talk.reading.service.value is not None
    return begins_with_clear_reference(said) and not asks


def _fits(act: str, rest: str) -> bool:
    """Whether what stands after a reference is what that verb takes, or a word of courtesy."""
    if act in WRITING or is_polite(rest):
        return True
    if act == "urgent":
        return rest.casefold() in ("on", "off")
    if act == "rate":
        return _SCORED.match(rest) is not None and reference_in(rest) is None
    short = len(rest.split()) <= MOST_WORDS.get(act, 0)
    return short and reference_in(rest) is None


def is_polite(rest: str) -> bool:
    """Whether nothing but words of courtesy is said."""
    return all(word in _COURTESY for word in re.findall(r"\w+", rest.casefold()))


def _without_courtesy(rest: str) -> str:
    """What is said before words of courtesy: « EN svp »."""
    words = rest.split()
    while words and is_polite(words[-1]):
        words.pop()
    return " ".join(words)


def which(talk: Talk) -> Card:
    """« De quelle demande s'agit-il ? »"""
    return notices.notice("errors.which_request", Audience.PERSON, example=example_for(talk))


def _nearest(word: str) -> str | None:
    words = [each for group in ANSWERS.words.values() for each in group if each not in how_often.EACH]
    found = process.extractOne(word.casefold(), words, scorer=fuzz.ratio, score_cutoff=NEAR)
    return str(found[0]) if found else None
