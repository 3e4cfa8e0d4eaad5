"""What is asked of no request (docs/rights-alone.csv), each cell of it played as people ask for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from sqlalchemy import func, select

from bot.conversations.alerting import ALERT
from bot.locales import LANGUAGES, template
from storage.rows import table_of
from storage.tables import Journal
from storage.unit import Unit
from tests.contract.rights import NO, TABLE, Cell, Play, plain

ALONE = TABLE.with_name("rights-alone.csv")
PLAYED = {
    "employee": "colleague",
    "assistant": "nadia",
    "provider": "ines",
    "contact": "samia",
    "coordinator": "andre",
    "provider_coordinator": "coralie",
    "manager": "marc",
    "executive": "helene",
    "admin": "tom",
}
"""By whom each of the roles is played."""
TYPED = {
    "alert": "alerte Personne à l’accueil de Lyon depuis ce matin",
    "create_for_other": "nouvelle",
    "list_site": "liste",
    "teach": "appris",
    "away": "absence Claire Morel demain",
    "level": "niveau Claire Morel",
    "emergency_access": "accès-urgence LYO-99999 un dossier à rendre ce soir",
}
"""What somebody types to do it; figures are shown at home."""
FIGURES = re.compile(r"Lyon ?: \d")


def alone() -> Iterator[Cell]:
    """The whole table, row by row; of no kind of request."""
    with ALONE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from (Cell("", row["act"], role, says) for role, says in row.items() if role != "act")


async def wrong_alone(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these cells that say something else than what comes of it."""
    found = []
    for cell in some:
        did, told = await _does(play, play.user(PLAYED[cell.role]), cell.act)
        await play.app.idle()
        if did != (cell.says != NO):
            found.append(f"{cell.act} by {cell.role}: {did}, where the table says {cell.says} ({told})")
    return found


async def _does(play: Play, user: str, act: str) -> tuple[bool, str]:
    if act == "figures":
        await play.far.open_home(user)
        await play.app.idle()
        shown = await play.far.home(user)
        assert shown is not None, user
        return FIGURES.search(plain(shown.text)) is not None, shown.text
    alerts = await play.run(_alerts)
    answer = await play.far.command(user, play.far.direct(user), TYPED[act])
    told = plain(answer.text)
    match act:
        case "alert":
            return await play.run(_alerts) > alerts, told
        case "create_for_other":
            # Where a form is a card in their conversation, it is read as one.
            return "person" in answer.fields or _says("forms.person_hint", told), told
        case "list_site":
            return _says("lists.open", told), told
        case "emergency_access":
            return _says("emergency.asked_noted", told), told
    return bool(told) and play.means(told) != NO, told


def _alerts(unit: Unit) -> int:
    """How often somebody alerted about what has no request."""
    table = table_of(Journal)
    which = (table.c.act == ALERT, table.c.request_id.is_(None))
    return int(unit.execute(select(func.count()).select_from(table).where(*which)).scalar_one())


def _says(key: str, told: str) -> bool:
    """Whether an answer says that, in either language, or as a platform that shows keys does."""
    said = [re.escape(plain(template(each, key))) for each in LANGUAGES]
    patterns = [re.sub(r"\\\{\w+\\\}", ".+?", each) for each in said]
    return re.search("|".join((*patterns, re.escape(f"'key': '{key}'"))), told) is not None
