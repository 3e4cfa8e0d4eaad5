"""Of whom the words of what is private are said: of a person, or of a thing ("la Kangoo est malade")."""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue
from bot.understanding.sensitive_people import KIN
from bot.understanding.text import Words, listed

SELF = frozenset(listed("je j jai jsuis jsui chuis chui suis moi me m mes i im ive myself"))
ONES_OWN = frozenset(listed("mon ma mes my"))
PRONOUNS = frozenset(listed("il elle ils elles he she lui him her his they them"))
PERSONS = frozenset(
    listed(
        """
        quelqu qqn someone somebody anyone nobody everyone personne personnes gens people gars type mec nana dame
        monsieur
        madame mr mrs mme garcon homme femme fille collegue collegues colleague colleagues
        coworker coworkers chef cheffe chefs patron patronne boss manager managers responsable directeur directrice
        director supervisor foreman salarie salariee salaries employe employee employes employees ouvrier ouvriere
        ouvriers
        operateur operatrice cariste caristes chauffeur chauffeurs driver drivers stagiaire stagiaires intern interns
        apprenti apprentie alternant alternante interimaire interimaires vendeur vendeuse caissier caissiere
        nurse infirmiere secretaire assistant assistante technicien technicienne comptable equipe team collaborateur
        collaboratrice candidat candidate candidates worker workers staff guy guys girl girls woman women man men lad
        lads
        child enfant enfants kid kids associe associee tuteur tutrice
        """
    )
    + KIN.split("|")
)
"""Who may be ill, paid or hurt."""
_EXCUSED = frozenset(
    listed(
        """
        annule annulez annuler annulation decale decaler decalez decalage reporte reporter reportez deplace deplacer
        absent
        absente absence remplacant remplacer cancel cancelled move postpone reschedule push rebook absent off cannot
        sorry
        excuse desole desolee need besoin nous we our us nos notre
        """
    )
)
"""Whoever cancels, moves or excuses says why, and it is their own reason."""
SOMEBODY = SELF | ONES_OWN | PRONOUNS | PERSONS | _EXCUSED
THINGS = frozenset(
    listed(
        """
        imprimante imprimantes printer printers copieur copieurs copier photocopieur photocopieuse scanner traceur ordi
        ordis
        ordinateur ordinateurs pc pcs mac laptop laptops computer computers ecran ecrans screen screens monitor monitors
        clavier keyboard souris mouse telephone telephones tel phone phones smartphone tablette tablet micro micros mic
        casque headset webcam camera cameras projecteur videoprojecteur projector serveur serveurs server servers reseau
        network wifi vpn box routeur router logiciel logiciels software application appli applis app apps site website
        intranet messagerie mails mailbox outlook teams excel tableur erp crm sap base backup disque serveuse
        machine machines moteur moteurs engine engines pompe pump presse press tour fraiseuse robot robots compresseur
        compressor convoyeur conveyor chariot chariots forklift transpalette palan grue crane perceuse drill four oven
        chaudiere boiler chauffage heating radiateur radiateurs radiator clim climatisation aircon ventilation ventilo
        ventilateur fan ascenseur ascenseurs lift elevator escalator porte portes door doors portail gate barriere
        barrier
        rideau store stores blind blinds serrure lock fenetre fenetres window windows vitre toit toiture roof neon neons
        lampe lampes lamp lamps lumiere lights light ampoule prise prises plug cable cables chargeur charger batterie
        battery
        cafetiere kettle bouilloire frigo fridge freezer congelateur microwave lave vaisselle dishwasher fontaine evier
        sink
        robinet tap toilettes toilet toilets chasse douche cafe coffee tea soupe soup cantine canteen pizza gateau cake
        fauteuil fauteuils chaise chaises chair chairs table tables armoire armoires placard tiroir drawer sofa canape
        voiture voitures car cars vehicule vehicules camion camions truck trucks camionnette van vans utilitaire fourgon
        scooter velo velos bike bikes trottinette remorque trailer bus tram train trains metro avion kangoo berlingo
        clio
        twingo zoe trafic partner peugeot renault citroen toyota ford dacia duster sprinter jumper expert megane scenic
        fiat
        volkswagen golf polo yaris mercedes iveco fenwick manitou
        plante plantes plant plants ficus arbre arbres tree trees fleurs flowers pelouse cactus sapin canicule heatwave
        meteo
        weather pluie rain froid cold vent wind chaleur heat bruit noise odeur smell musique music badgeuse pointeuse
        badge
        spreadsheet fichier fichiers excel planning agenda calendrier calendar stock stocks budget budgets projet
        project chantier powerpoint slides reunion
        meeting meetings horloge clock pendule alarme alarm sirene interphone digicode caisse distributeur vending
        """
    )
)
"""What is ill, dead, or harasses in jest alone."""
_PLACED = frozenset(
    listed(
        "au aux a dans sur sous avec contre par chez en vers pres at in on with from by off under near against into to"
    )
)
_OF = frozenset(listed("du de des d of for pour"))
_AIMS = frozenset(listed("pour for because car cause due suite apres after avant before"))
_DETERMINERS = frozenset(
    listed("le la les l un une des ce cet cette ces mon ma mes notre nos votre vos the a an this that our my your")
)
_MAKES = frozenset(
    listed("rend rends rendra rendent donne donnera donnent stresse tue tuera fatigue epuise degoute saoule")
)
"""What a thing does to whom it annoys, in jest: "cette imprimante me rend malade"."""
_HURTS = compiled(
    r"acciden|bless|injur|hurt|coupe|brul|burn[te]|electr|coinc|ecras|crush|fractur|cass|fel[lt]|chute|tomb"
)
_CLAUSE_END = compiled(r"[,:()]| - ")
_BEFORE, _AFTER, _FEW = 9, 6, 4


def speaks_of_somebody(words: Words) -> bool:
    """Whether its author, a relative, or somebody named or pointed at is in the message; of a few words, its author."""
    if len(words.norms) <= _FEW:
        return True
    return not SOMEBODY.isdisjoint(words.norms) or any(is_name(words, place) for place in range(len(words.norms)))


def concerns_somebody(words: Words) -> bool:
    """Whether it is somebody, by a pronoun or a name, and not only a thing or a team, that it speaks of."""
    norms = words.norms
    return not (SELF.isdisjoint(norms) and PERSONS.isdisjoint(norms) and PRONOUNS.isdisjoint(norms))


def is_name(words: Words, place: int) -> bool:
    """Whether a word is written as a person's name is: a capital inside a sentence, no article, no place before it."""
    start, norms = words.starts[place], words.norms
    if not words.raw[start].isupper() or words.raw[start : words.ends[place]].isupper():
        return False
    if place == 0 or words.sentences[place] != words.sentences[place - 1] or norms[place] in THINGS:
        return False
    return norms[place - 1] not in _DETERMINERS and norms[place - 1] not in _PLACED and norms[place - 1] != "du"


def is_of_a_thing(words: Words, cue: Cue) -> bool:
    """Whether a cue is said of a thing: its subject in the clause, what a pronoun stands for, or what comes after."""
    if THINGS.isdisjoint(words.norms) or any(_HURTS.match(words.norms[at]) for at in range(cue.first, cue.last + 1)):
        return False
    if not THINGS.isdisjoint(words.norms[cue.first + 1 : cue.last]) or _follows(words, cue):
        return True
    return SELF.isdisjoint(words.norms[cue.first : cue.last + 1]) and _is_subject(words, cue)


def _is_subject(words: Words, cue: Cue) -> bool:
    """The nearest noun or pronoun before it, in the clause, is a thing that does something."""
    norms = words.norms
    for place in range(cue.first - 1, max(-1, cue.first - _BEFORE - 1), -1):
        if _is_cut(words, place):
            return False
        norm = norms[place]
        if norm in THINGS and not _is_placed(norms, place):
            return True
        if norm in ("me", "m") and norms[place + 1] in _MAKES:
            continue
        if norm in _AIMS or norm in SELF or norm in PERSONS or is_name(words, place):
            return False
        if norm in PRONOUNS:
            return _stands_for_a_thing(words, place)
    return False


def _stands_for_a_thing(words: Words, pronoun: int) -> bool:
    """Whether only things are spoken of before a pronoun."""
    earlier = words.norms[:pronoun]
    return (
        not THINGS.isdisjoint(earlier)
        and SELF.isdisjoint(earlier)
        and PERSONS.isdisjoint(earlier)
        and not any(is_name(words, place) for place in range(pronoun))
    )


def _follows(words: Words, cue: Cue) -> bool:
    """Whether it is of a thing named after it: "la charge mentale du serveur", "arrêt maladie pour la Toyota"."""
    norms = words.norms
    binding = _OF if SELF.isdisjoint(norms) else _OF - {"pour", "for"}
    following = cue.last + 1
    of = following < len(norms) and norms[following] in _DETERMINERS
    for place in range(following, min(len(norms), following + _AFTER)):
        if _is_cut(words, place - 1):
            return False
        norm = norms[place]
        if of and norm in THINGS:
            return True
        if norm in _PLACED or norm in SELF or norm in PERSONS or norm in PRONOUNS or is_name(words, place):
            return False
        of = norm in binding or (of and norm in _DETERMINERS) or (of and norms[place - 1] in _DETERMINERS)
    return False


def _is_cut(words: Words, place: int) -> bool:
    """Whether a clause ends after a word."""
    after = place + 1
    if words.sentences[place] != words.sentences[after]:
        return True
    return _CLAUSE_END.search(words.line, words.ends[place], words.starts[after]) is not None


def _is_placed(norms: tuple[str, ...], place: int) -> bool:
    """Whether a thing is only where something happens, or with what: "tombé du camion", "malade dans le train"."""
    before = place - 1
    while before >= 0 and norms[before] in _DETERMINERS and norms[before] != "a":
        before -= 1
    return before >= 0 and (norms[before] in _PLACED or norms[before] in ("du", "des", "de", "d", "of"))
