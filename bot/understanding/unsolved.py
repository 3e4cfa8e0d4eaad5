"""Whether what is said of what was done says plainly that it is not: « ça ne marche toujours pas », "still broken"."""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.text import words_of

_WORKS = (
    r"marche|marchent|fonctionne|fonctionnent|s allume|s allument|s ouvre|s ouvrent|demarre|demarrent|imprime|impriment"
    r"|chauffe|chauffent|coule|refroidit|charge|chargent"
)
_DONE = r"reglee?|resolue?|reparee?|faite?"
_UNSOLVED = compiled(
    rf"\b(?:(?:{_WORKS}) (?:toujours |tjrs |tjs |encore |plus |quand meme )*(?:pas|plus|rien)(?! (?:mal|vite|ou|que)\b)"
    r"|(?:toujours|tjrs|tjs) (?:pas|rien)|toujours (?:en panne|casse|cassee|bloque|bloquee|le meme probleme)"
    r"|(?:encore|de nouveau|a nouveau) (?:en panne|casse|cassee|bloque|bloquee|le meme probleme)"
    rf"|(?:c est|est|ca|c etait) pas (?:du tout |encore )?(?:{_DONE})|n est pas (?:du tout |encore )?(?:{_DONE})"
    r"|c est revenu|ca recommence|(?:probleme|panne|fuite) (?:est revenue?|persiste|continue|recommence)"
    r"|rouvrez|reouvrez|rouvrir|still (?:not|isn t|doesn t|don t|broken|down|stuck|the same)"
    r"|(?:does|do|is|are)(?:n t| not) (?:still )?work(?:ing)?|not (?:fixed|solved|working|done|resolved)"
    r"|it s back|(?:problem|issue) (?:is|s) back|reopen)\b"
)
"""How it is said, in folded words."""
_SUPPOSED = compiled(
    r"\b(?:si|if|sinon|otherwise|quand|when|plus de probleme|no more|ne rouvrez|(?:pas|plus) besoin|pas la peine"
    r"|inutile|no need)\b"
)
"""What only may be, or was, or is not to be."""
_LONGEST = 20
"""Words: more tells something else besides."""


def says_unsolved(text: str) -> bool:
    """Whether a text says plainly that what was done is not, and asks nothing."""
    norms = words_of(text).norms
    said = " ".join(norms)
    if "?" in text or not norms or len(norms) > _LONGEST:
        return False
    return _UNSOLVED.search(said) is not None and _SUPPOSED.search(said) is None
