"""What the grammar of a French message says of asking: who does what, what is ordered or named, and what hints.

« Me ressortir la convention », « démêlez-moi ça » and « un camembert avec la part de chacun » ask by their form;
« j'ai posé les clés », « porte débloquée » and « inventaire samedi » tell. Signs that are weak alone are added up.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.understanding.additions import is_one_more
from bot.understanding.asking_cues_fr import OCCASIONS
from bot.understanding.orders import is_order
from bot.understanding.own_doing import tells_own_doing
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue
from bot.understanding.signs import Signs
from bot.understanding.text import Words, listed

_SHARE = 0.35
"""What each further sign adds of its weight to the heaviest."""
_MOST = 4.5
_OUTRIGHT = 2.5
_MIDDLING, _BRIEF, _AT_LENGTH = 13, -5, 9
"""From how many words on a message explains, and how far from there it counts."""
_A_WORD, _A_WORD_UNASKED = 0.25, 0.375
"""What a word more is worth, and where nothing asks outright."""
_SURE = 4.0
"""How strongly something asks that is not taken for chatter for being brief."""
_DOUBTFUL = 1.0
"""The most that is made of what is private for being no chatter, however brief: its author is asked."""
_HINTS, _TELLS, _AROUND = 0.75, 0.55, 0.5
"""What hints weigh, and what is around the words of a statement, beside what these say outright."""
_STATED, _A_DAY = -0.25, -0.5
"""What it says against asking that something is stated, and that it has its day."""
_DONE, _DOING = 3.0, 2.5
_INDEFINITE = frozenset(listed("un une des deux trois quatre quelques ptit ptite petit petite petits nouveau nouvelle"))
_FINITE = frozenset(
    listed(
        """
        est sont etait etaient sera seront a ont avait aura auront ai as avons avez va vont vient viennent fait font dit
        passe passent part prend reste restent arrive arrivent suis es sommes etes vais vas suffit tombe tourne revient
        attend nous vous je j tu il elle ils elles on
        """
    )
)
_PARTICIPLES = ("é", "ée", "és", "ées")
_NAMED = frozenset(
    listed(
        """
        cafe cafes marche marches conge conges cle cles comite comites societe societes sante securite qualite quantite
        activite facilite mobilite identite ete annee annees journee journees soiree soirees matinee arrivee entree
        entrees duree idee idees employe employes salarie salaries musee lycee the degre degres pate carre cote cotes
        proprete priorite indemnite mutualite faculte universite comptabilite electricite publicite specialite
        disponibilite communaute actualite chaussee nuitee nuitees tournee dictee livree rentree tranchee poignee
        poignees buee fumee fusee allee allees montee
        """
    )
)
"""Nouns that end as participles do."""
_ANSWERS = frozenset(listed("ah oh bah ben bof tiens pfff pff euh ouais nan hihi hop eh he mouais pareil chut ouf zut"))
_FAMILIAR = frozenset(listed("tu toi ton ta tes te"))
_LAUGHS = compiled(
    "[\U0001f600-\U0001f60f\U0001f389\U0001f37b\U0001f37e\U0001f44f\U0001f4aa\U0001f923\U0001f929\U0001f942"
    "\U0001f973\U0001f61c\U0001f61d\U0001f618\u2600\u2764]"
)
"""Faces and signs of who is amused, pleased or proud."""
_FOR_ALL = frozenset(
    listed(
        """
        venez allez voyez savez avez imaginez pensez notez sachez profitez servez rejoignez apportez passez evitez
        arretez laissez regardez ramenez amenez goutez dites assez chez nez rendez riez rentrez restez tenez inscrivez
        respectez eteignez pariez devinez jouez votez descendez montez essayez demandez
        """
    )
)
"""What all who read are told to do rather than the desk."""
_OBJECTS = frozenset(listed("le la les l moi nous lui leur un une des mon ma mes notre nos ce cette ces en y tout ca"))
_PERSONS = frozenset(listed("vous ne n qui si que"))
_MEASURES = frozenset(listed("euros euro eur jour jours semaine semaines mois an ans heure heures h fois km"))
_FOR_NOTHING = frozenset(listed("ca cela rire rien quoi que qui vous toi tous toutes tout nous moi eux"))
"""Said after « c'est pour » by who explains or offers."""
_OBJECTS_TO = frozenset(("mais", "sauf"))
"""Who begins so answers what was said or done, and does not chat."""
_HYPHENED = compiled(r"(?<![a-z])[a-z]{3,}[es]-(?:moi|nous|le|la|les|lui|leur)\b(?!-)")
"""An order to one person: « mets-moi », « trouve-les »."""
_NO_ORDERS = compiled(r"(?:est|es|dis|dites|tiens|voyons|allons|sommes|disons|fais|pense|passe)-")
_LEADS = frozenset(listed("me m le la les l lui leur nous y en"))


def signs_of(words: Words, cues: Iterable[Cue], first: int) -> Signs:
    """Weigh what a French message, that begins at the word `first`, says by its form, and what hints in it."""
    asks = [cue.weight for cue in cues if cue.tag == "fr_hint"]
    tells = [cue.weight for cue in cues if cue.tag == "fr_told"]
    if first < len(words.norms):
        asks += (_ordered(words, first), _named(words, first))
        tells += (_announced(words, first), _own(words, first))
    if not _FAMILIAR.isdisjoint(words.norms):
        tells.append(1.5)
    if _LAUGHS.search(words.raw):
        tells.append(1.5)
    return Signs(_joint(asks), _joint(tells))


def weighed(
    words: Words, asked: float, refused: float, around: float, signs: Signs, dated: bool | None, *, private: bool
) -> float:
    """What a message is worth as a request, of what its words say outright, what is around them and what hints.

    Who explains wants something, who chats is brief, though what is `private` is said briefly and may ask; and a day,
    where nothing is asked, is more often announced. So it is among people; none as `dated`: it is written to the desk
    alone.
    """
    asking = asked + _HINTS * max(0.0, signs.asks - asked)
    said = asking - refused - _TELLS * signs.tells
    if dated is None or "?" in words.line or not _states(words):
        return said + around
    beyond = max(_BRIEF, min(_AT_LENGTH, len(words.norms) - _MIDDLING))
    if asked >= _OUTRIGHT:
        return said + around + max(0, beyond) * _A_WORD
    length = 0.0 if beyond < 0 and words.norms[0] in _OBJECTS_TO else beyond * _A_WORD_UNASKED
    if length < 0:
        length *= max(0.0, 1 - asking / _SURE)
    stated = said + _STATED + _AROUND * around + length + (_A_DAY if dated and not asked else 0.0)
    return max(stated, min(said + around, _DOUBTFUL)) if private else stated


def _states(words: Words) -> bool:
    """Whether something is told, by a verb or a participle, and not only named: « porte débloquée »."""
    return any(
        (norm in _FINITE and words.raw[start:end] not in ("à", "À") and not _presents(words, place))
        or (norm not in _NAMED and words.raw[start:end].endswith(_PARTICIPLES) and not words.raw[start].isupper())
        for place, (norm, start, end) in enumerate(zip(words.norms, words.starts, words.ends, strict=True))
    )


def _presents(words: Words, place: int) -> bool:
    """Whether a verb only says what a message is for, or how soon: « c'est pour un taxi »; or is no verb: "a taxi"."""
    norms = words.norms
    if norms[place] == "a":
        return place == 0 or "," in words.line[words.ends[place - 1] : words.starts[place]]
    if norms[place] not in ("est", "sera") or not place or norms[place - 1] not in ("c", "ce"):
        return False
    if norms[place + 1 : place + 2] == ("pour",):
        return norms[place + 2 : place + 3] != () and norms[place + 2] not in _FOR_NOTHING
    return norms[place + 1 : place + 2] == ("urgent",)


def _joint(weights: list[float]) -> float:
    if not weights:
        return 0.0
    heaviest = max(weights)
    return min(_MOST, heaviest + _SHARE * (sum(weights) - heaviest))


def _own(words: Words, first: int) -> float:
    told = tells_own_doing(words, first)
    return _DONE if told == 1.0 else _DOING if told and "?" not in words.line else 0.0


def _ordered(words: Words, first: int) -> float:
    """An order: « me ressortir la convention », « bougez le nôtre », « contester svp » after what leads to it."""
    norms, sentences = words.norms, words.sentences
    heaviest = 0.0
    for place, norm in enumerate(norms):
        opens = place == first or sentences[place] != sentences[place - 1]
        if opens and norm in _LEADS and place + 1 < len(norms) and is_order(norms[place + 1], french=True):
            heaviest = max(heaviest, 2.5)
        if norm.endswith("ez") and len(norm) > 4 and norm not in _FOR_ALL:
            led = place and norms[place - 1] in _PERSONS
            if not led and norms[place + 1 : place + 2] and norms[place + 1] in _OBJECTS:
                heaviest = max(heaviest, 2.0)
        elif opens and place > first and is_order(norm, french=True):
            heaviest = max(heaviest, 1.5)
    found = _HYPHENED.search(words.line)
    if found is not None and not _NO_ORDERS.match(found.group()):
        heaviest = max(heaviest, 2.0)
    return heaviest


def _named(words: Words, first: int) -> float:
    """A thing that is not known yet, of which nothing is told: « un camembert avec la part de chacun »."""
    norm = words.norms[first]
    if (norm not in _INDEFINITE and not norm.isdigit()) or _only_measures(words.norms, first) or is_one_more(words):
        return 0.0
    for place in range(first + 1, min(first + 8, len(words.norms))):
        if words.norms[place] in _FINITE:
            return 0.0
        if "," in words.line[words.ends[place - 1] : words.starts[place]]:
            break
    return 1.5


def _only_measures(norms: tuple[str, ...], first: int) -> bool:
    """Whether it says how much, and of nothing: « 800 euros », not « 800 euros de timbres »."""
    unit, of = (*norms[first + 1 : first + 3], "", "")[:2]
    return unit in _MEASURES and of not in ("de", "d")


def _announced(words: Words, first: int) -> float:
    """What is announced by its name, or answered by the first word."""
    norm = words.norms[first]
    if norm in _ANSWERS:
        return 2.0
    if norm in OCCASIONS and "?" not in words.line:
        return 2.5
    return 0.0
