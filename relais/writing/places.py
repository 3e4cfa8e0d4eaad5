"""Questions 1 to 7: the company, its provider, the time, the sites, their hours, and the channels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NoReturn

from adapters.surveying import Room, Survey
from bot.charter.fields import Text, Zone
from bot.charter.values import WeekHours
from bot.public_holidays import UnknownHolidaysError, check
from relais.writing.answers import Answers
from relais.writing.draft import Draft, Heard, Place, code_of, folded, hours_as_written, id_of, visible
from relais.writing.finding import chosen_room, guessed_assistants, guessed_requests
from relais.writing.hours import read_hours
from relais.writing.talk import NOTHING, Again, Told

USUAL_ZONE = "Europe/Paris"
USUAL_HOLIDAYS = "FR"
REREAD = "r"
"""What is typed to have the channels read once more, after an invitation."""
_ZONED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<zone>[^()]+)\)")
_FRENCH = {"mon": "lun", "tue": "mar", "wed": "mer", "thu": "jeu", "fri": "ven", "sat": "sam", "sun": "dim"}


def ask_company(answers: Answers) -> None:
    """Question 1: what the company is called."""
    answers.title(1, "company_title")
    proposed = visible(answers.company)
    talk = answers.talk

    def read(said: str) -> None:
        if said in ("", NOTHING):
            raise Again("writing.answer_needed")
        answers.keep(replace(answers.draft, company=talk.valued(Text, said)))

    talk.ask(talk.text("company"), proposed, read)


def ask_provider(answers: Answers) -> None:
    """Question 2: the firm that employs assistants, if another does."""
    answers.title(2, "provider_title")
    talk = answers.talk

    def read(said: str) -> None:
        answers.keep(replace(answers.draft, provider=None if said == NOTHING else talk.valued(Text, said)))

    talk.ask(talk.text("provider"), NOTHING, read)


def ask_zone(answers: Answers) -> None:
    """Question 3: the time zone, from which the public holidays are guessed."""
    answers.title(3, "zone_title")
    zones = Counter(
        zone for member in answers.members if not member.profile.outsider and (zone := member.profile.timezone)
    )
    proposed = zones.most_common(1)[0][0] if zones else USUAL_ZONE
    talk = answers.talk

    def read(said: str) -> None:
        zone = talk.valued(Zone, said)
        answers.keep(replace(answers.draft, timezone=zone, holidays=holidays_of(zone)))

    talk.ask(talk.text("zone"), proposed, read)
    talk.say("holidays_guessed", holidays=answers.draft.holidays)


def ask_sites(answers: Answers) -> None:
    """Question 4: the sites, by name; ids and codes are made of their names."""
    answers.title(4, "sites_title")
    talk = answers.talk

    def read(said: str) -> None:
        sites: list[Place] = []
        for part in filter(None, (each.strip() for each in re.split(r"[,;]", said))):
            sites.append(_site(answers, part, sites))
        if not sites or said == NOTHING:
            raise Again("writing.one_needed")
        answers.keep(replace(answers.draft, sites=tuple(sites)))

    talk.ask(talk.text("sites", example="Lyon, Saint-Denis (Indian/Reunion)"), talk.text("head_office"), read)


def _site(answers: Answers, said: str, before: Iterable[Place]) -> Place:
    zoned = _ZONED.fullmatch(said)
    name, zone = (zoned["name"], answers.talk.valued(Zone, zoned["zone"].strip())) if zoned else (said, None)
    others = list(before)
    if folded(name) in {folded(each.name) for each in others}:
        raise Again("writing.said_twice", value=name)
    if zone == answers.draft.timezone:
        zone = None
    holidays = holidays_of(zone) if zone else None
    return Place(
        id_of(name, {each.id for each in others}, "site"),
        code_of(name, {each.code for each in others}),
        name,
        answers.draft.sites[0].hours,
        zone,
        None if holidays == answers.draft.holidays else holidays,
    )


def ask_hours(answers: Answers) -> None:
    """Question 5: when each site is open; what the one before it said is proposed."""
    answers.title(5, "hours_title")
    talk = answers.talk
    proposed = said_hours(answers.draft.sites[0].hours, answers.draft.language)
    for number, site in enumerate(answers.draft.sites):

        def read(said: str, number: int = number) -> WeekHours:
            hours = read_hours(said)
            sites = [replace(each, hours=hours) if i == number else each for i, each in enumerate(answers.draft.sites)]
            answers.keep(replace(answers.draft, sites=tuple(sites)))
            return hours

        proposed = said_hours(talk.ask(talk.text("hours", site=site.name), proposed, read), answers.draft.language)


def said_hours(hours: WeekHours, language: str) -> str:
    """Hours as somebody would type them here: « lun-ven 09:00-12:30 13:30-18:00 »."""
    said = ", ".join(f"{days} {periods}" for days, periods in hours_as_written(hours).items())
    return said if language == "en" else re.sub(r"[a-z]{3}", lambda found: _FRENCH[found[0]], said)


def ask_requests(answers: Answers) -> None:
    """Question 6: where each site asks, and where all may."""
    answers.title(6, "requests_title")
    _show_rooms(answers)
    sites, talk = answers.draft.sites, answers.talk
    asked: list[tuple[Room, Place | None]] = []
    for site in sites:
        guess = guessed_requests(site, answers.rooms, sites)
        if len(sites) == 1:
            guess = guess or guessed_requests(None, answers.rooms, sites)
        room = _ask_room(answers, talk.text("requests", site=site.name), guess)
        asked += [(room, site)] if room else []
    if len(sites) > 1:
        taken = {room.id for room, _ in asked}
        guess = guessed_requests(None, [room for room in answers.rooms if room.id not in taken], sites)
        room = _ask_room(answers, talk.text("requests_of_all"), guess)
        asked += [(room, None)] if room else []
    answers.keep(replace(answers.draft, channels=tuple(_heard(answers, asked))))


def _heard(answers: Answers, asked: Iterable[tuple[Room, Place | None]]) -> Iterable[Heard]:
    """Each channel once: one that several sites share is the whole company's."""
    rooms: dict[str, tuple[Room, list[Place | None]]] = {}
    for room, site in asked:
        rooms.setdefault(room.id, (room, []))[1].append(site)
    for room, sites in rooms.values():
        only = sites[0] if len(sites) == 1 else None
        if len(sites) > 1:
            answers.talk.say("room_of_all", room=room.name)
        yield _channel(answers, room, "requests", only)


def ask_assistants_room(answers: Answers) -> None:
    """Question 7: where the assistants work."""
    answers.title(7, "triage_title")
    taken = {each.id for each in answers.draft.channels}

    def free(room: Room) -> None:
        if room.id in taken:
            raise Again("writing.room_taken", room=room.name)

    guess = guessed_assistants(answers.rooms, taken)
    room = _ask_room(answers, answers.talk.text("triage"), guess, free)
    if room is not None:
        heard = _channel(answers, room, "assistants", None)
        answers.keep(replace(answers.draft, channels=(*answers.draft.channels, heard)))


def _channel(answers: Answers, room: Room, purpose: str, site: Place | None) -> Heard:
    """A channel that another company reads is the provider's only if its being so is confirmed."""
    provider = answers.draft.provider
    shared = False
    if room.shared and provider is not None:
        shared = answers.yes(answers.talk.text("shared", room=room.name, provider=provider))
    label = f"#{room.name}" if room.name != room.id else room.id
    return Heard(room.platform, room.id, label, purpose, site.id if site else None, shared)


def _show_rooms(answers: Answers) -> None:
    talk = answers.talk
    if not answers.surveys:
        talk.say("rooms_by_hand")
        return
    if answers.rooms:
        talk.choices([_shown(answers, room) for room in answers.rooms])
        talk.say("rooms_found")
    for platform, survey in answers.surveys.items():
        talk.say(f"{'missing' if survey.rooms else 'no_rooms'}_{platform}", **_told_in(survey))


def _told_in(survey: Survey) -> dict[str, str]:
    """What the sentences about a platform's channels name."""
    return {"invitation": f"/invite @{survey.bot}", "letter": REREAD}


def _shown(answers: Answers, room: Room) -> str:
    mark = "foreign" if room.shared else "private" if room.private else None
    where = [room.platform.capitalize()] if len(answers.surveys) > 1 else []
    return ", ".join([f"#{room.name}", *where, *([answers.talk.text(f"room_{mark}")] if mark else [])])


def _ask_room(answers: Answers, question: str, guess: Room | None, suits: Any = None) -> Room | None:
    """A channel, or none."""

    def read(said: str) -> Room | None:
        if said in ("", NOTHING):
            return None
        if said.casefold() == REREAD and answers.surveys:
            answers.read_again()
            _tell_read(answers)
        room = _named(answers, said)
        if suits is not None:
            suits(room)
        return room

    return answers.talk.ask(question, f"#{guess.name}" if guess else NOTHING, read)


def _named(answers: Answers, said: str) -> Room:
    found = chosen_room(said, answers.rooms)
    if found is not None:
        return found
    typed = answers.platforms.named(said)
    if typed is None:
        raise Again("writing.no_such_room" if answers.surveys else "writing.no_room_id", value=said)
    known = next((room for room in answers.rooms if room.id == typed.id), None)
    if known is None and typed.platform in answers.surveys:
        known = _learned(answers, typed)
    if known is None and not typed.name:
        raise Again("writing.team_unread")
    return known or typed


def _learned(answers: Answers, room: Room) -> Room | None:
    """A channel that was named by hand, as its platform tells of it once it was named; none where it tells nothing."""
    answers.named.append(room)
    answers.read_again(room.platform)
    survey = answers.surveys[room.platform]
    answers.talk.troubles(survey.troubles)
    found = next((each for each in survey.rooms if each.id == room.id), None)
    if found is None:
        answers.talk.say(f"room_unseen_{room.platform}", **_told_in(survey))
    elif not room.name:
        _tell_read(answers)
    elif len(survey.rooms) > 1:
        answers.talk.say("team_read", rooms=len(survey.rooms), people=len(survey.members))
        answers.talk.choices([_shown(answers, each) for each in answers.rooms])
    return found


def _tell_read(answers: Answers) -> NoReturn:
    """Show the channels that there are now, and ask again."""
    _show_rooms(answers)
    raise Told("writing.rooms_read", count=len(answers.rooms))


def holidays_of(zone: str) -> str:
    """The public holidays of the country of a time zone, where they are known; else France's."""
    code = _territories().get(zone, "")
    try:
        check(code)
    except UnknownHolidaysError:
        return USUAL_HOLIDAYS
    return code


@cache
def _territories() -> Mapping[str, str]:
    from babel.core import get_global

    return dict(get_global("zone_territories"))


def with_nothing_said(language: str, company: str, site: str, services: tuple[Mapping[str, Any], ...]) -> Draft:
    """A draft that is a valid charter before any question was answered."""
    usual = read_hours("9:00-12:30 13:30-18:00")
    place = Place(id_of(site, (), "site"), code_of(site, ()), site, usual)
    return Draft(language, company, USUAL_ZONE, USUAL_HOLIDAYS, (place,), services)
