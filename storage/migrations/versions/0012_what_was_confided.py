"""Whether somebody confided something lately is told without reading what else they asked"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give what is confidential an index of its own: it is asked about for each message, and is rare."""
    which = sa.text("level = 'confidential'")
    op.create_index(
        "request_confidential", "request", ["requester_id", "open"], sqlite_where=which, postgresql_where=which
    )
