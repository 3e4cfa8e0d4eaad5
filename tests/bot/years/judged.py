"""What people were told beside what they were to be told: no step is early, missing, double or silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.bot.years.expected import ALERTS, HELD, SECOND, Ask, Expected, World
from tests.bot.years.life import REFERENCE, Heard, Life

NEAR = 2 * SECOND
SLACK = 60 * SECOND
AT_ONCE = ("deferred", "offered", "freed")
"""What is said at its instant, whatever the hour: it is written where its reader finds it."""
Key = tuple[str, str, str]


def faults(life: Life) -> list[str]:
    """Everything that was told wrongly or not at all, each with the story of its request."""
    world = life.world
    told: dict[Key, list[Heard]] = defaultdict(list)
    wanted: dict[Key, list[Expected]] = defaultdict(list)
    for heard in life.heard:
        if heard.why != "other":
            told[heard.who, heard.ref, heard.why].append(heard)
    for each in world.expected:
        ref = each.ref if each.why not in ("offered", "freed") else world.places.people[each.ref]["name"].split()[0]
        wanted[each.who, ref, each.why].append(each)
    found: list[str] = []
    for key in sorted(told.keys() | wanted.keys()):
        what = [*_unwanted(life, told[key], wanted[key]), *_silent(life, told[key], wanted[key])]
        ask = world.asks.get(key[1])
        story = "\n    ".join(_story(life, ask) if ask else [])
        found += [f"{key}: {each}\n    {story}" for each in what]
    return found


def _unwanted(life: Life, told: list[Heard], wanted: list[Expected]) -> Iterator[str]:
    left = list(wanted)
    for heard in told:
        fits = [each for each in left if _fits(life.world, heard, each)]
        again = [each for each in wanted if _fits(life.world, heard, each)]
        if not fits:
            yield f"told at {heard.at} {'again' if again else 'though nothing was due'}"
            continue
        left.remove(fits[0])
        if not _may_hear(life, heard, fits[0]):
            yield f"told at {heard.at}, outside their hours"
        ask = life.world.asks.get(heard.ref)
        if ask is not None and life.world.is_away(heard.who, heard.at):
            yield f"told at {heard.at}, being away"
        if ask is not None and not _holds(ask, heard):
            yield f"told at {heard.at} what was true no longer"


def _silent(life: Life, told: list[Heard], wanted: list[Expected]) -> Iterator[str]:
    for each in wanted:
        latest = _latest(life.world, each)
        gone = any(one.who == each.who and one.since < latest and each.at < one.until for one in life.world.absences)
        excused = each.maybe or gone or latest > life.now or _is_moot(life.world, each, latest)
        if not excused and not any(_fits(life.world, heard, each) for heard in told):
            yield f"not told, due at {each.at}, by {latest}"


def _fits(world: World, heard: Heard, each: Expected) -> bool:
    # What is put off again is counted from when it was told: a second apart becomes a few, a third more each time.
    slack = SLACK if each.why == "deferred" else SECOND
    return heard.late == each.late and each.at - slack <= heard.at <= _latest(world, each) + slack


def _latest(world: World, each: Expected) -> datetime:
    """By when it is told: held for five minutes at most, then until their hours, and until there is a desk."""
    at = each.at
    if each.who != ALERTS and each.why not in AT_ONCE:
        hours = world.places.of_person(each.who)
        at = each.at + HELD if each.always else hours.opens(each.at + HELD)
        for since, until in world.down:
            if since <= at < until:
                at = hours.opens(until)
    return at + NEAR


def _may_hear(life: Life, heard: Heard, each: Expected) -> bool:
    """Whether it is told in someone's own hours, at any hour, or with what somebody else tells them then."""
    if each.always or heard.who == ALERTS or heard.why in AT_ONCE:
        return True
    beside = (one for one in life.heard if one.who == heard.who and abs(one.at - heard.at) < NEAR and one != heard)
    brought = any(one.why == "other" and REFERENCE.fullmatch(one.ref) for one in beside)
    always = any(
        one.always and one.who == heard.who and one.at - NEAR <= heard.at <= _latest(life.world, one)
        for one in life.world.expected
    )
    return life.world.places.of_person(heard.who).open_at(heard.at) or brought or always


def _holds(ask: Ask, heard: Heard) -> bool:
    """Whether what was told was so at that instant, or just before it."""
    stood = [each for each in ask.stood if each.at <= heard.at]
    just = [stood[-1], *(each for each in stood[:-1][-1:] if heard.at - stood[-1].at < NEAR)]
    return any(each.is_so(heard.why, heard.who, heard.at + SECOND) for each in just)


def _is_moot(world: World, each: Expected, latest: datetime) -> bool:
    """Whether it stopped being so, or somebody took it, before it had to be told."""
    ask = world.asks.get(each.ref)
    changes = [one for one in ask.stood if each.at - SECOND <= one.at <= latest] if ask else []
    if each.why.startswith("missed"):
        return bool(changes)
    return any(not one.is_so(each.why, each.who, one.at) for one in changes)


def _story(life: Life, ask: Ask) -> list[str]:
    """What was done to a request, and what was told of it, in order."""
    about = [each for each in life.heard if each.ref == ask.ref and each.why != "other"]
    told = [f"{each.at:%a %Y-%m-%d %H:%M:%S} … {each.who} is told {each.why}{' late' * each.late}" for each in about]
    return sorted([*ask.story, *told], key=lambda line: line[4:23])


def late_badges(life: Life) -> list[str]:
    """The cards of triage that do not say that a request is late, or say it too soon."""
    found: list[str] = []
    for ask in life.world.asks.values():
        if ask.next is None or life.told_private(ask) or abs(ask.next - life.now) < timedelta(seconds=3):
            continue
        text = str(life.story.card(ask.ref, "#desk"))
        if ("🔴" in text) is not (ask.next <= life.now):
            found.append(f"{ask.ref} at {life.now}, promised for {ask.next}: {text}\n    " + "\n    ".join(ask.story))
    return found
