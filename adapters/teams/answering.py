"""How the desk's reply reaches whoever acted: in the answer to their invoke while Teams waits for it, else beside it.

A card that can be pressed is theirs alone, in the conversation or in their personal chat: an invoke's own answer is a
few words, a dialog, or the card in the place of the one that was pressed. Sources: platform facts 2.3 (targeted
messages), 2.6 (Universal Actions), 2.7 (dialogs).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Mapping
from itertools import count
from typing import Any, Protocol

import structlog

from adapters.cleaning import one_line
from adapters.healing import doubted
from adapters.platform import Address, AppPorts, PlatformError, RateLimited, Ref, Someone, Transient, Unknown
from adapters.rendering import Drawn, DrawnButtons, DrawnForm, DrawnLine, DrawnMenu, Run, Runs, flat
from adapters.shapes import Json
from adapters.speaking import Speaker, Spoken
from adapters.teams import blocks, forms, invokes
from adapters.teams.acting import Act
from adapters.teams.standing import Remembered
from bot import cards
from bot.events import Where
from bot.locales import text
from storage.faults import StorageUnavailable
from storage.tables import Audience

log = structlog.get_logger(__name__)

AT_ONCE = 1.0
"""Seconds that what is shown beside an answer may hold that up."""
LONGEST = 15.0
LATELY = 600.0
"""Seconds in which what was said of a press, and stands there with its buttons, is not shown anew for another."""


class FarSide(Protocol):
    """What is shown beside an answer: the port's verbs (adapters/teams/platform.py)."""

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None: ...

    async def update(self, ref: Ref, card: Drawn) -> None: ...

    async def update_form(self, form_id: str, form: DrawnForm) -> None: ...

    def is_alone(self, ref: Ref) -> bool:
        """Whether a message in a conversation of several is shown to one person only."""
        ...

    def whispered(self, outbox_id: int) -> Ref | None:
        """What was shown under that id, where it stands; none where it does not, or not yet."""
        ...


class Answers:
    """Shows replies. What is shown beside an answer is shown once, however often an invoke comes."""

    def __init__(
        self, speaker: Speaker, far: FarSide, ports: AppPorts, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.speaker = speaker
        self._ports = ports
        self._far = far
        self._clock = clock
        self._beside: Remembered[str, int] = Remembered()
        self._lately: Remembered[tuple[str, str, str], float] = Remembered()
        # Whispers of the outbox go by its rows' ids; these are of no row.
        self._numbers = count(-1, -1)
        self._later: dict[asyncio.Task[None], str] = {}
        """What is being shown, and beside the answer to which event."""

    async def close(self) -> None:
        """Finish what is being shown."""
        if self._later:
            await asyncio.wait(self._later, timeout=LONGEST)

    async def show(self, act: Act, reply: cards.Reply) -> Json:
        """Show a reply; what an invoke is to be answered with, which says nothing where nobody waits for it."""
        act.reply = reply
        spoken = await self.speaker.speak(reply, act.who, act.where)
        if act.answered or act.surface == "message":
            await self._by_itself(act, reply, spoken)
            return invokes.NOTHING
        match act.surface:
            case "opening":
                return await self._opened(act, spoken)
            case "dialog" if act.form is None:
                return await self._opened(act, spoken)
            case "dialog":
                return await self._sent_in_dialog(act, reply, spoken)
            case _ if act.form is not None:
                return await self._sent_on_card(act, reply, spoken)
            case _:
                return await self._pressed(act, reply, spoken)

    async def meanwhile(self, act: Act) -> Json:
        """What an invoke is answered with when nothing of it is known in time, not even whether it is durable."""
        language = self.speaker.language(act.where)
        if act.form is None:
            said = text(language, "receiving.not_yet")
            return invokes.beside_card(said) if act.surface == "card" else _noticed(said, language)
        said = text(language, "receiving.form_slow")
        again = await self.speaker.form_again(act.form, act.where)
        if act.surface == "card":
            return invokes.beside_card(said) if again is None else _form_on_card(again, {"": said})
        return invokes.told(said) if again is None else invokes.dialog(forms.dialog(again, errors={"": said}))

    async def not_kept(self, act: Act) -> None:
        """Say that nothing was done after all, where it was said that nothing was noted yet; a form is still there."""
        if act.surface != "dialog" or act.form is None:
            language = self.speaker.language(act.where)
            await self._whisper(act, sentence(text(language, "receiving.unavailable"), language))

    def nothing_of_ours(self, surface: str, where: Where | None) -> Json:
        """What an invoke is answered with that the desk knows nothing of: a button of long ago, or of somebody else."""
        language = self.speaker.language(where)
        said = text(language, "errors.stale_button", slash="")
        return invokes.refused(said) if surface == "card" else _noticed(said, language)

    async def _pressed(self, act: Act, reply: cards.Reply, spoken: Spoken) -> Json:
        """A button of a card: what it changed is seen on the card, which the outbox draws again for all."""
        if spoken.form is not None:
            await self._form_in_chat(act, spoken.form)
            return invokes.beside_card(text(spoken.language, "receiving.form_in_chat"))
        if spoken.card is None:
            return invokes.beside_card(_in_words(spoken))
        if isinstance(reply, cards.Say) and reply.instead and self._is_alone(act):
            await self._in_place(act, spoken.card)
            return invokes.card_instead(blocks.card(spoken.card))
        return invokes.beside_card(await self._said(act, spoken))

    async def _opened(self, act: Act, spoken: Spoken) -> Json:
        """What opens a dialog: the form in it, or why there is none. A sentence is read there at once, whatever may be
        pressed under it elsewhere."""
        if spoken.form is not None:
            return invokes.dialog(forms.dialog(spoken.form))
        if spoken.card is None:
            return _noticed(_in_words(spoken), spoken.language)
        if _can_be_pressed(spoken.card):
            said = await self._said(act, spoken)
            first = _plainly(spoken.card.summary) if _says_all(spoken.card) else said
            return _noticed(first if said == first else f"{first} {said}", spoken.language)
        return invokes.shown(blocks.card(spoken.card))

    async def _sent_in_dialog(self, act: Act, reply: cards.Reply, spoken: Spoken) -> Json:
        if spoken.form is not None:
            return invokes.dialog(forms.dialog(spoken.form))
        problems = _problems(reply, spoken)
        again = await self._again(act) if problems else None
        if again is not None:
            return invokes.dialog(forms.dialog(again, errors=problems))
        if spoken.card is not None:
            said = await self._said(act, spoken)
            return invokes.NOTHING if self._beside_is_here(act) else invokes.told(said)
        return invokes.told("\n".join(problems.values())) if problems else invokes.NOTHING

    async def _sent_on_card(self, act: Act, reply: cards.Reply, spoken: Spoken) -> Json:
        """A form that stands as a card in the personal chat: what became of it takes its place."""
        if spoken.form is not None:
            return _form_on_card(spoken.form, {})
        problems = _problems(reply, spoken)
        again = await self._again(act) if problems else None
        if again is not None:
            return _form_on_card(again, problems)
        after = spoken.card or sentence(_in_words(spoken), spoken.language)
        await self._in_place(act, after)
        return invokes.card_instead(blocks.card(after))

    async def _by_itself(self, act: Act, reply: cards.Reply, spoken: Spoken) -> None:
        """Where no answer is waited for, or not any longer: to them alone, beside what they did."""
        if spoken.form is not None:
            await self._form_in_chat(act, spoken.form)
        elif spoken.card is not None:
            await self._whisper(act, spoken.card)
        elif spoken.errors:
            if not (act.answered and act.surface == "dialog"):
                await self._whisper(act, sentence(_in_words(spoken), spoken.language))
            # Else the form is still before them: sent again, it gets these.
        elif act.answered or act.form is not None:
            await self._over(act, sentence(_in_words(spoken), spoken.language))

    async def _over(self, act: Act, card: Drawn) -> None:
        """Say that it is done: in the place of the form, where that is a card, else beside."""
        if act.form is not None and act.surface != "dialog" and self._is_alone(act):
            await self._in_place(act, card)
        else:
            await self._whisper(act, card)

    def _is_alone(self, act: Act) -> bool:
        """Whether what was pressed is seen by nobody else."""
        if act.where is None or act.ts is None:
            return False
        return act.where.kind == "direct" or self._far.is_alone(Ref(act.where.conversation, act.ts))

    async def _again(self, act: Act) -> DrawnForm | None:
        return None if act.form is None else await self.speaker.form_again(act.form, act.where)

    async def _said(self, act: Act, spoken: Spoken) -> str:
        """A card in a few words; shown beside them, where there is more to it, or anything to press, and then not said
        a second time: the words say where it is.

        What these words say whole stands beside them once, with what may be pressed, however often it is said.
        """
        assert spoken.card is not None
        if not _is_a_sentence(spoken.card) and not self._stands_already(act, spoken.card):
            await self._whisper(act, spoken.card)
            if self._beside_is_here(act):
                return text(spoken.language, "receiving.answer_here")
            if act.posted or self._beside_at(act) is not None:
                return text(spoken.language, "receiving.answer_in_chat")
        ours = tuple(run for run in blocks.summary_of(spoken.card) if run.kind != "said")
        return _plainly(ours) or text(spoken.language, "receiving.done")

    def _beside_at(self, act: Act) -> Ref | None:
        """Where what is shown beside an answer stands; none where it does not, as far as is known by now."""
        number = self._beside.get(act.key)
        return self._far.whispered(number) if number is not None else None

    def _beside_is_here(self, act: Act) -> bool:
        """Whether what is shown beside an answer stands in the conversation in which they acted."""
        if act.where is None:
            return False
        if act.posted:
            return act.where.kind == "direct"
        ref = self._beside_at(act)
        return ref is not None and ref.conversation == act.where.conversation

    def _stands_already(self, act: Act, card: Drawn) -> bool:
        """Whether what its words say whole stands beside them already, from another press."""
        return self._beside.get(act.key) is None and _says_all(card) and self._stands(act, card)

    def _stands(self, act: Act, card: Drawn) -> bool:
        """Whether the same was shown to them a moment ago, for a press in the same conversation."""
        room = act.where.conversation if act.where is not None else ""
        same = (act.who.user, room, json.dumps(blocks.card(card), sort_keys=True))
        before, now = self._lately.get(same), self._clock()
        if before is not None and now - before < LATELY:
            return True
        self._lately.keep(same, now)
        return False

    async def _whisper(self, act: Act, card: Drawn) -> None:
        """Show a card to them alone: where they are, if others read there, else in their personal chat."""
        number = next(self._numbers)
        if act.where is None or act.posted:
            return
        if not self._first(act, number):
            await self._shown_first(act)
            return
        at = Address(act.where.conversation, act.where.root)
        await self._shown(act, self._far.whisper(_someone(act), at, card, number))

    async def _in_place(self, act: Act, card: Drawn) -> None:
        """Put a card where the one was that they pressed: what an answer shows there is not kept."""
        if act.where is not None and act.ts is not None and self._first(act):
            there = Ref(act.where.conversation, act.ts)
            await self._shown(act, self._far.update(there, card), there)

    async def _form_in_chat(self, act: Act, form: DrawnForm) -> None:
        """Where no dialog can open, a form is a card in the personal chat."""
        if self._first(act):
            await self._shown(act, self._far.update_form(form.id, form))

    def _first(self, act: Act, number: int = 0) -> bool:
        """Whether nothing was shown beside it yet. `number`: that of the whisper that is."""
        known = self._beside.get(act.key)
        self._beside.keep(act.key, number if known is None else known)
        return known is None

    async def _shown(self, act: Act, showing: Coroutine[Any, Any, None], instead_of: Ref | None = None) -> None:
        """Show something beside the answer, which does not wait for it longer than a moment. `instead_of`: there."""
        task = asyncio.create_task(self._tried(act, showing, instead_of))
        self._later[task] = act.key
        task.add_done_callback(self._later.pop)
        await asyncio.wait({task}, timeout=AT_ONCE)

    async def _shown_first(self, act: Act) -> None:
        """Wait a moment for what is being shown beside the same invoke, that its repeat is answered in the same way."""
        if showing := [task for task, key in self._later.items() if key == act.key]:
            await asyncio.wait(showing, timeout=AT_ONCE)

    async def _tried(self, act: Act, showing: Coroutine[Any, Any, None], instead_of: Ref | None) -> None:
        """Show it; what Teams does not take now is left to the outbox, which goes on trying while it is of use."""
        try:
            await showing
        except PlatformError as refused:
            log.warning("teams.not_shown", code=type(refused).__name__, event_kind=act.event.kind)
            if act.reply is not None and isinstance(refused, RateLimited | Transient | Unknown):
                await self._shown_later(act, act.reply, refused, instead_of)

    async def _shown_later(self, act: Act, reply: cards.Reply, refused: PlatformError, instead_of: Ref | None) -> None:
        met = doubted(None, type(refused).__name__) if isinstance(refused, Unknown) else None
        try:
            if instead_of is not None and act.where is not None:
                queued = self._ports.door.replace_again(act.event, reply, act.where, instead_of.ts)
            else:
                queued = self._ports.door.show_again(act.event, reply, act.where, met)
            await asyncio.wrap_future(queued)
        except StorageUnavailable:
            log.warning("teams.not_shown_later", event_kind=act.event.kind)


def sentence(said: str, language: str) -> Drawn:
    """A sentence of ours as a card for one person."""
    runs = (Run("text", said),)
    return Drawn("notice", Audience.PERSON, None, runs, (DrawnLine(runs),), language)


def _problems(reply: cards.Reply, spoken: Spoken) -> Mapping[str, str]:
    """Why a form was not taken, by field: what was typed is to stay in front of whoever typed it."""
    if isinstance(reply, cards.Say) and spoken.card is not None:
        return {"": _plainly(blocks.summary_of(spoken.card))}
    return spoken.errors


def _in_words(spoken: Spoken) -> str:
    return "\n".join(spoken.errors.values()) or spoken.done


def _noticed(said: str, language: str) -> Json:
    return invokes.shown(blocks.notice(said, language))


def _form_on_card(form: DrawnForm, errors: Mapping[str, str]) -> Json:
    return invokes.card_instead(forms.form_card(form, errors=errors, in_chat=True))


def _can_be_pressed(card: Drawn) -> bool:
    return any(isinstance(part, DrawnButtons | DrawnMenu) for part in card.parts)


def _is_a_sentence(card: Drawn) -> bool:
    """Whether its summary says all of it, and nothing of it can be pressed."""
    return _says_all(card) and not _can_be_pressed(card)


def _says_all(card: Drawn) -> bool:
    """Whether its summary says all that is to be read in it."""
    lines = [part.runs for part in card.parts if isinstance(part, DrawnLine)]
    pressed = sum(isinstance(part, DrawnButtons | DrawnMenu) for part in card.parts)
    return len(lines) + pressed == len(card.parts) and " ".join(map(_plainly, lines)) == _plainly(card.summary)


def _plainly(runs: Runs) -> str:
    return one_line(flat(runs)).strip()


def _someone(act: Act) -> Someone:
    return Someone(act.who.team, act.who.user)
