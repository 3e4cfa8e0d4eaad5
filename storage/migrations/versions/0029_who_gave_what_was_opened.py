"""Whoever asks what is kept of them is told what they opened to others"""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Found without reading all that was ever opened."""
    op.create_index("ix_access_grant_by_id", "access_grant", ["by_id"])
