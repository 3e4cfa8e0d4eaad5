"""A question is found when it is answered, however much was ever said to that person"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

QUESTION = "substr(subject, 1, 9) = 'question:'"


def upgrade() -> None:
    """Give the questions an index of their own, which all else that goes out does not weigh on."""
    which = sa.text(QUESTION)
    op.create_index("outbox_question", "outbox", ["subject"], sqlite_where=which, postgresql_where=which)
