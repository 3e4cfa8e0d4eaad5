"""What is wrong with something that several people use: « l'imprimante du 2e est en panne ». Whether two say the same.

What is somebody's own, or for somebody, is nobody else's trouble, and neither is what is told of a thing that stands in
several places without saying where.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.understanding.cues import all_cues
from bot.understanding.model import Trouble
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue
from bot.understanding.text import Words, listed

_LONGEST = 20
"""Words: who tells more than that tells of more."""
_NAMES = {
    "printer": "imprimante imprimantes copieur copieurs photocopieur photocopieurs photocopieuse copieuse printer"
    " printers copier photocopier",
    "heating": "chauffage chaudiere radiateur radiateurs heating radiator radiators boiler",
    "cooling": "clim climatisation climatiseur aircon",
    "lift": "ascenseur ascenseurs lift elevator",
    "coffee": "cafetiere percolateur",
    "fountain": "fontaine",
    "toilets": "toilettes toilette wc sanitaires urinoir urinoirs toilet toilets loo restroom",
    "sink": "evier lavabo robinet sink tap faucet",
    "light": "lumiere lumieres neon neons ampoule ampoules eclairage light lights bulb",
    "door": "porte portes door doors",
    "gate": "portail barriere gate barrier",
    "network": "wifi internet reseau network",
    "power": "courant electricite disjoncteur power electricity",
    "alarm": "alarme alarm",
    "leak": "fuite inondation leak flood",
    "bins": "poubelle poubelles bin bins",
    "fridge": "frigo frigidaire refrigerateur fridge",
    "microwave": "microwave",
    "dishwasher": "dishwasher",
    "vending": "distributeur vending",
    "blind": "store stores volet volets blind blinds shutter",
    "projector": "projecteur videoprojecteur videoproj projo projector",
    "screen": "ecran ecrans tele televiseur screen screens tv",
    "window": "fenetre fenetres vitre vitres window windows",
    "shredder": "broyeur destructeur shredder",
    "scanner": "scanner scanneur",
    "water": "eau water",
    "smell": "odeur odeurs smell gaz gas",
    "pests": "cafards souris rats fourmis guepes cockroaches mice ants wasps",
    "toner": "toner toners cartouche cartouches encre ink cartridge cartridges",
    "paper": "papier ramettes ramette paper",
    "soap": "savon soap",
}
_THINGS = {name: thing for thing, names in _NAMES.items() for name in listed(names)}
_IN_TWO_WORDS = compiled(
    r"\b(?:(?P<coffee>machine a cafe|machines a cafe|coffee machine|coffee maker)|(?P<dishwasher>lave vaisselle)"
    r"|(?P<microwave>micro ondes?)|(?P<paper>papier toilette|toilet paper|essuie mains?)|(?P<fountain>water cooler)"
    r"|(?P<printer>bourrage papier|bourrage|paper jam)|(?P<leak>fuite d eau|degats? des eaux|water leak)"
    r"|(?P<cooling>air con(?:ditioning)?)|(?P<power>coupure de courant|power cut|power outage))\b"
)
_USED_UP = ("paper", "toner", "soap")
"""What runs out: it is the trouble, wherever it does."""
_IN_IT = ("water", "light", "smell", "screen", "door", "leak", "power")
"""What is said of another thing, where one is named: the water of the fountain, the door of the fridge."""
_ONE_OF_THEM = frozenset(("lift", "network", "power", "gate", "alarm"))
"""What a site has one of, as people speak of it: that is the one, where they do not say which."""
_OWN = frozenset(listed("mon ma mes my mine ton ta tes sa ses son his her personnel perso poste"))
_OF_SOMEBODY = compiled(
    r"\b(?:badge|badges|ordi|ordis|ordinateur|ordinateurs|pc|laptop|portable|telephone|phone|casque|headset|clavier"
    r"|keyboard|mouse|voiture|vehicule|car|chaise|fauteuil|chair|chargeur|charger|session|compte|account|mot de passe"
    r"|password|boite mail|mailbox|casier|locker|codes?|cles?|keys?|acces|access)\b"
)
"""What is one person's at a time."""
_ORDER = r"(?:er|ere|e|eme|nd|nde|st|rd|th)"
_PLACE = compiled(
    rf"\b(?P<floor>\d{{1,2}}) ?{_ORDER}\b|\b(?:etage|niveau|floor|level) (?P<level>\d{{1,2}})\b"
    r"|\b(?P<ground>rdc|rez de chaussee|ground floor)\b|\b(?P<basement>sous sol|basement)\b"
    r"|\b(?P<nth>premier|first|second|deuxieme|troisieme|third|quatrieme|fourth) (?:etage|floor)\b"
    r"|\b(?:salle|room|bureau|office|open ?space|batiment|bat|building|aile|wing|atelier|hall|quai|dock) "
    r"(?:de |du |des |d |of )?(?:la |l |the )?(?P<named>(?!(?:est|sont|is|are|ne|n|du|de|des|au|et|pour|reunion|pause"
    r"|archives|meeting|on|in|at|of|the|a|le|la|les)\b)\w+)"
    r"|\b(?P<spot>cuisine|kitchen|couloir|corridor|hallway|accueil|reception|parking|entree|entrance|cafeteria|cantine"
    r"|canteen|terrasse|escalier|stairs|archives|vestiaires?|salle de pause|break ?room|cour|local velo|hommes?|femmes?"
    r"|men|women|couleurs?|colou?r|noir et blanc|hp|canon|xerox|ricoh|epson|brother|lexmark|zebra|konica)\b"
)
"""Where, or which: what tells one of its kind from another."""
_NUMBERED = {"premier": "1", "first": "1", "second": "2", "deuxieme": "2", "troisieme": "3", "third": "3"}
_NUMBERED |= {"quatrieme": "4", "fourth": "4"}
_SAME_SPOT = {
    "kitchen": "cuisine", "corridor": "couloir", "hallway": "couloir", "reception": "accueil", "entrance": "entree",
    "canteen": "cantine", "cafeteria": "cantine", "stairs": "escalier", "breakroom": "pause", "break room": "pause",
    "salle de pause": "pause", "homme": "hommes", "men": "hommes", "femme": "femmes", "women": "femmes",
}  # fmt: skip


def read_trouble(words: Words, cues: Iterable[Cue] | None = None) -> Trouble | None:
    """What a message says is wrong, and where; none where it tells of nothing that others use too.

    `cues`: those of the message, when they are known.
    """
    norms = words.norms
    if len(norms) > _LONGEST:
        return None
    found = all_cues().find(words) if cues is None else cues
    if not any(cue.tag == "needs" for cue in found):
        return None
    said = " ".join(norms)
    if not _OWN.isdisjoint(norms) or _OF_SOMEBODY.search(said) is not None:
        return None
    thing = _thing(said, norms)
    return Trouble(thing, _places(said)) if thing is not None else None


def same_trouble(one: Trouble, two: Trouble) -> bool:
    """Whether two people surely tell of one thing: the same, in the same place."""
    if one.thing != two.thing:
        return False
    if one.places or two.places:
        return one.places == two.places
    return one.thing in _ONE_OF_THEM


def _thing(said: str, norms: tuple[str, ...]) -> str | None:
    """The one thing that it tells of; none for two, which may be two troubles."""
    found = {str(each.lastgroup) for each in _IN_TWO_WORDS.finditer(said)}
    rest = _IN_TWO_WORDS.sub(" ", said).split()
    found |= {_THINGS[norm] for norm in rest if norm in _THINGS}
    used = [each for each in found if each in _USED_UP]
    if used:
        return used[0] if len(used) == 1 else None
    chief = [each for each in found if each not in _IN_IT] or sorted(found)
    return chief[0] if len(chief) == 1 else None


def _places(said: str) -> frozenset[str]:
    places: set[str] = set()
    for found in _PLACE.finditer(said):
        kind, value = str(found.lastgroup), found[str(found.lastgroup)]
        if kind in ("floor", "level", "nth"):
            places.add(f"floor {_NUMBERED.get(value, value)}")
        elif kind == "ground":
            places.add("floor 0")
        elif kind == "basement":
            places.add("floor -1")
        else:
            places.add(_SAME_SPOT.get(value, value))
    rest = _PLACE.sub(" ", said).split()
    return frozenset(places.union(f"number {each}" for each in rest if each.isdigit()))
