"""« Votre lundi »: to each executive, in their own zone and language, what to decide and what to expect of the week.

Source of the rules: issue 8, "Monday briefing". At most three things to decide, each with its buttons; pressed, the
message says what came of it, and lets it be taken back for as long as that may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, select

from bot import absences
from bot.cards import Card
from bot.charter import Charter
from bot.occasions import Kind, Occasion, ritual
from bot.people import Reader, charter_person, reader
from bot.policies.briefing import risk_of
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may, sight
from bot.policies.presence import overlap
from bot.policies.targets import promised_next
from bot.requests import SOONEST
from bot.talk import Talk
from bot.views import briefing as views
from bot.views.absences import AbsenceFacts
from bot.views.briefing import BriefingFacts, Decision, Risk, SiteRisk, What
from bot.views.facts import load_all, load_approval
from bot.views.home import to_agree
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Level, Person, Request, State

LASTS = timedelta(days=6)
"""How long its decisions are shown as they stand: until the next one."""
WEEK = timedelta(days=7)
LOOKED_AT = 2000
SHOWN = 3
"""How many references of a site's risks are told."""
ACTS: dict[What, tuple[Act, ...]] = {
    "approve": (Act.APPROVE, Act.REFUSE, Act.INQUIRE),
    "escalated": (Act.TAKE_OVER, Act.ASSIGN),
    "promise": (Act.ASSIGN, Act.ESCALATE),
}
_requests = table_of(Request)
_alerted = Prepared(
    select(_requests)
    .where(_requests.c.open, (" " + _requests.c.alerted + " ").contains(bindparam("named")))
    .order_by(*SOONEST)
    .limit(LOOKED_AT)
)
_promised = Prepared(
    select(_requests)
    .where(_requests.c.open, _requests.c.level != Level.CONFIDENTIAL, _requests.c.executive == "")
    .where(_requests.c.promised_at <= bindparam("until"))
    .order_by(*SOONEST)
    .limit(LOOKED_AT)
)


def say(talk: Talk, occasion: Occasion) -> Card | None:
    """What they are told now; it is drawn again as they decide, until the next one."""
    if occasion.person is None:
        return None
    actor = reader(talk.unit, talk.charter, occasion.person)
    found = _to_decide(talk, actor)
    kept = [{"request": id_of(request), "what": what} for what, request in found[: views.MOST]]
    data = {"decisions": kept, "left": len(found) - len(kept), "requests": [each["request"] for each in kept]}
    talk.unit.change(occasion.row, data=data, closes_at=talk.now + LASTS)
    return draw(talk, occasion)


def draw(talk: Talk, occasion: Occasion) -> Card | None:
    """The same message, as what it asks stands now."""
    person = occasion.person
    if person is None:
        return None
    actor = reader(talk.unit, talk.charter, person)
    decisions = tuple(
        decision
        for each in occasion.row.data.get("decisions", ())
        if (decision := _decision(talk, actor, each["what"], talk.unit.get(Request, each["request"]))) is not None
    )
    shown = {each.facts.request.id for each in decisions}
    return views.card(
        BriefingFacts(
            day=occasion.day,
            decisions=decisions,
            left=int(occasion.row.data.get("left", 0)),
            risks=_risks(talk, actor, shown),
            away=(gone := _away(talk, actor)),
            bare=_bare(talk.charter, actor, gone),
        )
    )


ritual(Kind("briefing", say, again=draw, audience=("executive",)))


def _to_decide(talk: Talk, actor: Reader) -> list[tuple[What, Request]]:
    """All that waits for a word of theirs: agreements, then what climbed to them, then promises about to break."""
    unit, charter, named = talk.unit, talk.charter, actor.named
    if named is None:
        return []
    found: list[tuple[What, Request]] = [("approve", each) for each in to_agree(unit, charter, actor)]
    climbed = unit.all(Request, _alerted, {"named": f" {named.id} "})
    found += [("escalated", each) for each in climbed if sight(actor, each, charter) is Part.FULL]
    soon = _promised_soon(talk, actor)
    found += [("promise", each) for each in soon if each.state is State.NEW and promised_next(each) is not None]
    once: dict[int, tuple[What, Request]] = {}
    for what, each in found:
        if any(may(act, actor, each, charter).allowed for act in ACTS[what]):
            once.setdefault(id_of(each), (what, each))
    return list(once.values())


def _promised_soon(talk: Talk, actor: Reader) -> list[Request]:
    """What is promised within the week, or was before, of their sites: of what may be told of."""
    rows = talk.unit.all(Request, _promised, {"until": talk.now + WEEK})
    named = actor.named
    return [each for each in rows if named is not None and named.serves_site(each.site) and each.paused_at is None]


def _decision(talk: Talk, actor: Reader, what: What, request: Request | None) -> Decision | None:
    if request is None:
        return None
    reads = sight(actor, request, talk.charter) is Part.FULL
    (facts,) = load_all(talk.unit, talk.charter, (request,))
    acts = tuple(act.value for act in ACTS[what] if may(act, actor, request, talk.charter).allowed)
    if what != "approve":
        over = not request.open or not acts or _is_taken(what, request)
        return Decision(what, facts, acts, over=over, reads=reads) if reads or over else None
    approval = load_approval(talk.unit, request)
    mine = next((vote for vote, person in approval.votes if person.id == actor.id), None) if approval else None
    if mine is None:
        return Decision(what, facts, acts, over=not request.awaits_approval or not acts, reads=reads)
    undone = approval.due if approval is not None and approval.row.state == "awaited" else None
    return Decision(what, facts, (), "approved" if mine.approves else "refused", undone, reads=reads)


def _is_taken(what: What, request: Request) -> bool:
    return what == "promise" and request.state is not State.NEW


def _risks(talk: Talk, actor: Reader, shown: set[int | None]) -> tuple[SiteRisk, ...]:
    """What will be late this week and is not asked about above, by site, the worst first."""
    unit, away = talk.unit, absences.away_now(talk.unit)
    by_site: dict[str, list[tuple[Risk, Request]]] = {}
    for each in _promised_soon(talk, actor):
        holder = unit.get(Person, each.assignee_id)
        gone = holder is not None and holder.charter_id in away
        why = risk_of(each, talk.now, holder_away=gone)
        if why is not None and each.id not in shown:
            by_site.setdefault(each.site, []).append((why, each))
    found = [_site_risk(site, each) for site, each in by_site.items()]
    return tuple(sorted(found, key=lambda each: (-each.count, each.site)))


def _site_risk(site: str, found: Sequence[tuple[Risk, Request]]) -> SiteRisk:
    kinds = [(kind, sum(each == kind for each, _ in found)) for kind in views.RISKS]
    refs = [request.ref for _, request in found if request.level is Level.STANDARD]
    return SiteRisk(site, tuple((kind, count) for kind, count in kinds if count), tuple(refs[:SHOWN]))


def _away(talk: Talk, actor: Reader) -> tuple[AbsenceFacts, ...]:
    """Who of those who serve their sites is away during the week."""
    named, end = actor.named, talk.now + WEEK
    found = [each for each in absences.standing(talk.unit) if overlap(each, talk.now, end)]
    told = absences.facts_of(talk.unit, talk.charter, found)
    return tuple(each for each in told if named is not None and _serves_with(talk.charter, each.person, named.sites))


def _serves_with(charter: Charter, person: Person, sites: Sequence[str] | str) -> bool:
    one = charter_person(charter, person)
    if one is None or not one.has_role("assistant", "coordinator"):
        return False
    return sites == "all" or not sites or any(one.serves_site(each) for each in sites)


def _bare(charter: Charter, actor: Reader, away: Sequence[AbsenceFacts]) -> tuple[str, ...]:
    """Their sites where all who serve them are away at once at some time of the week."""
    gone = {each.person.charter_id for each in away}
    named = actor.named
    bare = []
    for site in charter.sites:
        there = [each.id for each in charter.people_with("assistant", site.id)]
        if named is not None and named.serves_site(site.id) and there and gone.issuperset(there):
            bare.append(site.id)
    return tuple(bare)
