"""What people correct is kept to be learned from, and what is forgotten of it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Give corrections a table that is read whole: the journal has them among all else that ever happened."""
    op.create_table(
        "lesson",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("request_id", _id, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("read", sa.String(), nullable=True),
        sa.Column("meant", sa.String(), nullable=True),
        sa.Column("by_id", _id, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "unlearned",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("words_id", _id, nullable=False),
        sa.Column("up_to", _id, nullable=False),
        sa.Column("by_id", _id, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
