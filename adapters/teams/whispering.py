"""Whether a tenant has messages for one person alone (platform facts 2.3).

They are newer than what the desk speaks to: a service that does not know them could take no notice of the word that
makes them so, and show one to a whole channel. So none is sent before one has come from the tenant, as what people type
after a slash does; and none any more once one was refused.
"""

from __future__ import annotations

from adapters.platform import Address, Blocked, Gone, NotInstalled, NotInstalledHere, NotMember, Permanent, Ref
from adapters.shapes import Json, text_at
from adapters.teams.calls import Calls, segments
from adapters.teams.own import Own
from adapters.teams.people import People
from adapters.teams.references import Reference, References
from adapters.teams.standing import Remembered
from adapters.teams.turns import threaded

_TARGETED = {"isTargetedActivity": "true"}
_THEIRS = (Gone, NotMember, Blocked, NotInstalledHere)
"""What is said of one person or of one conversation, and not of the tenant."""


class Whispering:
    """Shows something to one person in a conversation of several, where the tenant has that."""

    def __init__(self, calls: Calls, people: People, references: References, own: Own) -> None:
        self._calls = calls
        self._people = people
        self._references = references
        self._own = own
        self._off = False
        self._shown: Remembered[int, Ref] = Remembered()
        self._roots: Remembered[Ref, str | None] = Remembered()

    @property
    def on(self) -> bool:
        """Whether it is known to work."""
        return not self._off and self._references.has_targeted

    async def show(self, user: str, at: Address, activity: Json, outbox_id: int) -> bool:
        """Show it there to them alone, instead of what was shown under that outbox id; whether it is shown.

        Raises:
            PlatformError: it may be shown on another try.
        """
        reference = await self._references.of(at.conversation)
        if not self.on or reference.kind == "direct":
            return False
        try:
            await self._show(user, at, activity, outbox_id)
        except NotInstalled:
            raise
        except Permanent as error:
            self._off = self._off or not isinstance(error, _THEIRS)
            return False
        return True

    def shown(self, outbox_id: int) -> Ref | None:
        """What was shown to one person alone in a conversation of several under that outbox id."""
        return self._shown.get(outbox_id)

    def stands(self, ref: Ref) -> bool:
        """Whether a message is one that was shown to one person alone."""
        return ref in self._roots

    async def change(self, ref: Ref, activity: Json) -> None:
        """Put something else in the place of what was shown to one person alone."""
        await self._change(await self._references.of(ref.conversation), ref, activity)

    async def _change(self, reference: Reference, ref: Ref, activity: Json) -> None:
        there = threaded(ref.conversation, self._roots.get(ref))
        address = {"from": {"id": self._own.bot}, "conversation": {"id": there}}
        await self._calls.ask(
            "PUT",
            reference.service_url,
            segments("conversations", there, "activities", ref.ts),
            json={**activity, **address},
            params=_TARGETED,
            scope=ref.conversation,
        )

    async def _show(self, user: str, at: Address, activity: Json, outbox_id: int) -> None:
        reference = await self._references.of(at.conversation)
        root = at.root if reference.kind == "channel" else None
        place = segments("conversations", threaded(at.conversation, root), "activities")
        address = {"from": {"id": self._own.bot}, "conversation": {"id": threaded(at.conversation, root)}}
        known = self._shown.get(outbox_id)
        if known is not None:
            await self._change(reference, known, activity)
            return
        account = {"id": await self._people.account(user), "aadObjectId": user}
        told = await self._calls.ask(
            "POST",
            reference.service_url,
            place,
            json={**activity, **address, "recipient": account},
            params=_TARGETED,
            scope=at.conversation,
            once=True,
        )
        if text_at(told, "id"):
            ref = Ref(at.conversation, text_at(told, "id"))
            self._shown.keep(outbox_id, ref)
            self._roots.keep(ref, root)
