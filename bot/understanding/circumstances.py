"""Lines that lead to a need and are none: "je vais à Nantes lundi" tells when, "pouvez-vous réserver" lacks its end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed


class Circumstance(StrEnum):
    """What is told: somebody goes somewhere, or people meet."""

    GOES = "goes"
    MEETS = "meets"


_DAYS = frozenset(
    listed(
        """
        lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
        demain dem aujourd auj today tomorrow tmrw apres-demain lendemain semaine week mois month
        """
    )
)
_MONTHS = frozenset(
    listed(
        """
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march
        april may june july august september october november december
        """
    )
)
_NUMBERED = compiled(
    r"\b(?:le|the) \d{1,2}\b(?! ?h)|\d{1,2}/\d{1,2}|\d{1,2} (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
)
_SOON = compiled(
    r"\b(?:(?:ce|cet|cette|this) (?:matin|midi|soir|soiree|aprem|apm|apres|nuit|morning|afternoon|evening)|tonight"
    r"|(?:dans|ds|in|within|sous) (?:\d+|une?|l|la|an?|the|half)|maintenant|now|tout de suite|immediat\w*)\b"
)
_HELLO = (
    r"(?:bonjour|bjr|bonsoir|salut|coucou|hello|hi|hey|slt|dear|good morning|a tous|a toutes|l equipe|all|team"
    r"|everyone|tout le monde)"
)
_WHEN_FIRST = (
    rf"(?:(?:le|ce|this|next|on|from|prochaine?|prochains?|matin|soir|midi|apres midi|aprem|morning|afternoon|\d{{1,2}}"
    rf"|{'|'.join(sorted(_DAYS | _MONTHS))}) )*"
)
_GREETING = rf"(?:{_HELLO} )*{_WHEN_FIRST}"
"""What may stand first: a greeting, and the day."""
_EVENTS = (
    r"(?:reunions?|reu|rdv|rendez vous|seminaires?|visites?|comites?|codir|copil|comex|visio|ateliers?|salons?"
    r"|audits?|conferences?|congres|formations?|trainings?"
    r"|demos?|meetings?|visits?|workshops?|offsite|appointments?|calls?|trade fair)"
)
_VISITORS = (
    r"(?:clients?|clientes?|visiteurs?|candidate?s?|invites?|fournisseurs?|auditeurs?|partenaires?|delegations?|equipe"
    r"|customers?|visitors?|candidates?|guests?|suppliers?|auditors?|partners?)"
)
_SOME = r"(?:une?|des|deux|trois|\d{1,2}|notre|nos|mon|ma|mes|le|la|les|an?|some|our|my|the|two|three)"
_GOES = compiled(
    rf"{_GREETING}(?:"
    r"(?:je|j|on|nous|i|we)(?: (?:me|nous))? (?:pars|part|partons|vais|va|allons|irai|irons|monte|montons|descends"
    r"|descendons|voyage|voyageons|rends|rendons|deplace|deplacons)(?: (?:a|au|aux|en|chez|sur|pour|dans|voir))"
    r"|(?:je|nous|on) (?:suis|serai|sommes|serons|est|sera) (?:en deplacement|a l etranger|a|au|aux|en|chez) (?!\d)"
    r"(?!conge|vacances|teletravail|reunion|retard|formation|maladie|l heure|jour|bureau)"
    r"|(?:je|j|nous|on) (?:dois|devons|doit|ai rendez vous|ai rdv) (?:etre )?(?:a|au|aux|en|chez) (?!\d)"
    r"|(?:i|we) (?:m|am|re|are|ll be|will be|have to be|need to be) in (?!a |the )"
    r"|(?:i|we) (?:m|am|re|are|ll be|will be) (?:going|travelling|traveling|flying|off|heading|driving) (?:to|for)"
    r"|(?:i|we) (?:go|travel|fly|drive|head) to"
    rf"|(?:j|je|nous|on|i|we) (?:ai|avons|a|ve|have|got|ve got) (?:{_SOME} )?(?:deplacements?|trains?|vols?|flights?)"
    r"|(?:(?:mon|notre|un|le|my|our|a) )?(?:deplacement|trip)\b"
    r"|(?:mon|ma|notre|my|our) (?:train|vol|avion|tgv|flight|plane) (?:est|part|decolle|is|leaves|departs)\b)"
)
_MEETS = compiled(
    rf"{_GREETING}(?:"
    r"(?:je|j|nous|on) (?:recois|recevons|recoit|recevrons|accueille|accueillons|accueillerai|accueillerons)"
    r"|(?:i|we) (?:m|am|re|are|ll be) (?:hosting|receiving|welcoming|expecting)|(?:we|i) (?:host|receive|welcome)"
    rf"|(?:j|je|nous|on|i|we) (?:ai|avons|a|aurai|aurons|ve|have|got|ve got|ll have) (?:{_SOME} )?(?:\w+ )?"
    rf"(?:{_EVENTS}|{_VISITORS})"
    rf"|{_SOME} (?:\w+ )?{_VISITORS} (?:\w+ ){{0,3}}?(?:viennent|vient|arrivent|arrive|passent|passe|come|comes|coming"
    r"|arrives|arriving|visit|visits|visiting)"
    r"|(?:m|mr|mme|mlle|monsieur|madame|mrs|ms|le pdg|la direction|le directeur|la directrice|(?:our|the) ceo)"
    r"(?: \w+){0,2} (?:vient|viennent|arrive|arrivent|passe|sera la|est la|is coming|is visiting|arrives|comes|visits)"
    rf"|(?:il y a|y a|there is|there s) (?:{_SOME} )?{_EVENTS}"
    rf"|(?:{_SOME} )?(?:(?:client|customer|team|board) )?{_EVENTS}\b)"
)
_ASKING = compiled(
    r"\b(?:(?:reserv|book|command|order|besoin|need|faut|faudr|voudr|souhait|aimer|prevoi|prevoy|prevu|organis|pouv|pourr"
    r"|prepar|cherch|annul|decal|deplace[rze]|report[ez]|avance[rz]|cale[rz]|cancel|postpon|resched|imprim|confirm)\w*"
    r"|peux|peut|could|can|would|merci|thanks|svp|stp|please|pls|looking|moved?|print|pas|plus|not|no|sans|salles?|rooms?"
    r"|personnes?|pers|pax|people|hotels?|billets?|tickets?|taxis?|en panne|manque|retard|finalement|plutot|instead)\b"
)
"""What asks, orders, changes or names a thing to be had: no mere circumstance."""
_ALONG = compiled(
    rf"{_HELLO}(?: {_HELLO})*|(?:(?:on|nous|we) (?:sera|serons|est|sommes|are|will be) |(?:pour|for|a|avec|with) )"
    r"(?:une? |an? |about |environ )?\w+(?: \w+)?"
)
"""What may stand beside it and asks for nothing either: a greeting, "pour 6 personnes"."""
_LONGEST = 16
_TAKES_AN_OBJECT = frozenset(
    listed("reserver commander prevoir booker organiser louer acheter book order arrange reserve rent buy")
)
_OBJECTS = frozenset(listed("le la les l en y quoi it them"))
"""What stands for the thing before the verb: "pouvez-vous la réserver" is said to its end."""
_BEGINNING = 8


def names_a_day(words: Words) -> bool:
    """Whether a day is named, and not only an hour of some day."""
    return any(norm in _DAYS for norm in words.norms) or bool(_NUMBERED.search(words.line))


def has_its_day(words: Words) -> bool:
    """Whether what is said has a day of its own: named, or now, or this evening."""
    return names_a_day(words) or bool(_SOON.search(words.line))


def occasion_in(words: Words) -> Circumstance | None:
    """What a text tells of when, whether or not it asks for something too."""
    return next(iter(told_in(words).values()), None)


def is_unfinished(words: Words) -> bool:
    """Whether it stops before it names what is asked for: "pouvez-vous réserver", "il faudrait commander"."""
    norms = words.norms
    return 1 < len(norms) <= _BEGINNING and norms[-1] in _TAKES_AN_OBJECT and norms[-2] not in _OBJECTS


def circumstance_of(words: Words) -> Circumstance | None:
    """What a text that tells when, and nothing else, tells; none where it does anything more."""
    told = told_in(words)
    if not told:
        return None
    beside = (places for number, places in _sentences(words) if number not in told)
    return next(iter(told.values())) if all(_goes_along(words, places) for places in beside) else None


def told_in(words: Words) -> dict[int, Circumstance]:
    """The sentences of a text that only tell when something will be needed, by number."""
    found: dict[int, Circumstance] = {}
    for number, places in _sentences(words):
        told = _told(words, places)
        if told is not None:
            found[number] = told
    return found


def _sentences(words: Words) -> Iterator[tuple[int, range]]:
    """The places of the words of each sentence, with its number."""
    sentences, first = words.sentences, 0
    while first < len(sentences):
        after = bisect_right(sentences, sentences[first], first)
        yield sentences[first], range(first, after)
        first = after


def _goes_along(words: Words, places: range) -> bool:
    return _ALONG.fullmatch(" ".join(words.norms[places.start : places.stop])) is not None


def _told(words: Words, places: range) -> Circumstance | None:
    if len(places) > _LONGEST:
        return None
    norms = words.norms[places.start : places.stop]
    line = words.line[words.starts[places.start] : words.ends[places.stop - 1] + 2]
    if "?" in line or (_DAYS.isdisjoint(norms) and not _NUMBERED.search(line)):
        return None
    said = " ".join(norms)
    if _ASKING.search(said):
        return None
    if _GOES.match(said):
        return Circumstance.GOES
    return Circumstance.MEETS if _MEETS.match(said) else None
