"""What a text says by itself, apart from what was said before it: whether it stands alone, or only goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise

from bot.understanding import additions, circumstances, courtesies, greeting, orders
from bot.understanding.asking import Setting, read_asking
from bot.understanding.cues import all_cues
from bot.understanding.dates import Dates, read_dates
from bot.understanding.language import read_language
from bot.understanding.model import NOTHING_LEARNED, Part, RequestKind, When
from bot.understanding.phrases import Cue
from bot.understanding.sensitive import is_plainly_private, read_sensitive
from bot.understanding.service import ServiceVocabulary, kinds_only, read_service, stems_of
from bot.understanding.telling import told_in_full
from bot.understanding.text import Words, listed
from bot.understanding.vocabulary import SMALL_WORDS

_ANY_MOMENT = datetime(2026, 1, 7, 8, tzinfo=UTC)
"""Texts are dated from one moment, whichever: only whether their days differ matters."""
_PREPOSITIONS = frozenset(
    listed(
        """
        pour pr avec sans vers a au aux dans ds jusqu avant apres entre pendant depuis chez sur cote soit dont
        environ for with without at from before after until between around in to by near preferably ideally
        idealement plutot preference
        """
    )
)
_CORRECTING = frozenset(
    listed(
        """
        pardon oups oops desole desolee sorry finalement correction precision precisions ps enfin euh non mais
        make actually en et ah oh aussi and also plus ou or si c ce ca cela it its des du le la les merci urgent
        """
    )
)
_ASIDES = (("au", "fait"), ("by", "the", "way"), ("btw",), ("sinon",), ("d", "ailleurs"), ("rien", "a", "voir"))
"""Words that turn to something else."""
_TIMES = frozenset(
    listed(
        """
        lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven monday tuesday wednesday thursday
        friday saturday sunday mon tue tues wed thu thur thurs fri matin matinee midi aprem soir soiree apres
        journee jour jours semaine mois an heure heures h min minutes minute demain dem hier aujourd hui auj
        today tomorrow tmrw tonight morning afternoon evening noon day days week month am pm h00 oclock o clock
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february
        march april may june july august september october november december debut fin mi prochain prochaine
        next this avant apres vers entre jusqu
        """
    )
)
_MEASURES = frozenset(
    listed(
        """
        personnes personne pers pax people ppl persons guests adultes enfants participants invites exemplaires
        ex copies pieces unites fois euros eur budget max maxi maximum minimum environ vingtaine dizaine quinzaine
        douzaine centaine trentaine deux trois quatre cinq six sept huit neuf dix two three four five six seven
        eight nine ten dozen
        """
    )
)
_MANNERS = frozenset(
    listed(
        """
        pouvez pourriez pourrait peux peut pourrais vs possible poss faut faudrait faudra voudrais voudrait
        voudrions souhaite souhaiterais aimerais besoin need needs needed please pls plz want like would could
        take look regarder voir aide aider help some quelque chose something urgent urgente urgence asap vite
        rapidement quick quickly soon tot tard plutot rather preference preferably idealement ideally si oups
        oups pardon desole desolee sorry finalement actually correction non no sans with without avec avance
        advance if bien vouloir aurais aurai pouvoir faire fait occuper souci soucis probleme problemes pb
        problem problems issue trouble question prefere prefererais preferons preferer prefer
        decaler decalez decale reporter reportez reporte deplacer deplacez deplace avancer avancez repousser repoussez
        move reschedule shift postpone push
        instead svp stp kindly is it c ca cela celui celle one
        """
    )
)
_PRESSING = frozenset(listed("urgent urgente urgence asap vite rapidement quickly avance advance"))
_POLITE = frozenset(listed("svp stp please pls plz kindly si if poss possible s il vous te plait sil merci d avance"))
_VERBS = frozenset(
    listed(
        """
        est sont etait etaient sera seront suis es sommes etes ai as avons avez ont avait aura auront va vais
        serons serez
        vont vient viennent font dit is are was were am has have had will does did do s ve m go goes
        came come comes
        """
    )
)
_PERSONS = frozenset(listed("je j tu il elle on nous vous ils elles i you he she we they"))
_RECTIFYING = frozenset(
    listed(
        """
        prefere prefererais preferons preferer prefer rather plutot finalement instead actually oups oops pardon
        correction decaler decalez decale reporter reportez reporte deplacer deplacez deplace avancer avancez
        repousser repoussez move reschedule shift postpone push
        """
    )
)
_OF_IT = frozenset(listed("c ce ca cela it that"))
_POSSIBLE = frozenset(("possible", "poss"))
_LIMITED = frozenset(listed("trop too plus avant apres before after le la les the en in"))
_NO_SUBJECT = SMALL_WORDS | _TIMES | _MEASURES | _MANNERS | _VERBS | greeting.HELLO
_TROUBLES = frozenset(listed("souci soucis probleme problemes pb problem problems issue trouble question aide help"))
_INDEFINITE = frozenset(listed("un une des du a an some"))
_DEFINITE = frozenset(listed("le la les l ce cet cette ces the this that those these"))
_TIES = _PREPOSITIONS | frozenset(
    listed("de d of et and ou or est is c ce que than comme as par via sauf plus il elle on")
)
_LITTLE = frozenset(listed("peu bit little coup moment autre other"))
_REQUIRING = frozenset(
    listed("doit doivent devra devrait devraient faut faudrait avec sans should must needs has with without")
)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text is about and how it is said."""

    words: Words
    french: bool
    asks: RequestKind
    outright: bool
    """It asks, orders or reports something wrong, in so many words."""
    chats: bool
    """It tells, answers or chats, and asks for nothing."""
    troubled: bool
    """It reports something wrong or missing."""
    kind: str | None
    leaning: str | None
    """The kind that its words hint at, however little."""
    dates: Dates
    subject: frozenset[str]
    """The stems of what it speaks of: neither manners, nor times, nor numbers."""
    numbers: frozenset[str]

    @property
    def day(self) -> date | None:
        """The first day it names."""
        found: list[Part[When | None]] = [self.dates.start, self.dates.due]
        for part in found:
            if part.value is not None:
                value = part.value.value
                return value.date() if isinstance(value, datetime) else value
        return None

    @property
    def dayed(self) -> bool:
        """Whether it names a day, and not only an hour of some day."""
        return circumstances.names_a_day(self.words)

    @property
    def measured(self) -> bool:
        """Whether it says when, how many or how soon."""
        norms = self.words.norms
        mine = {place for place, (one, two) in enumerate(pairwise(norms)) if one == "mon" and _is_subject(two)}
        times = (norm for place, norm in enumerate(norms) if place not in mine)
        return bool(self.numbers) or self.day is not None or any(n in _TIMES or n in _MEASURES for n in times)

    @property
    def presses(self) -> bool:
        return not _PRESSING.isdisjoint(self.words.norms)

    @property
    def has_verb(self) -> bool:
        """Whether it is a sentence: somebody, or something, is or does something."""
        return any(norm in _VERBS or norm in _PERSONS for norm in self.words.norms)

    @property
    def wishes(self) -> bool:
        """Whether it only adds a wish: "en 1re classe si possible"."""
        return not _POSSIBLE.isdisjoint(self.words.norms) and not self.asks_back

    @property
    def announces(self) -> bool:
        """Whether it says that something will be asked, and not what: "j'ai un souci"."""
        return not self.subject and not _TROUBLES.isdisjoint(self.words.norms)

    @property
    def rectifies(self) -> bool:
        """Whether it puts another time or number for what was said: "je préfère vendredi"."""
        return not self.subject and self.measured and not _RECTIFYING.isdisjoint(self.words.norms)

    @property
    def tells_of_others(self) -> bool:
        """Whether it is a sentence about something else than what was asked: "on est vendredi", not "c'est pour 8"."""
        counts = bool(self.numbers) and self.day is None
        of_it = self.words.norms[0] in _OF_IT and "!" not in self.words.line
        return self.has_verb and not (of_it or counts or self.presses or self.rectifies)

    @property
    def asks_back(self) -> bool:
        return "?" in self.words.line

    @property
    def begins_as_detail(self) -> bool:
        """Whether its first word ties it to something before: "pour…", "avec…", "at…"."""
        first = self.words.norms[0]
        second = self.words.norms[1] if len(self.words.norms) > 1 else ""
        if first == "on":
            return second in _DEFINITE or second in _TIMES or second.isdigit()
        if first in ("pas", "not"):
            return second in _LIMITED
        return first in _PREPOSITIONS and (first != "a" or self.french)

    @property
    def begins_as_thing(self) -> bool:
        """Whether its first word presents something new: "un train…", "a train…"."""
        return self.words.norms[0] in _INDEFINITE and not self.begins_as_detail

    @property
    def corrects(self) -> bool:
        return self.words.norms[0] in _CORRECTING or self.begins_as_detail

    @property
    def turns_aside(self) -> bool:
        return any(self.words.norms[: len(aside)] == aside for aside in _ASIDES)

    @property
    def wants_another(self) -> bool:
        """Whether it says itself that it is one more: "aussi", "un autre", "encore un"."""
        return additions.wants_another(self.words)

    @property
    def one_more(self) -> bool:
        """Whether it asks for one more of what was asked, and does not say of what."""
        return self.kind is None and not self.asks_back and additions.is_one_more(self.words)


@lru_cache(maxsize=256)
def gist_of(words: Words) -> Gist:
    """Read one text by itself."""
    language = read_language(words, None, "fr").value
    service = read_service(words, _kinds(), NOTHING_LEARNED, language)
    dates = read_dates(words, _ANY_MOMENT, language, lambda day: False)
    cues = all_cues().find(words)
    private = is_plainly_private(read_sensitive(words, cues, None))
    asks = read_asking(words, cues, Setting(french=language == "fr", private=private), service, dates)
    outright = _is_outright(words, cues, french=language == "fr")
    told = any(cue.tag in ("no", "invites") or (cue.tag == "opens_no" and cue.first == 0) for cue in cues)
    told = told or told_in_full(words) is RequestKind.NO
    acknowledges = courtesies.acknowledges(words)
    return Gist(
        words=words,
        french=language == "fr",
        asks=asks.value,
        outright=outright and not (told and asks.value is not RequestKind.YES),
        chats=(told and asks.value is not RequestKind.YES) or acknowledges,
        troubled=any(cue.tag == "needs" for cue in cues),
        kind=service.kind,
        leaning=service.leaning,
        dates=dates,
        subject=frozenset(stems_of(norm)[0] for norm in words.norms if _is_subject(norm)),
        numbers=frozenset(norm for norm in words.norms if norm.isdigit()),
    )


def refers_back(earlier: Words, later: Words) -> bool:
    """Whether it says what the thing asked before must be: "une salle", then "la salle doit…"."""
    if _REQUIRING.isdisjoint(later.norms):
        return False
    return not presented(earlier).isdisjoint(known(later))


def presented(words: Words) -> set[str]:
    """The stems of what it presents as new: "une salle"."""
    return _after(words.norms, _INDEFINITE)


def brought_up(words: Words, earlier: frozenset[str]) -> bool:
    """Whether it presents something new on the way, that nothing ties to what was said: "demain un visiteur arrive"."""
    placed = zip(words.norms, pairwise(words.norms[1:]), strict=False)
    return any(
        article in _INDEFINITE
        and before not in _TIES
        and _is_subject(noun)
        and noun not in _LITTLE
        and stems_of(noun)[0] not in earlier
        for before, (article, noun) in placed
    )


def known(words: Words, first: int | None = None) -> set[str]:
    """The stems of what it speaks of as known: "la salle"; among its `first` words, where only those count."""
    return _after(words.norms[:first], _DEFINITE)


def _after(norms: tuple[str, ...], articles: frozenset[str]) -> set[str]:
    pairs = pairwise(norms)
    return {stems_of(noun)[0] for article, noun in pairs if article in articles and _is_subject(noun)}


def _is_subject(norm: str) -> bool:
    return len(norm) > 1 and not norm.isdigit() and norm not in _NO_SUBJECT


def _is_outright(words: Words, cues: list[Cue], *, french: bool) -> bool:
    """Whether something is asked, ordered or wrong; "svp" and "si possible" alone ask for nothing."""
    polite = {
        place
        for cue in cues
        if cue.tag == "asks" and all(norm in _POLITE for norm in words.norms[cue.first : cue.last + 1])
        for place in range(cue.first, cue.last + 1)
    }
    if any(cue.tag in ("asks", "needs") and cue.first not in polite for cue in cues):
        return True
    return orders.orders(words, french=french)


@lru_cache(maxsize=1)
def _kinds() -> ServiceVocabulary:
    return kinds_only()
