"""What may be said to the desk, and the nearest thing to what was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.cards import Card, CardPart, Plain, Strong, Text, ours
from bot.views.parts import button, line, rows
from storage.tables import Audience

ORDER = (
    "help", "home", "new", "repeat", "recurring", "mine", "list", "show", "next", "standup", "rituals",
    "claim", "release", "resolve", "reply", "wait", "assign", "transfer", "amount", "approval", "approve", "refuse",
    "inquire", "urgent", "correct", "cancel", "reopen", "rate", "escalate", "take_over", "validate", "send_back",
    "recall", "alert", "away", "provider", "level", "access", "emergency_access", "site", "language", "link", "data",
    "understand", "learned",
)  # fmt: skip
"""The commands and acts that have a sentence, in the order in which they are told."""
WORKERS = (
    "list", "next", "standup", "claim", "release", "resolve", "reply", "wait", "assign", "transfer", "take_over",
    "validate", "send_back", "recall", "alert", "away", "amount", "approval", "approve", "refuse", "inquire", "access",
)  # fmt: skip
"""Of no use to someone who only asks."""
COORDINATORS = ("provider", "level", "emergency_access", "understand", "learned")
"""Of use to whoever looks after the desk."""
ABOUT_A_REQUEST = (
    "show", "claim", "release", "resolve", "reply", "wait", "assign", "transfer", "urgent", "correct", "cancel",
    "reopen", "rate", "escalate", "take_over", "amount", "approval", "approve", "refuse", "inquire", "validate",
    "send_back", "recall",
)  # fmt: skip


def help_card(
    language: str, roles: Collection[str], commands: Mapping[str, Sequence[str]], example: str = "LYO-42"
) -> Card:
    """What one may write, by role. `commands`: the words of each, a French one first; `example`: a reference."""
    works = bool({"assistant", "coordinator"} & set(roles))
    lists = works or "manager" in roles
    alerted = bool({"manager", "executive"} & set(roles))
    steers = dict.fromkeys(("take_over", "alert", "approve", "refuse", "inquire", "away"), alerted)
    own = {name for name, theirs in {"list": lists, **steers}.items() if theirs}
    unused = set[str]() if works else set(WORKERS) - own
    unused |= set() if {"coordinator", "admin"} & set(roles) else set(COORDINATORS)
    told = [name for name in ORDER if name in commands and name not in unused]
    parts: list[CardPart] = [*line(ours("help.title"), "title"), *line(ours("help.ask"))]
    parts += [each for name in told for each in line(_command(language, name, commands[name], example))]
    parts += line(ours("help.reactions"), "quiet") if works else ()
    parts += rows((button("new", "buttons.new", "new", "primary"),))
    return Card(kind="help", audience=Audience.PERSON, summary=ours("help.title"), parts=tuple(parts))


def unknown_word(word: str, nearest: str | None, order: str | None = None) -> Card:
    """A command that is none, and what was probably meant: done in one press, where `order` says whose words it has.

    No word: what was said is understood, and is none of the desk's own words.
    """
    said = word[:40]
    text = ours("help.unknown", word=said)
    if nearest and not word:
        text = ours("help.is_it", nearest=Strong(text=(Plain(text=nearest),)))
    elif nearest:
        text = ours("help.nearest", word=said, nearest=Strong(text=(Plain(text=nearest),)))
    yes = (button("meant", "help.meant", order, "primary", order=nearest),) if order and nearest else ()
    return Card(kind="unknown_word", audience=Audience.PERSON, summary=text, parts=(*line(text), *rows(yes)))


def _command(language: str, name: str, words: Sequence[str], example: str) -> Text:
    word = words[0] if language == "fr" and words else name
    usage = ours("help.usage", word=word)
    if name in ABOUT_A_REQUEST:
        usage = ours("help.usage_about", word=word, example=example)
    return ours("help.command", usage=Strong(text=usage), what=ours(f"help.do_{name}"))
