"""Whom and what an answer means: people by name, e-mail or handle, channels by number, name or id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from adapters.surveying import Member, Room
from relais.writing.draft import Place, Somebody, folded

_ASKING = ("demande", "request", "aide", "help", "besoin", "relais", "support")
_WORKING = ("assistan", "triage", "pole", "desk", "traitement")
_BY_HAND = re.compile(r"(?P<name>[^<>@]+?)\s*<(?P<email>[^<>\s]+)>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_ALIKE = 70
MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who can be named: read from the platform (`user`), or typed before (`id`), or both."""

    name: str
    email: str | None = None
    user: str | None = None
    handles: tuple[str, ...] = ()
    outsider: bool = False
    elsewhere: bool = False
    """Another company answers for their e-mail."""
    id: str | None = None
    platform: str | None = None
    """Where `user` is their id."""

    @property
    def label(self) -> str:
        """How they are told from others of that name."""
        more = self.email or (f"@{self.handles[0]}" if self.handles else self.user)
        return f"{self.name}, {more}" if more else self.name


def known_people(members: Iterable[Member], people: Iterable[Somebody]) -> list[Known]:
    """All who can be named now."""
    named = {one.accounts[0][1] if one.accounts else one.email.casefold(): one for one in people}
    found: list[Known] = []
    shown: set[str] = set()
    for member in members:
        profile = member.profile
        own = "" if profile.elsewhere else (profile.email or "").casefold()
        if own in shown:
            # The same person on another platform: one of their accounts is enough to name them by.
            continue
        shown |= {own} - {""}
        person = named.pop(profile.who.user, None) or named.pop((profile.email or "").casefold(), None)
        found.append(_known(member, person))
    return found + [_typed(one) for one in named.values()]


def _known(member: Member, person: Somebody | None) -> Known:
    """Somebody whom a platform tells of, and who they are in the draft, if they are named there."""
    profile = member.profile
    return Known(
        profile.name,
        person.email if person else profile.email,
        profile.who.user,
        member.handles,
        profile.outsider,
        bool(profile.elsewhere),
        person.id if person else None,
        profile.who.platform,
    )


def _typed(one: Somebody) -> Known:
    """Somebody of the draft whom no platform tells of."""
    platform, user = one.accounts[0] if one.accounts else (None, None)
    return Known(one.name, one.email, user, id=one.id, platform=platform)


def by_hand(said: str) -> tuple[str, str] | None:
    """`Inès Caron <ines@example.org>`: name and e-mail of somebody who is in no list."""
    found = _BY_HAND.fullmatch(said)
    return (found["name"].strip(), found["email"]) if found else None


def matching(said: str, known: Iterable[Known]) -> list[Known]:
    """Whom an answer may mean, the surest reading alone: an id, a handle, an e-mail or a whole name before a part."""
    mention = _MENTION.fullmatch(said)
    wanted = folded(mention[1] if mention else said.removeprefix("@"))
    people = list(known)
    if not wanted:
        return []
    exact = [one for one in people if wanted in _names(one)]
    if exact:
        return exact
    words = wanted.split()
    begun = [one for one in people if any(_begins(words, name) for name in _names(one))]
    return begun or [one for one in people if any(wanted in name for name in _names(one))]


def alike(said: str, known: Iterable[Known]) -> list[str]:
    """The names that look like what was typed, the nearest first."""
    names = {one.name: folded(one.name) for one in known}
    found = process.extract(folded(said), names, scorer=fuzz.WRatio, limit=MOST_ALIKE, score_cutoff=_ALIKE)
    return [key for _, _, key in found]


def _names(one: Known) -> set[str]:
    named = (one.name, one.email, one.user, one.id, *one.handles)
    return {folded(each) for each in named if each}


def _begins(words: Sequence[str], name: str) -> bool:
    """Whether each word begins another word of the name."""
    left = re.split(r"[\s.@_-]+", name)
    for word in words:
        first = next((each for each in left if each.startswith(word)), None)
        if first is None:
            return False
        left.remove(first)
    return True


def chosen_room(said: str, rooms: Sequence[Room]) -> Room | None:
    """The channel meant by a number of the list, an id, or a name with or without #."""
    if said.isdecimal() and 1 <= int(said) <= len(rooms):
        return rooms[int(said) - 1]
    plain = folded(said.removeprefix("#"))
    return next((room for room in rooms if plain in (folded(room.name), folded(room.id))), None)


def guessed_requests(site: Place | None, rooms: Sequence[Room], others: Iterable[Place]) -> Room | None:
    """The channel whose name says that a site's requests are made there; with no site, the whole company's."""
    if site is not None:
        about = [room for room in rooms if _said_in(site.name, room.name)]
        return max(about, key=lambda room: _says(room, _ASKING), default=None)
    free = [room for room in rooms if not any(_said_in(each.name, room.name) for each in others)]
    return next((room for room in free if _says(room, _ASKING) and not _says(room, _WORKING)), None)


def guessed_assistants(rooms: Sequence[Room], taken: Collection[str]) -> Room | None:
    """The channel whose name says that assistants work there."""
    return next((room for room in rooms if room.id not in taken and _says(room, _WORKING)), None)


def _said_in(name: str, room: str) -> bool:
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")
    return bool(plain) and re.search(rf"(?<![a-z0-9]){re.escape(plain)}(?![a-z0-9])", folded(room)) is not None


def _says(room: Room, words: Iterable[str]) -> bool:
    return any(word in folded(room.name) for word in words)
