"""`/desk …`, or the same words after a mention: the word chooses the command, a reference the request."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.cards import Reply
from bot.conversations.listing import help_, no_such
from bot.events import CommandGiven
from bot.permit import refuse, sees
from bot.policies.confidentiality import Part
from bot.policies.permissions import NOT_FOUND
from bot.requests import by_ref, reference_in
from bot.talk import ANSWERS, Talk
from bot.views import notices
from bot.views.help import unknown_word
from storage.tables import Audience

ESCALATE = ("escalate", "escalade")
"""The slash commands that are an act by themselves."""
WITH_A_WORD = ("show", "link", "language", "site")
"""Commands that one more word completes, written to the desk without a slash."""
NEAR = 70
"""How alike (0 to 100) a word must be to be offered for another."""


def given(talk: Talk) -> Reply:
    """A slash command."""
    event: CommandGiven = talk.event
    name = event.command.lstrip("/").casefold()
    text = f"{ESCALATE[0]} {event.text}" if name in ESCALATE else event.text
    return run(talk, text)


def run(talk: Talk, text: str) -> Reply:
    """A word and what follows it. Nothing said is a question: what can I say?"""
    word, _, rest = text.strip().partition(" ")
    name = named(word)
    if not word:
        return help_(talk, "")
    if name is None:
        return talk.tell(unknown_word(word, _nearest(word)))
    if name in ANSWERS.commands:
        return ANSWERS.commands[name](talk, rest)
    return _on_request(talk, name, rest)


def is_command(text: str) -> bool:
    """Whether a message to the desk is a command: a word of ours alone, or followed by a reference."""
    word, _, rest = text.strip().partition(" ")
    name = named(word)
    if name is None:
        return False
    if name in ANSWERS.acts:
        return reference_in(rest) is not None
    return not rest.strip() or (name in WITH_A_WORD and len(rest.split()) == 1)


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
    return _on_request(talk, act, f"{ref} {rest}" if rest else ref)


def _on_request(talk: Talk, act: str, said: str) -> Reply:
    ref = reference_in(said)
    if ref is None:
        return talk.tell(notices.notice("errors.which_request", Audience.PERSON))
    request = by_ref(talk.unit, ref)
    if request is None:
        return no_such(talk, ref)
    if sees(talk, request) is Part.NOTHING:
        return no_such(talk, ref) if talk.event.kind == "command_given" else refuse(talk, NOT_FOUND, None)
    return ANSWERS.acts[act](talk, request, _after(said, ref))


def _after(said: str, ref: str) -> str:
    """What stands after the reference, as it was typed."""
    number = ref.rpartition("-")[2]
    place = said.find(number)
    return said[place + len(number) :].strip() if place >= 0 else ""


def _nearest(word: str) -> str | None:
    words = [each for group in ANSWERS.words.values() for each in group]
    found = process.extractOne(word.casefold(), words, scorer=fuzz.ratio, score_cutoff=NEAR)
    return str(found[0]) if found else None
