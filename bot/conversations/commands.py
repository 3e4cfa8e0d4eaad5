"""`/desk …`, or the same words after a mention: the word chooses the command, a reference the request."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.cards import Reply
from bot.conversations.listing import help_, no_such
from bot.events import CommandGiven
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.requests import by_ref, split_reference
from bot.talk import ANSWERS, Talk
from bot.views import notices
from bot.views.help import unknown_word
from storage.tables import Audience

ESCALATE = ("escalate", "escalade")
"""The slash commands that are an act by themselves."""
WITH_A_WORD = ("link", "language", "site")
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


def is_command(talk: Talk, text: str) -> bool:
    """Whether a message to the desk is an order: a word of ours alone, or with a reference of one of our sites."""
    word, _, rest = text.strip().partition(" ")
    name = named(word)
    if name is None:
        return False
    if name in WITH_A_WORD:
        return len(rest.split()) < 2
    found = split_reference(rest)
    if found is None:
        return name not in ANSWERS.acts and name != "show" and not rest.strip()
    code = found[0].partition("-")[0]
    return (name in ANSWERS.acts or name == "show") and any(site.code == code for site in talk.charter.sites)


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
    found = split_reference(said)
    if found is None:
        return talk.tell(notices.notice("errors.which_request", Audience.PERSON))
    ref, rest = found
    request = by_ref(talk.unit, ref)
    if request is None or sees(talk, request) is Part.NOTHING:
        return no_such(talk, ref)
    return ANSWERS.acts[act](talk, request, rest)


def _nearest(word: str) -> str | None:
    words = [each for group in ANSWERS.words.values() for each in group]
    found = process.extractOne(word.casefold(), words, scorer=fuzz.ratio, score_cutoff=NEAR)
    return str(found[0]) if found else None
