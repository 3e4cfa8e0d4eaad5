"""Which service of the charter a message is for: from the charter's words, the office's, and the learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

from bot.understanding.hits import ENOUGH, Hits, fade, lessons_of, of_kind
from bot.understanding.look_alikes import is_hour
from bot.understanding.model import CharterText, Learned, Part, ServiceText
from bot.understanding.ordinary import ORDINARY
from bot.understanding.spelling import LEAST_FUZZY, meant
from bot.understanding.text import Words, words_of
from bot.understanding.vocabulary import GENERIC, KINDS, SMALL_WORDS, Terms

_FRENCH = snowballstemmer.stemmer("french")
_ENGLISH = snowballstemmer.stemmer("english")
_LONGEST_WORD = 30
_TIED = 4.0
_OWN_WORD, _OWN_GENERIC, _OWN_PHRASE = 2.0, 0.4, 4.0
_PHRASE_REACH = 5
"""Words that a phrase of two may span, small words included."""
_OTHER = 0.6
"""What a kind that the charter does not offer weighs beside those that it offers."""
_SPELLED_WORDS = 40


@lru_cache(maxsize=65_536)
def stems_of(word: str) -> tuple[str, str]:
    """The French and the English stem of a folded word."""
    if len(word) > _LONGEST_WORD:
        return word, word
    return _FRENCH.stemWord(word), _ENGLISH.stemWord(word)


@dataclass(frozen=True, slots=True)
class _Content:
    """The words of a message that carry a subject, by place."""

    places: tuple[int, ...]
    norms: tuple[str, ...]
    stems: tuple[tuple[str, str], ...]


def _is_beforehand(norms: tuple[str, ...], place: int) -> bool:
    """Whether "avance" is that of "merci d'avance", and no advance of money."""
    return norms[place] in ("avance", "advance") and place > 0 and norms[place - 1] in ("d", "par", "in")


def _content(words: Words) -> _Content:
    kept = [
        (place, norm)
        for place, norm in enumerate(words.norms)
        if norm not in SMALL_WORDS
        and not norm.isdigit()
        and len(norm) > 1
        and not _is_beforehand(words.norms, place)
        and not is_hour(words, place)
    ]
    norms = tuple(norm for _, norm in kept)
    return _Content(tuple(place for place, _ in kept), norms, tuple(stems_of(norm) for norm in norms))


_Entry = tuple[str, float]


@dataclass(slots=True)
class _Index:
    """Terms by stem, for each language: target (a kind or a service) and weight."""

    exact: dict[str, list[_Entry]] = field(default_factory=dict)
    single: tuple[dict[str, list[_Entry]], dict[str, list[_Entry]]] = field(default_factory=lambda: ({}, {}))
    phrase: tuple[
        dict[str, list[tuple[tuple[str, ...], str, float]]], dict[str, list[tuple[tuple[str, ...], str, float]]]
    ] = field(default_factory=lambda: ({}, {}))

    def add(self, language: int, term: Sequence[str], target: str, weight: float) -> None:
        """Know one term, its words folded."""
        stems = tuple(stems_of(word)[language] for word in term)
        if len(stems) == 1:
            self.single[language].setdefault(stems[0], []).append((target, weight))
        elif stems:
            self.phrase[language].setdefault(stems[0], []).append((stems[1:], target, weight))


def _search(
    index: _Index, content: _Content, hits: Hits, covered: set[int], ordinary: frozenset[str] = frozenset()
) -> None:
    """Phrases first: the words of one no longer speak for another kind ("bon de commande" orders nothing).

    `ordinary`: words that say nothing by themselves.
    """
    count = len(content.norms)
    for at in range(count):
        for language in (0, 1):
            for rest, target, weight in index.phrase[language].get(content.stems[at][language], ()):
                end = at + len(rest)
                if end >= count or content.places[end] - content.places[at] > _PHRASE_REACH + len(rest):
                    continue
                if all(content.stems[at + 1 + step][language] == stem for step, stem in enumerate(rest)):
                    hits.add(target, content.places[at], weight)
                    covered.update(range(at, end + 1))
    for at in range(count):
        if at in covered or content.norms[at] in ordinary:
            continue
        place = content.places[at]
        for target, weight in index.exact.get(content.norms[at], ()):
            hits.add(target, place, weight)
        for language in (0, 1):
            for target, weight in index.single[language].get(content.stems[at][language], ()):
                hits.add(target, place, weight)


@lru_cache(maxsize=1)
def _office() -> _Index:
    """The vocabulary that Relais brings, compiled once."""
    index = _Index()
    for kind, languages in KINDS.items():
        for language, name in enumerate(("fr", "en")):
            _add_terms(index, language, of_kind(kind), languages[name])
    return index


def _add_terms(index: _Index, language: int, target: str, terms: Terms) -> None:
    for weight, listed_terms in terms.items():
        for term in listed_terms.split():
            if term.startswith("="):
                index.exact.setdefault(term[1:], []).append((target, float(weight)))
            else:
                index.add(language, term.split("_"), target, float(weight))


@dataclass(frozen=True, slots=True)
class ServiceVocabulary:
    """A charter's services, ready to be read for."""

    kinds: Mapping[str, str | None]
    """For each service, its kind."""
    confidential: frozenset[str]
    own: _Index
    """The words of the charter's own names and examples."""


def compile_services(charter: CharterText) -> ServiceVocabulary:
    """Tie a charter's services to the office vocabulary and know their own words."""
    own = _Index()
    shared = _shared_stems(charter.services)
    kinds = {
        service.id: service.kind if service.kind in KINDS else _guess_kind(service) for service in charter.services
    }
    for service in charter.services:
        for language, texts in enumerate(((service.name.fr, *service.examples), (service.name.en, *service.examples))):
            for text in texts:
                _add_own(own, language, service.id, _content(words_of(text)), shared, tied=bool(kinds[service.id]))
    return ServiceVocabulary(
        kinds,
        frozenset(service.id for service in charter.services if service.confidential),
        own,
    )


def kinds_only() -> ServiceVocabulary:
    """A vocabulary without a charter: every kind of office work stands for a service."""
    return ServiceVocabulary({kind: kind for kind in KINDS}, frozenset(), _Index())


def _shared_stems(services: Sequence[ServiceText]) -> set[str]:
    """Stems that several services use."""
    seen: dict[str, set[str]] = {}
    for service in services:
        for text in (service.name.fr, service.name.en, *service.examples):
            for stem in _content(words_of(text)).stems:
                seen.setdefault(stem[0], set()).add(service.id)
    return {stem for stem, users in seen.items() if len(users) > 1}


def _add_own(own: _Index, language: int, service: str, content: _Content, shared: set[str], *, tied: bool) -> None:
    for norm, stems in zip(content.norms, content.stems, strict=True):
        weight = _OWN_GENERIC if norm in GENERIC else _OWN_WORD
        if tied and len(content.norms) > 1:  # a piece of a phrase: the vocabulary knows its weight
            weight /= 2
        own.add(language, (norm,), service, weight / 2 if stems[0] in shared else weight)
    if 2 <= len(content.norms) <= 3:
        own.add(language, content.norms, service, _OWN_PHRASE)


def _guess_kind(service: ServiceText) -> str | None:
    hits = Hits()
    for text in (service.name.fr, service.name.en, *service.examples):
        one = Hits()
        _search(_office(), _content(words_of(text)), one, set())
        for kind in KINDS:
            target = of_kind(kind)
            hits.add(target, len(hits.by_target.get(target, ())), one.score(target))
    ranked = sorted(((hits.score(of_kind(kind)), kind) for kind in KINDS), reverse=True)
    return ranked[0][1] if ranked[0][0] >= _TIED and ranked[0][0] >= 1.2 * ranked[1][0] else None


@dataclass(frozen=True, slots=True)
class ServiceReading:
    """The service, and whether the message speaks of travel, which changes how places are read."""

    service: Part[str | None]
    kind: str | None
    score: float
    travel: bool
    leaning: str | None = None
    """The kind that weighs most, even where it weighs too little to name a service."""


def read_service(words: Words, vocabulary: ServiceVocabulary, learned: Learned, language: str) -> ServiceReading:
    """The service whose words weigh most in the message; `language`: the message's, fr or en."""
    content, ordinary = _content(words), ORDINARY[language]
    hits = _hits(content, vocabulary, learned, ordinary)
    known = {place for places in hits.by_target.values() for place in places}
    scored = any(sum(places.values()) >= ENOUGH for places in hits.by_target.values())
    corrected = _spelled(content, known, _TIED if scored else 0.0, ordinary)
    if corrected is not content:
        hits = _hits(corrected, vocabulary, learned, ordinary)
    fade(words, hits)
    ranked = _ranked(hits, vocabulary)
    travel = hits.score(of_kind("travel")) >= 2
    if not ranked or ranked[0][0] < ENOUGH:
        score, leaning = (ranked[0][0], ranked[0][2]) if ranked else (0.0, None)
        return ServiceReading(Part(None, 0.5), None, score, travel, leaning)
    best, service, kind = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    certainty = round(min(1.0, best / 4) * best / (best + second) * 0.95, 2)
    targets = _targets(service, kind)
    places = hits.places(*targets)
    if service is not None:
        places = {**places, **hits.places(lessons_of(service))}
    said = tuple(words.span(place, place) for place in sorted(places, key=lambda place: -places[place])[:4])
    return ServiceReading(Part(service, certainty, said), kind, best, travel, kind)


def _hits(content: _Content, vocabulary: ServiceVocabulary, learned: Learned, ordinary: frozenset[str]) -> Hits:
    hits, covered = Hits(), set[int]()
    _search(_office(), content, hits, covered, ordinary)
    own_covered: set[int] = set()
    _search(vocabulary.own, content, hits, own_covered)
    lessons = learned.for_part("service") if learned.terms else {}
    if lessons:
        for place, stems in zip(content.places, content.stems, strict=True):
            for term in (*lessons.get(stems[0], ()), *(lessons.get(stems[1], ()) if stems[1] != stems[0] else ())):
                hits.learn(term.value, place, term.weight)
    return hits


def _targets(service: str | None, kind: str | None) -> tuple[str, ...]:
    own = () if service is None else (service,)
    return own if kind is None else (*own, of_kind(kind))


def _ranked(hits: Hits, vocabulary: ServiceVocabulary) -> list[tuple[float, str | None, str | None]]:
    """Scores, heaviest first; a kind that no service of the charter offers stands for "other"."""
    offered = set(vocabulary.kinds.values())
    ranked: list[tuple[float, str | None, str | None]] = []
    for service, kind in vocabulary.kinds.items():
        learned = hits.score(lessons_of(service))
        ranked.append((hits.score(*_targets(service, kind)) + learned, service, kind))
    ranked += [(hits.score(of_kind(kind)) * _OTHER, None, kind) for kind in KINDS if kind not in offered]
    return sorted((entry for entry in ranked if entry[0] > 0), key=lambda entry: -entry[0])


def _spelled(content: _Content, known: set[int], least: float, ordinary: frozenset[str]) -> _Content:
    """The message with its long unknown words read as what they are typed wrong for, from a weight on."""
    norms = list(content.norms)
    for at, norm in enumerate(norms[:_SPELLED_WORDS]):
        if LEAST_FUZZY <= len(norm) <= _LONGEST_WORD and content.places[at] not in known and norm not in ordinary:
            near = meant(norm)
            if near is not None and near[0] != norm and near[1] >= least:
                norms[at] = near[0]
    if tuple(norms) == content.norms:
        return content
    return _Content(content.places, tuple(norms), tuple(stems_of(norm) for norm in norms))


def with_kind(reading: ServiceReading, vocabulary: ServiceVocabulary, kind: str, because: Part[bool]) -> ServiceReading:
    """The reading, given to the charter's service of that kind where it has one, for the words of `because`."""
    service = next((service for service, own in vocabulary.kinds.items() if own == kind), None)
    if service is None:
        return reading
    return ServiceReading(Part(service, round(because.certainty * 0.6, 2), because.words), kind, ENOUGH, reading.travel)


def stems_for_learning(text: str) -> Iterable[str]:
    """The stems of a message that a correction may teach: its subject's words, once each."""
    return dict.fromkeys(stem for stems in _content(words_of(text)).stems for stem in stems)
