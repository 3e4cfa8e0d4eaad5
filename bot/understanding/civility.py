"""What is said for politeness alone: thanks, an apology, a nod, a greeting, taking leave. Texts alone, no charter."""

from __future__ import annotations

from bot.understanding import courtesies, greeting
from bot.understanding.patterns import compiled
from bot.understanding.text import words_of

_PHRASES = " ".join(
    """
    bonne (?:journee|soiree|nuit|semaine|continuation|fin de (?:journee|semaine)|apres midi)
    |bon (?:week end|weekend|we|courage|apres midi)|bonnes vacances
    |a (?:demain|bientot|plus(?: tard)?|tout a l heure|tres vite|lundi|mardi|mercredi|jeudi|vendredi|tous)
    |au revoir|bye|ciao|bises|see you(?: soon| tomorrow| later)?|take care
    |have a (?:good|nice|great|lovely) (?:day|evening|one|weekend|week end)|good (?:night|day|evening)
    |(?:vous|toi) aussi|you too|egalement|de meme|likewise
    |bonjour|bonsoir|salut|coucou|hello|hi|hey|oui|yes|yep|ok|okay|d accord|entendu|compris
    |(?:c est bien |c est |bien )?(?:recu|note|vu)|noted|got it|understood|sure
    |no worries|no problem|pas de (?:soucis?|problemes?)|de rien|je (?:t|vous) en prie|you re welcome
    |tant mieux|bravo|chapeau|well done|good job|(?:ha)+h?|(?:he)+h?|lol|mdr|ptdr
    |(?:ca|tout) (?:marche|roule|fonctionne)|c est parti|it works|all good
    |(?:c|tout) est (?:bon|ok|parfait|top|nickel|regle|resolu)|(?:it s|all) (?:fixed|solved|sorted)
    |super|top|cool|nickel|parfait|genial|merci(?: encore| beaucoup| bien)?|thanks|thank you
    |pour moi|for me|maintenant|now|desolee?|sorry|et|alors|team|l equipe|tout le monde|everyone|all
    """.split()
).replace(" |", "|")
_CIVIL = compiled(rf"(?:(?:{_PHRASES})(?: (?:{_PHRASES})){{0,5}})?")


def is_civil(text: str) -> bool:
    """Whether a text only thanks, apologises, nods, greets or takes leave; one of emoji alone does too."""
    words = words_of(text)
    if courtesies.is_thanks(words) or courtesies.is_apology(words) or greeting.is_opening(words):
        return True
    bare = words_of(courtesies.SHORTCODE.sub(" ", text))
    plain = " ".join(bare.norms).replace("'", " ").replace("-", " ")
    return "?" not in bare.line and _CIVIL.fullmatch(plain) is not None
