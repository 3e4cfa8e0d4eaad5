"""Every cue of the reader in one search, compiled once."""

from functools import lru_cache

from bot.understanding.asking import add_asking_cues
from bot.understanding.phrases import Phrases
from bot.understanding.sensitive import add_sensitive_cues
from bot.understanding.urgency import add_urgency_cues


@lru_cache(maxsize=1)
def all_cues() -> Phrases:
    """The cues of urgency, of what is private, and of asking."""
    phrases = Phrases()
    add_urgency_cues(phrases)
    add_sensitive_cues(phrases)
    add_asking_cues(phrases)
    return phrases
