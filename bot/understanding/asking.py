"""Whether a message asks the desk for something: yes, no, or only its author can tell.

Thanks, chatter, announcements, offers, answers and reports of something done are no request; a polite question, an
implied need ("l'imprimante est en panne"), a bare thing with a date ("salle pour 8 jeudi 14h") are.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding import asking_en, asking_fr, circumstances
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
from bot.understanding.asking_cues_en import add_english_hints
from bot.understanding.asking_cues_fr import add_french_hints
from bot.understanding.courtesies import ACKNOWLEDGING, is_apology, is_thanks
from bot.understanding.dates import Dates
from bot.understanding.greeting import first_word, is_opening
from bot.understanding.model import Part, RequestKind
from bot.understanding.orders import is_order, orders_after_thanks
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue, Phrases
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
from bot.understanding.trained import ASKING, Spoken

_NAMED_SO = frozenset(("commande", "demande", "reserve", "order", "book", "print", "check"))
"""Orders that are also things: « commande passée »."""
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
_REMINDERS = frozenset(listed("rappel rappels reminder fyi info information"))
_YES, _ASK = 1.5, -0.75
_LIKELY, _UNLIKELY = 0.5, -1.25
"""The log-odds from which on a message is taken for a request, and under which for none, its words counted."""
_LEAST, _MOST = -5.0, 7.0
"""What its rules weigh at the least, and at the most, beside that."""
_OTHER = 0.35
"""What the lighter of two that say the same adds of its weight."""
_NOT_ALL = 1.0
"""The most that is made of what only tells an occasion, or is not said to its end: something may come after it."""
_SHORT = 3
_HINTED, _AT_LENGTH = 2.0, 18
"""How strong hints are, or how many words go with them, that count as asking."""
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
    add_english_hints(phrases)
    add_french_hints(phrases)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a message was sent: to the desk, as an answer, naming somebody else; in French or not; of what is private."""

    direct: bool = False
    thread_reply: bool = False
    mentions_other: bool = False
    french: bool = True
    private: bool = False


def read_asking(
    words: Words,
    cues: list[Cue],
    setting: Setting,
    service: ServiceReading,
    dates: Dates,
    spoken: Spoken | None = None,
) -> Part[RequestKind]:
    """Weigh what asks against what does not; near the middle, ask."""
    alone = _read_alone(words, setting)
    if alone is not None:
        return alone
    cues = _outside_wider(_without_invitations(words, cues))
    asked, said = _asked(words, cues, french=setting.french)
    refused, because = _refused(words, cues, asked)
    if setting.french:
        total, asked = _weighed_in_french(words, cues, setting, service, dates, asked, refused)
    else:
        signs = asking_en.signs_of(words, cues)
        asked, refused = _together(asked, signs.asks), _together(refused, signs.tells)
        total = asked - refused + _circumstances(words, setting, service, dates, asked)
    total += _addressed(words, setting)
    if total > _NOT_ALL and not setting.direct and _is_unsure(words, cues, asked):
        total = _NOT_ALL
    if total > _NOT_ALL and (circumstances.is_unfinished(words) or circumstances.circumstance_of(words) is not None):
        total = _NOT_ALL
    yes, ask = _YES, _ASK
    if spoken is not None:
        capped = total == _NOT_ALL
        rules = max(_LEAST, min(_MOST, total))
        total = spoken.odds(ASKING, rules, _as_odds(total)) + spoken.share * _addressed(words, setting)
        yes, ask = _LIKELY, _UNLIKELY
        total = min(total, yes - 0.1) if capped else total
    certainty = round(min(0.98, 0.5 + abs(total - (yes + ask) / 2) / 8), 2)
    said = said or tuple(words.span(cue.first, cue.last) for cue in cues if cue.tag in ("fr_hint", "en_hint"))[:4]
    if total >= yes:
        return Part(RequestKind.YES, certainty, said or (spoken.heaviest(words, ASKING) if spoken is not None else ()))
    if total >= ask:
        return Part(RequestKind.ASK, 0.5, said or because)
    return Part(RequestKind.NO, certainty, because)


def _as_odds(total: float) -> float:
    """What the rules weigh, as log-odds: what they take for a request, or for none, still is."""
    return _UNLIKELY + (total - _ASK) * (_LIKELY - _UNLIKELY) / (_YES - _ASK)


def _read_alone(words: Words, setting: Setting) -> Part[RequestKind] | None:
    """What a message is that says one thing only: thanks, a greeting, an apology, something told in full."""
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
    return None


def _weighed_in_french(
    words: Words, cues: list[Cue], setting: Setting, service: ServiceReading, dates: Dates, asked: float, refused: float
) -> tuple[float, float]:
    """What it is worth as a request, and how strongly it asks, what it hints and what it explains counted."""
    signs = asking_fr.signs_of(words, cues, first_word(words))
    dated = any(part.value is not None for part in (dates.due, dates.start))
    around = _circumstances(words, setting, service, dates, asked)
    hinted = signs.asks if signs.asks >= _HINTED or len(words.norms) >= _AT_LENGTH else 0.0
    dated_among_people = None if setting.direct else dated
    total = asking_fr.weighed(words, asked, refused, around, signs, dated_among_people, private=setting.private)
    return total, max(asked, hinted)


def _together(said: float, signs: float) -> float:
    """The weight of what is said in so many words and of what its signs say: the heavier, and a little of the other."""
    return max(said, signs) + _OTHER * min(said, signs)


def _is_unsure(words: Words, cues: list[Cue], asked: float) -> bool:
    """Whether its author is not sure to want it, or only tells something, near which what is named says little."""
    if any(cue.tag == "perhaps" for cue in cues):
        return True
    return not asked and tells_first(words, first_word(words))


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
    place = first_word(words)
    order = words.norms[place] if place < len(words.norms) and place not in told else ""
    if order and (is_participle(words, place) or (order in _NAMED_SO and reports_done(words))):
        order = ""
    # What follows thanks that come first is asked for: "merci deux cafés en salle A".
    if order == "merci" or is_order(order, french=french):
        score += 2.5 if score == 0 else 1.0
        said.append(words.span(place, place))
    if outright and orders_after_thanks(words):
        score += 1.0
    if score == 0 and (orders_later(words) or counts_things(words)):
        score += 2.0
    return score, tuple(dict.fromkeys(said))[:4]


def _only_thanks(words: Words, cue: Cue) -> bool:
    """ "merci de votre aide" is an asking cue ("merci de…") only before a verb."""
    return (
        words.norms[cue.first] == "merci"
        and words.norms[cue.first + 1] in ("de", "d", "bien")
        and not orders_after_thanks(words)
    )


def _refused(words: Words, cues: list[Cue], asked: float) -> tuple[float, tuple[str, ...]]:
    """How strongly it is something else than a request. What is asked outright besides weighs more."""
    first = first_word(words)
    no = [cue for cue in cues if cue.tag == "no" or (cue.tag == "opens_no" and cue.first == first)]
    score = max((cue.weight for cue in no), default=0.0) + 0.5 * max(0, min(2, len(no) - 1))
    said = [words.span(cue.first, cue.last) for cue in no]
    if words.norms[0] in ACKNOWLEDGING and words.norms[:2] != ("merci", "de"):
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
    stated = not asked and states(words, first_word(words))
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
    return score


def _addressed(words: Words, setting: Setting) -> float:
    """What it says of a message to whom it is written."""
    score = (1.5 if setting.direct else 0.0) - (1.5 if setting.thread_reply else 0.0)
    return score - (2.0 if (setting.mentions_other or is_for_another(words)) and not setting.direct else 0.0)
