"""Whether a message asks the desk for something: yes, no, or only its author can tell.

Thanks, chatter, announcements, offers, answers and reports of something done are no request; a polite question, an
implied need ("l'imprimante est en panne"), a bare thing with a date ("salle pour 8 jeudi 14h") are.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding import circumstances
from bot.understanding.asking_cues import (
    ASKS,
    AVAILABLE,
    CHATS,
    INVITES,
    MEETS,
    NEEDS,
    OPENS_TELLING,
    PERHAPS,
    TELLS,
    THANKS,
)
from bot.understanding.dates import Dates
from bot.understanding.model import Part, RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.pressing import PRESSES
from bot.understanding.sensitive_life import LOSSES
from bot.understanding.service import ServiceReading
from bot.understanding.shape import (
    asks_at_its_end,
    counts_things,
    is_for_another,
    is_participle,
    names_a_thing,
    orders_later,
    reports_done,
    states,
    tells_first,
    thanks_for_things,
)
from bot.understanding.telling import told_in_full
from bot.understanding.text import Words, listed

_ACKNOWLEDGING = frozenset(
    listed(
        """
        oui non ok okay okey dac dacc parfait super top nickel entendu yes no sure yep yeah yup nope great
        perfect noted done sounds got exactement exact absolument pareil idem bien volontiers d'accord daccord
        impeccable genial cool excellent merci thanks agreed moi fine deal voui ouais ouep awesome lovely
        brilliant ack +1 right correct c'est
    """
    )
)
_INFINITIVE = compiled(r"[a-z]{2,}(?:er|ir|oir|dre|tre|ire|ure|vre|cre)$")
_NOT_INFINITIVE = frozenset(
    listed(
        """
        votre notre autre entre contre dernier premier hier papier courrier fevrier janvier dossier fichier
        atelier calendrier cher metre lettre chantier quartier tire encore titre centre fenetre etre
        chauffer-lieu mer soir loisir plaisir avenir pour avoir noir bonsoir rendre-compte espoir cahier
        escalier mobilier clavier foyer super hiver fer poster ticketing livre cadre ordre cidre montre
        salaire faire-part horaire annuaire printer computer counter container formulaire partenaire stagiaire affaire
        voir-dire exemplaire
        questionnaire commentaire anniversaire fier seminaire secretaire lumiere premiere derniere cafetiere
        imaginaire rapport fiable tour jour
    """
    )
)
_NAMED_SO = frozenset(("commande", "demande", "reserve", "order", "book", "print", "check"))
"""Orders that are also things: « commande passée »."""
_IMPERATIVE_EZ = compiled(r"[a-z]{3,}ez$")
_ENGLISH_ORDERS = frozenset(
    listed(
        """
        book order print send schedule arrange organise organize find get cancel move pay update fix renew
        reserve prepare change add remove create set check call buy replace translate scan copy extend
        reschedule confirm chase issue provide give bring ship collect make put cover submit process refund
        reimburse register sort invite postpone bind laminate consolidate export pull compile share forward
        collate install repair clean
    """
    )
)
_FRENCH_ORDERS = frozenset(
    listed(
        """
        reserve commande imprime envoie organise prepare change ajoute annule deplace decale relance paye
        regle trouve cale bloque reservez commandez imprimez envoyez organisez preparez changez ajoutez
        annulez deplacez decalez relancez payez reglez trouvez calez bloquez prevois prevoyez pouvez merci
        demande besoin mets mettez fais faites refais recois
    """
    )
)
_WORK = frozenset(
    listed(
        """
        reserver reservez reserve reservation commander commandez commande organiser organisez organisation prevoir
        prevoyez booker payer imprimer preparer annuler decaler book booking order arrange organise organize reserve
        cancel reschedule pay print prepare cater traiteur
        """
    )
)
"""What is done by the desk, also for what is a pleasure."""
_PRONOUNS = frozenset(listed("me m nous vous te t le la les l lui leur y en ne pas bien vouloir de d bonjour nous"))
_GREETINGS = frozenset(
    listed(
        """
        bonjour bjr bonsoir salut coucou hello hi hey slt yo cc re hola helo bonjours good morning afternoon
        evening day dear team equipe tous toutes all everyone everybody folks guys tout le monde the l la les
        a et and madame monsieur mesdames messieurs mme mr m there ladies gents pole desk relais chers cheres
        cher chere collegues vous tu etes es la you are free dispo disponible ca va bien how comment allez vas
        morning petite une question quick j ai i have as allo excusez moi excuse me desole sorry de vous
        deranger to bother quelqu un anyone somebody someone here hope well ok
    """
    )
)
HELLO = frozenset(
    listed("""
        bonjour bjr bonsoir salut coucou hello hi hey slt yo cc re hola bonjours morning afternoon evening
        dear allo question excusez excuse dispo there
    """)
)  # fmt: skip
_GREETED = frozenset(("a", "tous", "toutes", "team", "all", "l", "equipe", "et", "good", "everyone"))
_SOFT_THANKS = frozenset(
    listed(
        """
        merci mercii mci thanks thank thx ty tks cheers you u so very much a lot beaucoup bcp tres bien
        infiniment mille fois grand encore pour for ton ta tes votre vos your the l la le les aide help
        rapidite reactivite efficacite retour reponse quick reply super top nickel genial parfait cool great
        perfect excellent ok okay c est bon ca marche recu note got it all tout tous et and a vous toi aussi
        in advance avance
        bonne journee soiree week end weekend good bon have nice day evening d avoir fait again j ai i ve en
        de du si vite service travail boulot job work appreciate appreciated remercie je nous ines nickel au
        c'est gentil kind of sympa adorable awesome brilliant lovely parfaitement impeccable entendu perfecto
        ciao bises t es etes everyone equipe team well done bravo chef really super that s is works everything
    """
    )
)
_APPROVES = frozenset(
    listed(
        """
        parfait parfaite nickel super top ok okay okey genial cool great perfect excellent impeccable impec entendu
        bon nice awesome brilliant lovely fine good parfaitement
        """
    )
)
_APPROVING = _APPROVES | frozenset(
    listed("c est ca me nous va pour moi nous tout tres bien all it s that works is for me us vraiment note alors donc")
)
_NODS = compiled(
    r":(?:\+1|thumbsup|ok_hand|ok|pray|raised_hands|clap|white_check_mark|heavy_check_mark|slightly_smiling_face|smile"
    r"|blush|heart|100|tada)(?::skin-tone-\d)?:|[\U0001F44D\U0001F44C\U0001F64F\U0001F64C\U0001F44F\u2705\u2714\U0001F642"
    r"\U0001F60A\U0001F600\U0001F601\U0001F603\U0001F604\u2764\U0001F4AF\U0001F389]"
)
_SHORTCODE = compiled(r":[a-z0-9_+-]{2,30}:(?::skin-tone-\d:)?")
_BESIDE_NODS = " \n.!,\ufe0f\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_THANK_WORDS = frozenset(listed("merci mercii mci thanks thank thx ty tks cheers remercie remercions"))
_REGRETS = frozenset(
    listed(
        """
        desole desolee dsl desoles desolees navre navree pardon pardonnez excuse excuses excusez oups oops sorry
        apologies
        apologise apologize
    """
    )
)
_REGRETTED = (
    _REGRETS
    | _SOFT_THANKS
    | frozenset(
        listed(
            """
        derangement deranger derange bruit erreur faute alerte fausse mauvaise manip manipulation confusion contretemps
        changement retard tard trop rien grave compris trompe trompee suis etait me mon ma mes part cause par un une
        ce cet cette ces s m on bonjour mince bother bothering bothered trouble inconvenience noise false alarm
        my mistake bad fault about to was for i m that this late delay mixup mix up
    """
        )
    )
)
"""Words of an apology, and of what is regretted: nothing of it is to be done."""
_REMINDERS = frozenset(listed("rappel rappels reminder fyi info information"))
_PLEASE = frozenset(listed("please pls plz kindly svp stp also just"))
_CORRECTING = frozenset(listed("non no merci c'est right"))
_YES, _ASK = 1.5, -0.75
_NOT_ALL = 1.0
"""The most that is made of what only tells an occasion, or is not said to its end: something may come after it."""
_SHORT = 3
_FAMILIAR = frozenset(("tu", "t", "toi"))
"""So colleagues question one another."""


_WHEREABOUTS = compiled(
    r"(?i:\b(?:o[uù] (?:est|sont)|(?:a|ont|avez|as)[ -](?:vous |tu )?vu|where(?:'s| is| are)|seen|where)) "
    r"(?:[A-Z]\. ?|M\. |Mme )?"
    r"[A-ZÉÈÀÇÔÎ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?(?: is| are)?(?: (?i:ce matin|ce midi|cet aprem|today|this morning"
    r"|aujourd'hui|aujourd’hui|passer|please|svp|stp))?\s*[?!.]*$"
)
"""Where a colleague is, by name: no business of the desk's."""
_SEEKS = frozenset(listed("ou vu where seen"))
"""One of them is in whatever asks where a colleague is."""


_HAS_COME = compiled(
    r"\b(?:colis|courrier|livraison|commande|paquet|pli|parcel|package|delivery|order)\b[^.!?]*"
    r"\b(?:est|sont|is|are|has|have) (?:bien |deja |already )?(?:arrive|livre|recu|come|delivered|here)[a-z]* ?\?"
)
"""Whether what is awaited has come, which tells nothing."""
_FOR_SO_MANY = compiled(r"[a-z]{4,} (?:pour|for) \d{1,3}(?: (?:personnes?|pers|pax|people))?(?: (?:svp|please))?")
"""A thing, and for how many: « champagne pour 10 »."""


def add_asking_cues(phrases: Phrases) -> None:
    """Teach a search the cues of asking and of not asking."""
    phrases.add("asks", 3.0, *ASKS)
    phrases.add("needs", 2.5, *NEEDS)
    phrases.add("thanks", 1.0, *THANKS)
    phrases.add("no", 3.0, *TELLS)
    phrases.add("opens_no", 3.0, *OPENS_TELLING)
    phrases.add("no", 2.5, *CHATS)
    phrases.add("invites", 5.0, *INVITES)
    phrases.add("invites", 3.0, *AVAILABLE)
    phrases.add("no", 3.0, *MEETS)
    phrases.add("no", 0.0, *LOSSES)
    phrases.add("perhaps", 0.0, *PERHAPS)


def is_thanks(text: Words) -> bool:
    """Whether it says thanks and nothing else."""
    norms = text.norms
    if is_nod(text):
        return True
    if _THANK_WORDS.isdisjoint(norms) or "?" in text.line:
        return False
    if _orders_after_thanks(text):
        return False
    opened = next(place for place, norm in enumerate(norms) if norm in _THANK_WORDS)
    named = text.raw[text.starts[opened + 1] :][:1].isupper() if opened + 1 < len(norms) else False
    unknown = [
        norm for place, norm in enumerate(norms) if norm not in _SOFT_THANKS and not (named and place == opened + 1)
    ]
    if not unknown:
        return True
    reason = norms[opened + 1 : opened + 2]
    if reason == ("d",) and norms[opened + 2 : opened + 3] != ("avoir",):
        return False
    return reason in (("pour",), ("for",), ("d",)) and len(norms) <= 14 and len(unknown) <= 5 and opened <= 2


def is_nod(text: Words) -> bool:
    """Whether it only approves: "ok parfait", "nickel", "c'est bon pour moi", a thumb up."""
    if "?" in text.line:
        return False
    plain = _SHORTCODE.sub("", text.raw) if ":" in text.raw else text.raw
    if not any(map(str.isalnum, plain)):
        return bool(_NODS.search(text.raw)) and not _NODS.sub("", text.raw).strip(_BESIDE_NODS)
    return not _APPROVES.isdisjoint(text.norms) and all(norm in _APPROVING for norm in text.norms)


def is_apology(text: Words) -> bool:
    """Whether it apologises for what was asked and says nothing else: "désolé pour le dérangement", "oups, erreur"."""
    norms = text.norms
    return not _REGRETS.isdisjoint(norms) and "?" not in text.line and all(norm in _REGRETTED for norm in norms)


def is_opening(text: Words) -> bool:
    """Whether it only greets or announces a question: what is asked comes next."""
    norms = text.norms
    if len(norms) > 14 or HELLO.isdisjoint(norms):
        return False
    return all(norm in _GREETINGS for norm in norms)


def acknowledges(text: Words) -> bool:
    """Whether it begins by answering: "ok", "parfait", "yes"; not "non, vendredi", which corrects."""
    return bool(text.norms) and text.norms[0] in _ACKNOWLEDGING - _CORRECTING


def orders(text: Words, *, french: bool) -> bool:
    """Whether its first word, greetings apart, is an order: "réserver…", "book…", "merci de réserver…"."""
    place = _first_word(text)
    while place < len(text.norms) and text.norms[place] in _PLEASE:
        place += 1
    order = text.norms[place] if place < len(text.norms) else ""
    return _is_order(order, french=french) or _orders_after_thanks(text)


def _is_order(norm: str, *, french: bool) -> bool:
    if norm in _ENGLISH_ORDERS or norm in _FRENCH_ORDERS:
        return norm != "merci"
    return french and (_is_infinitive(norm) or bool(_IMPERATIVE_EZ.match(norm)))


def _orders_after_thanks(words: Words) -> bool:
    """ "Merci de m'envoyer…", not "merci de votre aide", "merci d'avoir répondu"."""
    norms = words.norms
    if "merci" not in norms:
        return False
    for place, norm in enumerate(norms):
        if norm == "merci" and norms[place + 1 : place + 2] in (("de",), ("d",), ("bien",), ("par",)):
            after = place + 2
            while after < len(norms) and norms[after] in _PRONOUNS:
                after += 1
            if after < len(norms) and _is_infinitive(norms[after]):
                return True
    return False


def _is_infinitive(norm: str) -> bool:
    return (
        norm not in _NOT_INFINITIVE and norm not in ("avoir", "etre") and bool(_INFINITIVE.match(norm))
    ) or norm in ("faire",)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a message was sent: to the desk, as an answer, naming somebody else; in French or not."""

    direct: bool = False
    thread_reply: bool = False
    mentions_other: bool = False
    french: bool = True


def read_asking(
    words: Words, cues: list[Cue], setting: Setting, service: ServiceReading, dates: Dates
) -> Part[RequestKind]:
    """Weigh what asks against what does not; near the middle, ask."""
    if not words.norms:
        wordless = bool(words.raw.strip())
        return Part(RequestKind.ASK if setting.direct and not wordless else RequestKind.NO, 0.6)
    if is_thanks(words):
        return Part(RequestKind.NO, 0.95, (words.said(words.starts[0], words.ends[-1]),))
    if is_opening(words):
        return Part(RequestKind.NO, 0.7, (words.said(words.starts[0], words.ends[-1]),))
    if is_apology(words):
        return Part(RequestKind.NO, 0.9, (words.said(words.starts[0], words.ends[-1]),))
    told = told_in_full(words)
    if told is not None:
        doubtful = setting.direct or told is RequestKind.ASK
        whole = (words.said(words.starts[0], words.ends[-1]),)
        return Part(RequestKind.ASK, 0.5, whole) if doubtful else Part(RequestKind.NO, 0.85, whole)
    cues = _outside_wider(_without_invitations(words, cues))
    asked, said = _asked(words, cues, french=setting.french)
    refused, because = _refused(words, cues, asked)
    total = asked - refused + _circumstances(words, setting, service, dates, asked)
    if total > _NOT_ALL and not setting.direct and _is_unsure(words, cues, asked):
        total = _NOT_ALL
    if total > _NOT_ALL and (circumstances.is_unfinished(words) or circumstances.circumstance_of(words) is not None):
        total = _NOT_ALL
    certainty = round(min(0.98, 0.5 + abs(total - (_YES + _ASK) / 2) / 8), 2)
    if total >= _YES:
        return Part(RequestKind.YES, certainty, said)
    if total >= _ASK:
        return Part(RequestKind.ASK, 0.5, said or because)
    return Part(RequestKind.NO, certainty, because)


def _is_unsure(words: Words, cues: list[Cue], asked: float) -> bool:
    """Whether its author is not sure to want it, or only tells something, near which what is named says little."""
    if any(cue.tag == "perhaps" for cue in cues):
        return True
    return not asked and tells_first(words, _first_word(words))


def _without_invitations(words: Words, cues: list[Cue]) -> list[Cue]:
    """What colleagues propose to one another is told, not asked; but for what is to be booked or ordered for it."""
    if not _WORK.isdisjoint(words.norms):
        return [cue for cue in cues if cue.tag != "invites"]
    return [cue._replace(tag="no") if cue.tag == "invites" else cue for cue in cues]


def _outside_wider(cues: list[Cue]) -> list[Cue]:
    """Without what seems told but is a piece of what is asked: "à plus" in "il n'y a plus de café"."""
    asked = [cue for cue in cues if cue.tag in ("asks", "needs")]
    if not asked:
        return cues
    return [cue for cue in cues if cue.tag != "no" or not any(_is_piece(cue, wider) for wider in asked)]


def _is_piece(cue: Cue, wider: Cue) -> bool:
    return wider.first <= cue.first and cue.last <= wider.last and wider.last - wider.first > cue.last - cue.first


def _asked(words: Words, cues: list[Cue], *, french: bool) -> tuple[float, tuple[str, ...]]:
    """How strongly it asks: the heaviest cue, and a little for each other kind of cue."""
    told = {place for cue in cues if cue.tag == "no" for place in range(cue.first, cue.last + 1)}
    asks = [cue for cue in cues if cue.tag == "asks" and cue.first not in told and not _only_thanks(words, cue)]
    needs = [cue for cue in cues if cue.tag == "needs" and not told.issuperset(range(cue.first, cue.last + 1))]
    outright = bool(asks) or asks_at_its_end(words)
    score = (3.0 if outright else 0.0) + (2.5 if needs else 0.0) * (0.4 if outright else 1.0)
    said = [words.span(cue.first, cue.last) for cue in (*asks, *needs)]
    place = _first_word(words)
    order = words.norms[place] if place < len(words.norms) and place not in told else ""
    if order and (is_participle(words, place) or (order in _NAMED_SO and reports_done(words))):
        order = ""
    if (
        order in _ENGLISH_ORDERS
        or order in _FRENCH_ORDERS
        or (french and (_is_infinitive(order) or _IMPERATIVE_EZ.match(order)))
    ):
        score += 2.5 if score == 0 else 1.0
        said.append(words.span(place, place))
    if outright and _orders_after_thanks(words):
        score += 1.0
    if score == 0 and (orders_later(words) or counts_things(words)):
        score += 2.0
    return score, tuple(dict.fromkeys(said))[:4]


def _only_thanks(words: Words, cue: Cue) -> bool:
    """ "merci de votre aide" is an asking cue ("merci de…") only before a verb."""
    return (
        words.norms[cue.first] == "merci"
        and words.norms[cue.first + 1] in ("de", "d", "bien")
        and not _orders_after_thanks(words)
    )


def _first_word(words: Words) -> int:
    """The first word after the greetings, and after "urgent"."""
    for place, norm in enumerate(words.norms):
        if norm not in HELLO and norm not in _GREETED and norm not in PRESSES:
            return place
    return len(words.norms)


def _refused(words: Words, cues: list[Cue], asked: float) -> tuple[float, tuple[str, ...]]:
    """How strongly it is something else than a request. What is asked outright besides weighs more."""
    first = _first_word(words)
    no = [cue for cue in cues if cue.tag == "no" or (cue.tag == "opens_no" and cue.first == first)]
    score = max((cue.weight for cue in no), default=0.0) + 0.5 * max(0, min(2, len(no) - 1))
    said = [words.span(cue.first, cue.last) for cue in no]
    if words.norms[0] in _ACKNOWLEDGING and words.norms[:2] != ("merci", "de"):
        score += 1.5 if len(words.norms) > _SHORT else 3.0
        said.append(words.span(0, 0))
    if _seeks_somebody(words):
        return 6.0, (words.span(0, len(words.norms) - 1),)
    announced = "?" not in words.line and any(cue.first <= first + 1 for cue in no if cue.tag == "opens_no")
    announced = announced or any(words.norms[cue.last] in _REMINDERS and cue.last <= first + 2 for cue in no)
    if announced:
        score += 3.0
    elif asked >= 3.0 and _asks_after(words, cues):
        score *= 0.45
    return score, tuple(dict.fromkeys(said))[:4]


def _seeks_somebody(words: Words) -> bool:
    if _SEEKS.isdisjoint(words.norms) or not _WORK.isdisjoint(words.norms):
        return False
    return _WHEREABOUTS.search(words.raw) is not None


def _asks_after(words: Words, cues: list[Cue]) -> bool:
    """Whether something is asked outright apart from what is told: in another sentence, or later in this one."""
    told = [cue for cue in cues if cue.tag == "no"]
    asks = [cue for cue in cues if cue.tag in ("asks", "needs")]
    return (
        any(
            words.sentences[ask.first] != words.sentences[cue.first] or ask.first > cue.last
            for ask in asks
            for cue in told
        )
        or not told
    )


def _by_shape(words: Words, service: ServiceReading) -> float:
    """What the way of saying it is worth, where no word asks: a thing and thanks for it, a question to a colleague."""
    score = 1.0 if service.score > 0 and thanks_for_things(words) else 0.0
    if service.score >= 1.5 and not service.travel and names_a_thing(words):
        score += 0.75
    if "?" in words.line and not _FAMILIAR.isdisjoint(words.norms):
        score -= 1.0
    return score


def _circumstances(words: Words, setting: Setting, service: ServiceReading, dates: Dates, asked: float) -> float:
    score = 0.0
    dated = any(part.value is not None for part in (dates.due, dates.start))
    stated = not asked and states(words, _first_word(words))
    if stated or (not asked and reports_done(words)):
        score -= 1.0
    elif service.score >= 1.5:
        score += 0.75 + (0.75 if dated else 0.0) + (0.5 if service.score >= 4 else 0.0)
    elif dated and asked:
        score += 0.5
    score += 0.0 if asked else _by_shape(words, service)
    score += 0.5 if _FOR_SO_MANY.fullmatch(words.line.strip()) else 0.0
    if "?" in words.line:
        score += 2.5 if _HAS_COME.search(words.line) else 0.0
        score += 1.0 if service.score > 0 or asked else 0.5
    elif not asked and service.score < 1.0 and not dated and not setting.direct:
        score -= 1.0
    if setting.direct:
        score += 1.5
    if setting.thread_reply:
        score -= 1.5
    if (setting.mentions_other or is_for_another(words)) and not setting.direct:
        score -= 2.0
    return score
