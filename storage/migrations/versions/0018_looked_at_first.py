"""What is done is looked at by a second person, where the charter asks for it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_undecided = sa.text("decided_at IS NULL")


def upgrade() -> None:
    """Whose work was looked at, and what came of it: asked of a request that waits, and of a person."""
    op.create_table(
        "review",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("request_id", _id, nullable=False),
        sa.Column("worker_id", _id, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("words_id", _id, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", _id, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_review_request_id", "review", ["request_id"])
    op.create_index("review_by_worker", "review", ["worker_id", "decided_at"])
    op.create_index("review_undecided", "review", ["request_id"], sqlite_where=_undecided, postgresql_where=_undecided)
