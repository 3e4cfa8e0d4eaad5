"""The request's own card: in the thread of the ask, in triage, and where only its reference may be seen."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import Button, Card, CardPart, Menu, Plain, Said, Text, ours
from bot.grants import EMERGENCY
from bot.policies.confidentiality import is_withheld
from bot.policies.naming import company_of, is_left_to_nobody, to_turn_to
from bot.policies.routing import Ask, coordinators
from bot.policies.targets import promised_next, wanted_sooner
from bot.suggesting import SEEMS_TWO
from bot.views.access import until_of
from bot.views.approvals import approval_line, is_amount_wanted
from bot.views.clocks import badge_of, put_off_to
from bot.views.facts import RequestFacts
from bot.views.parts import (
    at,
    button,
    files_line,
    in_short,
    just,
    line,
    listed,
    mention,
    options,
    rows,
    said,
    sentences,
    state_of,
    strong,
    title_of,
    wish_of,
    wishes_of,
)
from bot.views.reviewing import names_of
from bot.views.suggestions import asked_with, followed, followed_by, suggestion_of
from storage.tables import Audience, Grant, Level, Person, Request, State

WORDS_OF_REQUESTER = 200
"""Graphemes apart, characters of the ask repeated to its author: enough to recognise it."""
WORDS_OF_TRIAGE = 1200
MOST_OPTIONS = 100
WHY = (
    "dedicated", "backup", "stand_in", "contact", "provider", "other", "pool", "coordinator", "nobody", "retired",
)  # fmt: skip
"""The reasons that routing gives for whom it proposes."""


def requester_card(facts: RequestFacts) -> Card:
    """What its author sees, in the thread where they asked: what was understood, promised, and who has it."""
    request = facts.request
    standing = standing_of(facts)
    return Card(
        kind="request",
        audience=Audience.REQUESTER,
        subject=request.ref,
        summary=in_short(request, sentences(title_of(request), standing)),
        parts=(
            *line(title_of(request)),
            said(request.words_id, WORDS_OF_REQUESTER),
            *line(sentences(*wishes_of(request, own=True, two=_seems_two(facts)))),
            *line(standing),
            *line(approval_line(facts, own=True)),
            *line(short_notice(facts), "quiet"),
            *line(sentences(_withheld(facts, own=True), let_in(facts))),
            *line(_follows(facts), "quiet"),
            *line(_for_somebody(facts), "quiet"),
            *line(asked_with(facts), "quiet"),
            *suggestion_of(facts),
            *corrections(facts),
            *rows(requester_buttons(facts)),
        ),
    )


def triage_card(facts: RequestFacts) -> Card:
    """What those who may take it see: whose it is, their words, what is promised, and who has it."""
    request = facts.request
    whose = ours("card.from", requester=mention(facts.requester))
    glimpse: Text = (Plain(text=" "), Said(words=request.words_id, limit=80)) if request.level is Level.STANDARD else ()
    return Card(
        kind="triage",
        audience=Audience.TRIAGE,
        subject=request.ref,
        summary=in_short(request, (*sentences(title_of(request), whose), *glimpse)),
        parts=(
            *line(sentences(title_of(request), whose)),
            said(request.words_id, WORDS_OF_TRIAGE),
            *files_line(facts.files),
            *line(sentences(*wishes_of(request, two=_seems_two(facts)))),
            *line(sentences(state_line(facts), badge_of(facts), promise_of(facts))),
            *line(ours("card.taken_over", who=mention(facts.over)) if facts.over else ()),
            *line(approval_line(facts)),
            *line(_withheld(facts)),
            *_looked_at(facts),
            *line(_proposal(facts), "quiet"),
            *line(sentences(_raised(facts), _follows(facts), asked_with(facts), followed(facts)), "quiet"),
            *line(followed_by(facts)),
            *(corrections(facts) if request.state is State.NEW else ()),
            *rows(triage_buttons(facts)),
        ),
    )


def _seems_two(facts: RequestFacts) -> bool:
    return facts.suggestion is not None and facts.suggestion.act == SEEMS_TWO


def reference_card(facts: RequestFacts, audience: Audience = Audience.REQUESTER) -> Card:
    """Where others may read: the reference and the state, and nothing that was said."""
    request = facts.request
    text = ours("card.reference", ref=strong(request.ref), state=state_of(request, own=audience is Audience.REQUESTER))
    return Card(
        kind="reference",
        audience=audience,
        subject=request.ref,
        summary=text,
        parts=(*line(text), *rows((button("show", "buttons.show", request.ref),))),
    )


def standing_of(facts: RequestFacts) -> Text:
    """Where it stands, told to its author: « Le pôle vous répond avant 10 h 30. »"""
    request, promised = facts.request, promise_of(facts, own=True)
    match request.state:
        case State.NEW:
            what = ours("standing.reopened" if request.reopened else "standing.new")
            if is_left_to_nobody(facts.charter, request, facts.requester.charter_id):
                return sentences(ours("standing.nobody_left"), turn_elsewhere(facts))
            if request.proposal_why == "nobody":
                return sentences(what, ours("standing.nobody"))
            return sentences(what, promised) if request.reopened or not promised else promised
        case State.CLAIMED:
            who = ours("card.has_it", who=mention(facts.assignee)) if facts.assignee else ours("standing.claimed")
            return sentences(who, promised)
        case State.WAITING:
            if facts.assignee is None:
                return ours("standing.waiting_desk")
            return ours("standing.waiting", who=mention(facts.assignee))
        case State.TO_VALIDATE:
            return sentences(ours("standing.to_validate"), promised)
        case State.RESOLVED:
            return ours("standing.resolved")
        case State.CLOSED:
            return ours("standing.closed")
        case State.CANCELLED:
            return followed(facts) or ours("standing.cancelled")


def turn_elsewhere(facts: RequestFacts) -> Text:
    """To its author, where all who could read it are named in it: to whom else they may turn."""
    steering = to_turn_to(company_of(facts.charter, facts.request))
    others = [(Plain(text=each.name),) for each in steering if each.id != facts.requester.charter_id]
    return ours("standing.turn_to", who=listed(others)) if others else ours("standing.turn_elsewhere")


def promise_of(facts: RequestFacts, *, own: bool = False, now: bool = False) -> Text:
    """What is promised next, to its author (`own`) or to others, or that it is late; nothing where nothing is.

    Nothing is promised for after it is of use: then the desk aims at that. `now`: in what is said once, where the hour
    alone is enough of today.
    """
    request = facts.request
    due = promised_next(request)
    if due is None:
        return ()
    wanted = _wanted_sooner(facts)
    short = ours("promise.inside_short") if wanted and not own else ()
    when = just(due, request.site) if now else at(due, request.site)
    what = "late" if due <= facts.now else "response" if request.responded_at is None else "resolution"
    if what != "late" and wanted is not None and wanted < due:
        what, when = "aim", wish_of(request)
    later = put_off_to(facts, own=own)
    if later and own:
        return later
    return sentences(ours(f"promise.{what}" if own else f"promise.inside_{what}", when=when), later, short)


def short_notice(facts: RequestFacts) -> Text:
    """To its author: it is wanted sooner than the desk promises such things."""
    return ours("promise.short") if _wanted_sooner(facts) else ()


def _wanted_sooner(facts: RequestFacts) -> datetime | None:
    request, charter = facts.request, facts.charter
    site = charter.site(request.site)
    return wanted_sooner(request, ZoneInfo(site.timezone if site else charter.desk.timezone), facts.now)


def requester_buttons(facts: RequestFacts) -> tuple[Button, ...]:
    """What its author may do, by state."""
    ref, request = facts.request.ref, facts.request
    if request.open:
        cancel = button("cancel", "buttons.cancel", ref, "danger", "buttons.cancel_confirm")
        show = button("disclose", "private.show", ref)
        return (
            *((show,) if _waits_for_word(facts) else ()),
            _date(request),
            _urgent(request),
            button("escalate", "buttons.escalate", ref),
            *((cancel,) if request.state is not State.TO_VALIDATE else ()),
        )
    rated = facts.score is not None or request.state is State.CANCELLED
    rate = () if rated else (button("rate", "buttons.rate", ref),)
    return (*_reopen(facts), *rate)


def triage_buttons(facts: RequestFacts) -> tuple[Button, ...]:
    """What those who work it may do, by state."""
    ref, state = facts.request.ref, facts.request.state
    reply = button("reply", "buttons.reply", ref)
    hand_on = (button("assign", "buttons.assign", ref), button("transfer", "buttons.transfer", ref))
    put_right = (_urgent(facts.request), _date(facts.request))
    done = () if facts.request.awaits_approval else (button("resolve", "buttons.resolve", ref, "primary"),)
    agree = _agreement(facts)
    match state:
        case State.NEW:
            return (button("claim", "buttons.claim", ref, "primary"), reply, *hand_on, *put_right, *agree)
        case State.CLAIMED:
            wait, release = button("wait", "buttons.wait", ref), button("release", "buttons.release", ref)
            return (*done, reply, wait, release, *hand_on, *put_right, *agree)
        case State.WAITING:
            release = button("release", "buttons.release", ref)
            return (*done, reply, release, *hand_on, *put_right, *agree)
        case State.TO_VALIDATE:
            recall, release = button("recall", "buttons.recall", ref), button("release", "buttons.release", ref)
            return (*check_buttons(ref), reply, recall, release, *hand_on)
        case State.RESOLVED | State.CLOSED | State.CANCELLED:
            return _reopen(facts)


def _agreement(facts: RequestFacts) -> tuple[Button, ...]:
    """What may be done about somebody's agreement: say the amount that decides it, or ask for one."""
    request = facts.request
    if is_amount_wanted(facts):
        return (button("amount", "buttons.amount", request.ref),)
    asks = request.state is State.CLAIMED and not request.awaits_approval
    return (button("approval", "buttons.approval", request.ref),) if asks else ()


def check_buttons(ref: str) -> tuple[Button, ...]:
    """What a second person may do of what is done."""
    return (button("validate", "buttons.validate", ref, "primary"), button("send_back", "buttons.send_back", ref))


def _looked_at(facts: RequestFacts) -> tuple[CardPart, ...]:
    """Who looks at what is done, and what its requester reads once somebody has."""
    if facts.waiting is None:
        return ()
    names = names_of(facts.charter, facts.waiting.names)
    who = ours("review.by", names=names) if names else ours("review.by_pool")
    held = facts.waiting.words_id
    return (*line(who), *((*line(ours("review.held"), "quiet"), said(held)) if held is not None else ()))


def _reopen(facts: RequestFacts) -> tuple[Button, ...]:
    return () if facts.erased else (button("reopen", "buttons.reopen", facts.request.ref),)


def _urgent(request: Request) -> Button:
    if request.urgent:
        return button("urgent", "buttons.not_urgent", f"{request.ref}:off")
    return button("urgent", "buttons.urgent", f"{request.ref}:on")


def _date(request: Request) -> Button:
    return button("correct", "buttons.check_date" if request.date_doubted else "buttons.due", f"{request.ref}:due")


def corrections(facts: RequestFacts) -> tuple[CardPart, ...]:
    """Service and site as understood, each corrected in one press while the request is open."""
    request, charter = facts.request, facts.charter
    if not request.open:
        return ()
    service, site = f"{request.ref}:service:", f"{request.ref}:site:"
    services = options("service", [each.id for each in charter.services][:MOST_OPTIONS], service)
    sites = options("site", [each.id for each in charter.sites][:MOST_OPTIONS], site)
    menus = (
        Menu(
            act="correct",
            label=ours("menus.service" if request.service else "menus.choose_service"),
            options=services,
            chosen=f"{service}{request.service}" if request.service else None,
        ),
        Menu(act="correct", label=ours("menus.correct_site"), options=sites, chosen=f"{site}{request.site}"),
    )
    return tuple(menu for menu in menus if len(menu.options) > 1)


def state_line(facts: RequestFacts, *, own: bool = False, named: bool = True) -> Text:
    """« Prise en charge, Inès Caron. », to its author (`own`) or to others; `named`: with who has it."""
    state = state_of(facts.request, own=own)
    over = facts.request.state in (State.RESOLVED, State.CLOSED)
    who = facts.resolved_by or facts.assignee if over else facts.assignee
    if who is None or not named or facts.request.state in (State.NEW, State.CANCELLED):
        return ours("card.state", state=state)
    return ours("card.state_who", state=state, who=mention(who))


def read_by(person: Person | None) -> Text:
    """To its author: who reads what is private."""
    return ours("disclose.read_by", who=mention(person)) if person else ours("disclose.read_by_nobody")


def let_in(facts: RequestFacts) -> Text:
    """To its author: to whom what is confidential is opened besides, and until when."""
    site = facts.charter.site(facts.request.site)
    zone = ZoneInfo(site.timezone if site else facts.charter.desk.timezone)
    return sentences(*(_until(person, grant, zone) for person, grant in facts.let_in))


def _until(person: Person, grant: Grant, zone: ZoneInfo) -> Text:
    if grant.kind == EMERGENCY:
        return ours("disclose.let_in_emergency", who=mention(person), until=just(grant.until))
    return ours("disclose.let_in", who=mention(person), until=until_of(grant.until, zone))


def _waits_for_word(facts: RequestFacts) -> bool:
    """Whether its author is to say that its service may read it: until then nothing is promised of it."""
    request = facts.request
    withheld = is_withheld(facts.charter, request.level, request.service)
    return request.open and request.promised_at is None and withheld


def _withheld(facts: RequestFacts, *, own: bool = False) -> Text:
    """What is private by its words: to its author (`own`) who reads it, to who works it that its service may not."""
    waits = _waits_for_word(facts)
    if not own:
        return ours("disclose.waits") if waits else ()
    request, reader = facts.request, facts.assignee or facts.proposed
    confided = Ask(facts.charter, request.site, request.service, request.level).confided
    if request.open and request.level is Level.CONFIDENTIAL and not confided:
        return ours("disclose.cleared")
    return read_by(reader) if request.open and confided and (reader is not None or waits) else ()


def _proposal(facts: RequestFacts) -> Text:
    request = facts.request
    if request.state is not State.NEW:
        return ()
    why = ours(f"why.{request.proposal_why}") if request.proposal_why in WHY else ()
    if request.proposal_why == "nobody":
        names = _told_of_nobody(facts)
        why = ours("why.nobody_told", names=listed(names)) if names else why
    if facts.proposed is None:
        return why
    proposed = ours("card.proposed", who=mention(facts.proposed))
    return sentences(proposed, why)


def _told_of_nobody(facts: RequestFacts) -> list[Text]:
    """Who is told that nobody can take a request: the contact for a confidential one, else those who coordinate."""
    request = facts.request
    charter = company_of(facts.charter, request)
    ids: tuple[str, ...] = coordinators(charter, request.site, request.service, request.level)
    if request.level is Level.CONFIDENTIAL and charter.desk.contact:
        ids = (charter.desk.contact,)
    named = [charter.person(each) for each in ids]
    return [(Plain(text=each.name),) for each in named if each is not None]


def _raised(facts: RequestFacts) -> Text:
    raised = facts.raised_by
    if raised is None or raised.id == facts.requester.id:
        return ()
    medium = facts.request.medium
    if medium in ("phone", "email", "in_person"):
        return ours(f"card.raised_{medium}", who=mention(raised))
    return ours("card.raised", who=mention(raised))


def _for_somebody(facts: RequestFacts) -> Text:
    raised = facts.raised_by
    if raised is None or raised.id == facts.requester.id:
        return ()
    return ours("card.raised_for", who=mention(raised))


def _follows(facts: RequestFacts) -> Text:
    return ours("card.follows", ref=strong(facts.follows)) if facts.follows else ()
