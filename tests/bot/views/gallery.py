"""Every card and form of the desk, in every state and level: what each platform must be able to draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from adapters.rendering import Facts, Reader
from bot.cards import Card, FormView, ours
from bot.policies.confidentiality import Part
from bot.policies.reminders import ASKED_FOR, MISSED
from bot.suggesting import FOLLOW, IN_TWO, SEEMS_ASKED, SEEMS_TWO, Suggestion
from bot.understanding import Context, read
from bot.views import (
    alerts,
    explained,
    followers,
    forms,
    greeting,
    help,  # noqa: A004  # the module is named for what it shows
    home,
    learned,
    lists,
    notices,
    request_card,
)
from bot.views.facts import RequestFacts
from bot.views.parts import together
from storage.rows import id_of
from storage.tables import Audience, Journal, Level, State
from tests.bot.views import (
    gallery_access,
    gallery_accompanied,
    gallery_approvals,
    gallery_asked,
    gallery_away,
    gallery_clocks,
    gallery_own_data,
    gallery_recurring,
    gallery_reviewed,
    gallery_rituals,
)
from tests.bot.views.subjects import (
    ASK,
    BROKEN_WORDS,
    CLAIRE,
    ENGLISH,
    ENGLISH_WORDS,
    ERASED_WORDS,
    HURRIED,
    HURRIED_WORDS,
    INES,
    JULIE,
    KARIM,
    LONG_WORDS,
    NADIA,
    NOW,
    PEOPLE,
    SECRET,
    STANDARD_WORDS,
    WORDS,
    charter,
    facts,
)


def variants() -> dict[str, RequestFacts]:
    """What a request may be besides its state and level."""
    files = gallery_asked.FILES
    return {
        "urgent": facts(urgent=True),
        "late": replace(facts(), now=NOW + timedelta(days=3)),
        "late, claimed": replace(facts(State.CLAIMED), now=NOW + timedelta(days=3)),
        "reopened": facts(reopened=1),
        "nothing understood": facts(service=None, due=None, event_start=None, first_response_at=None, promised_at=None),
        "no longer listed": facts(service="retired", site="retired"),
        "over several days": facts(event_end="2026-11-27T18:00:00+01:00"),
        "a whole day": facts(event_start="2026-12-01", event_grain="day"),
        "a date in doubt": facts(date_doubted=True),
        "proposed": replace(facts(proposal_why="dedicated"), proposed=INES),
        **{f"proposed, {why}": facts(proposal_why=why) for why in request_card.WHY},
        "an unknown why": facts(proposal_why="a_later_release"),
        "raised by another": replace(facts(), raised_by=CLAIRE),
        **{
            f"raised, {medium}": replace(facts(medium=medium), raised_by=CLAIRE)
            for medium in ("chat", "phone", "email", "in_person")
        },
        "with files": replace(facts(), files=files),
        "with a file": replace(facts(), files=files[:1]),
        "following": replace(facts(), follows="LYO-7"),
        "seems two": replace(facts(), suggestion=Suggestion(SEEMS_TWO, {"services": "travel office"})),
        "seems two of a kind": replace(facts(), suggestion=Suggestion(SEEMS_TWO, {"services": "travel travel"})),
        "made two": replace(facts(), suggestion=Suggestion(IN_TWO, {"other": 43}), other="LYO-43"),
        "made two, of what is not to be known": replace(facts(), suggestion=Suggestion(IN_TWO, {"other": 43})),
        "a colleague's too": replace(facts(), suggestion=Suggestion(SEEMS_ASKED, {"other": 38}), other="LYO-38"),
        "joined to a colleague's": replace(
            facts(State.CANCELLED), suggestion=Suggestion(FOLLOW, {"other": 38, "reopened": 0}), other="LYO-38"
        ),
        "followed": replace(facts(), followers=((INES, False), (KARIM, True))),
        "taken over": replace(facts(), over=NADIA),
        "taken over from who has it": replace(facts(State.CLAIMED), over=NADIA),
        "waiting on nobody": replace(facts(State.WAITING), assignee=None),
        "rated": replace(facts(State.CLOSED), score=5, rating_asked=True),
        "erased": facts(words_id=ERASED_WORDS),
        "in a hurry": facts(words_id=HURRIED_WORDS, urgent=True),
        "in a hurry, seems two": replace(
            facts(words_id=HURRIED_WORDS), suggestion=Suggestion(SEEMS_TWO, {"services": "travel meetings"})
        ),
        "out of order, a colleague's too": replace(
            facts(words_id=BROKEN_WORDS, service="office", due=None, event_start=None, urgent=True),
            suggestion=Suggestion(SEEMS_ASKED, {"other": 38}),
            other="LYO-38",
        ),
        "in English": facts(words_id=ENGLISH_WORDS, service="office"),
        "long": replace(facts(State.CLAIMED, words_id=LONG_WORDS, service="meetings", urgent=True), files=files),
        **gallery_approvals.variants(),
        **gallery_clocks.variants(),
        **gallery_reviewed.variants(),
        "short notice": facts(promised_at=NOW + timedelta(days=9)),
        "left to nobody": _left_to_nobody(),
        "left to nobody, of who steers": replace(_left_to_nobody(), requester=JULIE),
        "for another service than may read it": facts(
            level=Level.CONFIDENTIAL, service="travel", first_response_at=None, promised_at=None
        ),
        "taken by somebody unknown": replace(facts(State.CLAIMED), assignee=None),
    }


def _left_to_nobody() -> RequestFacts:
    """A confidential request in which all who could read it are named."""
    return facts(level=Level.CONFIDENTIAL, proposal_why="nobody", kept_from="nadia samia")


ALERT = Journal(
    id=1, at=NOW, act="alert", data={"words": STANDARD_WORDS, "site": "lyon"}, actor_id=INES.id, charter_version=""
)
TAKEN = Journal(id=2, at=NOW, act="take_alert", data={"alert": 1}, actor_id=NADIA.id, charter_version="")


def cards() -> dict[str, Card]:
    """Every card, by what it shows."""
    shown: dict[str, Card] = {}
    for name, each in _requests().items():
        shown[f"requester, {name}"] = request_card.requester_card(each)
        shown[f"triage, {name}"] = request_card.triage_card(each)
        shown[f"reference, {name}"] = request_card.reference_card(each)
        shown[f"reference in triage, {name}"] = request_card.reference_card(each, Audience.TRIAGE)
        shown[f"show, {name}"] = lists.show_card(each, history())
        shown[f"show own, {name}"] = lists.show_card(each, history(), reads=True, owns=True)
        shown[f"show to work, {name}"] = lists.show_card(each, history(), reads=True, works=True)
        shown[f"list, {name}"] = lists.list_card([_row(each)], ours("lists.open"))
        shown[f"own list, {name}"] = lists.list_card([lists.row_of(each, Part.FULL, own=True)], ours("lists.mine"))
    told = history()
    for first in range(0, len(told), lists.MOST_HISTORY):
        lines = told[first : first + lists.MOST_HISTORY]
        shown[f"show to work, from line {first}"] = lists.show_card(facts(), lines, reads=True, works=True)
    return shown | _notices() | _others()


def _row(each: RequestFacts) -> lists.Row:
    """As somebody reads it who reads what is everybody's."""
    return lists.row_of(each, Part.FULL if each.request.level is Level.STANDARD else Part.STATE)


def forms_() -> dict[str, FormView]:
    """Every form, empty and filled."""
    makers: dict[str, Callable[[dict[str, str]], FormView]] = {
        "new_request": lambda held: forms.new_request_form("f", charter(), for_others=False, values=held),
        "new_request, site known": lambda held: forms.new_request_form(
            "f", charter(), for_others=False, own_site="lyon", values=held
        ),
        "new_request for others": lambda held: forms.new_request_form("f", charter(), for_others=True, values=held),
        "due": lambda held: forms.due_form("f", held, lines=(forms.expired(),)),
        "reply": lambda held: forms.reply_form("f", held),
        "wait": lambda held: forms.wait_form("f", held),
        "send_back": lambda held: forms.send_back_form("f", held),
        "amend": lambda held: forms.amend_form("f", held),
        "return_words": lambda held: forms.return_words_form("f", held),
        "assign": lambda held: forms.assign_form("f", PEOPLE, held),
        "transfer": lambda held: forms.transfer_form("f", charter(), held),
        "rate": lambda held: forms.rating_form("f", held),
        "loading": lambda held: forms.loading_form("f"),
        **gallery_access.MAKERS,
        **gallery_approvals.MAKERS,
        **gallery_recurring.MAKERS,
        **gallery_rituals.MAKERS,
        **{
            f"changed, {part}": lambda held, part=part: forms.due_form(  # type: ignore[misc]  # a default, not an argument
                "f", held, lines=(forms.changed_by(INES, part, "LYO-42"),)
            )
            for part in (*forms.PARTS, "anything")
        },
    }
    shown = {name: make({}) for name, make in makers.items()}
    return shown | {f"{name}, filled": make(HELD) for name, make in makers.items()}


HELD = {
    "person": "2", "medium": "phone", "text": "Deux <b>badges</b>", "service": "office", "site": "lyon",
    "due": "jeudi 14 h", "amount": "1 200 €", "urgent": "true", "score": "4", "comment": "Merci",
    "every": "month", "on": "le 25", "closed": "after",
    "outcome": "On <b>décale</b>", "q0": "Le <b>toner</b>", "q1": "Deux badges",
    "what": "LYO-42", "until": "15 décembre", "why": "Un <b>litige</b>",
}  # fmt: skip


def rendering_facts() -> Facts:
    """What the ids of the gallery stand for, as a platform reads them."""

    def named(what: str, key: str, language: str) -> str:
        if what == "site":
            site = charter().site(key)
            return site.name if site else key
        service = charter().service(key)
        return service.name.in_language(language) if service else key

    def zone(key: str) -> str | None:
        site = charter().site(key)
        return site.timezone if site else None

    people = {each.id or 0: (each.name, f"U{each.id}") for each in PEOPLE}
    return Facts(words=WORDS, people=people, named=named, zone=zone)


def reader(language: str) -> Reader:
    """Someone who reads that language, in Paris or in London."""
    return Reader(language, "Europe/Paris" if language == "fr" else "Europe/London", date(2026, 11, 24))


def history() -> list[Journal]:
    """One line of each act, with what each may carry, and one of a later release."""
    details: dict[str, list[dict[str, object]]] = {
        "correct": [
            {"part": "service", "corrected": "office"},
            {"part": "service", "corrected": None},
            {"part": "site", "corrected": "lyon"},
            {"part": "due", "corrected": "2026-11-26"},
            {"part": "due", "corrected": "2026-11-26T14:00:00+01:00"},
            {"part": "urgent", "corrected": True},
            {"part": "urgent", "corrected": False},
            {"part": "a_later_part"},
        ],
        "assign": [{"to": CLAIRE.id}, {}],
        "submit": [{"words": STANDARD_WORDS}, {}],
        "send_back": [{"words": STANDARD_WORDS}, {}],
        "return_words": [{"words": STANDARD_WORDS}, {}],
        "rate": [{"score": 4}, {}],
        "put_off": [{"until": NOW.isoformat()}],
        **{act: [{"to": CLAIRE.id, "last": "2026-11-30"}] for act in lists.ABOUT_ACCESS},
    }
    acts = [(act, data) for act in (*lists.ACTS, "a_later_act") for data in details.get(act, [{}])]
    return [
        Journal(request_id=42, at=NOW, act=act, data=data, actor_id=INES.id if number % 3 else None, charter_version="")
        for number, (act, data) in enumerate(acts)
    ]  # fmt: skip


def _requests() -> dict[str, RequestFacts]:
    plain = {f"{state}, {level}": facts(state, level) for state in State for level in Level}
    return plain | variants()


def _notices() -> dict[str, Card]:
    new, taken = facts(), facts(State.CLAIMED)
    private = facts(State.NEW, Level.CONFIDENTIAL)
    files = variants()["with files"].files
    relayed = {
        f"relayed {kind} to {audience}": notices.relayed(INES, STANDARD_WORDS, kind, audience, "LYO-42", files)
        for kind in notices.RELAYED
        for audience in Audience
    }  # fmt: skip
    refusals = {
        f"refusal, {reason}, {len(helpers)}": notices.refusal(reason, helpers, request)
        for reason in (*notices.REFUSALS, "a_later_reason")
        for helpers, request in (((), None), ((CLAIRE,), new.request), ((CLAIRE, INES, NADIA), None))
    }
    pings = {f"ping, {why}": notices.pings([(new.request, why)], charter()) for why in (*notices.PINGS, "a_later_why")}
    pings |= {
        f"ping, {why}, {words}": notices.pings([(new.request, why)], charter(), {(id_of(new.request), why): asking})
        for why in ASKED_FOR
        for words, asking in (
            ("no words", notices.Asking(id_of(INES))),
            ("words", notices.Asking(id_of(INES), STANDARD_WORDS)),
            ("acts", notices.Asking(id_of(INES), acts=("take_over", "assign"))),
        )
    }
    return {
        **gallery_accompanied.cards(),
        **gallery_approvals.cards(),
        **gallery_asked.cards(),
        **gallery_away.cards(),
        **gallery_access.cards(),
        **gallery_clocks.cards(),
        **gallery_own_data.cards(),
        **gallery_recurring.cards(),
        **gallery_reviewed.cards(),
        **gallery_rituals.cards(),
        **relayed,
        **refusals,
        **pings,
        "pings": notices.pings([(new.request, why) for why in notices.PINGS], charter()),
        "too many pings": notices.pings([(private.request, "assigned")] * 30, charter()),
        "a notice": notices.notice("rate.thanks", Audience.PERSON, subject="LYO-42"),
        "rated, no word": notices.rated(facts(State.RESOLVED).request, 4, worded=False),
        "rated": notices.rated(facts(State.RESOLVED).request, 4, worded=True),
        "claim offer": notices.claim_offer(new),
        "no longer asks": notices.no_longer_asks(new.request),
        "given up": notices.given_up(new.request),
        **{
            f"followed, {what}": followers.told_follower(taken.request, new.request, what, INES)
            for what in ("claimed", *followers.TOLD)
        },
        "followed no more": followers.told_apart(new.request),
        "urgent": notices.urgency(facts(urgent=True), tells=True),
        "urgent, claimed": notices.urgency(facts(State.CLAIMED, urgent=True), tells=True),
        "not urgent": notices.urgency(facts(), tells=False),
        "urgent already": notices.urgency(facts(urgent=True), tells=False, changed=False),
        "not urgent either": notices.urgency(facts(), tells=False, changed=False),
        "reopen offer": notices.reopen_offer(facts(State.RESOLVED)),
        "rating": notices.rating_ask(facts(State.RESOLVED).request),
        "alerted in private": notices.told_in_private(private.request, (NADIA,)),
        "alerted": alerts.alerted(new.request, ()),
        "raised already": notices.raised_already(new.request, alerts=True),
        "alert": alerts.raised(ALERT, Audience.TRIAGE),
        "alert, told": alerts.told_of((NADIA, CLAIRE)),
        "alert, nobody": alerts.told_of(()),
        "alert, taken": alerts.alert_taken(ALERT, TAKEN, own=False),
        "alert, theirs": alerts.alert_taken(ALERT, TAKEN, own=True),
        "alerts": alerts.alerts_card([(ALERT, TAKEN), (ALERT, None)]),
        "alerts, none": alerts.alerts_card(()),
        **{f"needed, {why}": alerts.needed(new.request, why) for why in MISSED},
        "alerted, by name": alerts.alerted(new.request, (NADIA, CLAIRE)),
        "alerted already": alerts.alerted_already(new.request, None, noted=False),
        "alerted already, noted": alerts.alerted_already(new.request, NOW, noted=True),
        "taken over": alerts.taken_over(taken.request, (INES,), keeps=False),
        "taken over, theirs": alerts.taken_over(taken.request, (), keeps=True),
        "taken over already": alerts.taken_over_already(taken.request, NADIA, NOW),
        "outsider": notices.outsider(CLAIRE),
        "outsider, nobody to name": notices.outsider(None),
        "over": notices.over(taken.request, reopens=True),
        "over, for good": notices.over(taken.request, reopens=False),
        "taken": notices.taken_already(taken),
        "taken, nobody": notices.taken_already(new),
        "taken, undated": notices.taken_already(replace(taken, request=facts(State.CLAIMED, claimed_at=None).request)),
        **{f"obeyed, {act}": notices.obeyed(act, taken) for act in notices.OBEYED},
        "form offer": notices.form_offer(forms.assign_form("F1", (CLAIRE,)), new.request),
        "form offer, about none": notices.form_offer(forms.new_request_form("F1", charter(), for_others=False), None),
        "claimed": notices.claimed(INES, taken.request),
        "resolved": notices.resolved(facts(State.RESOLVED).request),
        "one moment": notices.one_moment(),
        "late answer": notices.late_answer(notices.taken_already(taken)),
    }


def _others() -> dict[str, Card]:
    many = tuple(_requests().values())
    rows = [_row(each) for each in many]
    own = facts(State.CANCELLED).request, facts(State.CLAIMED).request
    commands = {name: (f"mot_{name}", name) for name in help.ORDER}
    sites = tuple(home.SiteCounts(site.id, 12, index, index % 2) for index, site in enumerate(charter().sites))
    at_work = home.HomeFacts(
        mine=many[:3], mine_total=1, works=True, in_hand=many[:8], in_hand_total=30, to_take=many[8:16],
        to_take_total=9, to_check=(facts(State.TO_VALIDATE),), to_check_total=2,
    )  # fmt: skip
    return {
        "long list": lists.list_card(rows, ours("lists.open"), total=112),
        "empty list": lists.list_card([], ours("lists.mine")),
        "following": lists.list_card([], ours("lists.mine"), also=[lists.followed_text(*own)]),
        **{f"next, {why}": lists.next_card(facts(), why) for why in (*lists.NEXT, "a_later_why")},
        "next, nothing": lists.next_card(None),
        "home": home.draw_home(home.HomeFacts(mine=many[:2], mine_total=2)),
        "home, nothing asked": home.draw_home(home.HomeFacts(mine=(), mine_total=0)),
        "home at work": home.draw_home(at_work),
        "home of who agrees": home.draw_home(
            home.HomeFacts(mine=(), mine_total=0, to_agree=tuple(map(_row, many[:8])), to_agree_total=9)
        ),
        "home of sites": home.draw_home(replace(at_work, sites=sites, private_late=2)),
        **{f"help, {language}": help.help_card(language, {"assistant"}, commands) for language in ("fr", "en")},
        "help, employee": help.help_card("fr", {"employee"}, commands),
        "greeting": greeting.greeting(),
        **{f"greeting in a channel, {on}": greeting.greeting_in(listens=on) for on in (True, False)},
        **_learning(),
        "unknown word": help.unknown_word("prendr", "prendre"),
        "unknown word, with its request": help.unknown_word("escalad", "escalade LYO-42", "1:escalate"),
        "several answers": together([help.unknown_word("prendr", "prendre"), help.unknown_word("x" * 90, None)]),
        "leave, by another word": help.unknown_word("", "absence demain", "1:away"),
        "unknown word, nothing near": help.unknown_word("x" * 90, None),
    }


def _learning() -> dict[str, Card]:
    """What was learned, and how texts are read."""
    sources = (learned.From("LYO-42", KARIM, NOW), learned.From(None, CLAIRE, NOW), learned.From("AIX-7", INES, NOW))
    words = [
        learned.Known("kakemono", "kakemono", "office", (), False, sources),
        learned.Known("badg", "badge", "reporting", ("office", "meetings"), False, sources[1:2]),
        learned.Known("truc", "x" * 30, "reporting", (), True, sources[:1]),
        learned.Known("machin", "machin", None, ("travel",), False, sources[:2]),
    ]
    page = [replace(each, stem=f"{each.stem}{turn}") for turn in range(5) for each in words]
    texts = {
        "a journey": (f"{ASK} urgent", "no"),
        "two moments": ("réunion du 3 au 5 décembre, à confirmer avant vendredi midi", "maybe"),
        "two needs": ("un train pour Paris jeudi et une salle pour 12 vendredi", "no"),
        "a doubt": ("badge mardi 24 ou mercredi, lundi 13", "service"),
        "something personal": (SECRET, "yes"),
        "nothing": ("ok merci", "no"),
        "a long one": ("un badge " * 600, "no"),
    }
    where = Context(charter(), None, "lyon", None, NOW, "Europe/Paris")
    nowhere = read("badge", replace(where, channel_site=None))
    told = {
        name: explained.Explained(read(text, where), "lyon", True, private, words, cut=len(text) > 4000)
        for name, (text, private) in texts.items()
    }
    told["nowhere"] = explained.Explained(nowhere, None, False, "no")
    told["at home"] = explained.Explained(nowhere, "aix", False, "no")
    told["of a request"] = replace(told["two needs"], of_request=True)
    told["in a hurry, of a request"] = explained.Explained(read(HURRIED, where), "lyon", True, "no", of_request=True)
    told["in English"] = explained.Explained(read(ENGLISH, where), "lyon", True, "no")
    return {
        "learned": learned.learned_card(page, 30, above=ours("lessons.forgotten", word="salon"), recall=3),
        "learned, the end": learned.learned_card(words, 24, past=20),
        "learned, nothing": learned.learned_card((), 0),
        **{f"explained, {name}": explained.explained_card(each) for name, each in told.items()},
    }
