"""What `relais doctor` asks Teams: the credentials, the way in, each channel, what is heard there, and who is found.

Nothing is posted and nothing changed. Whether a team has agreed to have all its messages read, no call tells: it is
told by what has been received.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import aiohttp
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from adapters import looking
from adapters.looking import Patience, code_of, people, readable, right, wrong
from adapters.platform import AppPorts, Finding, Gone, NotInstalled, NotInstalledHere, NotMember, PlatformError, Someone
from adapters.teams.bearer import TOKEN_URL, Bearer
from adapters.teams.calls import Calls
from adapters.teams.own import Own
from adapters.teams.package import is_guid
from adapters.teams.people import People
from adapters.teams.receiving import PATH
from adapters.teams.references import NAME, References
from adapters.teams.tokens import SKEW, Keys
from bot import charter as charters
from bot.events import Profile, storable
from bot.policies.pairing import address
from storage.database import Database
from storage.rows import table_of
from storage.tables import Conversation

PATIENCE = 120.0
"""Seconds waited in all where Teams asks to slow down."""
TO_KNOCK = 5.0
"""Seconds given to the desk's own address."""
UNNAMED = "unnamed"
"""What is met at an address whose name stands for nothing here."""
OURS = frozenset({400, 401, 403})
"""What the desk answers to whoever is not Teams."""
_SECRET = ("invalid_client", "invalid_grant")
_APP = "unauthorized_client"
_RSC = "doctor.teams_rsc_advice"


async def examine(ports: AppPorts, patience: float = PATIENCE) -> list[Finding]:
    """All there is to say of the tenant. `patience`: seconds that may be waited in all."""
    settings = ports.settings
    own = Own(settings.teams_app_id, settings.teams_tenant_id)
    url = settings.teams_token_url or TOKEN_URL.format(tenant=own.tenant)
    calls = Calls(Bearer(url, own.app, settings.teams_app_password.get_secret_value()), settings.teams_service_urls)
    try:
        return await Examination(ports, calls, own, patience).look()
    finally:
        await calls.close()


async def attending(
    ports: AppPorts, conversations: Sequence[str], patience: float = PATIENCE
) -> Mapping[str, Sequence[Profile] | PlatformError]:
    """Who is in each of these channels, or why that is not known."""
    settings = ports.settings
    own = Own(settings.teams_app_id, settings.teams_tenant_id)
    url = settings.teams_token_url or TOKEN_URL.format(tenant=own.tenant)
    calls = Calls(Bearer(url, own.app, settings.teams_app_password.get_secret_value()), settings.teams_service_urls)
    try:
        people = People(ports, calls, References(ports, own, calls.allows), own)
        return await looking.attending(conversations, people.members, Patience(patience))
    finally:
        await calls.close()


class Examination:
    """One look at the tenant, by calls that are its own."""

    def __init__(self, ports: AppPorts, calls: Calls, own: Own, patience: float) -> None:
        self._settings = ports.settings
        self._charter: charters.Charter = ports.charter
        self._database = readable(ports.database)
        self._calls = calls
        self._own = own
        self._references = References(ports, own, calls.allows)
        self._people = People(ports, calls, self._references, own)
        self._patience = Patience(patience)
        self._unread = False
        """Whether some of the channels could not be read, so that who is there is not known."""

    async def look(self) -> list[Finding]:
        """Every finding, in the order in which an administrator repairs things."""
        unlike = list(unlike_ids(self._own))
        if unlike:
            return [*unlike, *await self._way_in()]
        try:
            await self._patience.have(self._calls.check)
        except NotInstalled as error:
            return [refused(error), *self._clock(), *await self._way_in()]
        except PlatformError as error:
            return [silent(error), *self._clock(), *await self._way_in()]
        found = [right("doctor.teams_credentials", tenant=self._own.tenant), *self._clock()]
        heard = await self._load()
        found += [*await self._way_in(), *self._first_words(heard)]
        channels, members = await self._channels()
        found += channels
        try:
            showing = partial(self._showing, members=members)
            missing = partial(self._missing, members=members)
            met = await people(NAME, self._own.tenant, self._charter, self._database, showing, missing)
            return found + list(_together(met))
        except PlatformError as error:
            return [*found, wrong("doctor.teams_people_unread", error.sentence, why=code_of(error))]

    def _clock(self) -> Iterator[Finding]:
        """The clock: by one that is far off every call of Teams' would be refused, its token over, or not begun."""
        ahead = self._calls.ahead
        if ahead is not None and abs(ahead) <= SKEW:
            yield right("doctor.teams_clock")
        elif ahead is not None:
            which = "ahead" if ahead > 0 else "behind"
            minutes = round(abs(ahead) / 60)
            yield wrong(f"doctor.teams_clock_{which}", "doctor.teams_clock_advice", minutes=minutes)

    async def _way_in(self) -> list[Finding]:
        """How Teams reaches the desk, and whether the desk can tell that it is Teams."""
        found = [await self._endpoint()]
        keys = Keys(self._settings.teams_openid_url)
        try:
            await keys.start()
        finally:
            await keys.close()
        unread = wrong("doctor.teams_no_keys", "doctor.teams_no_keys_advice")
        return [*found, right("doctor.teams_keys") if keys.known else unread]

    async def _endpoint(self) -> Finding:
        url = self._settings.page_url + PATH
        public = self._settings.public_url
        if public is None or not public.startswith("https://"):
            return wrong("doctor.teams_no_address", "doctor.teams_no_address_advice", url=url)
        said = await _knock(url)
        if said is None:
            return right("doctor.teams_endpoint", url=url)
        # It may be down, or known by that name from outside alone.
        if said == UNNAMED:
            return right("doctor.teams_endpoint_unnamed", "doctor.teams_endpoint_unnamed_advice", url=url)
        return right("doctor.teams_endpoint_silent", "doctor.teams_endpoint_silent_advice", url=url, why=said)

    async def _load(self) -> bool:
        """Read what activities told; whether any was ever received."""
        try:
            if self._database is not None:
                await self._references.load()
        except (SQLAlchemyError, OSError):
            # Another finding says what is wrong with the database.
            return False
        return self._references.knows_any

    def _first_words(self, heard: bool) -> Iterator[Finding]:
        if not heard:
            yield right("doctor.teams_unheard", "doctor.teams_unheard_advice")

    async def _channels(self) -> tuple[list[Finding], dict[str, Profile]]:
        """What there is to say of the charter's channels, and the people who are in them, by their ids."""
        listed = [each for each in self._charter.channels if each.platform == NAME]
        if not listed:
            return [wrong("doctor.teams_no_channel", "doctor.teams_no_channel_advice")], {}
        names = await asyncio.to_thread(_names, self._database)
        found: list[Finding] = []
        met: dict[str, Profile] = {}
        for channel in listed:
            named = names.get(channel.id) or await self._name(channel)
            site = self._charter.site(channel.site)
            called = f"#{named.lstrip('#')}" if named else site.name if site else ""
            given = {"id": channel.id, "channel": f"{called} ({channel.id})" if called else channel.id}
            try:
                there = await self._patience.have(partial(self._people.members, channel.id))
            except PlatformError as error:
                self._unread = True
                found.append(self._closed(channel, error, given))
            else:
                found += [self._reached(channel, there, given), await self._heard(channel, given)]
                met |= {profile.who.user: profile for profile in there if not profile.bot}
        return found, met

    async def _name(self, channel: charters.Channel) -> str:
        """What its team calls a channel that no event has named; empty where that is not told."""
        reference = await self._references.of(channel.id)
        try:
            if reference.team:
                told = await self._patience.have(partial(self._people.channels, reference))
                return told.get(channel.id, "")
        except PlatformError:
            # The name is a help: what is wrong with the channel is another finding.
            pass
        return ""

    def _closed(self, channel: charters.Channel, error: PlatformError, given: dict[str, str]) -> Finding:
        """Why a channel cannot be reached."""
        if isinstance(error, NotMember | NotInstalledHere):
            return wrong("doctor.teams_channel_absent", "doctor.teams_channel_absent_advice", **given)
        if isinstance(error, Gone):
            return wrong("doctor.teams_channel_unknown", "doctor.teams_channel_unknown_advice", **given)
        return wrong("doctor.teams_channel_unread", error.sentence, why=code_of(error), **given)

    def _reached(self, channel: charters.Channel, there: Sequence[Profile], given: dict[str, str]) -> Finding:
        if not any(each.elsewhere for each in there):
            return right("doctor.teams_channel", **given)
        if channel.shared_with is None:
            return wrong("doctor.teams_channel_shared", "doctor.teams_channel_shared_advice", **given)
        return right("doctor.teams_channel_provider", **given)

    async def _heard(self, channel: charters.Channel, given: dict[str, str]) -> Finding:
        """Whether the desk is told of everything there: no call says it, what came does."""
        hears = self._references.hears_all(await self._references.of(channel.id))
        if hears is None:
            advice = "doctor.teams_rsc_unknown_advice" if channel.purpose == "requests" else None
            return right("doctor.teams_rsc_unknown", advice, **given)
        return right("doctor.teams_rsc", **given) if hears else right("doctor.teams_rsc_absent", _RSC, **given)

    async def _showing(self, person: charters.Person, members: dict[str, Profile]) -> list[Profile]:
        """The accounts that the desk might take for a person's of the charter: by their id, else by their e-mail."""
        if person.teams is None:
            return [each for each in members.values() if address(each.email) == address(person.email)]
        if person.teams in members:
            return [members[person.teams]]
        try:
            return [await self._patience.have(partial(self._people.one, Someone(self._own.tenant, person.teams)))]
        except Gone:
            return []

    def _missing(self, person: charters.Person, members: dict[str, Profile]) -> Finding:
        given = {"name": person.name, "id": person.id}
        if person.teams is not None:
            if self._unread:
                return _unseen(1)
            return wrong(
                "doctor.teams_person_unknown", "doctor.teams_person_unknown_advice", user=person.teams, **given
            )
        called = storable(person.name).casefold()
        alike = [each for each in members.values() if each.email is None and each.name.casefold() == called]
        if len(alike) == 1:
            return wrong("doctor.teams_person_masked", "doctor.teams_person_pair", user=alike[0].who.user, **given)
        if self._unread:
            return _unseen(1)
        if person.slack is not None or any(each.platform != NAME for each in self._charter.channels):
            # They may well be on the other platform alone.
            return right("doctor.teams_person_missing", **given)
        return wrong("doctor.teams_person_missing", "doctor.teams_person_missing_advice", **given)


async def _knock(url: str) -> str | None:
    """Whether a desk answers there as it does to a stranger: none if it does, else what was met instead."""
    timeout = aiohttp.ClientTimeout(total=TO_KNOCK)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.post(url, json={}, allow_redirects=False) as answer,
        ):
            return None if answer.status in OURS else f"HTTP {answer.status}"
    except aiohttp.ClientConnectorDNSError:
        return UNNAMED
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return type(error).__name__


def _unseen(count: int) -> Finding:
    """People who may well be in a channel that the desk does not read yet."""
    return right("doctor.teams_people_unseen", "doctor.teams_people_unseen_advice", count=count)


def _together(found: Sequence[Finding]) -> Iterator[Finding]:
    """Who could not be seen as one finding, after what there is to say of the others."""
    unseen = [each for each in found if each.what == "doctor.teams_people_unseen"]
    yield from (each for each in found if each not in unseen)
    if unseen:
        yield _unseen(len(unseen))


def _names(database: Database | None) -> dict[str, str]:
    """The names of the channels that events told; none before there is a database."""
    if database is None:
        return {}
    table = table_of(Conversation).c
    try:
        with database.read() as connection:
            rows = connection.execute(select(table.conversation, table.name).where(table.platform == NAME))
            return {row.conversation: row.name for row in rows if row.name}
    except (SQLAlchemyError, OSError):
        return {}


def unlike_ids(own: Own) -> Iterator[Finding]:
    """Of the two ids, those that are none. A tenant's name gets a token, and is not what Teams says of itself."""
    for setting, said in (("TEAMS_APP_ID", own.app), ("TEAMS_TENANT_ID", own.tenant)):
        if not is_guid(said):
            yield wrong("doctor.teams_not_an_id", "doctor.teams_not_an_id_advice", setting=setting)


def refused(error: NotInstalled) -> Finding:
    """Credentials that are no good: which of them, and what to do."""
    code = str(error)
    which = "secret" if code in _SECRET else "app" if code == _APP else "tenant"
    return wrong(f"doctor.teams_refused_{which}", f"doctor.teams_refused_{which}_advice", why=code)


def silent(error: PlatformError) -> Finding:
    """Microsoft does not answer."""
    return wrong("doctor.teams_silent", "doctor.teams_silent_advice", why=code_of(error))
