"""The flash point: the hot requests alone, what is decided of each, and what came of it when it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Card, CardPart, FormView, Line, Question, Said, Text, When, ours
from bot.policies.confidentiality import Part
from bot.policies.hot import Why
from bot.views.clocks import badge_of
from bot.views.facts import RequestFacts
from bot.views.lists import open_menu, row_of
from bot.views.parts import button, line, mention, one_line, reads_by_default, rows, sentences, title_of
from bot.views.request_card import promise_of, state_line
from storage.tables import Audience, Person

KIND = "flash_point"
MOST = 4
"""How many are looked at: in fifteen minutes, no more are unblocked."""
WORDS = 100
SHOWN = 400


@dataclass(frozen=True, slots=True)
class Hot:
    """A hot request: why, what was noted of it (ids of words) and by whom, and what was done to it since."""

    why: Why
    facts: RequestFacts
    noted: tuple[tuple[Person, int], ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class FlashFacts:
    """One flash point. `left`: how many more are hot; `ends` (UTC); `over`: it is."""

    number: int
    hot: tuple[Hot, ...]
    left: int
    ends: datetime | None
    over: bool = False


def card(facts: FlashFacts) -> Card:
    """The hot ones, each with what unblocks it now and a line for what is decided; when it ends, what was."""
    title = ours("flash.over") if facts.over else ours("flash.title")
    parts: list[CardPart] = [*line(title, "title")]
    if not facts.over and facts.ends is not None:
        parts += line(ours("flash.ends", at=When(value=facts.ends.isoformat(), grain="time")), "quiet")
    for each in facts.hot:
        parts.append(Line(text=_said(each)))
        parts += [_noted(*one) for one in each.noted]
        if facts.over and not each.noted and not each.moved:
            parts += line(ours("flash.undecided"), "quiet")
        elif not facts.over:
            ref = each.facts.request.ref
            note = button("flash_note", "buttons.flash_note", f"{facts.number}:{ref}")
            parts += rows((button("assign", "buttons.assign", ref), note))
    if facts.left:
        parts += line(ours("flash.left", count=facts.left), "quiet")
    if not facts.over:
        parts += open_menu([row_of(each.facts, Part.FULL) for each in facts.hot])
    return Card(kind=KIND, audience=Audience.TRIAGE, summary=_summary(facts), parts=tuple(parts))


def _summary(facts: FlashFacts) -> Text:
    if facts.over:
        decided = sum(bool(each.noted) or each.moved for each in facts.hot)
        return ours("flash.summary_over", count=decided, total=len(facts.hot))
    return ours("flash.summary", count=len(facts.hot) + facts.left)


def _said(each: Hot) -> Text:
    request = each.facts.request
    words: Text = ()
    if reads_by_default(request):
        words = ours("lists.words", words=Said(words=request.words_id, limit=WORDS))
    late = sentences(badge_of(each.facts), promise_of(each.facts)) if each.why in ("late", "blocked") else ()
    why = ours(f"flash.why_{each.why}") if not each.moved and each.why in ("unowned", "decision") else ()
    return sentences(title_of(request), words, why, state_line(each.facts), late)


def _noted(person: Person, words: int) -> Line:
    return Line(text=ours("flash.noted", person=mention(person), words=Said(words=words, limit=SHOWN)), style="quote")


def form(form_id: str, values: Mapping[str, str], lines: Sequence[Text], limit: int) -> FormView:
    """What was decided of one. Field: outcome."""
    field = Question(
        id="outcome",
        kind="long_text",
        label=ours("flash.outcome"),
        value=values.get("outcome", ""),
        required=True,
        limit=limit,
    )
    return FormView(
        id=form_id,
        kind="flash_note",
        title=ours("forms.flash_note_title"),
        lines=(*lines, ours("flash.who_reads")),
        fields=(field,),
        submit=ours("forms.flash_note_submit"),
        cancel=ours("forms.cancel"),
    )


def told(key: str) -> Card:
    """A word to whoever pressed."""
    return one_line(KIND, Audience.PERSON, ours(f"flash.{key}"))
