"""Asking where one's requests stand, and speaking of one of them by its reference. Texts alone, no charter."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.patterns import compiled
from bot.understanding.text import listed, words_of

ONE = "zzref"
"""What stands for a reference in the texts that are read here."""
_ROUND = frozenset(
    listed(
        """
        svp stp s il vous te plait merci beaucoup d avance please pls thanks thank you bonjour bonsoir salut hello hi
        hey
    """
    )
)
_OWN = r"(?:(?:toutes )?(?:mes|ma|les|my)(?: dernieres?| last)? (?:demandes?|requests?))"
_ABOUT = r"(?: (?:de|d|du|des|pour|sur|concernant|about|for)(?: \w+){1,6})?"
_STANDING = r"(?:ou (?:ca )?en (?:sommes nous|etes vous|est on|est|sont)(?: (?:avec|sur|de|pour))?|where (?:is|are))"
_STATE = (
    r"(?:(?:quel est |what is |what s )?(?:le |l |the )?(?:statut|etat|suivi|avancement|status|state)"
    r"(?: (?:de|pour|sur|of|for|on))?)"
)
_NEWS = (
    r"(?:(?:(?:vous )?avez (?:vous )?(?:eu )?|as tu |tu as |y a t il |any |une )?(?:des |de |un )?"
    r"(?:nouvelles?|news|update|retour)(?: (?:de|pour|sur|concernant|of|for|on|about))?)"
)
_SHOWING = (
    r"(?:(?:je veux |je voudrais |je peux |puis je |can i )?"
    r"(?:voir|consulter|afficher|lister|montre[rz]?(?: moi)?|show(?: me)?|see))"
)
_AFTER = compiled(
    rf"(?:{_STATE}|(?:(?:avez vous|as tu|y a t il) )?(?:des nouvelles|any news)|suivi|{_OWN}(?: en cours)?"
    rf"|{_STANDING}(?: elles?| vous| on)?|(?:ca )?en est (?:ou|on)"
    rf"|(?:la )?liste (?:de |des )?{_OWN}|quelles sont {_OWN}(?: en cours)?|{_SHOWING} {_OWN}(?: en cours)?"
    rf"|(?:{_STANDING}|{_STATE}|{_NEWS}) {_OWN}{_ABOUT}|{_OWN}{_ABOUT} (?:elles? )?en (?:est|sont) (?:ou|elles?|on))"
)
_THE_ONE = rf"(?:(?:la |ma |cette |the |my )?(?:demande |request )?{ONE})"
_AFTER_ONE = compiled(
    rf"{_THE_ONE}|(?:{_STANDING}|{_STATE}|{_NEWS}|{_SHOWING}) {_THE_ONE}"
    rf"|{_THE_ONE} (?:statut|status|(?:ou )?(?:ca )?en est (?:ou|elle|on|ce)|ou (?:ca )?en est (?:elle|on|ce))"
)
_THE = r"(?:mon|ma|mes|notre|nos|le|la|les|l|ce|cet|cette|ces|du|des|my|our|the|that|this|those|these)"
_THING = r"(?P<what>\w+(?: (?!plutot|finalement|rather|instead|actually|c\b|\d)\w+){0,2}?)"
_OF_IT = r"(?: (?:de|d|du|des|of)(?: \w+){1,5})?"
_WHAT = rf"{_THE} {_THING}(?: (?:de|d|du|des|pour|a|au|aux|en|of|for|to|on|at)(?: \w+){{1,5}})?"
_DONE = (
    r"(?:(?:reserv|command|confirm|trouv|organis|planifi|regl|trait|valid|imprim|envoy|livr|prepar|lanc|demand)(?:e|ee"
    r"|es|ees)|prevue?s?|faite?s?|prise?s?|obtenue?s?|recue?s?|prete?s?|bon|ok|en cours|booked|ordered|arranged|sorted"
    r"|confirmed|scheduled|printed|sent|found|done|ready)"
)
_DO = (
    r"(?:(?:reserv|command|confirm|trouv|organis|planifi|regl|trait|valid|imprim|envoy|livr|prepar|lanc)er|prevoir|book"
    r"|faire|prendre|obtenir|(?:voir|vu|avancer|avance|look|looked) (?:pour|a|sur|into|for)|order|arrange|sort|confirm"
    r"|schedule|print|send|find|get)"
)
_EVEN = r"(?: (?:bien|deja|toujours|enfin|been|already|pu|reussi a|eu le temps de|able to|manage to|managed to))*"
_HAVING = rf"(?:(?:vous )?avez(?: vous)?|tu as|t as|as tu|on a|have you|did you|were you){_EVEN}"
_IS = r"(?:(?:is|are|has|have|was|were) )"
_NO_NEWS = r"(?:(?:je n ai |on n a |i have |i ve )?(?:toujours |encore )?(?:pas|aucune?|no)(?: eu)?(?: de| d)? )?"
_OPENED = r"(?:(?:et|alors|du coup|sinon|bon|est ce que|and|so|well|juste|just)(?: (?:alors|est ce que|pour))* )?"
_STANDS = rf"(?:{_STANDING}(?: on)?|qu en est il|quid|where are we (?:with|on)|{_STATE}|{_NO_NEWS}{_NEWS})"
_AFTER_THING = compiled(rf"{_OPENED}{_STANDS}(?: au sujet| a propos)? {_WHAT}")
_WHERE_IT_IS = compiled(rf"(?:ou|where) {_WHAT} (?:(?:en )?(?:est|sont)|is|are|stands?)(?: (?:now|at|up to))*")
_ASKED_OF_THING = tuple(
    compiled(f"{_OPENED}{said}(?: yet| alors)?")
    for said in (
        rf"{_HAVING} (?:{_DONE}|{_DO}) {_WHAT}",
        rf"(?:c est|est ce|ca a ete|is it|is that|all){_EVEN} {_DONE} (?:pour|for|avec|with) {_WHAT}",
        rf"{_IS}?{_WHAT}(?: (?:c est|est|sont|a ete|ont ete|est il|est elle|is|are|has))?{_EVEN} (?:ete )?{_DONE}",
        rf"{_WHAT} (?:(?:il |elle |ca |c )?en est (?:ou|on)|en est il|en est elle)",
        rf"(?:et|alors|du coup|et alors|et pour|alors pour|and|so|what about|and what about) {_THE} {_THING}{_OF_IT}",
        rf"(?:mon|ma|mes|ce|cet|cette|ces|my) {_THING}{_OF_IT}",
        rf"quand (?:est ce que )?(?:j aurai|aurai je|vais je avoir|je vais avoir|j ai|aurons nous|on aura) {_WHAT}",
    )
)
"""What asks after a thing only as a question."""
_TELL_ME = compiled(
    r"^(?:(?:pouvez|pourriez|peux|pourrais|sauriez|saurais) (?:vous|tu) (?:me |nous )?(?:re)?(?:dire|indiquer|preciser)"
    r"|(?:dites|dis) (?:moi|nous)|savez vous|sais tu|(?:j aimerais|je (?:voudrais|voulais|souhaite(?:rais)?)) savoir"
    r"|(?:can|could|would|will) (?:you|someone|anyone) (?:please )?(?:tell|let) (?:me|us)(?: know)?|tell me|do you know"
    r"|(?:i d like|i would like|i wanted|i want) to know)(?: (?:si|if|whether|svp|please))? "
)
"""Before what is asked: it asks nothing else."""
_CHANGING = compiled(
    r"\b(?:annul|decal|report|repouss|avanc(?:e|er|ez)\b|deplac|modifi|chang|corrig|supprim|abandonn|cancel|postpone"
    r"|move|reschedul|update|drop|delete|relanc|accelere|press)\w*"
)
_ADDING = compiled(r"\b(?:r?ajout|complet(?:e|er|ez)\b|inclu[rstz]|inclure|add(?:ed|ing)?\b|include)\w*")
_FOR_ONE = compiled(
    rf"(?<!\bcomme )(?<!\blike )\b(?:(?:pour|for|sur|dans|in|on|avec|with)|(?:dans|in|sur|on) (?:la |le |l |the )?\w+"
    rf" (?:de|of|pour|for)) {_THE_ONE}"
)
_OPENING = compiled(
    rf"(?:(?:bonjour|bonsoir|salut|hello|hi|hey|pour|concernant|sur|a propos de|au sujet de|re|about|regarding|for|et"
    rf"|la|ma|my|the|demande|request) )*{ONE}\b"
)


def asks_after_requests(text: str) -> bool:
    """Whether a text asks where its author's requests stand, and nothing else: « où en est ma demande ? »"""
    return _AFTER.fullmatch(plain_of(text)) is not None


def asks_after_one(text: str) -> bool:
    """Whether a text, `ONE` in the place of its reference, only asks where that request stands."""
    return _AFTER_ONE.fullmatch(plain_of(text)) is not None


def thing_asked_after(text: str) -> str | None:
    """The thing, by its name, of which a text only asks where it stands: "taxi" in « des nouvelles pour mon taxi ? ».

    None: it asks after nothing by its name, or says something more.
    """
    words, plain = words_of(text), plain_of(text)
    if len({words.sentences[place] for place in _within(words.norms)}) > 1:
        return None
    patterns = (_AFTER_THING, _WHERE_IT_IS, *(_ASKED_OF_THING if "?" in words.line else ()))
    found = next((found for each in patterns if (found := each.fullmatch(plain))), None)
    return found["what"] if found is not None else None


def is_said_of_one(text: str) -> bool:
    """Whether a text, `ONE` in the place of its reference, is about that request before anything else.

    It begins with it, asks for a change or an addition, or ends by what is wanted for it: « un café pour LYO-1 ».
    """
    plain = " ".join(words_of(text).norms)
    if _OPENING.match(plain) is not None or _CHANGING.search(plain) is not None:
        return True
    wanted = plain_of(text)
    return _ADDING.search(plain) is not None or any(found.end() == len(wanted) for found in _FOR_ONE.finditer(wanted))


def plain_of(text: str) -> str:
    """Its words, without the courtesy around them, nor the asking to be told: « pouvez-vous me dire où en est … »."""
    norms = words_of(text).norms
    return _TELL_ME.sub("", " ".join(norms[place] for place in _within(norms)), count=1)


def _within(norms: Sequence[str]) -> range:
    """The places of its words, without those of the courtesy around them."""
    first, last = 0, len(norms)
    while first < last and norms[first] in _ROUND:
        first += 1
    while first < last and norms[last - 1] in _ROUND and not _is_an_advance(norms, last - 1):
        last -= 1
    return range(first, last)


def _is_an_advance(norms: Sequence[str], place: int) -> bool:
    """« mon avance », not « merci d'avance »."""
    return norms[place] == "avance" and place > 0 and norms[place - 1] != "d"
