"""Where a request is shown: what the policy allows is posted, what it no longer allows is taken back.

`settle` is called whenever the answer may have changed (creation, another site, another service, a message found
private); it compares where the request stands with where it may stand, and queues the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot import outgoing
from bot.charter import Channel, Charter
from bot.grants import let_in_besides
from bot.people import Actor, charter_person, person_of_charter, persons_of_charter, reach, reachable, reader, who
from bot.policies.confidentiality import Part, PlaceKind, goes_direct, level_after, part_in
from bot.policies.naming import company_of
from bot.policies.permissions import Act, may, sight
from bot.policies.routing import coordinators as coordinating
from bot.policies.routing import eligible_people
from bot.requests import copies_in, is_shared, places
from bot.workspaces import is_here
from storage.rows import id_of
from storage.tables import Audience, Identity, Level, Person, Place, Request
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card may stand: a channel, a thread of it, or someone's direct conversation."""

    audience: Audience
    platform: str
    conversation: str | None
    root: str | None
    identity_id: int | None
    lane: str

    def is_that_of(self, place: Place) -> bool:
        """Whether a place stands there already."""
        if place.audience != self.audience or place.platform != self.platform:
            return False
        if self.identity_id is not None:
            return place.identity_id == self.identity_id
        if place.identity_id is not None or place.conversation != self.conversation:
            return False
        return self.root is None or place.root == self.root


def settle(
    unit: Unit, charter: Charter, platforms: frozenset[str], request: Request, standing: Sequence[Place] | None = None
) -> None:
    """Show the request's card where its level allows, and nowhere else. `standing`: where it stands, when known."""
    standing = places(unit, request) if standing is None else standing
    allowed = _triage_spots(unit, charter, platforms, request) + _requester_spots(unit, charter, request, standing)
    for place in standing:
        if not any(spot.is_that_of(place) for spot in allowed):
            leave(unit, place)
    for spot in allowed:
        if not any(spot.is_that_of(place) for place in standing):
            stand(unit, request, spot)


def stand(unit: Unit, request: Request, spot: Spot) -> Place:
    """A new place for a request, and its card there."""
    place = unit.add(
        Place(
            request_id=id_of(request),
            audience=spot.audience,
            platform=spot.platform,
            conversation=spot.conversation,
            identity_id=spot.identity_id,
            root=spot.root,
            lane=spot.lane,
            created_at=unit.now,
        )
    )
    outgoing.post_place(unit, place)
    return place


def leave(unit: Unit, place: Place) -> None:
    """Take back the card of a place, what was said and relayed there, and the desk's emoji on the message above it."""
    hush(unit, place)
    outgoing.retract_place(unit, place)
    if place.audience is Audience.REQUESTER and place.identity_id is None and place.root is not None:
        for verb in ("create", "done"):
            outgoing.react(unit, place.platform, place.conversation or "", place.root, verb, on=False)


def hush(unit: Unit, place: Place) -> None:
    """Take back what was said and relayed in a place, and leave the card, that tells less by now."""
    for copy in copies_in(unit, place):
        outgoing.correct_copy(unit, place, None, copy)
    outgoing.retract_said(unit, place)


def thread_spot(platform: str, conversation: str, root: str) -> Spot:
    """The requester's thread in a channel."""
    lane = outgoing.thread_lane(platform, conversation, root)
    return Spot(Audience.REQUESTER, platform, conversation, root, None, lane)


def direct_spot(audience: Audience, identity: Identity, root: str | None = None) -> Spot:
    """Someone's direct conversation with the desk; in the thread of their own message when `root` is given."""
    lane = outgoing.direct_lane(who(identity))
    return Spot(audience, identity.platform, identity.direct, root, identity.id, lane)


def spot_of(actor: Actor, conversation: str, kind: str, root: str) -> Spot:
    """Where the requester's card stands for an ask made there."""
    if kind == "direct":
        identity = actor.identity
        lane = outgoing.direct_lane(who(identity))
        return Spot(Audience.REQUESTER, identity.platform, conversation, root, identity.id, lane)
    return thread_spot(actor.identity.platform, conversation, root)


def workers(unit: Unit, charter: Charter, request: Request) -> list[Person]:
    """Those who may work a request and can be told of it, its requester excepted."""
    here, charter = reachable(unit), company_of(charter, request)
    service = request.service if not request.executive else None
    granted = let_in_besides(unit, request.id, service, request.site, request.level)
    able = eligible_people(charter, request.site, request.service, request.level, granted=granted)
    names = (name for name in able if name in here)
    return [person for person in persons_of_charter(unit, names) if person.id != request.requester_id]


def coordinators(unit: Unit, charter: Charter, request: Request) -> list[Person]:
    """The people who coordinate such a request."""
    charter = company_of(charter, request)
    return persons_of_charter(unit, coordinating(charter, request.site, request.service, request.level))


def kept_in_house(charter: Charter, request: Request) -> bool:
    """Whether the request's service is kept from the provider's people."""
    service = charter.service(request.service)
    return service is not None and service.in_house_only


def kept_apart(charter: Charter, request: Request) -> bool:
    """Whether a request is not for everybody at its site: it stands with each of those who may read it."""
    return level_now(charter, request) is not Level.STANDARD or kept_in_house(charter, request)


def part_at(unit: Unit, charter: Charter, place: Place, request: Request) -> Part:
    """How much of a request those who read in one of its places may see there now."""
    if place.identity_id is None:
        if place.audience is Audience.TRIAGE and not _is_triage(charter, place, request):
            return Part.NOTHING
        in_house = kept_in_house(charter, request)
        return part_in(level_now(charter, request), _kind(unit, charter, place, request), in_house_only=in_house)
    identity = unit.need(Identity, place.identity_id)
    person = unit.need(Person, identity.person_id)
    there = identity.active and person.active and is_here(unit, identity)
    if not there or (identity.outsider and charter_person(charter, person) is None):
        return Part.NOTHING
    if place.audience is Audience.REQUESTER:
        return Part.FULL if person.id == request.requester_id else Part.NOTHING
    return sight(reader(unit, charter, person), request, charter)


def level_now(charter: Charter, request: Request) -> Level:
    """How private a request is by the charter in force, which may have made its service more so since it was asked."""
    return level_after(charter, request.level, request.service, sensitive=False, by_requester=False)


def _is_triage(charter: Charter, place: Place, request: Request) -> bool:
    """Whether a channel is (still) the assistants', for that request's site."""
    channel = charter.channel(place.platform, place.conversation or "")
    return channel is not None and channel.purpose == "assistants" and channel.site in (None, request.site)


def spoken_in(standing: Sequence[Place]) -> list[Place]:
    """Where something more is said of a request, of the places where it stands: no thread that its requester's direct
    conversation has come to stand in for. What goes on there is not told where others read, should the desk come back.
    """
    own = [place for place in standing if place.audience is Audience.REQUESTER]
    since = max((place.created_at for place in own if place.identity_id is not None), default=None)
    left = {place.id for place in own if place.identity_id is None and since is not None and place.created_at < since}
    return [place for place in standing if place.id not in left]


def may_read(unit: Unit, charter: Charter, place: Place, request: Request) -> bool:
    """Whether what is said of a request may be shown in one of its places."""
    return part_at(unit, charter, place, request) is Part.FULL


def reads(unit: Unit, charter: Charter, person_id: int | None, request: Request) -> bool:
    """Whether a person is there and may read what is said of a request; nobody (none) may not."""
    person = _present(unit, person_id)
    return person is not None and sight(reader(unit, charter, person), request, charter) is Part.FULL


def works(unit: Unit, charter: Charter, person_id: int | None, request: Request) -> bool:
    """Whether a person is there and may bring a request to its end, as one who has it; nobody (none) may not."""
    person = _present(unit, person_id)
    return person is not None and may(Act.RESOLVE, reader(unit, charter, person), request, charter).allowed


def _present(unit: Unit, person_id: int | None) -> Person | None:
    person = unit.get(Person, person_id)
    return person if person is not None and person.active and reach(unit, id_of(person)) is not None else None


def readers(unit: Unit, charter: Charter, request: Request) -> set[int | None]:
    """Those who work, or whose agreement is asked, and may read a request: its words may stand on their homes."""
    at_work = {each.id for each in charter.people if each.has_role("assistant", "coordinator")}
    people = persons_of_charter(unit, sorted(at_work | set(request.approvers.split())))
    return {each.id for each in people if sight(reader(unit, charter, each), request, charter) is Part.FULL}


def _kind(unit: Unit, charter: Charter, place: Place, request: Request) -> PlaceKind:
    conversation = place.conversation or ""
    channel = charter.channel(place.platform, conversation)
    said = channel is not None and channel.shared_with is not None
    # Looked up only where it matters: what is standard and for everybody is shown there all the same.
    shared = not said and kept_apart(charter, request) and is_shared(unit, place.platform, conversation)
    if place.audience is Audience.REQUESTER:
        return PlaceKind.SHARED_REQUESTS if shared else PlaceKind.REQUESTS
    return PlaceKind.SHARED_TRIAGE if said or shared else PlaceKind.TRIAGE


def contact_for(unit: Unit, charter: Charter, request: Request) -> Person | None:
    """The company's own person for confidential matters, unless the request names them."""
    charter = company_of(charter, request)
    return person_of_charter(unit, charter.desk.contact) if charter.desk.contact else None


def triage_channels(charter: Charter, platforms: frozenset[str], site: str | None) -> list[Channel]:
    """The assistants' channels that show what is asked at a site."""
    return [
        channel
        for channel in charter.channels
        if channel.purpose == "assistants" and channel.platform in platforms and channel.site in (None, site)
    ]


def places_of_triage(
    unit: Unit, charter: Charter, platforms: frozenset[str], site: str, level: Level, *, in_house_only: bool
) -> list[Channel]:
    """The assistants' channels that may show the words of what is asked at a site; none: each gets it directly."""
    return [
        channel
        for channel in triage_channels(charter, platforms, site)
        if not goes_direct(
            level, in_house_only=in_house_only, shared_triage=in_house_only and _is_read_outside(unit, channel)
        )
    ]


def _is_read_outside(unit: Unit, channel: Channel) -> bool:
    return channel.shared_with is not None or is_shared(unit, channel.platform, channel.id)


def _triage_spots(unit: Unit, charter: Charter, platforms: frozenset[str], request: Request) -> list[Spot]:
    in_house = kept_in_house(charter, request)
    level = level_now(charter, request)
    channels = places_of_triage(unit, charter, platforms, request.site, level, in_house_only=in_house)
    if channels:
        return [
            Spot(
                Audience.TRIAGE,
                channel.platform,
                channel.id,
                None,
                None,
                f"card:{channel.platform}:{channel.id}:{request.ref}",
            )
            for channel in channels
        ]
    people = [id_of(each) for each in workers(unit, charter, request) or coordinators(unit, charter, request)]
    holder = request.assignee_id
    if holder is not None and holder not in (*people, request.requester_id) and reads(unit, charter, holder, request):
        people.append(holder)
    found = [reach(unit, person) for person in people]
    return [direct_spot(Audience.TRIAGE, identity) for identity in found if identity is not None]


def _requester_spots(unit: Unit, charter: Charter, request: Request, standing: Sequence[Place]) -> list[Spot]:
    own = [place for place in standing if place.audience is Audience.REQUESTER]
    kept = [
        Spot(place.audience, place.platform, place.conversation, place.root, place.identity_id, place.lane)
        for place in own
        if place.identity_id is not None
        or part_in(request.level, _kind(unit, charter, place, request)) is not Part.NOTHING
    ]
    if any(place.identity_id is not None for place in own) or any(
        may_read(unit, charter, place, request) for place in own
    ):
        return kept
    identity = reach(unit, request.requester_id, own[0].platform if own else None)
    return [*kept, direct_spot(Audience.REQUESTER, identity)] if identity is not None else kept
