"""A request's clock stops while its requester is waited for, and a promise that cannot be held is made anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What waits already stands still since it was last changed: when exactly it was asked stands in the journal."""
    op.add_column("request", sa.Column("deferred_to", sa.DateTime(timezone=True), nullable=True))
    op.add_column("request", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE request SET paused_at = updated_at WHERE state = 'waiting'")
