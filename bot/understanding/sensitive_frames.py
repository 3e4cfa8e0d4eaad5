"""What makes the words of what is private mere talk: a joke, a match or a film, a party, a threat in jest."""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue
from bot.understanding.sensitive_people import KIN
from bot.understanding.sensitive_subjects import ONES_OWN, PERSONS, SELF, is_name
from bot.understanding.text import Words, listed

_JEST = frozenset(listed("lol mdr ptdr xd haha hahaha ahah ahaha hehe lmao rofl jk ptdrr mdrr blague joking kidding"))
_LAUGHING = compiled("[😂🤣😅😆😜😝🤪🙃😹]")
_WHOEVER = compiled(
    r"\b(?:le|la|au|les) (?:prochain|premier)(?:e|s|es)? (?:qui|a )|\bcel(?:ui|le) qui\b|\bquiconque\b"
    r"|\bwhoever\b|\b(?:next|first) (?:one|person)\b"
)
_SHOWN = frozenset(
    listed(
        """
        film films serie series roman episode saison netflix match matchs matches ligue foot football rugby finale
        buteur
        arbitre referee psg om fans supporters album concert chanson theatre podcast movie novel song league cup goal
        goalkeeper premiership championnat tournoi derby
        """
    )
)
_AT_LARGE = frozenset(
    listed(
        """
        camembert anonyme anonymes anonymise anonymisee anonymised anonymous stats statistiques statistics chart graph
        graphique graphiques kpi kpis indicateurs congress congres symposium colloque conference expo salon brochures
        """
    )
)
"""Of these the words of what is private are counted, or spoken of to a room."""
_PARTIES = frozenset(
    listed(
        """
        pot pots apero aperitif cagnotte cadeau cadeaux enveloppe fete buffet gateau champagne toast party drinks
        farewell
        collection present gift cake leaving whip card bouquet surprise celebration barbecue
        """
    )
)
_CELEBRATED = compiled(
    r"retrait|retir|mari(?:e|age|ed)|wedding|naissance|ne[es]?\b|nes\b|born|baby|bebe|pacs|fianc|bapteme|communion|depart"
    r"|dernier|last|twins|jumeaux|pension|maternit"
)
_RELATIVES = frozenset(KIN.split("|"))


def is_mere_talk(words: Words) -> bool:
    """Whether nobody is concerned, and it laughs, threatens in jest, or tells of a match or a film."""
    norms = words.norms
    if not _RELATIVES.isdisjoint(norms) or not ONES_OWN.isdisjoint(norms):
        return False
    if not _AT_LARGE.isdisjoint(norms):
        return True
    if _WHOEVER.search(words.line):
        return SELF.isdisjoint(norms)
    if _JEST.isdisjoint(norms) and _SHOWN.isdisjoint(norms) and not _LAUGHING.search(words.raw):
        return False
    named = any(is_name(words, place) for place in range(len(norms)))
    return SELF.isdisjoint(norms) and PERSONS.isdisjoint(norms) and (not named or not _SHOWN.isdisjoint(norms))


def is_celebrated(words: Words, cue: Cue) -> bool:
    """Whether a cue is only what is drunk to: a marriage, a birth, a retirement with its drinks."""
    return (
        not _PARTIES.isdisjoint(words.norms)
        and ONES_OWN.isdisjoint(words.norms)
        and all(
            _CELEBRATED.match(norm) or len(norm) <= 3 or norm in _RELATIVES
            for norm in words.norms[cue.first : cue.last + 1]
        )
    )
