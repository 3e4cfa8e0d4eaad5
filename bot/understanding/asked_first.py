"""What a text asks for first: « une facture » of « il me faudrait une facture de l'hôtel de Lille », and no hotel."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.fragments import Gist, gist_of
from bot.understanding.greeting import HELLO
from bot.understanding.model import RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.service import stems_of
from bot.understanding.text import listed, words_of

_PARTED = compiled(r"(?P<colon>:)|[,;.!?\n…–]+")
_LED_TO = frozenset(listed("pour au aux vers chez avec for to at from with near"))
"""What leads to a place, a person or a reason."""
_OBTAINING = frozenset(
    stems_of(each)[0]
    for each in listed(
        """
        reserver reservez reserve reservons commander commandez commande avoir obtenir trouver trouvez organiser
        organisez organise prevoir prevoyez prevois programmer programmez planifier planifiez caler calez louer louez
        bloquer bloquez appeler appelez chercher cherche cherchons recherche prendre prenez prends mettre mettez acheter
        achetez fournir demander demande book order get have find arrange organise organize plan schedule rent hire
        reserve looking look request
        """
    )
)
"""Words that say nothing of the thing: to book a taxi is to ask for a taxi."""
_DESCRIBING = frozenset(
    listed(
        """
        grand grande petit petite nouveau nouvel nouvelle autre autres bon bonne beau belle joli jolie gros grosse vrai
        vraie meme premier premiere second seconde dernier derniere aussi egalement encore also another new big small
        """
    )
)


def is_asked_first(thing: str, asked: str) -> bool:
    """Whether a thing (« taxi de demain ») is what a text asks for first, and no complement or other clause of it."""
    wanted = _clause_of(asked)
    if wanted is None:
        return False
    named = gist_of(words_of(thing))
    return _head(named, french=wanted.french) == _head(wanted, french=wanted.french)


def only_tells(clause: str) -> bool:
    """Whether a clause tells something, and asks for nothing: « je prends le train »; not « le train de 9h »."""
    gist = gist_of(words_of(clause))
    return gist.has_verb and not gist.outright and not gist.troubled and gist.asks is not RequestKind.YES


def _clause_of(asked: str) -> Gist | None:
    """The clause that asks: the first that does outright, else what a colon leads to, else the first of all."""
    found = [gist for gist in _clauses(asked) if _head(gist, french=gist.french) is not None]
    return next((each for each in found if each.outright), None) or next(iter(found), None)


def _clauses(asked: str) -> list[Gist]:
    """The clauses of a text, those that a colon leads to first."""
    parts, led, after = list[Gist](), list[Gist](), False
    at = 0
    for mark in (*_PARTED.finditer(asked), None):
        words = words_of(asked[at : mark.start() if mark else len(asked)])
        if words.norms:
            (led if after else parts).append(gist_of(words))
        if mark is not None:
            at, after = mark.end(), after or mark.group("colon") is not None
    return [*led, *parts]


def _head(gist: Gist, *, french: bool) -> str | None:
    """The stem of what a clause asks for: the first of its things in French, the last of the first ones in English."""
    norms, run = gist.words.norms, list[str]()
    for at, norm in enumerate(norms):
        stem = stems_of(norm)[0]
        if stem not in gist.subject or norm in HELLO or (not run and (stem in _OBTAINING or norm in _DESCRIBING)):
            if run:
                break
            continue
        if not run and _is_led_to(norms, at, french=french):
            continue
        run.append(stem)
        if french:
            break
    return run[-1] if run else None


def _is_led_to(norms: Sequence[str], at: int, *, french: bool) -> bool:
    before = norms[max(at - 2, 0) : at]
    return not _LED_TO.isdisjoint(before) or (french and before[-1:] == ("a",))
