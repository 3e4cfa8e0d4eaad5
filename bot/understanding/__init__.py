"""Text to meaning: is it asked, what for, where, when, how pressing, how private. Read on the company's own machine."""

from bot.understanding.beside_giving_up import asks_beside, without_need
from bot.understanding.changing import changes, may_only_add, names_the_thing, says_to_keep, says_when
from bot.understanding.civility import is_civil
from bot.understanding.detailing import adds_no_word, is_surely_of, may_be_of_another, says_more
from bot.understanding.giving_up import (
    cancels,
    cancels_unnamed,
    gives_up,
    is_thing_of,
    names,
    thing_cancelled,
    thing_given_up,
)
from bot.understanding.model import (
    NOTHING_LEARNED,
    CharterText,
    Context,
    Grain,
    Learned,
    LearnedTerm,
    Money,
    Part,
    Reading,
    RequestKind,
    When,
)
from bot.understanding.needs import is_apology, is_me_too, is_one_more, is_opening, is_thanks, retimes, same_need
from bot.understanding.reading import read
from bot.understanding.replying import (
    asks_for_its_own,
    asks_outright,
    asks_plainly,
    goes_on,
    has_its_own,
    may_be_trouble_of_their_own,
    says_an_amount,
    takes_up,
)
from bot.understanding.site import site_alone
from bot.understanding.unanswered import leaves_unanswered

__all__ = [
    "NOTHING_LEARNED",
    "CharterText",
    "Context",
    "Grain",
    "Learned",
    "LearnedTerm",
    "Money",
    "Part",
    "Reading",
    "RequestKind",
    "When",
    "adds_no_word",
    "asks_beside",
    "asks_for_its_own",
    "asks_outright",
    "asks_plainly",
    "cancels",
    "cancels_unnamed",
    "changes",
    "gives_up",
    "goes_on",
    "has_its_own",
    "is_apology",
    "is_civil",
    "is_me_too",
    "is_one_more",
    "is_opening",
    "is_surely_of",
    "is_thanks",
    "is_thing_of",
    "leaves_unanswered",
    "may_be_of_another",
    "may_be_trouble_of_their_own",
    "may_only_add",
    "names",
    "names_the_thing",
    "read",
    "retimes",
    "same_need",
    "says_an_amount",
    "says_more",
    "says_to_keep",
    "says_when",
    "site_alone",
    "takes_up",
    "thing_cancelled",
    "thing_given_up",
    "without_need",
]
