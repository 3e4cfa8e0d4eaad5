"""The small pieces that several cards share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, get_args

from bot.cards import (
    Button,
    Buttons,
    Card,
    CardPart,
    Line,
    Link,
    Mention,
    Named,
    Option,
    Plain,
    Said,
    Span,
    Strong,
    Text,
    When,
    ours,
)
from bot.events import FileSeen
from storage.tables import Audience, File, Level, Person, Request, State

PER_ROW = 5
QUOTED = 200
"""Graphemes apart, characters of a message repeated to its author: enough to recognise it."""
PLATFORMS = ("slack", "teams", "sandbox")
_WRITTEN = ("new", "repeat", "reply", "wait", "rate", "refuse", "inquire", "send_back", "amend", "return_words")
_ASKED = ("assign", "transfer", "amount", "approval", "access_form", "standup_answer", "flash_note")
OPENING = frozenset({*_WRITTEN, *_ASKED})
"""The acts whose press opens a form, whatever they name."""
OPENING_FOR = {"correct": frozenset({"due"}), "meant": OPENING}
"""Those whose press opens one for some of what their value names after the reference."""
_GRAINS = get_args(When.model_fields["grain"].annotation)


def mention(person: Person, *, ping: bool = False) -> Mention:
    """A person by name; with `ping`, the platform notifies them."""
    assert person.id is not None
    return Mention(person=person.id, ping=ping)


def strong(text: str) -> Strong:
    """A reference or a name that stands out."""
    return Strong(text=(Plain(text=text),))


def at(moment: datetime, site: str | None = None) -> When:
    """An instant (aware), shown in its reader's zone; what is promised at a site, by the site's clock first."""
    return When(value=moment.isoformat(), site=site)


def just(moment: datetime, site: str | None = None) -> When:
    """An instant (aware) told while it is near: « 10 h » when it is today. `site`: as for `at`."""
    return When(value=moment.isoformat(), grain="now", site=site)


def meant(value: str, grain: str | None, site: str) -> When:
    """A date or date-time as someone meant it, at a site."""
    known: Any = grain if grain in _GRAINS else "minute"
    return When(value=value, grain=known, site=site)


def due_at(value: str, grain: str | None, site: str) -> When:
    """A date, or the last instant of what was given, by which something is wanted at a site."""
    return meant(value, "minute" if grain == "part" else grain, site)


def wish_of(request: Request) -> When:
    """When a request is due, else when it takes place; it says one of them."""
    if request.due:
        return due_at(request.due, request.due_grain, request.site)
    assert request.event_start is not None
    return meant(request.event_start, request.event_grain, request.site)


def service_of(request: Request) -> Text:
    """The service's name, or that it is still to be said."""
    return (Named(what="service", id=request.service),) if request.service else ours("card.no_service")


def site_of(request: Request) -> Text:
    """The site's name."""
    return (Named(what="site", id=request.site),)


def state_of(request: Request, *, own: bool = False) -> Text:
    """The state's name, to its author (`own`) or to others; one opened again and not yet taken says so."""
    if request.awaits_approval and request.state in (State.NEW, State.CLAIMED):
        return ours("states.approval")
    if request.state is State.NEW and request.reopened:
        return ours("states.reopened")
    if request.state is State.WAITING and not own:
        return ours("states.waiting_inside")
    return ours(f"states.{request.state.value}")


def title_of(request: Request) -> Text:
    """« LYO-42, Déplacements, Lyon. »"""
    return ours("card.title", ref=strong(request.ref), service=service_of(request), site=site_of(request))


def in_short(request: Request, text: Text) -> Text:
    """What a notification says of a request, on a screen that others see: of one that is confidential, that it is."""
    return ours("lists.confidential") if request.level is Level.CONFIDENTIAL else text


def wishes_of(request: Request, *, own: bool = False, two: bool = False) -> tuple[Text, ...]:
    """When it is wanted, when it takes place, whether it is urgent: a sentence each, to its author (`own`) or not.

    `two`: it seems to be two needs, of which a date that is in doubt may be the other's: the doubt alone is said.
    """
    said: list[Text] = []
    if request.urgent:
        said += [(Strong(text=ours("card.urgent")),), *((ours("card.urgent_first"),) if own else ())]
    if not (two and request.date_doubted):
        said += _dates_of(request)
    if request.date_doubted:
        said.append(ours("card.date_doubted" if own else "card.inside_date_doubted"))
    return tuple(said)


def _dates_of(request: Request) -> list[Text]:
    said: list[Text] = []
    if request.event_start and request.event_end and request.event_end != request.event_start:
        span = meant(request.event_start, request.event_grain, request.site)
        one_day = request.event_start[:10] == request.event_end[:10]
        when = span.model_copy(update={"until": request.event_end})
        said.append(ours("card.event" if one_day else "card.event_span", when=when))
    elif request.event_start:
        said.append(ours("card.event", when=meant(request.event_start, request.event_grain, request.site)))
    if request.due:
        said.append(ours("card.due", when=wish_of(request)))
    return said


def reads_by_default(request: Request) -> bool:
    """Whether its words may be shown where nobody's right to read them was checked."""
    return request.level is Level.STANDARD


def button(
    act: str,
    key: str,
    value: str,
    style: Literal["plain", "primary", "danger"] = "plain",
    confirm: str | None = None,
    **args: int | str | Span | Text,
) -> Button:
    """A button whose label is the catalogue's `key`, and `confirm` the key of what is asked before it acts."""
    asked, agree = (ours(confirm), ours(f"{confirm}_yes")) if confirm else (None, None)
    opens = act in OPENING or value.partition(":")[2] in OPENING_FOR.get(act, ())
    return Button(act=act, label=ours(key, **args), value=value, style=style, confirm=asked, agree=agree, opens=opens)


def rows(buttons: Sequence[Button]) -> tuple[Buttons, ...]:
    """Buttons in rows of five at most."""
    return tuple(Buttons(buttons=tuple(buttons[i : i + PER_ROW])) for i in range(0, len(buttons), PER_ROW))


def sentences(*texts: Text) -> Text:
    """Sentences after one another, a space between."""
    joined: list[Span] = []
    for text in texts:
        if text:
            joined += [Plain(text=" "), *text] if joined else text
    return tuple(joined)


def listed(texts: Sequence[Text]) -> Text:
    """« Claire Morel, Inès Caron et Hugo Pereira »"""
    if not texts:
        return ()
    head: list[Span] = list(texts[0])
    for text in texts[1:-1]:
        head += [Plain(text=", "), *text]
    return ours("words.and", first=tuple(head), last=texts[-1]) if len(texts) > 1 else tuple(head)


def said(words_id: int, limit: int | None = None) -> Line:
    """What someone wrote, as a quotation."""
    return Line(text=(Said(words=words_id, limit=limit),), style="quote")


def line(text: Text, style: Literal["normal", "quiet", "quote", "title"] = "normal") -> tuple[Line, ...]:
    """A paragraph, or none when there is nothing to say."""
    return (Line(text=text, style=style),) if text else ()


def files_line(files: Sequence[File | FileSeen]) -> tuple[Line, ...]:
    """Files by name, and where each lies; the desk keeps none of them."""
    if not files:
        return ()
    return line(ours("card.files", count=len(files), files=listed([_file(each) for each in files])), "quiet")


def _file(file: File | FileSeen) -> Text:
    name: Text = (Plain(text=file.name),)
    if file.permalink.startswith("https://"):
        name = (Link(url=file.permalink, text=name),)
    platform = getattr(file, "platform", None)
    return ours("card.file", name=name, platform=ours(f"platforms.{platform}")) if platform in PLATFORMS else name


def options(what: Literal["site", "service"], ids: Sequence[str], prefix: str = "") -> tuple[Option, ...]:
    """The charter's sites or services to choose from, each sent back as `prefix` and its id."""
    return tuple(Option(value=f"{prefix}{each}", label=(Named(what=what, id=each),)) for each in ids)


def together(cards: Sequence[Card]) -> Card:
    """Several answers to one person in one card, one under the other."""
    if len(cards) == 1:
        return cards[0]
    parts = tuple(part for card in cards for part in card.parts)
    return Card(
        kind="several", audience=Audience.PERSON, summary=sentences(*(each.summary for each in cards)), parts=parts
    )


def one_line(
    kind: str, audience: Audience, text: Text, subject: str | None = None, parts: Sequence[CardPart] = ()
) -> Card:
    """A card of one line, and what stands under it."""
    return Card(kind=kind, audience=audience, subject=subject, summary=text, parts=(*line(text), *parts))
