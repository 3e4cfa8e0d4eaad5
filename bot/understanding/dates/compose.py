"""Atoms joined into mentions: one mention is one moment, or one stretch of time, that the message speaks of."""

from __future__ import annotations

from datetime import timedelta

from bot.understanding.circumstances import Circumstance, told_in
from bot.understanding.dates.atoms import Atom, Now
from bot.understanding.dates.excluded import is_excluded
from bot.understanding.dates.moving import FAR, MOVING, STRETCH_BEFORE
from bot.understanding.dates.settling import (
    alone_in_its_line,
    corrects_alone,
    is_by_then,
    numbered_after,
    of_the_week_named,
    over_with_their_hours,
    rectified,
    with_alternatives,
    with_returns,
)
from bot.understanding.patterns import compiled
from bot.understanding.text import Words

_JOINING_WORDS = (
    r"a|at|le|la|les|l'|vers|des|de|du|on|from|the|around|about|dans|ds|in|environ|plutot|soit|pour|au|en|ce"
    r"|cet|cette|d'"
    r"|partir|starting|between|entre|avant|avt|before|by|max|for|after|apres|of|pile|precise?s?|matin|avec debut|debut"
    r"|jusqu'a"
)
_JOINT = compiled(rf"[ ,(:@-]*(?:(?:{_JOINING_WORDS})(?![a-z])[ ,:(@-]*){{0,4}}")
_JOINT_LENGTH = 24
_DUE_IN_JOINT = compiled(r"\b(?:avant|avt|before|by|max)\b")
_UNTIL = compiled(r" ?(?:a|au|to|-|/|until|till|jusqu'a|jusqu'au|->|through|et|and) ?(?:le |the )?")
_BARELY = compiled(r",? ?(?:le )?")
_FOR = compiled(
    r" ?,? ?(?:pour|pendant|durant|for|d'une duree de|duree|during|soit|lasting|\()[ :]?(?:une |environ |about )?"
)
_CORRECTED = compiled(
    r"\b(?:pardon|plutot|en fait|enfin non|enfin|finalement|oups|oops|sorry|desolee?|je voulais dire|rather|actually"
    r"|i mean|i meant|make it|erreur|correction|non|no|nope|wait|euh|scratch that|mea culpa|autant pour moi|au temps"
    r"|better)\b"
)
_NOT_THAT = compiled(
    r"\b(?:au lieu|instead|a la place|et non|et pas|and not|not|rather than|plutot que|pas) ?(?:de|du|d'|of|le|the)? ?$"
)
_RATHER_THAN = compiled(r"^ ?,? ?(?:et non|et pas|plutot que|and not|rather than|instead of|au lieu|pas|not)\b")


_RATHER_AFTER = compiled(r" ?,? ?(?:plutot|rather|finalement|instead)\b")
_TO_THAT = compiled(r"\b(?:a|au|at|to|vers|pour|sur|until|for)(?: (?:le|la|the|ce))? ?$")


def mentions_of(atoms: list[Atom], words: Words, now: Now) -> list[Atom]:
    """The mentions of a message, in order: joined, corrected, each with its day."""
    line = words.line
    joined = atoms
    if len(atoms) > 1:
        said = numbered_after(over_with_their_hours(atoms, line), line, now)
        joined = _of_the_only_day(_of_the_occasion(_joined_far(_joined(said, line), line), words), line)
    excluded = [each for each in joined if is_excluded(each, line)]
    joined = _corrected([each for each in joined if each not in excluded], excluded, line)
    if len(joined) > 1:
        joined = with_returns(with_alternatives(of_the_week_named(joined, line), line), line)
    return [dated for mention in joined if (dated := _dated(mention, now)) is not None]


def _joined(atoms: list[Atom], line: str) -> list[Atom]:
    joined: list[Atom] = []
    for atom in atoms:
        both = _join(joined[-1], atom, line) if joined else None
        if both is None:
            joined.append(atom)
        else:
            joined[-1] = both
    return joined


def _join(one: Atom, two: Atom, line: str) -> Atom | None:
    between = line[one.end : two.start]
    if len(between) > _JOINT_LENGTH or one.past or two.past:
        return None
    stretch = _stretch(one, two, between, line)
    if stretch is not None:
        return stretch
    if two.length is not None and one.clock is not None and one.until is None and _FOR.fullmatch(between):
        return _with_length(one, two)
    if one.length is not None and two.has_day and two.clock is None and not two.vague and _BARELY.fullmatch(between):
        return two._replace(start=one.start, length=one.length)
    if not _JOINT.fullmatch(between) or not _compatible(one, two):
        return None
    return _union(one, two, due=bool(_DUE_IN_JOINT.search(between)))


def _with_length(one: Atom, two: Atom) -> Atom:
    assert one.clock is not None
    assert two.length is not None
    return one._replace(end=two.end, until=min(one.clock + two.length, 24 * 60 - 1))


def _stretch(one: Atom, two: Atom, between: str, line: str) -> Atom | None:
    """ "de 9h à midi", "du 3 décembre au 5", "from tomorrow to Friday"."""
    if not _UNTIL.fullmatch(between):
        return None
    opened = bool(STRETCH_BEFORE.search(line[max(0, one.start - 12) : one.start]))
    if one.clock is not None and two.clock is not None and one.until is None and not two.has_day and two.until is None:
        if two.clock > one.clock and (opened or between.strip() not in ("et", "and", "a")):
            return one._replace(end=two.end, until=two.clock)
        return None
    if one.first and two.first and not one.last and not two.last and not one.has_clock and opened:
        if between.strip() in ("et", "and") and not line[max(0, one.start - 9) : one.start].strip().endswith(
            ("entre", "between")
        ):
            return None
        if MOVING.search(line[max(0, one.start - FAR) : one.start]):
            return None
        last = two.first if two.first >= one.first else two.first + timedelta(days=7)
        if (last - one.first).days <= 60:
            return one._replace(end=two.end, last=last, event=True, clock=None, until=None)
    return None


def _compatible(one: Atom, two: Atom) -> bool:
    if one.instant is not None or two.instant is not None or one.length is not None or two.length is not None:
        return False
    if one.has_day and two.has_day:
        return one.first == two.first and not (one.last or two.last or one.vague or two.vague)
    if one.clock is not None and two.clock is not None:
        return False
    if one.part is not None and two.part is not None:
        return False
    return not (one.vague and two.clock is not None)


def _union(one: Atom, two: Atom, *, due: bool) -> Atom:
    dayed = one if one.has_day else two
    clocked = one if one.clock is not None else two
    part = one.part or two.part
    clock, until = clocked.clock, clocked.until
    if part is not None and clock is not None:
        if part[0] >= 12 * 60 and clock < 12 * 60 and clock + 12 * 60 <= 24 * 60:
            clock, until = clock + 12 * 60, until + 12 * 60 if until is not None and until < 12 * 60 else until
        elif part[1] <= 12 * 60 and 12 * 60 < clock <= 18 * 60:
            clock -= 12 * 60
        part = None
    return dayed._replace(start=one.start, end=two.end, clock=clock, until=until, part=part,
                   due=one.due or two.due or due, event=one.event or two.event, length=one.length,
                   lone=one.lone or two.lone)  # fmt: skip


_STOP_BETWEEN = compiled(r"[!?;\n]|\. |\b(?:avant|avt|before|by|au plus tard|max|deadline|pour|d'ici|puis|then)\b")


def _joined_far(mentions: list[Atom], line: str) -> list[Atom]:
    """A lone time belongs to a day of its sentence that has none: "jeudi en salle 12 à 14h"."""
    joined: list[Atom] = []
    for mention in mentions:
        earlier = joined[-1] if joined else None
        if corrects_alone(mention, line) and any(each.has_clock for each in joined):
            joined.append(mention)
        elif earlier is not None and _far_pair(earlier, mention, line):
            whole = _union(earlier, mention, due=False)
            joined[-1] = _with_length(whole, earlier) if earlier.length and whole.clock and not whole.until else whole
        elif (earlier is not None and mention.length and earlier.clock is not None and earlier.until is None
              and _FOR.search(line[earlier.end : mention.start])):  # fmt: skip
            joined[-1] = _with_length(earlier, mention)
        elif (earlier is not None and earlier.length and not earlier.has_day and mention.clock is not None
              and mention.until is None and earlier.length < 24 * 60):  # fmt: skip
            joined[-1] = _with_length(mention, earlier)
        else:
            joined.append(mention)
    return joined


def _far_pair(one: Atom, two: Atom, line: str) -> bool:
    if one.past or two.past or one.vague or two.vague:
        return False
    alone = alone_in_its_line(two, line)
    if two.start - one.end > FAR and not alone:
        return False
    plain_day = one if one.first else two
    timed = two if one.first else one
    if plain_day.first is None or plain_day.clock is not None or plain_day.part or plain_day.due or timed.first:
        return False
    if timed.clock is None or timed.instant is not None or timed.length is not None:
        return False
    if alone and two is timed and is_by_then(plain_day, line):
        return False
    return alone or not _STOP_BETWEEN.search(line, one.end, two.start)


_OF_THOSE_WHO_STAY = compiled(r"\b(?:salles?|rooms?|reunions?|meetings?|plateaux?|traiteur|catering)\b")


def _of_the_occasion(mentions: list[Atom], words: Words) -> list[Atom]:
    """An hour without a day is that of the day just told: "je vais à Nantes lundi. Il faut un train vers 7h".

    What is asked for here while its author goes away may be for another day: that is doubted.
    """
    told = told_in(words) if any(_is_plain_hour(mention) for mention in mentions[1:]) else {}
    if not told:
        return mentions
    kept: list[Atom] = []
    day: Atom | None = None
    for mention in mentions:
        number = _sentence_at(words, mention.start)
        if number in told or not _is_plain_hour(mention):
            day = mention if number in told and _is_plain_day(mention) else None
            kept.append(mention)
            continue
        if day is None:
            kept.append(mention)
            continue
        if kept[-1] is day:
            kept.pop()
        there = told[_sentence_at(words, day.start)]
        kept.append(_then(day, mention, stays=there is Circumstance.GOES and _is_for_those_who_stay(words, number)))
    return kept


_NOT_OF_THAT_DAY = compiled(
    r"\b(?:avant|avt|before|by|until|till|max|deadline|d'ici|depuis|since|retour|retours|return\w*"
    r"|back)(?: \w{1,8})? ?$"
)


def _of_the_only_day(mentions: list[Atom], line: str) -> list[Atom]:
    """The one day of a message is that of the first hour said after it: "le 21 janvier ? Arrivée du train 9h52"."""
    days = [each for each in mentions if each.has_day and not each.past]
    if len(days) != 1 or not _is_plain_day(days[0]) or days[0].clock is not None or days[0].last is not None:
        return mentions
    day = days[0]
    hours = [each for each in mentions if _is_plain_hour(each) and not is_excluded(each, line)]
    hour = next((each for each in hours if each.start > day.start), None)
    if hour is None and len(hours) == 1 and not _STOP_BETWEEN.search(line, hours[0].end, day.start):
        hour = hours[0]
    if hour is None or day.part is not None or is_by_then(day, line):
        return mentions
    if _NOT_OF_THAT_DAY.search(line[max(0, hour.start - 24) : hour.start]):
        return mentions
    whole = _union(day, hour, due=False)._replace(start=day.start, end=day.end)
    return [whole if each is day else each for each in mentions if each is not hour]


def _then(day: Atom, hour: Atom, *, stays: bool) -> Atom:
    whole = _union(day._replace(clock=None, until=None, part=None), hour, due=False)
    return whole._replace(event=True, doubted=whole.doubted or day.last is not None or stays)


def _is_for_those_who_stay(words: Words, number: int) -> bool:
    said = " ".join(norm for norm, each in zip(words.norms, words.sentences, strict=True) if each == number)
    return _OF_THOSE_WHO_STAY.search(said) is not None


def _sentence_at(words: Words, start: int) -> int:
    return words.sentences[words.starts.index(start)]


def _is_plain_hour(atom: Atom) -> bool:
    return atom.clock is not None and not (atom.has_day or atom.past)


def _is_plain_day(atom: Atom) -> bool:
    return atom.first is not None and not (atom.past or atom.due or atom.vague)


def _corrected(mentions: list[Atom], excluded: list[Atom], line: str) -> list[Atom]:
    kept: list[Atom] = []
    for mention in mentions:
        earlier = kept[-1] if kept else None
        if mention.length is not None and not mention.has_day and mention.clock is None:
            continue
        if earlier is None:
            if not (len(mentions) > 1 and _NOT_THAT.search(line[max(0, mention.start - 14) : mention.start])):
                kept.append(mention)
            continue
        put_right = rectified(kept, mention, line)
        if put_right is not None:
            kept[put_right] = _inherit(kept[put_right], mention)
            continue
        between = line[earlier.end : mention.start]
        if _RATHER_THAN.match(between) and len(between) < _JOINT_LENGTH and "mais" not in between:
            continue
        if _NOT_THAT.search(between[-14:]) and not MOVING.search(line[max(0, earlier.start - FAR) : earlier.start]):
            continue
        if _replaces(earlier, mention, between, line) or _is_instead(earlier, mention, excluded, line):
            kept[-1] = _inherit(earlier, mention)
        else:
            kept.append(mention)
    return kept


def _replaces(earlier: Atom, mention: Atom, between: str, line: str) -> bool:
    if mention.past or earlier.past:
        return False
    if len(between) <= 45 and _CORRECTED.search(between):
        return True
    if len(between) <= _JOINT_LENGTH and _RATHER_AFTER.match(line[mention.end : mention.end + 14]):
        return True
    return (
        len(between) <= FAR
        and _TO_THAT.search(between) is not None
        and MOVING.search(line, max(0, earlier.start - FAR), mention.start) is not None
    )


_BUT = compiled(r",? ?(?:(?:mais|but) )?(?:(?:plutot|le|on|the) )*")


def _is_instead(earlier: Atom, mention: Atom, excluded: list[Atom], line: str) -> bool:
    """Whether it is put for another: "une salle vendredi", then "pas demain mais samedi"."""
    if mention.past or earlier.past or not mention.has_day or "\n" not in line[earlier.end : mention.start]:
        return False
    between = [each for each in excluded if earlier.end <= each.start and each.end <= mention.start]
    return bool(between) and _BUT.fullmatch(line[between[-1].end : mention.start]) is not None


def _inherit(earlier: Atom, mention: Atom) -> Atom:
    """A correction keeps what it does not say."""
    day = mention if mention.has_day else mention._replace(first=earlier.first, last=earlier.last, by=earlier.by)
    if not day.has_clock and day.part is None and not day.vague and earlier.clock is not None:
        day = day._replace(clock=earlier.clock, until=earlier.until)
    return day._replace(start=earlier.start, due=earlier.due or mention.due, event=earlier.event or mention.event)


def _dated(mention: Atom, now: Now) -> Atom | None:
    """A time without a day is today's, or tomorrow's once gone; a part of day without one says nothing by itself."""
    if mention.past or mention.has_day:
        return mention
    if mention.clock is not None:
        gone = mention.clock <= now.at.hour * 60 + now.at.minute
        return mention._replace(first=now.today + timedelta(days=int(gone)))
    if mention.part is not None and mention.lone:
        return mention._replace(first=now.today)
    return None
