"""Where the desk is not: what was to stand in a conversation that it is not in is shown to the requester directly.

A message action may come from there (platform facts 1.4), and a desk may be sent out of a channel between two calls.
"""

from __future__ import annotations

from bot.cards import Mention
from bot.creation import RAISED
from bot.outgoing import give_up_place, say_to
from bot.people import reach, who
from bot.placing import direct_spot, stand
from bot.requests import by_id, places
from bot.talk import Talk
from bot.views.notices import notice
from storage.tables import Audience, Level, Place, Request


def shown_directly(talk: Talk, place_id: int) -> None:
    """The place is given up for the requester's direct conversation: one that they have already, or one from now on.

    Triage falls back on nothing, nor does what is direct: nothing becomes more public than it was.
    """
    unit = talk.unit
    refused = unit.get(Place, place_id)
    if refused is None:
        return
    request = by_id(unit, refused.request_id)
    own = [each for each in places(unit, request) if each.audience is Audience.REQUESTER]
    place = next((each for each in own if each.id == place_id), None)
    if place is None or place.identity_id is not None or place.card is not None:
        return
    identity = reach(unit, request.requester_id, place.platform)
    if identity is None:
        return
    if any(each.identity_id is not None for each in own):
        # What was said since then was said there too.
        give_up_place(unit, place, None)
    else:
        give_up_place(unit, place, stand(unit, request, direct_spot(Audience.REQUESTER, identity)))
    _tell_raiser(talk, request, place)


def _tell_raiser(talk: Talk, request: Request, place: Place) -> None:
    """Whoever made it of somebody else's message sees no card of it: they are told that it is made."""
    raiser = request.raised_by_id
    if request.origin not in RAISED or raiser in (None, request.requester_id) or request.level is Level.CONFIDENTIAL:
        return
    identity = reach(talk.unit, raiser, place.platform)
    if identity is not None:
        author = (Mention(person=request.requester_id),)
        card = notice("raise.elsewhere", Audience.PERSON, subject=request.ref, ref=request.ref, who=author)
        say_to(talk.unit, who(identity), card)
