"""An executive's own request is for those who work for them alone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was asked before went to those whom its author was told: it stays with them."""
    op.add_column("request", sa.Column("executive", sa.String(), server_default="", nullable=False))
