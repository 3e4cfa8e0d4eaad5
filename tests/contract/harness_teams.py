"""Teams, beside the desk: a fake tenant of the sample company, told over HTTP what its people do."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from pydantic import SecretStr

from adapters import platform as port
from adapters.platform import AppPorts, Factory, PlatformError
from adapters.rendering import Drawn, DrawnForm
from adapters.teams import blocks
from adapters.teams.emoji import name_of
from adapters.teams.pace import Pace
from adapters.teams.platform import Teams
from adapters.teams.said import form_of, value_of
from bot.charter import Charter
from bot.locales import LANGUAGES, template
from bot.views.notices import OBEYED
from relais.app import App
from tests.contract.harness import Answer, Cast, Harness, Pressable, Shown
from tests.fakes.company import company_on
from tests.fakes.teams import BOT, CallFault, FakeTeams, Seen, running_fake_teams
from tests.fakes.teams.forms import ways
from tests.fakes.teams.records import JSON, Dialog, Message, object_id
from tests.fakes.teams.showing import card_lines, screen

HOW: dict[type[PlatformError], str] = {
    port.RateLimited: "429",
    port.Transient: "503",
    port.Unknown: "timeout",
    port.TooBig: "413",
    port.Gone: "ConversationNotFound",
    port.NotMember: "BotNotInConversationRoster",
    port.Blocked: "MessageWritesBlocked",
    port.NotInstalled: "BotDisabledByAdmin",
    port.Forbidden: "InsufficientPrivileges",
}
EMOJI = {
    "eyes": "1f440_eyes",
    "raised_hand": "270b_raisedhand-tone3",
    "white_check_mark": "2705_whiteheavycheckmark",
    "ticket": "1f3ab_ticket",
    "rotating_light": "1f6a8_policecarlight",
    "thumbsup": "like",
}
"""The charter's emoji, as Teams calls the reactions."""
UNSEEN = "\N{WORD JOINER}"
"""What parts the signs of a text that Teams could take for markup; nobody sees it."""
OFTEN = Pace(((10_000, 1.0),))
"""What is paced is another test's business (tests/adapters/teams/test_pace.py)."""


@asynccontextmanager
async def open_harness() -> AsyncIterator[Harness]:
    async with running_fake_teams() as teams:
        charter = company_on("teams")
        yield TeamsHarness(teams, charter, company_in(teams, charter))


def company_in(teams: FakeTeams, charter: Charter) -> Cast:
    """The charter's people and two more, all of them in one team that has every channel."""
    tenant = teams.tenant
    for person in charter.people:
        tenant.person(person.name, id=object_id(person.id), email=person.email)
    more = [tenant.person(name, id=object_id(name)).id for name in ("Zoé Petit", "Karim Diallo")]
    team = tenant.team("Essai", list(tenant.people))
    for channel in charter.channels:
        tenant.channel(team, f"{channel.purpose}-{channel.site or 'tous'}", id=channel.id)
    return Cast(*more)


class Lent:
    """The roof's ports, with the settings of a fake tenant."""

    def __init__(self, ports: AppPorts, teams: FakeTeams) -> None:
        given: dict[str, Any] = {
            "teams_app_id": teams.login.app,
            "teams_app_password": SecretStr(teams.login.secret),
            "teams_tenant_id": teams.login.tenant,
            "teams_openid_url": teams.login.openid_url,
            "teams_token_url": teams.login.token_url,
            "teams_service_urls": (teams.origin,),
        }
        self.settings = ports.settings.model_copy(update=given)
        self.clock, self.door = ports.clock, ports.door
        self.writer, self.database = ports.writer, ports.database
        self._ports = ports
        # What people write is dated as the desk counts: a promise is made from then on.
        teams.tenant.clock = lambda: ports.clock.now().timestamp()

    @property
    def charter(self) -> Charter:
        return self._ports.charter


class Told:
    """What the desk meant by each card that it sent: Teams' cards carry neither a kind nor a subject."""

    def __init__(self, teams: FakeTeams) -> None:
        self._teams = teams
        self._drawn: dict[str, Drawn] = {}
        self.homes: dict[str, str] = {}
        self.forms: dict[str, tuple[str, str]] = {}
        """Form → the personal chat and the message in which it stands."""

    def of(self, card: JSON | None) -> Drawn | None:
        return self._drawn.get(_same(card))

    def listen(self, made: Teams) -> None:
        """Hear what is asked of the platform."""
        whole: Any = made
        for verb, which in (("send", 0), ("update", 1), ("whisper", 2), ("home", 1)):
            setattr(whole, verb, self._heard(verb, which, getattr(made, verb)))
        update_form = made.update_form

        async def form_updated(form_id: str, form: DrawnForm) -> None:
            await update_form(form_id, form)
            self._form(form_id, form)

        whole.update_form = form_updated

    def _heard(self, verb: str, which: int, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def heard(*arguments: Any) -> Any:
            drawn: Drawn = getattr(arguments[which], "card", arguments[which])
            card = blocks.card(drawn)
            self._drawn[_same(card)] = drawn
            done = await call(*arguments)
            if verb == "home":
                self._home(arguments[0].user, card)
            return done

        return heard

    def _home(self, user: str, card: JSON) -> None:
        for each in self._teams.tenant.standing(self._teams.tenant.direct(user).id):
            if _same(each.card()) == _same(card):
                self.homes[user] = each.id

    def _form(self, form_id: str, form: DrawnForm) -> None:
        for room in self._teams.tenant.rooms.values():
            for each in self._teams.tenant.standing(room.id) if room.kind == "direct" else ():
                if each.author is None and each.activity.get("summary") == form.title:
                    self.forms[form_id] = (room.id, each.id)


class TeamsHarness:
    name = "teams"
    refusals = frozenset(HOW)

    def __init__(self, teams: FakeTeams, charter: Charter, cast: Cast) -> None:
        self.teams = teams
        self.team = teams.tenant.id
        self.charter = charter
        self.cast = cast
        self.told = Told(teams)
        self.factory: Factory = self._make
        self._sent: dict[str, JSON] = {}

    def _make(self, ports: AppPorts) -> Teams:
        made = Teams(Lent(ports, self.teams))
        made.calls._writes = made.calls._looks = OFTEN
        self.told.listen(made)
        return made

    async def opened(self, app: App) -> None:
        self.teams.endpoint = f"http://127.0.0.1:{app.port}/api/messages"

    def user(self, charter_id: str) -> str:
        return object_id(charter_id)

    def direct(self, user: str) -> str:
        return self.teams.tenant.direct(user).id

    async def post(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        mentions = (BOT,) if "@Relais" in text else ()
        in_channel = self.teams.tenant.rooms[conversation].kind == "channel"
        said = await self.teams.people.post(
            user,
            conversation,
            text,
            mentions=mentions,
            root=root if in_channel else None,
            quoting=None if in_channel else root,
        )
        await self.teams.idle()
        return said.id

    async def edit(self, user: str, conversation: str, ts: str, text: str) -> None:
        await self.teams.people.edit(user, conversation, ts, text)
        await self.teams.idle()

    async def remove(self, user: str, conversation: str, ts: str) -> None:
        await self.teams.people.delete(user, conversation, ts)
        await self.teams.idle()

    async def react(self, user: str, conversation: str, ts: str, emoji: str, on: bool = True) -> None:
        await self.teams.people.react(user, conversation, ts, EMOJI.get(emoji, emoji), on=on)
        await self.teams.idle()

    async def press(self, user: str, conversation: str, shown: Shown, button: Pressable) -> Answer:
        before = self._alone(user)
        carrier = self._carrying(user, conversation, shown.ts, button)
        if carrier is None:
            message = self.teams.tenant.messages[conversation][shown.ts]
            seen = await self.teams.people.use(user, message, made_up(button), [], {})
        else:
            message, (action, fields, values) = carrier
            seen = await self.teams.people.use(user, message, action, fields, values)
        assert seen.ok, seen
        await self.teams.idle()
        return self._answer(user, seen, before)

    async def command(self, user: str, conversation: str, text: str) -> Answer:
        before = self._alone(user)
        await self.teams.people.slash(user, conversation, text)
        await self.teams.idle()
        return self._answer(user, Seen(True), before)

    async def elsewhere(self) -> str | None:
        return self.teams.tenant.group("ailleurs", (self.cast.asker, self.cast.colleague), there=False).id

    async def raise_message(self, user: str, conversation: str, ts: str) -> Answer:
        before = self._alone(user)
        seen = await self.teams.people.message_action(user, conversation, ts)
        await self.teams.idle()
        return self._answer(user, seen, before)

    async def send_out(self, conversation: str) -> None:
        tenant = self.teams.tenant
        # In Teams it is in a team, or in none of its channels: this one has a team of its own.
        own = tenant.rooms[conversation].team = tenant.team("À part", list(tenant.people))
        await self.teams.people.remove_from(own.id, self.cast.asker)
        await self.teams.idle()

    async def bring_back(self, conversation: str) -> None:
        own = self.teams.tenant.rooms[conversation].team
        assert own is not None
        await self.teams.people.add_to(own.id, self.cast.asker)
        await self.teams.idle()

    async def submit(self, user: str, form: str, values: dict[str, str]) -> Answer:
        dialog = self.teams.people.dialog(user)
        if dialog is None or form_in(dialog.card) != form:
            return await self._submit_elsewhere(user, form, values)
        before = self._alone(user)
        seen = await self.teams.people.submit(user, values)
        assert seen.trouble is None, seen.trouble
        if seen.errors:
            return Answer("field_errors", errors=seen.errors)
        assert seen.delivery is not None
        self._sent[form] = seen.delivery.activity
        await self.teams.idle()
        told = self._answer(user, seen, before)
        return told if told.form else Answer("close_form", told.text)

    async def seen(self, conversation: str) -> Sequence[Shown]:
        return [self._shown(each) for each in self.teams.tenant.standing(conversation) if each.only is None]

    async def whispers(self, user: str) -> Sequence[Shown]:
        return [self._shown(each) for each in self._alone(user) if each.only == user]

    async def open_home(self, user: str) -> None:
        await self.post(user, self.direct(user), "accueil")

    async def home(self, user: str) -> Shown | None:
        message = self.teams.tenant.message(self.direct(user), self.told.homes.get(user, ""))
        return None if message is None else self._shown(message)

    async def forms(self, user: str) -> dict[str, str]:
        found, dialog = {}, self.teams.people.dialog(user)
        if dialog is not None and (form := form_in(dialog.card)):
            found[form] = dialog.title
        for form, (room, key) in self.told.forms.items():
            message = self.teams.tenant.message(room, key)
            if message is not None and room == self.direct(user):
                found[form] = str(message.activity["summary"])
        return found

    async def refuse(self, error: type[PlatformError], times: int = 1) -> None:
        after = {port.Unknown: 0.0, port.RateLimited: 0.001}.get(error, 1.0)
        # What is too big is said once more in short.
        often = 2 * times if error is port.TooBig else times
        self.teams.fault(CallFault("*", HOW[error], often, after=after))

    async def _submit_elsewhere(self, user: str, form: str, values: dict[str, str]) -> Answer:
        """A form that stands as a card in the personal chat; or one gone from the screen: the same is sent again."""
        if form in self._sent:
            delivery = await self.teams.deliveries.deliver(self._sent[form])
            assert delivery.answer.ok, delivery.answer
            return Answer("close_form")
        before = self._alone(user)
        for message in reversed(self.teams.tenant.standing(self.direct(user))):
            if form_in(message.card(user)) == form:
                action, fields = next(each for each in ways(message.card(user) or {}) if form_of(each[0].get("data")))
                seen = await self.teams.people.use(user, message, action, fields, values)
                assert seen.trouble is None, seen.trouble
                await self.teams.idle()
                told = self._answer(user, seen, before)
                return told if told.form else Answer("close_form", told.text, errors=seen.errors)
        raise AssertionError(f"no form {form} in front of them")

    def _alone(self, user: str) -> list[Message]:
        """What this person alone is shown: whispers, and all that stands in their personal chat."""
        tenant, direct = self.teams.tenant, self.direct(user)
        found = [each for room in tenant.rooms for each in tenant.standing(room)]
        mine = [each for each in found if each.author is None and (each.room == direct or each.only == user)]
        return sorted(mine, key=lambda each: int(each.id))

    def _answer(self, user: str, seen: Seen, before: list[Message]) -> Answer:
        if seen.dialog is not None:
            return self._opened(user, seen.dialog)
        if seen.card is not None:
            return Answer("say", self._read(user, seen.card))
        said = (seen.told or "").replace(UNSEEN, "")
        if DONE.fullmatch(said):
            return Answer("done", said)
        known = {each.id for each in before}
        new = [each for each in self._alone(user) if each.id not in known]
        if new:
            return Answer("say", self._shown(new[-1]).text)
        return Answer("say", said)

    def _opened(self, user: str, dialog: Dialog) -> Answer:
        form, errors = form_in(dialog.card), errors_in(dialog.card)
        if form is None:
            return Answer("say", self._read(user, dialog.card))
        fields = tuple(each["id"] for each in dialog.card["body"] if str(each["type"]).startswith("Input."))
        if errors:
            return Answer("field_errors", dialog.title, form, fields, errors)
        return Answer("open_form", dialog.title, form, fields)

    def _read(self, user: str, card: JSON) -> str:
        return card_lines(card, self.teams.tenant.people[user]).text.replace(UNSEEN, "")

    def _carrying(
        self, user: str, conversation: str, ts: str, button: Pressable
    ) -> tuple[Message, tuple[JSON, list[JSON], dict[str, str]]] | None:
        """What carries a button: the message where it was seen, else anything that this person sees there."""
        there = [each for each in self.teams.tenant.standing(conversation) if each.only in (None, user)]
        for each in sorted(there, key=lambda each: (each.id == ts, int(each.id)), reverse=True):
            found = pressed(each.card(user), button)
            if found is not None:
                return each, found
        return None

    def _shown(self, message: Message) -> Shown:
        tenant = self.teams.tenant
        reader = tenant.people[message.only or tenant.rooms[message.room].people[0]]
        seen, drawn = screen(message, reader), self.told.of(message.card())
        people = {each.bot_scoped: each.id for each in tenant.people.values()}
        return Shown(
            message.id,
            message.root,
            message.author,
            seen.text.replace(UNSEEN, ""),
            subject=drawn.subject if drawn else None,
            kind=drawn.kind if drawn else None,
            buttons=tuple(buttons(seen.card)),
            pings=frozenset(people.get(each, each) for each in seen.pings),
            links=frozenset(seen.links),
            reactions=frozenset((user, name_of(emoji)) for emoji, users in message.reactions.items() for user in users),
        )


DONE = re.compile(
    "|".join(
        re.sub(r"\\{\w+\\}", ".+", re.escape(template(language, key)))
        for language in LANGUAGES
        for key in ("receiving.done", *(f"obeyed.{act}" for act in OBEYED))
    )
)
"""What is said beside a card that was pressed when nothing else is to be said."""


def buttons(card: JSON | None) -> Iterator[Pressable]:
    """The buttons of a card, those that unfold from it included."""
    for action, _ in ways(card or {}):
        found = value_of(action.get("data"))
        if found is not None:
            yield Pressable(found[0], str(action["title"]), found[1], action.get("isEnabled", True))


def pressed(card: JSON | None, button: Pressable) -> tuple[JSON, list[JSON], dict[str, str]] | None:
    """The action of a card that tells the desk so, its fields, and what is chosen in them."""
    for action, fields in ways(card or {}):
        data = action.get("data") or {}
        for values in ({}, *({each["id"]: button.value} for each in fields if _offers(each, button.value))):
            if value_of(data | values) == (button.act, button.value):
                return action, fields, values
    return None


def made_up(button: Pressable) -> JSON:
    """What a card no longer carries, or never did, as an old screen or a forger presses it."""
    data = {"relais": {"v": 1, "act": button.act, "value": button.value}}
    return {"type": "Action.Execute", "title": button.label, "verb": button.act, "data": data}


def form_in(card: JSON | None) -> str | None:
    """The form that a card is."""
    return next((form for action, _ in ways(card or {}) if (form := form_of(action.get("data")))), None)


def errors_in(card: JSON) -> dict[str, str]:
    """The sentence above each field that it is about."""
    found: dict[str, str] = {}
    said = ""
    for each in card["body"]:
        runs = each.get("inlines") or [{}]
        if runs[0].get("color") == "attention":
            said = "".join(run["text"] for run in runs).replace(UNSEEN, "")
        elif str(each["type"]).startswith("Input."):
            found |= {each["id"]: said} if said else {}
            said = ""
    return found


def _offers(field: JSON, value: str) -> bool:
    return any(each["value"] == value for each in field.get("choices", ()))


def _same(card: JSON | None) -> str:
    return json.dumps(card, sort_keys=True)
