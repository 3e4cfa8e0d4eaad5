"""A confidential request is kept from those whom its words name"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was confided before went to whom its author was told: it stays with them."""
    op.add_column("request", sa.Column("kept_from", sa.String(), server_default="", nullable=False))
