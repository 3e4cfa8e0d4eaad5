"""What the shape of a message says of it, whatever it is about: things counted off, an order after a colon, a report.

« 2 badges visiteur, merci » and « pour le 22 : préparer les PV » ask; « trouvé un trousseau », « les clés sont au
sous-sol », « @Marc c'est la bonne » do not.
"""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

_FINITE = frozenset(
    listed(
        """
        est sont etait etaient sera seront ont avait aura avons avez ai suis sommes etes ca fait font passe passent
        arrive arrivent is are was were will has have had ve ll can did does do go goes vote votes restent reste
        manque manquent makes left
        """
    )
)
_MEASURES = frozenset(
    listed(
        """
        h heure heures min mins minutes jours jour semaines semaine mois ans an euros eur e km kg pour percent degres
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march
        april
        may june july august september october november december hours hour days day weeks week months years year pm am
        st nd rd th eme er ere fois times things people personnes votes points buts goals
        """
    )
)
"""What a number counts or dates without naming a thing that could be brought."""
_COUNTED = compiled(
    r"(?:^|(?<=: )|(?<=:\n)|(?<=- ))(?:bonjour,? |bjr,? |hello,? |hi,? |salut,? )?\d{1,3} (?P<thing>[a-z]{2,})"
)
_BREAK = r"(?:[:,.;!?] |\n|[)] )"
_WORKS = (
    r"(?:prepar|reserv|command|envoy|inscr|sort|depos|consolid|imprim|annul|bloqu|repar|remplac|chang|organis|planifi"
    r"|relanc|decal|deplac|ajout|modifi|affich|archiv|rembours|corrig|verifi|factur|transfer|livr|recuper|install|nettoy|pay|regl|cal|livr"
    r"|refactur|commun|avert|prev|etabl|tradui|fa|pren|me?tt|invit)"
)
_ORDERS = (
    r"(?:fix|book|order|print|send|resend|push|tell|put|move|cancel|replace|add|update|schedule|reschedule|arrange|chase"
    r"|pay|refund|reserve|renew|prepare|find|get|bring|remove|change)"
)
_ORDERED = compiled(
    rf"{_BREAK}(?:et |puis |donc |merci de |a |and |so |then )?(?:(?:me|m'|nous|lui|leur|le|la|les|l'|y|en) ?){{0,2}}"
    rf"{_WORKS}[a-z]*(?:er|ir|ire|oir|dre|tre)\b"
    rf"|{_BREAK}{_WORKS}[a-z]*ez (?:le|la|les|l'|un|une|des|mon|ma|mes|notre|nous|moi|tout|ce|cette|\d)"
    rf"|{_BREAK}(?:mettez a jour|dites|previens|prevenez) |: {_ORDERS} [a-z]"
    rf"|{_BREAK}(?:and |so |then |just )?{_ORDERS} "
    rf"(?:it|them|him|her|me|us|the|my|our|an|a|this|these|that|ten|two|\d|\+)\b"
)
"""An order that comes after what leads to it; of English verbs, only with what it is done to."""
_TO_DO = compiled(
    r"(?:(?:a|an|one|two|\d+|the) )?(?:new |wrong )?(?:[a-z]+ ){1,3}?to (?:create|book|order|print|pay|sign|renew"
    r"|update|fix|replace|cancel|send|translate|scan|collect|return|refund|set up"
    r"|add)\b"
)
_SAYS = frozenset(
    listed(
        "i you we they he she who is are was am ve ll d have has had want going need how what where nothing good able"
    )
)
_ASKED_LAST = compiled(
    r"(?:\b(?:quelqu'un|qqn|qui) (?:s'en |s en )(?:occupe|charge)|(?<=[a-z,.] )(?:on|je) (?:fait|fais) (?:quoi|comment)"
    r"|(?:\b(?:le|la|les) |\bl')[a-z-]+(?: [a-z-]+){0,3} (?:est|sont|se trouve|se trouvent|c'est) ou)\W*\?"
)
"""A question by its end: « le défibrillateur est où ? », « et là on fait quoi ? »."""
_OF_OTHERS = compiled(r"@(?!relais|desk|pole|here|channel|all|tous|everyone|canal|assistant)[a-z][a-z.-]*")
_THE = frozenset(listed("le la les l the all this these ces cette"))
_STANDS = frozenset(listed("est sont sera seront etait is are was were will"))
_GOES = frozenset(
    listed(
        """
        vient viennent passe passent comes came arrivera arriveront arrive arrivent partent partira reprend reprennent
        reprendra commence commencera ouvre
        ouvrira rouvre demarre passera revient viendra goes starts opens reopens says begins ends arrives
        """
    )
)
_SOMEWHERE = frozenset(
    listed(
        """
        affiche affichee affiches reserve reservee reserves pris prise libre dispo disponible disponibles plein pleine
        super interessante interessant great good fine really available reserved taken full until jusqu awesome
        au aux dans sur sous chez en derriere ici la maintenu maintenue maintenus ouvert ouverte ouverts prevu prevue
        in on at with behind under here inside back open booked be posted pinned
        """
    )
)
_UNEASY = frozenset(
    listed(
        """
        pas plus ne n jamais rien trop mais sauf encore toujours seul seule urgent vide mal not no never t only still
        but
        too without sans wrong faux fausse nobody personne retard late flooded inonde feu fire danger bloque bloquee
        panne
        tomber tombe rade travers retrait occupe occupee autre other else twice double
        """
    )
)
"""Words of something that is not as it should be: what is told with one may be a need."""
_DEALT_EN = frozenset(
    listed(
        """
        fixed repaired placed arrived delivered paid done sent booked confirmed approved cancelled canceled postponed
        moved
        printed signed received shipped sorted resolved posted picked accepted
        """
    )
)
_DEALT = _DEALT_EN | frozenset(
    f"{stem}{ending}"
    for stem in listed(
        """
        repare passe effectue envoye confirme decale deplace reporte annule paye regle livre valide signe imprime
        reserve
        termine depose range trouve retrouve resolu arrive poste commande rembourse accepte
        """
    )
    for ending in ("", "e", "s", "es")
)
_TO_BE = frozenset(listed("a to be etre soit soient non si if once when quand un une the to get have need"))
_NEAR = 8
_PERSONS = frozenset(
    listed("je j on nous il elle ils elles tu i we they he she you it qui quelqu qqn who anyone someone")
)
_THANKS = frozenset(listed("merci thanks thx svp please pls"))
_IS_FOR = compiled(r"(?:c'est|c|it's|it is|this is) (?:pour|for)\b")
"""« C'est pour un taxi » names what is wanted."""
_GOES_ON = compiled(r" ?['-]? ?")
"""What stands between two words of one clause."""


def counts_things(words: Words) -> bool:
    """Whether it counts off what is wanted and says nothing of it: « 2 badges visiteur, merci »."""
    found = _COUNTED.search(words.line)
    if found is None or "?" in words.line or reports_done(words):
        return False
    return found["thing"] not in _MEASURES and _FINITE.isdisjoint(words.norms[_word_at(words, found.start()) :])


def orders_later(words: Words) -> bool:
    """Whether something is ordered after what leads to it: « le client arrive : prévenir l'accueil »."""
    if _ORDERED.search(words.line) is not None:
        return True
    found = _TO_DO.match(words.line)
    return found is not None and _SAYS.isdisjoint(found.group().split())


def asks_at_its_end(words: Words) -> bool:
    """Whether its question is told by its end."""
    return "?" in words.line and _ASKED_LAST.search(words.line) is not None


def tells_first(words: Words, first: int) -> bool:
    """Whether what stands first, from the word `first` on, has a verb, and nothing in it all is amiss."""
    if first >= len(words.norms):
        return False
    if not _UNEASY.isdisjoint(words.norms) or "!!" in words.line or _IS_FOR.match(words.line, words.starts[first]):
        return False
    for place in range(first, min(first + _NEAR, len(words.norms))):
        if place > first and not _GOES_ON.fullmatch(words.line, words.ends[place - 1], words.starts[place]):
            return False
        if words.norms[place] in _FINITE or words.norms[place] in _PERSONS or words.norms[place] in _GOES:
            return True
    return False


def reports_done(words: Words) -> bool:
    """Whether it says of a thing that it was dealt with: « billets envoyés par mail », « printer fixed »."""
    if "?" in words.line or not _UNEASY.isdisjoint(words.norms) or _DEALT.isdisjoint(words.norms):
        return False
    return any(
        norm in _DEALT
        and (not place or (words.norms[place - 1] not in _TO_BE and words.line[words.starts[place] - 1] != "("))
        and (norm in _DEALT_EN or is_participle(words, place))
        for place, norm in enumerate(words.norms[:_NEAR])
    )


def names_a_thing(words: Words) -> bool:
    """Whether it names a thing for somebody and tells nothing of it: « carte de visite pour Hugo Perrin »."""
    return (
        not {"pour", "for", "pr"}.isdisjoint(words.norms[1:6])
        and "!" not in words.line
        and _FINITE.isdisjoint(words.norms)
        and _PERSONS.isdisjoint(words.norms)
        and _GOES.isdisjoint(words.norms)
    )


def thanks_for_things(words: Words) -> bool:
    """Whether it names a thing and thanks for it beforehand: « rallonge 25 m et multiprise, merci »."""
    return (
        words.norms[-1] in _THANKS
        and words.norms[0] not in _THE
        and _FINITE.isdisjoint(words.norms)
        and _PERSONS.isdisjoint(words.norms)
    )


def is_for_another(words: Words) -> bool:
    """Whether it begins by the typed name of somebody else: « @Marc oui, c'est ça »."""
    return words.line.startswith("@") and _OF_OTHERS.match(words.line) is not None


def is_participle(words: Words, place: int) -> bool:
    """Whether the accent of what could be an order makes it a report: « trouvé un badge », « réservé ce matin »."""
    return words.raw[words.starts[place] : words.ends[place]].lower().endswith(("é", "ée", "és", "ées"))


def states(words: Words, first: int) -> bool:
    """Whether it only says of a known thing where it is or when it comes, from the word `first` on."""
    norms = words.norms
    if "?" in words.line or "!!" in words.line:
        return False
    if not _UNEASY.isdisjoint(norms):
        return False
    reach = _NEAR if first < len(norms) and norms[first] in _THE else 2
    for place in range(first + 1, min(first + reach, len(norms) - 1)):
        if words.sentences[place] != words.sentences[first]:
            return False
        if norms[place] in _GOES:
            return True
        if norms[place] in _STANDS:
            return norms[place + 1] in _SOMEWHERE
    return False


def _word_at(words: Words, start: int) -> int:
    return next((place for place, at in enumerate(words.starts) if at >= start), 0)
