"""Words that are often something else: "ill" typed for "I'll", "hr" for an hour, "Réunion" for the island.

In doubt the first two are what is private: a leak is worse than a needless question.
"""

from __future__ import annotations

from bot.understanding.text import Words, listed

_BEFORE_I_LL = frozenset(
    listed(
        """
        and but then or if that think guess because when until once otherwise maybe perhaps yes yeah ok okay sure
        today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday so thanks please hi hello
        """
    )
)
_BE = frozenset(listed("am m is are re s was were been be being feel feeling feels felt look looks got get getting"))
_AFTER_I_LL = frozenset(
    listed(
        """
        need be have not send take book call ask bring come get go do see let check make meet try give want pay
        pick print wait arrive leave sign update forward reply join share order use keep put tell add also just probably
        never always
        """
    )
)
_COUNTS = frozenset(listed("two three four five six eight ten twelve"))
_ONE = frozenset(listed("an one 1"))
_BEFORE_AN_HOUR = frozenset(
    listed("half in for within about around than after before every per over under nearly almost of last next")
)
_LASTS = frozenset(
    listed(
        """
        meeting meetings call calls slot slots session sessions workshop training drive flight delay break lunch parking
        notice room rooms visit
        """
    )
)
_AFTER_HOURS = frozenset(
    listed(
        """
        i we you he she it they the a my our this before after or and in ago from to for at on of if is are was max
        maximum late later early earlier please pls thanks each per now left until till with without long max time today
        tomorrow tonight every so as but by than
        """
    )
)


def look_alikes_in(words: Words) -> set[int]:
    """Where a message writes one of the two, and means the other thing."""
    if "hr" not in words.norms and "ill" not in words.norms:
        return set()
    return {place for place in range(len(words.norms)) if is_hour(words, place) or is_promise(words, place)}


def is_promise(words: Words, place: int) -> bool:
    """Whether "ill" is "I'll": it opens what is said, and a verb follows it at once."""
    norms, after = words.norms, place + 1
    if norms[place] != "ill" or after >= len(norms) or norms[after] not in _AFTER_I_LL:
        return False
    if words.line[words.ends[place] : words.starts[after]] != " ":
        return False
    if place == 0 or words.sentences[place] != words.sentences[place - 1]:
        return True
    before = norms[place - 1]
    if before == "so" and place > 1 and norms[place - 2] in _BE:
        return False
    return before in _BEFORE_I_LL


def is_hour(words: Words, place: int) -> bool:
    """Whether "hr" is an hour: "in 2 hr", "half an hr", "a 2 hr meeting"; never "HR", nor "an hr question"."""
    norms = words.norms
    if norms[place] != "hr" or place == 0 or words.raw[words.starts[place] : words.ends[place]] != "hr":
        return False
    counted = norms[place - 1]
    before = norms[place - 2] if place > 1 else ""
    if not (counted.isdigit() or counted in _COUNTS or counted in _ONE or counted in ("half", "per")):
        return False
    if (counted in _ONE and before not in _BEFORE_AN_HOUR) or (counted == "per" and before == "as"):
        return False
    after = place + 1
    if after >= len(norms) or words.sentences[after] != words.sentences[place] or norms[after] in _AFTER_HOURS:
        return True
    return norms[after] in _LASTS and (before == "half" or counted not in _ONE)


def is_island(words: Words, place: int) -> bool:
    """Whether "Réunion" is the island: written as a name after "La", "Port", "Air", and not "la Réunion de lundi"."""
    named = place > 0 and words.norms[place - 1] in ("la", "port", "air", "ile", "from", "in", "mme", "m", "mr")
    following = words.norms[place + 1] if place + 1 < len(words.norms) else ""
    return named and words.raw[words.starts[place]].isupper() and following not in ("de", "du", "des", "d", "avec")


_CAME = frozenset(listed("est sont suis sommes etait etaient sera seront soit ete etre"))
"""After one of them, « revenu » says that somebody or something came back."""
ALSO_SMALL = frozenset(("avance", "advance", "hr", "reunion", "revenu", "revenue", "revenus", "revenues"))
"""Words that carry a subject but where they stand as small ones."""


def is_small_there(words: Words, place: int) -> bool:
    """Whether "avance" is that of "merci d'avance", and no advance of money; "hr" an hour, "Réunion" the island.

    "Revenu" who or what came back: « le problème est revenu », not « le revenu du mois ».
    """
    norms = words.norms
    if norms[place].startswith("revenu"):
        return not _CAME.isdisjoint(norms[max(0, place - 2) : place])
    if norms[place] == "reunion":
        return is_island(words, place)
    if norms[place] == "hr":
        return is_hour(words, place)
    return place > 0 and norms[place - 1] in ("d", "par", "in")
