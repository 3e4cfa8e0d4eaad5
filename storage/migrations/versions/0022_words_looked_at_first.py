"""Words of a newcomer are looked at before they reach a requester"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now it was the work itself that was looked at."""
    op.add_column("review", sa.Column("kind", sa.String(), server_default="done", nullable=False))
