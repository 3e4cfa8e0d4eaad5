"""How far somebody works alone is said by whoever coordinates, over the charter"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nothing was said of it before: the charter's own levels stand."""
    op.create_table(
        "autonomy",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("person_id", _id, nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("over", sa.String(), nullable=False),
        sa.Column("by_id", _id, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_autonomy_person_id", "autonomy", ["person_id"])
