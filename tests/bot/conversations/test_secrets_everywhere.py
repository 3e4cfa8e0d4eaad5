"""What turns confidential, whatever was done with it before and however it turns: no desk's word of it stands anywhere
but with its author and those cleared for it, on a home, in a list, in what is told of it later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story, Wrote
from tests.bot.paper import DESK, as_text, direct_of
from tests.canaries import CANARY

PAY = "il me faudrait mon bulletin de paie d'octobre"
TRAIN = f"il me faudrait un train pour {CANARY} jeudi matin, 1 200 €"
CLEARED = ("nadia", "samia", "karim")
OTHERS = ("ines", "claire", "coralie", "marc", "helene", "tom", "lea")
"""One of each role at least, who had to do with it or not."""
LISTS = ("liste", "suivante", "voir LYO-1")
ANOTHER, COLLEAGUES = (
    "il me faudrait un taxi vendredi à 9h, comme pour LYO-1",
    "il me faudrait une salle vendredi, voir LYO-1",
)


@dataclass(frozen=True)
class Standing:
    """One thing that the desk shows now: to whom or where, and what it says."""

    where: str
    text: str


def shown(desk: Story) -> list[Standing]:
    """All that the desk shows now, to whoever is not cleared: rooms, direct conversations and homes."""
    theirs = {direct_of(each) for each in CLEARED}
    found: list[Standing] = []
    for paper in desk.papers.values():
        said = [each for each in paper.messages.values() if each.by == DESK and each.conversation not in theirs]
        found += [Standing(each.conversation, str(each)) for each in said]
        found += [Standing(f"home {who}", as_text(card)) for who, card in paper.homes.items() if who not in CLEARED]
    return found


def leaked(desk: Story) -> list[Standing]:
    """What says more than that there is a confidential request, but for who was told of it while it was ordinary."""
    secret = re.compile(rf"{CANARY}|bulletin|train", re.IGNORECASE)
    return [each for each in shown(desk) if secret.search(each.text) or _is_named_to_many(each)]


def _is_named_to_many(each: Standing) -> bool:
    """Whether its reference stands in a channel or on a home; who had it or was asked about it knows it already."""
    said = each.text.replace(ANOTHER, "").replace(COLLEAGUES, "")
    return "LYO-1" in said and not each.where.startswith("D-")


def worked(desk: Story, asked: Wrote) -> None:
    """Taken, talked about on either side, put a question, answered."""
    desk.types("ines", "prendre LYO-1")
    desk.says("karim", "#lyon", f"plutôt {CANARY} sud", under=asked)
    desk.says("ines", "#desk", f"je regarde {CANARY}", under=desk.card("LYO-1", "#desk"))
    desk.types("ines", f"répondre LYO-1 C'est bien {CANARY} ?")
    desk.types("ines", f"attente LYO-1 quelle heure pour {CANARY} ?")
    desk.says("karim", "#lyon", f"7 h, {CANARY}", under=asked)


def alerted(desk: Story, asked: Wrote) -> None:
    """Alerted about by its author and by a manager, and not by anybody taken."""
    desk.types("karim", f"escalade LYO-1 {CANARY} presse")
    desk.types("marc", f"escalade LYO-1 {CANARY} presse aussi")
    desk.types("coralie", f"escalade LYO-1 {CANARY} encore")


def freed(desk: Story, asked: Wrote) -> None:
    """Handed from one to another, and returned to the pool by who stands in for whoever had it."""
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "confier LYO-1 Claire")
    desk.types("claire", "absence aujourd'hui relais ines")
    desk.presses("ines", desk.last("@ines", "handover"), "handover_refuse")


def looked_at(desk: Story, asked: Wrote) -> None:
    """Hugo's, whose work is looked at."""
    desk.forges("marc", "approve", "LYO-1")
    desk.types("coralie", "confier LYO-1 Hugo")
    desk.types("hugo", f"fait LYO-1 voici {CANARY}")


def followed(desk: Story, asked: Wrote) -> None:
    """Followed by another request of its author, and named by a colleague's."""
    desk.pass_by(hours=2)
    desk.says("karim", "#lyon", ANOTHER)
    desk.says("lea", "#lyon", COLLEAGUES)


def by_its_words(desk: Story, asked: Wrote) -> None:
    desk.edits(asked, f"{PAY} {CANARY}")


def by_its_service(desk: Story, asked: Wrote) -> None:
    desk.forges("karim", "correct", "LYO-1:service:hr_admin")


def by_the_charter(desk: Story, asked: Wrote) -> None:
    def confidential(data: dict[str, Any]) -> None:
        (travel,) = [each for each in data["services"] if each["id"] == "travel"]
        travel["confidential"] = True
        for person in data["people"]:
            if person["id"] in ("nadia", "samia"):
                person["services"].append("travel")
                person["cleared"].append("travel")

    desk.rules(confidential)


STORIES = (
    (worked, by_its_words),
    (alerted, by_its_service),
    (freed, by_the_charter),
    (looked_at, by_its_service),
    (followed, by_its_words),
)


@pytest.mark.parametrize(("history", "turns"), STORIES)
def test_whatever_was_done_with_it_nobody_else_reads_of_it_once_it_turns(
    desk: Story, history: Callable[[Story, Wrote], None], turns: Callable[[Story, Wrote], None]
) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    for who in OTHERS:
        desk.opens_home(who)
    history(desk, asked)
    assert leaked(desk), "it was read by many"
    turns(desk, asked)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert leaked(desk) == []
    assert asked.message.signs == []
    since = len(desk.replies)
    for who in ("ines", "coralie", "lea"):
        for word in LISTS:
            desk.types(who, word)
    assert [each for each in desk.replies[since:] if CANARY in desk.text(each[1], each[0])] == []
    desk.later(hours=4)
    assert leaked(desk) == []
