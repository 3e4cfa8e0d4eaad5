"""Which site a request is for, not any that it mentions. The message says, else the channel, else the person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from bot.understanding.model import CharterText, Context, Part
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed, words_of

_TITLES = frozenset(listed("m mr mme mlle mrs ms miss monsieur madame dr docteur maitre me"))
_STREETS = frozenset(
    listed(
        """
        rue avenue av bd boulevard place quai gare aeroport impasse chemin route street road square cours pont
        stade hotel ibis novotel mercure tour musee palais station airport terminal marche foire salon porte
        faubourg via
    """
    )
)
_NAMED_THINGS = frozenset(
    listed(
        """
        salle room projet project client dossier affaire compte offre fournisseur contrat marque equipe
        operation groupe
    """
    )
)
_COMPANY = frozenset(listed("avec with contre chez et and"))
_COMPARED = frozenset(listed("comme as like than unlike"))
_REASONS = frozenset(listed("as since because puisque car comme"))
_PEOPLE = frozenset(
    listed(
        """
        collegue collegues equipe equipes client clients fournisseur fournisseurs directeur directrice
        comptable responsable gars filles bureau colleague colleagues team teams manager boss visiteurs
        visiteur ceux gens invites candidat partenaire customer customers supplier suppliers visitor visitors guest
        guests candidate candidates candidats partner partners partenaires director directors accountant auditor
        auditors auditeur auditeurs notary notaire lawyer lawyers avocat avocate banker banquier consultant consultants
        expert experts technician technicien inspector inspecteur inspectrice trainer formateur formatrice architect
        architecte prestataire prestataires invite celui celle celles binome homologue homologues counterpart folks guys
        crew collab collabs copain copine mate mates
    """
    )
)
_OFFICES = frozenset(
    listed(
        """
        site sites agence agences bureau bureaux locaux etablissement usine atelier office offices branch
        plant antenne
    """
    )
)
_ARTICLES = frozenset(listed("le la les l the"))
"""Also parts of names: « La Réunion », « Le Mans »."""
_FOR = frozenset(listed("pour for"))
_AT = frozenset(listed("a au sur in at dans from depuis"))
_GOING = frozenset(
    listed("pour for a au vers to from de du depuis via entre in sur jusqu into between et and en retour")
)
_BEING = frozenset(
    listed(
        """
        suis sommes base basee bases travaille travaillons serai serons bosse im am are based work sera seront est is us
        nous
        """
    )
)
_SENDING = compiled(
    r"\b(?:envoy|expedi|transmet|achemin|coursier|colis|courrier|pli\b|navette|chronopost|ship|send|sent|parcel"
    r"|courier|mail)\w*"
)
_MOVING = compiled(
    r"\b(?:aller|vais|allons|pars|partons|partir|rejoindre|deplac|rends|rendre|retour|attendue?s?\b|expected|going|travel|fly|flying|go)\w*"
)
_COMMON_NOUNS = frozenset(
    listed("reunion siege nice tours orange sens angers vienne dole lens foix gap meaux bath reading")
)
"""Also plain words: a site only where written or placed as a name."""
_SEAT_OF = compiled(
    r" ?(?:de|du|d'|des|auto|bebe|enfant|ergonomique|conducteur|passager|arriere|avant|casse|bancal|abime|qui|cassee)\b"
)
_NEEDING = compiled(r" ?(?:a|ont|aurait|auraient) besoin| ?(?:demande|voudrai|souhaite|attend)| needs?\b| wants?\b")
_ACTING = compiled(
    r" (?:nous|vous|me|m'|keeps?|says?|said|told|sent|tells|wrote|refuses?|refused|dit|disent|repond|refuse|envoie"
    r"|(?:a|ont) (?:dit|envoye|refuse|repondu|recu|fait|mis|pris|promis|oublie|perdu))\b"
)
"""What somebody at a site does to those who ask."""
_CLOSED = compiled(r" (?:is|est|sera|will be|'s) (?:\w+ )?(?:closed|shut|ferme)\b")
_HEAD_OFFICE = ("hq", "headquarters", "head office")
"""What a seat (« le siège ») is called in English."""
_NUMBER_AFTER = compiled(r"[\d.,:/%€$£-]| ?(?:h|heures?|euros?|k|eur|personnes?|km|ans|jours?|%)(?![a-z])")

_AROUND_A_NAME = frozenset(
    listed(
        """
        c est ca ce sera serait je suis nous sommes on mon notre pour a au aux de du d en sur dans le la les l site
        agence bureau bureaux locaux celui celle svp stp s il vous te plait merci beaucoup d avance oui bonjour bonsoir
        bien sur voila it is i m am we are my our for in at the of one office please pls thanks thank you yes hello
        desole desolee sorry pardon oups travaille travaillons bosse base basee bases work based moi me tous toutes tout
        deux both all alors euh donc
    """
    )
)
"""What may stand around a site's name in an answer to « Pour quel site ? »."""
_CUT = compiled(
    r"[,;.!\n]+\s*(?:(?:et|and)\s+)?|\s+(?:et|and)\s+|\s+[–—-]\s+|\s+(?=(?:pour|avec|for|with)\s)", re.IGNORECASE
)
"""Where what is said besides a site's name may begin or end."""
_NEARLY, _LONG_ENOUGH = 85, 5
"""How alike (0 to 100) a name typed wrong must be to a site's, and the letters of the shortest one."""
_SHORT = {"saint": "st", "sainte": "ste"}
_LONGEST_NAME = 200
"""Characters of what may be a site's name alone, and courtesies: more say something."""

_SURE, _LIKELY, _HINT = 0.95, 0.85, 0.35
_BY_CHANNEL, _BY_AUTHOR = 0.85, 0.7


@dataclass(frozen=True, slots=True)
class SiteNames:
    """A charter's site names and aliases by their first word."""

    by_first: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def compile_sites(charter: CharterText) -> SiteNames:
    """Every name of every site, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for site in charter.sites:
        for norms in sorted({norms for name in (site.name, *site.aliases) for norms in _ways_of(name)}):
            if norms:
                by_first.setdefault(norms[0], []).append((norms, site.id))
    return SiteNames(
        {first: sorted(names, key=lambda name: (-len(name[0]), name)) for first, names in by_first.items()}
    )


def _ways_of(name: str) -> list[tuple[str, ...]]:
    """How a site's name is written: in full, with "St" for "Saint", and in English where it is a seat."""
    norms = words_of(name).norms
    ways = [norms, tuple(_SHORT.get(norm, norm) for norm in norms)]
    if norms and norms[-1] == "siege":
        ways += [words_of(way).norms for way in _HEAD_OFFICE]
    return ways


@dataclass(frozen=True, slots=True)
class _Mention:
    site: str
    first: int
    last: int
    strength: float


def site_alone(text: str, charter: CharterText) -> str | None:
    """The site that a text names and says nothing else of: « à Lyon, svp », by any of its names, or nearly."""
    if len(text) > _LONGEST_NAME:
        return None
    said, named = _bare(text), _names_of(charter)
    if said in named or len(said) < _LONG_ENOUGH:
        return named.get(said) if said else None
    near = process.extract(said, list(named), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    sites = {named[name] for name, _, _ in near}
    return sites.pop() if len(sites) == 1 else None


def site_in_passing(text: str, charter: CharterText) -> tuple[str, str] | None:
    """The site that a text names, at its beginning or its end, and what it says besides: « Lyon, et c'est urgent »."""
    for cut in _CUT.finditer(text):
        if min(cut.start(), len(text) - cut.end()) > _LONGEST_NAME:
            continue
        before, after = text[: cut.start()].strip(), text[cut.end() :].strip()
        for named, rest in ((before, after), (after, before)):
            site = site_alone(named, charter) if rest else None
            if site is not None:
                return site, rest
    return None


_named: dict[str, dict[str, str]] = {}
"""The names of a charter's sites in bare words, by its hash: compiled once."""
_CHARTERS_KEPT = 8


def _names_of(charter: CharterText) -> dict[str, str]:
    found = _named.get(charter.hash)
    if found is None:
        sites = charter.sites
        found = {_bare(name): site.id for site in sites for name in (site.name, site.id, site.code, *site.aliases)}
        if len(_named) >= _CHARTERS_KEPT:
            _named.clear()
        _named[charter.hash] = found
    return found


def _bare(text: str) -> str:
    return " ".join(norm for norm in words_of(text).norms if norm not in _AROUND_A_NAME)


def read_site(words: Words, context: Context, names: SiteNames, *, travel: bool) -> Part[str | None]:
    """The site a message is for. `travel`: it speaks of travel, so the places in it are where one goes."""
    found = _mentions(words, names, travel=travel)
    best = max(found, key=lambda mention: mention.strength, default=None)
    if best is not None and best.strength >= 0.5:
        as_likely = [mention for mention in found if mention.strength > best.strength - 0.1]
        rival = any(mention.site != best.site for mention in as_likely)
        if (
            rival and best.strength < _SURE
        ):  # "le comité de Stras et celui de Lyon": where they are themselves, of the two
            own = (context.channel_site, context.author_site)
            best = min(as_likely, key=lambda mention: own.index(mention.site) if mention.site in own else len(own))
        certainty = best.strength * (0.6 if rival else 1.0)
        return Part(best.site, round(certainty, 2), (words.span(best.first, best.last),))
    if context.channel_site is not None:
        return Part(context.channel_site, _BY_CHANNEL)
    if context.author_site is not None:
        return Part(context.author_site, _BY_AUTHOR)
    if best is not None and best.strength >= _HINT:
        return Part(best.site, best.strength, (words.span(best.first, best.last),))
    return Part(None, 0.0)


def _mentions(words: Words, names: SiteNames, *, travel: bool) -> list[_Mention]:
    found: list[_Mention] = []
    place, count = 0, len(words.norms)
    titled = {one for title, one in pairwise(words.norms) if title in _TITLES}
    while place < count:
        step = 1
        for norms, site in names.by_first.get(words.norms[place], ()):
            last = place + len(norms) - 1
            if words.norms[place : last + 1] == norms and norms[0] not in titled:
                strength = _strength(words, place, last, travel=travel)
                if strength > 0:
                    found.append(_Mention(site, place, last, strength))
                    step = len(norms)
                    break
        place += step
    return found


def _strength(words: Words, first: int, last: int, *, travel: bool) -> float:
    """How likely the words `first` to `last` say whom the request is for; 0: they name no site."""
    norms = words.norms
    if norms[first] in ("le", "la", "les", "the") and first < last:
        first += 1
    one, two, three = _before(words, first)
    if not _is_name(words, first, last, one, two):
        return 0.0
    if one in ("le", "la", "l", "the"):
        one, two = two, three
    if one in _TITLES or one in _STREETS or (one in ("de", "du", "d", "la") and two in _STREETS):
        return 0.0
    after = words.line[words.ends[last] :][:24]
    if _ACTING.match(after):
        return _HINT
    if one in _OFFICES or (two in _OFFICES and one in ("de", "du", "d", "la")):
        return _SURE if not _in_company(words, first) else _HINT
    if two in _PEOPLE and one in ("de", "du", "d", "la", "from", "at"):
        return _LIKELY if _NEEDING.match(after) else _HINT
    following = words.norms[last + 1] if last + 1 < len(norms) else ""
    if following in _PEOPLE - _OFFICES:
        return _HINT
    if one in _COMPARED or _CLOSED.match(after) or _tells_why(norms, first):
        return _HINT
    if one and _is_a_companys(words, first):
        return _HINT
    if one in _NAMED_THINGS or one in _COMPANY:
        return 0.0 if one in _NAMED_THINGS else _HINT / 2
    return _by_preposition(words, first, last, one, two, travel=travel)


def _is_a_companys(words: Words, first: int) -> bool:
    """Whether a name stands right before, within a sentence: "three of PwC Lyon", "from Leroy Merlin St-Denis"."""
    before = first - 1
    name = words.raw[words.starts[before] : words.ends[before]]
    inside = before > 0 and words.sentences[before - 1] == words.sentences[before]
    glued = words.starts[first] - words.ends[before] == 1
    proper = words.norms[before] not in _OFFICES and words.norms[before] not in _ARTICLES
    return inside and glued and name[:1].isupper() and not name.isupper() and proper


def _tells_why(norms: tuple[str, ...], first: int) -> bool:
    """Whether "I'm in Lyon" is why somebody else is asked: "as I'm in Lyon", "car je suis à Lyon"."""
    before = norms[max(0, first - 4) : first]
    return len(before) == 4 and before[0] in _REASONS and before[1] in ("i", "je") and before[3] in _AT


def _by_preposition(words: Words, first: int, last: int, one: str, two: str, *, travel: bool) -> float:
    said_for = one in _FOR and two in ("c", "est", "ca", "it", "s", "is", "this")
    if said_for or (one in _AT and (two in _BEING or two == "based")):
        return _SURE
    sentence = _sentence_of(words, first)
    if travel or _MOVING.search(sentence):
        # "train Lyon Paris", "hôtel à Lyon": where one goes. Set apart ("pour Lyon :"), it still tells whom it is for.
        opening = first <= 1 and words.line[words.ends[last] :].lstrip()[:1] == ":"
        return _LIKELY if opening else 0.0
    if one in ("a", "au", "pour", "vers", "to", "for", "jusqu") and _SENDING.search(sentence):
        return _HINT / 2
    if one in _FOR or one in _AT or one in ("de", "du", "d"):
        return _LIKELY + 0.05 if one in _FOR else _LIKELY if one in _AT else 0.7
    return 0.7


def _before(words: Words, first: int) -> tuple[str, str, str]:
    """The three words before, the nearest first, in the same sentence; a title's full stop ends none."""
    sentence = words.sentences[first]
    found = []
    for place in (first - 1, first - 2, first - 3):
        same = place >= 0 and (words.sentences[place] == sentence or words.norms[place] in _TITLES)
        found.append(words.norms[place] if same else "")
    return found[0], found[1], found[2]


def _is_name(words: Words, first: int, last: int, one: str, two: str) -> bool:
    """Whether a site's word is used as its name: not a number counted, not a plain noun."""
    norm = words.norms[last]
    after = words.line[words.ends[last] :][:24]
    if norm.isdigit() and first == last:
        return one in ("le", "au", "du", "dans", "site", "sur") and not _NUMBER_AFTER.match(after)
    if norm not in _COMMON_NOUNS:
        return True
    if norm == "siege":
        if words.norms[first - 1 : first] and words.norms[first - 1] in (
            "un",
            "mon",
            "son",
            "ton",
            "votre",
            "chaque",
            "ce",
        ):
            return False
        return one in ("le", "au", "du", "l", "site") and not _SEAT_OF.match(after)
    capital = words.raw[words.starts[last]].isupper()
    if norm == "reunion":
        island = two in ("ile", "site", "agence", "bureau", "equipe", "bureaux") or (
            one == "la" and two == "de" and first > 3
        )
        return (
            capital
            and one in ("la", "site", "pour", "ile", "agence")
            and not re.match(r" (?:de|du|d'|avec|des)\b", after)
        ) or (island and two in ("ile", "site", "agence", "bureaux"))
    return capital and bool(one)


def _in_company(words: Words, first: int) -> bool:
    return any(norm in ("avec", "with") for norm in words.norms[max(0, first - 4) : first])


def _sentence_of(words: Words, place: int) -> str:
    sentence = words.sentences[place]
    begin = place
    while begin and words.sentences[begin - 1] == sentence:
        begin -= 1
    end = place
    while end + 1 < len(words.norms) and words.sentences[end + 1] == sentence:
        end += 1
    return words.line[words.starts[begin] : words.ends[end]]
