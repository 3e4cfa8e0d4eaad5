"""What dates say of one another: a day that is over takes its hour with it, a weekday is that of the week named."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.dates import arithmetic
from bot.understanding.dates.atoms import Atom, Now
from bot.understanding.dates.roles import speaks_of_past
from bot.understanding.patterns import compiled

_BESIDE = compiled(r"[ ,(:@-]*(?:(?:a|at|vers|des|de|from|on|le|the|d'|entre|around|about)(?![a-z])[ ,:]*){0,3}")
_OR = compiled(
    r" ?,? ?(?:ou|or)(?: bien| alors| else| sinon)? ?(?:(?:a|le|la|vers|on|at|the|du|de|pour|for|ce|this) ?){0,2}"
)
_AND = compiled(r" ?(?:et|and|&) ?(?:le |du |de |the |on )?")
_BACK_BEFORE = compiled(
    r"\b(?:retours?|return(?:ing)?|back|rentre[rz]?|reviens|revient|revenir|jusqu'?au)(?: (?:le|the|on|au|du))* $"
)
_SENTENCE = compiled(r"[!?;\n]|\. ")
_BY = compiled(
    r"\b(?:avant|before|by|d'ici|ici|au plus tard|max|deadline|reponse|repondre|retour|confirm\w*|latest|until"
    r"|jusqu\w*)\b"
)
_BY_BEFORE = compiled(r"\b(?:avant|before|by|d'ici|ici|until|jusqu'a|jusqu'au|pour|for)(?: (?:le|the|ce|cet))? ?$")
_AT_MOST = compiled(r" ?,? ?(?:au plus tard|max|dernier delai|at the latest|latest)")
_LONGEST_WEEK = 6
_CORRECTING = compiled(
    r"\b(?:pardon|plutot|en fait|enfin|finalement|oups|oops|sorry|desolee?|rather|actually|instead|i meant?|make it"
    r"|erreur|correction|non|no|better|decale[rz]?|reporte[rz]?|deplace[rz]?|avance[rz]|repousse[rz]?|move|reschedule"
    r"|shift|postpone|push)\b"
)
_WORD = compiled(r"[a-z]+|[0-9]+")
_FEW = 3


def alone_in_its_line(atom: Atom, line: str) -> bool:
    """Whether a line of a message of several says when, and hardly anything else."""
    return "\n" in line[: atom.start] and len(_WORD.findall(_rest_of_line(atom, line))) <= _FEW


def corrects_alone(atom: Atom, line: str) -> bool:
    """Whether a line says only another time for one said before: "11h finalement"."""
    return alone_in_its_line(atom, line) and _CORRECTING.search(_rest_of_line(atom, line)) is not None


def is_by_then(day: Atom, line: str) -> bool:
    """Whether a day is what something is wanted by: "avant mercredi"."""
    return day.due or _BY_BEFORE.search(line[max(0, day.start - 16) : day.start]) is not None


def _rest_of_line(atom: Atom, line: str) -> str:
    begin = line.rfind("\n", 0, atom.start) + 1
    end = line.find("\n", atom.end)
    return f"{line[begin : atom.start]} {line[atom.end : end if end >= 0 else len(line)]}"


def rectified(kept: list[Atom], mention: Atom, line: str) -> int | None:
    """Which of the dates said before is put right by a line that says only another: the last one of its kind."""
    if mention.past or not corrects_alone(mention, line):
        return None
    begin = line.rfind("\n", 0, mention.start)
    places = [place for place, each in enumerate(kept) if not each.past and each.end <= begin]
    if not mention.has_day:
        places = [place for place in places if kept[place].has_clock] or places
    return places[-1] if places else None


def over_with_their_hours(atoms: list[Atom], line: str) -> list[Atom]:
    """The hour said beside a day that is over is that day's, and no other's: "le 5 janvier 14h" on the 11th."""
    kept: list[Atom] = []
    for atom in atoms:
        earlier = kept[-1] if kept else None
        if earlier is not None and _takes_the_hour(earlier, atom, line):
            kept[-1] = earlier._replace(end=atom.end)
        elif earlier is not None and atom.past and _is_hour_beside(earlier, atom, line):
            kept[-1] = atom._replace(start=earlier.start)
        else:
            kept.append(atom)
    return kept


def _takes_the_hour(over: Atom, hour: Atom, line: str) -> bool:
    if over.past and hour.part is not None and not line[over.end : hour.start].strip():
        return True
    if not over.past or not _is_hour(hour):
        return False
    between = line[over.end : hour.start]
    if _BESIDE.fullmatch(between):
        return True
    return over.first is not None and not _SENTENCE.search(between) and not speaks_of_past(over, line)


def _is_hour_beside(hour: Atom, day: Atom, line: str) -> bool:
    return _is_hour(hour) and _BESIDE.fullmatch(line[hour.end : day.start]) is not None


def _is_hour(atom: Atom) -> bool:
    return not atom.has_day and not atom.past and (atom.clock is not None or atom.part is not None)


def numbered_after(atoms: list[Atom], line: str, now: Now) -> list[Atom]:
    """The number of a day after another day is counted from that day: "le 28 décembre, retour le 3"."""
    kept: list[Atom] = []
    for atom in atoms:
        earlier = next((each for each in reversed(kept) if each.first is not None), None)
        if earlier is not None and earlier.past and atom.bare and _returns(earlier, atom, line):
            kept.append(atom._replace(past=True))
        elif earlier is not None and atom.bare and earlier.first is not None and _goes_on(earlier, atom, line):
            day = arithmetic.day_of_month(earlier.last or earlier.first, (atom.first or now.today).day)
            kept.append(atom._replace(first=day, past=day < now.today) if day else atom)
        else:
            kept.append(atom)
    return kept


def _goes_on(earlier: Atom, atom: Atom, line: str) -> bool:
    between = line[earlier.end : atom.start]
    if _SENTENCE.search(between) or earlier.vague:
        return False
    return _returns(earlier, atom, line) or (earlier.past and not speaks_of_past(earlier, line))


def _returns(earlier: Atom, atom: Atom, line: str) -> bool:
    between = line[earlier.end : atom.start]
    goes_back = _BACK_BEFORE.search(line[max(0, atom.start - 24) : atom.start])
    if not goes_back or _SENTENCE.search(between) or _BY.search(between.replace("retour", "")):
        return False
    return not (earlier.past and speaks_of_past(earlier, line))


def of_the_week_named(mentions: list[Atom], line: str) -> list[Atom]:
    """A weekday said after a week is that week's: "la semaine prochaine, du mardi au jeudi"."""
    kept: list[Atom] = []
    for mention in mentions:
        week = next((each for each in reversed(kept) if _is_week(each)), None)
        if week is None or not mention.weekday or not _is_within(week, mention, line):
            kept.append(mention)
            continue
        kept = [each for each in kept if each is not week]
        kept.append(_in_week(week, mention))
    return kept


def _is_week(atom: Atom) -> bool:
    if not atom.vague or atom.past or atom.due or atom.first is None or atom.last is None:
        return False
    return (atom.last - atom.first).days <= _LONGEST_WEEK


def _is_within(week: Atom, mention: Atom, line: str) -> bool:
    if mention.past or mention.due or _AT_MOST.match(line[mention.end : mention.end + 24]):
        return False
    return not _BY.search(line[week.end : mention.start]) and not _BY.search(line[max(0, week.start - 24) : week.start])


def _in_week(week: Atom, mention: Atom) -> Atom:
    assert week.first is not None
    assert mention.first is not None
    monday = arithmetic.monday_of(week.first)
    first = monday + timedelta(days=mention.first.weekday())
    if first < week.first:  # what is left of this week begins after that day
        return mention
    length = (mention.last - mention.first) if mention.last is not None else None
    return mention._replace(first=first, last=first + length if length is not None else None)


def with_alternatives(mentions: list[Atom], line: str) -> list[Atom]:
    """Of "mardi ou mercredi" the first is kept, and is no longer sure; two nights in a row are one stay."""
    kept: list[Atom] = []
    for mention in mentions:
        earlier = kept[-1] if kept else None
        between = line[earlier.end : mention.start] if earlier is not None else ""
        if earlier is None or mention.past or earlier.past or not (earlier.has_day or earlier.has_clock):
            kept.append(mention)
        elif _OR.fullmatch(between) and _AT_MOST.match(line[mention.end : mention.end + 24]):
            kept[-1] = mention._replace(start=earlier.start, doubted=True)
        elif _OR.fullmatch(between):
            kept[-1] = earlier._replace(end=mention.end, doubted=True)
        elif _AND.fullmatch(between) and _follows(earlier, mention):
            kept[-1] = earlier._replace(end=mention.end, last=mention.first, event=True)
        else:
            kept.append(mention)
    return kept


def _follows(earlier: Atom, mention: Atom) -> bool:
    one, two = earlier.last or earlier.first, mention.first
    if not isinstance(one, date) or not isinstance(two, date) or mention.last is not None:
        return False
    plain = not any(each.has_clock or each.part or each.vague or each.due for each in (earlier, mention))
    return plain and two - one == timedelta(days=1)


_LEAVES_BACK = compiled(
    r"\b(?:retours?|return(?:ing)?|back|rentre[rz]?|reviens|revient)(?: (?:le|the|on|at|a|vers|avant|before|by"
    r"|des))* ?$"
)


def with_returns(mentions: list[Atom], line: str) -> list[Atom]:
    """One leaves and comes back: "départ le 3 avril, retour le 10" is one journey, from its day to its return."""
    kept: list[Atom] = []
    for mention in mentions:
        earlier = kept[-1] if kept else None
        journey = _journey(earlier, mention, line) if earlier is not None else None
        if journey is None:
            kept.append(mention)
        else:
            kept[-1] = journey
    return kept


def _journey(leaving: Atom, back: Atom, line: str) -> Atom | None:
    if any(each.past or each.due or each.vague or each.instant is not None for each in (leaving, back)):
        return None
    if leaving.first is None or leaving.last is not None or leaving.until is not None or back.last is not None:
        return None
    if back.weekday and back.first is not None and back.first < leaving.first:
        back = back._replace(first=back.first + timedelta(days=7))
    between = line[leaving.end : back.start]
    if _SENTENCE.search(between) or not _LEAVES_BACK.search(line[max(0, back.start - 24) : back.start]):
        return None
    if is_by_then(leaving, line) or (back.first is not None and back.first < leaving.first):
        return None
    if back.first is None and (back.clock is None or (leaving.clock is not None and back.clock <= leaving.clock)):
        return None
    last = back.first if back.first is not None else leaving.first
    return leaving._replace(last=last, until=back.clock, event=True)
