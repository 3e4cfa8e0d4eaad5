"""The sandbox's routes: its page, and the API that the page uses (design part 7)."""

from __future__ import annotations

import asyncio
import re
import uuid
from contextlib import suppress
from functools import cached_property
from html import escape
from typing import Any

from aiohttp import WSMsgType, web

from adapters.hosts import own_names
from adapters.sandbox import store, view
from adapters.sandbox.answers import reader_of, understood
from adapters.sandbox.clock import target
from adapters.sandbox.http import Handler, act_of, body_of, guarded, limited, page_files
from adapters.sandbox.people import Inhabitant, Room, direct_id, inhabitant
from adapters.sandbox.player import Player
from adapters.sandbox.refusal import Refused
from adapters.sandbox.story import Story
from adapters.sandbox.tables import FILE_LIMIT, SandboxFile
from adapters.sandbox.world import World
from bot.events import storable
from bot.locales import LANGUAGES, catalogue, text

Json = dict[str, Any]
LONGEST_WAIT = 30.0
"""Seconds that `/idle` waits before it says that something is still pending."""
_SAID_AT_ONCE = ("failed", "broken", "close", "needs_script")
_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")


class Api:
    """The sandbox's HTTP side. Where nobody lends the clock, the routes that need it answer 503."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sandbox = world.sandbox
        self.story = Story(Player(world))
        self._moving = asyncio.Lock()

    @cached_property
    def routes(self) -> list[web.RouteDef]:
        """All of them, each guarded."""
        api = "/sandbox/api"
        always = {
            "/": self.index,
            "/favicon.ico": self.favicon,
            "/sandbox/page/{name}": self.page_file,
            f"{api}/opening": self.opening,
        }
        gets = {
            f"{api}/people": self.people,
            f"{api}/texts": self.texts,
            f"{api}/conversations": self.conversations,
            f"{api}/conversations/{{id}}": self.conversation,
            f"{api}/home": self.home,
            f"{api}/understood/{{ref}}": self.understood,
            f"{api}/forms": self.forms,
            f"{api}/files/{{id}}": self.download,
            f"{api}/clock": self.clock,
            f"{api}/idle": self.idle,
            f"{api}/story": self.story_told,
            "/sandbox/ws": self.live,
        }
        posts = {
            f"{api}/act": self.act,
            f"{api}/files": self.upload,
            f"{api}/clock": self.move_clock,
            f"{api}/story/next": self.story_next,
        }
        return [
            *(web.get(path, self._guarded(handler)) for path, handler in always.items()),
            *(web.get(path, self._guarded(self._once_open(handler))) for path, handler in gets.items()),
            *(web.post(path, self._guarded(self._once_open(handler))) for path, handler in posts.items()),
        ]

    async def opening(self, request: web.Request) -> web.StreamResponse:
        """Whether all the rest answers; while the past is being lived, how much of it is (0 to 1), and a sentence."""
        lived = self.world.past_lived
        said = text(self.sandbox.town.language, "sandbox.error.preparing")
        return web.json_response({"open": lived is None, "lived": lived, "message": said})

    def _once_open(self, handler: Handler) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            if self.world.past_lived is not None:
                raise Refused("preparing", 503)
            return await handler(request)

        return handle

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Someone does something: the desk's reply."""
        return web.json_response(await self.world.do(act_of(await body_of(request))))

    async def people(self, request: web.Request) -> web.StreamResponse:
        """Everyone whom one can be."""
        sites = {site.id: site.name for site in self.sandbox.ports.charter.sites}
        return web.json_response(view.people(self.sandbox.town, sites))

    async def conversations(self, request: web.Request) -> web.StreamResponse:
        """The conversations that someone is in."""
        person = self._person(request)
        found = await self.sandbox.look(lambda unit: view.conversations(unit, self.sandbox.town, person.id))
        return web.json_response({"conversations": found})

    async def conversation(self, request: web.Request) -> web.StreamResponse:
        """A conversation, as someone sees it."""
        person = self._person(request)
        room = self._room(request.match_info["id"], person)
        limit = request.query.get("limit", "")
        wanted = int(limit) if limit.isascii() and limit.isdigit() and len(limit) < 6 else None
        found = await self.sandbox.look(
            lambda unit: view.conversation(unit, self.sandbox.town, room, person.id, wanted)
        )
        return web.json_response(found)

    async def home(self, request: web.Request) -> web.StreamResponse:
        """Someone's home, as last published."""
        person = self._person(request)
        card = await self.sandbox.look(lambda unit: store.home_of(unit, person.id))
        return web.json_response({"card": card})

    async def understood(self, request: web.Request) -> web.StreamResponse:
        """How the words of a request are read, for those who may read them. Nothing of it is kept."""
        person, ref = self._person(request), storable(request.match_info["ref"])
        charter = self.sandbox.ports.charter
        card = await self.sandbox.look(lambda unit: understood(unit, charter, person, ref))
        return web.json_response({"card": card})

    async def forms(self, request: web.Request) -> web.StreamResponse:
        """The forms that stand open on someone's screen."""
        person = self._person(request)
        rows = await self.sandbox.look(lambda unit: store.forms_of(unit, person.id))
        return web.json_response({"forms": [row.form for row in rows]})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """A file, its body as it is: its id, to be named in the message that carries it."""
        person = self._person(request)
        body = await limited(request, FILE_LIMIT, "file_too_big")
        kind = request.content_type.lower()
        file = SandboxFile(
            id=uuid.uuid4().hex,
            owner=person.id,
            name=storable(request.query.get("name", ""))[:200] or "fichier",
            type=kind if _TYPE.fullmatch(kind) else "application/octet-stream",
            size=len(body),
            body=body,
            created_at=self.sandbox.ports.clock.now(),
        )
        await self.sandbox.write(lambda unit: store.add_file(unit, file))
        return web.json_response({"id": file.id, "name": file.name, "size": file.size})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file, for those who see the message that carries it. Never opened in place."""
        person = self._person(request)
        name = storable(request.match_info["id"])
        file = await self.sandbox.look(lambda unit: store.file_of(unit, name))
        if file is None or (file.conversation is None and file.owner != person.id):
            raise Refused("unknown_file")
        if file.conversation is not None:
            self._room(file.conversation, person)
        response = web.Response(body=file.body, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = "attachment"
        return response

    async def clock(self, request: web.Request) -> web.StreamResponse:
        """What time it is in the sandbox."""
        return web.json_response(self._time())

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        """Move the clock forward; answered when all that was due on the way is done and delivered.

        A local time is in the zone of whoever asks (`as`), else in the desk's.
        """
        body = await body_of(request)
        self.world.lent()
        here = self.sandbox.town
        timezone = inhabitant(here, str(body["as"])).timezone if "as" in body else here.timezone
        async with self._moving:
            now = self.sandbox.ports.clock.now()
            await self.world.advance(target(body, now, timezone))
            await self.sandbox.keep_clock()
        self.sandbox.hub.tell({"clock": True})
        return web.json_response(self._time())

    async def idle(self, request: web.Request) -> web.StreamResponse:
        """Answered when nothing is pending; 503 when something still is after `LONGEST_WAIT` seconds."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self.world.idle()
        except TimeoutError:
            raise Refused("busy", 503) from None
        return web.json_response({"idle": True})

    async def story_told(self, request: web.Request) -> web.StreamResponse:
        """Where the story stands."""
        return web.json_response(self.story.told())

    async def story_next(self, request: web.Request) -> web.StreamResponse:
        """Play the story's next step, told in the language of whoever looks, else the desk's."""
        here = self.sandbox.town
        looking = here.inhabitants.get(request.query.get("as", ""))
        language = looking.language if looking else here.language
        async with self._moving:
            told = await self.story.play_next(language if language in LANGUAGES else "fr")
            await self.sandbox.keep_clock()
        self.sandbox.hub.tell({"clock": True})
        return web.json_response(told)

    async def texts(self, request: web.Request) -> web.StreamResponse:
        """The page's own texts for someone, in their language, and the commands that they may give."""
        person = self._person(request)
        language = (await self.sandbox.look(lambda unit: reader_of(unit, person))).language
        found = {key: entry for key, entry in catalogue(language).items() if key.startswith("sandbox.page.")}
        texts = {key.removeprefix("sandbox.page."): entry for key, entry in found.items()}
        return web.json_response({"language": language, "texts": texts, "commands": view.commands(person, language)})

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page, with what it must know how to say before it has asked for anything."""
        language = self.sandbox.town.language
        said = {key: escape(text(language, f"sandbox.page.{key}")) for key in _SAID_AT_ONCE}
        page = self._page_files["index.html"][0].decode().format(language=language, **said)
        return web.Response(text=page, content_type="text/html")

    async def favicon(self, request: web.Request) -> web.StreamResponse:
        """The page's sign, where a browser asks for it by its old name."""
        return self._file("icon.svg")

    async def page_file(self, request: web.Request) -> web.StreamResponse:
        """A part of the page."""
        return self._file(request.match_info["name"])

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Tell an open page what has changed for the person that it shows."""
        person = self._person(request)
        socket = web.WebSocketResponse(heartbeat=20.0, max_msg_size=1024)
        await socket.prepare(request)
        with self.sandbox.hub.page(person.id) as notices:
            reading = asyncio.create_task(_until_closed(socket))
            try:
                await socket.send_json({"hello": True})
                while not reading.done():
                    notice = asyncio.create_task(notices.get())
                    await asyncio.wait({notice, reading}, return_when=asyncio.FIRST_COMPLETED)
                    if not notice.done():
                        notice.cancel()
                        break
                    if notice.result().get("closing"):
                        break
                    await socket.send_json(notice.result())
            except ConnectionError:
                pass
            finally:
                reading.cancel()
                with suppress(ConnectionError):
                    await socket.close()
        return socket

    def _guarded(self, handler: Handler) -> Handler:
        return guarded(lambda: self.sandbox.town, lambda: self._own_names, handler)

    @cached_property
    def _own_names(self) -> frozenset[str] | None:
        settings = self.sandbox.ports.settings
        return own_names(settings.host, settings.public_url)

    def _file(self, name: str) -> web.Response:
        found = self._page_files.get(name)
        if found is None:
            raise Refused("unknown_page")
        return web.Response(body=found[0], content_type=found[1], charset="utf-8")

    @cached_property
    def _page_files(self) -> dict[str, tuple[bytes, str]]:
        return page_files()

    def _person(self, request: web.Request) -> Inhabitant:
        return inhabitant(self.sandbox.town, request.query.get("as"))

    def _room(self, name: str, person: Inhabitant) -> Room:
        wanted = direct_id(person.id) if name == "direct" else name
        room = self.sandbox.town.rooms.get(wanted)
        if room is None or person.id not in room.members:
            raise Refused("unknown_conversation", name=name[:100])
        return room

    def _time(self) -> Json:
        return {"now": self.sandbox.ports.clock.now().isoformat(), "timezone": self.sandbox.town.timezone}


async def _until_closed(socket: web.WebSocketResponse) -> None:
    async for message in socket:
        if message.type in (WSMsgType.CLOSE, WSMsgType.ERROR):
            return
