"""Turns of phrase that say a kind of service by more than their words: "push my 3pm", "my pay", "a contract with X"."""

from __future__ import annotations

from bisect import bisect_right

from bot.understanding.hits import Hits, of_kind
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

_WORDS_OF_TURNS = frozenset(
    listed(
        """
        push move shift bring postpone delay cancel drop swap double decaler decale decalez repousser repousse avancer
        avance reporter reporte deplacer annuler annulez pay raise contract contracts contrat contrats min mins minutes
        """
    )
)
_CLOCK = r"(?:[01]?\d|2[0-3])(?: ?[ap]\.?m\b|:[0-5]\d(?: ?[ap]m\b)?|h(?:[0-5]\d)?\b)"
_MOVED = compiled(
    r"\b(?:push|move|shift|bring|postpone|delay|cancel|drop|swap|decal|repouss|avanc|report|deplac|annul)[a-z]*\b"
    rf"[^.?!\n]{{0,20}}?\b(?P<what>my|our|his|her|today's|tomorrow's|monday's|tuesday's|wednesday's|thursday's|friday's"
    rf"|mon|son|notre|votre|le point de|l'appel de|ton) {_CLOCK}"
)
_HELD = compiled(rf"\b(?P<what>my|our|mon|notre) {_CLOCK}[^.?!\n]{{0,20}}? (?:is|est|with|avec|starts|commence)\b")
_AND_MOVED = compiled(r"\b(?:push|move|shift|decal|repouss|postpone|avanc)[a-z]* (?:it|le|la|back)\b")
_TIME_WITH = compiled(r"\b\d{1,3} ?(?P<what>min(?:ute)?s?|minutes) (?:with|avec) ")
_OWN_PAY = compiled(
    r"\b(?:my|his|her|their|without|for the|in the|this month's|last month's"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:'s)?)"
    r" (?:\w{1,12} )?(?P<what>pay|raise|contract)\b"
    r"(?!-| (?:the|this|that|these|for it|him|them|by|to|an?|my|our|your|of|station|point|with [a-z]+ ltd)\b)"
)
_OTHERS_CONTRACT = compiled(
    r"\b(?P<what>(?<=\b20\d\d )contracts?\b|contra(?:t|ct)s?\b"
    r"(?= (?:(?:n[o°]|nr|num\w*|ref\w*) ?\.? ?)?(?:\d{1,6}\b(?!h)|20\d\d\b|chez )))"
)
_SAID = 3.0
_BARELY = 0.3


def add_turns(words: Words, hits: Hits) -> None:
    """Add what turns of phrase say, and take away what their words would say alone."""
    if _WORDS_OF_TURNS.isdisjoint(words.norms):
        return
    line = words.line
    moved = _MOVED.search(line) or _TIME_WITH.search(line)
    if moved is None and _AND_MOVED.search(line):
        moved = _HELD.search(line)
    if moved is not None:
        _lighten(hits, _place(words, moved.start()), _BARELY, but=of_kind("meetings"))
        hits.add(of_kind("meetings"), _place(words, moved.start("what")), _SAID)
    for found in _OWN_PAY.finditer(line):
        place = _place(words, found.start("what"))
        _lighten(hits, place, 0.0, but=of_kind("hr"))
        hits.add(of_kind("hr"), place, _SAID)
    for found in _OTHERS_CONTRACT.finditer(line):
        _lighten(hits, _place(words, found.start("what")), _BARELY, but="")


def _place(words: Words, start: int) -> int:
    return bisect_right(words.starts, start) - 1


def _lighten(hits: Hits, place: int, share: float, *, but: str) -> None:
    for target, places in hits.by_target.items():
        if target != but and place in places:
            places[place] *= share
