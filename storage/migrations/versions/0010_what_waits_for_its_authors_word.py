"""What waits for its author's word is found among years of what they wrote"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UNDECIDED = "state IN ('asked', 'maybe', 'private')"


def upgrade() -> None:
    """Few messages wait at any moment: only those are in the index."""
    undecided = sa.text(UNDECIDED)
    op.create_index("source_undecided", "source", ["author_id"], sqlite_where=undecided, postgresql_where=undecided)
