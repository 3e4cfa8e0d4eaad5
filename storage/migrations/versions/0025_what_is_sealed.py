"""What is confided is sealed: found by its key, and what waits by what it is about"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

CONFIDED = "level = 'confidential' OR key_id IS NOT NULL"


def upgrade() -> None:
    """What waits already says nothing beside its body, and is read whole for the minutes that it waits."""
    op.add_column("inbox", sa.Column("about", sa.String(), nullable=True))
    confided = sa.text(CONFIDED)
    op.create_index("words_confided", "words", ["key_id", "id"], sqlite_where=confided, postgresql_where=confided)
