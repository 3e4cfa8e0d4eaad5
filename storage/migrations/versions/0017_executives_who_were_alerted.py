"""An executive reads what they were alerted about, and nothing else of others'"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was alerted before: the charter's chain climbs since this release."""
    op.add_column("request", sa.Column("alerted", sa.String(), server_default="", nullable=False))
