"""What leaves a question unanswered: thanks, and « je regarde et je reviens vers vous »; not what may be its answer."""

from __future__ import annotations

import re

from bot.understanding.patterns import compiled
from bot.understanding.text import READ_AT_MOST, words_of

_LONGEST = 30
"""Words: more is no mere courtesy."""
_PARTED = compiled(r"[,;:.!?\n…–]+|\b(?:et|mais|and|but)\b", re.IGNORECASE)
_OK = r"(?:ok|okay)"
_NOTED = rf"(?:{_OK}|(?:c est |it s )?(?:bien |well )?(?:note|recu|noted|received))"
_GREETS = r"(?:re)?(?:bonjour|bonsoir)|hello|hi|hey|salut|coucou|bye|au revoir|desolee?|sorry|pardon"
_HELP = (
    r"(?:retour|reponse|aide|rapidite|message|info|information|note|reply|help|answer|update)(?: (?:rapide|precieuse))?"
)
_THANKS = (
    r"(?:(?:un (?:grand )?|mille |many )?(?:mercii?s?|mci|thanks|thank you|thank|thx|ty|tks|cheers)"
    r"|(?:je|nous|on) vous remerci(?:e|ons))"
    r"(?: (?:a (?:vous|toi|tous)|to you|beaucoup|bcp|bien|encore|infiniment|(?:mille|dix) fois|d avance|in advance|you"
    rf"|so much|very much|a lot|again|(?:pour|de|for) (?:tout|everything|(?:votre|ton|ta|la|le|l|the|your) {_HELP})))*"
)
_WISH = (
    r"(?:je vous souhaite |passez |have )?(?:une? |an? )?(?:bonne|bon|belle|excellente?|good|nice|great|lovely)"
    r" (?:fin de )?(?:journee|soiree|week end|weekend|we|semaine|apres midi|matinee|nuit|continuation|day|evening"
    r"|afternoon|night|one)(?: (?:a (?:vous|toi|tous)|to you))?(?: (?:aussi|egalement|too))?"
)
_CIVIL = rf"(?:{_GREETS}|{_THANKS}|{_WISH}|a vous (?:aussi|egalement)|you too)"
_COURTEOUS = compiled(rf"(?:{_NOTED} )*{_CIVIL}(?: (?:{_CIVIL}|{_NOTED}|alors))*")
"""Words that answer no question; but « ok » and « bien reçu » may, said with a courtesy."""
_TAKES_NOTE = compiled(rf"\b{_NOTED}\b")
_RECEIVES = compiled(r"\b(?:recu|received)\b")
_OF_RECEIVING = compiled(r"\b(?:rec(?:u\w*|ev\w*|ep\w*|ei\w*)|arriv\w*)\b")
_LOOKS = compiled(
    rf"(?:(?:{_OK}|alors|bon|hum|euh) )*(?:"
    r"je (?:vais )?(?:le |la |l |lui |leur |me |m en |m )?(?:regarder?|verifier?|renseigner?|informer?)"
    r"|(?:let me|i ll|i will|will|ill) (?:check|ask|look)"
    r"|je demande a (?!ce\b|avoir\b|etre\b|pouvoir\b)[a-z]+|je (?:lui|leur) demande|je vais (?:lui|leur) demander"
    r"|(?:je (?:vous|te) (?:dis|redis) ca|je (?:vous|te) (?:redis|tiens au courant))"
    r"|je reviens (?:vers|vous|te)|je vous reviens|(?:i ll|i will|will|ill) (?:get back|let you know)"
    r"|(?:get back to|let) you(?: know)?|(?:i m )?checking"
    r")(?: (?P<tail>[a-z]+(?: [a-z]+){0,5}))?"
)
_SEES = compiled(
    rf"(?:(?:{_OK}|alors|bon|hum|euh) )*(?:"
    r"je (?:vais )?(?:voir|vois)|je vais demander|(?:let me|i ll|i will|will|ill) see"
    r")(?: (?P<tail>[a-z]+(?: [a-z]+){0,5}))?"
)
_SEES_TO_IT = compiled(rf"(?:{_OK} )?je m en occupe(?: [a-z]+){{0,3}}")
_STILL_TO_SEE = compiled(
    r"(?:ca|cela|it|that|this|into|avec|with|aupres|si|if|ce que|ce qu|what|quand|when|comment|how|combien|a|au|aux"
    r"|confirmation|conseil|demain|tomorrow|ce soir|ce matin|plus tard|later|vers|vous|te|tout|de mon cote|to|you)\b.*"
)
"""How what is still to be looked into is said: « je vais voir avec Julie »; not « je vais voir le client »."""
_UNSURE = compiled(
    r"(?:tres |very )?(?:bonne |good )question|je (?:ne )?sais pas(?: trop| encore)?|aucune idee|no idea|not sure"
    r"|i (?:don t|dont) know(?: yet)?|un instant|une (?:seconde|minute)|one (?:moment|second|minute)|attendez|alors"
    rf"|{_NOTED}"
)
_ASKED = compiled(r"(?:^|(?<=[.!?\n]))[^.!?\n]*\?")
_AGREED = compiled(
    r"\b(?:d accord|ok|okay|(?:ca|cela) (?:vous |te )?(?:va|convient|irait|conviendrait)|(?:vous|te) (?:va|convient)"
    r"|c est bon|bon pour|possible|ou (?:pas|non)|or not|is (?:that|it|this) (?:ok|fine|good|right)|works? for you"
    r"|confirm\w*|valid\w*|right|agreed?|all right)\b"
)
"""What « ok » answers, whatever else is asked there."""
_OPEN = compiled(
    r"\b(?:(?:le|la|les)?quel(?:le)?s?|(?<!ce )qu elles?|quand|combien|comment|pourquoi|quoi|qu est ce"
    r"|what|when|who|whom|whose|where|how|which|why|ou|or"
    r"|(?:a|de|pour|avec|chez|par) qui)\b|^(?:(?:et|alors|bonjour|mais) )*(?:que|qu|qui)\b"
)
"""What neither « oui » nor « ok » answers: it asks for a word, or for one of two."""
_OF_A_PURPOSE = compiled(
    r"\b(?:motifs?|objets?|objectifs?|raisons?|buts?|pourquoi|pour quoi|quoi|qui|que|faire|faites|ferez|allez|purpose"
    r"|reason|why|what|who|where|do)\b"
)
_OF_WHO = compiled(r"\b(?:qui|who|vous ou|ou vous|ou nous|you or|or you|or us)\b")


def leaves_unanswered(text: str, question: str = "") -> bool:
    """Whether a text written after a question only thanks or greets, or says that its author will come back to it.

    Never « oui », « non » or « parfait », nor « ok merci » after what « ok » answers, nor « soirée merci »: they may be
    the answer. `question`: what was asked; "" where it is not known.
    """
    clauses = [each for each in (_plain(part) for part in _PARTED.split(text)) if each]
    if len(words_of(text).norms) > _LONGEST:
        # What may be said in several ways is tried in each: what only repeats it would be tried for ever.
        return False
    if not clauses or any(each.isdigit() for each in words_of(text).norms):
        return False
    later = any(_puts_off(each, question) for each in clauses)
    civil = any(_COURTEOUS.fullmatch(each) for each in clauses)
    known = (_puts_off(each, question) or _UNSURE.fullmatch(each) or _COURTEOUS.fullmatch(each) for each in clauses)
    if not (later or civil) or not all(known):
        return False
    return later or not _takes_it(" ".join(clauses), question)


def is_closed(question: str) -> bool:
    """Whether « oui » or « ok » can answer it: « Un bleu, ça vous va ? », not « Pour quand ? » nor « Un ou deux ? »."""
    question = question[:READ_AT_MOST]
    asked = [(each, _plain(each)) for each in _ASKED.findall(question)]
    if not asked:
        return _AGREED.search(_plain(question)) is not None
    return any(_AGREED.search(said) or not (_OPEN.search(said) or "où" in each.lower()) for each, said in asked)


def _takes_it(said: str, question: str) -> bool:
    """Whether « ok merci », « bien reçu merci » may be the answer."""
    if not question or _TAKES_NOTE.search(said) is None:
        return False
    return is_closed(question) or (
        _RECEIVES.search(said) is not None and _OF_RECEIVING.search(_plain(question)) is not None
    )


def _puts_off(clause: str, question: str) -> bool:
    """Whether it says that its author will see, or ask: « je regarde », « I'll check with Paul »."""
    asked = _plain(question)
    if _SEES_TO_IT.fullmatch(clause):
        return _OF_WHO.search(asked) is None
    sees = _SEES.fullmatch(clause)
    found = sees or _LOOKS.fullmatch(clause)
    if found is None:
        return False
    tail = found.group("tail")
    strict = sees is not None or _OF_A_PURPOSE.search(asked) is not None
    return tail is None or not strict or _STILL_TO_SEE.fullmatch(tail) is not None


def _plain(text: str) -> str:
    """Bare words parted by spaces."""
    return " ".join(words_of(text).norms).replace("'", " ").replace("-", " ")
