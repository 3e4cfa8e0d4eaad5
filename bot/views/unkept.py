"""To its author alone: what the desk did not keep of what they wrote, and where to turn with it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Buttons, Card, Text, ours
from bot.views.in_sight import in_sight
from bot.views.parts import line, mention
from storage.tables import Audience, Person


def turning(kinds: Sequence[str], health: Person | None, whistle: Person | None) -> tuple[Text, ...]:
    """What of it is not kept, by kind, and where to turn. `health`, `whistle`: who is trusted with each, if anybody."""
    told = list[Text]()
    if "whistle" in kinds:
        told += [ours("unkept.whistle"), _to("whistle", whistle), ours("unkept.outside")]
    if "health" in kinds:
        told += [ours("unkept.health"), _to("health", health)]
    if "union" in kinds:
        told.append(ours("unkept.union"))
    if not told:
        told += [ours("unkept.some"), _to("health", health), _to("whistle", whistle)]
        told.append(ours("unkept.outside"))
    return (*told, ours("unkept.mistaken"))


def unkept(lines: Sequence[Text], channel: str | None, platform: str, *, alone: bool) -> Card:
    """The same as a card. `channel`, `platform`: where their words still stand; `alone`: nobody else reads them."""
    still = () if alone else line(in_sight("still", channel, platform), "quiet")
    parts = (*(part for each in lines for part in line(each)), *still)
    return Card(kind="notice", audience=Audience.PERSON, summary=lines[0], parts=parts)


def endured(whistle: Person | None) -> Text:
    """Where else whoever confides what is done to them may turn. `whistle`: who receives reports, if anybody."""
    return ours("unkept.endured", who=mention(whistle)) if whistle else ours("unkept.endured_nobody")


def beside(card: Card, lines: Sequence[Text]) -> Card:
    """A question, with what is told beside it, before what there is to press."""
    told = tuple(part for each in lines for part in line(each))
    at = next((place for place, each in enumerate(card.parts) if isinstance(each, Buttons)), len(card.parts))
    return card.model_copy(update={"parts": (*card.parts[:at], *told, *card.parts[at:])})


def _to(kind: str, person: Person | None) -> Text:
    return ours(f"unkept.{kind}_to", who=mention(person)) if person else ours(f"unkept.{kind}_to_nobody")
