"""What corrections teach: which words of the requests that people moved speak for the service that they moved them to.

One request teaches a little, two or three that agree teach for good, and what contradicts itself cancels out. A word
speaks for one service: the one that most requests gave it, half of them at least, and of two the one last given. Where
some of its words speak for that service already, these are trusted more and the others' are left alone: « la facture
du train » takes nothing from « train ».
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.understanding.everyday import EVERYDAY
from bot.understanding.model import CharterText, Learned, LearnedTerm
from bot.understanding.ordinary import ORDINARY
from bot.understanding.service import (
    ServiceVocabulary,
    compile_services,
    is_term,
    places_for,
    stems_of,
    subject_of,
)
from bot.understanding.text import Words, listed, words_of

PART = "service"
LITTLE = 0.4
"""What all the words of one request weigh together: less than any word that a charter says of a service alone."""
_FOR_GOOD = {2: 2.0, 3: 4.0}
"""What a word weighs by how many requests agree: it names a service by itself, then outweighs the office's words."""
_SHORTEST = 3
_TITLES = frozenset(listed("m mr mme mlle mrs ms dr me monsieur madame"))


@dataclass(frozen=True, slots=True)
class Correction:
    """A request that somebody gave another service (ids; None: no service): what it says, and in which language.

    `id` grows with time; `names`: the people of whom its words are, who may sign them.
    """

    id: int
    text: str
    language: str
    read: str | None
    meant: str | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taught:
    """What was learned of a word, from which corrections (ids, the newest first)."""

    stem: str
    word: str
    terms: tuple[LearnedTerm, ...]
    """The service that it speaks for, and those that it speaks against."""
    corrections: tuple[int, ...]

    @property
    def service(self) -> str | None:
        """The service that the word speaks for; None: it only speaks against some."""
        return next((term.value for term in self.terms if term.weight > 0), None)

    @property
    def little(self) -> bool:
        """Whether one request alone taught it, so that it decides next to nothing."""
        return all(abs(term.weight) <= LITTLE for term in self.terms)


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What one request teaches: its words, by stem, and whether others know each; for a service, and against one."""

    words: Mapping[str, tuple[str, bool]]
    speaks_for: str | None
    against: str | None


@dataclass(slots=True)
class _Votes:
    """What corrections say of one word: for each service, how many give it and how many take it away."""

    word: str
    known: bool
    count: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    share: int = 1
    """Among how many words the last request shares its weight."""
    corrections: list[int] = field(default_factory=list)

    def add(self, correction: int, lesson: _Lesson) -> None:
        """One request more; the newest comes last."""
        for service, vote in ((lesson.speaks_for, 1), (lesson.against, -1)):
            if service is not None:
                self.count[service] = self.count.get(service, 0) + vote
                self.last[service] = correction
        self.share = len(lesson.words)
        self.corrections.insert(0, correction)


def taught_by(
    corrections: Sequence[Correction], forgotten: Mapping[str, int], charter: CharterText, names: Collection[str] = ()
) -> tuple[Taught, ...]:
    """What corrections teach, a request each, by word. `forgotten`: by stem, up to which correction it is forgotten.

    `names`: people and places that are no subject. A word that neither the office nor the charter knows may be
    anybody's own: it is learned once two requests agree on it.
    """
    if not corrections:
        return ()
    services = compile_services(charter)
    apart = _words_of_names((*names, *_site_names(charter)))
    votes: dict[str, _Votes] = {}
    for each in sorted(corrections, key=lambda one: one.id):
        if each.read != each.meant:
            lesson = _lesson(each, services, apart)
            said = lesson.words if lesson.speaks_for or lesson.against else {}
            for stem, word in said.items():
                if each.id > forgotten.get(stem, 0):
                    votes.setdefault(stem, _Votes(*word)).add(each.id, lesson)
    found = (_taught(stem, kept) for stem, kept in votes.items())
    return tuple(each for each in found if each is not None)


def learned_from(taught: Iterable[Taught]) -> Learned:
    """The snapshot that a reading is given."""
    return Learned(tuple(term for each in taught for term in each.terms))


def stems_in(text: str) -> dict[str, str]:
    """The words of a message that something may have been learned of, by their stems in either language."""
    words = words_of(text)
    return {stem: words.span(place, place) for place, norm in subject_of(words) for stem in stems_of(norm)}


def _taught(stem: str, votes: _Votes) -> Taught | None:
    least = 1 if votes.known else 2
    most = len(votes.corrections) / 2
    given = {service: count for service, count in votes.count.items() if count >= max(least, most)}
    best = max(given, key=lambda service: (given[service], votes.last[service]), default=None)
    terms = [LearnedTerm(PART, stem, best, _weight(given[best], votes.share))] if best is not None else []
    # Once it takes nothing from the words that name a service; two that agree do.
    taken = [(service, -count) for service, count in votes.count.items() if count <= -2]
    terms += [LearnedTerm(PART, stem, service, -_weight(count, 1)) for service, count in taken]
    return Taught(stem, votes.word, tuple(terms), tuple(votes.corrections)) if terms else None


def _weight(requests: int, share: int) -> float:
    return LITTLE / share if requests < 2 else _FOR_GOOD[min(requests, 3)]


def _lesson(correction: Correction, services: ServiceVocabulary, apart: Collection[str]) -> _Lesson:
    words, language = words_of(correction.text), "en" if correction.language == "en" else "fr"
    meant, read = (one if one in services.kinds else None for one in (correction.meant, correction.read))
    speaking = places_for(words, services, meant, language)
    never = EVERYDAY | ORDINARY[language] | _words_of_names(correction.names)
    found: dict[str, tuple[str, bool]] = {}
    for place, norm in subject_of(words):
        if len(norm) < _SHORTEST or norm in never or norm in apart or _is_of_a_code(words, place):
            continue
        known = is_term(services, norm)
        if (not speaking or place in speaking) if known else not _is_a_name(words, place):
            found.setdefault(stems_of(norm)[language == "en"], (_as_shown(words.span(place, place)), known))
    return _Lesson(found, meant, None if speaking else read)


def _as_shown(said: str) -> str:
    """A word with its accents, and with its capitals where it is all of them: « cafetière », « SNCF »."""
    return said if said.isupper() else said.lower()


def _is_of_a_code(words: Words, place: int) -> bool:
    """Whether it is part of a reference, a number or a mention: « LYO-42 », « A320 », « @claire »."""
    before = words.line[max(words.starts[place] - 2, 0) : words.starts[place]]
    after = words.line[words.ends[place] : words.ends[place] + 2]
    near_before, near_after = before.lstrip(), after.rstrip()
    return (
        near_before.endswith(("@", "#", "_"))
        or before[-1:].isdigit()
        or after[:1].isdigit()
        or (before[-1:] == "-" and before[:1].isdigit())
        or (near_after[:1] in ("-", "_") and near_after[1:].isdigit())
    )


def _is_a_name(words: Words, place: int) -> bool:
    """Whether it is written as a name: with a capital where no sentence begins, or after « M. »."""
    if place and words.norms[place - 1] in _TITLES:
        return True
    begins = place == 0 or words.sentences[place - 1] != words.sentences[place]
    said = words.raw[words.starts[place]]
    return said.isupper() and (not begins or words.span(place, place).isupper())


def _site_names(charter: CharterText) -> Iterator[str]:
    for site in charter.sites:
        yield from (site.id, site.code, site.name, *site.aliases)


def _words_of_names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words_of(name).norms)
