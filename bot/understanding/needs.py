"""Whether two messages of one author are one need; what only greets, what only thanks. Texts alone, no charter."""

from __future__ import annotations

from datetime import timedelta

from bot.understanding import additions, circumstances, courtesies, greeting, pressing
from bot.understanding.beside_giving_up import without_need
from bot.understanding.circumstances import Circumstance
from bot.understanding.detailing import speaks_of_it
from bot.understanding.fragments import Gist, brought_up, gist_of, refers_back
from bot.understanding.giving_up import gives_up
from bot.understanding.model import Grain, RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.service import stems_of
from bot.understanding.text import Words, listed, words_of

_BRIEF, _VERY_BRIEF = 14, 5
_APART = timedelta(minutes=15)
_MEETINGS, _TRAVEL = "meetings", "travel"
_STAYS = frozenset(listed("hotel hotels chambre chambres hebergement airbnb accommodation room rooms stay"))
_ASKING_BACK = frozenset(listed("qui who ou where quand when pourquoi why comment how"))
_BEFOREHAND = frozenset(("avance", "advance"))
_PLACING = frozenset(listed("a au aux at in on chez sur dans ds near by devant sous"))
_WANTED_THEN = {
    Circumstance.GOES: frozenset((_TRAVEL, _MEETINGS)),
    Circumstance.MEETS: frozenset((_TRAVEL, _MEETINGS, "office")),
}
"""What is asked for such an occasion."""
_ALONG = frozenset(("avec", "with"))
_SMELLS = compiled(
    r"(?:ca|ce|cela|il|it) (?!(?:sera|faut|est|fait|va|me|nous|convient|suffit|marche)\b)[a-z]+"
    r" (?:le|la|les|du|des|de|a)\b"
)
_THE = frozenset(listed("le la les l un une mon ma mes notre nos the my our"))
_COMES = frozenset(listed("arrive arrivent vient viennent debarque debarquent arrives comes arriving coming"))
_OF_A_DETAIL = frozenset(
    listed("c ce ca it place siege retour depart arrivee arrival return seat budget plutot rather finalement et and")
)
_REASONS = frozenset(listed("car because parce puisque since"))


def is_thanks(text: str) -> bool:
    """Whether a text says thanks and nothing else."""
    return courtesies.is_thanks(words_of(text))


def is_apology(text: str) -> bool:
    """Whether a text apologises for what was asked, and says nothing else."""
    return courtesies.is_apology(words_of(text))


def is_opening(text: str) -> bool:
    """Whether a text only greets, or announces a question: what is asked comes in the next one."""
    return greeting.is_opening(words_of(text))


def is_one_more(text: str) -> bool:
    """Whether a text asks for one more of what was asked before, and does not name it: "et un autre pour Julie"."""
    words = words_of(text)
    return bool(words.norms) and gist_of(words).one_more


def is_me_too(text: str) -> bool:
    """Whether a text asks for what somebody else just asked, and does not name it: "moi aussi pour vendredi"."""
    words = words_of(text)
    return bool(words.norms) and additions.is_me_too(words) and not gist_of(words).has_verb


def retimes(text: str) -> Grain | None:
    """What a text that only puts another time for what was said says: an hour (MINUTE), a day (DAY); else None."""
    words = words_of(text)
    if not words.norms:
        return None
    gist = gist_of(words)
    if gist.subject or not gist.rectifies or gist.day is None:
        return None
    start = gist.dates.start.value or gist.dates.due.value
    return Grain.MINUTE if start is not None and start.grain is Grain.MINUTE and not gist.dayed else Grain.DAY


def same_need(previous_text: str, text: str, apart: timedelta = timedelta(0)) -> bool:
    """Whether a second message of one author, `apart` after the first, surely belongs to the same need.

    "bonjour" joins what follows; "pour 8 personnes" joins the room asked before, or just after. What stands alone is
    another need, but for the same thing said again and for what is said of the thing asked; thanks for something done,
    greetings and chatter join nothing. "urgent" says how soon; with a need of its own it is another one.
    """
    words, previous = words_of(text), words_of(previous_text)
    if apart > _APART or not words.norms or greeting.is_opening(words):
        return False
    if courtesies.is_thanks(words) and _BEFOREHAND.isdisjoint(words.norms):
        return False
    if not previous.norms:
        return False
    later = gist_of(pressing.unpressed(words))
    if greeting.is_opening(previous):
        return not later.chats
    earlier = gist_of(previous)
    if pressing.only_presses(words):
        return earlier.asks is not RequestKind.NO
    if not _BEFOREHAND.isdisjoint(words.norms) and courtesies.is_thanks(words):
        return earlier.asks is not RequestKind.NO
    if later.one_more:
        return earlier.asks is not RequestKind.NO
    if earlier.kind == _MEETINGS and not later.asks_back and additions.goes_with_a_room(later.words):
        return not _days_differ(earlier, later)
    if (later.chats and not later.rectifies) or later.turns_aside or gives_up(without_need(text), previous_text):
        return False
    if _is_led(earlier, later):
        return True
    if circumstances.is_unfinished(previous):
        return later.asks is not RequestKind.NO and not later.wants_another
    if _leads(earlier):
        return later.asks is RequestKind.YES and not later.wants_another
    if earlier.asks is RequestKind.NO:
        return False
    if _goes_with(earlier, later) or speaks_of_it(earlier, later):
        return True
    if pressing.presses(words) and (_names_another(earlier, later) or _presses_elsewhere(earlier, later, words)):
        return False
    return _says_again(earlier, later) or (_adds(earlier, later) if later.outright else _details(earlier, later))


def _goes_with(earlier: Gist, later: Gist) -> bool:
    """Whether it asks to add something to what was asked before, or says which nights of the stay."""
    if later.asks_back or (_days_differ(earlier, later) and earlier.kind != _TRAVEL):
        return False
    if _STAYS.intersection(earlier.words.norms) and additions.is_of_a_stay(later.words):
        return not later.outright and not _another_kind(earlier, later)
    unknown = later.kind is None and later.day is None and len(later.words.norms) <= _VERY_BRIEF
    return unknown and earlier.kind is not None and not later.wants_another and additions.adds_to_it(later.words)


def _is_led(earlier: Gist, later: Gist) -> bool:
    """Whether it asks, and names no day, for what was just told: "je vais à Nantes lundi", then "il faut un train".

    So does what goes on about the same occasion, of the same kind: "il faut un train", then "une voiture à 9h".
    """
    told = circumstances.circumstance_of(earlier.words)
    if told is None and earlier.kind is not None and later.kind == earlier.kind:
        told = circumstances.occasion_in(earlier.words)
    if told is None or later.asks is not RequestKind.YES or later.troubled or later.wants_another or later.presses:
        return False
    if circumstances.has_its_day(later.words):
        return False
    return not later.subject if later.kind is None else later.kind in _WANTED_THEN[told]


def _leads(earlier: Gist) -> bool:
    """Whether it calls for what comes next: "j'ai besoin d'aide", "pour 8 personnes"."""
    if pressing.only_presses(earlier.words):
        return True
    if earlier.subject or earlier.kind is not None or earlier.chats or earlier.day is not None:
        return False
    return (
        earlier.outright
        or earlier.announces
        or (earlier.begins_as_detail and bool(earlier.numbers) and not earlier.has_verb)
    )


def _says_again(earlier: Gist, later: Gist) -> bool:
    """Whether it asks for the same thing, and adds nothing to it but where the first was in doubt."""
    if not earlier.subject or not later.subject or later.wants_another or _days_differ(earlier, later):
        return False
    if earlier.numbers and later.numbers and not (earlier.numbers <= later.numbers or later.numbers <= earlier.numbers):
        return False
    if later.asks_back and later.kind is None and later.words.norms[0] in _ASKING_BACK:
        return False
    clearer = earlier.asks is RequestKind.ASK and earlier.subject <= later.subject
    return later.asks is not RequestKind.NO and (clearer or later.subject <= earlier.subject)


def _adds(earlier: Gist, later: Gist) -> bool:
    """Something is asked outright: it joins only where it speaks of what was asked before."""
    if _another_kind(earlier, later) or later.wants_another:
        return False
    if not later.subject:
        return later.asks is RequestKind.YES or later.measured
    if refers_back(earlier.words, later.words):
        return not _days_differ(earlier, later)
    goes_on = later.corrects and earlier.kind is not None and later.leaning == earlier.kind
    return goes_on and not _days_differ(earlier, later) and later.words.norms[0] not in ("le", "la", "les")


def _details(earlier: Gist, later: Gist) -> bool:
    """Nothing is asked outright: it joins where it cannot stand alone and says something of what was asked."""
    norms = later.words.norms
    if len(norms) > _BRIEF or _is_another_thing(earlier, later):
        return False
    said = later.measured or later.presses
    if not later.subject:
        return later.asks is RequestKind.YES or (said and not later.tells_of_others)
    if refers_back(earlier.words, later.words):
        return not _days_differ(earlier, later)
    if _stands_alone(later) or later.has_verb:
        return False
    if later.wants_another and later.kind is not None and not later.subject <= earlier.subject:
        return False
    of_it = later.leaning is not None and later.leaning == earlier.kind
    if later.begins_as_detail:
        for_itself = norms[0] not in _ALONG and later.asks is RequestKind.YES
        if for_itself and _another_kind(earlier, later):
            # « Pour jeudi une salle de 8 personnes », after a taxi.
            return False
        return of_it or not (later.asks_back or "!" in later.words.line)
    if later.asks_back or _another_kind(earlier, later):
        return False
    return of_it or later.wishes or (said and len(norms) <= _VERY_BRIEF and (later.corrects or _counts(later)))


def _is_another_thing(earlier: Gist, later: Gist) -> bool:
    """Whether it tells of something, or names a thing, that was not asked: "ça sent le gaz dans le couloir", "champagne
    pour 10", "2 chambres à Lille pour mardi" after a taxi."""
    norms = later.words.norms
    if later.troubled or (_SMELLS.match(" ".join(norms)) and not later.subject <= earlier.subject):
        return True
    stays = [not _STAYS.isdisjoint(each.words.norms) for each in (earlier, later)]
    if later.kind is not None and (_days_differ(earlier, later) or stays == [False, True]) and norms[0].isdigit():
        return True
    if norms[0] == "la" and norms[1:2] and norms[1].isdigit() and earlier.kind != _MEETINGS:
        return True
    first = norms[0]
    if first in _THE and norms[2:3] and norms[2] in _COMES and not _is_known(earlier, norms[1]):
        return True
    bare = later.subject and first not in _OF_A_DETAIL and not first.isdigit() and later.leaning is None
    if bare and norms[1:2] in (("pour",), ("for",), ("pr",)) and not _is_known(earlier, first):
        return True
    return brought_up(later.words, earlier.subject)


def _is_known(earlier: Gist, norm: str) -> bool:
    return stems_of(norm)[0] in earlier.subject


def _stands_alone(later: Gist) -> bool:
    """Whether a bare thing is a request by itself: "un train pour Nantes mardi svp"."""
    if later.kind is None or later.asks is not RequestKind.YES or later.corrects:
        return later.begins_as_thing and later.kind is not None and later.day is not None
    return later.begins_as_thing or (later.day is not None and not later.words.norms[0].isdigit())


def _counts(later: Gist) -> bool:
    return later.day is None and later.measured


def _names_another(earlier: Gist, later: Gist) -> bool:
    """Whether it names a thing that the desk does, and that was not spoken of before: "un taxi", "plus de badge"."""
    return later.kind is not None and not later.begins_as_detail and not later.subject <= earlier.subject


def _presses_elsewhere(earlier: Gist, later: Gist, words: Words) -> bool:
    """Whether it names a place, or opens by "urgent" and names a bare thing, that was not spoken of before.

    "urgence à l'accueil", "quickly, a taxi": something new may be wrong there, and must not be swallowed.
    """
    if later.subject <= earlier.subject or refers_back(earlier.words, later.words):
        return False
    first = later.words.norms[0]
    if first in _PLACING:
        return True
    return later.words is not words and not (later.begins_as_detail or first.isdigit() or first in _REASONS)


def _another_kind(earlier: Gist, later: Gist) -> bool:
    return None not in (earlier.kind, later.kind) and earlier.kind != later.kind


def _days_differ(earlier: Gist, later: Gist) -> bool:
    return None not in (earlier.day, later.day) and earlier.day != later.day
