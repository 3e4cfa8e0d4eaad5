"""How the desk's reply reaches whoever acted: in the answer to Slack's request while that is awaited, else beside it.

Sources: platform facts 1.4 (what an answer may hold, response_url, trigger ids, views) and 1.5 (ephemeral messages).
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.platform import AppPorts, Permanent, PlatformError, RateLimited, Transient
from adapters.rendering import flat
from adapters.shapes import Json, text_at
from adapters.slack import limits
from adapters.slack.acting import Act, with_spot
from adapters.slack.blocks import message, plain_object
from adapters.slack.calls import Calls
from adapters.slack.shapes import identifier
from adapters.slack.speaking import Speaker
from adapters.slack.views import errors_of, external_id, form_of, loading, modal
from adapters.speaking import Spoken
from bot import cards
from bot.events import Event, Who
from bot.locales import text
from storage.faults import StorageUnavailable

log = structlog.get_logger(__name__)
# The SDK logs what is sent wherever its logger would show debug lines.
_silent = logging.getLogger("adapters.slack.sdk")
NOTICE = "relais_notice"
"""A view that shows a card and asks nothing."""
HOSTS = (".slack.com", ".slack-gov.com")
MOST_VIEWS = 1000
"""Views of which it is remembered where they were opened, and by what id."""
USED = "exchanged_trigger_id"
TO_SAY = aiohttp.ClientTimeout(total=10)
_AS_WRITTEN = {"parse": "none", "link_names": False}
T = TypeVar("T")
Said = tuple[Event, cards.Reply]
"""What the desk says, and to what."""


class Answers:
    """Shows replies. `calls` for what is opened or posted; a session of its own for response URLs."""

    def __init__(self, speaker: Speaker, calls: Calls, ports: AppPorts) -> None:
        self.speaker = speaker
        self._ports = ports
        self._calls = calls
        self._session: aiohttp.ClientSession | None = None
        self._later: set[asyncio.Task[None]] = set()
        self._spots: dict[str, tuple[str, str | None]] = {}
        self._standing: dict[str, str] = {}

    async def close(self) -> None:
        """Finish what is being said, then let go of connections."""
        if self._later:
            await asyncio.wait(self._later)
        if self._session is not None:
            await self._session.close()

    async def show(self, act: Act, reply: cards.Reply) -> Json:
        """Show a reply; what Slack's own request is to be answered with, empty where it was shown otherwise."""
        act.reply = reply
        spoken = await self.speaker.speak(reply, act.who, act.where)
        if act.opening is not None:
            await asyncio.wait({act.opening})
        if act.surface == "form":
            return await self._after_form(act, reply, spoken)
        if spoken.form is not None:
            return await self._open(act, modal(spoken.form), spoken.language)
        if isinstance(reply, cards.Held) and act.surface != "command" and act.trigger:
            if act.waits:
                # What stands there said that nothing was noted yet.
                await self._still_loading(act, "wait.one_moment")
            return await self.wait_in_view(act, spoken.language)
        if spoken.card is not None:
            instead = isinstance(reply, cards.Say) and reply.instead
            return await self._say(act, message(spoken.card), instead=instead)
        if spoken.errors:
            return await self._say(act, said("\n".join(spoken.errors.values())))
        if act.waits or (act.surface == "command" and act.answered):
            # They were told that nothing was noted yet.
            return await self._say(act, said(spoken.done))
        return {}

    async def tell(self, act: Act, key: str) -> Json:
        """Say a text of the catalogue, when nothing can be read of a person."""
        sentence = text(self.speaker.language(act.where), key)
        if act.opening is not None:
            await asyncio.wait({act.opening})
        if act.surface == "form":
            return _beside_first(act.view, sentence)
        return await self._say(act, said(sentence))

    async def wait_in_view(self, act: Act, language: str, *, noted: bool = True) -> Json:
        """Open a view that says « one moment », to be filled when the answer is known; in a view, in its place.

        `noted`: the act is durable; where it is not yet, the view says so, for it may still be lost.
        """
        if not act.waits:
            says = "wait.one_moment" if noted else "receiving.not_yet"
            view = self._placed(act, loading(act.event.key, language, says))
            if act.surface == "modal":
                act.waits = await self._called(act, "views.update", view_id=text_at(act.view, "id"), view=view)
            else:
                act.waits = await self._called(act, "views.open", trigger_id=act.trigger, view=view)
        return {}

    async def still_waiting(self, act: Act) -> None:
        """Say in the view that waits what may be done meanwhile; an answer that comes after all takes its place."""
        await self._still_loading(act, "receiving.still_waiting")

    async def _still_loading(self, act: Act, says: str) -> None:
        key = act.event.key
        view = self._placed(act, loading(key, self.speaker.language(act.where), says))
        # Slack does not say whether a view may keep its own name: from here on it goes by its id.
        del view["external_id"]
        try:
            told = await self._calls.ask("views.update", **self._name_of(key), view=view)
        except PlatformError as refused:
            log.info("slack.not_shown", method="views.update", code=_code(refused), event_kind=act.event.kind)
            return
        _remember(self._standing, key, text_at(told, "view", "id"))

    def view_of(self, key: str | None) -> str | None:
        """The id of the view that waits for an event's answer, where its name is no longer known to Slack."""
        return self._standing.get(key) if key is not None else None

    async def end(self, act: Act, reply: cards.Reply) -> bool:
        """Put a late reply that is no form in the view that waits for it; whether it stands there."""
        spoken = await self.speaker.speak(reply, act.who, act.where)
        if spoken.card is not None:
            return await self.end_waiting(act, message(spoken.card))
        sentence = "\n".join(spoken.errors.values()) or spoken.done
        return await self.end_waiting(act, said(sentence))

    async def end_waiting(self, act: Act, content: Json) -> bool:
        """Put what there is to say in the view that waits; whether it stands there."""
        return await self._called(act, "views.update", **self._name_of(act.event.key), view=notice(content))

    def _name_of(self, key: str) -> dict[str, str]:
        """By which Slack knows the view that waits for an event's answer."""
        known = self.view_of(key)
        return {"view_id": known} if known else {"external_id": external_id(key)}

    def spot_of(self, *names: str | None) -> tuple[str, str | None]:
        """Where a form was opened, or the view that waits for it, by the form's id or the event's key."""
        known = (self._spots[each] for each in names if each in self._spots)
        return next(known, ("", None))

    def meanwhile(self, act: Act) -> Json | None:
        """What Slack's request is answered with when the reply does not come in time; none where nothing can be said.

        Nothing of it is known yet, not even whether it is durable: it says so (docs/decisions/slow-is-not-noted.md).
        """
        language = self.speaker.language(act.where)
        if act.surface == "form":
            return _beside_first(act.view, text(language, "receiving.form_slow"))
        if act.surface == "command":
            return {"response_type": "ephemeral", **said(text(language, "receiving.not_yet"))}
        return {} if act.waits else None

    async def whisper(self, who: Who, spot: tuple[str, str | None], content: Json, said: Said | None) -> None:
        """Show something to one person where they are, else in their direct conversation.

        What is `said` to an event, and Slack takes nowhere now, is left to the outbox, which goes on trying while it is
        of use.
        """
        channel, root = spot
        if channel and channel != who.user and not channel.startswith("D"):
            try:
                where = {"channel": channel, "user": who.user, "thread_ts": root}
                await self._calls.ask("chat.postEphemeral", **where, **_AS_WRITTEN, **content)
            except (Permanent, RateLimited, Transient) as refused:
                log.info("slack.whisper_not_there", conversation=identifier(channel), code=_code(refused))
            except PlatformError as doubt:
                log.warning("slack.whisper_unknown", conversation=identifier(channel), code=_code(doubt))
                return
            else:
                return
        try:
            drawn = {"unfurl_links": False, "unfurl_media": False}
            await self._calls.ask("chat.postMessage", channel=who.user, **drawn, **_AS_WRITTEN, **content)
        except PlatformError as refused:
            log.warning("slack.whisper_lost", code=_code(refused))
            if isinstance(refused, RateLimited | Transient) and said is not None:
                await self._shown_later(*said)

    async def _shown_later(self, event: Event, reply: cards.Reply) -> None:
        if isinstance(reply, cards.OpenForm | cards.ReplaceForm):
            # A form opens by what one presses, and no later.
            return
        try:
            await asyncio.wrap_future(self._ports.door.show_again(event, reply, getattr(event, "where", None), None))
        except StorageUnavailable:
            log.warning("slack.not_shown_later", event_kind=event.kind)

    async def _say(self, act: Act, content: Json, *, instead: bool = False) -> Json:
        if act.waits:
            await self.end_waiting(act, content)
            return {}
        match act.surface:
            case "command" if not act.answered:
                return {"response_type": "ephemeral", **content}
            case "home" | "modal":
                await self._in_view(act, content)
                return {}
            case "shortcut" if not act.hook:
                await self._in_view(act, content)
                return {}
        over = instead and act.ephemeral
        _, root = act.spot
        if act.hook and (over or root is None):
            told = {"response_type": "ephemeral", "replace_original": over, **content}
            if await self._respond(act.hook, told):
                return {}
        await self.whisper(act.who, act.spot, content, _said_to(act))
        return {}

    async def _in_view(self, act: Act, content: Json) -> None:
        """Where no conversation is at hand: in the view that is open, else in one that opens."""
        if act.surface == "modal":
            shown = await self._called(act, "views.update", view_id=text_at(act.view, "id"), view=notice(content))
        else:
            shown = await self._called(act, "views.open", trigger_id=act.trigger, view=notice(content))
        if not shown:
            await self.whisper(act.who, ("", None), content, _said_to(act))

    async def _open(self, act: Act, view: Json, language: str) -> Json:
        """Open a form, or fill the view that waits for it."""
        view = self._placed(act, view)
        if act.waits:
            opened = await self._called(act, "views.update", **self._name_of(act.event.key), view=view)
        elif act.surface == "modal":
            opened = await self._called(act, "views.push", trigger_id=act.trigger, view=view)
        else:
            opened = await self._called(act, "views.open", trigger_id=act.trigger, view=view)
        if opened:
            return {}
        act.waits = False
        return await self._say(act, said(text(language, "receiving.form_late")))

    async def _after_form(self, act: Act, reply: cards.Reply, spoken: Spoken) -> Json:
        spot = act.spot
        match reply:
            case cards.FieldErrors() if act.answered and not act.waits:
                # The form is still before them: sent again, it gets these.
                return {}
            case cards.FieldErrors() if not act.waits:
                errors = errors_of(act.view, spoken.errors)
                if errors:
                    return {"response_action": "errors", "errors": errors}
            case cards.OpenForm() | cards.ReplaceForm() if spoken.form is not None:
                return await self._replace(act, self._placed(act, modal(spoken.form)))
            case cards.Held():
                act.waits = True
                return await self._replace(act, self._placed(act, loading(act.event.key, spoken.language)))
            case cards.Say() if spoken.card is not None and not act.answered:
                # What was typed stays in front of whoever typed it.
                return _beside_first(act.view, flat(spoken.card.summary))
        if spoken.card is not None:
            content = message(spoken.card)
        elif spoken.errors:
            content = said("\n".join(spoken.errors.values()))
        elif not act.waits:
            return {"response_action": "clear"}
        else:
            content = said(spoken.done)
        if spot[0] and isinstance(reply, cards.CloseForm) and not act.answered:
            # After the answer: what is said beside it must not make it late.
            task = asyncio.create_task(self.whisper(act.who, spot, content, _said_to(act)))
            self._later.add(task)
            task.add_done_callback(self._later.discard)
            return {"response_action": "clear"}
        return await self._replace(act, notice(content))

    def _placed(self, act: Act, view: Json) -> Json:
        """A view that remembers where it was opened, and of which that is known when the outbox fills it."""
        spot = act.spot
        for name in (act.event.key, form_of(view)):
            if name is not None and spot[0]:
                _remember(self._spots, name, spot)
        return with_spot(view, spot)

    async def _replace(self, act: Act, view: Json) -> Json:
        if act.answered:
            await self._called(act, "views.update", view_id=text_at(act.view, "id"), view=view)
            return {}
        return {"response_action": "update", "view": view}

    async def _called(self, act: Act, method: str, **arguments: Any) -> bool:
        try:
            await self._calls.ask(method, **arguments)
        except PlatformError as refused:
            if str(refused) == USED and act.opening is None:
                # Nobody else has it: the same act was told before, and what it opens stands.
                return True
            log.warning("slack.not_shown", method=method, code=_code(refused), event_kind=act.event.kind)
            return False
        return True

    async def _respond(self, hook: str, content: Json) -> bool:
        if not is_slacks(hook, self._calls.client.base_url):
            log.warning("slack.not_responded", code="not_slacks")
            return False
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TO_SAY, cookie_jar=aiohttp.DummyCookieJar())
        client = AsyncWebhookClient(hook, session=self._session, logger=_silent, retry_handlers=[])
        try:
            answer = await client.send_dict(content)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            log.warning("slack.not_responded", code=type(error).__name__)
            return False
        if answer.status_code != 200:
            log.warning("slack.not_responded", status=answer.status_code)
        return bool(answer.status_code == 200)


def _said_to(act: Act) -> Said | None:
    return None if act.reply is None else (act.event, act.reply)


def is_slacks(url: str, api_url: str) -> bool:
    """Whether an address to answer at is Slack's, or of the server that stands for it: nothing is said elsewhere."""
    try:
        given, api = urlsplit(url), urlsplit(api_url)
        same = (given.scheme, given.hostname, given.port) == (api.scheme, api.hostname, api.port)
        usual = given.scheme == "https" and given.port in (None, 443)
    except ValueError:
        return False
    return same or (usual and (given.hostname or "").endswith(HOSTS))


def said(sentence: str) -> Json:
    """One sentence of ours, as a message."""
    return {"text": sentence, "blocks": [{"type": "section", "text": plain_object(sentence, limits.SECTION)}]}


def notice(content: Json, title: str = "Relais") -> Json:
    """A message's blocks as a view that only shows them."""
    shown = content["blocks"][: limits.VIEW_BLOCKS]
    return {"type": "modal", "callback_id": NOTICE, "title": plain_object(title, limits.VIEW_TITLE), "blocks": shown}


def _remember(known: dict[str, T], name: str, what: T) -> None:
    known[name] = what
    if len(known) > MOST_VIEWS:
        del known[next(iter(known))]


def _beside_first(view: Json, sentence: str) -> Json:
    errors = errors_of(view, {"": sentence})
    if errors:
        return {"response_action": "errors", "errors": errors}
    return {"response_action": "update", "view": notice(said(sentence))}


def _code(error: PlatformError) -> str:
    """A Slack error code is a code; anything else is told by its kind."""
    return str(error) if str(error).replace("_", "").isalnum() else type(error).__name__
