"""How a column's type is written in a revision: as the database knows it, so that it outlives our own types."""

from __future__ import annotations

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from sqlalchemy import BigInteger
from sqlmodel import AutoString, UTCDateTime

from storage.sealing import Sealed
from storage.types import Code


def render(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """Alembic's `render_item`: false leaves the writing to Alembic."""
    if kind != "type":
        return False
    match value:
        case UTCDateTime():
            return "sa.DateTime(timezone=True)"
        case Sealed():
            return f"sa.{value.kind.__name__}()"
        case Code():
            return "sa.Text()"
        case AutoString():
            return "sa.String()"
        case BigInteger():
            return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
        case _:
            return False
