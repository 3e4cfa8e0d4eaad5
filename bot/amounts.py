"""What a request costs: what its words say, what somebody said it comes to, and which of both holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import bindparam, select

from bot.understanding.amounts import read_amounts
from bot.understanding.model import Money
from bot.understanding.text import words_of
from storage import words as wordstore
from storage.journal import Fact
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Approval, Journal, Request
from storage.unit import Unit

SAID = "amount"
"""The act by which somebody says what it costs."""
_journal = table_of(Journal)
_last_said = Prepared(
    select(_journal)
    .where(_journal.c.request_id == bindparam("request"), _journal.c.act == SAID)
    .order_by(_journal.c.id.desc())
    .limit(1)
)


def read_in(unit: Unit, request: Request) -> tuple[Money, ...]:
    """The sums that its words say."""
    return read_amounts(words_of(wordstore.read_one(unit, request.words_id))).value


def as_kept(amounts: Sequence[Money]) -> str:
    """Sums as a row keeps them: 1200 EUR, 300 USD."""
    return ", ".join(f"{each.value} {each.currency}" for each in amounts)


def money_of(row: Approval) -> Money | None:
    """What a round is about."""
    return Money(Decimal(row.amount), row.currency) if row.amount is not None and row.currency is not None else None


def line_of(unit: Unit, request: Request, money: Money) -> dict[str, Fact]:
    """What its history keeps of a sum that somebody says, and of what its words said then."""
    read = as_kept(read_in(unit, request))
    return {"amount": str(money.value), "currency": money.currency, "read": read}


def still_said(unit: Unit, request: Request, read: str) -> Money | None:
    """What it costs as somebody said it last, for whichever service; none once its words say other sums than then."""
    line = unit.first(Journal, _last_said, {"request": request.id})
    if line is None or line.data.get("read", read) != read:
        return None
    return Money(Decimal(line.data["amount"]), str(line.data["currency"]))
