"""What a platform refuses for good: those who coordinate the desk are told where, why, and what is to be done.

Sources: issues 3 and 4. They are told directly, never where others read, and once a day of the same trouble.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards import Done, Plain, Reply, Span, Text
from bot.conversations import unreached
from bot.conversations.not_there import begun_anew, is_absent, said_directly, shown_directly
from bot.coordinating import who_coordinates
from bot.events import PostRefused
from bot.outgoing import say_daily
from bot.people import identities_of, identity_of, persons_of_charter, reader, who
from bot.policies.confidentiality import Part
from bot.policies.permissions import sight
from bot.requests import channel_name, source_of
from bot.talk import Talk
from bot.views.parts import mention
from bot.views.refused import REMEDIES, in_channel, on_platform, refused_card, to_person
from storage.rows import id_of
from storage.tables import Identity, Outbox, Person, Place, Request

_ABSENT = ("NotMember", "Gone")
_ROOT_GONE = "RootGone"


def post_refused(talk: Talk) -> Reply:
    """What cannot stand where it should is shown elsewhere, if that can be; and whoever can mend that is told."""
    event: PostRefused = talk.event
    absent = event.why in _ABSENT and not _is_of_its_root(talk, event)
    if absent and event.conversation is not None:
        is_absent(talk, event.platform, event.conversation)
    if event.place is not None:
        shown_directly(talk, event.place)
    if event.post is not None and not (event.why == _ROOT_GONE and begun_anew(talk, event.post)):
        said_directly(talk, event.post, absent=event.why in (*_ABSENT, _ROOT_GONE))
    unreached.refused(talk, event)
    spot = _spot(talk, event) if absent or event.why not in (*_ABSENT, _ROOT_GONE) else None
    if event.why in REMEDIES and spot is not None:
        _tell(talk, event, spot)
    return Done()


def _is_of_its_root(talk: Talk, event: PostRefused) -> bool:
    """Whether it is but the message above that is gone, where a platform does not tell that from the desk's absence.

    Its author deleted it.
    """
    post = talk.unit.get(Outbox, event.post)
    place = talk.unit.get(Place, post.place_id if post is not None else event.place)
    if event.why != "Gone" or place is None or place.conversation is None or place.root is None:
        return False
    above = source_of(talk.unit, place.platform, place.conversation, place.root)
    return above is not None and above.deleted_at is not None


def _tell(talk: Talk, event: PostRefused, spot: Text) -> None:
    request = talk.unit.get(Request, event.request)
    about = f"{event.trouble}:{talk.now.date()}"
    for person, identities in _who_can_mend(talk, event):
        someone = reader(talk.unit, talk.charter, person)
        may_read = request is not None and sight(someone, request, talk.charter) is Part.FULL
        for each in identities:
            card = refused_card(event.why, spot, request.ref if request is not None and may_read else None)
            say_daily(talk.unit, who(each), card, about)


def _spot(talk: Talk, event: PostRefused) -> Text | None:
    """Where or to whom, in words; none where the desk has no need to be: a conversation that the charter leaves out."""
    if event.who is not None:
        identity = identity_of(talk.unit, event.who)
        return to_person(mention(talk.unit.need(Person, identity.person_id))) if identity is not None else None
    conversation = event.conversation or ""
    if talk.charter.channel(event.platform, conversation) is not None:
        name = channel_name(talk.unit, event.platform, conversation)
        named: Span = Plain(text=f"#{name.lstrip('#')}" if name else conversation)
        return in_channel(named, event.platform)
    return None if event.why in _ABSENT else on_platform(event.platform)


def _who_can_mend(talk: Talk, event: PostRefused) -> list[tuple[Person, list[Identity]]]:
    """Those who coordinate, by all the accounts where they can be told; else who steers; else the administrators."""
    for people in _in_charge(talk):
        found = [(each, _accounts(talk, event, each)) for each in people if each.active]
        if any(accounts for _, accounts in found):
            return found
    return []


def _in_charge(talk: Talk) -> Iterator[list[Person]]:
    yield who_coordinates(talk.unit, talk.charter)
    charter = talk.charter
    yield persons_of_charter(talk.unit, [charter.desk.pilot] if charter.desk.pilot else [])
    yield persons_of_charter(talk.unit, [each.id for each in charter.people_with("admin")])


def _accounts(talk: Talk, event: PostRefused, person: Person) -> list[Identity]:
    """Where somebody can be told: not where it was refused; what a whole platform refuses, on another if any."""
    known = [each for each in identities_of(talk.unit, id_of(person)) if not each.bot]
    known = [each for each in known if each.platform in talk.platforms and who(each) != event.who]
    elsewhere = [each for each in known if each.platform != event.platform]
    return elsewhere or known if event.everywhere else known
