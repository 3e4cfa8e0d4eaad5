"""Which service of the charter a message is for: from the charter's words, the office's, and the learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from bot.understanding.deeds import add_deeds
from bot.understanding.heads import fade_modifiers
from bot.understanding.hits import ENOUGH, Hits, fade, lessons_of, of_kind
from bot.understanding.look_alikes import ALSO_SMALL, is_small_there
from bot.understanding.model import NOTHING_LEARNED, CharterText, Learned, Part, ServiceText
from bot.understanding.ordinary import ORDINARY
from bot.understanding.spelling import LEAST_FUZZY, meant
from bot.understanding.text import Words, words_of
from bot.understanding.trained import Spoken
from bot.understanding.turns import add_turns
from bot.understanding.vocabulary import GENERIC, KINDS, SMALL_WORDS, Terms

_FRENCH = snowballstemmer.stemmer("french")
_ENGLISH = snowballstemmer.stemmer("english")
_LONGEST_WORD = 30
_TIED = 4.0
_OWN_WORD, _OWN_GENERIC, _OWN_PHRASE = 2.0, 0.4, 4.0
_OWN_BESIDE = 0.25
"""What a charter's own word adds to the office's: of two services of one kind, the one that says it."""
_UNTIED, _TAKEN = 2.0, 0.3
"""What the office's words weigh where a service of no kind has them for its own."""
_PHRASE_REACH = 5
"""Words that a phrase of two may span, small words included."""
_OTHER = 0.6
"""What a kind that the charter does not offer weighs beside those that it offers."""
_SPELLED_WORDS = 40
_AUDIBLE = 0.8
"""What something else weighs, at least, that may be asked for too: a thing where another stands weighs little."""
_SPOKEN, _FARTHEST = 1.5, 3.0
"""What the log-odds of a kind weigh beside the vocabulary, and how far they go."""
_UNSAID = 2.0
"""What it takes to name a service where the vocabulary does not say enough by itself."""
_SPEAKS = 1.0
"""What a word weighs, at least, that says something of a service, and is not only heard with it."""


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


def _content(words: Words) -> _Content:
    places, norms = list[int](), list[str]()
    for place, norm in enumerate(words.norms):
        if norm in SMALL_WORDS or len(norm) < 2 or norm.isdigit():
            continue
        if norm not in ALSO_SMALL or not is_small_there(words, place):
            places.append(place)
            norms.append(norm)
    return _Content(tuple(places), tuple(norms), tuple(map(stems_of, norms)))


_Entry = tuple[str, float]


@dataclass(slots=True)
class _Terms:
    """What begins by one stem: words that say a target (a kind or a service) alone, and phrases, by their rest."""

    single: list[_Entry] = field(default_factory=list)
    phrase: list[tuple[tuple[str, ...], str, float]] = field(default_factory=list)


@dataclass(slots=True)
class _Index:
    """Terms by stem, for each language; some are known by no stem, but as they are written."""

    exact: dict[str, _Terms] = field(default_factory=dict)
    stemmed: tuple[dict[str, _Terms], dict[str, _Terms]] = field(default_factory=lambda: ({}, {}))

    def add(self, language: int, term: Sequence[str], target: str, weight: float) -> None:
        """Know one term, its words folded."""
        stems = tuple(stems_of(word)[language] for word in term)
        if not stems:
            return
        terms = self.stemmed[language].setdefault(stems[0], _Terms())
        if len(stems) == 1:
            terms.single.append((target, weight))
        else:
            terms.phrase.append((stems[1:], target, weight))

    def begun(self, content: _Content) -> list[tuple[int, int, _Terms]]:
        """Which words begin terms, and those, in a language; as written, it may be either."""
        found: list[tuple[int, int, _Terms]] = []
        exact, (french, english) = self.exact, self.stemmed
        for at, (norm, (one, two)) in enumerate(zip(content.norms, content.stems, strict=True)):
            if (terms := exact.get(norm)) is not None:
                found.append((at, 0, terms))
            if (terms := french.get(one)) is not None:
                found.append((at, 0, terms))
            if (terms := english.get(two)) is not None:
                found.append((at, 1, terms))
        return found


def _search(
    index: _Index, content: _Content, hits: Hits, covered: set[int], ordinary: frozenset[str] = frozenset()
) -> None:
    """Phrases first: the words of one no longer speak for another kind ("bon de commande" orders nothing).

    `ordinary`: words that say nothing by themselves.
    """
    begun, count = index.begun(content), len(content.norms)
    for at, language, terms in begun:
        for rest, target, weight in terms.phrase:
            end = at + len(rest)
            if end >= count or content.places[end] - content.places[at] > _PHRASE_REACH + len(rest):
                continue
            if all(content.stems[at + 1 + step][language] == stem for step, stem in enumerate(rest)):
                hits.add(target, content.places[at], weight)
                covered.update(range(at, end + 1))
    for at, _, terms in begun:
        if at in covered or content.norms[at] in ordinary:
            continue
        for target, weight in terms.single:
            hits.add(target, content.places[at], weight)


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
                index.exact.setdefault(term[1:], _Terms()).single.append((target, float(weight)))
            else:
                index.add(language, term.split("_"), target, float(weight))


class _Candidate(NamedTuple):
    """What a message may be for: a service, or a kind that none is of."""

    service: str | None
    kind: str | None


def _candidates(kinds: Mapping[str, str | None]) -> Mapping[str, Sequence[tuple[int, _Candidate]]]:
    offered = set(kinds.values())
    ranked = [_Candidate(service, kind) for service, kind in kinds.items()]
    ranked += [_Candidate(None, kind) for kind in KINDS if kind not in offered]
    spoken_for: dict[str, list[tuple[int, _Candidate]]] = {}
    for at, each in enumerate(ranked):
        lessons = () if each.service is None else (lessons_of(each.service),)
        for target in (*_targets(*each), *lessons):
            spoken_for.setdefault(target, []).append((at, each))
    return spoken_for


@dataclass(frozen=True, slots=True)
class ServiceVocabulary:
    """A charter's services, ready to be read for."""

    kinds: Mapping[str, str | None]
    """For each service, its kind."""
    confidential: frozenset[str]
    own: _Index
    """The words of the charter's own names and examples."""
    candidates: Mapping[str, Sequence[tuple[int, _Candidate]]]
    """For each target, those that it speaks for, and their places among all."""


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
        _candidates(kinds),
    )


def kinds_only() -> ServiceVocabulary:
    """A vocabulary without a charter: every kind of office work stands for a service."""
    kinds = {kind: kind for kind in KINDS}
    return ServiceVocabulary(kinds, frozenset(), _Index(), _candidates(kinds))


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
    personal: float = 0.0
    """What speaks for matters of personnel, whatever weighs most."""
    beside: bool = False
    """Whether something else weighs enough to be asked for too."""


def read_service(
    words: Words, vocabulary: ServiceVocabulary, learned: Learned, language: str, spoken: Spoken | None = None
) -> ServiceReading:
    """The service whose words weigh most in the message; `language`: the message's, fr or en."""
    content, ordinary = _content(words), ORDINARY[language]
    hits = _hits(content, vocabulary, learned, ordinary)
    known = {place for places in hits.by_target.values() for place in places}
    scored = any(sum(places.values()) >= ENOUGH for places in hits.by_target.values())
    corrected = _spelled(content, known, _TIED if scored else 0.0, ordinary)
    if corrected is not content:
        hits = _hits(corrected, vocabulary, learned, ordinary)
    add_turns(words, hits)
    add_deeds(words, hits, language)
    fade(words, hits)
    fade_modifiers(words, hits)
    alone = _ranked(hits, vocabulary)
    ranked = alone if spoken is None else _with_words(alone, hits, vocabulary, spoken)
    score = alone[0][0] if alone else 0.0
    travel = hits.score(of_kind("travel")) >= 2
    if not ranked or ranked[0][0] < (ENOUGH if score >= ENOUGH else _UNSAID):
        return ServiceReading(Part(None, 0.5), None, score, travel, alone[0][2] if alone else None)
    best, service, kind = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    certainty = round(min(1.0, best / 4) * best / (best + second) * 0.95, 2)
    targets = _targets(service, kind)
    places = hits.places(*targets)
    if service is not None:
        for place, weight in hits.places(lessons_of(service)).items():
            places[place] = places.get(place, 0.0) + weight
        places = {place: weight for place, weight in places.items() if weight > 0}
    said = tuple(words.span(place, place) for place in sorted(places, key=lambda place: -places[place])[:4])
    personal, beside = hits.score(of_kind("hr")), second > _AUDIBLE
    if spoken is not None and kind is not None and not said:
        said = spoken.heaviest(words, kind)
    return ServiceReading(Part(service, certainty, said), kind, score, travel, kind, personal, beside)


def _with_words(
    alone: Sequence[tuple[float, str | None, str | None]], hits: Hits, vocabulary: ServiceVocabulary, spoken: Spoken
) -> list[tuple[float, str | None, str | None]]:
    """The same ranking, what the words of the message speak for counted; less beside what the company itself taught."""
    taught = any(
        hits.score(lessons_of(service)) or (kind is None and hits.score(service) >= _UNTIED)
        for service, kind in vocabulary.kinds.items()
    )
    share = _SPOKEN * (_TAKEN if taught else 1.0)
    scores = {(service, kind): score for score, service, kind in alone}
    for service, kind in vocabulary.kinds.items():
        if kind is not None:
            said = max(-_FARTHEST, min(_FARTHEST, spoken.kind(kind)))
            scores[service, kind] = scores.get((service, kind), 0.0) + share * said
    ranked = [(score, service, kind) for (service, kind), score in scores.items() if score > 0]
    return sorted(ranked, key=lambda entry: -entry[0])


def _hits(content: _Content, vocabulary: ServiceVocabulary, learned: Learned, ordinary: frozenset[str]) -> Hits:
    hits, covered = Hits(), set[int]()
    _search(_office(), content, hits, covered, ordinary)
    own_covered: set[int] = set()
    _search(vocabulary.own, content, hits, own_covered)
    _give_own(hits, vocabulary)
    lessons = learned.for_part("service")
    if lessons:
        for place, stems in zip(content.places, content.stems, strict=True):
            # Both stems of a word say one thing, where each is known.
            for term in lessons.get(stems[0]) or lessons.get(stems[1], ()):
                hits.learn(term.value, place, term.weight)
    return hits


def _give_own(hits: Hits, vocabulary: ServiceVocabulary) -> None:
    """A charter's own word for a service of no kind is that service's, whatever it is in other offices."""
    own = {
        place
        for service, kind in vocabulary.kinds.items()
        if kind is None
        for place, weight in hits.by_target.get(service, {}).items()
        if weight >= _UNTIED
    }
    for kind in KINDS if own else ():
        places = hits.by_target.get(of_kind(kind), {})
        for place in own.intersection(places):
            places[place] *= _TAKEN


def _targets(service: str | None, kind: str | None) -> tuple[str, ...]:
    own = () if service is None else (service,)
    return own if kind is None else (*own, of_kind(kind))


def _ranked(hits: Hits, vocabulary: ServiceVocabulary) -> list[tuple[float, str | None, str | None]]:
    """Scores, heaviest first; a kind that no service of the charter offers stands for "other"."""
    ranked: list[tuple[float, str | None, str | None]] = []
    spoken_for = {at: each for target in hits.by_target for at, each in vocabulary.candidates.get(target, ())}
    for at in sorted(spoken_for):
        service, kind = spoken_for[at]
        targets = _targets(service, kind)
        score = hits.score(*targets)
        if service is None:
            score *= _OTHER
        else:
            shared = kind is not None and sum(own == kind for own in vocabulary.kinds.values()) > 1
            score += (hits.score(service) * _OWN_BESIDE if shared else 0.0) + hits.score(lessons_of(service))
        if score > 0:
            ranked.append((score, service, kind))
    return sorted(ranked, key=lambda entry: -entry[0])


def _spelled(content: _Content, known: set[int], least: float, ordinary: frozenset[str]) -> _Content:
    """The message with its long unknown words read as what they are typed wrong for, from a weight on."""
    better: dict[int, str] = {}
    for at, norm in enumerate(content.norms[:_SPELLED_WORDS]):
        if LEAST_FUZZY <= len(norm) <= _LONGEST_WORD and content.places[at] not in known and norm not in ordinary:
            near = meant(norm)
            if near is not None and near[0] != norm and near[1] >= least:
                better[at] = near[0]
    if not better:
        return content
    norms = tuple(better.get(at, norm) for at, norm in enumerate(content.norms))
    return _Content(content.places, norms, tuple(map(stems_of, norms)))


def with_kind(reading: ServiceReading, vocabulary: ServiceVocabulary, kind: str, because: Part[bool]) -> ServiceReading:
    """The reading, given to the charter's service of that kind where it has one, for the words of `because`."""
    service = next((service for service, own in vocabulary.kinds.items() if own == kind), None)
    if service is None:
        return reading
    return ServiceReading(Part(service, round(because.certainty * 0.6, 2), because.words), kind, ENOUGH, reading.travel)


def subject_of(words: Words) -> Iterable[tuple[int, str]]:
    """The words of a message that carry a subject, folded, each with its place."""
    content = _content(words)
    return zip(content.places, content.norms, strict=True)


def places_for(words: Words, vocabulary: ServiceVocabulary, service: str | None, language: str) -> frozenset[int]:
    """The places of a message whose words speak for a service of the charter by themselves, lessons apart."""
    if service is None:
        return frozenset()
    hits = _hits(_content(words), vocabulary, NOTHING_LEARNED, ORDINARY[language])
    found = hits.places(*_targets(service, vocabulary.kinds.get(service)))
    return frozenset(place for place, weight in found.items() if weight >= _SPEAKS)


def is_term(vocabulary: ServiceVocabulary, word: str) -> bool:
    """Whether a folded word is the office's or the charter's own, in either language, alone or at the head of some."""
    stems = stems_of(word)
    return any(
        word in index.exact or stems[0] in index.stemmed[0] or stems[1] in index.stemmed[1]
        for index in (_office(), vocabulary.own)
    )
