"""The parts of a text that are cut out or left as one: clauses, causes, days, and what is asked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from bot.understanding.text import Words

_LEAD = (
    r"(?:jusqu(?:'|\s)?(?:a|au|en)?|a partir d[ue]|until|till|from|on|le|du|des|depuis|since|ce|cet|cette|this|next"
    r"|avant|before|by|au|to|a|at|entre|the|les|et|and|of|pour|pendant|for|en|in|au|vers|around|-)"
)
_UNIT = (
    r"(?:\d{1,4}(?:er|st|nd|rd|th)?(?:\s?(?:h|:|/|am|pm|heures)\s?\d{0,4}(?:/\d{2,4})?)?|hier|demain|aujourd'?hui"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|mondays?|tuesdays?|wednesdays?"
    r"|thursdays?|fridays?|saturdays?|sundays?|tomorrow|yesterday|today|matin|soir|apres-midi|morning|afternoon|evening"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|dec|nov|oct|january"
    r"|february|march|april|may|june|july|august|september|october|november|december|semaines?|weeks?|mois|months?"
    r"|jours?|days?|ans|annees?|years?|(?:1|un) an|deux|trois|two|three|prochaine?|prochain|inclus|included"
    r"|midi|noon)\b"
)
_DAYS = re.compile(
    rf"\b(?:{_LEAD}\s{{1,3}}|-\s?){{0,4}}{_UNIT}(?:[\s,]{{0,3}}(?:{_LEAD}\s{{1,3}}|-\s?){{0,4}}{_UNIT}){{0,8}}"
)
_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)"
)
_OVER = re.compile(
    r"\b(?:type|stade|stage|grade|phase|niveau) \d{1,2}\b"
    r"|\b(?:il )?y ?a (?:\d{1,3}|un|une|deux|trois|quelques) (?:ans?|annees?|mois|semaines?|jours?)\b"
    r"|\b(?:\d{1,3}|a|two|three|a few) (?:years?|months?|weeks?|days?) ago\b"
    r"|\b(?:l'|le |la |en |in |cet )?(?:\w+ derni(?:er|ere)|an passe|last (?:year|summer|winter|month|week|\w+day"
    rf"|{_MONTH}))\b"
    r"|\b(?:j'?ai|ai|a|ont|avait|avais) (?:fait|eu|subi|ete (?:oper|diagnos|hospitalis)\w+)"
    rf"(?:(?!rdv|rendez|date|convoc)[^,.;:!?()\n]){{1,60}}?\b(?:en|debut|fin|courant) (?:{_MONTH}|(?:19|20)\d\d)\b"
    r"|\b(?:had|was|were|have had|has had) (?:(?!appointment|date|slot)[^,.;:!?()\n]){1,60}?"
    rf"\bin (?:{_MONTH}|(?:19|20)\d\d)\b"
)
"""How far an illness went and when it was: no day of what is asked."""
_ASKS = re.compile(
    r"\b(?:il (?:me|nous|lui|leur|m'en|en) (?:faut|faudrait)|j'?ai besoin|besoin d|on a besoin"
    r"|(?:je|j'|j|il|elle|on|ca) ?(?:(?:me|m'|te|le|la|l'|les|vous|y|en) ?)?(?!ai\b|suis\b)\w+ (?:pas|plus)\b"
    r"|(?:je |j')?(?:suis|serai|sera|est|suis) pas (?:la|dispo\w*|present\w*|au bureau|en etat)|pas (?:la|dispo\w*) "
    r"|(?:il )?faut (?:que|qu'|me|m'|nous|pas|\w+er)\b|faudrait|annule[rz]?\b|decale[rz]?\b|reporte[rz]?\b"
    r"|previen[st]\b|prevenez|dites?\b|reserve\b|command(?:e|er|ez) |trouve[rz] |(?:je )?pose ma|(?:je )?bosse"
    r"|je (?:peux|pourrai\w*|pars|arrive\w*|bosse|travaille|reste|passe|recupere|garde) "
    r"|je (?:voudrais|veux|souhaite|demande|dois|reviens|reprends|serai|pose|vous|ne |transmets|rentre|m'absente)"
    r"|j'?aimerais|pouvez|pourriez|peux-tu|puis-je|merci|ou mettre|reserve[rz]?|changer|rendre|prevenir"
    r"|qui (?:prend|gere|prevenir|le|la|remplace)|retour|i (?:need|want|would|must|will|won'?t|can'?t|cannot|should)"
    r"|i'(?:d|ll) "
    r"|not (?:coming|in|able)|won'?t|wont|cant|can'?t|cannot|dont|don'?t|cancel|move|tell|order|find|cover|needs?\b"
    r"|can (?:i|you)|could|please|who (?:do|takes|covers|handles|should)|where|we need|book|back|away|change|mind her"
    r"|attention)"
)
_ABSENT = re.compile(
    r"\b(?:(?:mon|ma|mes|un|une|l'|en|d'|my|a|on)\s*)?(?:ar+et+s?|conges?|absences?|absente?|sick leave|sick notes?"
    r"|signed off(?: sick)?|off sick|off|maladie|appointment|rdv|rendez-vous|leave|teletravail|ci-joint|attached"
    r"|here (?:is|are)|voici|en pj)"
    r"(?:\s+(?:de travail|maladie|maladi|travail|medical|prolonge|prolongee|sick|prevu|est|is|:))*\b"
)
_ENDS = re.compile(r"[,.;:!?()\[\]\n–—]|\s-\s")
_CAUSES = frozenset(
    "car parce pour pr et mais donc puis suite because for due with and but so motif depuis since apres after"
    " as".split()
)
_CAUSED_BY = ("cause", "raison")
_WHO = frozenset("je j jai jsuis jpeux jviens jserai il elle i im ive we nous".split())
_BEFORE_WHO = (
    _CAUSES
    | _WHO
    | frozenset(
        "que qu qui quand si comme ou puis peux dois pourrais ai suis est a t that if when where what which can could"
        " do did should would may have am".split()
    )
)


class Part(NamedTuple):
    """Words `first` to `last` of a text, both included; those up to `kept` are left whatever is cut out."""

    first: int
    last: int
    kept: int


def parts_of(words: Words) -> tuple[Part, ...]:
    """The parts in which a text tells what it tells, without its days, that are in none."""
    days = {index for found in _DAYS.finditer(words.line) for index in _inside(words, *found.span())}
    days -= {index for found in _OVER.finditer(words.line) for index in _inside(words, *found.span())}
    asks = {_word_at(words, found.start()) for found in _ASKS.finditer(words.line)}
    parts, first = list[Part](), 0
    for index in range(len(words.norms) + 1):
        over = index == len(words.norms) or index in days or index in asks or _begins(words, index)
        if over and index > first:
            parts.append(Part(first, index - 1, _kept(words, first, index - 1, asks)))
        if over:
            first = index + 1 if index in days else index
    return tuple(parts)


def _begins(words: Words, index: int) -> bool:
    """Whether another clause, or a cause, begins by a word: after a comma, or, in a hurry, by who does what."""
    if index == 0:
        return False
    following = words.norms[index + 1] if index + 1 < len(words.norms) else ""
    if words.norms[index] in _WHO and following != "y" and words.norms[index - 1] not in _BEFORE_WHO:
        return True
    if words.norms[index] in _CAUSES or _ENDS.search(words.line, words.ends[index - 1], words.starts[index]):
        return True
    return words.norms[index] == "a" and following in _CAUSED_BY


def _kept(words: Words, first: int, last: int, asks: set[int]) -> int:
    """The last word that is left: all before what tells it where something is asked, else that somebody is away."""
    if first in asks:
        return last
    ends = [found.end() for found in _ABSENT.finditer(words.line, words.starts[first], words.ends[last])]
    return bisect_right(words.ends, ends[-1]) - 1 if ends else first - 1


def _inside(words: Words, start: int, end: int) -> range:
    return range(bisect_left(words.starts, start), bisect_right(words.ends, end))


def _word_at(words: Words, place: int) -> int:
    return bisect_left(words.starts, place)
