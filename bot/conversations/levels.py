"""How far somebody works alone: raised or lowered by whoever coordinates, who sees the figures first."""

from __future__ import annotations

import unicodedata

from bot import levels
from bot.cards import Card, Mention, Reply, Text, ours
from bot.colleagues import charter_people, named_first
from bot.conversations.giving_back import refused
from bot.outgoing import say_to
from bot.people import charter_person, reach, who
from bot.permit import refuse
from bot.policies.permissions import Act, may
from bot.policies.reviewing import AUTONOMOUS, SHADOW, SUPERVISED
from bot.talk import Talk, on_command, on_press
from bot.views import levels as views
from bot.views.parts import mention, one_line
from storage import journal
from storage.rows import id_of
from storage.tables import Audience, Autonomy, Person

LONGEST_ID = 19
_WORDS = {
    AUTONOMOUS: ("autonome", "autonomous", "autonomie"),
    SUPERVISED: ("relu", "relue", "supervise", "supervisee", "supervised", "checked"),
    SHADOW: ("observation", "duo", "binome", "shadow"),
}
"""How each level is said, without accents."""


@on_command("level", "niveau", "level")
def level(talk: Talk, said: str) -> Reply:
    """« niveau @Hugo autonome »: the figures of somebody's work, and the press that says how far they work alone."""
    named = named_first(talk, said, charter_people(talk))
    if named is None:
        return refused(talk, _notice("level.whose"), said)
    person, rest = named
    wanted = _level_in(rest)
    if rest.strip(" ,:") and wanted is None:
        return refused(talk, _notice("level.unknown"), said)
    no = _refused(talk, person)
    if no is not None:
        return no
    now = levels.known(talk.unit, talk.charter)[person.charter_id or ""]
    if wanted == now:
        return talk.tell(_notice(f"level.already_{now}", who=mention(person)))
    offered = (wanted,) if wanted is not None else tuple(each for each in _WORDS if each != now)
    return talk.tell(views.asked(person, now, levels.figures(talk.unit, id_of(person)), offered))


def is_said(talk: Talk, said: str) -> bool:
    """Whether what follows the word, in a message, names somebody, and a level or nothing."""
    named = named_first(talk, said, charter_people(talk))
    return named is not None and (not named[1].strip(" ,:") or _level_in(named[1]) is not None)


def _level_in(said: str) -> str | None:
    plain = "".join(unicodedata.normalize("NFD", each)[0] for each in said.casefold().strip(" ,:.!")) if said else ""
    return next((name for name, words in _WORDS.items() if plain in words), None)


def _refused(talk: Talk, person: Person) -> Reply | None:
    """Why whoever acts may not say it of somebody, or none."""
    named = charter_person(talk.charter, person)
    verdict = may(Act.LEVEL, talk.actor, None, talk.charter, site=named.first_site if named else None)
    if not verdict.allowed:
        return refuse(talk, verdict, None)
    if person.id == talk.actor.id:
        return talk.tell(_notice("level.own"))
    if named is None or not named.has_role("assistant", "coordinator"):
        return talk.tell(_notice("level.not_at_work", who=mention(person)))
    return None


@on_press("level_set")
def level_set(talk: Talk, value: str) -> Reply:
    """It is so from now on. `value`: whose, by the charter's id, and the level."""
    name, _, wanted = value.partition(":")
    person = next((each for each in charter_people(talk) if each.charter_id == name), None)
    if person is None or wanted not in _WORDS:
        return talk.tell(_notice("errors.stale_button"))
    no = _refused(talk, person)
    if no is not None:
        return no
    now = levels.known(talk.unit, talk.charter)[name]
    if wanted == now:
        return talk.tell(_notice(f"level.already_{now}", who=mention(person)), instead=True)
    named = talk.charter.person(name)
    assert named is not None, "of the charter"
    row = talk.unit.add(
        Autonomy(person_id=id_of(person), level=wanted, was=now, over=named.autonomy, by_id=talk.actor.id, at=talk.now)
    )
    journal.write(talk.unit, None, "level", talk.actor.id, person=id_of(person), level=wanted, was=now)
    _say(talk, person, views.told(talk.actor.person, wanted))
    return talk.tell(views.done(person, wanted, id_of(row)), instead=True)


@on_press("level_undo")
def level_undo(talk: Talk, value: str) -> Reply:
    """It is as it was before. `value`: the id of what was said."""
    verdict = may(Act.LEVEL, talk.actor, None, talk.charter)
    if not verdict.allowed:
        return refuse(talk, verdict, None)
    known = value.isascii() and value.isdecimal() and len(value) < LONGEST_ID
    row = levels.by_id(talk.unit, int(value)) if known else None
    last = levels.last_said(talk.unit, row.person_id) if row is not None else None
    if row is None or last is None or last.id != row.id:
        return talk.tell(_notice("level.over"), instead=True)
    person = talk.unit.need(Person, row.person_id)
    no = _refused(talk, person)
    if no is not None:
        return no
    talk.unit.change(row, undone=True)
    now = levels.known(talk.unit, talk.charter).get(person.charter_id or "", row.was)
    journal.write(talk.unit, None, "level", talk.actor.id, person=row.person_id, level=now, was=row.level)
    _say(talk, person, views.told(talk.actor.person, now))
    return talk.tell(_notice(f"level.already_{now}", who=mention(person)), instead=True)


def _say(talk: Talk, person: Person, card: Card) -> None:
    identity = reach(talk.unit, id_of(person))
    if identity is not None:
        say_to(talk.unit, who(identity), card)


def _notice(key: str, **args: Text | Mention) -> Card:
    return one_line(key, Audience.PERSON, ours(key, **args))
