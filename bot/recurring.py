"""What is asked again and again, as rows: rules, and what came of their dates."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from bot.policies.recurring import Rule
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Recurring
from storage.unit import Unit

DRAFT, KEPT, OVER = "draft", "kept", "over"
TIMER = "recurring"
"""The kind of the one timer that a rule has: when its next request is made."""
_rules = table_of(Recurring)
_by_id = Prepared(select(_rules).where(_rules.c.id == bindparam("id")).with_for_update())
_standing = Prepared(select(_rules).where(_rules.c.state == KEPT).order_by(_rules.c.id))
_drafts = Prepared(
    select(_rules).where(_rules.c.person_id == bindparam("person"), _rules.c.state == DRAFT).order_by(_rules.c.id)
)


def by_id(unit: Unit, rule_id: int) -> Recurring | None:
    """The rule of that id, locked until the commit (PostgreSQL), or none."""
    return unit.first(Recurring, _by_id, {"id": rule_id})


def standing(unit: Unit) -> list[Recurring]:
    """All rules that are kept and not over."""
    return unit.all(Recurring, _standing)


def drafts_of(unit: Unit, person_id: int) -> list[Recurring]:
    """What somebody was shown and has not said yes to."""
    return unit.all(Recurring, _drafts, {"person": person_id})


def rule_of(row: Recurring) -> Rule:
    """The rule of a row."""
    kept: dict[str, Any] = dict(row.rule)
    until = kept.pop("until", None)
    kept |= {"since": date.fromisoformat(kept["since"]), "weekdays": tuple(kept["weekdays"])}
    return Rule(**kept, until=date.fromisoformat(until) if until else None)


def as_kept(rule: Rule) -> dict[str, Any]:
    """A rule as its row keeps it; its end, and its months, where it has some, for an older replica knows of none."""
    kept = asdict(rule) | {"since": rule.since.isoformat(), "weekdays": list(rule.weekdays)}
    del kept["until"]
    if rule.months == 1:
        del kept["months"]
    return kept | ({"until": rule.until.isoformat()} if rule.until is not None else {})
