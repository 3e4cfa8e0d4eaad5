"""Where a message begins, once it has greeted; and whether it does nothing else."""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.pressing import PRESSES
from bot.understanding.text import Words, listed

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
_TO_ALL = r"(?: (?:et )?(?:vous|toi|l equipe|tout le monde|chez vous|ce matin|aujourd ?hui|all|team|everyone|today))*"
_HOW_ARE_YOU = compiled(
    rf"(?:et )?(?:(?:(?:comment|est ce que) )?(?:ca|cela) va(?: bien)?|comment (?:allez vous|vas tu|vous allez|tu vas)"
    rf"|(?:vous allez|tu vas|allez vous|vas tu) bien|(?:la|en) forme|how (?:are|re) (?:you|things)(?: doing| going)?"
    rf"|how (?:s|is) (?:it|everything)(?: going)?|are you (?:ok|okay|well|all right|alright)|what s up){_TO_ALL}"
)


def is_opening(text: Words) -> bool:
    """Whether it only greets, asks how one is or announces a question: what is asked comes next."""
    norms = text.norms
    if "?" in text.line and _HOW_ARE_YOU.fullmatch(" ".join(norms[first_word(text) :]).replace("'", " ")):
        return True
    if len(norms) > 14 or HELLO.isdisjoint(norms):
        return False
    return all(norm in _GREETINGS for norm in norms)


def first_word(words: Words) -> int:
    """The first word after the greetings, and after "urgent"."""
    for place, norm in enumerate(words.norms):
        if norm not in HELLO and norm not in _GREETED and norm not in PRESSES:
            return place
    return len(words.norms)
