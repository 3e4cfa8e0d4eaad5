"""Whether it touches health, pay, discipline, family or conflict. In doubt it does, with a low certainty."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.look_alikes import look_alikes_in
from bot.understanding.model import Part
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.sensitive_cues import FAMILIES
from bot.understanding.sensitive_named import NAMED_SO
from bot.understanding.sensitive_spared import NOT_SO
from bot.understanding.sensitive_typos import corrected
from bot.understanding.sensitive_weights import LIKELY
from bot.understanding.sensitive_work import OF_SOMEBODY
from bot.understanding.text import Words, listed, words_of

_LEAST = 0.4
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
_OWNED = frozenset(listed("mon ma mes my mine moi ton ta tes your"))
_CLAUSE_END = compiled(r"[,:()\"]| - ")


def add_sensitive_cues(phrases: Phrases) -> None:
    """Teach a search the cues of what is private to a person."""
    for family in FAMILIES:
        for weight, texts in family.items():
            phrases.add("sensitive", weight, *texts)
    phrases.add("of_somebody", LIKELY, *OF_SOMEBODY)
    phrases.add("not_sensitive", 1.0, *NOT_SO, *NAMED_SO)


@lru_cache(maxsize=1)
def _private_cues() -> Phrases:
    phrases = Phrases()
    add_sensitive_cues(phrases)
    return phrases


def read_sensitive(words: Words, cues: list[Cue], confidential: Part[str | None] | None) -> Part[bool]:
    """Whether a message is private to somebody. `confidential`: the service read, where the charter says it is so."""
    meant = corrected(words)
    if meant is not words:
        cues = [*cues, *_private_cues().find(meant)]
    spares = [cue for cue in cues if cue.tag == "not_sensitive" and _is_one_clause(words, cue)]
    look_alikes = look_alikes_in(words)
    certainty, said, places = 0.0, list[str](), set[int]()
    for cue in sorted((cue for cue in cues if _tells(words, cue)), key=lambda cue: -cue.weight):
        own = set(range(cue.first, cue.last + 1))
        if own & look_alikes or any(spare.first <= cue.first and cue.last <= spare.last for spare in spares):
            continue
        if not own & places:
            certainty = 1 - (1 - certainty) * (1 - cue.weight)
        places |= own
        said.append(words.span(cue.first, cue.last))
    if confidential is not None and not _is_paperwork(words, confidential, spares):
        certainty = max(_LEAST, 1 - (1 - certainty) * (1 - confidential.certainty * 0.85))
        said.extend(confidential.words)
    if certainty >= _LEAST:
        return Part(True, round(min(certainty, 0.99), 2), tuple(dict.fromkeys(said)))
    return Part(False, round(0.95 - certainty, 2))


def _is_paperwork(words: Words, confidential: Part[str | None], spares: list[Cue]) -> bool:
    """Whether a confidential service was read only from papers of the staff at large, or from what is spared."""
    spared = {words.norms[place] for spare in spares for place in range(spare.first, spare.last + 1)}
    said = set(words_of(" ".join(confidential.words)).norms)
    return said <= spared or (said <= _PAPERWORK and _OWNED.isdisjoint(words.norms))


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
