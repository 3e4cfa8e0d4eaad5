"""What is said for courtesy and asks nothing: thanks, a nod, an apology, an answer's first word."""

from __future__ import annotations

from bot.understanding.orders import orders_after_thanks
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

ACKNOWLEDGING = frozenset(
    listed(
        """
        oui non ok okay okey dac dacc parfait super top nickel entendu yes no sure yep yeah yup nope great
        perfect noted done sounds got exactement exact absolument pareil idem bien volontiers d'accord daccord
        impeccable genial cool excellent merci thanks agreed moi fine deal voui ouais ouep awesome lovely
        brilliant ack +1 right correct c'est
    """
    )
)
_CORRECTING = frozenset(listed("non no merci c'est right"))
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
SHORTCODE = compiled(r":[a-z0-9_+-]{2,30}:(?::skin-tone-\d:)?")
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


def is_thanks(text: Words) -> bool:
    """Whether it says thanks and nothing else."""
    norms = text.norms
    if is_nod(text):
        return True
    if _THANK_WORDS.isdisjoint(norms) or "?" in text.line:
        return False
    if orders_after_thanks(text):
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
    plain = SHORTCODE.sub("", text.raw) if ":" in text.raw else text.raw
    if not any(map(str.isalnum, plain)):
        return bool(_NODS.search(text.raw)) and not _NODS.sub("", text.raw).strip(_BESIDE_NODS)
    return not _APPROVES.isdisjoint(text.norms) and all(norm in _APPROVING for norm in text.norms)


def is_apology(text: Words) -> bool:
    """Whether it apologises for what was asked and says nothing else: "désolé pour le dérangement", "oups, erreur"."""
    norms = text.norms
    return not _REGRETS.isdisjoint(norms) and "?" not in text.line and all(norm in _REGRETTED for norm in norms)


def acknowledges(text: Words) -> bool:
    """Whether it begins by answering: "ok", "parfait", "yes"; not "non, vendredi", which corrects."""
    return bool(text.norms) and text.norms[0] in ACKNOWLEDGING - _CORRECTING
