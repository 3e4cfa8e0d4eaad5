"""Requests one under the other, one in full with its history, and the one to do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.cards import Card, CardPart, Line, Mention, Menu, Named, Option, Plain, Said, Strong, Text, ours
from bot.policies.confidentiality import Part, keeps_from
from bot.suggesting import IN_TWO
from bot.views.access import ask_button
from bot.views.approvals import approval_line
from bot.views.clocks import badge_of, cause_of
from bot.views.facts import RequestFacts
from bot.views.parts import (
    button,
    files_line,
    in_short,
    just,
    line,
    listed,
    meant,
    mention,
    reads_by_default,
    rows,
    said,
    sentences,
    state_of,
    strong,
    title_of,
    wishes_of,
)
from bot.views.request_card import (
    let_in,
    promise_of,
    requester_buttons,
    short_notice,
    standing_of,
    state_line,
    triage_buttons,
)
from storage.tables import Audience, Journal, Level, Person, Request, State

MOST_ROWS = 20
MOST_HISTORY = 15
WORDS_IN_ROW = 80
WORDS_IN_HISTORY = 300
WORDED = ("escalate", "escalate_to", "rate_score", "wait", "submit", "send_back", "return_words")
"""What is told with the words that were said with it, to whoever may read the request: but for its requester."""
TO_REQUESTER = ("wait",)
"""Of these, what was said to its requester."""
ACTS = (
    "ask", "extend", "edit", "in_two", "followed", "follow", "correct", "claim", "release", "assign", "transfer",
    "urgent", "wait", "answered", "said", "note", "reply", "resolve", "reopen", "close", "cancel", "rate", "escalate",
    "climb", "put_off", "take_over", "approval", "approve", "refuse", "unvote", "approval_given", "approval_refused",
    "approval_over", "amount", "inquire", "submit", "validate", "send_back", "recall", "unchecked",
    "hold_words", "send_words", "return_words",
    "source_deleted", "retired", "call", "disclose", "keep_private", "take_back", "cause",
    "grant", "grant_ended", "access_asked", "access_refused",
    "emergency_asked", "emergency_refused", "emergency_given", "emergency_read", "emergency_over",
)  # fmt: skip
"""The acts of the journal that have a sentence of their own."""
INSIDE = (
    "note", "cause", "refuse", "send_back", "recall", "unchecked", "hold_words", "send_words", "return_words",
)  # fmt: skip
"""Those that are for whoever works it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One request of a list, and how much of it its reader may see there: never words that are not everybody's."""

    facts: RequestFacts
    shows: Literal["words", "title", "state", "hidden"] = "words"
    """With its words; without them; its reference and state; or only that there is one."""
    own: bool = False
    """Read by its author."""
    held: bool = False
    """Read by whoever has it: that they have it goes without saying."""


def row_of(facts: RequestFacts, part: Part, *, own: bool = False, held: bool = False) -> Row:
    """A row for someone who may see that much of it: its author (`own`), whoever has it (`held`), or anybody else."""
    level = facts.request.level
    if part is not Part.FULL:
        return Row(facts, "hidden" if level is Level.CONFIDENTIAL else "state", own, held)
    return Row(facts, "words" if level is Level.STANDARD else "title", own, held)


def private_late(count: int) -> Text:
    """« 1 demande confidentielle en retard »: all that who coordinates is told of them."""
    return ours("lists.private_late", count=count)


def list_card(
    rows_: Sequence[Row],
    title: Text,
    *,
    total: int | None = None,
    past: int = 0,
    more: str | None = None,
    also: Sequence[Text] = (),
) -> Card:
    """Requests under a title, for one person; `total` when there are more than those given, `past` how many come
    before them, and `more` the list's name, by which the rest is asked for; `also`: lines below them."""
    shown = rows_[:MOST_ROWS]
    count = len(rows_) if total is None else total
    seen = past + len(shown)
    parts: list[CardPart] = [*line(title, "title")]
    if past and shown:
        parts += line(ours("lists.range", first=past + 1, last=seen, total=count), "quiet")
    parts += [Line(text=row_text(each)) for each in shown]
    if not shown and not also:
        parts += line(ours("lists.empty"))
    parts += [Line(text=each) for each in also]
    parts += rest_of(count - seen, more, seen)
    parts += open_menu(shown)
    return Card(kind="list", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def kept_card(facts: RequestFacts, openers: Sequence[Person]) -> Card:
    """One request to somebody who may know that there is one and no more: why, and who may open it to them."""
    names = listed([(mention(each),) for each in openers])
    who = ours("lists.opened_by", count=len(openers), names=names) if openers else ours("refusal.nobody")
    card = list_card((row_of(facts, Part.STATE),), ours("lists.one"))
    asks = rows((ask_button(facts.request),)) if openers else ()
    parts = (*card.parts, *line(sentences(ours("lists.kept"), who)), *asks)
    return card.model_copy(update={"parts": parts, "subject": facts.request.ref})


def followed_text(own: Request, other: Request) -> Text:
    """« LYO-2 suit LYO-1 : Prise en charge. »: what its author follows in its place."""
    return ours("lists.follows", own=strong(own.ref), ref=strong(other.ref), state=state_of(other))


def rest_of(left: int, name: str | None, seen: int) -> tuple[CardPart, ...]:
    """How many a list leaves out, and the button that shows the next of them; nothing where it leaves out none."""
    if left <= 0:
        return ()
    go_on = rows((button("more", "buttons.more", f"{name}:{seen}"),)) if name else ()
    return (*line(ours("lists.more", count=left), "quiet"), *go_on)


def row_text(row: Row) -> Text:
    """« LYO-42, Déplacements, Lyon. « Train pour Paris ». Prise en charge par Inès Caron. »"""
    facts, request = row.facts, row.facts.request
    if row.shows == "hidden":
        return ours("lists.confidential")
    if row.shows == "state":
        return ours("card.reference", ref=strong(request.ref), state=state_of(request, own=row.own))
    words: Text = ()
    if row.shows == "words" and request.level is Level.STANDARD:
        words = ours("lists.words", words=Said(words=request.words_id, limit=WORDS_IN_ROW))
    urgent = ours("card.urgent") if request.urgent and request.open else ()
    usual = row.held and request.state is State.CLAIMED and not request.awaits_approval
    state = () if usual else state_line(facts, own=row.own, named=not row.held)
    return sentences(title_of(request), urgent, words, state, badge_of(facts), promise_of(facts, own=row.own))


def open_menu(rows_: Sequence[Row]) -> tuple[Menu, ...]:
    """Any of the requests listed that its reader may open, in one press."""
    return menu_of([each.facts.request.ref for each in rows_ if each.shows in ("words", "title")])


def menu_of(refs: Sequence[str]) -> tuple[Menu, ...]:
    """Any of the requests of these references, opened in one press."""
    chosen = tuple(Option(value=ref, label=(Plain(text=ref),)) for ref in dict.fromkeys(refs))
    return (Menu(act="show", label=ours("menus.open"), options=chosen),) if chosen else ()


def show_card(
    facts: RequestFacts,
    history: Sequence[Journal],
    *,
    reads: bool | None = None,
    owns: bool = False,
    works: bool = False,
    why: Text = (),
) -> Card:
    """One request in full, for one person. `reads`: their right to its words was checked (none: as anybody);
    `owns` and `works`: the buttons of its author, of those who work it; `why`: how what is promised was counted."""
    request = facts.request
    whole = reads_by_default(request) if reads is None else reads
    buttons = requester_buttons(facts) if owns else triage_buttons(facts) if works else ()
    parts: list[CardPart] = [*line(sentences(title_of(request), ours("card.from", requester=mention(facts.requester))))]
    if whole:
        parts += [said(request.words_id), *files_line(facts.files)]
    parts += line(sentences(*wishes_of(request)))
    stands = (badge_of(facts), standing_of(facts)) if owns else (state_line(facts), badge_of(facts), promise_of(facts))
    parts += line(sentences(*stands))
    parts += line(approval_line(facts, own=owns, waits=not why) if whole else ())
    parts += line(let_in(facts) if owns else ())
    parts += line(short_notice(facts) if owns else (), "quiet")
    parts += line(sentences(why, _local(facts)) if why else (), "quiet")
    parts += _history([each for each in history if works or each.act not in INSIDE], request, whole, owns)
    parts += rows(buttons)
    return Card(
        kind="show",
        audience=Audience.PERSON,
        subject=request.ref,
        summary=in_short(request, title_of(request)),
        parts=tuple(parts),
    )


def next_card(facts: RequestFacts | None, why: str = "promise", *, reads: bool = True) -> Card:
    """The one request to do now, and why (one of `NEXT`); none: nothing waits. `reads`: with its words."""
    if facts is None:
        text = ours("next.nothing")
        return Card(kind="next", audience=Audience.PERSON, summary=text, parts=line(text))
    request = facts.request
    reason = ours(f"next.{why if why in NEXT else 'promise'}")
    parts = (
        *line(sentences(title_of(request), ours("card.from", requester=mention(facts.requester)))),
        *line(sentences(reason, promise_of(facts, now=True)), "quiet"),
        *((said(request.words_id, 600),) if reads else ()),
        *line(sentences(*wishes_of(request))),
        *rows(triage_buttons(facts)),
    )
    return Card(
        kind="next",
        audience=Audience.PERSON,
        subject=request.ref,
        summary=sentences(ours("next.title", ref=strong(request.ref)), reason),
        parts=parts,
    )


NEXT = ("urgent", "late", "mine", "proposed", "promise")


def _local(facts: RequestFacts) -> Text:
    """Whose hours are told, where the site's are not the desk's."""
    site, zone = facts.charter.site(facts.request.site), facts.charter.desk.timezone
    if site is None or (site.timezone or zone) == zone:
        return ()
    return ours("forms.clock", site=Named(what="site", id=site.id))


def _history(history: Sequence[Journal], request: Request, whole: bool, owns: bool) -> tuple[CardPart, ...]:
    told = [each for each in _what_was_done(history) if each.act in ACTS]
    shown = told[-MOST_HISTORY:]
    if not shown:
        return ()
    reader = request.requester_id if owns else None
    lines = [
        Line(
            text=_happened(each, request, whole and _is_theirs_to_read(each, request, reader)),
            style="quiet",
        )
        for each in shown
    ]
    earlier = line(ours("history.earlier", count=len(told) - len(shown)), "quiet") if len(told) > len(shown) else ()
    return (*line((Strong(text=ours("history.title")),)), *earlier, *lines)


def _is_theirs_to_read(entry: Journal, request: Request, reader: int | None) -> bool:
    """Whether the words of an act are for whoever reads its history (none: who works it)."""
    return entry.act in TO_REQUESTER or not keeps_from(reader, request.requester_id, entry.actor_id)


def _what_was_done(history: Sequence[Journal]) -> list[Journal]:
    """A history without what is there to be learned from alone: that words seemed personal, and for which service, is
    between their author and the desk. What is made two is reworded by that, which is told once; so is that whoever
    takes over has it."""
    learned = {(each.actor_id, each.at) for each in history if each.data.get("part") == "sensitive"}
    taken = {(each.actor_id, each.at, each.actor_id) for each in history if each.act == "take_over"}
    return [
        each
        for each in history
        if not (each.act == IN_TWO and "other" not in each.data)
        and (each.act != "correct" or each.data.get("corrected") or (each.actor_id, each.at) not in learned)
        and (each.act != "assign" or (each.actor_id, each.at, each.data.get("to")) not in taken)
    ]


def _happened(entry: Journal, request: Request, worded: bool) -> Text:
    known, site = entry.act, request.site
    who: Text = (Mention(person=entry.actor_id),) if entry.actor_id is not None else ours("people.desk")
    args: dict[str, Any] = {"when": just(entry.at), "who": who}
    if known == "correct":
        part = entry.data.get("part")
        known = f"correct_{part}" if part in CORRECTED else "correct_part"
        if part == "request":
            known = "confirmed_request" if entry.actor_id == request.requester_id else "made_request"
        elif part in ("service", "due") and entry.data.get("corrected") is None:
            known = f"removed_{part}"
        elif part == "due" and entry.data["corrected"] == entry.data.get("read"):
            known, args["value"] = "confirmed_due", _corrected(part, entry.data["corrected"], site)
        elif part == "urgent":
            known = _urgency(entry)
        elif part in CORRECTED:
            args["value"] = _corrected(str(part), str(entry.data.get("corrected")), site)
    elif known == "urgent":
        known = _urgency(entry)
    elif known in ("assign", "release"):
        known = _changed_hands(entry, args)
    elif known == "escalate" and entry.data.get("to"):
        known, args["names"] = "escalate_to", _people(entry)
    elif known == "climb":
        known = _climbed(entry, args)
    elif known == "put_off":
        args["until"] = meant(entry.data["until"], None, site)
    elif known in ABOUT_ACCESS:
        args["to"] = (Mention(person=int(entry.data["to"])),)
        if known == "grant":
            args["until"] = meant(str(entry.data["last"]), "day", site)
    elif known == "cause":
        args["cause"] = cause_of(entry.data.get("cause"))
    elif known == "rate" and isinstance(entry.data.get("score"), int):
        args["score"] = entry.data["score"]
        known = "rate_score"
    if worded and known in WORDED and isinstance(entry.data.get("words"), int):
        args["words"] = (Said(words=entry.data["words"], limit=WORDS_IN_HISTORY),)
        known = f"{known}_why"
    return ours(f"history.{known}", **args)


def _changed_hands(entry: Journal, args: dict[str, Any]) -> str:
    """To whom it was given: whoever gives it to themselves takes it. The desk returns what somebody away has."""
    to, whose = entry.data.get("to"), entry.data.get("from")
    if entry.act == "assign" and isinstance(to, int):
        args["to"] = Mention(person=to)
        return "assign_to" if to != entry.actor_id else "claim"
    if entry.act == "release" and entry.data.get("why") == AWAY and isinstance(whose, int):
        args["whose"] = Mention(person=whose)
        return "release_away"
    return entry.act


def _climbed(entry: Journal, args: dict[str, Any]) -> str:
    """What was missed, and who was told."""
    miss = str(entry.data.get("code", "")).removeprefix("climb:").partition(":")[0]
    args["missed"] = ours(f"history.missed_{miss}" if miss in MISSES else "history.missed")
    args["names"] = _people(entry)
    return "climb_to" if entry.data.get("to") else "climb"


def _people(entry: Journal) -> Text:
    """Who was told."""
    return listed([(Mention(person=int(each)),) for each in str(entry.data.get("to", "")).split()])


ABOUT_ACCESS = (
    "grant", "grant_ended", "access_refused", "emergency_refused", "emergency_given", "emergency_over",
)  # fmt: skip
"""What says to whom something was opened, or not."""
CORRECTED = ("service", "site", "due", "urgent")
MISSES = ("response", "resolution", "unclaimed")
AWAY = "away"
"""Why the desk itself returns to the pool what somebody has."""


def _urgency(entry: Journal) -> str:
    return "urgent_on" if entry.data.get("corrected", True) is True else "urgent_off"


def _corrected(part: str, value: str, site: str) -> Text:
    if part == "service":
        return (Named(what="service", id=value),)
    if part == "site":
        return (Named(what="site", id=value),)
    return (meant(value, "day" if len(value) == 10 else None, site),)
