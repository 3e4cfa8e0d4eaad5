"""What people are asked about a message of theirs: whether it asks, of what, for where, and who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Literal

from bot.cards import Card, CardPart, Menu, Text, ours
from bot.charter import Charter
from bot.views.in_sight import in_sight
from bot.views.parts import (
    QUOTED,
    button,
    files_line,
    line,
    listed,
    mention,
    one_line,
    options,
    rows,
    said,
    sentences,
    service_of,
    strong,
)
from bot.views.request_card import read_by
from storage.rows import id_of
from storage.tables import Audience, File, Level, Person, Request, Source

TOO = "too"
"""Confided to those as well from whom what was confided before is kept, says its author."""
MOST_ASKED = 8
"""How many requests someone is asked to choose from."""


def ask_if_request(source: Source, *, apart: bool = False) -> Card:
    """To an author whose message may be a request. `apart`: asked elsewhere than under it, with its words."""
    assert source.id is not None
    buttons = (
        button("accept", "intake.yes", _source(source.id), "primary"),
        button("dismiss", "intake.no", _source(source.id)),
    )
    quoted = _quoted(source) if apart else ()
    return one_line("ask_if_request", Audience.PERSON, ours("intake.ask"), None, (*quoted, *rows(buttons)))


def saying_to_whom(question: Card, readers: Sequence[Text]) -> Card:
    """A question about what is personal and was said to the desk alone: it tells first to whom it may go."""
    told = ours("private.said_alone", who=listed(readers)) if readers else ours("private.said_alone_cleared")
    return question.model_copy(update={"parts": (*line(told), *question.parts)})


def ask_if_answer(
    source: Source, requests: Sequence[Request], *, awaited: bool = True, decided: bool = False, again: bool = False
) -> Card:
    """To an author whose message may be said of a request of theirs, or ask for something else.

    `awaited`: their answer is; `requests`: of which it may be said, one at least; `decided`: without their word others
    decide if it is a request; `again`: they were asked before.
    """
    assert source.id is not None
    one = requests[0] if len(requests) == 1 else None
    key = "beside.which" if one is None else "beside.ask" if awaited else "beside.about"
    label = "beside.this" if one is None else "beside.answer" if awaited else "beside.yes"
    style: Literal["plain", "primary"] = "primary" if one else "plain"
    named = [
        button("answers", label, f"{_source(source.id)}:{each.ref}", style, ref=strong(each.ref))
        for each in as_listed(requests)
    ]
    new = button("accept", "beside.new" if awaited else "beside.other", _source(source.id))
    left = button("dismiss", "intake.never_mind", _source(source.id))
    choices = () if one is not None else _choices(requests)
    text = sentences(
        ours("beside.again") if again else (),
        ours(key, ref=strong(one.ref)) if one else ours(key),
        ours("beside.decided" if decided else "beside.unsaid"),
    )
    parts = (*_quoted(source), *choices, *rows((*named, new, left)))
    return one_line("ask_if_answer", Audience.PERSON, text, one.ref if one else None, parts)


def ask_if_cancelled(source: Source, requests: Sequence[Request], *, decided: bool) -> Card:
    """To an author who orders to cancel what may be one of these requests of theirs (one at least), or something else.

    `decided`: without their word others decide if it is a request.
    """
    assert source.id is not None
    value = _source(source.id)
    one = requests[0] if len(requests) == 1 else None
    choices = () if one is not None else _choices(requests)
    buttons = [
        button("give_up", "edit.cancel", f"{value}:{each.ref}", "danger", ref=strong(each.ref))
        for each in as_listed(requests)
    ]
    buttons += [button("accept", "beside.new", value), button("dismiss", "intake.never_mind", value)]
    text = sentences(
        ours("give_up.ask", ref=strong(one.ref)) if one else ours("give_up.which"),
        ours("give_up.decided" if decided else "beside.unsaid"),
    )
    subject = one.ref if one else None
    return one_line("ask_if_cancelled", Audience.PERSON, text, subject, (*_quoted(source), *choices, *rows(buttons)))


def as_listed(requests: Sequence[Request]) -> list[Request]:
    """Those of these requests that a question lists, in its order: the first asked first."""
    return sorted(requests[:MOST_ASKED], key=id_of)


def ask_which_to_cancel(requests: Sequence[Request]) -> Card:
    """To an author who gives up one of these requests of theirs, beside asking for something else."""
    buttons = [
        button("cancel", "edit.cancel", each.ref, "danger", ref=strong(each.ref)) for each in as_listed(requests)
    ]
    parts = (*_choices(requests), *rows(buttons))
    return one_line("given_up", Audience.PERSON, ours("give_up.which"), None, parts)


def _choices(requests: Sequence[Request]) -> tuple[CardPart, ...]:
    """What each of someone's requests asks for, so that they know which it is; nothing of a confidential one."""
    shown: list[CardPart] = []
    for each in as_listed(requests):
        words = () if each.level is Level.CONFIDENTIAL else (said(each.words_id, QUOTED),)
        shown += [*line((strong(each.ref),)), *words]
    return tuple(shown)


def said_of(source: Source, request: Request, acts: Sequence[str], *, adds: bool, asks: bool) -> Card:
    """To an author whose message names a request: what they may do. `acts`: those on the request, by name;
    `adds`: they may add their words to it; `asks`: make another request of them."""
    assert source.id is not None
    value = _source(source.id)
    add = (button("answers", "about.add", f"{value}:{request.ref}", "primary", ref=strong(request.ref)),)
    buttons = [*(add if adds else ()), button("show", "buttons.show", request.ref)]
    for act in acts:
        confirm = "buttons.cancel_confirm" if act == "cancel" else None
        on = f"{request.ref}:on" if act == "urgent" else request.ref
        buttons.append(button(act, f"buttons.{act}", on, "danger" if confirm else "plain", confirm))
    buttons += [button("accept", "about.new", value)] if asks else []
    buttons.append(button("dismiss", "intake.never_mind", value))
    text = ours("about.ask", ref=strong(request.ref))
    return one_line("said_of", Audience.PERSON, text, request.ref, (*_quoted(source), *rows(buttons)))


def ask_site(source: Source, charter: Charter, act: str = "accept", *, apart: bool = False) -> Card:
    """To an author whose site is unknown: one press, and it is remembered. `act`: what they were about to answer;
    `apart`: asked elsewhere than under their message, with its words."""
    assert source.id is not None
    value = f"{_source(source.id)}:site:"
    menu = Menu(
        act=act,
        label=ours("menus.site"),
        options=options("site", [site.id for site in charter.sites][:100], value),
    )
    leave = rows((button("dismiss", "intake.never_mind", _source(source.id)),))
    quoted = _quoted(source) if apart else ()
    return one_line("ask_site", Audience.PERSON, ours("intake.ask_site"), None, (*quoted, menu, *leave))


def maybe_line(source: Source, person: Person, words_id: int) -> Card:
    """In triage: a message that nobody made a request of."""
    assert source.id is not None
    text = ours("intake.maybe", who=mention(person))
    buttons = (
        button("accept", "intake.make_it", _source(source.id)),
        button("dismiss", "intake.leave_it", _source(source.id)),
    )
    parts = (*line(text, "quiet"), said(words_id, 300), *rows(buttons))
    return Card(kind="maybe", audience=Audience.TRIAGE, summary=text, parts=parts)


def maybe_decided(accepted: str | None, who: Person | None) -> Card:
    """What stands where the « maybe » line stood: the request it became (its reference), or that it was left."""
    text = ours("intake.maybe_left", who=mention(who)) if who else ours("intake.maybe_left_alone")
    if accepted:
        ref = strong(accepted)
        alone = ours("intake.maybe_accepted_alone", ref=ref)
        text = ours("intake.maybe_accepted", ref=ref, who=mention(who)) if who else alone
    return Card(
        kind="maybe_decided", audience=Audience.TRIAGE, subject=accepted, summary=text, parts=line(text, "quiet")
    )


def sensitive_offer(
    source: Source,
    readers: Sequence[Text],
    channel: str | None,
    files: Sequence[File] = (),
    *,
    left_out: Sequence[Text] = (),
    kept_out: Sequence[Text] = (),
    instead: Sequence[Text] = (),
    edited: bool = False,
    alone: bool = False,
    late: str | None = None,
) -> Card:
    """To the author alone: their message seems personal, and was shown to nobody. `readers`: to whom it may go.

    `left_out`: those to whom it would go, had it not named them; `kept_out`: had what was confided before not been kept
    from them; `instead`: to whom else one may turn where that leaves nobody. `edited`: it was let be read with other
    words, which stand. `alone`: nobody else reads where it was written. `late`: the reference of the request that it
    was part of, before what it goes on from was heard.
    """
    assert source.id is not None
    value = _source(source.id)
    visible = in_sight("visible", channel, source.platform)
    offer = ours("private.offer", who=listed(readers)) if readers else _turn_to((*left_out, *kept_out), instead)
    named = line(ours("private.named", who=listed(left_out))) if left_out else ()
    before = line(ours("private.named_before", who=listed(kept_out))) if kept_out else ()
    confide = (button("confide", "private.yes", value, "primary"),) if readers else ()
    too = (button("confide", "private.yes_too", f"{value}:{TOO}", who=listed(kept_out)),) if kept_out else ()
    buttons = (*confide, *(too if not left_out else ()), button("not_private", "private.no", value))
    seems = ours("private.seems_edited" if edited else "private.seems")
    if late is not None:
        seems = ours("private.seems_late", ref=late)
    asked = (*named, *before, *line(offer), *(() if alone else line(visible, "quiet")), *rows(buttons))
    parts = (*line(seems), *_quoted(source), *files_line(files), *asked)
    return Card(kind="sensitive_offer", audience=Audience.PERSON, summary=seems, parts=parts)


def confided(request: Request, channel: str | None, platform: str, *, alone: bool) -> Card:
    """To its author: it is confided, and what they wrote stays in `channel`, unless nobody else reads it (`alone`)."""
    still = () if alone else in_sight("still", channel, platform)
    text = sentences(ours("private.done", ref=request.ref), still)
    return one_line("private.done", Audience.PERSON, text, request.ref)


def turned_private(request: Request, channel: str | None, platform: str) -> Card:
    """To its author: their edit made it private, and what they wrote stays in `channel`."""
    text = sentences(
        ours("private.turned", ref=request.ref), in_sight("still", channel, platform), ours("private.stays")
    )
    return one_line("private.turned", Audience.PERSON, text, request.ref)


def _turn_to(left_out: Sequence[Text], instead: Sequence[Text]) -> Text:
    """Where nobody may be given it."""
    nobody = ours("private.nobody_left") if left_out else ()
    turn = ours("private.turn_to", who=listed(instead)) if instead else ours("private.offer_nobody")
    return sentences(nobody, turn)


def show_confirm(
    source: Source,
    text: str,
    readers: Sequence[Text],
    rest: str = "",
    *,
    files: Sequence[File] = (),
    said_of: Request | None = None,
) -> Card:
    """To the author of what seemed personal, before it is shown: who will read it. `text`: its words as they are now;
    `files`: what came with it, by name; `rest`: the site chosen; `said_of`: the request that it is to be said of."""
    assert source.id is not None
    value = _source(source.id)
    told = ours("private.readers", readers=listed(readers)) if readers else ours("private.readers_unknown")
    seen = f"{value}:{named_to(readers, text, files)}"
    show, keep = ("show_all", "keep_private") if said_of is None else ("answers", "dismiss")
    if said_of is not None:
        seen = f"{value}:{said_of.ref}:{named_to(readers, text, files)}"
    buttons = (
        button(show, "private.show", f"{seen}:{rest}" if rest else seen),
        button(keep, "private.keep", value, "primary"),
    )
    parts = (*_quoted(source), *files_line(files), *line(told), *rows(buttons))
    return Card(kind="show_confirm", audience=Audience.PERSON, summary=told, parts=parts)


def named_to(readers: Sequence[Text], text: str, files: Sequence[File]) -> str:
    """What a yes names: these readers of these words and files. It is no yes to others, nor to what was edited."""
    names = [each.name for each in files]
    return blake2b(repr((list(readers), text, names)).encode(), digest_size=6).hexdigest()


def shown_to(request: Request, text: str, readers: Sequence[Text], files: Sequence[File]) -> str:
    """What a yes to showing a request names: asked about another service, words or readers, it is no yes to these."""
    return f"yes:{request.service}:{named_to(readers, text, files)}"


def disclose_offer(
    request: Request, text: str, reader: Person | None, readers: Sequence[Text], files: Sequence[File]
) -> Card:
    """To the author of what is private, and for a service that may not read it: who reads it, and who would.

    `text`: its words as they are now; `files`: what came with them, by name.
    """
    moved = ours("disclose.moved", ref=strong(request.ref), service=service_of(request))
    who = ours("disclose.readers", readers=listed(readers)) if readers else ()
    buttons = (
        button("disclose", "private.show", f"{request.ref}:{shown_to(request, text, readers, files)}"),
        button("disclose", "private.keep", f"{request.ref}:no", "primary"),
    )
    parts: tuple[CardPart, ...] = (
        said(request.words_id, QUOTED),
        *files_line(files),
        *line(read_by(reader)),
        *line(who),
        *rows(buttons),
    )
    return one_line("disclose_offer", Audience.PERSON, moved, request.ref, parts)


def _quoted(source: Source) -> tuple[CardPart, ...]:
    return (said(source.words_id, QUOTED),) if source.words_id is not None else ()


def _source(source_id: int) -> str:
    return f"source:{source_id}"
