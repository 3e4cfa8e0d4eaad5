"""What is opened to one person until a date, as it is said to them, to whoever gave it and to the company's contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cards import Button, Card, CardPart, Menu, Named, Option, Text, When, ours
from bot.grants import EMERGENCY
from bot.views.parts import button, just, line, listed, mention, one_line, rows, said, sentences, strong
from storage.tables import AccessAsk, Audience, Grant, Person, Request

MOST = 20
EVENING, WEEK = "evening", "week"
"""For how long a press gives what was asked for."""
LISTED = "list"
"""What is taken back from the list is answered by the list."""


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """A grant, whose it is, who gave it, what it opens, and the zone in which its date is said."""

    grant: Grant
    person: Person
    by: Person
    ref: str | None
    zone: ZoneInfo


def target_of(ref: str | None, service: str | None, site: str | None) -> Text:
    """« LYO-42 », « les demandes RH et paie », « les demandes RH et paie de Lyon »."""
    if ref is not None:
        return (strong(ref),)
    name = Named(what="service", id=service or "")
    if site is None:
        return ours("access.service", service=name)
    return ours("access.service_at", service=name, site=Named(what="site", id=site))


def what_of(facts: GrantFacts) -> Text:
    """What a grant opens."""
    return target_of(facts.ref, facts.grant.service, facts.grant.site)


def until_of(until: datetime, zone: ZoneInfo) -> When:
    """The last day of what ends with a day."""
    last = (until - timedelta(seconds=1)).astimezone(zone)
    return When(value=last.date().isoformat(), grain="day")


def given(facts: GrantFacts, contact: Person | None) -> Card:
    """To whoever gave it. `contact`: who is told of it besides."""
    seen = ours("access.contact_told", who=mention(contact)) if contact is not None else ()
    text = sentences(ours("access.given", **_args(facts)), seen)
    return one_line("access", Audience.PERSON, text, facts.ref, rows((_end(facts),)))


def told(facts: GrantFacts, *, moved: bool = False) -> Card:
    """To whom it is given. `moved`: they had it already, until another day."""
    key = "access.moved_yours" if moved else "access.told"
    show = (button("show", "buttons.show", facts.ref, "primary"),) if facts.ref is not None else ()
    return one_line("access", Audience.PERSON, ours(key, **_args(facts)), facts.ref, rows(show))


def told_contact(facts: GrantFacts, *, moved: bool = False) -> Card:
    """To the company's contact, with why."""
    key = "access.moved" if moved else "access.told_contact"
    parts: list[CardPart] = [*why_of(facts.grant.words_id), *rows((_end(facts),))]
    return one_line("access", Audience.PERSON, ours(key, **_args(facts)), facts.ref, parts)


def why_of(words_id: int | None) -> tuple[CardPart, ...]:
    """Why, as it was written; nothing where nobody said it."""
    return (*line(ours("access.why"), "quiet"), said(words_id)) if words_id is not None else ()


def over_of(facts: GrantFacts, still: Text = (), *, own: bool = False) -> Text:
    """What was taken back, to whoever did. `still`: how its person reads it even so; `own`: that is they."""
    return sentences(ours("access.given_back" if own else "access.taken_back_own", **_args(facts)), still)


def taken_back(facts: GrantFacts, over: Text) -> Card:
    """To whoever took it back: `over`, as it is said."""
    return one_line("access", Audience.PERSON, over, facts.ref)


def reads_by_service(person: Person, what: Text, other: GrantFacts, *, still: bool = False) -> Text:
    """That somebody reads it by a service that is opened to them, and until when. `still`: what else did is over."""
    key = "access.still_by_service" if still else "access.reads_by_service"
    args = _args(other)
    return ours(key, who=mention(person), what=what, until=args["until"], by=args["what"])


def still_by_charter(person: Person) -> Text:
    """That somebody reads by the charter what was taken back."""
    return ours("access.still_by_charter", who=mention(person))


def needless(person: Person, what: Text, other: GrantFacts | None) -> Card:
    """To whoever opens what is read already: by the charter, or by a service that is opened (`other`)."""
    by_charter = ours("access.needless", who=mention(person), what=what)
    text = reads_by_service(person, what, other) if other is not None else by_charter
    return one_line("access", Audience.PERSON, text)


def barred(person: Person, kept: str | None) -> Card:
    """That nothing opens it to somebody. `kept`: the service that is kept from their employer, where it is that."""
    rule = ours("access.barred", who=mention(person))
    if kept is not None:
        rule = ours("access.kept_in_house", who=mention(person), service=Named(what="service", id=kept))
    return one_line("access", Audience.PERSON, rule)


def ended(facts: GrantFacts, by: Person | None) -> Card:
    """Once it opens nothing any longer: taken back by somebody, or over by its date (none)."""
    key = "access.ended" if by is None else "access.taken_back"
    args = {**_args(facts), **({"by": mention(by)} if by is not None else {})}
    return one_line("access", Audience.PERSON, ours(key, **args), facts.ref)


def ended_told(facts: GrantFacts, by: Person | None) -> Card:
    """The same to whose it was."""
    key = "access.ended_yours" if by is None else "access.taken_back_yours"
    args = {**_args(facts), **({"by": mention(by)} if by is not None else {})}
    return one_line("access", Audience.PERSON, ours(key, **args), facts.ref)


def already(facts: GrantFacts) -> Card:
    """To whoever gives what is given."""
    return one_line("access", Audience.PERSON, ours("access.already", **_args(facts)), facts.ref, rows((_end(facts),)))


def grants_card(
    found: Sequence[GrantFacts], reader: int, *, gives: bool, only_own: bool = False, over: Text = ()
) -> Card:
    """What is opened to whom, the first to be over first, for somebody who may take each back (`reader`, the id of
    their row). `gives`: they may open something themselves; `only_own`: all of it is opened to them; `over`: what they
    have just taken back."""
    title = ours("access.title_own" if only_own else "access.title")
    parts: list[CardPart] = [*line(title, "title")]
    parts += line(over)
    for each in found[:MOST]:
        key = "access.row_emergency" if each.grant.kind == EMERGENCY else "access.row"
        parts += line(ours(key, **{**_args(each), **_to_themselves(each, reader)}))
    parts += line(ours("access.none")) if not found else ()
    parts += line(ours("lists.more", count=len(found) - MOST), "quiet") if len(found) > MOST else ()
    parts += line(ours("access.how"), "quiet") if gives else ()
    options = tuple(
        Option(
            value=f"{each.grant.id}:{LISTED}", label=ours("access.option", who=mention(each.person), what=_short(each))
        )
        for each in found[:MOST]
    )
    parts += (Menu(act="access_end", label=ours("access.menu"), options=options),) if options else ()
    parts += rows((button("access_form", "access.open_form", "new"),)) if gives else ()
    return Card(kind="accesses", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def wrong_giver(people: Sequence[Person]) -> Card:
    """To somebody who may not open it: who may."""
    who = ours("access.who_may", names=listed([(mention(each),) for each in people])) if people else ()
    return one_line("access", Audience.PERSON, sentences(ours("access.not_yours"), who))


def asked(request: Request, ask: AccessAsk, asker: Person, until: datetime) -> Card:
    """To who may open it: somebody asks to read it, and a press answers, until then."""
    value = str(ask.id)
    presses = (
        button("access_give", "access.give_evening", f"{value}:{EVENING}", "primary"),
        button("access_give", "access.give_week", f"{value}:{WEEK}"),
        button("access_refuse", "access.refuse", value),
    )
    text = ours("access.asked", who=mention(asker), ref=strong(request.ref), until=just(until))
    return one_line("access_asked", Audience.PERSON, text, request.ref, rows(presses))


def asked_noted(request: Request, givers: Sequence[Person]) -> Card:
    """To who asked: who was asked."""
    names = listed([(mention(each),) for each in givers])
    return one_line("access", Audience.PERSON, ours("access.asked_noted", ref=strong(request.ref), names=names))


def asked_already(request: Request, at: datetime) -> Card:
    """To who asks again within the day."""
    return one_line("access", Audience.PERSON, ours("access.asked_already", ref=strong(request.ref), when=just(at)))


def refused(request: Request, by: Person) -> Card:
    """To who asked, and was told no."""
    return one_line("access", Audience.PERSON, ours("access.refused", by=mention(by), ref=strong(request.ref)))


def declined(request: Request, asker: Person) -> Card:
    """To who said no."""
    text = ours("access.declined_own", who=mention(asker), ref=strong(request.ref))
    return one_line("access", Audience.PERSON, text, request.ref)


def answered(request: Request, by: Person, asker: Person, *, given: bool) -> Card:
    """To who was asked, once somebody else has answered."""
    key = "access.gave" if given else "access.declined"
    text = ours(key, by=mention(by), who=mention(asker), ref=strong(request.ref))
    return one_line("access", Audience.PERSON, text, request.ref)


def stale(request: Request, asker: Person) -> Card:
    """To who answers what was asked too long ago."""
    text = ours("access.stale", who=mention(asker), ref=strong(request.ref))
    return one_line("access", Audience.PERSON, text, request.ref)


def ask_button(request: Request) -> Button:
    """[Demander l'accès]"""
    return button("access_ask", "access.ask", request.ref)


def _args(facts: GrantFacts) -> dict[str, Text | When]:
    grant = facts.grant
    emergency = grant.kind == EMERGENCY
    until = just(grant.until) if emergency else until_of(grant.until, facts.zone)
    return {
        "who": (mention(facts.person),),
        "by": (mention(facts.by),),
        "what": what_of(facts),
        "until": until,
    }


def _to_themselves(facts: GrantFacts, reader: int) -> dict[str, Text]:
    """Whoever reads the list is « vous » in it."""
    own = {"who": facts.person.id == reader, "by": facts.by.id == reader}
    return {part: ours(f"access.{part}_you") for part, is_own in own.items() if is_own}


def _short(facts: GrantFacts) -> Text:
    """What it opens, as short as a choice has to be."""
    if facts.ref is not None:
        return (strong(facts.ref),)
    return (Named(what="service", id=facts.grant.service or ""),)


def _end(facts: GrantFacts) -> Button:
    return button("access_end", "access.end", str(facts.grant.id))
