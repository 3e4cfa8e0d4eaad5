"""Reading what was written, where the event's own reading does not serve; what a reading means for privacy and site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.charter import Channel, Charter
from bot.people import Actor
from bot.talk import Talk
from bot.understanding import Context, Learned, Reading, read
from bot.understanding.model import DOUBTED
from storage.tables import Level, Request

_MENTION = re.compile(r"(?<!\w)@relais\b[\s:,]*", re.IGNORECASE)
_COMMAND = re.compile(r"\A/(?:desk|demande)(?![\w-])[\s:,/]*", re.IGNORECASE)
"""The desk's own command, written where no menu takes it."""
_SLASHED = re.compile(r"\A/(?=[^\W\d_]+(?:-\d+)?(?:[\s:,]|\Z))")
"""A slash and a word: « /liste », no « /!\\ », « /2 » or « /srv/commun »."""
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
"""Where the words of a file's name meet without a space: « ArretMaladie.pdf »."""
_UNSEEN = ("Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp")
"""The categories of what shows nothing by itself: controls, directions, marks without a letter, spaces."""
_BLANK = (
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}"
    "\N{BRAILLE PATTERN BLANK}"
)
SURE_NOT_SENSITIVE = 0.5
"""Under this certainty that a message is not sensitive it is treated as if it were: only its author is asked."""


class Named(Protocol):
    """A file, as it is named."""

    @property
    def name(self) -> str: ...


def again(
    talk: Talk, text: str, channel: Channel | None, at: datetime, direct: bool = False, *, files: Iterable[Named]
) -> Reading:
    """Read a text that did not come with the event, or with more than it; `files` came with it, and are never left
    out: what they are called is part of what is said. A message that was kept is read by `keeping.read_source`.
    What an illness was cut out of just now is as private as it was.

    `at` (aware) is when it was written, which its relative days are counted from, and not when somebody pressed.
    """
    where = context(talk.charter, at, channel, direct=direct)
    return as_spared(read_with(text, files, where, talk.learned), getattr(talk.event, "spared", ()))


def once_edited(
    talk: Talk,
    before: str,
    text: str,
    channel: Channel | None,
    at: datetime,
    edited_at: datetime,
    direct: bool,
    files: Iterable[Named],
) -> Reading:
    """Read an edited text: a day that it said before counts from when that was written (`at`), another from the edit.

    Whoever adds "tomorrow" days later may mean either: a day that the two count differently is in doubt.
    """
    then, was = (again(talk, each, channel, at, direct, files=files) for each in (text, before))
    if then.days == was.days:
        return then
    now = again(talk, text, channel, edited_at, direct, files=files)
    return now if now.days == then.days else in_doubt(now)


def in_doubt(reading: Reading) -> Reading:
    """The same reading, its dates to be looked at."""
    due, start = (replace(each, certainty=min(each.certainty, DOUBTED)) for each in (reading.due, reading.event_start))
    return replace(reading, due=due, event_start=start)


def read_with(text: str, files: Iterable[Named], where: Context, learned: Learned) -> Reading:
    """The reading of a text, as private as it is or as the names of its files are: « arret-maladie.pdf »."""
    reading, names = read(text, where, learned), "\n".join(_HUMP.sub(" ", each.name) for each in files)
    if not names or reading.sensitive.value:
        return reading
    named = read(names, replace(where, direct=False, thread_reply=True), learned)
    return replace(reading, sensitive=named.sensitive) if named.sensitive.value else reading


def by_its_clock(talk: Talk, reading: Reading, text: str, channel: Channel | None, site: str) -> Reading:
    """The reading with its dates by the clock of the site that it is for: « 12 h » at La Réunion is noon there."""
    where = context(talk.charter, reading.written_at, channel, direct=True)
    named = talk.charter.site(site)
    dated = reading.due.value or reading.event_start.value
    if named is None or named.timezone == where.timezone or dated is None:
        return reading
    there = read(text, replace(where, timezone=named.timezone), talk.learned)
    moved = replace(reading, due=there.due, event_start=there.event_start, event_end=there.event_end)
    return in_doubt(moved) if reading.date_doubted else moved


def context(charter: Charter, written_at: datetime, channel: Channel | None, **flags: bool) -> Context:
    """Where a text was written, for its reader. The author's own site is looked at later, once they are known."""
    site = charter.site(channel.site) if channel and channel.site else None
    return Context(
        charter=charter,
        language=channel.language if channel else None,
        channel_site=site.id if site else None,
        author_site=None,
        written_at=written_at,
        timezone=site.timezone if site else charter.desk.timezone,
        **flags,
    )


def spoken(text: str) -> str:
    """A text without the space around it; empty when there is nothing in it to be seen."""
    bare = text.strip()
    return bare if any(_is_seen(each) for each in bare) else ""


def _is_seen(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character) not in _UNSEEN


def is_private(charter: Charter, reading: Reading) -> bool:
    """Whether a message must show nothing in public: it reads as sensitive, or its service is confidential."""
    service = charter.service(reading.service.value) if reading.service.value else None
    doubtful = not reading.sensitive.value and reading.sensitive.certainty < SURE_NOT_SENSITIVE
    return reading.sensitive.value or doubtful or bool(service and service.confidential)


def is_personal(request: Request, reading: Reading) -> bool:
    """Whether what is said of a request is more private than the request is."""
    return reading.sensitive.value and request.level is not Level.CONFIDENTIAL


def as_spared(reading: Reading, kinds: Sequence[str]) -> Reading:
    """What a diagnosis was cut out of stays as private as it was; what somebody's union is says nothing of the rest."""
    if not any(each != "union" for each in kinds):
        return reading
    return replace(reading, sensitive=replace(reading.sensitive, value=True, certainty=1.0))


def as_shown(charter: Charter, reading: Reading) -> Reading:
    """What a person says is not private is of no confidential service either."""
    service = charter.service(reading.service.value)
    kept = None if service is not None and service.confidential else reading.service.value
    return replace(
        reading,
        sensitive=replace(reading.sensitive, value=False, certainty=1.0),
        service=replace(reading.service, value=kept),
    )


def site_of(charter: Charter, actor: Actor, reading: Reading | None, channel: Channel | None) -> str | None:
    """Message, then channel, then person, then the only site there is; none: it must be asked."""
    named = actor.named
    for site in (
        reading.site.value if reading else None,
        channel.site if channel else None,
        actor.person.site,
        named.first_site if named and named.sites != "all" and len(named.sites) == 1 else None,
        charter.sites[0].id if len(charter.sites) == 1 else None,
    ):
        if site is not None and charter.site(site) is not None:
            return site
    return None


def without_mention(text: str) -> str:
    """A text without the desk's own name, where it calls it: « @Relais », « /desk »."""
    return _COMMAND.sub("", _MENTION.sub("", text).strip())


def slashed(text: str) -> str | None:
    """What is typed after a slash: « liste » of « /liste » and of « /desk liste ». None where no word follows one."""
    bare = _MENTION.sub("", text).strip()
    if _COMMAND.match(bare):
        return _COMMAND.sub("", bare)
    return bare[1:] if _SLASHED.match(bare) else None
