"""What `relais doctor` asks Slack: the token, its scopes, the way in, each channel, and the charter's people.

Nothing is posted and nothing changed. Where Slack asks to wait, it is waited for, within bounds: whoever looks at a
desk would rather wait a minute than read half an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from adapters import looking
from adapters.looking import Patience, code_of, people, right, wrong
from adapters.platform import AppPorts, Finding, Forbidden, Gone, NotInstalled, PlatformError, Someone
from adapters.shapes import Json, object_at, text_at
from adapters.slack.calls import Calls
from adapters.slack.own import Own
from adapters.slack.past import moved_to
from adapters.slack.people import NAME, People, profile_of
from adapters.slack.scopes import PATH, SCOPES
from bot import charter as charters
from bot.events import Profile, storable
from bot.policies.pairing import address
from storage.database import Database

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


async def attending(
    ports: AppPorts, conversations: Sequence[str], patience: float = PATIENCE
) -> Mapping[str, Sequence[Profile] | PlatformError]:
    """Who is in each of these channels, or why that is not known."""
    calls = Calls(ports.settings.slack_bot_token.get_secret_value(), ports.settings.slack_api_url)
    waiting = Patience(patience)
    try:
        told = await waiting.have(lambda: calls.ask("auth.test"))
        own = Own(text_at(told, "team_id"), text_at(told, "user_id"), text_at(told, "bot_id"))
        return await looking.attending(conversations, partial(People(calls).members, own=own), waiting)
    except PlatformError as error:
        return dict.fromkeys(conversations, error)
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
        self._patience = Patience(patience)
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
            return [wrong("doctor.slack_token_kind", "doctor.slack_token_advice")], None
        if told.get("is_enterprise_install") is True:
            return [wrong("doctor.slack_enterprise", "doctor.slack_enterprise_advice")], None
        self._bot = text_at(told, "user") or "Relais"
        return [right("doctor.slack_token", team=text_at(told, "team"), bot=self._bot)], own

    def _scopes(self) -> Iterator[Finding]:
        """Each scope that the desk needs, and what the token may do besides."""
        granted = self._calls.scopes
        if granted is None:
            yield right("doctor.slack_scopes_untold", "doctor.slack_scopes_untold_advice")
            return
        for scope in SCOPES:
            if scope.name in granted:
                yield right(scope.use, scope=scope.name)
            else:
                yield wrong(scope.use, "doctor.slack_scope_advice", scope=scope.name)
        if more := sorted(granted - {scope.name for scope in SCOPES}):
            yield right("doctor.slack_scopes_more", "doctor.slack_scopes_more_advice", scopes=", ".join(more))

    async def _way_in(self) -> list[Finding]:
        """How Slack reaches the desk. Over HTTP only Slack itself can try it, when the address is given to it."""
        settings = self._settings
        if settings.slack_signing_secret is not None:
            url = settings.page_url + PATH
            public = settings.public_url is not None and settings.public_url.startswith("https://")
            found = [
                right("doctor.slack_http", url=url)
                if public
                else wrong("doctor.slack_no_address", "doctor.slack_http_advice", url=url)
            ]
            if settings.slack_app_token is not None:
                found.append(right("doctor.slack_both", "doctor.slack_both_advice"))
            return found
        socket = Calls(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
        try:
            # An address is made and never used: it dies by itself.
            await self._patience.have(lambda: socket.ask("apps.connections.open"))
        except (NotInstalled, Forbidden) as error:
            return [wrong("doctor.slack_socket_refused", "doctor.slack_socket_advice", why=str(error))]
        except PlatformError as error:
            return [_silent(error)]
        finally:
            await socket.close()
        return [right("doctor.slack_socket")]

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
                found.append(wrong("doctor.slack_channel_unread", error.sentence, id=channel.id, why=code_of(error)))
            else:
                readable.append(channel.id)
                found += self._channel(channel, about)
        if not found:
            found.append(wrong("doctor.slack_no_channel", "doctor.slack_no_channel_advice"))
        return found, readable

    async def _gone(self, channel: charters.Channel) -> Finding:
        """A channel that Slack does not know by the charter's id: it may have told the desk of another."""
        now = await asyncio.to_thread(_moved_to, self._database, channel.id)
        if now is None:
            return wrong("doctor.slack_channel_unknown", "doctor.slack_channel_unknown_advice", id=channel.id)
        line = self._charter.origin.line(("channels", self._charter.channels.index(channel), "id"))
        given: dict[str, str | int] = {"id": channel.id, "now": now, "line": line}
        return wrong("doctor.slack_channel_moved", "doctor.slack_channel_moved_advice", **given)

    def _channel(self, channel: charters.Channel, about: Json) -> Iterator[Finding]:
        given = {"channel": f"#{text_at(about, 'name')}", "id": channel.id, "bot": self._bot}
        shared = about.get("is_ext_shared") is True
        if about.get("is_archived") is True:
            yield wrong("doctor.slack_channel_archived", "doctor.slack_channel_archived_advice", **given)
            return
        if about.get("is_member") is not True:
            yield wrong("doctor.slack_channel_absent", "doctor.slack_channel_absent_advice", **given)
        elif not shared:
            yield right("doctor.slack_channel", **given)
        if shared and channel.shared_with is None:
            yield wrong("doctor.slack_channel_shared", "doctor.slack_channel_shared_advice", **given)
        elif shared:
            yield right("doctor.slack_channel_provider", **given)

    async def _persons(self, own: Own, channels: list[str]) -> list[Finding]:
        """Who of the charter is found, and what to do about each who is not."""
        granted = self._calls.scopes
        if granted is not None and not granted.issuperset(PEOPLE_SCOPES):
            return [wrong("doctor.slack_people_hidden", "doctor.slack_people_hidden_advice")]
        try:
            members = await self._members(own, channels)
            showing = partial(self._showing, own=own, members=members)
            missing = partial(self._missing, members=members)
            return await people(NAME, own.team, self._charter, self._database, showing, missing)
        except PlatformError as error:
            return [wrong("doctor.slack_people_unread", error.sentence, why=code_of(error))]

    async def _members(self, own: Own, channels: list[str]) -> dict[str, Profile]:
        """The people of the charter's channels, other companies' included, by their ids."""
        met: dict[str, Profile] = {}
        for channel in channels:
            try:
                there = await self._patience.have(partial(self._people.members, channel, own))
            except Gone:
                continue
            met |= {profile.who.user: profile for profile in there if not profile.bot}
        return met

    async def _showing(self, person: charters.Person, own: Own, members: dict[str, Profile]) -> list[Profile]:
        """The accounts that the desk might take for a person's of the charter: by their id, else by their e-mail."""
        if person.slack is not None:
            try:
                return [await self._patience.have(lambda: self._people.one(Someone(own.team, person.slack or ""), own))]
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
            return wrong(
                "doctor.slack_person_unknown", "doctor.slack_person_unknown_advice", user=person.slack, **given
            )
        called = storable(person.name).casefold()
        alike = [each for each in members.values() if each.email is None and each.name.casefold() == called]
        if len(alike) == 1:
            return wrong("doctor.slack_person_masked", "doctor.slack_person_pair", user=alike[0].who.user, **given)
        if person.teams is not None or any(each.platform != NAME for each in self._charter.channels):
            # They may well be on the other platform alone.
            return right("doctor.slack_person_missing", **given)
        return wrong("doctor.slack_person_missing", "doctor.slack_person_missing_advice", **given)

    async def _ask(self, method: str, **arguments: Any) -> Json:
        return await self._patience.have(lambda: self._calls.ask(method, **arguments))


def _moved_to(database: Database | None, channel: str) -> str | None:
    """The id that a channel has now, if Slack told of it; none also before there is a database."""
    if database is None:
        return None
    try:
        with database.read() as connection:
            return moved_to(connection, channel)
    except (SQLAlchemyError, OSError):
        return None


def _refused_token(error: NotInstalled) -> Finding:
    if str(error) == _DECLINED:
        return wrong("doctor.slack_token_kind", "doctor.slack_token_advice")
    return wrong("doctor.slack_token_refused", "doctor.slack_token_advice", why=str(error))


def _silent(error: PlatformError) -> Finding:
    return wrong("doctor.slack_silent", "doctor.slack_silent_advice", why=code_of(error))
