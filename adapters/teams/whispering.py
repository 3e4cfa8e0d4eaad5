"""Whether a tenant has messages for one person alone (platform facts 2.3).

They are newer than what the desk speaks to: a service that does not know them could take no notice of the word that
makes them so, and show one to a whole channel. So none is sent before one has come from the tenant, as what people type
after a slash does; and none any more once one was refused.
"""

from __future__ import annotations

from adapters.platform import Address, Blocked, Gone, NotInstalled, NotMember, Permanent, Ref
from adapters.shapes import Json, text_at
from adapters.teams.calls import Calls, segments
from adapters.teams.own import Own
from adapters.teams.people import People
from adapters.teams.references import References
from adapters.teams.standing import Remembered
from adapters.teams.turns import threaded

_TARGETED = {"isTargetedActivity": "true"}
_THEIRS = (Gone, NotMember, Blocked)
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

    async def _show(self, user: str, at: Address, activity: Json, outbox_id: int) -> None:
        reference = await self._references.of(at.conversation)
        root = at.root if reference.kind == "channel" else None
        place = segments("conversations", threaded(at.conversation, root), "activities")
        address = {"from": {"id": self._own.bot}, "conversation": {"id": threaded(at.conversation, root)}}
        known = self._shown.get(outbox_id)
        if known is not None:
            path, method, message = f"{place}/{segments(known.ts)[3:]}", "PUT", {**activity, **address}
        else:
            account = {"id": await self._people.account(user), "aadObjectId": user}
            path, method, message = place, "POST", {**activity, **address, "recipient": account}
        told = await self._calls.ask(
            method,
            reference.service_url,
            path,
            json=message,
            params=_TARGETED,
            scope=at.conversation,
            once=known is None,
        )
        if known is None and text_at(told, "id"):
            self._shown.keep(outbox_id, Ref(at.conversation, text_at(told, "id")))
