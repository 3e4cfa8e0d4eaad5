"""Text to meaning: is it asked, what for, where, when, how pressing, how private. Read on the company's own machine."""

from bot.understanding.model import (
    NOTHING_LEARNED,
    CharterText,
    Context,
    Grain,
    Learned,
    LearnedTerm,
    Money,
    Part,
    Reading,
    RequestKind,
    When,
)
from bot.understanding.needs import is_opening, is_thanks, same_need
from bot.understanding.reading import read

__all__ = [
    "NOTHING_LEARNED",
    "CharterText",
    "Context",
    "Grain",
    "Learned",
    "LearnedTerm",
    "Money",
    "Part",
    "Reading",
    "RequestKind",
    "When",
    "is_opening",
    "is_thanks",
    "read",
    "same_need",
]
