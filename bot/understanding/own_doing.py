"""What people tell in French of their own doing: « j'ai posé les clés », « on le surveille », « je range après »."""

from __future__ import annotations

from bot.understanding.text import Words, listed

_SELF = frozenset(("j", "je", "on", "nous"))
_CLITICS = frozenset(listed("le la l les te t vous v lui leur y en me m se s nous n ne"))
_LED = frozenset(
    listed(
        """
        si que qu quand comme comment ou dont combien pourquoi quoi qui lorsque puisque parce est ce jusqu quel quelle
        quels quelles laquelle lequel avant pas peut peux faut pour a de
        """
    )
)
"""Words that make a clause of what follows: « que j'ai envoyé » tells of a thing."""
_HAVE = frozenset(listed("ai avons a suis sommes est avais"))
_BESIDE = frozenset(
    listed("bien deja enfin tout tous toutes toute encore aussi juste finalement moi nous meme deux vite mal vraiment")
)
_IRREGULAR = frozenset(
    listed(
        """
        mis mise mises pris prise fait faite faits faites dit vu lu bu rendu vendu fini rempli choisi reussi ouvert
        offert ecrit transmis remis remise repris promis permis appris compris resolu obtenu tenu prevenu convenu revenu
        venu parti sorti servi suivi ri dormi couru connu
        """
    )
)
_UNFORTUNATE = tuple(
    listed(
        """
        perd oubli cass egar effac supprim renvers rat loup manqu pay avanc depens bloqu coinc abim dechir tromp plant
        eu trouv essay tent constat remarqu attend demand signal voul prevu ray ete not entend besoin laiss ferm rest
        recu fait du repet relanc ecrit tomb bless gliss coup vol dev
        """
    )
)
"""How participles begin that lead to a need: « j'ai payé le parking », « j'ai oublié mon badge »."""
_LEADING = frozenset(
    listed(
        """
        peux peut pourrais pourrait pouvons dois doit devons devrais veux veut voulons voudrais voudrait souhaite
        souhaitons souhaiterais aimerais aimerait cherche cherchons sais sait savons comprends comprend trouve trouvons
        arrive arrivons attends attend attendons recois recoit recevons ai a avons suis est sommes demande demandons
        pense crois voulais voulait prefere preferais reste vois voit entends entend sens perds perd galere craque
        souffre meurs gele crains propose compte pars part partons vais va allons monte montons descends fais fait
        faisons organise organisons prepare preparons accueille accueillons aurais aurai aura aurons serai sera serons
        faut manque sollicite signale confirme serais aimerions voudrions avais etais etait reviens permets joins
        repasse viens constate ouvre refais declare deplace loge dors reserve commande represente dispose vous te
        """
    )
)
"""Verbs that want, lack or go, of which something is to come."""
_NOT = frozenset(listed("pas plus rien jamais aucun aucune guere que"))


_MOVED = frozenset(listed("alle allee alles venu venue revenu revenue rentre rentree passe passee monte montee arrive"))
"""What is done by the one of whom « suis » says it; of others it was done to them: « je suis rappelé »."""
_TO_ONESELF = frozenset(("m", "me", "nous"))
_EARLY = 3


def tells_own_doing(words: Words, first: int) -> float:
    """How much a message tells of its author's doing: 1 for what is done, 0.6 for what they set about at its start."""
    norms = words.norms
    for place, norm in enumerate(norms):
        if norm in _SELF and not (place and norms[place - 1] in _LED):
            told = _told_from(words, place)
            if told == 1.0 or (told and place <= first + _EARLY and words.sentences[place] == words.sentences[first]):
                return told
    return 0.0


def _told_from(words: Words, own: int) -> float:
    """What is told by the verb whose subject is the word `own`."""
    norms, place = words.norms, own + 1
    if norms[own] == "on" and place < len(norms) and norms[place] in _TO_ONESELF:
        return 0.0
    while place < len(norms) and norms[place] in _CLITICS:
        place += 1
    if place >= len(norms) or not {"n", "ne"}.isdisjoint(norms[own + 1 : place]):
        return 0.0
    verb = norms[place]
    if not _NOT.isdisjoint(norms[place + 1 : place + 3]):
        return 0.0
    if verb in _HAVE:
        return 1.0 if _is_done(words, place + 1, moved=verb in ("suis", "sommes", "est")) else 0.0
    if verb in _LEADING or verb.isdigit() or len(verb) < 3 or verb.endswith(("ant", "ait", "ais", "er")):
        return 0.0
    return 0.6


def _is_done(words: Words, place: int, *, moved: bool) -> bool:
    norms = words.norms
    while place < len(norms) and norms[place] in _BESIDE:
        place += 1
    if place >= len(norms) or norms[place].startswith(_UNFORTUNATE):
        return False
    if moved:
        return norms[place] in _MOVED
    said = words.raw[words.starts[place] : words.ends[place]].lower()
    return norms[place] in _IRREGULAR or said.endswith(("é", "ée", "és", "ées"))
