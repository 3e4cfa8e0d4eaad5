"""Whether two messages of one author are one need; what only greets, what only thanks. Texts alone, no charter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from bot.understanding import asking
from bot.understanding.asking import Setting, read_asking
from bot.understanding.cues import all_cues
from bot.understanding.dates import Dates, read_dates
from bot.understanding.language import read_language
from bot.understanding.model import NOTHING_LEARNED, Part, RequestKind, When
from bot.understanding.service import ServiceVocabulary, kinds_only, read_service
from bot.understanding.text import Words, listed, words_of

_ANY_MOMENT = datetime(2026, 1, 7, 8, tzinfo=UTC)
"""Both texts are dated from one moment, whichever: only whether their days differ matters."""
_GOING_ON = frozenset(
    listed(
        """
        pour c ce ca cela avec et plutot en ah oups pardon oh aussi a le la les au vers sans ou ps soit dont environ for
        with and also actually sorry make at on or without around plus sinon precision precisions correction
        non mais desole euh enfin finalement from dans sur chez jusqu apres avant by before after until idem
        si urgent merci svp please it its but du des
    """
    )
)
_ANOTHER = frozenset(listed("aussi egalement autre another also else second sinon separement"))
_BRIEF = 14
_APART = timedelta(minutes=15)


def is_thanks(text: str) -> bool:
    """Whether a text says thanks and nothing else."""
    return asking.is_thanks(words_of(text))


def is_opening(text: str) -> bool:
    """Whether a text only greets, or announces a question: what is asked comes in the next one."""
    return asking.is_opening(words_of(text))


def same_need(previous_text: str, text: str, apart: timedelta = timedelta(0)) -> bool:
    """Whether a second message of one author, `apart` after the first, belongs to the same need.

    "bonjour" joins what follows; "pour 8 personnes" joins the room asked before; another kind of help, or another day,
    asked for outright is another need; thanks and greetings join nothing.
    """
    words = words_of(text)
    if apart > _APART or not words.norms or asking.is_thanks(words) or asking.is_opening(words):
        return False
    previous = words_of(previous_text)
    if asking.is_opening(previous):
        return True
    earlier, later = _gist(previous), _gist(words)
    return earlier.asks is not RequestKind.NO and _continues(words, earlier, later)


@dataclass(frozen=True, slots=True)
class _Gist:
    asks: RequestKind
    kind: str | None
    dates: Dates

    @property
    def day(self) -> date | None:
        """The first day it names."""
        found: list[Part[When | None]] = [self.dates.start, self.dates.due]
        for part in found:
            if part.value is not None:
                value = part.value.value
                return value.date() if isinstance(value, datetime) else value
        return None


@lru_cache(maxsize=1)
def _kinds() -> ServiceVocabulary:
    return kinds_only()


def _gist(words: Words) -> _Gist:
    service = read_service(words, _kinds(), NOTHING_LEARNED)
    language = read_language(words, None, "fr").value
    dates = read_dates(words, _ANY_MOMENT, language, lambda day: False)
    asks = read_asking(words, all_cues().find(words), Setting(french=language == "fr"), service, dates)
    return _Gist(asks.value, service.kind, dates)


def _continues(words: Words, earlier: _Gist, later: _Gist) -> bool:
    asks = later.asks is RequestKind.YES
    another_kind = None not in (earlier.kind, later.kind) and earlier.kind != later.kind
    days_differ = None not in (earlier.day, later.day) and earlier.day != later.day
    goes_on = words.norms[0] in _GOING_ON or words.norms[0].isdigit()
    if goes_on and not (asks and another_kind):
        return not (asks and days_differ and _ANOTHER.intersection(words.norms))
    if another_kind or (asks and _ANOTHER.intersection(words.norms)):
        return False
    if asks and later.kind is not None:
        return not days_differ
    return later.asks is not RequestKind.NO and len(words.norms) <= _BRIEF
