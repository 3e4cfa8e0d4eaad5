"""What was written under a message before it is a request is found without reading what was said there since"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give what is kept in threads an index of its own: it is asked for with each request that is made."""
    which = sa.text("state = 'kept' AND root IS NOT NULL")
    op.create_index(
        "source_kept_under", "source", ["platform", "conversation", "root"], sqlite_where=which, postgresql_where=which
    )
