"""Whether it touches health, pay, discipline, family or conflict. In doubt it does, with a low certainty."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.look_alikes import look_alikes_in
from bot.understanding.model import Part
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.sensitive_cues import FAMILIES
from bot.understanding.sensitive_frames import is_celebrated, is_mere_talk
from bot.understanding.sensitive_hints import HINTS
from bot.understanding.sensitive_named import NAMED_SO
from bot.understanding.sensitive_sayings import SAYINGS
from bot.understanding.sensitive_spared import NOT_SO
from bot.understanding.sensitive_subjects import concerns_somebody, is_of_a_thing, speaks_of_somebody
from bot.understanding.sensitive_trades import OF_TALK, OF_TRADES, is_borne, is_treated
from bot.understanding.sensitive_typos import corrected
from bot.understanding.sensitive_weights import LIKELY
from bot.understanding.sensitive_work import OF_SOMEBODY
from bot.understanding.text import Words, listed, words_of
from bot.understanding.trained import PRIVATE, Spoken, chance, odds_of

_LEAST, _PLAINLY = 0.4, 0.7
"""How sure it must be to count as private, and to count as plainly so."""
_CAREFUL, _ERRAND = -0.7, 1.5
"""The log-odds that make a message as likely private as not, and what is added to them where no cue tells it and
another service is plainly asked."""
_SURELY, _AT_ODDS = 0.7, -2.0
"""How sure the cues must be to hold by themselves, and the log-odds under which the other words speak against them."""
_HINT = "hint of "
_PAPERWORK = frozenset(
    listed(
        """
        contrat contrats contract contracts stagiaire stagiaires intern interns alternant alternants apprenti liste
        fichier list file chart conges leaves absences overtime headcount dpae due avenant avenants teletravail planning
        anciennete seniority medaille medailles travail registre effectif effectifs organigramme interimaire
        interimaires agence onboarding integration accueil arrivee remote
        """
    )
)
"""What is asked of the people who keep the staff's papers, and touches nobody where it is nobody's own."""
_EMPTY = frozenset(listed("le la les l un une des du de d au aux en the a an to at in on of is was are m s"))
_OWNED = frozenset(listed("mon ma mes my mine moi ton ta tes your"))
_CLAUSE_END = compiled(r"[,:()\"]| - ")


def add_sensitive_cues(phrases: Phrases) -> None:
    """Teach a search the cues of what is private to a person."""
    for family in FAMILIES:
        for weight, texts in family.items():
            phrases.add("sensitive", weight, *texts)
    for kind, (weight, texts) in HINTS.items():
        phrases.add(_HINT + kind, weight, *texts)
    phrases.add("of_somebody", LIKELY, *OF_SOMEBODY)
    phrases.add("of_a_trade", LIKELY, *OF_TRADES)
    phrases.add("of_talk", LIKELY, *OF_TALK)
    phrases.add("not_sensitive", 1.0, *NOT_SO, *NAMED_SO, *SAYINGS)


@lru_cache(maxsize=1)
def _private_cues() -> Phrases:
    phrases = Phrases()
    add_sensitive_cues(phrases)
    return phrases


def is_plainly_private(sensitive: Part[bool]) -> bool:
    """Whether it is so sure to be private that it counts for more than what else is said."""
    return sensitive.value and sensitive.certainty >= _PLAINLY


def read_sensitive(
    words: Words,
    cues: list[Cue],
    confidential: Part[str | None] | None,
    *,
    errand: bool = False,
    spoken: Spoken | None = None,
) -> Part[bool]:
    """Whether a message is private to somebody.

    `confidential`: the service read, where the charter says it is so; `errand`: another one is plainly asked.
    """
    meant = corrected(words)
    if meant is not words:
        cues = [*cues, *_private_cues().find(meant)]
    telling, spared = _told_apart(words, cues)
    certainty, said, places = 0.0, list[str](), set[int]()
    for cue in telling:
        own = set(range(cue.first, cue.last + 1))
        if not own & places:
            certainty = 1 - (1 - certainty) * (1 - cue.weight)
        places |= own
        said.append(words.span(cue.first, cue.last))
    hinted = [] if errand else _hints(words, cues, places)
    for cue in hinted:
        certainty = 1 - (1 - certainty) * (1 - cue.weight)
        said.append(words.span(cue.first, cue.last))
    if spoken is not None:
        least = _CAREFUL + (_ERRAND if errand and not certainty else 0.0)
        odds = spoken.odds(PRIVATE, certainty, odds_of(certainty) + least) - least
        certainty = max(certainty, chance(odds)) if certainty >= _SURELY and odds > _AT_ODDS else chance(odds)
        if certainty >= _LEAST and not said:
            said.extend(spoken.heaviest(words, PRIVATE))
    if confidential is not None and not _is_paperwork(words, confidential, spared):
        certainty = max(_LEAST, 1 - (1 - certainty) * (1 - confidential.certainty * 0.85))
        said.extend(confidential.words)
    if certainty >= _LEAST:
        return Part(True, round(min(certainty, 0.99), 2), tuple(dict.fromkeys(said)))
    return Part(False, round(0.95 - certainty, 2))


def _told_apart(words: Words, cues: list[Cue]) -> tuple[list[Cue], set[int]]:
    """The cues of what is private, the surest first; and the places of those that mean something else."""
    found = sorted((cue for cue in cues if _tells(words, cue)), key=lambda cue: -cue.weight)
    spares = [cue for cue in cues if cue.tag == "not_sensitive" and _is_one_clause(words, cue)]
    spared = {place for spare in spares for place in range(spare.first, spare.last + 1)}
    if not found:
        return [], spared
    for cue in cues:
        if cue.tag in ("of_a_trade", "of_talk") and not is_borne(words, cue):
            spared.update(range(cue.first, cue.last + 1))
    look_alikes, mere_talk = look_alikes_in(words), is_mere_talk(words)
    nobody = not speaks_of_somebody(words)
    telling: list[Cue] = []
    for cue in found:
        own = set(range(cue.first, cue.last + 1))
        if (
            mere_talk
            or is_of_a_thing(words, cue)
            or is_celebrated(words, cue)
            or (nobody and len(own) == 1 and not is_treated(words, cue))
        ):
            spared |= own
        elif not own & look_alikes and not _is_spared(cue, spares) and not _content(words, own) <= spared:
            telling.append(cue)
    return telling, spared


def _hints(words: Words, cues: list[Cue], places: set[int]) -> list[Cue]:
    """One hint of each kind, each in words of its own, where somebody is spoken of."""
    found = sorted((cue for cue in cues if cue.tag.startswith(_HINT)), key=lambda cue: -cue.weight)
    if not found or not concerns_somebody(words) or is_mere_talk(words):
        return []
    hints: dict[str, Cue] = {}
    taken = set(places)
    for cue in found:
        own = _content(words, set(range(cue.first, cue.last + 1)))
        if cue.tag not in hints and not own & taken:
            hints[cue.tag] = cue
            taken |= own
    return list(hints.values())


def _content(words: Words, places: set[int]) -> set[int]:
    return {place for place in places if words.norms[place] not in _EMPTY}


def _is_spared(cue: Cue, spares: list[Cue]) -> bool:
    return any(spare.first <= cue.first and cue.last <= spare.last for spare in spares)


def _is_paperwork(words: Words, confidential: Part[str | None], spared: set[int]) -> bool:
    """Whether a confidential service was read only from papers of the staff at large, or from what is spared."""
    if not speaks_of_somebody(words):
        return True
    said = set(words_of(" ".join(confidential.words)).norms)
    return said <= {words.norms[place] for place in spared} or (said <= _PAPERWORK and _OWNED.isdisjoint(words.norms))


def _tells(words: Words, cue: Cue) -> bool:
    """Whether it is a cue of what is private; some are so only before a name."""
    if cue.tag != "of_somebody":
        return cue.tag == "sensitive"
    named = cue.last + 1
    return (
        named < len(words.norms)
        and words.sentences[named] == words.sentences[cue.last]
        and words.raw[words.starts[named]].isupper()
        and not words.raw[words.starts[named] : words.ends[named]].isupper()
        and _is_one_clause(words, Cue(cue.tag, cue.weight, cue.last, named))
    )


def _is_one_clause(words: Words, cue: Cue) -> bool:
    return _CLAUSE_END.search(words.line, words.starts[cue.first], words.ends[cue.last]) is None
