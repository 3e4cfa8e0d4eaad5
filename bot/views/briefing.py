"""« Votre lundi »: what an executive has to decide, what is at risk, what changes, in one message.

What a notification shows is a count and sites, nothing of what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.cards import Button, Card, CardPart, Line, Named, Said, Text, When, ours
from bot.policies.confidentiality import Part
from bot.views.absences import AbsenceFacts, when_of
from bot.views.clocks import badge_of
from bot.views.facts import RequestFacts
from bot.views.lists import open_menu, row_of
from bot.views.parts import (
    button,
    just,
    line,
    listed,
    mention,
    reads_by_default,
    rows,
    sentences,
    service_of,
    site_of,
    strong,
    wish_of,
)
from bot.views.request_card import promise_of
from storage.tables import Audience

KIND = "briefing"
MOST = 3
"""How many decisions are asked for at most: who has more to decide decides nothing."""
MOST_SITES = 5
MOST_AWAY = 8
WORDS = 120
"""How much of what was asked stands in a decision: the first 600 characters hold them all."""
What = Literal["approve", "escalated", "promise"]
Risk = Literal["late", "nobody", "away", "waits"]
RISKS: tuple[Risk, ...] = ("late", "nobody", "away", "waits")


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide about a request: which acts its reader may do. `answered`: their own word, if they gave it,
    and until when they may take it back; `over`: somebody decided, or nothing is to be decided any longer."""

    what: What
    facts: RequestFacts
    acts: tuple[str, ...] = ()
    answered: Literal["approved", "refused"] | None = None
    undo_until: datetime | None = None
    over: bool = False
    reads: bool = True
    """Whether they may read it now: who agreed to it may not always, once that is done."""


@dataclass(frozen=True, slots=True)
class SiteRisk:
    """What will be late at a site this week, and why: how many of each kind, with some references."""

    site: str
    counts: tuple[tuple[Risk, int], ...]
    refs: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many requests in all."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class BriefingFacts:
    """What one executive is told. `left`: how many more decisions wait for them than those shown."""

    day: date
    decisions: tuple[Decision, ...]
    left: int
    risks: tuple[SiteRisk, ...]
    away: tuple[AbsenceFacts, ...]
    bare: tuple[str, ...]
    """Sites where nobody, or nobody who stands in for those away, is there one day of the week."""


def card(facts: BriefingFacts, figures: Sequence[CardPart] = ()) -> Card:
    """The whole message: decisions first, then one sentence, then the rest. `figures`: the week that is over."""
    title = "briefing.title" if facts.day.weekday() == 0 else "briefing.title_moved"
    parts: list[CardPart] = [*line(ours(title, day=_day(facts.day)), "title")]
    parts += _decisions(facts)
    parts += line(_risk_sentence(facts))
    if facts.risks:
        parts += line(ours("briefing.at_risk"), "title")
        parts += [Line(text=_risk(each)) for each in facts.risks[:MOST_SITES]]
    parts += figures
    parts += _changes(facts)
    parts += open_menu([row_of(each.facts, Part.FULL) for each in facts.decisions if each.reads])
    return Card(kind=KIND, audience=Audience.PERSON, summary=headline(facts), parts=tuple(parts))


def headline(facts: BriefingFacts) -> Text:
    """« 2 décisions, 1 risque à Lyon »: what a notification shows."""
    wanted = facts.left + sum(_is_open(each) for each in facts.decisions)
    told = [ours("briefing.count_decisions", count=wanted)] if wanted else []
    total = sum(each.count for each in facts.risks)
    if total and len(facts.risks) == 1:
        told.append(ours("briefing.count_risks_at", count=total, site=_site(facts.risks[0].site)))
    elif total:
        told.append(ours("briefing.count_risks", count=total))
    return ours("briefing.headline", what=listed(told)) if told else ours("briefing.nothing_at_all")


def _decisions(facts: BriefingFacts) -> list[CardPart]:
    if not facts.decisions:
        return [*line(ours("briefing.nothing"))]
    parts: list[CardPart] = [*line(ours("briefing.to_decide"), "title")]
    for each in facts.decisions:
        parts += line(_asked(each))
        parts += rows(_buttons(each))
    if facts.left:
        parts += line(ours("briefing.more", count=facts.left), "quiet")
    return parts


def _asked(each: Decision) -> Text:
    """Of what it is, who asks, by when, and what happens without an answer; or what came of it."""
    request = each.facts.request
    title: Text = ours("briefing.item", ref=strong(request.ref), service=service_of(request), site=site_of(request))
    if not each.reads:
        title = ours("briefing.item_alone", ref=strong(request.ref))
    if each.answered is not None:
        until = ours("briefing.undo_until", at=just(each.undo_until)) if each.undo_until is not None else ()
        return sentences(title, ours(f"briefing.{each.answered}"), until)
    if each.over:
        return sentences(title, ours("briefing.over"))
    words: Text = ()
    if reads_by_default(request):
        words = ours("lists.words", words=Said(words=request.words_id, limit=WORDS))
    by_when = ours("briefing.by_when", when=wish_of(request)) if request.due or request.event_start else ()
    who = ours("briefing.who", requester=mention(each.facts.requester))
    late = sentences(badge_of(each.facts), promise_of(each.facts)) if each.what != "approve" else ()
    return sentences(title, words, who, by_when, late, ours(f"briefing.unless_{each.what}"))


def _buttons(each: Decision) -> tuple[Button, ...]:
    ref = each.facts.request.ref
    if each.answered is not None:
        return (button("unvote", "approval.undo", ref),) if each.undo_until is not None else ()
    if each.over:
        return ()
    return tuple(
        button(act, f"buttons.{act}", ref, "primary" if number == 0 and each.what == "approve" else "plain")
        for number, act in enumerate(each.acts)
    )


def _is_open(each: Decision) -> bool:
    return each.answered is None and not each.over


def _risk_sentence(facts: BriefingFacts) -> Text:
    total = sum(each.count for each in facts.risks)
    if not total:
        return ours("briefing.no_risk")
    return ours("briefing.risk", count=total, sites=listed([(_site(each.site),) for each in facts.risks[:MOST_SITES]]))


def _risk(each: SiteRisk) -> Text:
    why = listed([ours(f"briefing.risk_{kind}", count=number) for kind, number in each.counts])
    refs = listed([(strong(ref),) for ref in each.refs])
    return ours("briefing.risk_at", site=_site(each.site), why=why, refs=refs)


def _changes(facts: BriefingFacts) -> list[CardPart]:
    if not facts.away and not facts.bare:
        return []
    parts: list[CardPart] = [*line(ours("briefing.changes"), "title")]
    for each in facts.away[:MOST_AWAY]:
        who, when = mention(each.person), when_of(each)
        if each.backup is not None:
            parts += line(ours("briefing.away", person=who, when=when, backup=mention(each.backup)))
        else:
            parts += line(ours("briefing.away_alone", person=who, when=when))
    left = len(facts.away) - MOST_AWAY
    parts += line(ours("briefing.more_away", count=left), "quiet") if left > 0 else ()
    if facts.bare:
        parts += line(
            ours("briefing.bare", count=len(facts.bare), sites=listed([(_site(each),) for each in facts.bare]))
        )
    return parts


def _site(site: str) -> Named:
    return Named(what="site", id=site)


def _day(day: date) -> When:
    return When(value=day.isoformat(), grain="day")
