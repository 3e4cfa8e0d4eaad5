"""To whom what is for those who coordinate goes, while none of them is there: nobody is told by silence.

Source of the rule: docs/decisions/what-goes-on-without-who-is-away.md. People are named by their charter ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.charter import Charter
from bot.policies.presence import stand_ins


def in_turn(
    charter: Charter, names: Sequence[str], site: str | None, away: Mapping[str, str | None]
) -> Iterator[Sequence[str]]:
    """These who coordinate; who stands in for them; who manages the site; who steers the desk for the company.

    The first of these ranks with somebody there is told. `away`: whom each of those away named to stand in, if anybody.
    """
    yield names
    yield list(dict.fromkeys(one for name in names for one in stand_ins(name, away)))
    yield [each.id for each in charter.people_with("manager", site)] if site is not None else []
    yield [one for one in dict.fromkeys((charter.desk.pilot, charter.desk.contact)) if one is not None]
