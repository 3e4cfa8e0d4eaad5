"""What a reading is: the words of the understanding, free of any platform, clock or database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

Value = TypeVar("Value")


class SiteText(Protocol):
    """What the reader needs of a charter's site."""

    @property
    def id(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...
    @property
    def holidays(self) -> str | None: ...


class Bilingual(Protocol):
    """A name in both languages of the desk."""

    @property
    def fr(self) -> str: ...
    @property
    def en(self) -> str: ...


class ServiceText(Protocol):
    """What the reader needs of a charter's service. `kind` ties it to a part of the vocabulary; None: guessed."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> Bilingual: ...
    @property
    def examples(self) -> Sequence[str]: ...
    @property
    def confidential(self) -> bool: ...
    @property
    def kind(self) -> str | None: ...


class DeskText(Protocol):
    """What the reader needs of the charter's desk."""

    @property
    def language(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def holidays(self) -> str | None: ...


class CharterText(Protocol):
    """What the reader needs of a charter. `hash` names its text: vocabularies are compiled once a hash."""

    @property
    def hash(self) -> str: ...
    @property
    def desk(self) -> DeskText: ...
    @property
    def sites(self) -> Sequence[SiteText]: ...
    @property
    def services(self) -> Sequence[ServiceText]: ...


class RequestKind(StrEnum):
    """Whether a message asks the desk for something; ASK: only its author can tell."""

    YES = "yes"
    ASK = "ask"
    NO = "no"


class Grain(StrEnum):
    """How precisely a moment was given. PART: a part of a day; WEEK: a week or longer."""

    MINUTE = "minute"
    HOUR = "hour"
    PART = "part"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class When:
    """A moment as it was written: a date for a whole day, else an aware date-time in the context's time zone."""

    value: date | datetime
    grain: Grain


@dataclass(frozen=True, slots=True)
class Money:
    """A sum; `currency` is an ISO 4217 code."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that several people use, and is not as it should be; `places`: where, as far as that is said."""

    thing: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part(Generic[Value]):
    """One part of a reading: its value, how sure the reader is (0 to 1), the words, as written, it came from."""

    value: Value
    certainty: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Where and by whom a message was written. `written_at` is aware; `timezone` an IANA name, its author's.

    `language` (fr, en) is only a hint. `direct`: the person addresses the desk (direct message, mention, command).
    `thread_reply`: it answers something. `mentions_other`: it names another person than the desk.
    """

    charter: CharterText
    language: str | None
    channel_site: str | None
    author_site: str | None
    written_at: datetime
    timezone: str
    direct: bool = False
    thread_reply: bool = False
    mentions_other: bool = False


@dataclass(frozen=True, slots=True)
class LearnedTerm:
    """One lesson of people's corrections: in `part` ("service"), the word whose stem is `stem` speaks for `value`.

    `weight` is added to the score of `value`, below zero against it; a word of the built-in vocabulary weighs 1 to 4.
    """

    part: str
    stem: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Learned:
    """An immutable snapshot of what corrections taught, for this company only."""

    terms: tuple[LearnedTerm, ...] = ()
    _parts: dict[str, dict[str, tuple[LearnedTerm, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Looked up once a message: sorted when it is made."""

    def __post_init__(self) -> None:
        for term in self.terms:
            stems = self._parts.setdefault(term.part, {})
            stems[term.stem] = (*stems.get(term.stem, ()), term)

    def for_part(self, part: str) -> Mapping[str, tuple[LearnedTerm, ...]]:
        """The terms of one part, by stem."""
        return self._parts.get(part, {})


NOTHING_LEARNED = Learned()
DOUBTED = 0.4
"""How sure a date is, at most, that contradicts itself or leaves a choice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message means. Services and sites are ids of the charter; None: not said, or none that fits.

    `written_at` is aware, in the context's time zone: what its relative days are counted from.
    """

    request: Part[RequestKind]
    service: Part[str | None]
    site: Part[str | None]
    urgent: Part[bool]
    sensitive: Part[bool]
    due: Part[When | None]
    event_start: Part[When | None]
    event_end: Part[When | None]
    language: Part[str]
    amounts: Part[tuple[Money, ...]]
    written_at: datetime
    needs: tuple[str, ...] = ()
    """The two needs that it clearly says, each in its own words; none where it is one, or may be."""
    trouble: Trouble | None = None
    """What it says is wrong with something that others use too."""

    @property
    def dates(self) -> tuple[When | None, When | None, When | None]:
        """When it is due, and when it takes place, from and to."""
        return self.due.value, self.event_start.value, self.event_end.value

    @property
    def days(self) -> tuple[str, ...]:
        """The days of these, ISO, each once."""
        return tuple(dict.fromkeys(each.value.isoformat()[:10] for each in self.dates if each is not None))

    def passed_by(self, now: datetime) -> bool:
        """Whether what it says of time, and was to come when it was written, is over by an instant (aware)."""
        said = self.due.value or self.event_end.value or self.event_start.value
        if said is None or said.grain is Grain.WEEK:
            return False
        end = said.value
        if not isinstance(end, datetime) or said.grain is Grain.PART:
            end = datetime(end.year, end.month, end.day, 23, 59, 59, tzinfo=self.written_at.tzinfo)
        return self.written_at < end < now

    @property
    def date_doubted(self) -> bool:
        """Whether a date was read that is to be looked at: « lundi 13 » that is no Monday, « mardi ou mercredi »."""
        dated = (self.due, self.event_start, self.event_end)
        return any(part.value is not None and part.certainty <= DOUBTED for part in dated)
