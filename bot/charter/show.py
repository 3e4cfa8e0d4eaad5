"""A charter as the desk understands it, for those who write it: defaults filled in, dates named, who serves what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.charter.eligibility import eligible
from bot.charter.model import Charter
from bot.charter.parts import Channel, Person, Ritual, Service, Site, Step
from bot.charter.values import Span
from bot.charter.words import (
    days_off,
    say,
    say_clock,
    say_closure,
    say_holidays,
    say_ritual_days,
    say_span,
    say_week,
)

_LEVELS = ("standard", "restricted", "confidential", "standup", "audit")
_ENDLESS = 10_000
_FEW = 3
"""Columns that read well as a table even where they are narrow."""
_VERBS = ("create", "claim", "done", "urgent")


def shown(charter: Charter, language: str, today: date) -> RenderableType:
    """The whole charter in `fr` or `en`; days off are those of the year from `today`."""
    page = _Page(charter, language, today)
    parts = (
        page.desk,
        page.sites,
        page.services,
        page.coverage,
        page.people,
        page.channels,
        page.escalations,
        page.rituals,
        page.retention,
    )
    return Group(*(line for part in parts for line in part()))


class _Rows:
    """A table where there is room for one; else each of its rows apart, what is said of it line by line."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.columns = columns
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in self.columns:
            table.add_column(column, overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        needed = Measurement.get(console, options.update(max_width=_ENDLESS), table).maximum
        if len(self.columns) <= _FEW or needed <= options.max_width:
            yield table
            return
        for name, *said in self.rows:
            yield Text(f"\n{name}", style="bold")
            told = [pair for pair in zip(self.columns[1:], said, strict=True) if pair[1]]
            yield Padding(_grid(told), (0, 0, 0, 2), expand=False)


def _grid(pairs: Iterable[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in pairs:
        grid.add_row(label, value)
    return grid


class _Page:
    def __init__(self, charter: Charter, language: str, today: date) -> None:
        self.charter = charter
        self.language = language
        self.today = today

    def _say(self, key: str, **arguments: object) -> str:
        return say(self.language, key, **arguments)

    def _title(self, key: str) -> Text:
        return Text(f"\n{self._say(key)}", style="bold underline")

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> RenderableType:
        return Padding(_grid(pairs), (0, 0, 0, 2), expand=False)

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> RenderableType:
        return Padding(_Rows([self._say(f"column_{column}") for column in columns], list(rows)), (0, 0, 0, 2))

    def _site_name(self, site_id: str | None) -> str:
        site = self.charter.site(site_id)
        return site.name if site else self._say("whole_company")

    def _service_name(self, service_id: str) -> str:
        service = self.charter.service(service_id)
        return service.name.in_language(self.language) if service else service_id

    def _sites(self, ids: tuple[str, ...] | Literal["all"]) -> str:
        return self._say("all") if ids == "all" else ", ".join(self._site_name(one) for one in ids)

    def _services(self, ids: tuple[str, ...] | Literal["all"]) -> str:
        return self._say("all") if ids == "all" else ", ".join(self._service_name(one) for one in ids)

    def _heard(self, names: Iterable[str]) -> str:
        return ", ".join(self._who(name) for name in names)

    def _who(self, name: str) -> str:
        person = self.charter.person(name)
        if person:
            return person.name
        holder = self.charter.person(getattr(self.charter.desk, name)) if name in ("pilot", "contact") else None
        role = self._say(f"role_{name}")
        return f"{role} ({holder.name})" if holder else role

    def desk(self) -> Iterator[RenderableType]:
        desk = self.charter.desk
        yield Text(desk.name, style="bold")
        named = ((key, self.charter.person(getattr(desk, key))) for key in ("pilot", "contact"))
        yield self._pairs(
            [
                (self._say("language"), self._say(f"language_{desk.language}")),
                (self._say("timezone"), desk.timezone),
                (self._say("provider"), desk.provider or self._say("nobody")),
                *((self._say(key), person.name if person else self._say("nobody")) for key, person in named),
                (self._say("close_after"), say_span(desk.close_after, self.language)),
                (self._say("merge_within"), say_span(desk.merge_within, self.language)),
                (self._say("warn_at"), f"{desk.warn_at:.0%}"),
            ]
        )

    def sites(self) -> Iterator[RenderableType]:
        yield self._title("sites")
        for site in self.charter.sites:
            yield Text(f"\n  {site.name} ({site.code})", style="bold")
            yield self._pairs(self._about_site(site))
            days = days_off(site, self.today, self.language)
            off = [(say_closure(closure, self.language), name) for closure, name in days]
            yield Text(f"    {self._say('days_off')}", style="dim")
            yield Padding(self._pairs(off), (0, 0, 0, 4), expand=False)

    def _about_site(self, site: Site) -> Iterator[tuple[str, str]]:
        if site.aliases:
            yield self._say("also_called"), ", ".join(site.aliases)
        yield self._say("timezone"), site.timezone
        yield self._say("language"), self._say(f"language_{site.language}")
        yield from say_week(site.hours, self.language)
        yield self._say("holidays"), say_holidays(site.holidays, self.language)
        for key in ("first_response", "resolution"):
            span: Span | None = getattr(site.targets, key)
            if span is not None:
                yield self._say(f"here_{key}"), say_span(span, self.language)

    def services(self) -> Iterator[RenderableType]:
        yield self._title("services")
        columns = ("service", "first_response", "resolution", "urgent", "particulars")
        yield self._table(columns, (self._about_service(service) for service in self.charter.services))

    def _about_service(self, service: Service) -> tuple[str, ...]:
        usual = [say_span(getattr(service.targets, key), self.language) for key in ("first_response", "resolution")]
        urgent = [say_span(getattr(service.urgent, key), self.language) for key in ("first_response", "resolution")]
        faster = self._say("same") if urgent == usual else " / ".join(urgent)
        return self._service_name(service.id), *usual, faster, "\n".join(self._particulars(service))

    def _particulars(self, service: Service) -> Iterator[str]:
        if service.approval:
            by, above = self._heard(service.approval.by), service.approval.above
            yield self._say("approval", by=by, above=f"{above:f}", currency=service.approval.currency)
        if service.validation == "double":
            yield self._say("double")
        for key in ("restricted", "confidential", "in_house_only"):
            if getattr(service, key):
                yield self._say(key)
        if service.priority != "normal":
            yield self._say(f"priority_{service.priority}")

    def coverage(self) -> Iterator[RenderableType]:
        yield self._title("coverage")
        for site in self.charter.sites:
            yield Text(f"\n  {site.name}", style="bold")
            rows = (self._cell(site, service) for service in self.charter.services)
            yield self._table(("service", "model", "people"), rows)

    def _cell(self, site: Site, service: Service) -> tuple[str, str, str]:
        rule = self.charter.rule(site.id, service.id)
        people = eligible(self.charter, site.id, service.id)
        names = ", ".join(person.name for person in people) or self._say("nobody")
        able = {person.id: person.name for person in people}
        first = [able[one] for one in (rule.named if rule and rule.model == "dedicated" else ()) if one in able]
        in_turn = rule is not None and rule.model == "provider"
        shared = self._say("model_provider" if in_turn else "model_pool")
        said = self._say("model_named", names=" → ".join(first)) if first else shared
        return self._service_name(service.id), said, names

    def people(self) -> Iterator[RenderableType]:
        yield self._title("people")
        columns = ("name", "roles", "employer", "sites", "services", "particulars")
        yield self._table(columns, (self._about_person(person) for person in self.charter.people))

    def _about_person(self, person: Person) -> tuple[str, ...]:
        notes = [self._say(f"autonomy_{person.autonomy}")] if person.autonomy != "autonomous" else []
        buddy = self.charter.person(person.buddy)
        if buddy is not None:
            notes.append(self._say("buddy", name=buddy.name))
        if person.cleared:
            notes.append(self._say("cleared", services=self._services(person.cleared)))
        site = self.charter.site(person.first_site) or self.charter.sites[0]
        if person.hours != site.hours:
            notes.extend(f"{days} {periods}" for days, periods in say_week(person.hours, self.language))
        if person.timezone:
            notes.append(person.timezone)
        notes.extend(self._say("away", dates=say_closure(away, self.language)) for away in person.away)
        backup = self.charter.person(person.backup)
        if backup is not None:
            notes.append(self._say("stands_in", name=backup.name))
        desk = next((each for each in self.charter.executive_desk if each.executive == person.id), None)
        if desk is not None:
            notes.append(self._say("own_requests", names=" → ".join(self._who(name) for name in desk.named)))
        employer = self.charter.desk.provider if person.employer == "provider" else self.charter.desk.name
        roles = ", ".join(self._say(f"is_{role}") for role in person.roles)
        given = self._sites(person.sites), self._services(person.services)
        return person.name, roles, employer or self._say("provider"), *given, "\n".join(notes)

    def channels(self) -> Iterator[RenderableType]:
        yield self._title("channels")
        columns = ("channel", "platform", "purpose", "site", "language", "particulars")
        yield self._table(columns, (self._about_channel(channel) for channel in self.charter.channels))
        verbs = ((self._say(f"verb_{verb}"), getattr(self.charter.reactions, verb)) for verb in _VERBS)
        yield self._pairs((said, " ".join(f":{name}:" for name in names)) for said, names in verbs)

    def _about_channel(self, channel: Channel) -> tuple[str, ...]:
        shared = self._say("shared") if channel.shared_with else ""
        purpose, language = self._say(f"purpose_{channel.purpose}"), self._say(f"language_{channel.language}")
        return channel.id, channel.platform.title(), purpose, self._site_name(channel.site), language, shared

    def escalations(self) -> Iterator[RenderableType]:
        yield self._title("escalations")
        for key in ("escalation", "escalation_urgent", "escalation_confidential"):
            steps: tuple[Step, ...] = getattr(self.charter, key)
            if steps:
                yield Text(f"\n  {self._say(key)}", style="bold")
                yield self._pairs(self._about_step(step) for step in steps)

    def _about_step(self, step: Step) -> tuple[str, str]:
        when = (
            self._say("after", span=say_span(step.after, self.language)) if step.after.amount else self._say("at_once")
        )
        told = self._heard(step.notify)
        where = self._say("and_in", channel=self._where(step.channel)) if step.channel else ""
        return when, " ".join(part for part in (told, where, self._say("always") if step.always else "") if part)

    def _where(self, channel: str) -> str:
        return (
            self._say(f"purpose_{channel}") if channel in ("requests", "assistants", "alerts", "rituals") else channel
        )

    def rituals(self) -> Iterator[RenderableType]:
        yield self._title("rituals")
        yield self._table(("ritual", "days", "time", "to"), (self._about_ritual(one) for one in self.charter.rituals))

    def _about_ritual(self, ritual: Ritual) -> tuple[str, ...]:
        when = say_clock(ritual.at, self.language)
        if ritual.closes:
            when = f"{when} – {say_clock(ritual.closes, self.language, end=True)}"
        zone = ritual.timezone or (self._say("own_timezone") if ritual.audience and not ritual.channel else "")
        told = [self._where(ritual.channel)] if ritual.channel else []
        told.extend(self._who(name) for name in ritual.audience)
        days = say_ritual_days(ritual.days, self.language)
        return self._say(f"kind_{ritual.kind}"), days, " ".join(filter(None, (when, zone))), ", ".join(told)

    def retention(self) -> Iterator[RenderableType]:
        yield self._title("retention")
        kept = ((level, getattr(self.charter.retention, level)) for level in _LEVELS)
        yield self._pairs(
            (self._say(f"level_{level}"), say_span(span, self.language, calendar_days=True)) for level, span in kept
        )
        if self.charter.knowledge:
            yield self._pairs([(self._say("knowledge"), self.charter.knowledge)])
