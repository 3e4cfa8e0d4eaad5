"""What `relais doctor` asks Slack: the token, its scopes, the way in, each channel, and the charter's people.

Nothing is posted and nothing changed. Where Slack asks to wait, it is waited for, within bounds: whoever looks at a
desk would rather wait a minute than read half an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import nullcontext
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from adapters.platform import AppPorts, Finding, Forbidden, Gone, NotInstalled, PlatformError, RateLimited, Someone
from adapters.shapes import Json, object_at, text_at
from adapters.slack.calls import Calls
from adapters.slack.own import Own
from adapters.slack.past import moved_to
from adapters.slack.people import NAME, People, profile_of
from adapters.slack.receiving import PATH
from adapters.slack.scopes import SCOPES
from bot import charter as charters
from bot.events import Profile, storable
from bot.policies.pairing import Account, address, belonging, voucher
from storage.database import Database
from storage.rows import table_of
from storage.tables import Identity, Person

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds waited in all where Slack asks to slow down."""
PEOPLE_SCOPES = ("users:read", "users:read.email")
_DECLINED = "not_allowed_token_type"


async def examine(ports: AppPorts, patience: float = PATIENCE) -> list[Finding]:
    """All there is to say of the workspace. `patience`: seconds that may be waited in all."""
    settings = ports.settings
    calls = Calls(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    try:
        return await Examination(ports, calls, patience).look()
    finally:
        await calls.close()


class Examination:
    """One look at the workspace, by calls that are its own."""

    def __init__(self, ports: AppPorts, calls: Calls, patience: float) -> None:
        self._settings = ports.settings
        self._charter: charters.Charter = ports.charter
        self._database: Database | None = ports.database
        self._calls = calls
        self._people = People(calls)
        self._patience = patience
        self._bot = ""

    async def look(self) -> list[Finding]:
        """Every finding, in the order in which an administrator repairs things."""
        try:
            told = await self._ask("auth.test")
        except NotInstalled as error:
            return [_refused_token(error), *await self._way_in()]
        except PlatformError as error:
            return [_silent(error)]
        found, own = self._token(told)
        found += [*self._scopes(), *await self._way_in()]
        if own is None:
            return found
        channels, readable = await self._channels()
        return found + channels + await self._persons(own, readable)

    def _token(self, told: Json) -> tuple[list[Finding], Own | None]:
        own = Own(text_at(told, "team_id"), text_at(told, "user_id"), text_at(told, "bot_id"))
        if not (own.team and own.bot_user and own.bot_id):
            return [_wrong("doctor.slack_token_kind", "doctor.slack_token_advice")], None
        if told.get("is_enterprise_install") is True:
            return [_wrong("doctor.slack_enterprise", "doctor.slack_enterprise_advice")], None
        self._bot = text_at(told, "user") or "Relais"
        return [_right("doctor.slack_token", team=text_at(told, "team"), bot=self._bot)], own

    def _scopes(self) -> Iterator[Finding]:
        """Each scope that the desk needs, and what the token may do besides."""
        granted = self._calls.scopes
        if granted is None:
            yield _right("doctor.slack_scopes_untold", "doctor.slack_scopes_untold_advice")
            return
        for scope in SCOPES:
            if scope.name in granted:
                yield _right(scope.use, scope=scope.name)
            else:
                yield _wrong(scope.use, "doctor.slack_scope_advice", scope=scope.name)
        if more := sorted(granted - {scope.name for scope in SCOPES}):
            yield _right("doctor.slack_scopes_more", "doctor.slack_scopes_more_advice", scopes=", ".join(more))

    async def _way_in(self) -> list[Finding]:
        """How Slack reaches the desk. Over HTTP only Slack itself can try it, when the address is given to it."""
        settings = self._settings
        if settings.slack_signing_secret is not None:
            url = settings.page_url + PATH
            public = settings.public_url is not None and settings.public_url.startswith("https://")
            found = [
                _right("doctor.slack_http", url=url)
                if public
                else _wrong("doctor.slack_no_address", "doctor.slack_http_advice", url=url)
            ]
            if settings.slack_app_token is not None:
                found.append(_right("doctor.slack_both", "doctor.slack_both_advice"))
            return found
        socket = Calls(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
        try:
            # An address is made and never used: it dies by itself.
            await self._patiently(lambda: socket.ask("apps.connections.open"))
        except (NotInstalled, Forbidden) as error:
            return [_wrong("doctor.slack_socket_refused", "doctor.slack_socket_advice", why=str(error))]
        except PlatformError as error:
            return [_silent(error)]
        finally:
            await socket.close()
        return [_right("doctor.slack_socket")]

    async def _channels(self) -> tuple[list[Finding], list[str]]:
        """What there is to say of the charter's channels, and the ids of those whose members can be read."""
        found: list[Finding] = []
        readable: list[str] = []
        for channel in self._charter.channels:
            if channel.platform != NAME:
                continue
            try:
                about = object_at(await self._ask("conversations.info", channel=channel.id), "channel")
            except Gone:
                found.append(await self._gone(channel))
            except PlatformError as error:
                found.append(_wrong("doctor.slack_channel_unread", error.sentence, id=channel.id, why=_code(error)))
            else:
                readable.append(channel.id)
                found += self._channel(channel, about)
        if not found:
            found.append(_wrong("doctor.slack_no_channel", "doctor.slack_no_channel_advice"))
        return found, readable

    async def _gone(self, channel: charters.Channel) -> Finding:
        """A channel that Slack does not know by the charter's id: it may have told the desk of another."""
        now = await asyncio.to_thread(_moved_to, self._database, channel.id)
        if now is None:
            return _wrong("doctor.slack_channel_unknown", "doctor.slack_channel_unknown_advice", id=channel.id)
        line = self._charter.origin.line(("channels", self._charter.channels.index(channel), "id"))
        given: dict[str, str | int] = {"id": channel.id, "now": now, "line": line}
        return _wrong("doctor.slack_channel_moved", "doctor.slack_channel_moved_advice", **given)

    def _channel(self, channel: charters.Channel, about: Json) -> Iterator[Finding]:
        given = {"channel": f"#{text_at(about, 'name')}", "id": channel.id, "bot": self._bot}
        shared = about.get("is_ext_shared") is True
        if about.get("is_archived") is True:
            yield _wrong("doctor.slack_channel_archived", "doctor.slack_channel_archived_advice", **given)
            return
        if about.get("is_member") is not True:
            yield _wrong("doctor.slack_channel_absent", "doctor.slack_channel_absent_advice", **given)
        elif not shared:
            yield _right("doctor.slack_channel", **given)
        if shared and channel.shared_with is None:
            yield _wrong("doctor.slack_channel_shared", "doctor.slack_channel_shared_advice", **given)
        elif shared:
            yield _right("doctor.slack_channel_provider", **given)

    async def _persons(self, own: Own, channels: list[str]) -> list[Finding]:
        """Who of the charter is found, and what to do about each who is not."""
        granted = self._calls.scopes
        if granted is not None and not granted.issuperset(PEOPLE_SCOPES):
            return [_wrong("doctor.slack_people_hidden", "doctor.slack_people_hidden_advice")]
        try:
            members = await self._members(own, channels)
            return await self._sought(own, members)
        except PlatformError as error:
            return [_wrong("doctor.slack_people_unread", error.sentence, why=_code(error))]

    async def _members(self, own: Own, channels: list[str]) -> dict[str, Profile]:
        """The people of the charter's channels, other companies' included, by their ids."""
        met: dict[str, Profile] = {}
        for channel in channels:
            try:
                there = await self._patiently(partial(self._people.members, channel, own))
            except Gone:
                continue
            met |= {profile.who.user: profile for profile in there if not profile.bot}
        return met

    async def _sought(self, own: Own, members: dict[str, Profile]) -> list[Finding]:
        met, before = await asyncio.to_thread(_met, self._database, self._charter, own)
        found: list[Finding] = []
        there: list[Profile] = []
        for person in self._charter.people:
            shown = {_account(each): each for each in await self._showing(person, own, members)}
            users = {each.who.user for each in shown.values()}
            others = [each for each in met[person.id] if each.platform != NAME or each.user not in users]
            theirs = [shown[each] for each in belonging(self._charter, person, [*shown, *others]) if each in shown]
            active = [each for each in theirs if each.active]
            doubted = [each for each in shown.values() if each.active and each not in theirs]
            there += active[:1]
            if doubted:
                found.append(_doubted(person, active, doubted))
            elif not theirs:
                found.append(self._missing(person, members))
            elif not active:
                given = {"name": person.name, "id": person.id}
                found.append(_wrong("doctor.slack_person_left", "doctor.slack_person_left_advice", **given))
        outside = sum(profile.outsider for profile in there)
        if outside:
            found.insert(0, _right("doctor.slack_people_outside", "doctor.slack_people_outside_advice", count=outside))
        if before:
            found.append(_right("doctor.slack_people_before", "doctor.slack_people_before_advice", count=before))
        return [_right("doctor.slack_people", count=len(there)), *found]

    async def _showing(self, person: charters.Person, own: Own, members: dict[str, Profile]) -> list[Profile]:
        """The accounts that the desk might take for a person's of the charter: by their id, else by their e-mail."""
        if person.slack is not None:
            try:
                return [await self._patiently(lambda: self._people.one(Someone(own.team, person.slack or ""), own))]
            except Gone:
                return []
        shown = [each for each in members.values() if address(each.email) == address(person.email)]
        if any(not each.elsewhere for each in shown):
            return shown
        try:
            user = object_at(await self._ask("users.lookupByEmail", email=person.email), "user")
        except Gone:
            return shown
        besides = profile_of(user, own) if user.get("id") else None
        known = {each.who.user for each in shown}
        return shown if besides is None or besides.who.user in known else [besides, *shown]

    def _missing(self, person: charters.Person, members: dict[str, Profile]) -> Finding:
        given = {"name": person.name, "id": person.id}
        if person.slack is not None:
            return _wrong(
                "doctor.slack_person_unknown", "doctor.slack_person_unknown_advice", user=person.slack, **given
            )
        called = storable(person.name).casefold()
        alike = [each for each in members.values() if each.email is None and each.name.casefold() == called]
        if len(alike) == 1:
            return _wrong("doctor.slack_person_masked", "doctor.slack_person_pair", user=alike[0].who.user, **given)
        if person.teams is not None or any(each.platform != NAME for each in self._charter.channels):
            # They may well be on the other platform alone.
            return _right("doctor.slack_person_missing", **given)
        return _wrong("doctor.slack_person_missing", "doctor.slack_person_missing_advice", **given)

    async def _ask(self, method: str, **arguments: Any) -> Json:
        return await self._patiently(lambda: self._calls.ask(method, **arguments))

    async def _patiently(self, job: Callable[[], Awaitable[T]]) -> T:
        """What a job gives, waiting as Slack asks while there is patience left."""
        while True:
            try:
                return await job()
            except RateLimited as limited:
                # A little more than asked: the clock that allows it again is Slack's.
                wait = limited.after + 0.05
                if wait > self._patience:
                    raise
                self._patience -= wait
                await asyncio.sleep(wait)


def _moved_to(database: Database | None, channel: str) -> str | None:
    """The id that a channel has now, if Slack told of it; none also before there is a database."""
    if database is None:
        return None
    try:
        with database.read() as connection:
            return moved_to(connection, channel)
    except (SQLAlchemyError, OSError):
        return None


def _met(database: Database | None, charter: charters.Charter, own: Own) -> tuple[dict[str, list[Account]], int]:
    """The accounts that the desk knows of for each of the charter's people, by id: held, or with their e-mail; and how
    many it knows of any that were met in another workspace, which count for nothing here.

    None before there is a database.
    """
    person, identity = table_of(Person), table_of(Identity)
    emails = [address(each.email) for each in charter.people]
    there = (identity.c.platform == NAME) & (identity.c.team != own.team)
    query = (
        select(person.c.charter_id, identity)
        .join(identity, identity.c.person_id == person.c.id)
        .where(or_(person.c.charter_id.is_not(None), identity.c.email.in_(emails)), ~identity.c.bot, ~there)
    )
    try:
        with database.read() if database is not None else nullcontext() as connection:
            rows = list(connection.execute(query)) if connection is not None else []
            count = select(func.count()).select_from(identity).where(there, ~identity.c.bot)
            others = int(connection.execute(count).scalar_one()) if connection is not None else 0
    except (SQLAlchemyError, OSError):
        rows, others = [], 0
    found: dict[str, list[Account]] = {each.id: [] for each in charter.people}
    for row in rows:
        named = charter.person_by_email(row.email) if row.email else None
        whose = voucher(outsider=row.outsider, elsewhere=row.elsewhere)
        for one in {row.charter_id, named.id if named else None} & set(found):
            known = Account(row.platform, row.user, row.email, whose, active=row.active, held=one == row.charter_id)
            found[one].append(known)
    return found, others


def _account(profile: Profile) -> Account:
    whose = voucher(outsider=profile.outsider, elsewhere=profile.elsewhere)
    return Account(NAME, profile.who.user, profile.email, whose, active=profile.active)


def _doubted(person: charters.Person, taken: list[Profile], doubted: list[Profile]) -> Finding:
    """Accounts that show somebody's e-mail, and of which it is not known whether they are theirs."""
    given = {"name": person.name, "id": person.id, "others": ", ".join(_called(each) for each in doubted)}
    if taken:
        given |= {"one": _called(taken[0]), "user": taken[0].who.user}
        return _wrong("doctor.slack_person_besides", "doctor.slack_person_besides_advice", **given)
    if len(doubted) > 1:
        return _wrong("doctor.slack_person_several", "doctor.slack_person_several_advice", **given)
    given["user"] = doubted[0].who.user
    return _wrong("doctor.slack_person_elsewhere", "doctor.slack_person_elsewhere_advice", **given)


def _called(profile: Profile) -> str:
    return f"{profile.who.user} ({profile.name})"


def _refused_token(error: NotInstalled) -> Finding:
    if str(error) == _DECLINED:
        return _wrong("doctor.slack_token_kind", "doctor.slack_token_advice")
    return _wrong("doctor.slack_token_refused", "doctor.slack_token_advice", why=str(error))


def _silent(error: PlatformError) -> Finding:
    return _wrong("doctor.slack_silent", "doctor.slack_silent_advice", why=_code(error))


def _code(error: PlatformError) -> str:
    """What Slack answered; where it asked to wait, that alone: the rest of that error names a method."""
    return "ratelimited" if isinstance(error, RateLimited) else str(error)


def _right(what: str, advice: str | None = None, **arguments: str | int) -> Finding:
    return Finding(True, what, advice, arguments)


def _wrong(what: str, advice: str, **arguments: str | int) -> Finding:
    return Finding(False, what, advice, arguments)
