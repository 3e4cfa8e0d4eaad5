"""What the grammar of an English message says of asking: who is to do what in each of its clauses, and what hints.

« Can it have another plate », « someone write them », « to be typed in Excel » and « delete 3 » ask by their form;
« turned the heating down » and « off to the dentist » tell. Signs that are weak alone are added up.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.clauses_en import clauses
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue
from bot.understanding.signs import Signs
from bot.understanding.text import Words, listed
from bot.understanding.words_en import (
    ASKING_VERBS,
    DEEDS,
    DOING,
    HARMED,
    MISSING,
    MODALS,
    PAST,
    SUBJECTS,
    THINGS_TOO,
    WONDERING,
)

_SHARE = 0.35
"""What each further sign adds of its weight to the heaviest."""
_MOST = 4.5
_SAID_SO, _BESIDE = 2.0, 0.5
"""What clearly asks, and how much then weighs what is told beside it: most tell why before they ask."""
_PRESSED = 1.0
"""What cannot wait is hardly told for its own sake."""
_ANYBODY = frozenset(listed("someone somebody anyone anybody somone smb sb"))
_OURS = frozenset(listed("i we you who nobody noone anyone everyone everybody somebody if"))
_YOURS = frozenset(listed("your yours yourself yourselves own everyone"))
_LED_BY = frozenset(
    listed(
        """
        the a an this that these those my our your his her their its me us him them it all both another one two three
        four five six seven eight nine ten twenty more some any each every new back up out off with for to mr mrs ms
        """
    )
)
"""What stands after the verb of an order rather than after a thing."""
_AS_BEFORE = frozenset(listed("put set cut let shut hit read"))
"""Verbs whose past is as they are: « put the keys in the drawer » may tell."""
_FOR_ALL = frozenset(listed("bring get buy save reply confirm register apply check keep clean lock stop open"))
"""What all who read are told to do as often as the desk is."""
_IRREGULAR = frozenset(listed("sent put made done paid given taken cut kept read bound written drawn brought bought"))
_NO_THINGS = frozenset(
    listed(
        """
        min mins minutes hours hour days day weeks week months month years year am pm percent degrees euros people
        persons late early times things down years cups votes st nd rd th points goals of more in to on at and or
        """
    )
)
_VERBS = frozenset(
    listed(
        """
        is are was were be been am s re has have had will ll would can could do does did don doesn didn won isn aren
        wasn weren get got gets go goes went gone going come comes came coming left leaves arrive arrived keep kept
        say says said take takes took make makes made need needs want wants died fell
        """
    )
)
_QUESTIONING = frozenset(listed("what who where how which whats whos wheres whose"))
_SHARED = 4.5
_EVERYBODY = frozenset(
    listed(
        """
        your yours yourself yourselves everyone everybody colleagues whoever fridge fridges dishwasher mugs mug cups
        dishes microwave lights windows toilets toilet bins sink kitchen cigarettes
        """
    )
)
"""Those whom an announcement speaks to, and the things that all share."""
_CARE = frozenset(
    listed(
        """
        use keep leave turn switch park wash empty put take wear stay stop avoid remember rinse tidy close shut lock
        save label respect return bring mind watch check update complete submit collect badge sign unplug throw
        bear come join reach direct contact log enjoy don dont never always
        """
    )
)
_NOT_ALONE = frozenset(listed("me us my our i we mine forget"))
"""What is for its author is no rule for all."""
_AUXILIARIES = frozenset(listed("is are s do does can should would could has have gets"))
_OURS_ALONE = frozenset(listed("you he she they everyone everybody u"))
_WHERE = frozenset(listed("from at on in with by the a an new your about for to"))
_ONES = frozenset(listed("a an one two three some it them him her"))
_CARED_FOR = _LED_BY | {"your", "in", "at", "clear", "quiet", "calm", "t", "it", "what"}
_PLEASED = frozenset(listed("great lovely nice wow super awesome brilliant perfect fantastic amazing cool excellent"))
_INVERTED = frozenset(listed("is are do does did has"))
_ASKED_ABOUT = frozenset(listed("there it we i the they this that any my our anyone anybody someone somebody these"))
_MISCHIEF = frozenset(listed("nicked stole pinched broke ate left ordered forgot"))
_HASTE = ("urgent", "calm")
"""Whoever says how soon, or that it can wait, wants something."""
_SAYS_MORE = 2
_UNABLE = frozenset(listed("can cant cannot couldn couldnt don dont didn didnt haven havent never"))
_BEING = frozenset(listed("m am re are was were im"))
_HAVING = frozenset(listed("ve have had ive"))
_OPINING = frozenset(listed("think guess believe suppose hope love like hate feel reckon bet swear agree wonder"))
_NEGATED = frozenset(
    listed("doesn doesnt don dont won wont isn isnt aren arent wasn hasn hasnt haven havent didn didnt cannot not")
)
_PERSONS = frozenset(listed("he she they you there it that this nobody none no"))
_LAUGHS = compiled(
    "[\U0001f600-\U0001f60f\U0001f389\U0001f44d\U0001f44f\U0001f4aa\U0001f923\U0001f929\U0001f942\U0001f973\u2600\u2764]"
)
"""Faces and signs of who is amused, pleased or proud."""
_NUMBERS = frozenset(listed("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty"))
_LONGEST_NUMBER = 7
_ME = frozenset(listed("me us him her them"))
_AWAY = frozenset(listed("off out back late home wfh ooo"))
_GOES_ON = frozenset(listed("to at from for in on of by till until with today tomorrow sick now here home"))


def signs_of(words: Words, cues: Sequence[Cue]) -> Signs:
    """Weigh the clauses of an English message, and what hints in it."""
    asks = [cue.weight for cue in cues if cue.tag == "en_hint"] + [_PRESSED for cue in cues if cue.tag in _HASTE][:1]
    tells = [cue.weight for cue in cues if cue.tag == "en_told"]
    asks += [0.75] if not MISSING.isdisjoint(words.norms) else []
    tells += [1.0] if _LAUGHS.search(words.raw) else []
    questioned = "?" in words.line
    shared = False
    for number, clause in enumerate(clauses(words)):
        shared = shared or _is_for_all(clause)
        asks.append(_ordered(clause, first=number == 0))
        asks.append(_asked_of(clause, questioned=questioned))
        asks.append(_wanted_by(clause))
        asks.append(_failing(clause))
        mine = _of_its_author(clause)
        (asks if mine > 0 else tells).append(abs(mine))
        if number == 0:
            asks.append(_counted(clause))
            tells.append(0.0 if questioned else _told(clause))
    asked = _joint(asks)
    told = _joint(tells) * (_BESIDE if asked >= _SAID_SO else 1.0)
    return Signs(asked, max(told, _SHARED) if shared else told)


def _joint(weights: list[float]) -> float:
    if not weights:
        return 0.0
    heaviest = max(weights)
    return min(_MOST, heaviest + _SHARE * (sum(weights) - heaviest))


def _ordered(clause: tuple[str, ...], *, first: bool) -> float:
    """An order: « delete 3 », « kick me out of the weekly », « Terminate »."""
    verb, after = clause[0], clause[1:2]
    if verb not in DEEDS or not _YOURS.isdisjoint(clause):
        return 0.0
    if first and verb in _AS_BEFORE and _ME.isdisjoint(after):
        return 0.0
    objects = bool(after) and (after[0] in _LED_BY or after[0].isdigit())
    if verb in THINGS_TOO and not objects:
        return 0.0
    return 0.75 if verb in _FOR_ALL else 2.0 if objects else 1.5


def _asked_of(clause: tuple[str, ...], *, questioned: bool) -> float:
    """A question to the desk, or what is to be done: « can it have another plate », « to be typed »."""
    head, following, third = (*clause, "", "", "")[:3]
    if head in MODALS and (following in SUBJECTS or (questioned and following not in _VERBS and following != "")):
        if third in WONDERING or (following == "i" and third == "just"):
            return 0.0
        return 3.0 if questioned or head not in ("will", "may", "might", "should", "shall") else 1.0
    if head in _ANYBODY and (following in DEEDS or clause[1:4] == ("have", "a", "look")):
        return 2.5 if following not in _AS_BEFORE else 1.0
    if head == "to" and following == "be" and (third.endswith("ed") or third in _IRREGULAR):
        return 2.5
    if head in _QUESTIONING and following in _AUXILIARIES and third not in _OURS_ALONE:
        return 2.0
    if head == "how" and third in _AUXILIARIES:
        return 2.0
    if head in _INVERTED and following in _ASKED_ABOUT:
        return 2.0
    if head == "help" and following not in _YOURS:
        return 2.5
    if head == "you" and following in ("can", "may", "could") and third in DEEDS and third not in _FOR_ALL:
        return 2.0
    return 0.0


def _wanted_by(clause: tuple[str, ...]) -> float:
    """What somebody else wants of us: « our biggest client wants the bank details on a letterhead »."""
    for place, norm in enumerate(clause[1:9], 1):
        if norm in ASKING_VERBS and clause[place - 1] not in _OURS and clause[0] not in _OURS:
            return 2.0
    return 0.0


def _of_its_author(clause: tuple[str, ...]) -> float:
    """What its author says of themselves: what befell them or what they cannot do asks, what they do or did tells."""
    if clause[0] not in ("i", "we", "im", "ive", "ill") or len(clause) < _SAYS_MORE:
        return 0.0
    verb, after, more = (*(clause if clause[0] in ("i", "we") else ("", *clause)), "", "", "")[1:4]
    if verb in _UNABLE:
        return 1.0
    if verb in _BEING:
        if after in HARMED or after == "not":
            return 1.0
        return -0.75 if after in _WHERE else -2.0 if after else 0.0
    if verb in _HAVING:
        if after in PAST or after in ("done", "taken", "gone", "written", "spoken", "eaten", "seen", "driven"):
            return -2.0
        return 1.0 if after in HARMED or more in HARMED or after in ("to", "no", "only") or after.isdigit() else 0.0
    if verb in ("ll", "will", "ill", "gonna", "shall"):
        return 2.0 if after in ("need", "want", "require") else 0.0 if after in ("have", "not") else -2.0
    if verb in HARMED:
        return 1.5
    if verb in PAST:
        return -1.5
    if verb in ("must", "gotta", "should"):
        return 0.75
    return -0.75 if verb in _OPINING else 0.0


def _is_for_all(clause: tuple[str, ...]) -> bool:
    """What all who read are told to do: « please rinse your mugs », « keep the kitchen tidy »."""
    return clause[0] in _CARE and not _EVERYBODY.isdisjoint(clause) and _NOT_ALONE.isdisjoint(clause)


def _failing(clause: tuple[str, ...]) -> float:
    """What a thing does not do: « numbers in tab 3 don't add », « our wifi doesn't hold video »."""
    for place, norm in enumerate(clause[1:8], 1):
        if norm in _NEGATED and clause[0] not in _OURS:
            nextly = clause[place + 1 : place + 2]
            return 0.3 if clause[0] in _PERSONS or nextly in (("be",), ("coming",), ("in",)) else 1.2
    return 0.0


def _counted(clause: tuple[str, ...]) -> float:
    """Things counted off, of which nothing is told: « 40 lanyards, green not blue »."""
    if _corrects_a_number(clause):
        return 2.0
    number = clause[0].isdigit() or clause[0] in _NUMBERS
    if len(clause) < _SAYS_MORE or not number or len(clause[0]) > _LONGEST_NUMBER or clause[1] in _NO_THINGS:
        return 0.0
    return 0.0 if not _VERBS.isdisjoint(clause) else 2.0


def _corrects_a_number(clause: tuple[str, ...]) -> bool:
    """Whether a number takes the place of another: « we are 11 not 6 »."""
    return any(
        norm == "not" and clause[place - 1].isdigit() and clause[place + 1].isdigit()
        for place, norm in enumerate(clause[1:-1], 1)
    )


def _told(clause: tuple[str, ...]) -> float:
    """What its author did, does or will do, named by nobody: « turned the heating down », « off to the dentist »."""
    head, following = (*clause, "")[:2]
    if head in PAST or head in DOING:
        return 2.5
    if head in _AWAY and (not following or following in _GOES_ON):
        return 2.5
    if head in _CARE and head not in DEEDS and _NOT_ALONE.isdisjoint(clause) and following in _CARED_FOR:
        return 2.0 if following in _ONES else 4.0
    if head == "who" and (following in PAST or following in _MISCHIEF):
        return 2.5
    if head.endswith("ed") and head not in MISSING and head not in HARMED and following in _LED_BY:
        return 2.0
    if head in _PLEASED and len(clause) <= _SAYS_MORE:
        return 1.5
    if head in ("wil", "will", "ll") and following in ("be", "have", "do", "take", "come"):
        return 2.0
    return 0.0
